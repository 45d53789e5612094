//! Keys end with whom they are for, however many there are, and those that ended go.

use std::sync::Arc;

use serde_json::{Value, json};
use tenantry_conformance::fixture::HandClock;
use tenantry_conformance::tenants::World;

use crate::stores::{self, Kind};

/// More than any page of keys.
const ROTATIONS: usize = 210;

const NOW: i64 = 1_800_000_000_000_000;

async fn world(kind: Kind, clock: &Arc<HandClock>, mark: &str) -> World {
    let store = stores::open(kind, clock.clone()).await;
    World::new(store, mark).await
}

fn secret(made: &Value) -> String {
    made["secret"].as_str().unwrap().to_owned()
}

/// The code that a key is refused with.
async fn refusal(world: &World, secret: &str) -> String {
    let error = world.tenantry.authenticate(secret).await.unwrap_err();
    error.code().to_owned()
}

async fn every_key_of_a_service_account_ends_with_it(kind: Kind) {
    let world = world(kind, &Arc::new(HandClock::at(NOW)), "many").await;
    let owner = world.inside("owner").await;
    let robot = world.id("robot");
    let new = json!({ "service": robot, "name": "turning" });
    let mut key = owner.call("service_keys.create", new).await.unwrap();
    let mut secrets = vec![secret(&key)];
    for _ in 0..ROTATIONS {
        let turn = json!({ "service": robot, "key": key["key"]["id"], "overlap_secs": 0 });
        key = owner.call("service_keys.rotate", turn).await.unwrap();
        secrets.push(secret(&key));
    }
    let newest = secrets.last().unwrap();
    world.tenantry.authenticate(newest).await.unwrap();
    let robot = json!({ "service": robot });
    owner.call("services.delete", robot).await.unwrap();
    assert_eq!(refusal(&world, newest).await, "unknown_key");
    assert_eq!(refusal(&world, &secrets[0]).await, "unknown_key");
}

async fn every_key_of_its_service_accounts_ends_with_an_organisation(kind: Kind) {
    let world = world(kind, &Arc::new(HandClock::at(NOW)), "left").await;
    let known = |name: &str| world.id(name).as_str().unwrap().to_owned();
    let keys = ["robot's secret", "clerk's secret"].map(known);
    for key in &keys {
        world.tenantry.authenticate(key).await.unwrap();
    }
    let owner = world.inside("owner").await;
    owner.orgs().delete().await.unwrap();
    for key in &keys {
        assert_eq!(refusal(&world, key).await, "unknown_key");
    }
    // The owner's own key is the owner's.
    let own = known("owner's secret");
    world.tenantry.authenticate(&own).await.unwrap();
}

async fn only_so_many_rotated_keys_go_on_working(kind: Kind) {
    let clock = Arc::new(HandClock::at(NOW));
    let world = world(kind, &clock, "turns").await;
    let owner = world.person("owner").await.unwrap();
    let new = json!({ "name": "turning" });
    let mut key = owner.call("keys.create", new).await.unwrap();
    let turn = |key: &Value, overlap_secs| {
        let turn = json!({ "key": key["key"]["id"], "overlap_secs": overlap_secs });
        owner.call("keys.rotate", turn)
    };
    for _ in 0..100 {
        key = turn(&key, 60).await.unwrap();
    }
    let error = turn(&key, 60).await.unwrap_err();
    assert_eq!(error.code(), "limit_reached");
    // Without an overlap nothing more works than before.
    key = turn(&key, 0).await.unwrap();
    clock.set(NOW + 61_000_000);
    turn(&key, 60).await.unwrap();
    // What is over went with it.
    let page = json!({ "page": { "limit": 200 } });
    let listed = owner.call("keys.list", page).await.unwrap();
    assert!(listed["items"].as_array().unwrap().len() < 10, "{listed}");
}

on_each_store! {
    every_key_of_a_service_account_ends_with_it
    every_key_of_its_service_accounts_ends_with_an_organisation
    only_so_many_rotated_keys_go_on_working
}
