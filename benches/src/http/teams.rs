//! Teams over HTTP, against the same service written the usual way.
//!
//! The holder of a key creates a team, reads it and lists the first page, again and again
//! over each connection. Both sides run as one process and get the same requests, in an
//! organisation that is new in each round; what they answer is checked, and at the end of a
//! round all teams are counted.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use futures_util::future::try_join_all;
use serde::Deserialize;
use serde_json::json;

use super::connection::Connection;
use super::peer;
use super::server::Server;
use crate::bench::{Bench, median};
use crate::callers::team_name;
use crate::feed::quantile;
use crate::table::Row;

pub(crate) const NAMES: [&str; 2] = [RATE, P99];
const RATE: &str = "http.teams";
const P99: &str = "http.teams.p99";
const PEER: &str = "FastAPI, SQLModel, uvicorn";
const CONNECTIONS: usize = 32;

/// Rounds of a full run, each in an organisation of its own, and one to warm up.
pub(crate) const ORGS: usize = 6;

/// A service with somebody who owns new organisations.
pub(crate) struct Side {
    pub(crate) server: Server,
    pub(crate) key: String,
    /// Those that nobody has worked in yet.
    pub(crate) orgs: Vec<String>,
}

/// What a round took.
struct Round {
    per_second: f64,
    p50_millis: f64,
    p99_millis: f64,
}

/// Requests a second, and how long the slowest of a hundred takes. A quick run brings no
/// peer, because that is installed from a network.
pub(crate) fn measure(bench: &Bench) -> Result<Vec<Row>> {
    let mut ours = bench.runtime.block_on(ours(bench))?;
    if bench.is_quick {
        let round = bench.runtime.block_on(ours.round(bench.span()))?;
        let note = "without the peer, which a full run installs".to_owned();
        return Ok(vec![
            Row::alone(RATE, "requests/s", round.per_second).noting(note),
            Row::alone(P99, "ms", round.p99_millis),
        ]);
    }
    let mut peer = peer::start(bench)?;
    let span = bench.span() * 2;
    for side in [&mut ours, &mut peer] {
        bench.runtime.block_on(side.round(span / 4))?;
    }
    let (mut our_rounds, mut peer_rounds) = (Vec::new(), Vec::new());
    let rates = bench.interleave(
        || {
            bench
                .runtime
                .block_on(noted(&mut ours, span, &mut our_rounds))
        },
        || {
            bench
                .runtime
                .block_on(noted(&mut peer, span, &mut peer_rounds))
        },
    )?;
    let middle = |rounds: &[Round], of: fn(&Round) -> f64| median(rounds.iter().map(of).collect());
    let of_p99 = |round: &Round| round.p99_millis;
    let p99 = (middle(&our_rounds, of_p99), middle(&peer_rounds, of_p99));
    let note = format!(
        "{CONNECTIONS} connections; median {:.2} ms, the peer's {:.2} ms",
        middle(&our_rounds, |round| round.p50_millis),
        middle(&peer_rounds, |round| round.p50_millis),
    );
    Ok(vec![
        Row::ratio(RATE, PEER, "requests/s", rates, 8.0).noting(note),
        Row::times(P99, PEER, "ms", p99, 1.0),
    ])
}

async fn noted(side: &mut Side, span: Duration, rounds: &mut Vec<Round>) -> Result<f64> {
    let round = side.round(span).await?;
    let per_second = round.per_second;
    rounds.push(round);
    Ok(per_second)
}

async fn ours(bench: &Bench) -> Result<Side> {
    let file = bench.file("http.db");
    let world = crate::sqlite::world(&file, 1).await?;
    let mut orgs = Vec::with_capacity(ORGS);
    for _ in 0..ORGS {
        orgs.push(world.org(&world.people).await?.to_string());
    }
    let person = world.people.first().context("nobody is there")?;
    let key = person.secret.clone();
    drop(world);
    let store = file.to_str().context("a folder whose name is no text")?;
    Ok(Side {
        server: Server::ours(store)?,
        key,
        orgs,
    })
}

impl Side {
    /// Lets every connection work for a while.
    async fn round(&mut self, span: Duration) -> Result<Round> {
        let org = self.orgs.pop().context("no organisation is left")?;
        let mut connections = Vec::with_capacity(CONNECTIONS);
        for _ in 0..CONNECTIONS {
            connections.push(Connection::open(self.server.address, &self.key).await?);
        }
        let began = Instant::now();
        let working = connections.into_iter().map(|mut connection| {
            let place = format!("/v1/orgs/{org}/teams");
            tokio::spawn(async move { work(&mut connection, &place, began, span).await })
        });
        let mut millis = Vec::new();
        for worked in try_join_all(working).await? {
            millis.extend(worked?);
        }
        let elapsed = began.elapsed();
        self.count(&org, millis.len() / REQUESTS).await?;
        let per_second = millis.len() as f64 / elapsed.as_secs_f64();
        millis.sort_by(f64::total_cmp);
        Ok(Round {
            per_second,
            p50_millis: quantile(&millis, 0.5),
            p99_millis: quantile(&millis, 0.99),
        })
    }

    /// Fails unless so many teams are there.
    async fn count(&self, org: &str, made: usize) -> Result<()> {
        let mut connection = Connection::open(self.server.address, &self.key).await?;
        let (mut found, mut cursor) = (0, String::new());
        loop {
            let path = format!("/v1/orgs/{org}/teams?limit=200{cursor}");
            let page: TeamPage = connection.get(&path).await?;
            found += page.items.len();
            match page.next {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        ensure!(
            found == made,
            "{made} teams were created, {found} are there"
        );
        Ok(())
    }
}

/// How many requests one turn of a connection has.
const REQUESTS: usize = 3;

#[derive(Deserialize)]
struct Team {
    id: String,
    name: String,
}

#[derive(Deserialize)]
struct TeamPage {
    items: Vec<Team>,
    next: Option<String>,
}

/// Creates, reads and lists until the time is over; how long each took, in milliseconds.
async fn work(
    connection: &mut Connection,
    place: &str,
    began: Instant,
    span: Duration,
) -> Result<Vec<f64>> {
    let mut millis = Vec::new();
    while began.elapsed() < span {
        let name = team_name(millis.len() as u64);
        let input = json!({ "name": name });
        let start = Instant::now();
        let made: Team = connection.create(place, &input, None).await?;
        let created = Instant::now();
        let read: Team = connection.get(&format!("{place}/{}", made.id)).await?;
        let got = Instant::now();
        let page: TeamPage = connection.get(place).await?;
        let listed = Instant::now();
        ensure!(made.name == name, "another team was created");
        ensure!(
            read.id == made.id && read.name == name,
            "the answer is another team"
        );
        let is_page = page.items.is_sorted_by(|one, other| one.id < other.id);
        ensure!(is_page && !page.items.is_empty(), "the answer is no page");
        millis.extend(
            [created - start, got - created, listed - got].map(|took| took.as_secs_f64() * 1e3),
        );
    }
    Ok(millis)
}
