//! Many rights are taken at once: from different people side by side, and from nobody too late.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use futures_util::future::join_all;
use serde_json::{Value, json};
use tenantry::storage::{Ports, Probe};
use tenantry::{Result, Tenant};
use tenantry_conformance::tenants::World;

use crate::stores::{self, Kind};

const AT_ONCE: usize = 256;

/// Counts the groups that are committed.
#[derive(Default)]
struct Groups(AtomicUsize);

impl Probe for Groups {
    fn before(&self, statement: &'static str) {
        if statement == "acknowledge" {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }
}

async fn world(kind: Kind) -> (World, Arc<Groups>) {
    let groups = Arc::new(Groups::default());
    let ports = Ports {
        probe: Some(groups.clone()),
        ..Ports::default()
    };
    (
        World::new(stores::open_with(kind, ports).await, "w").await,
        groups,
    )
}

/// Somebody new in the organisation, with a role beside that of a viewer.
async fn somebody(world: &World, inside: &Tenant, number: usize, role: &str) -> (Value, Value) {
    let name = format!("one-of-many-{number}");
    let user = json!({
        "directory": world.directory, "username": name, "display_name": name,
        "email": format!("{name}@example.com"),
        "subject": { "issuer": "app", "subject": name },
    });
    let user = world.system().call("users.create", user).await.unwrap()["id"].clone();
    let member = json!({ "user": user, "role": "viewer" });
    inside.call("members.add", member).await.unwrap();
    let given = json!({
        "holder": { "kind": "user", "id": user }, "role": role,
    });
    let given = inside.call("assignments.create", given).await.unwrap();
    (user, given["id"].clone())
}

async fn built_in(inside: &Tenant, name: &str) -> String {
    let roles = inside.call("roles.list", json!({})).await.unwrap();
    let roles = roles["items"].as_array().unwrap();
    let role = roles.iter().find(|role| role["name"] == name).unwrap();
    role["id"].as_str().unwrap().to_owned()
}

async fn take(inside: &Tenant, assignment: &Value) -> Result<Value> {
    let taken = json!({ "assignment": assignment });
    inside.call("assignments.delete", taken).await
}

/// With each decided again after each, 256 would take as many groups, and some would be told
/// that others are always faster.
async fn of_256_who_lose_a_role_at_once_nobody_waits_for_the_others(kind: Kind) {
    let (world, groups) = world(kind).await;
    let owner = world.inside("owner").await;
    let manager = built_in(&owner, "manager").await;
    let making = (0..AT_ONCE).map(|number| somebody(&world, &owner, number, &manager));
    let given: Vec<(Value, Value)> = join_all(making).await;
    let before = groups.0.load(Ordering::Relaxed);
    let taking: Vec<_> = given
        .into_iter()
        .map(|(_, assignment)| {
            let owner = owner.clone();
            tokio::spawn(async move { take(&owner, &assignment).await })
        })
        .collect();
    for taken in taking {
        taken.await.unwrap().unwrap();
    }
    let groups = groups.0.load(Ordering::Relaxed) - before;
    assert!(groups <= AT_ONCE / 2, "{groups} groups on {kind:?}");
}

/// Every entry of the organisation's journal.
async fn journal(inside: &Tenant) -> Vec<Value> {
    let (mut entries, mut after) = (Vec::new(), Value::Null);
    loop {
        let asked = json!({ "after": after, "limit": 200 });
        let page = inside.call("journal.list", asked).await.unwrap();
        let items = page["items"].as_array().unwrap();
        if items.is_empty() {
            return entries;
        }
        entries.extend(items.iter().cloned());
        after = page["cursor"].clone();
    }
}

/// In the same groups: one takes from many, and loses the right to it meanwhile.
async fn who_loses_a_right_takes_nothing_more(kind: Kind) {
    let (world, _) = world(kind).await;
    let owner = world.inside("owner").await;
    let admin = built_in(&owner, "admin").await;
    let viewer = built_in(&owner, "viewer").await;
    let (_, own) = somebody(&world, &owner, 0, &admin).await;
    let taker = world
        .tenantry
        .vouch(world.directory, "app", "one-of-many-0")
        .await;
    let taker = taker.unwrap().enter(world.org).await.unwrap();
    let making = (1..64).map(|number| somebody(&world, &owner, number, &viewer));
    let given: Vec<(Value, Value)> = join_all(making).await;
    let mut calls = Vec::new();
    for (number, (_, assignment)) in given.into_iter().enumerate() {
        if number == 32 {
            let (owner, own) = (owner.clone(), own.clone());
            calls.push(tokio::spawn(async move { take(&owner, &own).await }));
        }
        let taker = taker.clone();
        calls.push(tokio::spawn(async move { take(&taker, &assignment).await }));
    }
    let mut taken = 0;
    for call in calls {
        match call.await.unwrap() {
            Ok(_) => taken += 1,
            Err(error) => assert_eq!(error.code(), "denied", "{error} on {kind:?}"),
        }
    }
    let entries = journal(&owner).await;
    let deleted = |entry: &&Value| entry["operation"] == "assignments.delete";
    let by: Vec<_> = entries.iter().filter(deleted).collect();
    assert_eq!(by.len(), taken, "{kind:?}");
    let lost = by.iter().position(|entry| entry["subject"]["id"] == own);
    let lost = lost.expect("the owner's call");
    assert_eq!(lost, by.len() - 1, "nothing after it on {kind:?}");
}

on_each_store! {
    of_256_who_lose_a_role_at_once_nobody_waits_for_the_others
    who_loses_a_right_takes_nothing_more
}
