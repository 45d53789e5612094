//! What the program takes from outside, so that tests can hand in theirs.

use std::sync::Arc;

use tenantry::{Ids, OsIds, storage};

/// Clock, ids, and where in a Postgres database the store is.
#[derive(Clone)]
pub struct Ports {
    /// The store's ports.
    pub store: storage::Ports,
    /// Where new ids come from.
    pub ids: Arc<dyn Ids>,
    /// The schema of a Postgres store.
    pub schema: String,
}

impl Default for Ports {
    fn default() -> Self {
        Self {
            store: storage::Ports::default(),
            ids: Arc::new(OsIds),
            schema: tenantry_postgres::Options::default().schema,
        }
    }
}

impl std::fmt::Debug for Ports {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Ports")
            .field("schema", &self.schema)
            .finish_non_exhaustive()
    }
}
