//! What a batch leaves behind: rows, counters, entries, heads.

use std::collections::{BTreeMap, BTreeSet};

use super::{Changes, Overlay, StoredPersonal};
use crate::journal::{Draft, Effect, Hash, StoredEntry, chain};
use crate::storage::{
    Batch, Counter, Head, Part, Receipt, Replay, Row, Scope, StoredReplay, Sweep, Write,
};
use crate::{CommitId, Time};

impl Overlay {
    pub(super) fn apply(&mut self, batch: &Batch, at: Time) -> Receipt {
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
            tallies: BTreeMap::new(),
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
                self.release(scope, from, at);
                self.put(scope, to, at);
            }
            Write::Delete(row) => {
                self.release(scope, row, at);
                self.facts.rows.remove(&(scope, row.key()));
                self.changes(scope).rows.insert(row.key(), None);
            }
            Write::Sweep(sweep) => self.sweep(scope, *sweep),
            Write::Count { counter, by, .. } => {
                let end = self.counter(scope, *counter).saturating_add(*by);
                self.facts.counters.insert((scope, *counter), end);
                let changes = self.changes(scope);
                if counter.is_kept() {
                    changes.counters.insert(*counter, end);
                }
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

    fn sweep(&mut self, scope: Scope, sweep: Sweep) {
        if let Sweep::KeysOf(owner) = sweep {
            let counter = Counter::Keys(owner.uuid());
            self.facts.counters.remove(&(scope, counter));
            self.changes(scope).counters.remove(&counter);
        }
        let Self { facts, plan, .. } = self;
        let Some(changes) = plan.changes.get_mut(&scope) else {
            return;
        };
        if matches!(sweep, Sweep::EndedKeys(..)) {
            // Goes by the rows as they stood before the group: those that it ends meanwhile are
            // written as they end, and go the next time.
            changes.sweeps.insert(sweep);
            return;
        }
        // A row that the group does not write is known by its name alone. If that may be
        // covered it is taken for gone: whoever relies on it is decided again.
        facts.rows.retain(|(of, key), _| {
            let row = changes.rows.get(key).and_then(Option::as_ref);
            *of != scope || !sweep.covers(key, row)
        });
        changes
            .rows
            .retain(|key, row| row.is_none() || !sweep.covers(key, row.as_ref()));
        changes.sweeps.insert(sweep);
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
        self.tally(scope, &row, 1);
        self.facts.rows.insert((scope, row.key()), row.version());
        self.changes(scope).rows.insert(row.key(), Some(row));
    }

    /// What was there before is as it was read: its version is tested. What the same batch has
    /// made waits for its time still.
    fn release(&mut self, scope: Scope, row: &Row, at: Time) {
        let mut was = row.clone();
        was.stamp(at);
        self.tally(scope, &was, -1);
        for unique in row.uniques() {
            self.facts.uniques.remove(&(scope, unique));
        }
    }

    fn tally(&mut self, scope: Scope, row: &Row, by: i64) {
        let tallies = &mut self.changes(scope).tallies;
        for tally in row.tallies() {
            let moved = tallies.entry(tally).or_default();
            *moved += by;
            if *moved == 0 {
                tallies.remove(&tally);
            }
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
        if draft.effect == Effect::Narrows {
            self.note_narrowing(scope, seq, &draft.touches);
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

/// JSON text of a value that always has one: maps have string keys, nothing else can fail.
pub(super) fn text_of<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
