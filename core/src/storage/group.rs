//! The judgement of a group: pure, and the same for every store.
//!
//! Batches are judged in order. Each is tested against the facts as the batches before
//! it leave them, so a group of many behaves like as many commits one after the other;
//! but every row is written once, and one fsync carries them all.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::{
    Batch, Counter, Expect, Facts, Failure, Head, Key, Part, REPLAY_SECS, Receipt, Replay,
    ReplayKey, Row, Scope, StoredReplay, Sweep, Verdict, Write,
};
use crate::journal::{BODY_BYTES_MAX, Draft, Effect, Hash, StoredEntry, chain};
use crate::{CommitId, Error, Result, Time};

/// What a group comes to: a verdict for each batch, and what to write for all of them.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// One verdict a batch, in their order.
    pub verdicts: Vec<Verdict>,
    /// What to write, by scope. Empty if every batch was refused.
    pub changes: BTreeMap<Scope, Changes>,
}

/// What to write in one scope: sweeps first, then rows in the order of their keys.
#[derive(Clone, Debug)]
pub struct Changes {
    /// Whether the scope is new, so that its head is inserted.
    pub is_new: bool,
    /// Rows to remove by the many.
    pub sweeps: BTreeSet<Sweep>,
    /// Each row once: the row as it ends, or `None` where it is removed.
    pub rows: BTreeMap<Key, Option<Row>>,
    /// Where each counter ends.
    pub counters: BTreeMap<Counter, i64>,
    /// The entries to append, chained.
    pub entries: Vec<StoredEntry>,
    /// Personal values of those entries.
    pub personal: Vec<StoredPersonal>,
    /// Idempotency keys to remember.
    pub replays: BTreeMap<ReplayKey, StoredReplay>,
    /// The last entry to prune.
    pub prune_through: Option<u64>,
    /// The head as it ends.
    pub head: Head,
}

/// A personal value as it is kept beside the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPersonal {
    /// The entry.
    pub seq: u64,
    /// The field of its body.
    pub field: String,
    /// The person.
    pub person: Uuid,
    /// The salt of the commitment.
    pub salt: [u8; 16],
    /// The value.
    pub value: String,
}

/// Judges a group against the facts that were found for it under its locks.
///
/// # Errors
/// `Corrupt` if a batch breaks the contract: a row outside its part's scope, an entry
/// over its limit. The operation that built it is wrong, and nothing is written.
pub fn judge(facts: Facts, batches: &[Batch], now: Time) -> Result<Plan> {
    let mut overlay = Overlay {
        facts,
        plan: Plan::default(),
    };
    for batch in batches {
        check_shape(batch)?;
        let at = overlay.time_of(batch, now);
        let verdict = match overlay.test(batch, at) {
            Ok(None) => Verdict::Committed(overlay.apply(batch, at)),
            Ok(Some(replay)) => Verdict::Replayed(replay),
            Err(failure) => Verdict::Refused(failure),
        };
        overlay.plan.verdicts.push(verdict);
    }
    Ok(overlay.plan)
}

/// The facts as the batches so far leave them.
struct Overlay {
    facts: Facts,
    plan: Plan,
}

impl Overlay {
    /// One time for the whole batch: never behind the last commit of a scope it changes.
    fn time_of(&self, batch: &Batch, now: Time) -> Time {
        let heads = batch.parts.iter().filter(|part| part.changes());
        heads
            .filter_map(|part| self.facts.heads.get(&part.scope))
            .map(|head| head.at)
            .fold(now, Time::max)
    }

    fn test(&self, batch: &Batch, at: Time) -> Result<Option<StoredReplay>, Failure> {
        if let Some(replay) = &batch.replay
            && let Some(stored) = self.remembered(replay, at)
        {
            return if stored.fingerprint == replay.fingerprint {
                Ok(Some(stored.clone()))
            } else {
                Err(Failure::OtherInput)
            };
        }
        if batch.valid_until.is_some_and(|until| at > until) {
            return Err(Failure::Expired);
        }
        for part in &batch.parts {
            self.test_part(part)?;
        }
        Ok(None)
    }

    fn remembered(&self, replay: &Replay, at: Time) -> Option<&StoredReplay> {
        let stored = self
            .facts
            .replays
            .get(&(replay.scope, replay.key.clone()))?;
        (stored.at.plus_secs(REPLAY_SECS) > at).then_some(stored)
    }

    fn test_part(&self, part: &Part) -> Result<(), Failure> {
        let scope = part.scope;
        let head = self.facts.heads.get(&scope);
        let founds = part.writes.iter().any(founds_scope);
        if head.is_none() && !founds {
            return Err(Failure::NoScope(scope));
        }
        for expect in &part.expect {
            let holds = match expect {
                Expect::Narrowed(seq) => head.is_some_and(|head| head.narrowed == *seq),
                Expect::Rights(seq) => head.is_some_and(|head| head.rights == *seq),
                Expect::Version(key, version) => self.version(scope, key) == Some(*version),
                Expect::Present(key) => self.version(scope, key).is_some(),
                Expect::Absent(key) => self.version(scope, key).is_none(),
            };
            if !holds {
                return Err(Failure::Stale);
            }
        }
        part.writes
            .iter()
            .try_for_each(|write| self.test_write(part, write))
    }

    fn test_write(&self, part: &Part, write: &Write) -> Result<(), Failure> {
        let scope = part.scope;
        match write {
            Write::Insert(row) => {
                let key = row.key();
                if self.version(scope, &key).is_some() {
                    return Err(Failure::Exists(key));
                }
                self.test_uniques(scope, row)
            }
            Write::Update { from, to } => {
                self.test_version(scope, from)?;
                self.test_uniques(scope, to)
            }
            Write::Delete(row) => self.test_version(scope, row),
            Write::Sweep(_) => Ok(()),
            Write::Count { counter, .. } => self.test_counter(part, *counter),
            Write::Prune { through, .. } => {
                let checkpoint = self.version(scope, &Key::Checkpoint(*through));
                let head = self.facts.heads.get(&scope);
                let moves_on =
                    head.is_some_and(|head| head.floor < *through && *through < head.seq);
                if checkpoint.is_some() && moves_on {
                    Ok(())
                } else {
                    Err(Failure::Stale)
                }
            }
        }
    }

    fn test_version(&self, scope: Scope, row: &Row) -> Result<(), Failure> {
        if self.version(scope, &row.key()) == Some(row.version()) {
            Ok(())
        } else {
            Err(Failure::Stale)
        }
    }

    fn test_uniques(&self, scope: Scope, row: &Row) -> Result<(), Failure> {
        for unique in row.uniques() {
            let owner = self.facts.uniques.get(&(scope, unique.clone()));
            if owner.is_some_and(|owner| *owner != row.owner()) {
                return Err(Failure::Taken(unique));
            }
        }
        Ok(())
    }

    /// Tests all moves of one counter in the part together.
    fn test_counter(&self, part: &Part, counter: Counter) -> Result<(), Failure> {
        let value = self.counter(part.scope, counter);
        let mut end = value;
        let (mut floor, mut ceiling) = (i64::MIN, i64::MAX);
        for write in &part.writes {
            if let Write::Count {
                counter: moved,
                by,
                min,
                max,
            } = write
                && *moved == counter
            {
                end = end.saturating_add(*by);
                floor = floor.max(*min);
                ceiling = ceiling.min(*max);
            }
        }
        // A bound that was lowered later does not forbid a move towards it.
        if end < value && end < floor {
            return Err(Failure::Limit {
                counter,
                value,
                bound: floor,
            });
        }
        if end > value && end > ceiling {
            return Err(Failure::Limit {
                counter,
                value,
                bound: ceiling,
            });
        }
        Ok(())
    }

    fn version(&self, scope: Scope, key: &Key) -> Option<u64> {
        self.facts.rows.get(&(scope, key.clone())).copied()
    }

    fn counter(&self, scope: Scope, counter: Counter) -> i64 {
        self.facts
            .counters
            .get(&(scope, counter))
            .copied()
            .unwrap_or(0)
    }

    fn apply(&mut self, batch: &Batch, at: Time) -> Receipt {
        let mut parts: Vec<&Part> = batch.parts.iter().filter(|part| part.changes()).collect();
        // Organisations before directories: a departed org's last hash goes to its directory.
        parts.sort_by_key(|part| part.scope);
        let mut cursors = Vec::with_capacity(parts.len());
        for part in parts {
            cursors.push((part.scope, self.apply_part(batch, part, at)));
        }
        if let Some(replay) = &batch.replay {
            self.remember(replay, at);
        }
        Receipt {
            commit: batch.commit,
            at,
            cursors,
        }
    }

    fn apply_part(&mut self, batch: &Batch, part: &Part, at: Time) -> crate::journal::Cursor {
        let scope = part.scope;
        self.open(scope);
        for write in &part.writes {
            self.apply_write(scope, write, at);
        }
        for draft in &part.entries {
            self.append(batch.commit, scope, draft, at);
        }
        let head = self
            .facts
            .heads
            .entry(scope)
            .or_insert_with(|| Head::new(scope));
        head.at = at;
        let head = *head;
        self.changes(scope).head = head;
        head.cursor()
    }

    fn open(&mut self, scope: Scope) {
        let found = self.facts.heads.get(&scope).copied();
        let head = found.unwrap_or_else(|| Head::new(scope));
        self.facts.heads.insert(scope, head);
        self.plan.changes.entry(scope).or_insert_with(|| Changes {
            is_new: found.is_none(),
            sweeps: BTreeSet::new(),
            rows: BTreeMap::new(),
            counters: BTreeMap::new(),
            entries: Vec::new(),
            personal: Vec::new(),
            replays: BTreeMap::new(),
            prune_through: None,
            head,
        });
    }

    /// The changes of a scope; `open` comes before.
    fn changes(&mut self, scope: Scope) -> &mut Changes {
        if !self.plan.changes.contains_key(&scope) {
            self.open(scope);
        }
        #[expect(clippy::expect_used, reason = "`open` has just put it there")]
        self.plan
            .changes
            .get_mut(&scope)
            .expect("changes of an opened scope")
    }

    fn apply_write(&mut self, scope: Scope, write: &Write, at: Time) {
        match write {
            Write::Insert(row) => self.put(scope, row, at),
            Write::Update { from, to } => {
                self.release(scope, from);
                self.put(scope, to, at);
            }
            Write::Delete(row) => {
                self.release(scope, row);
                self.facts.rows.remove(&(scope, row.key()));
                self.changes(scope).rows.insert(row.key(), None);
            }
            Write::Sweep(sweep) => {
                self.facts
                    .rows
                    .retain(|(of, key), _| *of != scope || !sweep.covers(key));
                let changes = self.changes(scope);
                changes.rows.retain(|key, _| !sweep.covers(key));
                changes.sweeps.insert(*sweep);
            }
            Write::Count { counter, by, .. } => {
                let end = self.counter(scope, *counter).saturating_add(*by);
                self.facts.counters.insert((scope, *counter), end);
                self.changes(scope).counters.insert(*counter, end);
            }
            Write::Prune { through, hash } => {
                if let Some(head) = self.facts.heads.get_mut(&scope) {
                    head.floor = *through;
                    head.floor_hash = *hash;
                }
                self.changes(scope).prune_through = Some(*through);
            }
        }
    }

    fn put(&mut self, scope: Scope, row: &Row, at: Time) {
        let mut row = row.clone();
        row.stamp(at);
        if let Row::Departed(departed) = &mut row
            && let Some(head) = self.facts.heads.get(&Scope::Org(departed.org))
        {
            departed.seq = head.seq;
            departed.hash = chain::hex(&head.hash);
        }
        for unique in row.uniques() {
            self.facts.uniques.insert((scope, unique), row.owner());
        }
        self.facts.rows.insert((scope, row.key()), row.version());
        self.changes(scope).rows.insert(row.key(), Some(row));
    }

    fn release(&mut self, scope: Scope, row: &Row) {
        for unique in row.uniques() {
            self.facts.uniques.remove(&(scope, unique));
        }
    }

    fn append(&mut self, commit: CommitId, scope: Scope, draft: &Draft, at: Time) {
        let head = self
            .facts
            .heads
            .entry(scope)
            .or_insert_with(|| Head::new(scope));
        let seq = head.seq + 1;
        let mut entry = StoredEntry {
            scope,
            seq,
            at,
            commit,
            actor: draft.actor,
            on_behalf_of: draft.on_behalf_of,
            reason: draft.reason.clone(),
            operation: draft.operation.to_owned(),
            subject: draft.subject.clone(),
            body: text_of(&draft.body),
            audience: text_of(&draft.audience),
            effect: draft.effect,
            hash: Hash::default(),
        };
        entry.hash = chain::link(&head.hash, &entry);
        head.seq = seq;
        head.hash = entry.hash;
        if draft.effect >= Effect::Widens {
            head.rights = seq;
        }
        if draft.effect == Effect::Narrows {
            head.narrowed = seq;
        }
        let personal = draft.personal.iter().map(|personal| StoredPersonal {
            seq,
            field: personal.field.to_owned(),
            person: personal.person,
            salt: personal.salt,
            value: personal.value.clone(),
        });
        let changes = self.changes(scope);
        changes.personal.extend(personal);
        changes.entries.push(entry);
    }

    fn remember(&mut self, replay: &Replay, at: Time) {
        let stored = StoredReplay {
            fingerprint: replay.fingerprint,
            answer: replay.answer.clone(),
            checks: replay.checks.clone(),
            at,
        };
        self.facts
            .replays
            .insert((replay.scope, replay.key.clone()), stored.clone());
        self.changes(replay.scope)
            .replays
            .insert(replay.key.clone(), stored);
    }
}

/// Whether a write makes the scope that it is in.
fn founds_scope(write: &Write) -> bool {
    matches!(write, Write::Insert(Row::Org(_) | Row::Directory(_)))
}

/// The contract that a batch keeps whatever it says.
fn check_shape(batch: &Batch) -> Result<()> {
    if let Some(replay) = &batch.replay
        && !batch
            .parts
            .iter()
            .any(|part| part.scope == replay.scope && part.changes())
    {
        return Err(Error::corrupt(format!(
            "a batch remembers a call in {}, which it does not change",
            replay.scope
        )));
    }
    for part in &batch.parts {
        for write in &part.writes {
            let row = match write {
                Write::Insert(row) | Write::Delete(row) | Write::Update { to: row, .. } => row,
                _ => continue,
            };
            if row.scope() != part.scope || !row.key().belongs_to(part.scope) {
                return Err(Error::corrupt(format!(
                    "a batch writes a row of {} in {}",
                    row.scope(),
                    part.scope
                )));
            }
        }
        for entry in &part.entries {
            if text_of(&entry.body).len() > BODY_BYTES_MAX {
                return Err(Error::corrupt(format!(
                    "the entry of `{}` is over {BODY_BYTES_MAX} bytes",
                    entry.operation
                )));
            }
        }
    }
    Ok(())
}

/// JSON text of a value that always has one: maps have string keys, nothing else can fail.
fn text_of<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
