//! Reads of a file by one caller who blocks: a team by its id, and a page of 50.

use anyhow::{Context, Result};

use super::peer::Raw;
use super::world;
use crate::bench::Bench;
use crate::hall::{Hall, PAGE, is_page, repeat};
use crate::table::Row;

const NAME: &str = "read.sqlite";

/// Both reads, authorised: the head and the key are looked at in the same snapshot.
pub(crate) fn measure(bench: &Bench) -> Result<Vec<Row>> {
    let file = bench.file("reads.db");
    let hall = bench.runtime.block_on(async {
        let world = world(&file, 2).await?;
        Hall::new(world, bench.scaled(1_000, 10_000)).await
    })?;
    let raw = Raw::open(&file)?;
    let team = bench.interleave(
        || blocking(bench, async |call| hall.read_team(call).await),
        || blocking(bench, async |call| raw_team(&raw, &hall, call)),
    )?;
    let page = bench.interleave(
        || blocking(bench, async |call| hall.read_page(call).await),
        || blocking(bench, async |call| raw_page(&raw, &hall, call)),
    )?;
    Ok(vec![
        Row::ratio(NAME, "raw rusqlite, one team", "reads/s", team, 0.7),
        Row::ratio(NAME, "raw rusqlite, page of 50", "reads/s", page, 0.7),
    ])
}

fn blocking(bench: &Bench, read: impl AsyncFn(u64) -> Result<()>) -> Result<f64> {
    Ok(tenantry::blocking::run(repeat(bench.span(), read))?.per_second())
}

fn raw_team(raw: &Raw, hall: &Hall, call: u64) -> Result<()> {
    let wanted = hall.wanted(call);
    let team = raw.team(&hall.session, wanted)?.context("no such team")?;
    is_page(&[wanted], &[team])
}

fn raw_page(raw: &Raw, hall: &Hall, call: u64) -> Result<()> {
    let (after, wanted) = hall.wanted_page(call);
    let mut teams = raw.teams(&hall.session, after, PAGE)?;
    teams.truncate(PAGE as usize);
    is_page(wanted, &teams)
}
