//! An empty store on a story's clock and ids, which other programs can open too.

use std::path::Path;
use std::sync::Arc;

use anyhow::Result;
use tempfile::TempDir;
use tenantry::Tenantry;
use tenantry::storage::{Ports as StorePorts, Storage};
use tenantry_conformance::stories::Ports;
use tenantry_postgres::Postgres;
use tenantry_private_postgres::{fresh_schema, shared_url};
use tenantry_sqlite::Sqlite;

/// The stores that there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A file.
    Sqlite,
    /// A schema.
    Postgres,
}

/// Where a story is played.
pub struct Stage {
    /// The clock and the ids.
    pub ports: Ports,
    /// The path of a file that is not there yet, or a schema: `postgres://…#schema`.
    pub address: String,
    kind: Kind,
    folder: TempDir,
}

impl Stage {
    /// Makes place for an empty store.
    ///
    /// # Errors
    /// If there is no folder for it.
    pub fn open(kind: Kind) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let address = match kind {
            Kind::Sqlite => folder
                .path()
                .join("story.db")
                .to_string_lossy()
                .into_owned(),
            Kind::Postgres => format!("{}#{}", shared_url(), fresh_schema()),
        };
        Ok(Self {
            ports: Ports::default(),
            address,
            kind,
            folder,
        })
    }

    /// A folder that goes with the stage.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Opens the store in this process.
    ///
    /// # Errors
    /// If it cannot be opened.
    pub async fn tenantry(&self) -> Result<Tenantry> {
        let ports = StorePorts {
            clock: Some(self.ports.clock.clone()),
            ..StorePorts::default()
        };
        let store: Arc<dyn Storage> = match (self.kind, self.address.split_once('#')) {
            (Kind::Postgres, Some((url, schema))) => {
                let mut options = tenantry_postgres::Options::default();
                options.schema = schema.to_owned();
                options.connections_max = 4;
                options.ports = ports;
                Arc::new(Postgres::connect_with(url, options).await?)
            }
            _ => Arc::new(Sqlite::open_with(&self.address, ports.into())?),
        };
        Ok(Tenantry::shared(store, self.ports.ids.clone()))
    }
}
