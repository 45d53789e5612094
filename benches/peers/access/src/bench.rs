//! The circumstances of a run.

use std::path::PathBuf;
use std::time::Instant;

use anyhow::Result;
use tempfile::TempDir;
use tokio::runtime::Runtime;

use crate::rounds::Rounds;

/// Where, how often, on what.
pub(crate) struct Bench {
    pub(crate) runtime: Runtime,
    pub(crate) is_quick: bool,
    folder: TempDir,
}

impl Bench {
    pub(crate) fn new(is_quick: bool) -> Result<Self> {
        Ok(Self {
            runtime: Runtime::new()?,
            is_quick,
            folder: tempfile::Builder::new()
                .prefix("tenantry-bench-")
                .tempdir()?,
        })
    }

    /// A file of this run, which goes when it ends.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn rounds(&self) -> Rounds {
        Rounds::new(self.is_quick)
    }
}

/// What was built, and how many milliseconds that took.
pub(crate) fn timed<T>(build: impl FnOnce() -> Result<T>) -> Result<(T, f64)> {
    let began = Instant::now();
    let built = build()?;
    Ok((built, began.elapsed().as_secs_f64() * 1e3))
}
