//! Verifying a journal: every entry against the hash before it.

use anyhow::{Result, ensure};
use tenantry::journal::VerifyJournal;

use crate::bench::{Bench, median};
use crate::callers::Lap;
use crate::hall::Hall;
use crate::postgres::Ground;
use crate::table::Row;

/// A journal in a file.
pub(crate) fn sqlite(bench: &Bench) -> Result<Vec<Row>> {
    let hall = bench.runtime.block_on(async {
        let world = crate::sqlite::world(&bench.file("journal.db"), 2).await?;
        Hall::new(world, entries(bench)).await
    })?;
    Ok(vec![row("journal.verify", verify(bench, &hall)?)])
}

/// A journal on a server.
pub(crate) fn postgres(bench: &Bench) -> Result<Vec<Row>> {
    let ground = Ground::new()?;
    let hall = bench
        .runtime
        .block_on(async { Hall::new(ground.world(2).await?, entries(bench)).await })?;
    let rate = verify(bench, &hall)?;
    bench.runtime.block_on(ground.remove(hall.world))?;
    Ok(vec![row("journal.verify.postgres", rate)])
}

fn entries(bench: &Bench) -> u64 {
    bench.scaled(10_000, 95_000)
}

fn row(name: &'static str, rate: f64) -> Row {
    Row::at_least(name, "entries/s", rate, 100_000.0)
}

/// How many entries a second are verified, through the facade.
fn verify(bench: &Bench, hall: &Hall) -> Result<f64> {
    let mut rates = Vec::new();
    for _ in 0..5 {
        let mut lap = Lap::new(bench.span(), 1);
        let verifying = hall.owner.journal().verify(VerifyJournal::default());
        let found = bench.runtime.block_on(verifying)?;
        lap.count_one();
        ensure!(
            found.is_intact,
            "the journal breaks at {:?}",
            found.broken_at
        );
        ensure!(found.entries == found.seq, "entries are missing");
        ensure!(found.entries > entries(bench), "entries are missing");
        rates.push(found.entries as f64 * lap.done().per_second());
    }
    Ok(median(rates))
}
