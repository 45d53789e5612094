//! Everything that can be told of a tenant: by every read, and by the tables themselves or,
//! where there is no catalogue, by probing for each row and counter.

use tenantry::access::Principal;
use tenantry::storage::{Batch, Expect, Failure, Key, Proof, Scope, Storage, Verdict};
use uuid::Uuid;

use crate::Bench;
use crate::fixture::{FIRST, Twin, batch, dump_scope, expecting, value_of};

pub(super) const ISSUER: &str = "https://login.example.com";

/// Two answers are equal when nobody can tell a difference between what they are about.
pub(super) async fn whole(bench: &Bench, store: &dyn Storage, twin: &Twin) -> Vec<String> {
    let mut lines = Vec::new();
    for scope in twin.scopes() {
        let lines_of = dump_scope(store, scope).await.into_iter();
        lines.extend(lines_of.map(|(name, line)| format!("{name}: {line}")));
        let replay = store.replay(scope, &twin.replay_key()).await.unwrap();
        lines.push(format!("replay: {replay:?}"));
    }
    let story = &twin.story;
    let memberships = store.memberships(story.directory, story.owner).await;
    lines.push(format!("{:?}", memberships.unwrap()));
    lines.extend(known_of(store, twin).await);
    for scope in twin.scopes() {
        lines.extend(rows_in(bench, scope.uuid()).await);
    }
    if bench.kit().catalogue.is_none() {
        lines.extend(probed(store, twin).await);
    }
    lines
}

/// What there is under the names of a twin, of which the scope may hold others.
pub(super) async fn rows_of(store: &dyn Storage, twin: &Twin) -> Vec<String> {
    let mut lines = known_of(store, twin).await.to_vec();
    for row in twin.own_rows() {
        let version = version(store, row.scope(), row.key()).await;
        lines.push(format!("{:?}: {version:?}", row.key()));
    }
    lines
}

/// What the reads tell that a picture of the scopes leaves out.
async fn known_of(store: &dyn Storage, twin: &Twin) -> [String; 4] {
    let (story, names) = (&twin.story, &twin.names);
    let view = story.directory_view();
    let proof = Proof {
        directory: story.directory,
        key: names.key,
    };
    let keys = store.keys(&view, Principal::Service(names.service), FIRST);
    let departed = store.departed(&view, names.elsewhere).await.unwrap();
    let vouched = store.vouched(story.directory, ISSUER, names.label).await;
    [
        format!("{:?}", store.credential(proof).await.unwrap()),
        format!("{:?}", keys.await.unwrap().value),
        format!("{:?}", departed.value),
        format!("{:?}", vouched.unwrap()),
    ]
}

/// What stands in the tables, where they can be looked at.
pub(super) async fn rows_in(bench: &Bench, tenant: Uuid) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(read) = bench.kit().catalogue {
        for table in read(bench.address().to_owned(), tenant).await {
            let rows = table.rows.iter();
            lines.extend(rows.map(|row| format!("{}: {row}", table.name)));
        }
    }
    lines.sort();
    lines
}

/// What the contract alone tells of rows and counters, where no table can be looked at.
async fn probed(store: &dyn Storage, twin: &Twin) -> Vec<String> {
    let mut lines = Vec::new();
    for (scope, counter) in twin.counters() {
        let value = value_of(store, scope, counter).await;
        lines.push(format!("{counter:?}: {value}"));
    }
    for (scope, key) in twin.keys() {
        let version = version(store, scope, key.clone()).await;
        lines.push(format!("{key:?}: {version:?}"));
    }
    lines
}

/// The version of a row, of any kind: it is asked for by expecting it.
pub(super) async fn version(store: &dyn Storage, scope: Scope, key: Key) -> Option<u64> {
    for version in 1..=3 {
        let expect = Expect::Version(key.clone(), version);
        if holds(store, batch([expecting(scope, [expect])])).await {
            return Some(version);
        }
    }
    let absent = batch([expecting(scope, [Expect::Absent(key.clone())])]);
    assert!(holds(store, absent).await, "{key:?}");
    None
}

pub(super) async fn holds(store: &dyn Storage, batch: Batch) -> bool {
    match store.commit(batch).await.unwrap() {
        Verdict::Committed(_) => true,
        Verdict::Refused(Failure::Stale) => false,
        other => panic!("{other:?}"),
    }
}
