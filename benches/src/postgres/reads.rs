//! Reads of a server by 16 callers at once: a team by its id, and a page of 50.

use anyhow::{Context, Result};
use futures_util::future::try_join_all;
use sqlx::PgPool;

use super::{Ground, peer};
use crate::bench::Bench;
use crate::callers::Done;
use crate::hall::{Hall, PAGE, is_page, repeat};
use crate::table::Row;

const NAME: &str = "read.postgres";

/// As many as the store has connections by default; the peer has as many.
const READERS: u32 = 16;

/// Both reads, authorised: the head and the key are looked at in the same snapshot.
pub(crate) fn measure(bench: &Bench) -> Result<Vec<Row>> {
    let runtime = &bench.runtime;
    let ground = Ground::new()?;

    let hall = runtime.block_on(async {
        let world = ground.world(2).await?;
        Hall::new(world, bench.scaled(1_000, 10_000)).await
    })?;
    let pool = runtime.block_on(ground.pool(READERS))?;
    let team = bench.interleave(
        || many(bench, async |call| hall.read_team(call).await),
        || many(bench, async |call| by_hand_team(&pool, &hall, call).await),
    )?;
    let page = bench.interleave(
        || many(bench, async |call| hall.read_page(call).await),
        || many(bench, async |call| by_hand_page(&pool, &hall, call).await),
    )?;
    runtime.block_on(async {
        pool.close().await;
        ground.remove(hall.world).await
    })?;
    Ok(vec![
        Row::ratio(NAME, "sqlx by hand, one team", "reads/s", team, 0.7),
        Row::ratio(NAME, "sqlx by hand, page of 50", "reads/s", page, 0.7),
    ])
}

/// Lets many read at once, each their own teams.
fn many(bench: &Bench, read: impl AsyncFn(u64) -> Result<()>) -> Result<f64> {
    let readers = (0..u64::from(READERS)).map(|reader| {
        let read = &read;
        repeat(bench.span(), async move |call| {
            read(call * u64::from(READERS) + reader).await
        })
    });
    let done = bench.runtime.block_on(try_join_all(readers))?;
    let all = done.into_iter().fold(Done::default(), Done::and);
    Ok(all.per_second())
}

async fn by_hand_team(pool: &PgPool, hall: &Hall, call: u64) -> Result<()> {
    let wanted = hall.wanted(call);
    let team = peer::team(pool, &hall.session, wanted).await?;
    is_page(&[wanted], &[team.context("no such team")?])
}

async fn by_hand_page(pool: &PgPool, hall: &Hall, call: u64) -> Result<()> {
    let (after, wanted) = hall.wanted_page(call);
    let mut teams = peer::teams(pool, &hall.session, after, PAGE).await?;
    teams.truncate(PAGE as usize);
    is_page(wanted, &teams)
}
