//! Links: whoever has one does to one object what it says, and nothing else, until it ends.

mod ends;
mod told;
mod walls;

use std::sync::Arc;

use serde_json::{Value, json};
use tenantry::{Caller, Result, Tenant};
use tenantry_conformance::fixture::HandClock;
use tenantry_conformance::tenants::World;

use crate::stores::{self, Kind};

const NOW: i64 = 1_800_000_000_000_000;

/// A world whose clock stands.
async fn world(kind: Kind) -> (World, Arc<HandClock>) {
    let clock = Arc::new(HandClock::at(NOW));
    let store = stores::open(kind, clock.clone()).await;
    (World::new(store, "w").await, clock)
}

fn object(noun: &str, id: &Value) -> String {
    format!("{noun}:{}", id.as_str().unwrap())
}

/// The task of the world.
fn the_task(world: &World) -> String {
    object("task", &world.id("task"))
}

/// A link that the owner has made.
async fn made(world: &World, object: &str, level: &str) -> Value {
    let input = json!({ "object": object, "level": level });
    let owner = world.inside("owner").await;
    owner.call("links.create", input).await.unwrap()
}

/// Somebody who has a link.
async fn proven(world: &World, link: &Value) -> Result<Caller> {
    let secret = link["secret"].as_str().unwrap();
    world.tenantry.authenticate(secret).await
}

async fn entered(world: &World, link: &Value) -> Tenant {
    let caller = proven(world, link).await.unwrap();
    caller.enter(world.org).await.unwrap()
}

/// What a link is called where it asks about itself.
fn name(link: &Value) -> String {
    object("link", &link["grant"]["holder"]["id"])
}

/// How a call ends: nothing, or the code of its refusal.
async fn code(tenant: &Tenant, operation: &str, input: Value) -> &'static str {
    match tenant.call(operation, input).await {
        Ok(_) => "",
        Err(error) => error.code(),
    }
}
