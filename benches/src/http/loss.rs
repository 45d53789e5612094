//! Nothing is lost over HTTP: two servers on one Postgres, readers that break off and resume
//! at either, servers that are killed in the middle of everything.
//!
//! Each reader must hear every entry of its organisation once and in order, wherever it
//! resumed, and every team that was acknowledged must be heard of exactly once. Anything
//! else ends the run.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use futures_util::future::{try_join, try_join_all};
use serde::Deserialize;
use serde_json::{Value, json};
use tenantry::OrgId;
use tenantry::journal::Cursor;
use tokio::time::{interval, sleep, timeout};

use super::connection::Connection;
use super::events::Events;
use super::server::Server;
use crate::bench::Bench;
use crate::postgres::Town;
use crate::table::Row;
use crate::world::World;

const NAME: &str = "http.feed.loss";
const ORGS: usize = 4;
const READERS_EACH: usize = 10;
const WRITERS_EACH: usize = 2;

/// Between two teams of one writer.
const PACE: Duration = Duration::from_millis(20);

/// Between two tries where no server answers.
const PAUSE: Duration = Duration::from_millis(20);

/// Between a server's return and the next kill.
const PEACE: Duration = Duration::from_millis(500);

/// Far longer than a server needs to come back and a reader to catch up.
const PATIENCE: Duration = Duration::from_secs(60);

/// What all of them share.
struct Scene {
    store: String,
    servers: [Mutex<Server>; 2],
    addresses: [Mutex<SocketAddr>; 2],
    key: String,
    breaks: AtomicU64,
    is_over: AtomicBool,
}

/// Counts what is broken off and killed, until enough is.
pub(crate) fn measure(bench: &Bench) -> Result<Vec<Row>> {
    let town = Town::new()?;
    let (breaks_least, kills) = (bench.scaled(50, 1_000), bench.scaled(1, 10));
    let row = bench.runtime.block_on(async {
        let store = town.build().await?;
        let told = play(store, breaks_least, kills).await?;
        town.remove().await?;
        let breaks = told.breaks as f64;
        let note = format!(
            "{kills} kills, {} teams acknowledged, {} entries heard by {} readers: none lost, none twice, none out of order",
            told.teams, told.entries, ORGS * READERS_EACH
        );
        anyhow::Ok(Row::at_least(NAME, "disconnects", breaks, breaks_least as f64).noting(note))
    })?;
    Ok(vec![row])
}

/// What there was.
struct Told {
    breaks: u64,
    teams: usize,
    entries: u64,
}

async fn play(store: String, breaks_least: u64, kills: u64) -> Result<Told> {
    let (key, orgs) = settle(&store).await?;
    let servers = [Server::ours(&store)?, Server::ours(&store)?];
    let scene = Arc::new(Scene {
        addresses: [0, 1].map(|place: usize| Mutex::new(servers[place].address)),
        servers: servers.map(Mutex::new),
        store,
        key,
        breaks: AtomicU64::new(0),
        is_over: AtomicBool::new(false),
    });
    let playing = orgs.into_iter().map(|org| play_org(&scene, org));
    let ending = async {
        scene.kill(kills).await?;
        while scene.breaks.load(Ordering::Relaxed) < breaks_least {
            sleep(PAUSE).await;
        }
        scene.is_over.store(true, Ordering::Relaxed);
        Ok(())
    };
    let (told, ()) = try_join(try_join_all(playing), ending).await?;
    Ok(Told {
        breaks: scene.breaks.load(Ordering::Relaxed),
        teams: told.iter().map(|(teams, _)| teams).sum(),
        entries: told.iter().map(|(_, entries)| entries).sum(),
    })
}

/// Somebody with a key, and organisations of theirs.
async fn settle(store: &str) -> Result<(String, Vec<OrgId>)> {
    let storage = tenantry_postgres::Postgres::connect(store).await?;
    let world = World::new(Arc::new(storage), 1).await?;
    let mut orgs = Vec::with_capacity(ORGS);
    for _ in 0..ORGS {
        orgs.push(world.org(&world.people).await?);
    }
    let person = world.people.first().context("nobody is there")?;
    Ok((person.secret.clone(), orgs))
}

/// Writers and readers of one organisation; how many teams were acknowledged, and how many
/// entries heard.
async fn play_org(scene: &Arc<Scene>, org: OrgId) -> Result<(usize, u64)> {
    let start: Journal = scene
        .read(0, &format!("/v1/orgs/{org}/journal?limit=200"))
        .await?;
    let is_written = Arc::new(AtomicBool::new(false));
    let readers = (0..READERS_EACH).map(|number| {
        let reader = Reader {
            scene: Arc::clone(scene),
            org,
            is_written: Arc::clone(&is_written),
            cursor: start.cursor.to_string(),
            seq: None,
            names: Vec::new(),
        };
        tokio::spawn(reader.hear(number as u64))
    });
    let readers: Vec<_> = readers.collect();
    let writers = (0..WRITERS_EACH).map(|writer| write(scene, org, writer as u64));
    let written: Vec<String> = try_join_all(writers).await?.concat();
    is_written.store(true, Ordering::Relaxed);
    let acknowledged: BTreeSet<&str> = written.iter().map(String::as_str).collect();
    let mut entries = 0;
    for heard in try_join_all(readers).await? {
        let heard = heard?;
        entries += heard.len() as u64;
        let names: BTreeSet<&str> = heard.iter().map(String::as_str).collect();
        ensure!(names.len() == heard.len(), "a team was made twice");
        ensure!(names == acknowledged, "not what was acknowledged was heard");
    }
    Ok((written.len(), entries))
}

#[derive(Deserialize)]
struct Journal {
    cursor: Cursor,
}

impl Scene {
    fn address(&self, server: u64) -> SocketAddr {
        let address = &self.addresses[server as usize % 2];
        *address.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads something at a server, or at the other one.
    async fn read<T: for<'a> Deserialize<'a>>(&self, first: u64, path: &str) -> Result<T> {
        let mut server = first;
        loop {
            match self.try_read(server, path).await {
                Ok(found) => return Ok(found),
                Err(_) => sleep(PAUSE).await,
            }
            server += 1;
        }
    }

    async fn try_read<T: for<'a> Deserialize<'a>>(&self, server: u64, path: &str) -> Result<T> {
        let mut connection = Connection::open(self.address(server), &self.key).await?;
        connection.get(path).await
    }

    /// Kills one server after the other, and starts it anew.
    async fn kill(self: &Arc<Self>, kills: u64) -> Result<()> {
        for number in 0..kills {
            sleep(PEACE).await;
            let scene = Arc::clone(self);
            let kill = move || scene.kill_one(number as usize % 2);
            tokio::task::spawn_blocking(kill).await??;
        }
        Ok(())
    }

    fn kill_one(&self, place: usize) -> Result<()> {
        let mut server = self.servers[place]
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        server.kill()?;
        *server = Server::ours(&self.store)?;
        let mut address = self.addresses[place]
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        *address = server.address;
        Ok(())
    }

    fn is_over(&self) -> bool {
        self.is_over.load(Ordering::Relaxed)
    }
}

/// Makes teams until it is over, each until it is acknowledged; their names. A name for the
/// call makes repeating it safe, at the other server too.
async fn write(scene: &Scene, org: OrgId, writer: u64) -> Result<Vec<String>> {
    let path = format!("/v1/orgs/{org}/teams");
    let mut pace = interval(PACE);
    let mut names = Vec::new();
    while !scene.is_over() {
        pace.tick().await;
        let name = format!("Team {writer}-{}", names.len());
        let mut server = writer + names.len() as u64;
        let made = async {
            while let Err(_failed) = make(scene, server, &path, &name).await {
                server += 1;
                sleep(PAUSE).await;
            }
        };
        timeout(PATIENCE, made)
            .await
            .with_context(|| format!("`{name}` is not made"))?;
        names.push(name);
    }
    Ok(names)
}

async fn make(scene: &Scene, server: u64, path: &str, name: &str) -> Result<Value> {
    let mut connection = Connection::open(scene.address(server), &scene.key).await?;
    let key = name.replace(' ', "-");
    connection
        .create(path, &json!({ "name": name }), Some(&key))
        .await
}

/// Somebody who follows an organisation.
struct Reader {
    scene: Arc<Scene>,
    org: OrgId,
    /// Whether everything is acknowledged that ever will be.
    is_written: Arc<AtomicBool>,
    /// Where it stands.
    cursor: String,
    seq: Option<u64>,
    /// The teams that it was told of.
    names: Vec<String>,
}

impl Reader {
    /// Follows in many short pieces until nothing is left; the names of the teams.
    async fn hear(mut self, number: u64) -> Result<Vec<String>> {
        for turn in number.. {
            // Asked first: what is written then is heard in what follows.
            let is_written = self.is_written.load(Ordering::Relaxed);
            let server = spread(turn, 2);
            self.hear_piece(server, 1 + spread(turn, 20)).await?;
            if is_written && self.is_at_the_end(server).await? {
                break;
            }
        }
        Ok(self.names)
    }

    /// Connects, reads some entries and breaks off.
    async fn hear_piece(&mut self, server: u64, wanted: u64) -> Result<()> {
        let path = format!("/v1/orgs/{}/journal/subscribe", self.org);
        let address = self.scene.address(server);
        // A server that is gone takes no connection and ends those that it had.
        if let Ok(connection) = Connection::open(address, &self.scene.key).await
            && let Ok(mut events) = connection.follow(&path, Some(&self.cursor)).await
        {
            if let Ok(read) = timeout(PEACE, self.read(&mut events, wanted)).await {
                read?;
            }
            self.scene.breaks.fetch_add(1, Ordering::Relaxed);
        } else {
            sleep(PAUSE).await;
        }
        Ok(())
    }

    async fn read(&mut self, events: &mut Events, wanted: u64) -> Result<()> {
        for _ in 0..wanted {
            let Some(entry) = events.next().await? else {
                break;
            };
            let due = self.seq.map_or(entry.seq, |seq| seq + 1);
            ensure!(entry.seq == due, "entry {due} was due, {} came", entry.seq);
            let name = entry.body.get("name").and_then(Value::as_str);
            self.names
                .push(name.context("no team was made")?.to_owned());
            self.seq = Some(entry.seq);
            self.cursor = entry.cursor.to_string();
        }
        Ok(())
    }

    async fn is_at_the_end(&self, server: u64) -> Result<bool> {
        let path = format!("/v1/orgs/{}/journal?after={}", self.org, self.cursor);
        let rest: Journal = self.scene.read(server, &path).await?;
        Ok(rest.cursor.to_string() == self.cursor)
    }
}

/// A number below another, all over the place and the same in every run.
fn spread(turn: u64, below: u64) -> u64 {
    (turn.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 33) % below
}
