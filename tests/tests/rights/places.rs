//! How many organisations somebody may belong to, and that all of them hear of a suspension.

use std::sync::Arc;

use futures_util::{StreamExt, TryStreamExt, stream};
use serde_json::{Value, json};
use tenantry::orgs::ORGS_OF_PERSON_MAX;
use tenantry::{Result, SystemClock, Tenant};
use tenantry_conformance::tenants::World;

use crate::stores::{self, Kind};

const MAX: usize = ORGS_OF_PERSON_MAX as usize;

/// Somebody has to stay when Dan is suspended: others own what he belongs to.
const OWNERS: [&str; 5] = ["owner", "admin", "manager", "member", "viewer"];

/// Founds an organisation and takes Dan in.
async fn found(world: &World, number: usize) -> Result<Tenant> {
    let owner = world.person(OWNERS[number % OWNERS.len()]).await?;
    let slug = format!("{}-{number}", world.mark);
    let org = json!({ "name": "One of many", "slug": slug });
    let org = owner.call("orgs.create", org).await?;
    let org = owner.enter(org["id"].as_str().unwrap().parse()?).await?;
    take_in(world, &org).await?;
    Ok(org)
}

async fn take_in(world: &World, org: &Tenant) -> Result<Value> {
    let member = json!({ "user": world.id("dan"), "role": "member" });
    org.call("members.add", member).await
}

async fn a_person_belongs_to_a_thousand_organisations_and_no_more(kind: Kind) {
    let world = World::new(stores::open(kind, Arc::new(SystemClock)).await, "w").await;
    let founding = (0..MAX).map(|number| found(&world, number));
    let orgs: Vec<Tenant> = stream::iter(founding)
        .buffer_unordered(64)
        .try_collect()
        .await
        .unwrap();
    let refused = found(&world, MAX).await.unwrap_err();
    assert_eq!(refused.code(), "limit_reached", "{refused}");
    assert_eq!(refused.field("limit").unwrap(), "orgs");
    let dan = world.person("dan").await.unwrap();
    let own = json!({ "name": "His own", "slug": "his-own" });
    let refused = dan.call("orgs.create", own.clone()).await.unwrap_err();
    assert_eq!(refused.code(), "limit_reached", "{refused}");

    // A place is free when he leaves, and when the organisation goes.
    let leave = json!({ "user": world.id("dan") });
    let inside = dan.enter(orgs[0].org()).await.unwrap();
    inside.call("members.remove", leave).await.unwrap();
    take_in(&world, &orgs[0]).await.unwrap();
    let refused = dan.call("orgs.create", own).await.unwrap_err();
    assert_eq!(refused.code(), "limit_reached", "{refused}");
    orgs[1].orgs().delete().await.unwrap();
    found(&world, MAX + 1).await.unwrap();
    suspending_him_is_heard_in_each(&world, [&orgs[0], &orgs[MAX / 2], &orgs[MAX - 1]]).await;
}

async fn suspending_him_is_heard_in_each(world: &World, some: [&Tenant; 3]) {
    let dan = world.person("dan").await.unwrap();
    let mut held = Vec::new();
    for org in some {
        held.push(dan.enter(org.org()).await.unwrap());
    }
    let system = world.system();
    let named = json!({ "directory": world.directory, "user": world.id("dan") });
    system.call("users.suspend", named.clone()).await.unwrap();
    for held in &held {
        let error = held.orgs().get().await.unwrap_err();
        assert_eq!(error.code(), "user_suspended", "{error}");
    }
    system.call("users.resume", named).await.unwrap();
    for held in &held {
        held.orgs().get().await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_person_belongs_to_a_thousand_organisations_and_no_more_on_sqlite() {
    a_person_belongs_to_a_thousand_organisations_and_no_more(Kind::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_person_belongs_to_a_thousand_organisations_and_no_more_on_postgres() {
    a_person_belongs_to_a_thousand_organisations_and_no_more(Kind::Postgres).await;
}
