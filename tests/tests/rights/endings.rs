//! Keys end with whom they are for, however many there are.

use std::sync::Arc;

use serde_json::{Value, json};
use tenantry_sqlite::Sqlite;

use crate::world::World;

/// More than any page of keys.
const ROTATIONS: usize = 210;

async fn world(mark: &str) -> World {
    World::new(Arc::new(Sqlite::memory().unwrap()), mark).await
}

fn secret(made: &Value) -> String {
    made["secret"].as_str().unwrap().to_owned()
}

/// The code that a key is refused with.
async fn refusal(world: &World, secret: &str) -> String {
    let error = world.tenantry.authenticate(secret).await.unwrap_err();
    error.code().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_key_of_a_service_account_ends_with_it() {
    let world = world("many").await;
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

#[tokio::test(flavor = "multi_thread")]
async fn every_key_of_its_service_accounts_ends_with_an_organisation() {
    let world = world("left").await;
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
