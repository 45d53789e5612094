//! What a right that ended, or a key that is cut, must not do any more.

use std::sync::Arc;
use std::time::Duration;

use futures_util::{FutureExt, StreamExt, future};
use serde_json::json;
use tenantry::Time;
use tenantry::storage::{REPLAY_SECS, ReplayKey};
use tenantry::{Caller, Tenant};
use tenantry_conformance::fixture::HandClock;
use tenantry_conformance::tenants::World;
use tenantry_sqlite::Sqlite;
use tokio::time::timeout;

use crate::stores::{self, Kind};

async fn world(mark: &str) -> World {
    World::new(Arc::new(Sqlite::memory().unwrap()), mark).await
}

/// Inside the organisation with a new key of somebody's that carries some permissions.
async fn cut(world: &World, person: &Caller, scopes: &[&str]) -> Tenant {
    let key = json!({ "name": "cut", "scopes": scopes });
    let key = person.call("keys.create", key).await.unwrap();
    let secret = key["secret"].as_str().unwrap();
    let cut = world.tenantry.authenticate(secret).await.unwrap();
    cut.enter(world.org).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_cut_to_reading_does_not_make_its_person_leave() {
    let world = world("leave").await;
    let person = world.person("tim").await.unwrap();
    let cut = cut(&world, &person, &["teams.read"]).await;
    let leave = json!({ "user": world.id("tim") });
    let error = cut.call("members.remove", leave).await.unwrap_err();
    assert_eq!(error.code(), "denied");
    let principal = json!({ "kind": "user", "id": world.id("tim") });
    let leave = json!({ "team": world.id("team"), "principal": principal });
    let error = cut.call("team_members.remove", leave.clone()).await;
    assert_eq!(error.unwrap_err().code(), "denied");
    let whole = world.inside("tim").await;
    whole.call("team_members.remove", leave).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cut_key_is_not_answered_what_its_person_was() {
    let world = world("replay").await;
    let owner = world.person("owner").await.unwrap();
    let org = json!({ "name": "Second", "slug": "second" });
    let whole = owner.with_idempotency_key("k").unwrap();
    whole.call("orgs.create", org.clone()).await.unwrap();
    let cut = world.key("scoped").await.unwrap();
    let cut = cut.with_idempotency_key("k").unwrap();
    let error = cut.call("orgs.create", org).await.unwrap_err();
    assert_eq!(error.code(), "restricted_key");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_feed_that_resumes_hands_nothing_to_who_was_removed_since() {
    let world = world("feed").await;
    let owner = world.inside("owner").await;
    let tess = world.inside("tess").await;
    let page = owner.call("teams.list", json!({})).await.unwrap();
    let after = json!({ "after": page["feed"] });
    let team = json!({ "name": "before" });
    owner.call("teams.create", team).await.unwrap();
    let after = serde_json::from_value(after).unwrap();
    let mut feed = tess.journal().subscribe(after).await.unwrap();
    let tess = json!({ "user": world.id("tess") });
    owner.call("members.remove", tess).await.unwrap();
    let team = json!({ "name": "after" });
    owner.call("teams.create", team).await.unwrap();
    let item = feed.next().await.unwrap();
    assert_eq!(item.unwrap_err().code(), "not_found");
    assert!(feed.next().now_or_never().flatten().is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn moves_at_once_through_one_handle_make_no_cycle() {
    let world = world("moves").await;
    let owner = world.inside("owner").await;
    let mut teams = Vec::new();
    for name in 0..4 {
        let team = json!({ "name": format!("team {name}") });
        let team = owner.call("teams.create", team).await.unwrap();
        teams.push(team["id"].clone());
    }
    for _ in 0..20 {
        let moves = (0..16).map(|n| {
            let (owner, team, parent) = (owner.clone(), &teams[n % 4], &teams[(n * 3 + 1) % 4]);
            let moved = json!({ "team": team, "parent": parent });
            tokio::spawn(async move { owner.call("teams.move", moved).await.map(drop) })
        });
        future::join_all(moves).await;
        for team in &teams {
            let below = owner.call("teams.descendants", json!({ "team": team }));
            let below = below.await.unwrap();
            let ids: Vec<_> = below["items"].as_array().unwrap().iter().collect();
            assert!(ids.iter().all(|below| below["id"] != *team), "a cycle");
        }
        for team in &teams {
            let top = json!({ "team": team, "parent": null });
            owner.call("teams.move", top).await.unwrap();
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_idempotency_key_goes_along_into_the_organisation() {
    let world = world("keyed").await;
    let owner = world.person("owner").await.unwrap();
    let keyed = owner.with_idempotency_key("k").unwrap();
    let inside = keyed.enter(world.org).await.unwrap();
    let team = json!({ "name": "once" });
    let once = inside.call("teams.create", team.clone()).await.unwrap();
    let again = inside.call("teams.create", team).await.unwrap();
    assert_eq!(once["id"], again["id"]);
    let other = json!({ "name": "other" });
    let error = inside
        .call("teams.create", other.clone())
        .await
        .unwrap_err();
    assert_eq!(error.code(), "idempotency_key_reused");
    let fresh = inside.with_idempotency_key("l").unwrap();
    fresh.call("teams.create", other).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn every_entering_of_the_system_is_told_whatever_the_key() {
    let world = world("entering").await;
    let keyed = world.system().with_idempotency_key("k").unwrap();
    let first = keyed.enter(world.org).await.unwrap();
    let second = keyed.enter(world.org).await.unwrap();
    let about = json!({ "subject": world.org, "limit": 2 });
    let told = second.call("journal.activity", about).await.unwrap();
    for entry in told["items"].as_array().unwrap() {
        assert_eq!(entry["operation"], "orgs.enter", "{told}");
    }
    let team = json!({ "name": "once", "owner": { "kind": "user", "id": world.id("owner") } });
    let once = first.call("teams.create", team.clone()).await.unwrap();
    let again = second.call("teams.create", team).await.unwrap();
    assert_eq!(once["id"], again["id"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn old_idempotency_keys_go_in_slices_with_the_calls_that_add_new_ones() {
    const OLD: usize = 1_200;
    const SLOW: Duration = Duration::from_secs(60);
    let clock = Arc::new(HandClock::at(1_000_000));
    let store = stores::open(Kind::Sqlite, clock.clone()).await;
    let world = World::new(store.clone(), "slices").await;
    let owner = world.inside("owner").await;
    let call = async |key: String| {
        let keyed = owner.with_idempotency_key(&key).unwrap();
        let team = json!({ "name": key });
        keyed.call("teams.create", team).await.unwrap();
    };
    let left = async || {
        let mut left = 0;
        for number in 0..OLD {
            let key = ReplayKey {
                caller: serde_json::from_value(world.id("owner")).unwrap(),
                operation: "teams.create",
                key: format!("old {number}"),
            };
            let found = store.replay(world.org.into(), &key).await.unwrap();
            left += usize::from(found.is_some());
        }
        left
    };
    for number in 0..OLD {
        call(format!("old {number}")).await;
    }
    clock.set(
        Time::from_micros(1_000_000)
            .plus_secs(REPLAY_SECS + 1)
            .micros(),
    );
    assert_eq!(left().await, OLD);
    call("new".to_owned()).await;
    // The store forgets by itself; a later call, when that is done, asks for more.
    let first = async {
        while left().await != OLD - 1_000 {
            tokio::task::yield_now().await;
        }
    };
    timeout(SLOW, first).await.expect("the first slice goes");
    let rest = async {
        for turn in 0.. {
            call(format!("newer {turn}")).await;
            if left().await == 0 {
                return;
            }
        }
    };
    timeout(SLOW, rest).await.expect("the rest goes");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_is_cut_makes_nobody_the_owner_of_a_team() {
    let world = world("owners").await;
    let owner = world.inside("owner").await;
    let principal = |name| json!({ "kind": "user", "id": world.id(name) });
    let team = json!({ "name": "his", "owner": principal("tess") });
    owner.call("teams.create", team).await.unwrap();
    let robot = json!({ "kind": "service", "id": world.id("clerk") });
    let team = json!({ "name": "its", "owner": robot });
    owner.call("teams.create", team).await.unwrap();

    let person = world.person("owner").await.unwrap();
    let scopes = [
        "orgs.read",
        "members.read",
        "teams.read", // what a member's own role holds
        "members.manage",
        "services.manage",
        "teams.create",
    ];
    let cut = cut(&world, &person, &scopes).await;
    let heir = principal("tim");
    let given = [
        (
            "members.remove",
            json!({ "user": world.id("tess"), "heir": heir }),
        ),
        (
            "services.delete",
            json!({ "service": world.id("clerk"), "heir": heir }),
        ),
        ("teams.create", json!({ "name": "new", "owner": heir })),
        (
            "teams.create",
            json!({ "name": "new", "owner": heir, "parent": world.id("team") }),
        ),
    ];
    for (operation, input) in given {
        let error = cut.call(operation, input.clone()).await.unwrap_err();
        assert_eq!(error.code(), "role_not_covered", "{operation}");
        if operation != "teams.create" {
            owner.call(operation, input).await.unwrap();
        }
    }
    // What they make is their person's, who holds more than the key does.
    let own = json!({ "name": "own", "parent": world.id("team") });
    cut.call("teams.create", own).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn teams_that_are_promoted_go_only_where_they_may_be_moved() {
    let world = world("promote").await;
    let owner = world.inside("owner").await;
    let mut above = None;
    let mut made = Vec::new();
    for name in ["top", "mid", "low"] {
        let team = json!({ "name": name, "parent": above });
        let team = owner.call("teams.create", team).await.unwrap();
        above = Some(team["id"].clone());
        made.push(team["id"].clone());
    }
    let [top, mid, low] = made.try_into().unwrap();
    let tess = json!({ "kind": "user", "id": world.id("tess") });
    let manages = json!({ "team": mid, "principal": tess, "role": "manager" });
    owner.call("team_members.add", manages).await.unwrap();

    let manager = world.inside("tess").await;
    let moved = json!({ "team": low, "parent": top });
    let moved = manager.call("teams.move", moved).await.unwrap_err();
    let deleted = json!({ "team": mid, "children": "promote" });
    let refused = manager.call("teams.delete", deleted.clone()).await;
    let refused = refused.unwrap_err();
    assert_eq!(refused.fields(), moved.fields());
    assert_eq!(refused.code(), "denied");

    let manages = json!({ "team": top, "principal": tess, "role": "manager" });
    owner.call("team_members.add", manages).await.unwrap();
    manager.call("teams.delete", deleted).await.unwrap();
    let low = owner
        .call("teams.get", json!({ "team": low }))
        .await
        .unwrap();
    assert_eq!(low["parent"], top);
    // Without teams below, the right to delete is enough.
    let mine = json!({ "team": low["id"], "children": "promote" });
    manager.call("teams.delete", mine).await.unwrap();
}
