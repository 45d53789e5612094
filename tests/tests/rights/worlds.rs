//! Random organisations: who may do what is what the rules say, however it is asked and whatever
//! was changed before, and every change goes through exactly when they say so.

mod chance;
mod changes;
mod facts;
mod giving;
mod links;
mod model;
mod questions;
mod tallies;
mod tasks;
mod trees;
mod world;

use std::sync::Arc;

use tenantry_conformance::fixture::HandClock;

use self::questions::Tally;
use self::world::World;
use crate::stores::{self, Kind};

/// In micros.
const HOUR: u64 = 3_600_000_000;

/// How often a world is asked about, and how often it changes before each time.
const ROUNDS: usize = 16;
const CHANGES: usize = 20;

/// A store in memory keeps all that was ever said in it.
const SEEDS_A_STORE: usize = 20;

/// Seeds from the first, until so many decisions were made.
async fn random_worlds(kind: Kind, decisions: usize) {
    let mut tally = Tally::default();
    let mut seeds = 0..;
    while tally.decisions < decisions {
        let clock = Arc::new(HandClock::at(0));
        let store = stores::open(kind, clock.clone()).await;
        for seed in seeds.by_ref().take(SEEDS_A_STORE) {
            if tally.decisions < decisions {
                let world = World::new(store.clone(), clock.clone(), seed).await;
                lives(world, &mut tally).await;
            }
        }
    }
    let Tally {
        decisions,
        allowed,
        shared,
        rules,
    } = tally;
    assert!(
        allowed * 5 > decisions && allowed * 5 < decisions * 4,
        "{allowed} of {decisions}"
    );
    assert!(shared * 100 > decisions, "{shared} of {decisions}");
    // All but the system's, where there was time for the rarest.
    let least = if decisions < 5_000 { 7 } else { 9 };
    assert!(rules.len() >= least, "{rules:?}");
}

async fn lives(mut world: World, tally: &mut Tally) {
    for _ in 0..ROUNDS {
        for _ in 0..CHANGES {
            world.changes().await;
        }
        world.asks(tally).await;
    }
}

fn count(short: usize) -> usize {
    match std::env::var_os("TENANTRY_LONG") {
        Some(_) => 1_000_000,
        None => short,
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_rules_decide_in_random_worlds_on_sqlite() {
    random_worlds(Kind::Sqlite, count(10_000)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_rules_decide_in_random_worlds_on_postgres() {
    random_worlds(Kind::Postgres, count(1_500)).await;
}
