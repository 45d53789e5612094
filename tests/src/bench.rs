//! The bench that a behaviour works at: an empty store, and the means to open it again.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use tempfile::TempDir;
use tenantry::Result;
use tenantry::storage::{Ports, Storage};

use crate::Kit;

/// An empty store of its own for one behaviour, in a folder of its own.
#[derive(Debug)]
pub struct Bench {
    kit: Kit,
    address: String,
    folder: TempDir,
    names: AtomicU32,
}

impl Bench {
    /// Makes an empty store.
    ///
    /// # Panics
    /// If the kit makes none.
    #[must_use]
    pub fn new(kit: Kit) -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let address = (kit.fresh)(folder.path()).expect("the address of an empty store");
        Self {
            kit,
            address,
            folder,
            names: AtomicU32::new(0),
        }
    }

    /// Another empty store.
    #[must_use]
    pub fn another(&self) -> Self {
        Self::new(self.kit)
    }

    /// The backend.
    #[must_use]
    pub fn kit(&self) -> Kit {
        self.kit
    }

    /// The address of the store.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Opens the store.
    ///
    /// # Panics
    /// If it does not open.
    pub async fn open(&self) -> Arc<dyn Storage> {
        self.open_with(Ports::default()).await
    }

    /// Opens the store with ports of the behaviour's own.
    ///
    /// # Panics
    /// If it does not open.
    pub async fn open_with(&self, ports: Ports) -> Arc<dyn Storage> {
        self.try_open(ports).await.expect("the store opens")
    }

    /// Opens the store, or not.
    ///
    /// # Errors
    /// Those of the backend.
    pub async fn try_open(&self, ports: Ports) -> Result<Arc<dyn Storage>> {
        (self.kit.open)(self.address.clone(), ports).await
    }

    /// Several handles on the store: one and the same where only one can be opened.
    pub async fn handles(&self, count: usize) -> Vec<Arc<dyn Storage>> {
        let mut handles = vec![self.open().await];
        while handles.len() < count {
            let next = match self.kit.reach {
                crate::Reach::Handle => Arc::clone(&handles[0]),
                _ => self.open().await,
            };
            handles.push(next);
        }
        handles
    }

    /// The path of a file that there is not yet.
    #[must_use]
    pub fn file(&self) -> PathBuf {
        let number = self.names.fetch_add(1, Ordering::Relaxed);
        self.folder.path().join(format!("file-{number}"))
    }

    /// How many rounds a race takes: a few, or a thousand in a long run.
    #[must_use]
    pub fn rounds(&self) -> u32 {
        if is_long() { 1_000 } else { 3 }
    }
}

/// Whether the environment asks for a long run.
pub(crate) fn is_long() -> bool {
    std::env::var("TENANTRY_LONG").is_ok_and(|value| value == "1")
}
