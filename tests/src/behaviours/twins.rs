//! Twins: whatever one tenant does to its rows, another with rows of the very same ids
//! keeps all of its own.

use std::sync::Arc;

use tenantry::access::Role;
use tenantry::journal::chain;
use tenantry::storage::{Counter, Expect, Key, Row, Scope, Storage, Write};
use tenantry::{ErrorKind, Time};

use super::whole::{holds, rows_in, rows_of, version, whole};
use crate::Bench;
use crate::fixture::{
    FILLED, Names, Story, Twin, batch, committed, count, expecting, part, told, updated, value_of,
};

/// Two tenants in two directories. The right one has everything that the left one may name,
/// and beside in the left one is the same under other names.
struct Twins<'b> {
    bench: &'b Bench,
    store: Arc<dyn Storage>,
    left: Twin,
    right: Twin,
    beside: Twin,
}

impl<'b> Twins<'b> {
    async fn begin(bench: &'b Bench) -> Self {
        let store = bench.open().await;
        let names = Names::new("twin", 3);
        let left = Story::begin(&*store).await;
        let mut right = Story::new();
        right.owner = left.owner;
        for found in [right.found_directory(), right.found_org()] {
            committed(&*store, found).await;
        }
        let [left, right] = [left, right].map(|story| Twin { story, names });
        let beside = Twin {
            names: Names::new("other", 2),
            ..left
        };
        right.fill(&*store, 2).await;
        Self {
            bench,
            store,
            left,
            right,
            beside,
        }
    }

    async fn filled(bench: &'b Bench) -> Self {
        let twins = Self::begin(bench).await;
        twins.add_beside().await;
        twins.left.fill(&*twins.store, 1).await;
        twins
    }

    async fn add_beside(&self) {
        for row in self.beside.own_rows() {
            let insert = [Write::Insert(row.clone())];
            committed(&*self.store, batch([part(row.scope(), insert)])).await;
        }
    }

    /// Commits of the left one, each of which does what it says, and nothing to the right one.
    async fn write(&self, writes: impl IntoIterator<Item = (Scope, Write)>) {
        let before = self.whole(&self.right).await;
        let beside = rows_of(&*self.store, &self.beside).await;
        for (scope, write) in writes {
            committed(&*self.store, batch([part(scope, [write.clone()])])).await;
            self.check(scope, &write).await;
            assert_eq!(self.whole(&self.right).await, before, "{write:?}");
            let now = rows_of(&*self.store, &self.beside).await;
            assert_eq!(now, beside, "{write:?}");
        }
    }

    /// Insists that a write has done what it says.
    async fn check(&self, scope: Scope, write: &Write) {
        let store = &*self.store;
        match write {
            Write::Insert(row) | Write::Update { to: row, .. } => {
                assert_eq!(self.version(scope, row.key()).await, Some(row.version()));
            }
            Write::Delete(row) => assert_eq!(self.version(scope, row.key()).await, None),
            Write::Sweep(sweep) => {
                let swept = self.left.keys().filter(|(_, key)| sweep.covers(key, None));
                for (scope, key) in swept.collect::<Vec<_>>() {
                    assert_eq!(self.version(scope, key).await, None, "{sweep:?}");
                }
            }
            Write::Count { counter, by, .. } => {
                let kept = founded(*counter) + FILLED + by;
                let expected = if counter.is_kept() { kept } else { 1 };
                assert_eq!(value_of(store, scope, *counter).await, expected);
            }
            Write::Prune { through, .. } => {
                let entries = told(store, scope).await;
                assert_eq!(entries.first().map(|entry| entry.seq), Some(through + 1));
            }
        }
    }

    /// Everything that can be told of one of them.
    async fn whole(&self, twin: &Twin) -> Vec<String> {
        whole(self.bench, &*self.store, twin).await
    }

    /// The version of a row.
    async fn version(&self, scope: Scope, key: Key) -> Option<u64> {
        version(&*self.store, scope, key).await
    }
}

/// The row, and the row as it is changed.
fn change(twin: &Twin, row: &Row) -> (Scope, Write) {
    (row.scope(), updated(row.clone(), twin.changed(row)))
}

pub(super) async fn an_insert_finds_no_other_tenants_row(bench: &Bench) {
    let twins = Twins::begin(bench).await;
    twins.add_beside().await;
    let rows = twins.left.own_rows();
    twins
        .write(rows.map(|row| (row.scope(), Write::Insert(row))))
        .await;
}

pub(super) async fn an_update_changes_no_other_tenants_row(bench: &Bench) {
    let twins = Twins::filled(bench).await;
    let rows = twins.left.rows();
    twins.write(rows.map(|row| change(&twins.left, &row))).await;
    // And the other way about: behind the first one's versions.
    let store = &*twins.store;
    let before = twins.whole(&twins.left).await;
    for row in twins.right.rows() {
        let (scope, write) = change(&twins.right, &row);
        committed(store, batch([part(scope, [write])])).await;
    }
    assert_eq!(twins.whole(&twins.left).await, before);
}

pub(super) async fn a_delete_removes_no_other_tenants_row(bench: &Bench) {
    let twins = Twins::filled(bench).await;
    let mut rows: Vec<Row> = twins.left.own_rows().collect();
    rows.reverse();
    let deletes = rows
        .into_iter()
        .map(|row| (row.scope(), Write::Delete(row)));
    twins.write(deletes).await;
}

pub(super) async fn a_tenant_is_deleted_and_no_other(bench: &Bench) {
    let twins = Twins::begin(bench).await;
    let story = twins.left.story;
    let owner = Row::Member(story.member(story.principal(), Role::Owner));
    let org = Row::Org(story.org_row());
    let directory = Row::Directory(story.directory_row());
    let before = twins.whole(&twins.right).await;
    for row in [owner, org, directory] {
        let write = Write::Delete(row.clone());
        committed(&*twins.store, batch([part(row.scope(), [write.clone()])])).await;
        twins.check(row.scope(), &write).await;
        assert_eq!(twins.whole(&twins.right).await, before, "{write:?}");
    }
}

pub(super) async fn an_expectation_looks_at_no_other_tenants_row(bench: &Bench) {
    let twins = Twins::begin(bench).await;
    for (mine, theirs) in twins.left.own_rows().zip(twins.right.own_rows()) {
        let (scope, key) = (mine.scope(), mine.key());
        // Both tenants in one batch: each is looked at for itself.
        let expects = |expect: Expect| {
            let present = [Expect::Present(theirs.key())];
            batch([
                expecting(theirs.scope(), present),
                expecting(scope, [expect]),
            ])
        };
        for wrong in [
            Expect::Present(key.clone()),
            Expect::Version(key.clone(), 1),
        ] {
            assert!(!holds(&*twins.store, expects(wrong)).await, "{key:?}");
        }
        let right = Expect::Absent(key.clone());
        assert!(holds(&*twins.store, expects(right)).await, "{key:?}");
    }
}

pub(super) async fn a_sweep_removes_no_other_tenants_rows(bench: &Bench) {
    let twins = Twins::filled(bench).await;
    for (scope, sweep) in twins.left.sweeps() {
        let covered = |row: &Row| sweep.covers(&row.key(), Some(row));
        let again: Vec<Row> = twins.left.rows().filter(covered).collect();
        let again = again.into_iter().map(|row| (scope, Write::Insert(row)));
        let sweep = (scope, Write::Sweep(sweep));
        twins.write(std::iter::once(sweep).chain(again)).await;
    }
}

pub(super) async fn a_counter_counts_no_other_tenants_things(bench: &Bench) {
    let twins = Twins::begin(bench).await;
    for (scope, counter) in twins.left.counters() {
        let value = value_of(&*twins.store, scope, counter).await;
        assert_eq!(value, founded(counter), "{counter:?}");
    }
    twins.left.fill(&*twins.store, 1).await;
    let counters = twins.left.counters();
    let counts = counters.map(|(scope, counter)| (scope, count(counter, 2)));
    twins.write(counts).await;
}

/// What an organisation counts when it is founded: its owner.
fn founded(counter: Counter) -> i64 {
    i64::from(matches!(counter, Counter::Owners | Counter::Members))
}

pub(super) async fn an_idempotency_key_answers_no_other_tenants_call(bench: &Bench) {
    let twins = Twins::begin(bench).await;
    let store = &*twins.store;
    let before = twins.whole(&twins.right).await;
    for scope in twins.left.scopes() {
        let key = twins.left.replay_key();
        assert_eq!(store.replay(scope, &key).await.unwrap(), None);
        // Another input under the same key: not refused, not replayed, and kept apart.
        twins.left.call(store, scope, 1).await;
        let kept = store.replay(scope, &key).await.unwrap().unwrap();
        assert_eq!(kept.fingerprint, [1; 32]);
        assert_eq!(twins.whole(&twins.right).await, before);
    }
}

pub(super) async fn a_prune_removes_no_other_tenants_journal(bench: &Bench) {
    let twins = Twins::filled(bench).await;
    let scope = Scope::from(twins.left.story.org);
    let checkpoint = twins.left.rows().find_map(|row| match row {
        Row::Checkpoint(checkpoint) => Some(checkpoint),
        _ => None,
    });
    let checkpoint = checkpoint.unwrap();
    let prune = Write::Prune {
        through: checkpoint.seq,
        hash: chain::unhex(&checkpoint.hash).unwrap(),
    };
    twins.write([(scope, prune)]).await;
}

pub(super) async fn a_chore_touches_no_other_tenants_row(bench: &Bench) {
    let twins = Twins::filled(bench).await;
    let before = twins.whole(&twins.right).await;
    let at = Time::from_micros(2_000_000);
    for chore in twins.left.chores(at) {
        let mine = twins.whole(&twins.left).await;
        twins.store.housekeep(chore.clone()).await.unwrap();
        assert_ne!(
            twins.whole(&twins.left).await,
            mine,
            "{chore:?} does nothing"
        );
        assert_eq!(twins.whole(&twins.right).await, before, "{chore:?}");
    }
}

pub(super) async fn a_purge_takes_nothing_of_a_twin(bench: &Bench) {
    let twins = Twins::begin(bench).await;
    let store = &*twins.store;
    twins.left.fill(store, 1).await;
    // The one that is purged has more, and comes later in every order.
    let (spared, purged) = (&twins.left, &twins.right);
    let more = Twin {
        names: Names::new("other", 2),
        ..*purged
    };
    more.fill(store, 3).await;
    purged.story.add_team(store, "more").await;
    let org = purged.story.org;
    spared.story.mark_deleted(store).await;
    let error = store.purge(org, 9).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound, "it is in use");
    purged.story.mark_deleted(store).await;
    let before = twins.whole(spared).await;
    let mut slices = 0;
    while !store.purge(org, 2).await.unwrap().is_done {
        slices += 1;
        assert_eq!(twins.whole(spared).await, before, "slice {slices}");
        assert!(slices < 100, "it never ends");
    }
    assert!(slices > 3, "{slices} slices");
    assert_eq!(twins.whole(spared).await, before);
    assert!(store.head(org.into()).await.unwrap().is_none());
    assert!(store.personal(org.into(), 0, 99).await.unwrap().is_empty());
    let left = rows_in(bench, org.uuid()).await;
    assert!(left.is_empty(), "{left:?} is left");
}
