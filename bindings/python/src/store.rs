//! The opened library behind every handle, and how it is opened again after a fork.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use arc_swap::ArcSwapOption;
use tenantry::storage::{Ports, Storage};
use tenantry::{Error, Ids, OsIds, Result, Tenantry};
use tenantry_postgres::Postgres;
use tenantry_sqlite::Sqlite;
use tenantry_surface::Address;

use crate::error::{closed, forked};
use crate::remote::Server;
use crate::runtime::{forks, runtime};

/// Where the data lies.
#[derive(Clone)]
pub(crate) enum Origin {
    /// In a store of one's own.
    Store(Address),
    /// On a server.
    Server(Server),
}

/// Something that was made in a process, and is of no use in a fork of it.
pub(crate) struct Slot<T>(ArcSwapOption<(u64, T)>);

impl<T: Clone> Slot<T> {
    pub(crate) fn new() -> Self {
        Self(ArcSwapOption::empty())
    }

    /// What was put there by this process.
    pub(crate) fn get(&self) -> Option<T> {
        let held = self.0.load();
        let (made_in, value) = &**held.as_ref()?;
        (*made_in == forks()).then(|| value.clone())
    }

    pub(crate) fn put(&self, value: T) {
        self.0.store(Some(Arc::new((forks(), value))));
    }
}

/// Lets go of what it holds.
pub(crate) trait Empty: Send + Sync {
    fn empty(&self);
}

impl<T: Send + Sync> Empty for Slot<T> {
    fn empty(&self) {
        self.0.store(None);
    }
}

/// Time and ids, where a test brings its own.
#[derive(Clone)]
pub(crate) struct Sources {
    pub(crate) ports: Ports,
    pub(crate) ids: Arc<dyn Ids>,
    /// The schema of a Postgres database; Tenantry's own if absent.
    pub(crate) schema: Option<String>,
}

impl Default for Sources {
    fn default() -> Self {
        Self {
            ports: Ports::default(),
            ids: Arc::new(OsIds),
            schema: None,
        }
    }
}

/// A library that was opened.
pub(crate) struct Store {
    origin: Origin,
    sources: Sources,
    made_in: u64,
    live: Slot<Tenantry>,
    sqlite: Slot<Arc<Sqlite>>,
    is_closed: AtomicBool,
    /// The file could not be let go of before a fork.
    pub(crate) was_busy: AtomicBool,
    handles: Mutex<Vec<Weak<dyn Empty>>>,
}

/// Every store of the process, for who is about to fork.
static STORES: Mutex<Vec<Weak<Store>>> = Mutex::new(Vec::new());

pub(crate) fn stores() -> MutexGuard<'static, Vec<Weak<Store>>> {
    STORES.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Store {
    /// Opens a library.
    pub(crate) async fn open(origin: Origin, sources: Sources) -> Result<Arc<Self>> {
        let store = Self::closed(origin, sources);
        store.tenantry().await?;
        let mut stores = stores();
        stores.retain(|store| store.strong_count() > 0);
        stores.push(Arc::downgrade(&store));
        Ok(store)
    }

    /// A library on a server, which is asked nothing yet.
    pub(crate) fn on(server: Server) -> Arc<Self> {
        Self::closed(Origin::Server(server), Sources::default())
    }

    /// The server that it is on.
    pub(crate) fn server(&self) -> Option<&Server> {
        match &self.origin {
            Origin::Server(server) => Some(server),
            Origin::Store(_) => None,
        }
    }

    fn closed(origin: Origin, sources: Sources) -> Arc<Self> {
        Arc::new(Self {
            origin,
            sources,
            made_in: forks(),
            live: Slot::new(),
            sqlite: Slot::new(),
            is_closed: AtomicBool::new(false),
            was_busy: AtomicBool::new(false),
            handles: Mutex::default(),
        })
    }

    /// The library, opened anew in a fork.
    pub(crate) async fn tenantry(&self) -> Result<Tenantry> {
        self.check()?;
        match self.live.get() {
            Some(tenantry) => Ok(tenantry),
            None => self.connect().await,
        }
    }

    /// That it was not closed.
    pub(crate) fn check(&self) -> Result<()> {
        match self.is_closed.load(Ordering::SeqCst) {
            true => Err(closed()),
            false => Ok(()),
        }
    }

    async fn connect(&self) -> Result<Tenantry> {
        let is_fork = self.made_in != forks();
        if is_fork && matches!(self.origin, Origin::Store(Address::Memory)) {
            return Err(forked("a database in memory"));
        }
        if is_fork && self.was_busy.load(Ordering::Acquire) {
            return Err(forked("a database file that was in use"));
        }
        let Origin::Store(address) = &self.origin else {
            return Err(Error::unavailable("a server is only called"));
        };
        let storage: Arc<dyn Storage> = match address {
            Address::Memory => self.keep(Sqlite::memory_with(self.sources.ports.clone())?)?,
            Address::File(path) => self.keep(self.open_file(path.clone()).await?)?,
            Address::Postgres(url) => Arc::new(self.open_postgres(url.clone()).await?),
        };
        let tenantry = Tenantry::shared(storage, Arc::clone(&self.sources.ids));
        self.settle(&self.live, tenantry.clone())?;
        Ok(tenantry)
    }

    fn keep(&self, sqlite: Sqlite) -> Result<Arc<Sqlite>> {
        let sqlite = Arc::new(sqlite);
        self.settle(&self.sqlite, Arc::clone(&sqlite))?;
        Ok(sqlite)
    }

    /// Puts what was made into a slot that closing empties, unless it was closed meanwhile.
    pub(crate) fn settle<T: Send + Sync + Clone>(&self, slot: &Slot<T>, value: T) -> Result<()> {
        slot.put(value);
        // Closing says so before it empties: who is not told so here is found by it.
        self.check().inspect_err(|_| slot.empty())
    }

    async fn open_file(&self, path: PathBuf) -> Result<Sqlite> {
        let mut options = tenantry_sqlite::Options::default();
        options.ports = self.sources.ports.clone();
        // It may wait for its turn and for locks, and whoever calls for Ctrl-C meanwhile.
        let open = move || Sqlite::open_with(path, options);
        let opened = runtime()?.spawn_blocking(open).await;
        opened.map_err(broken_off)?
    }

    async fn open_postgres(&self, url: String) -> Result<Postgres> {
        let mut options = tenantry_postgres::Options::default();
        options.ports = self.sources.ports.clone();
        if let Some(schema) = &self.sources.schema {
            options.schema.clone_from(schema);
        }
        let open = async move { Postgres::connect_with(&url, options).await };
        runtime()?.spawn(open).await.map_err(broken_off)?
    }

    /// Remembers what a handle holds, so that closing finds it.
    pub(crate) fn note(&self, handle: Weak<dyn Empty>) {
        let mut handles = self.handles();
        // Forgets those that are gone, seldom enough to cost nothing.
        if handles.len() == handles.capacity() {
            handles.retain(|handle| handle.strong_count() > 0);
        }
        handles.push(handle);
    }

    fn handles(&self) -> MutexGuard<'_, Vec<Weak<dyn Empty>>> {
        self.handles.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Closes it, and every handle that was made from it.
    pub(crate) fn close(&self) {
        self.is_closed.store(true, Ordering::SeqCst);
        for handle in self.handles().drain(..) {
            if let Some(handle) = handle.upgrade() {
                handle.empty();
            }
        }
        self.live.empty();
        self.sqlite.empty();
    }

    /// Closes it on a thread that can wait for the last commits: an event loop's cannot, and
    /// whoever calls waits for Ctrl-C too.
    pub(crate) async fn closing(self: Arc<Self>) -> Result<()> {
        let closed = runtime()?.spawn_blocking(move || self.close()).await;
        closed.map_err(broken_off)
    }

    /// The store in a file or in memory that this process has open.
    pub(crate) fn sqlite(&self) -> Option<Arc<Sqlite>> {
        self.sqlite.get()
    }

    /// Keeps what the parent of this fork had open from ever being ended here: its threads
    /// and its sockets are the parent's.
    pub(crate) fn leave_to_parent(&self) {
        std::mem::forget(self.live.0.load_full());
        std::mem::forget(self.sqlite.0.load_full());
    }
}

impl std::fmt::Display for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.origin {
            Origin::Store(address) => address.fmt(f),
            Origin::Server(server) => server.fmt(f),
        }
    }
}

fn broken_off(error: tokio::task::JoinError) -> Error {
    Error::unavailable("opening was broken off").caused_by(error)
}
