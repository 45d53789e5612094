//! What a broken model does to tenants that a write is not about.

use tenantry::storage::{Batch, Chore, Key, Row, Scope, Write};
use tenantry::{DirectoryId, OrgId};

use super::Defect;
use super::disk::{Disk, Shelf};

impl Disk {
    /// Does to every other tenant what a commit has done to one.
    pub(super) fn leak(&mut self, defect: Defect, batch: &Batch) {
        for part in &batch.parts {
            for shelf in self.others(part.scope) {
                for write in &part.writes {
                    shelf.suffer(defect, write);
                }
            }
        }
        if let Some(replay) = &batch.replay
            && defect == Defect::ForgetsTheTenantInAReplay
        {
            let home = self.shelves.get(&replay.scope);
            let kept = home.and_then(|shelf| shelf.replays.get(&replay.key).cloned());
            for shelf in self.others(replay.scope) {
                let kept = kept.clone().map(|kept| (replay.key.clone(), kept));
                shelf.replays.extend(kept);
            }
        }
    }

    /// The same chore in every directory.
    pub(super) fn everywhere(&self, chore: &Chore) -> Vec<Chore> {
        let directories = self.shelves.keys().filter_map(|scope| match scope {
            Scope::Directory(directory) => Some(*directory),
            Scope::Org(_) => None,
        });
        directories
            .map(|directory| moved(chore, directory))
            .collect()
    }

    /// A row of every other organisation goes too.
    pub(super) fn purge_beside(&mut self, org: OrgId) {
        for shelf in self.others(Scope::Org(org)) {
            shelf.purge(1);
        }
    }

    /// The shelves of the other tenants of a kind.
    fn others(&mut self, than: Scope) -> impl Iterator<Item = &mut Shelf> {
        let shelves = self.shelves.iter_mut();
        let others =
            shelves.filter(move |(scope, _)| **scope != than && scope.kind() == than.kind());
        others.map(|(_, shelf)| shelf)
    }
}

impl Shelf {
    /// Takes a write that is about another tenant.
    fn suffer(&mut self, defect: Defect, write: &Write) {
        match (defect, write) {
            (Defect::ForgetsTheTenantInAnUpdate, Write::Update { to, .. })
                if is_shared(to) && self.rows.contains_key(&to.key()) =>
            {
                self.put(&to.key(), to.clone());
            }
            (Defect::ForgetsTheTenantInADelete, Write::Delete(row)) if is_shared(row) => {
                self.rows.remove(&row.key());
            }
            (Defect::ForgetsTheTenantInASweep, Write::Sweep(sweep)) => {
                self.rows.retain(|key, row| !sweep.covers(key, Some(row)));
            }
            (Defect::ForgetsTheTenantInACounter, Write::Count { counter, by, .. }) => {
                *self.counters.entry(*counter).or_default() += by;
            }
            (Defect::ForgetsTheTenantInAPrune, Write::Prune { through, .. }) => {
                self.entries.retain(|seq, _| seq > through);
            }
            _ => {}
        }
    }
}

/// Whether other tenants may have a row of the same id: a tenant's own row has the tenant's.
fn is_shared(row: &Row) -> bool {
    !matches!(row.key(), Key::Org | Key::Directory)
}

fn moved(chore: &Chore, to: DirectoryId) -> Chore {
    let mut chore = chore.clone();
    match &mut chore {
        Chore::KeyUsed { directory, .. } | Chore::LoggedIn { directory, .. } => *directory = to,
    }
    chore
}
