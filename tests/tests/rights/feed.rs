//! The live feed: nothing missed, nothing twice, nothing that one may not see.

use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt;
use futures_util::stream::BoxStream;
use serde_json::{Value, json};
use tenantry::{Error, ErrorKind, Result, SystemClock, Tenant, Tenantry};
use tenantry_conformance::tenants::World;

use crate::stores::{self, Kind};

mod ends;
mod objects;
mod slow;

/// How long a delivery may take before it counts as lost.
const DELIVERY: Duration = Duration::from_secs(30);

type Items = BoxStream<'static, Result<Value>>;

async fn world(kind: Kind) -> World {
    World::new(stores::open(kind, Arc::new(SystemClock)).await, "w").await
}

async fn follow(tenant: &Tenant, after: Option<&Value>) -> Items {
    let input = after.map_or(json!({}), |after| json!({ "after": after }));
    let mut items = tenant.stream("journal.subscribe", input).await.unwrap();
    if after.is_none() {
        assert_eq!(next(&mut items).await.unwrap()["kind"], "start");
    }
    items
}

async fn next(items: &mut Items) -> Result<Value, Error> {
    let next = tokio::time::timeout(DELIVERY, items.next()).await;
    next.expect("nothing is delivered").expect("the feed ends")
}

fn cursor(item: &Value) -> Value {
    match item["kind"].as_str() {
        Some("entry") => item["entry"]["cursor"].clone(),
        _ => item["cursor"].clone(),
    }
}

/// A reader that goes away after every seventh item and comes back with its cursor.
async fn a_reader_that_comes_and_goes_misses_nothing(kind: Kind) {
    const WRITERS: usize = 8;
    const TEAMS: usize = 25;
    let world = world(kind).await;
    let viewer = world.inside("viewer").await;
    let mut items = follow(&viewer, None).await;
    let writers: Vec<_> = (0..WRITERS)
        .map(|writer| {
            let world = world.clone();
            tokio::spawn(async move {
                let inside = world.inside("manager").await;
                for team in 0..TEAMS {
                    let team = json!({ "name": format!("team {writer}.{team}") });
                    inside.call("teams.create", team).await.unwrap();
                }
            })
        })
        .collect();
    let mut heard: Vec<u64> = Vec::new();
    while heard.len() < WRITERS * TEAMS {
        let item = next(&mut items).await.unwrap();
        assert_eq!(item["entry"]["operation"], "teams.create", "{item}");
        heard.push(item["entry"]["seq"].as_u64().unwrap());
        if heard.len().is_multiple_of(7) {
            items = follow(&viewer, Some(&cursor(&item))).await;
        }
    }
    for writer in writers {
        writer.await.unwrap();
    }
    let first = heard[0];
    let all: Vec<u64> = (first..first + heard.len() as u64).collect();
    assert_eq!(heard, all, "each once and in order, on {kind:?}");
}

/// A reader that goes away before anything happened comes back to where it started.
async fn a_reader_that_heard_only_the_start_misses_nothing(kind: Kind) {
    let world = world(kind).await;
    let viewer = world.inside("viewer").await;
    let mut items = viewer.stream("journal.subscribe", json!({})).await.unwrap();
    let start = next(&mut items).await.unwrap();
    drop(items);
    let manager = world.inside("manager").await;
    let team = json!({ "name": "between" });
    manager.call("teams.create", team).await.unwrap();
    let mut items = follow(&viewer, Some(&cursor(&start))).await;
    let item = next(&mut items).await.unwrap();
    assert_eq!(item["entry"]["body"]["name"], "between", "{item}");
}

/// Who is removed is told so, or nothing, and then the feed ends.
async fn the_feed_ends_for_somebody_who_is_removed(kind: Kind) {
    let world = world(kind).await;
    let mut items = follow(&world.inside("viewer").await, None).await;
    let owner = world.inside("owner").await;
    let viewer = json!({ "user": world.id("viewer") });
    owner.call("members.remove", viewer).await.unwrap();
    owner
        .call("teams.create", json!({ "name": "after" }))
        .await
        .unwrap();
    let error = loop {
        match next(&mut items).await {
            Ok(item) => assert_ne!(item["entry"]["operation"], "teams.create", "{item}"),
            Err(error) => break error,
        }
    };
    assert_eq!(error.kind(), ErrorKind::NotFound, "{error}");
    assert!(items.next().await.is_none());
}

/// A reader without sight of teams hears that a team is not theirs any more, and no more.
async fn who_loses_a_thing_hears_that_it_is_gone(kind: Kind) {
    let world = world(kind).await;
    let scoped = world.key("scoped").await.unwrap();
    let mut items = follow(&scoped.enter(world.org).await.unwrap(), None).await;
    let admin = world.inside("admin").await;
    let given = json!({
        "team": world.id("team"), "owner": { "kind": "user", "id": world.id("admin") },
    });
    admin
        .call("teams.create", json!({ "name": "unseen" }))
        .await
        .unwrap();
    admin.call("teams.update", given).await.unwrap();
    let item = next(&mut items).await.unwrap();
    assert_eq!(item["kind"], "gone", "{item}");
    assert_eq!(
        item["subject"],
        json!({ "noun": "team", "id": world.id("team") })
    );
    let fields: Vec<&String> = item.as_object().unwrap().keys().collect();
    assert_eq!(fields, ["cursor", "kind", "subject"]);
}

/// A cursor of what a backup does not hold is answered with one resync.
async fn a_restored_store_answers_resync(kind: Kind) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("backup");
    let world = world(kind).await;
    let manager = world.inside("manager").await;
    let team = |name: &str| json!({ "name": name });
    manager.call("teams.create", team("kept")).await.unwrap();
    let kept = manager.call("teams.list", json!({})).await.unwrap()["feed"].clone();
    world.tenantry.storage().backup(&file).await.unwrap();
    manager.call("teams.create", team("lost")).await.unwrap();
    let lost = manager.call("teams.list", json!({})).await.unwrap()["feed"].clone();

    let store = stores::open(kind, Arc::new(SystemClock)).await;
    store.restore(&file).await.unwrap();
    let restored = World {
        tenantry: Tenantry::shared(store, Arc::new(tenantry::OsIds)),
        ..world
    };
    let manager = restored.inside("manager").await;
    manager.call("teams.create", team("instead")).await.unwrap();
    let mut items = follow(&manager, Some(&lost)).await;
    assert_eq!(next(&mut items).await.unwrap()["kind"], "resync");
    let mut items = follow(&manager, Some(&kept)).await;
    let item = next(&mut items).await.unwrap();
    assert_eq!(item["entry"]["body"]["name"], "instead", "{item}");
}

on_each_store! {
    a_reader_that_comes_and_goes_misses_nothing
    a_reader_that_heard_only_the_start_misses_nothing
    the_feed_ends_for_somebody_who_is_removed
    who_loses_a_thing_hears_that_it_is_gone
    a_restored_store_answers_resync
}
