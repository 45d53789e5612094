//! The live feed: from a commit to each of a thousand subscribers.
//!
//! Commits are offered at a fixed pace, whether or not earlier ones are answered. What is
//! measured begins at the time of the commit, which is sampled under its lock: before the
//! disk is synced and before the caller is told. Each subscriber must hear every entry of
//! its organisation once and in order; one that is lost ends the run.

use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use futures_util::StreamExt;
use futures_util::future::try_join_all;
use tenantry::journal::{FeedItem, Subscribe, Subscription};
use tenantry::teams::CreateTeam;
use tenantry::{Clock, SystemClock, Tenant};
use tokio::task::JoinHandle;
use tokio::time::{Instant, MissedTickBehavior, interval, timeout};

use crate::bench::Bench;
use crate::callers::team_name;
use crate::postgres::Ground;
use crate::table::Row;
use crate::world::World;

const ORGS: usize = 100;
const SUBSCRIBERS: usize = 1_000;
const COMMITS_PER_TICK: u64 = 4;
const TICK: Duration = Duration::from_millis(2);
const OFFERED_PER_SEC: u64 = 2_000;

/// How long after the last commit a subscriber may still wait: then something is lost.
const PATIENCE: Duration = Duration::from_secs(10);

/// Subscribers in the process that holds the file.
pub(crate) fn sqlite(bench: &Bench) -> Result<Vec<Row>> {
    let file = bench.file("feed.db");
    let row = bench.runtime.block_on(async {
        let world = crate::sqlite::world(&file, SUBSCRIBERS / ORGS).await?;
        measure(bench, "feed.lag", &world).await
    })?;
    Ok(vec![row])
}

/// Subscribers of a store on a server.
pub(crate) fn postgres(bench: &Bench) -> Result<Vec<Row>> {
    let ground = Ground::new()?;
    let row = bench.runtime.block_on(async {
        let world = ground.world(SUBSCRIBERS / ORGS).await?;
        let row = measure(bench, "feed.lag.postgres", &world).await?;
        ground.remove(world).await?;
        anyhow::Ok(row)
    })?;
    Ok(vec![row])
}

async fn measure(bench: &Bench, name: &'static str, world: &World) -> Result<Row> {
    let commits = OFFERED_PER_SEC * bench.scaled(2, 10);
    let each = commits / ORGS as u64;
    let mut writers = Vec::with_capacity(ORGS);
    let mut subscribers = Vec::with_capacity(SUBSCRIBERS);
    for _ in 0..ORGS {
        let tenants = world.entered_org(&world.people).await?;
        let seq = world
            .seq(tenants.first().context("nobody is there")?.org())
            .await?;
        for tenant in &tenants {
            let feed = tenant.journal().subscribe(Subscribe::default()).await?;
            subscribers.push(tokio::spawn(hear(feed, seq, each)));
        }
        writers.extend(tenants.into_iter().next());
    }
    let took = offer(&writers, commits).await?;
    let lags = collect(subscribers).await?;
    let note = format!(
        "{commits} commits in {:.1} s, {} of {} deliveries; median {:.1} ms, worst {:.1} ms",
        took.as_secs_f64(),
        lags.len(),
        SUBSCRIBERS as u64 * each,
        quantile(&lags, 0.5),
        quantile(&lags, 1.0),
    );
    Ok(Row::at_most(name, "ms, p99", quantile(&lags, 0.99), 20.0).noting(note))
}

/// Offers commits at their pace and says how long all of them took to be answered.
async fn offer(writers: &[Tenant], commits: u64) -> Result<Duration> {
    let began = Instant::now();
    let mut ticks = interval(TICK);
    // A tick that comes late is made up for: the pace is what is offered.
    ticks.set_missed_tick_behavior(MissedTickBehavior::Burst);
    let mut calls = Vec::with_capacity(commits as usize);
    for number in 0..commits {
        if number % COMMITS_PER_TICK == 0 {
            ticks.tick().await;
        }
        let tenant = writers[number as usize % writers.len()].clone();
        calls.push(tokio::spawn(async move {
            let team = CreateTeam::named(&team_name(number));
            tenant.teams().create(team).await.map(drop)
        }));
    }
    for call in try_join_all(calls).await? {
        call?;
    }
    Ok(began.elapsed())
}

/// Hears so many entries after one, and how late each was, in microseconds.
async fn hear(mut feed: Subscription, after: u64, entries: u64) -> Result<Vec<i64>> {
    match next(&mut feed).await? {
        FeedItem::Start { cursor } if cursor.seq() == after => {}
        other => bail!("a feed began with {other:?}"),
    }
    let mut lags = Vec::with_capacity(entries as usize);
    for seq in after + 1..=after + entries {
        let FeedItem::Entry { entry } = next(&mut feed).await? else {
            bail!("entry {seq} was due, another item came");
        };
        lags.push(SystemClock.now().micros() - entry.at.micros());
        ensure!(entry.seq == seq, "entry {seq} was due, {} came", entry.seq);
    }
    Ok(lags)
}

async fn next(feed: &mut Subscription) -> Result<FeedItem> {
    Ok(feed.next().await.context("a feed has ended")??)
}

/// All lags in milliseconds, sorted.
async fn collect(subscribers: Vec<JoinHandle<Result<Vec<i64>>>>) -> Result<Vec<f64>> {
    let heard = timeout(PATIENCE, try_join_all(subscribers));
    let heard = heard
        .await
        .context("a subscriber still waits: an entry is lost")??;
    let mut lags = Vec::new();
    for subscriber in heard {
        lags.extend(subscriber?.into_iter().map(|micros| micros as f64 / 1e3));
    }
    lags.sort_by(f64::total_cmp);
    Ok(lags)
}

/// What this part of some sorted figures is below.
pub(crate) fn quantile(sorted: &[f64], part: f64) -> f64 {
    let last = sorted.len().saturating_sub(1);
    let place = (last as f64 * part).round() as usize;
    sorted.get(place).copied().unwrap_or(f64::NAN)
}
