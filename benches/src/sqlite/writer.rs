//! One of the processes that write to a file together.
//!
//! It is told on its input who calls, says when all have entered, waits for the word to go,
//! and says what it did.

use std::io::{BufRead, stdin};
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};
use futures_util::future::try_join_all;
use serde::{Deserialize, Serialize};
use tenantry::{OrgId, Tenant, Tenantry};
use tenantry_sqlite::Sqlite;
use tokio::runtime::Runtime;

use crate::callers::{self, Done};

/// What a process is to do.
#[derive(Serialize, Deserialize)]
pub(crate) struct Task {
    pub(crate) org: OrgId,
    /// The API keys of its callers.
    pub(crate) keys: Vec<String>,
    pub(crate) span_millis: u64,
}

/// What a process did.
#[derive(Serialize, Deserialize)]
pub(crate) struct Report {
    count: u64,
    elapsed_micros: u64,
    worst_micros: u64,
}

impl From<Done> for Report {
    fn from(done: Done) -> Self {
        Self {
            count: done.count,
            elapsed_micros: done.elapsed.as_micros() as u64,
            worst_micros: done.worst.as_micros() as u64,
        }
    }
}

impl From<Report> for Done {
    fn from(report: Report) -> Self {
        Self {
            count: report.count,
            elapsed: Duration::from_micros(report.elapsed_micros),
            worst: Duration::from_micros(report.worst_micros),
        }
    }
}

/// Is such a process.
pub(crate) fn run(file: &Path) -> Result<()> {
    let mut lines = stdin().lock().lines();
    let mut next = || lines.next().context("the input ended")?.context("no input");
    let task: Task = serde_json::from_str(&next()?)?;
    let runtime = Runtime::new()?;
    let tenants = runtime.block_on(enter(file, &task))?;
    println!("ready");
    next()?;
    let span = Duration::from_millis(task.span_millis);
    let done = runtime.block_on(callers::create_teams(tenants, span))?;
    println!("{}", serde_json::to_string(&Report::from(done))?);
    Ok(())
}

async fn enter(file: &Path, task: &Task) -> Result<Vec<Tenant>> {
    let tenantry = Tenantry::new(Sqlite::open(file)?);
    let entering = task.keys.iter().map(async |key| {
        let caller = tenantry.authenticate(key).await?;
        caller.enter(task.org).await
    });
    Ok(try_join_all(entering).await?)
}
