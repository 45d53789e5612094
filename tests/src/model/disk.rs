//! The model's disk: what is durable, in the plainest form that holds it.

use std::collections::BTreeMap;

use tenantry::journal::StoredEntry;
use tenantry::page::Keyset;
use tenantry::storage::{
    Changes, Counter, Facts, Head, Key, Needs, Plan, ReplayKey, Row, Scope, StoredPersonal,
    StoredReplay, Sweep, Unique,
};
use tenantry::{Error, Order, Result, Time};
use uuid::Uuid;

/// All scopes.
#[derive(Clone, Debug, Default)]
pub(super) struct Disk {
    pub(super) shelves: BTreeMap<Scope, Shelf>,
}

/// What is in one scope.
#[derive(Clone, Debug)]
pub(super) struct Shelf {
    pub(super) head: Head,
    /// Where the scope stood before its last commit.
    pub(super) before: Head,
    pub(super) rows: BTreeMap<Key, Row>,
    pub(super) counters: BTreeMap<Counter, i64>,
    pub(super) replays: BTreeMap<ReplayKey, StoredReplay>,
    pub(super) entries: BTreeMap<u64, StoredEntry>,
    pub(super) personal: Vec<StoredPersonal>,
}

impl Shelf {
    fn new(scope: Scope) -> Self {
        Self {
            head: Head::new(scope),
            before: Head::new(scope),
            rows: BTreeMap::new(),
            counters: BTreeMap::new(),
            replays: BTreeMap::new(),
            entries: BTreeMap::new(),
            personal: Vec::new(),
        }
    }

    /// The rows that are of some kind, by their keys.
    pub(super) fn all<'s, T: 's>(
        &'s self,
        of: impl Fn(&'s Row) -> Option<&'s T> + 's,
    ) -> impl DoubleEndedIterator<Item = &'s T> {
        self.rows.values().filter_map(of)
    }

    /// Puts a row in its place. What housekeeping wrote there stays.
    pub(super) fn put(&mut self, key: &Key, mut row: Row) {
        if let Row::Task(task) = &mut row {
            task.labels
                .retain(|label| self.rows.contains_key(&Key::Label(*label)));
        }
        match (self.rows.get(key), &mut row) {
            (Some(Row::User(old)), Row::User(new)) => new.last_login_at = old.last_login_at,
            (Some(Row::ApiKey(old)), Row::ApiKey(new)) => {
                new.key.last_used_at = old.key.last_used_at;
            }
            _ => {}
        }
        self.rows.insert(key.clone(), row);
    }

    /// Removes a row, with what hangs on it.
    fn remove(&mut self, key: &Key) {
        self.rows.remove(key);
        match key {
            Key::Label(gone) => {
                for row in self.rows.values_mut() {
                    if let Row::Task(task) = row {
                        task.labels.retain(|label| label != gone);
                    }
                }
            }
            Key::Task(gone) => self
                .rows
                .retain(|key, _| !matches!(key, Key::TaskComment(task, _) if task == gone)),
            _ => {}
        }
    }

    fn owner(&self, unique: &Unique) -> Option<Uuid> {
        let mut rows = self.rows.values();
        let row = rows.find(|row| match (row, unique) {
            // Also one that stands where it was made.
            (Row::Task(task), Unique::Position(position)) => task.position == *position,
            _ => row.uniques().contains(unique),
        })?;
        Some(row.owner())
    }

    fn counter(&self, counter: Counter, at: Time) -> Option<i64> {
        let is_counted = |row: &&Row| match (counter, row) {
            (Counter::Orgs(person), Row::Affiliation(row)) => row.user == person,
            (Counter::Assignments(holder), Row::Assignment(row)) => row.holder.uuid() == holder,
            (Counter::Grants(object), Row::Grant(row)) => row.grant.object.id() == object,
            (Counter::ReplacedKeys(owner), Row::ApiKey(row)) => {
                let key = &row.key;
                let is_over = key.expires_at.is_some_and(|end| end <= at);
                key.owner.uuid() == owner
                    && key.replaced_by.is_some()
                    && key.revoked_at.is_none()
                    && !is_over
            }
            _ => false,
        };
        if counter.is_kept() {
            return self.counters.get(&counter).copied();
        }
        i64::try_from(self.rows.values().filter(is_counted).count()).ok()
    }

    fn sweep(&mut self, sweep: Sweep) {
        let counters = &mut self.counters;
        let ends_all = !matches!(sweep, Sweep::EndedKeys(..));
        self.rows.retain(|key, row| {
            let is_swept = sweep.covers(key, Some(row));
            if ends_all
                && is_swept
                && let Row::ApiKey(stored) = row
            {
                counters.remove(&Counter::Keys(stored.key.owner.uuid()));
            }
            !is_swept
        });
    }

    fn change(&mut self, changes: &Changes) {
        for sweep in &changes.sweeps {
            self.sweep(*sweep);
        }
        for (key, row) in &changes.rows {
            match row {
                Some(row) => self.put(key, row.clone()),
                None => self.remove(key),
            }
        }
        self.counters.extend(&changes.counters);
        self.replays.extend(changes.replays.clone());
        for entry in &changes.entries {
            self.entries.insert(entry.seq, entry.clone());
        }
        self.personal.extend(changes.personal.iter().cloned());
        if let Some(through) = changes.prune_through {
            self.entries.retain(|seq, _| *seq > through);
            self.personal.retain(|personal| personal.seq > through);
        }
        self.before = self.head;
        self.head = changes.head;
    }
}

impl Disk {
    /// A scope's shelf.
    pub(super) fn shelf(&self, scope: Scope) -> Result<&Shelf> {
        let shelf = self.shelves.get(&scope);
        shelf.ok_or_else(|| Error::not_found(scope.kind(), scope.uuid()))
    }

    /// What a group needs to know.
    pub(super) fn facts(&self, needs: &Needs, at: Time) -> Facts {
        let mut facts = Facts::default();
        for scope in needs.lock.union(&needs.read) {
            if let Some(shelf) = self.shelves.get(scope) {
                facts.heads.insert(*scope, shelf.head);
            }
        }
        for name in &needs.rows {
            if let Some(row) = self.of(name.0).and_then(|shelf| shelf.rows.get(&name.1)) {
                facts.rows.insert(name.clone(), row.version());
            }
        }
        for name in &needs.uniques {
            if let Some(owner) = self.of(name.0).and_then(|shelf| shelf.owner(&name.1)) {
                facts.uniques.insert(name.clone(), owner);
            }
        }
        for name in &needs.counters {
            if let Some(value) = self.of(name.0).and_then(|shelf| shelf.counter(name.1, at)) {
                facts.counters.insert(*name, value);
            }
        }
        for name in &needs.replays {
            if let Some(replay) = self.of(name.0).and_then(|shelf| shelf.replays.get(&name.1)) {
                facts.replays.insert(name.clone(), replay.clone());
            }
        }
        facts
    }

    /// The owner of a unique value in any scope at all.
    pub(super) fn owner_anywhere(&self, unique: &Unique) -> Option<Uuid> {
        self.shelves.values().find_map(|shelf| shelf.owner(unique))
    }

    /// Writes what a group comes to.
    pub(super) fn apply(&mut self, plan: &Plan) {
        for (scope, changes) in &plan.changes {
            let shelf = self.shelves.entry(*scope);
            shelf.or_insert_with(|| Shelf::new(*scope)).change(changes);
        }
    }

    fn of(&self, scope: Scope) -> Option<&Shelf> {
        self.shelves.get(&scope)
    }
}

/// A page of rows that come by an id, the smallest first.
pub(super) fn page<'s, T: Clone + 's>(
    rows: impl DoubleEndedIterator<Item = &'s T>,
    keyset: Keyset,
    id: impl Fn(&T) -> Uuid,
) -> Vec<T> {
    let limit = keyset.limit as usize;
    match keyset.order {
        Order::Oldest => {
            let rows = rows.filter(|row| id(row) > keyset.after);
            rows.take(limit).cloned().collect()
        }
        Order::Newest => {
            let rows = rows.rev().filter(|row| id(row) < keyset.after);
            rows.take(limit).cloned().collect()
        }
    }
}
