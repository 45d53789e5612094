//! What all measurements share: where, how long, how often, in which order.

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use crate::table::Row;

/// Measures the rows of one name.
pub(crate) type Measure = fn(&Bench) -> Result<Vec<Row>>;

/// The circumstances of a run.
pub(crate) struct Bench {
    pub(crate) runtime: Runtime,
    pub(crate) is_quick: bool,
    folder: TempDir,
}

impl Bench {
    pub(crate) fn new(folder: &Path, is_quick: bool) -> Result<Self> {
        let folder = tempfile::Builder::new()
            .prefix("tenantry-bench-")
            .tempdir_in(folder)
            .with_context(|| format!("cannot write to `{}`", folder.display()))?;
        Ok(Self {
            runtime: Runtime::new()?,
            is_quick,
            folder,
        })
    }

    /// The folder of this run, which goes when it ends.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// A file of this run.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// How long one side works in one round.
    pub(crate) fn span(&self) -> Duration {
        Duration::from_millis(if self.is_quick { 250 } else { 1_500 })
    }

    /// One number for a quick run, another for a full one.
    pub(crate) fn scaled(&self, quick: u64, full: u64) -> u64 {
        if self.is_quick { quick } else { full }
    }

    /// Lets both sides take turns and gives the median of each, so that whatever else the
    /// machine does meets both alike.
    pub(crate) fn interleave(
        &self,
        mut ours: impl FnMut() -> Result<f64>,
        mut peer: impl FnMut() -> Result<f64>,
    ) -> Result<(f64, f64)> {
        let rounds = if self.is_quick { 3 } else { 5 };
        let (mut our_rounds, mut peer_rounds) = (Vec::new(), Vec::new());
        for _ in 0..rounds {
            our_rounds.push(ours()?);
            peer_rounds.push(peer()?);
        }
        Ok((median(our_rounds), median(peer_rounds)))
    }

    /// The rows that another program writes, which a chore builds and runs.
    pub(crate) fn told(&self, chore: &[&str]) -> Result<Vec<Row>> {
        let name = chore.join(" ");
        let file = self.file("told.json");
        let mut measure = xtask()?;
        measure.args(chore).arg("--json").arg(&file);
        measure.args(self.is_quick.then_some("--quick"));
        // Other programs put their files where ours are.
        measure.env("TMPDIR", self.folder());
        // Ours is for the table.
        let status = measure.stdout(io::stderr()).status()?;
        ensure!(status.success(), "`{name}` cannot be measured");
        let rows = fs::read(&file).with_context(|| format!("`{name}` told nothing"))?;
        // The next one that tells nothing shall not be taken for this one.
        fs::remove_file(&file)?;
        serde_json::from_slice(&rows).with_context(|| format!("`{name}` told no rows"))
    }
}

/// The address of the Postgres server.
pub(crate) fn postgres_url() -> Result<String> {
    env::var("TENANTRY_POSTGRES_URL").context(
        "TENANTRY_POSTGRES_URL is not set; `cargo xtask bench` starts a server and sets it",
    )
}

/// The project's own chores, which bring what another language needs.
pub(crate) fn xtask() -> Result<Command> {
    let program = env::var_os("TENANTRY_XTASK")
        .context("TENANTRY_XTASK is not set; `cargo xtask bench` sets it")?;
    Ok(Command::new(program))
}

/// The middle of some measurements; of an even number, the upper of the two.
pub(crate) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
