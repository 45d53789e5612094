//! A check on what the store knows at this moment: the same answers, with the store's position
//! compared each time.

use std::env;
use std::process;
use std::str::FromStr;
use std::sync::Arc;

use anyhow::{Context, Result, ensure};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{AssertSqlSafe, ConnectOptions, PgPool};
use tenantry::storage::Storage;
use tenantry_postgres::{Options, Postgres};
use tenantry_sqlite::Sqlite;

use crate::CEDAR;
use crate::bench::Bench;
use crate::ours::{Names, Ours, Place, fill};
use crate::peers::Cedar;
use crate::rounds::{Rounds, Stream};
use crate::row::Row;
use crate::world::{Question, World, flat};

pub(crate) const SQLITE: &str = "access.fresh";
pub(crate) const POSTGRES: &str = "access.fresh.postgres";

/// Beside Cedar, which has no store to ask.
pub(crate) fn sqlite(bench: &Bench) -> Result<Vec<Row>> {
    let world = flat(bench.is_quick);
    let storage: Arc<dyn Storage> = Arc::new(Sqlite::open(bench.file("fresh.db"))?);
    let run = &bench.runtime;
    let place = run.block_on(fill(&storage, &world))?;
    let names = Names::of(&world)?;
    let ours = run.block_on(Ours::enter(&storage, &place, &names))?;
    let cedar = Cedar::flat(&world)?;
    let mut streams = [(); 4].map(|()| Stream::new(&world.questions));
    let [fresh, of_cedar, bare, position] = &mut streams;
    let Rounds { span, .. } = bench.rounds();
    let [fresh, peer, bare, position] = bench.rounds().interleave([
        &mut || run.block_on(fresh.ask(span, async |asked| ours.check(asked).await)),
        &mut || run.block_on(of_cedar.ask(span, async |asked| cedar.ask(asked))),
        &mut || run.block_on(bare.ask(span, async |asked| ours.ask(asked).await)),
        &mut || {
            run.block_on(position.ask(span, async |asked| read_head(&storage, &place, asked).await))
        },
    ])?;
    let row = Row::beside(SQLITE, CEDAR, "ns", (fresh, peer)).with_goal(1.0);
    Ok(vec![row.noting(format!(
        "the head alone is read in {position:.0} ns, and without the store an answer takes {bare:.0}"
    ))])
}

/// Reads where the organisation stands, and nothing else.
async fn read_head(storage: &Arc<dyn Storage>, place: &Place, asked: &Question) -> Result<bool> {
    let head = storage.head(place.org.into()).await?;
    head.context("the organisation has no head")?;
    Ok(asked.answer)
}

/// Beside a point read of the position by hand.
pub(crate) fn postgres(bench: &Bench) -> Result<Vec<Row>> {
    let world = flat(bench.is_quick);
    let schema = format!("tenantry_bench_{}", process::id());
    let url = env::var("TENANTRY_POSTGRES_URL").context(
        "TENANTRY_POSTGRES_URL is not set; `cargo xtask bench` starts a server and sets it",
    )?;
    let pool = bench.runtime.block_on(pool(&url, &schema))?;
    let measured = in_schema(bench, &world, &url, &schema, &pool);
    bench.runtime.block_on(async {
        let drop = format!("DROP SCHEMA IF EXISTS {schema} CASCADE");
        sqlx::query(AssertSqlSafe(drop)).execute(&pool).await?;
        pool.close().await;
        anyhow::Ok(())
    })?;
    let micros = measured?.map(|nanos| nanos / 1e3);
    let row = Row::beside(POSTGRES, "sqlx, one point read", "µs", micros.into());
    Ok(vec![row.with_goal(0.7)])
}

fn in_schema(
    bench: &Bench,
    world: &World,
    url: &str,
    schema: &str,
    pool: &PgPool,
) -> Result<[f64; 2]> {
    let run = &bench.runtime;
    let (place, storage) = run.block_on(async {
        let mut options = Options::default();
        schema.clone_into(&mut options.schema);
        let storage: Arc<dyn Storage> = Arc::new(Postgres::connect_with(url, options).await?);
        Ok::<_, anyhow::Error>((fill(&storage, world).await?, storage))
    })?;
    let names = Names::of(world)?;
    let ours = run.block_on(Ours::enter(&storage, &place, &names))?;
    let mut streams = [(); 2].map(|()| Stream::new(&world.questions));
    let [fresh, by_hand] = &mut streams;
    let Rounds { span, .. } = bench.rounds();
    bench.rounds().interleave([
        &mut || run.block_on(fresh.ask(span, async |asked| ours.check(asked).await)),
        &mut || {
            run.block_on(by_hand.ask(span, async |asked| point_read(pool, &place, asked).await))
        },
    ])
}

/// The peer's connection: prepared statements, no ping before each use.
async fn pool(url: &str, schema: &str) -> Result<PgPool> {
    let connection = PgConnectOptions::from_str(url)?
        .options([("search_path", schema)])
        .disable_statement_logging();
    let pool = PgPoolOptions::new()
        .max_connections(1)
        .test_before_acquire(false);
    Ok(pool.connect_with(connection).await?)
}

async fn point_read(pool: &PgPool, place: &Place, asked: &Question) -> Result<bool> {
    let (narrowed, rights): (i64, i64) = sqlx::query_as(POSITION)
        .bind(place.org.uuid())
        .fetch_one(pool)
        .await?;
    ensure!(narrowed <= rights, "positions out of order");
    Ok(asked.answer)
}

const POSITION: &str = "SELECT narrowed, rights FROM org_heads WHERE org_id = $1";
