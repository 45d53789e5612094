//! Statistics of an organisation with many tasks beside one with few.

use std::time::Instant;

use anyhow::{Result, ensure};
use tenantry::tasks::TaskStatisticsInput;

use super::estate::{Estate, Who};
use crate::bench::{Bench, median};
use crate::postgres::Ground;
use crate::sqlite;
use crate::table::Row;

pub(crate) const SQLITE: &str = "stats.flat";
pub(crate) const POSTGRES: &str = "stats.flat.postgres";

/// What the many are compared with.
const FEW: usize = 1_000;

pub(crate) fn on_sqlite(bench: &Bench) -> Result<Vec<Row>> {
    let made = |name: &str, tasks| {
        let file = bench.file(name);
        let making = async { Estate::new(sqlite::world(&file, 4).await?, tasks).await };
        bench.runtime.block_on(making)
    };
    let (many, few) = (made("counts.db", many(bench))?, made("counts-few.db", FEW)?);
    Ok(vec![row(bench, SQLITE, &many, &few)?])
}

pub(crate) fn on_postgres(bench: &Bench) -> Result<Vec<Row>> {
    let grounds = (Ground::new()?, Ground::new()?);
    let made = |ground: &Ground, tasks| {
        let making = async {
            let estate = Estate::new(ground.world(4).await?, tasks).await?;
            ground.settle().await?;
            anyhow::Ok(estate)
        };
        bench.runtime.block_on(making)
    };
    let (many, few) = (made(&grounds.0, many(bench))?, made(&grounds.1, FEW)?);
    let row = row(bench, POSTGRES, &many, &few)?;
    bench.runtime.block_on(async {
        grounds.0.remove(many.world).await?;
        grounds.1.remove(few.world).await
    })?;
    Ok(vec![row])
}

fn many(bench: &Bench) -> usize {
    bench.scaled(20_000, 200_000) as usize
}

fn row(bench: &Bench, name: &str, many: &Estate, few: &Estate) -> Result<Row> {
    let times = bench.interleave(
        || bench.runtime.block_on(counted(bench, many)),
        || bench.runtime.block_on(counted(bench, few)),
    )?;
    let peer = format!("{FEW} tasks instead of {}", many.len());
    Ok(Row::times(name, &peer, "ms", times, 1.0 / 1.2))
}

/// How many milliseconds the counts take, of many that are read one after the other.
async fn counted(bench: &Bench, estate: &Estate) -> Result<f64> {
    let tenant = estate.tenant(Who::Owner)?;
    let mut times = Vec::new();
    let began = Instant::now();
    while began.elapsed() < bench.span() || times.is_empty() {
        let call = Instant::now();
        let counts = tenant
            .tasks()
            .statistics(TaskStatisticsInput::of_org())
            .await?;
        times.push(call.elapsed().as_secs_f64() * 1_000.0);
        let tasks = estate.len() as u64;
        ensure!(
            counts.total == tasks && counts.pending == tasks,
            "{counts:?}"
        );
        ensure!(counts.shared == tasks && counts.overdue == 0, "{counts:?}");
    }
    Ok(median(times))
}
