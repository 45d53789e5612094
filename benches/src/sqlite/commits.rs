//! Commits to a file: many callers, and one that blocks.

use anyhow::{Context, Result};

use super::peer::Raw;
use super::world;
use crate::bench::Bench;
use crate::callers::{self, CALLERS, Lap, TEAMS_MAX};
use crate::stage::Stage;
use crate::table::Row;
use crate::world::World;

const PEER: &str = "raw rusqlite loop";

/// 64 callers at once on a runtime.
pub(crate) fn many(bench: &Bench) -> Result<Vec<Row>> {
    let world = bench
        .runtime
        .block_on(world(&bench.file("many.db"), CALLERS))?;
    let mut peer = RawLoop::new(bench, "many-peer.db", CALLERS)?;
    let rates = bench.interleave(
        || bench.runtime.block_on(round_of_many(bench, &world)),
        || peer.round(),
    )?;
    Ok(vec![Row::ratio(
        "commit.sqlite.64",
        PEER,
        "commits/s",
        rates,
        8.0,
    )])
}

async fn round_of_many(bench: &Bench, world: &World) -> Result<f64> {
    let stage = Stage::shared(world, &world.people).await?;
    let done = callers::create_teams(stage.tenants.clone(), bench.span()).await?;
    stage.checked(done).await
}

/// One caller who blocks, on a thread without a runtime.
pub(crate) fn one(bench: &Bench) -> Result<Vec<Row>> {
    let world = tenantry::blocking::run(world(&bench.file("one.db"), 1))?;
    let mut peer = RawLoop::new(bench, "one-peer.db", 1)?;
    let rates = bench.interleave(
        || tenantry::blocking::run(round_of_one(bench, &world)),
        || peer.round(),
    )?;
    Ok(vec![Row::ratio(
        "commit.sqlite.1",
        PEER,
        "commits/s",
        rates,
        0.8,
    )])
}

async fn round_of_one(bench: &Bench, world: &World) -> Result<f64> {
    let stage = Stage::shared(world, &world.people).await?;
    let tenant = stage.tenants.first().context("nobody has entered")?;
    let done = callers::create_teams_alone(tenant.clone(), bench.span(), TEAMS_MAX).await?;
    stage.checked(done).await
}

/// The peer's rounds, each in an organisation of its own as ours are, in its own file. Its one
/// loop creates teams for as many people in turn, so that it writes the same rows.
struct RawLoop<'a> {
    bench: &'a Bench,
    world: World,
    raw: Raw,
}

impl<'a> RawLoop<'a> {
    fn new(bench: &'a Bench, file: &str, people: usize) -> Result<Self> {
        let file = bench.file(file);
        let world = bench.runtime.block_on(world(&file, people))?;
        let raw = Raw::open(&file)?;
        Ok(Self { bench, world, raw })
    }

    fn round(&mut self) -> Result<f64> {
        let runtime = &self.bench.runtime;
        let stage = runtime.block_on(Stage::shared(&self.world, &self.world.people))?;
        let mut lap = Lap::new(self.bench.span(), TEAMS_MAX);
        for session in stage.sessions.iter().cycle() {
            if !lap.goes_on() {
                break;
            }
            self.raw.create_team(session, lap.count())?;
            lap.count_one();
        }
        runtime.block_on(stage.checked(lap.done()))
    }
}
