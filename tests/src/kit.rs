//! What a backend's author tells the kit about the store.

use std::path::Path;
use std::sync::Arc;

use futures_util::future::BoxFuture;
use tenantry::Result;
use tenantry::storage::{Ports, Storage};
use uuid::Uuid;

/// A store that is being opened.
pub type Opening = BoxFuture<'static, Result<Arc<dyn Storage>>>;

/// A catalogue that is being read.
pub type Reading = BoxFuture<'static, Vec<Table>>;

/// A backend, as the kit drives it.
#[derive(Clone, Copy, Debug)]
pub struct Kit {
    /// Names the backend in reports.
    pub name: &'static str,
    /// From how far an address can be opened again.
    pub reach: Reach,
    /// Makes the address of an empty store. The folder is new, and removed afterwards.
    pub fresh: fn(&Path) -> Result<String>,
    /// Opens the store of an address: several times at once, and also from other processes,
    /// as far as the store's reach goes.
    pub open: fn(String, Ports) -> Opening,
    /// Reads the store's own catalogue, and the rows of one tenant.
    pub catalogue: Option<fn(String, Uuid) -> Reading>,
    /// Starts a server of its own, which can be killed, for a store that has one.
    pub server: Option<fn() -> Server>,
}

/// From how far the store of an address can be opened again. Behaviours that need more
/// are not run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// The store is gone with its handle.
    Handle,
    /// The process that made it, also after all handles are closed.
    Process,
    /// Every process of the machine.
    Machine,
}

/// A table of the store's catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// The column that it begins with.
    pub first_column: String,
    /// Its primary, unique and foreign keys and its indexes.
    pub keys: Vec<TableKey>,
    /// Its rows that have the tenant that was asked for in the first column: all that is in
    /// them, as text, in an order.
    pub rows: Vec<String>,
}

/// A key or an index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableKey {
    /// Its name.
    pub name: String,
    /// The table that it refers to, if it is a foreign key.
    pub refers_to: Option<String>,
    /// Its columns in order.
    pub columns: Vec<String>,
}

/// A server that the kit may kill.
pub struct Server {
    /// The address of an empty store on it.
    pub address: String,
    /// Kills it at once, as a power cut would.
    pub kill: Box<dyn FnMut() + Send>,
    /// Starts it again, on the same data and address.
    pub restart: Box<dyn FnMut() + Send>,
}

impl std::fmt::Debug for Server {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Server").finish_non_exhaustive()
    }
}
