//! A process that ends while many in it change what is counted, killed at any moment or before
//! any statement: what the next one counts is what there is.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

use futures_util::future::try_join_all;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tenantry::storage::{Ports, Storage};
use tenantry::{Clock as _, OsIds, SystemClock, Tenantry};
use tenantry_conformance::fixture::{Death, Dice, HandClock};
use tenantry_conformance::tenants::World;
use tenantry_private_postgres::{fresh_schema, shared_url};
use tenantry_sqlite::Sqlite;

use crate::busy::Busy;
use crate::recount::Recount;
use crate::rounds;
use crate::stores::{self, Kind};

const CALLERS: u64 = 64;
/// By then all are busy.
const STATEMENTS: u32 = 1_000;

/// How the other process ends.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
enum End {
    /// Killed by its parent, when so many things were done.
    Killed(usize),
    /// Before the statement of a number.
    Before(u32),
}

impl End {
    /// Each in turn, at another place.
    fn of(round: u32) -> Self {
        match round % 2 {
            0 => Self::Killed(40 + 23 * (round as usize % 5)),
            _ => Self::Before(STATEMENTS + round),
        }
    }

    fn ports(self) -> Ports {
        match self {
            Self::Killed(_) => Ports::default(),
            Self::Before(statement) => Ports {
                clock: None,
                probe: Some(Arc::new(Death::before(statement))),
            },
        }
    }
}

/// What begins each line that the other process tells.
const TOLD: &str = "told: ";

async fn open(kind: Kind, place: &str, ports: Ports) -> Arc<dyn Storage> {
    match kind {
        Kind::Sqlite => {
            let mut options = tenantry_sqlite::Options::default();
            options.ports = ports;
            Arc::new(Sqlite::open_with(Path::new(place), options).unwrap())
        }
        Kind::Postgres => Arc::new(stores::postgres(place.to_owned(), ports).await),
    }
}

/// Runs in the process that the tests below start, until it is killed; alone it has nothing to
/// do.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_process_that_is_busy() {
    let Ok(told) = std::env::var("T_BUSY") else {
        return;
    };
    let told: Value = serde_json::from_str(&told).unwrap();
    let kind = match told["kind"].as_str() {
        Some("Sqlite") => Kind::Sqlite,
        _ => Kind::Postgres,
    };
    let end: End = serde_json::from_value(told["end"].clone()).unwrap();
    let store = open(kind, told["place"].as_str().unwrap(), end.ports()).await;
    let world = World {
        tenantry: Tenantry::shared(store, Arc::new(OsIds)),
        mark: "w".to_owned(),
        directory: serde_json::from_value(told["directory"].clone()).unwrap(),
        org: serde_json::from_value(told["org"].clone()).unwrap(),
        made: serde_json::from_value(told["made"].clone()).unwrap(),
    };
    let busy = Arc::new(Busy::open(&world).await);
    let seed = told["seed"].as_u64().unwrap() * CALLERS;
    let callers = (0..CALLERS).map(|number| {
        let dice = Dice::of(seed + number);
        tokio::spawn(stays_busy(busy.clone(), dice))
    });
    try_join_all(callers).await.unwrap();
}

async fn stays_busy(busy: Arc<Busy>, mut dice: Dice) {
    loop {
        if busy.does_something(&mut dice, SystemClock.now()).await {
            println!("{TOLD}done");
        }
    }
}

/// Lets a process be busy until its end.
fn one_ends(kind: Kind, place: &str, world: &World, seed: u32) {
    let end = End::of(seed);
    let told = json!({
        "kind": format!("{kind:?}"), "place": place, "seed": seed, "end": end,
        "org": world.org, "directory": world.directory, "made": world.made,
    });
    let mut process = Command::new(std::env::current_exe().unwrap());
    process.args(["--exact", "killed::a_process_that_is_busy", "--nocapture"]);
    process.env("T_BUSY", told.to_string());
    if kind == Kind::Postgres {
        process.env("TENANTRY_POSTGRES_URL", shared_url());
    }
    let mut process = process.stdout(Stdio::piped()).spawn().unwrap();
    let lines = BufReader::new(process.stdout.take().unwrap()).lines();
    let done = lines
        .map_while(Result::ok)
        .filter(|line| line.contains(TOLD));
    match end {
        End::Killed(things) => {
            assert_eq!(done.take(things).count(), things, "it ended before");
            process.kill().unwrap();
        }
        End::Before(_) => assert!(done.count() > 0, "it ended before it was busy"),
    }
    assert!(!process.wait().unwrap().success());
}

async fn statistics_are_a_recount_after_an_end(kind: Kind) {
    let folder = tempfile::tempdir().unwrap();
    let place = match kind {
        Kind::Sqlite => folder.path().join("store.db").to_str().unwrap().to_owned(),
        Kind::Postgres => fresh_schema(),
    };
    let mut world = World::new(open(kind, &place, Ports::default()).await, "w").await;
    for round in 0..rounds(4, 16) {
        one_ends(kind, &place, &world, round as u32);
        let now = SystemClock.now();
        let clock = Arc::new(HandClock::at(now.micros()));
        let ports = Ports {
            clock: Some(clock.clone()),
            ..Ports::default()
        };
        world.tenantry = Tenantry::shared(open(kind, &place, ports).await, Arc::new(OsIds));
        // Behind a commit that the server may be at still.
        let label = json!({ "name": format!("round {round}") });
        let owner = world.inside("owner").await;
        owner.call("labels.create", label).await.unwrap();
        Recount::read(&world).await.insists(&clock, now).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn statistics_are_a_recount_after_an_end_on_sqlite() {
    statistics_are_a_recount_after_an_end(Kind::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn statistics_are_a_recount_after_an_end_on_postgres() {
    statistics_are_a_recount_after_an_end(Kind::Postgres).await;
}
