//! The model as a store: addresses, opening, and the contract's methods that are no reads.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use tenantry::orgs::OrgStatus;
use tenantry::storage::{
    BackupReport, Batch, Chore, Forgetting, Key, Ports, Purged, Row, Scope, Seen, Storage, Verdict,
    View,
};
use tenantry::{Clock, Error, OrgId, Result, SystemClock, Time};
use tokio::sync::watch;

use super::Defect;
use super::commit::Queue;
use super::disk::{Disk, Shelf};
use crate::kit::Opening;

static PLATTERS: Mutex<BTreeMap<String, Arc<Platter>>> = Mutex::new(BTreeMap::new());
static NUMBER: AtomicU64 = AtomicU64::new(0);

/// What an address stands for.
pub(super) struct Platter {
    pub(super) disk: Mutex<Disk>,
    /// Counts commits, for whoever watches.
    pub(super) grown: watch::Sender<u64>,
}

/// The model, opened.
pub(super) struct Model {
    pub(super) platter: Arc<Platter>,
    /// A disk of its own, for a model that makes things durable later.
    pub(super) cache: Option<Mutex<Disk>>,
    pub(super) defect: Option<Defect>,
    pub(super) ports: Ports,
    pub(super) queue: Queue,
}

/// The address of an empty model.
///
/// # Errors
/// None.
pub fn fresh(_: &Path) -> Result<String> {
    Ok(address("healthy"))
}

/// The address of an empty model of a certain health.
pub(super) fn address(health: &str) -> String {
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    format!("{health}:{number}")
}

/// Opens the model of an address.
#[must_use]
pub fn open(address: String, ports: Ports) -> Opening {
    let store: Arc<dyn Storage> = Arc::new(Model::new(address, ports));
    Box::pin(async { Ok(store) })
}

impl Model {
    fn new(address: String, ports: Ports) -> Self {
        let health = address.split(':').next().unwrap_or_default();
        let defect = Defect::from_name(health);
        let mut platters = lock(&PLATTERS);
        let platter = platters.entry(address).or_insert_with(|| {
            Arc::new(Platter {
                disk: Mutex::default(),
                grown: watch::Sender::new(0),
            })
        });
        let platter = Arc::clone(platter);
        let cache = (defect == Some(Defect::AcknowledgesBeforeDurable))
            .then(|| Mutex::new(lock(&platter.disk).clone()));
        Self {
            platter,
            cache,
            defect,
            ports,
            queue: Queue::default(),
        }
    }

    /// The disk as this handle sees it.
    pub(super) fn disk(&self) -> MutexGuard<'_, Disk> {
        lock(self.cache.as_ref().unwrap_or(&self.platter.disk))
    }

    pub(super) fn has(&self, defect: Defect) -> bool {
        self.defect == Some(defect)
    }

    /// Reads in a view: the value, where the scope stands, and the version of the proof.
    pub(super) fn see<T>(&self, view: &View, read: impl FnOnce(&Shelf) -> T) -> Result<Seen<T>> {
        let disk = self.disk();
        let shelf = disk.shelf(view.scope)?;
        let is_stale = self.has(Defect::ServesAStalePosition);
        let proof = view.proof.and_then(|proof| {
            let shelf = disk.shelves.get(&proof.directory.into())?;
            shelf.rows.get(&Key::ApiKey(proof.key)).map(Row::version)
        });
        Ok(Seen {
            head: if is_stale { shelf.before } else { shelf.head },
            proof,
            value: read(shelf),
        })
    }
}

pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[async_trait]
impl Storage for Model {
    fn now(&self) -> Time {
        let clock = self.ports.clock.as_ref();
        clock.map_or_else(|| SystemClock.now(), |clock| clock.now())
    }

    async fn commit(&self, batch: Batch) -> Result<Verdict> {
        self.commit_in_a_group(batch).await
    }

    async fn housekeep(&self, chore: Chore) -> Result<()> {
        let mut disk = self.disk();
        if self.has(Defect::ForgetsTheTenantInAChore) {
            for chore in disk.everywhere(&chore) {
                disk.keep(chore);
            }
        }
        disk.keep(chore);
        Ok(())
    }

    async fn purge(&self, org: OrgId, rows_max: u32) -> Result<Purged> {
        let mut disk = self.disk();
        let shelf = disk.shelves.get_mut(&Scope::Org(org));
        let marked = shelf.filter(|shelf| shelf.is_marked_deleted());
        let shelf = marked.ok_or_else(|| Error::not_found(OrgId::NOUN, org))?;
        let rows = shelf.purge(rows_max);
        let is_done = rows < u64::from(rows_max);
        if self.has(Defect::ForgetsTheTenantInAPurge) {
            disk.purge_beside(org);
        }
        if is_done {
            disk.shelves.remove(&Scope::Org(org));
        }
        Ok(Purged { rows, is_done })
    }

    fn forget_replays(&self, before: Time, rows_max: u32) -> Forgetting {
        let mut disk = self.disk();
        let mut rows = 0;
        for shelf in disk.shelves.values_mut() {
            shelf.replays.retain(|_, replay| {
                let goes = replay.at < before && rows < rows_max;
                rows += u32::from(goes);
                !goes
            });
        }
        let forgotten = Purged {
            rows: rows.into(),
            is_done: rows < rows_max,
        };
        Box::pin(async move { Ok(forgotten) })
    }

    async fn backup(&self, to: &Path) -> Result<BackupReport> {
        self.write_backup(to)
    }

    async fn verify_backup(&self, from: &Path) -> Result<BackupReport> {
        super::backup::verify(from)
    }

    async fn restore(&self, from: &Path) -> Result<BackupReport> {
        self.read_backup(from)
    }
}

impl Disk {
    fn keep(&mut self, chore: Chore) {
        match chore {
            Chore::KeyUsed { directory, key, at } => {
                let row = self.row(directory.into(), &Key::ApiKey(key));
                if let Some(Row::ApiKey(row)) = row {
                    row.key.last_used_at = row.key.last_used_at.max(Some(at));
                }
            }
            Chore::LoggedIn {
                directory,
                user,
                at,
            } => {
                let row = self.row(directory.into(), &Key::User(user));
                if let Some(Row::User(row)) = row {
                    row.last_login_at = row.last_login_at.max(Some(at));
                }
            }
        }
    }

    fn row(&mut self, scope: Scope, key: &Key) -> Option<&mut Row> {
        self.shelves.get_mut(&scope)?.rows.get_mut(key)
    }
}

impl Shelf {
    fn is_marked_deleted(&self) -> bool {
        matches!(self.rows.get(&Key::Org),
            Some(Row::Org(row)) if row.status == OrgStatus::Deleted)
    }

    /// Removes so many rows of everything but the organisation's own row.
    pub(super) fn purge(&mut self, rows_max: u32) -> u64 {
        let mut rows = 0;
        while rows < u64::from(rows_max) && self.purge_one() {
            rows += 1;
        }
        rows
    }

    fn purge_one(&mut self) -> bool {
        let key = self.rows.keys().find(|key| **key != Key::Org).cloned();
        key.is_some_and(|key| self.rows.remove(&key).is_some())
            || self.counters.pop_first().is_some()
            || self.replays.pop_first().is_some()
            || self.personal.pop().is_some()
            || self.entries.pop_first().is_some()
    }
}
