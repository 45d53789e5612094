//! What 32 do at once, one does.

use std::sync::Arc;

use serde_json::{Value, json};
use tenantry::{Error, SystemClock, Tenant};
use tenantry_conformance::tenants::World;

use crate::stores::{self, Kind};

const AT_ONCE: usize = 32;

/// So often, because some must come between one's lookup of its key and its decision.
const ROUNDS: usize = 20;

async fn world(kind: Kind) -> World {
    World::new(stores::open(kind, Arc::new(SystemClock)).await, "w").await
}

/// Runs calls at once; the codes of those that failed.
async fn at_once<F>(calls: impl IntoIterator<Item = F>) -> Vec<&'static str>
where
    F: Future<Output = Result<Value, Error>> + Send + 'static,
{
    let running: Vec<_> = calls.into_iter().map(tokio::spawn).collect();
    let mut failed = Vec::new();
    for call in running {
        failed.extend(call.await.unwrap().err().map(|error| error.code()));
    }
    failed
}

async fn one_of_32_owners_stays(kind: Kind) {
    let world = world(kind).await;
    let system = world.system();
    let inside = system.enter(world.org).await.unwrap();
    let mut owners = vec![world.id("owner")];
    for number in 1..AT_ONCE {
        let name = format!("owner-{number}");
        let user = json!({
            "directory": world.directory, "username": name, "display_name": name,
            "email": format!("{name}@example.com"),
        });
        let user = system.call("users.create", user).await.unwrap()["id"].clone();
        let member = json!({ "user": user, "role": "owner" });
        inside.call("members.add", member).await.unwrap();
        owners.push(user);
    }
    let heir = json!({ "kind": "user", "id": world.id("admin") });
    let calls = owners.into_iter().enumerate().map(|(number, owner)| {
        let (system, inside) = (system.clone(), inside.clone());
        let principal = json!({ "kind": "user", "id": owner });
        let named = json!({ "directory": world.directory, "user": owner });
        let demoted = json!({ "principal": principal, "role": "admin" });
        let removed = json!({ "user": owner, "heir": heir });
        async move {
            match number % 3 {
                0 => inside.call("members.update", demoted).await,
                1 => inside.call("members.remove", removed).await,
                _ => system.call("users.suspend", named).await,
            }
        }
    });
    assert_eq!(at_once(calls).await, ["last_owner"], "{kind:?}");
    let members = inside.call("members.list", json!({ "page": { "limit": 200 } }));
    let members = members.await.unwrap();
    let active = |member: &&Value| member["role"] == "owner" && member["suspended"] == false;
    let owners = members["items"].as_array().unwrap().iter().filter(active);
    assert_eq!(owners.count(), 1, "{kind:?}");
}

/// Somebody who got no answer calls again, while the first call is still under way: what that
/// has done is why the second would be refused.
async fn of_32_with_one_key_all_get_the_first_result(kind: Kind) {
    let world = world(kind).await;
    let inside = world.system().enter(world.org).await.unwrap();
    for round in 0..ROUNDS {
        let keyed = inside.with_idempotency_key(&format!("round {round}"));
        let keyed = keyed.unwrap();
        let change = ["orgs.suspend", "orgs.resume"][round % 2];
        let calls = (0..AT_ONCE).map(|_| {
            let keyed = keyed.clone();
            async move { keyed.call(change, Value::Null).await }
        });
        assert_eq!(at_once(calls).await, [""; 0], "{kind:?}, {round}");
    }
}

async fn one_of_32_moves_in_a_ring_is_refused(kind: Kind) {
    let world = world(kind).await;
    let inside = world.inside("manager").await;
    let mut teams = Vec::new();
    for number in 0..AT_ONCE {
        let team = json!({ "name": format!("ring {number}") });
        let team = inside.call("teams.create", team).await.unwrap();
        teams.push(team["id"].clone());
    }
    let calls = (0..AT_ONCE).map(|number| {
        let inside = inside.clone();
        let parent = &teams[(number + 1) % AT_ONCE];
        let moved = json!({ "team": teams[number], "parent": parent });
        async move { inside.call("teams.move", moved).await }
    });
    assert_eq!(at_once(calls).await, ["cycle"], "{kind:?}");
    assert_eq!(below_the_top(&inside).await, all(&inside).await, "{kind:?}");
}

async fn all(inside: &Tenant) -> usize {
    list(inside, "teams.list", json!({})).await.len()
}

/// Every team that is reached from the top: all of them, unless some go round in a ring.
async fn below_the_top(inside: &Tenant) -> usize {
    let mut count = 0;
    for top in list(inside, "teams.list", json!({ "top": true })).await {
        let below = json!({ "team": top["id"] });
        count += 1 + list(inside, "teams.descendants", below).await.len();
    }
    count
}

async fn list(inside: &Tenant, operation: &str, mut input: Value) -> Vec<Value> {
    input["page"] = json!({ "limit": 200 });
    let listed = inside.call(operation, input).await.unwrap();
    listed["items"].as_array().unwrap().clone()
}

async fn one_of_32_rotations_wins(kind: Kind) {
    let world = world(kind).await;
    let owner = world.person("owner").await.unwrap();
    let calls = (0..AT_ONCE).map(|_| {
        let (owner, key) = (owner.clone(), json!({ "key": world.id("owner's key") }));
        async move { owner.call("keys.rotate", key).await }
    });
    assert_eq!(
        at_once(calls).await,
        vec!["key_rotated"; AT_ONCE - 1],
        "{kind:?}"
    );
}

macro_rules! on_both {
    ($($race:ident)*) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $race() {
                super::$race(super::Kind::Sqlite).await;
            })*
        }

        mod postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $race() {
                super::$race(super::Kind::Postgres).await;
            })*
        }
    };
}

on_both! {
    of_32_with_one_key_all_get_the_first_result
    one_of_32_owners_stays
    one_of_32_moves_in_a_ring_is_refused
    one_of_32_rotations_wins
}
