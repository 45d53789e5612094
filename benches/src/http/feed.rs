//! The live feed over HTTP: from a commit to each of two thousand readers.
//!
//! Each reader is proven by a key and follows one organisation over a connection of its own.
//! Commits are offered at a fixed pace. As for `feed.lag`, what is measured begins at the
//! time of the commit, before the disk is synced, and one entry that is lost, comes twice or
//! out of order ends the run.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use futures_util::future::try_join_all;
use serde_json::{Value, json};
use tenantry::{Clock, SystemClock};
use tokio::task::JoinHandle;
use tokio::time::{MissedTickBehavior, interval, timeout};

use super::connection::Connection;
use super::events::Events;
use super::server::Server;
use crate::bench::Bench;
use crate::callers::team_name;
use crate::feed::quantile;
use crate::table::Row;

pub(crate) const NAMES: [&str; 3] = [P50, P99, MEMORY];
const P50: &str = "http.feed.p50";
const P99: &str = "http.feed.p99";
const MEMORY: &str = "http.feed.memory";
const READERS_EACH: usize = 10;
const COMMITS_PER_SEC: u64 = 100;

/// How long after the last commit a reader may still wait: then something is lost.
const PATIENCE: Duration = Duration::from_secs(10);

/// An organisation that is followed.
struct Followed {
    place: String,
    /// The last entry before the first commit.
    seq: u64,
}

/// How late entries come, and what a connection holds.
pub(crate) fn measure(bench: &Bench) -> Result<Vec<Row>> {
    bench.runtime.block_on(async {
        let orgs = bench.scaled(20, 200) as usize;
        let commits = COMMITS_PER_SEC * bench.scaled(2, 20);
        let (server, keys, orgs) = ours(bench, orgs).await?;
        // What the first requests bring about is no connection's.
        Connection::open(server.address, &keys[0])
            .await?
            .get::<Value>(&format!("{}/teams", orgs[0].place))
            .await?;
        let before = server.resident_bytes()?;
        let readers = follow(&server, &keys, &orgs, commits / orgs.len() as u64).await?;
        let connections = readers.len() as f64;
        offer(&server, &keys[0], &orgs, commits).await?;
        let heard = timeout(PATIENCE, collect(readers)).await;
        let (lags, events) = heard.context("a reader still waits: an entry is lost")??;
        let grown = server.resident_bytes()?.saturating_sub(before);
        drop(events);
        let note = format!(
            "{connections} connections in {} organisations, {commits} commits, {} deliveries; worst {:.1} ms",
            orgs.len(),
            lags.len(),
            quantile(&lags, 1.0),
        );
        let kib_each = grown as f64 / 1024.0 / connections;
        Ok(vec![
            Row::at_most(P50, "ms", quantile(&lags, 0.5), 5.0).noting(note),
            Row::at_most(P99, "ms", quantile(&lags, 0.99), 50.0),
            Row::at_most(MEMORY, "KiB a connection", kib_each, 40.0),
        ])
    })
}

/// Our server on a new file, the keys of its people, and organisations of them all.
async fn ours(bench: &Bench, count: usize) -> Result<(Server, Vec<String>, Vec<Followed>)> {
    let file = bench.file("http-feed.db");
    let world = crate::sqlite::world(&file, READERS_EACH).await?;
    let mut orgs = Vec::with_capacity(count);
    for _ in 0..count {
        let org = world.org(&world.people).await?;
        orgs.push(Followed {
            place: format!("/v1/orgs/{org}"),
            seq: world.seq(org).await?,
        });
    }
    let keys = world.people.iter().map(|person| person.secret.clone());
    let keys = keys.collect();
    drop(world);
    let store = file.to_str().context("a folder whose name is no text")?;
    Ok((Server::ours(store)?, keys, orgs))
}

type Reader = JoinHandle<Result<(Vec<f64>, Events)>>;

/// Lets each of these people follow each organisation, and waits until all do.
async fn follow(
    server: &Server,
    keys: &[String],
    orgs: &[Followed],
    entries: u64,
) -> Result<Vec<Reader>> {
    let mut readers = Vec::with_capacity(keys.len() * orgs.len());
    for org in orgs {
        let path = format!("{}/journal/subscribe", org.place);
        for key in keys {
            let connection = Connection::open(server.address, key).await?;
            let events = connection.follow(&path, None).await?;
            readers.push(tokio::spawn(hear(events, org.seq, entries)));
        }
    }
    Ok(readers)
}

/// Hears so many entries after one, and how late each was, in milliseconds.
async fn hear(mut events: Events, after: u64, entries: u64) -> Result<(Vec<f64>, Events)> {
    ensure!(events.start().await? == after, "a feed starts elsewhere");
    let mut lags = Vec::with_capacity(entries as usize);
    for seq in after + 1..=after + entries {
        let entry = events.next().await?.context("a feed has ended")?;
        lags.push((SystemClock.now().micros() - entry.at.micros()) as f64 / 1e3);
        ensure!(entry.seq == seq, "entry {seq} was due, {} came", entry.seq);
    }
    Ok((lags, events))
}

/// Offers commits at their pace, to one organisation after the other.
async fn offer(server: &Server, key: &str, orgs: &[Followed], commits: u64) -> Result<()> {
    let idle = Arc::new(Mutex::new(Vec::new()));
    let mut ticks = interval(Duration::from_secs(1) / COMMITS_PER_SEC as u32);
    // A tick that comes late is made up for: the pace is what is offered.
    ticks.set_missed_tick_behavior(MissedTickBehavior::Burst);
    let mut calls = Vec::with_capacity(commits as usize);
    for number in 0..commits {
        ticks.tick().await;
        let org = &orgs[number as usize % orgs.len()];
        let path = format!("{}/teams", org.place);
        let (server, key) = (server.address, key.to_owned());
        let idle = Arc::clone(&idle);
        calls.push(tokio::spawn(async move {
            commit(server, &key, &path, number, &idle).await
        }));
    }
    for call in try_join_all(calls).await? {
        call?;
    }
    Ok(())
}

/// Makes a team over a connection that nobody uses now.
async fn commit(
    server: SocketAddr,
    key: &str,
    path: &str,
    number: u64,
    idle: &Mutex<Vec<Connection>>,
) -> Result<()> {
    let free = idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
    // The server closes what nobody has used for a while.
    let mut connection = match free.filter(Connection::is_open) {
        Some(connection) => connection,
        None => Connection::open(server, key).await?,
    };
    let input = json!({ "name": team_name(number) });
    connection.create::<Value>(path, &input, None).await?;
    idle.lock()
        .unwrap_or_else(PoisonError::into_inner)
        .push(connection);
    Ok(())
}

/// All lags, sorted, and the feeds, which are open still.
async fn collect(readers: Vec<Reader>) -> Result<(Vec<f64>, Vec<Events>)> {
    let (mut lags, mut feeds) = (Vec::new(), Vec::new());
    for heard in try_join_all(readers).await? {
        let (heard, feed) = heard?;
        lags.extend(heard);
        feeds.push(feed);
    }
    lags.sort_by(f64::total_cmp);
    Ok((lags, feeds))
}
