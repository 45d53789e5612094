//! Commits to a server: 64 callers in one organisation, and in one each.

use std::time::Duration;

use anyhow::Result;
use futures_util::future::try_join_all;
use sqlx::PgPool;

use super::{Ground, peer};
use crate::bench::Bench;
use crate::callers::{self, CALLERS, Done, Lap, TEAMS_EACH_MAX};
use crate::peer::Session;
use crate::stage::Stage;
use crate::table::Row;
use crate::world::World;

const PEER: &str = "sqlx by hand, 64 connections";

/// All callers in one organisation.
pub(crate) fn one_org(bench: &Bench) -> Result<Vec<Row>> {
    let rates = measure(bench, async |world| {
        Stage::shared(world, &world.people).await
    })?;
    Ok(vec![Row::ratio(
        "commit.postgres.64",
        PEER,
        "commits/s",
        rates,
        15.0,
    )])
}

/// Every caller in an organisation of their own.
pub(crate) fn many_orgs(bench: &Bench) -> Result<Vec<Row>> {
    let rates = measure(bench, async |world| {
        Stage::apart(world, &world.people).await
    })?;
    Ok(vec![Row::ratio(
        "commit.postgres.orgs",
        PEER,
        "commits/s",
        rates,
        0.8,
    )])
}

/// Lets ours and the peer create teams, each round on a new stage.
fn measure(bench: &Bench, set: impl AsyncFn(&World) -> Result<Stage>) -> Result<(f64, f64)> {
    let runtime = &bench.runtime;
    let ground = Ground::new()?;
    let world = runtime.block_on(ground.world(CALLERS))?;
    let pool = runtime.block_on(ground.pool(CALLERS as u32))?;
    let rates = bench.interleave(
        || {
            runtime.block_on(async {
                let stage = set(&world).await?;
                let tenants = stage.tenants.clone();
                let done = callers::create_teams(tenants, bench.span()).await?;
                stage.checked(done).await
            })
        },
        || {
            runtime.block_on(async {
                let stage = set(&world).await?;
                let done = by_hand(&pool, &stage, bench.span()).await?;
                stage.checked(done).await
            })
        },
    )?;
    runtime.block_on(async {
        pool.close().await;
        ground.remove(world).await
    })?;
    Ok(rates)
}

/// Lets every session create teams by hand, all at once, for a while.
async fn by_hand(pool: &PgPool, stage: &Stage, span: Duration) -> Result<Done> {
    let sessions = stage.sessions.iter().copied();
    let callers = sessions.map(|session| tokio::spawn(by_one_hand(pool.clone(), session, span)));
    let done = try_join_all(callers).await?;
    done.into_iter()
        .try_fold(Done::default(), |all, one| Ok(all.and(one?)))
}

async fn by_one_hand(pool: PgPool, session: Session, span: Duration) -> Result<Done> {
    let mut lap = Lap::new(span, TEAMS_EACH_MAX);
    while lap.goes_on() {
        peer::create_team(&pool, &session, lap.count()).await?;
        lap.count_one();
    }
    Ok(lap.done())
}
