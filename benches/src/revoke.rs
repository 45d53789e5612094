//! Whether anything is allowed after a revoke has returned: a figure that must be nothing, and
//! how much was tried for it.

use std::env;
use std::process::Command;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use tenantry::storage::Storage;
use tenantry_conformance::revokes::{self, Trials};
use tenantry_conformance::tenants::World;
use tenantry_sqlite::Sqlite;

use crate::bench::Bench;
use crate::postgres::Ground;
use crate::table::Row;

pub(crate) const SQLITE: &str = "access.revoke.sqlite";
pub(crate) const POSTGRES: &str = "access.revoke.postgres";

pub(crate) fn on_sqlite(bench: &Bench) -> Result<Vec<Row>> {
    let file = bench.file("revoke.db");
    let place = json!({ "file": file });
    let trying = async { tried(bench, Arc::new(Sqlite::open(&file)?), place).await };
    rows(SQLITE, bench.runtime.block_on(trying)?)
}

pub(crate) fn on_postgres(bench: &Bench) -> Result<Vec<Row>> {
    let ground = Ground::new()?;
    let trying = async {
        let store = ground.store().await?;
        let place = json!({ "schema": ground.schema() });
        let tried = tried(bench, Arc::new(store), place).await?;
        ground.clear().await?;
        anyhow::Ok(tried)
    };
    rows(POSTGRES, bench.runtime.block_on(trying)?)
}

/// Checks in this process, then calls in another.
async fn tried(bench: &Bench, store: Arc<dyn Storage>, place: Value) -> Result<[Trials; 2]> {
    let world = World::new(store, "w").await;
    let within = revokes::within(&world, bench.scaled(20_000, 1_000_000)).await;
    let world = World::in_directory(&world.tenantry, world.directory, "x").await;
    let mut other = Command::new(env::current_exe()?);
    other.arg("--insist");
    let calls = bench.scaled(400, 10_000);
    Ok([within, revokes::across(&world, other, place, calls).await])
}

fn rows(name: &str, [within, across]: [Trials; 2]) -> Result<Vec<Row>> {
    let refused = within.refused + across.refused;
    if refused > 0 {
        bail!("{refused} were refused what they had just been given");
    }
    let stale = within.stale + across.stale;
    let row = Row::at_most(name, "stale allows", stale as f64, 0.0);
    Ok(vec![row.noting(format!(
        "{} checks that began after {} revokes had returned, {} in a second process after {}; {} raced",
        within.after,
        within.revokes,
        across.after,
        across.revokes,
        within.racing + across.racing
    ))])
}

/// What the second process does.
pub(crate) fn insist() -> Result<()> {
    let told = revokes::told().context("it is started by a benchmark")?;
    let place = &told["place"];
    tokio::runtime::Runtime::new()?.block_on(async {
        let store: Arc<dyn Storage> = match (place["file"].as_str(), place["schema"].as_str()) {
            (Some(file), _) => Arc::new(Sqlite::open(file)?),
            (_, Some(schema)) => Arc::new(Ground::of(schema)?.store().await?),
            _ => bail!("no store was named"),
        };
        revokes::insist(store, &told).await;
        Ok(())
    })
}
