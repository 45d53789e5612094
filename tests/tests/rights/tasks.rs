//! What tasks stand in may go, and what somebody may do may end: tasks keep their rules.

use std::sync::Arc;

use serde_json::{Value, json};
use tenantry::Tenant;
use tenantry_conformance::fixture::HandClock;
use tenantry_conformance::tenants::World;

use crate::stores::{self, Kind};

mod counts;
mod crowds;
mod gone;
mod keys;
mod levels;
mod limits;
mod repeats;
mod steps;
mod unseen;

/// 2027-01-15, at 08:00.
const NOW: i64 = 1_800_000_000_000_000;

async fn world(kind: Kind) -> (World, Arc<HandClock>) {
    let clock = Arc::new(HandClock::at(NOW));
    let store = stores::open(kind, clock.clone()).await;
    (World::new(store, "tasks").await, clock)
}

fn user(world: &World, name: &str) -> Value {
    json!({ "kind": "user", "id": world.id(name) })
}

/// The id of what somebody makes.
async fn made(inside: &Tenant, operation: &str, input: Value) -> Value {
    done(inside, operation, input).await["id"].clone()
}

async fn done(inside: &Tenant, operation: &str, input: Value) -> Value {
    let answer = inside.call(operation, input.clone()).await;
    answer.unwrap_or_else(|error| panic!("{operation} {input}: {error:?}"))
}

/// The ids of what somebody lists.
async fn ids(inside: &Tenant, list: Value) -> Vec<Value> {
    let found = done(inside, "tasks.list", list).await;
    let tasks = found["items"].as_array().unwrap().iter();
    tasks.map(|task| task["id"].clone()).collect()
}

/// The code that a call is refused with.
async fn refusal(inside: &Tenant, operation: &str, input: Value) -> &'static str {
    let answer = inside.call(operation, input.clone()).await;
    answer.expect_err(&format!("{operation} {input}")).code()
}

/// The id of the built-in status of this number.
fn status(number: u32) -> String {
    format!("00000000-0000-7000-8000-{:012}", 2000 + number)
}

const TODO: u32 = 3;
const DONE: u32 = 5;
const CANCELLED: u32 = 6;
