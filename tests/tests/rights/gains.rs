//! Nobody comes by a right through what they give to others.

use std::sync::Arc;

use serde_json::{Value, json};
use tenantry::{Tenant, Time};
use tenantry_conformance::fixture::HandClock;
use tenantry_conformance::tenants::World;

use crate::stores::{self, Kind};

const NOW: i64 = 1_800_000_000_000_000;

async fn world(kind: Kind) -> (World, Arc<HandClock>) {
    let clock = Arc::new(HandClock::at(NOW));
    let store = stores::open(kind, clock.clone()).await;
    (World::new(store, "gains").await, clock)
}

fn user(world: &World, name: &str) -> Value {
    json!({ "kind": "user", "id": world.id(name) })
}

/// The code that a call is refused with.
async fn refusal(inside: &Tenant, operation: &str, input: &Value) -> &'static str {
    let answer = inside.call(operation, input.clone()).await;
    answer.expect_err(&format!("{operation} {input}")).code()
}

async fn a_role_that_has_ended_keeps_nobody_out(kind: Kind) {
    let (world, clock) = world(kind).await;
    let (owner, manager) = (world.inside("owner").await, world.inside("manager").await);
    let roles = owner.call("roles.list", json!({})).await.unwrap();
    let given = json!({
        "holder": { "kind": "subtree", "id": world.id("team") },
        "role": roles["items"][1]["id"],
        "expires_at": Time::from_micros(NOW + 1_000_000),
    });
    owner.call("assignments.create", given).await.unwrap();
    let join = json!({
        "team": world.id("leaf"), "principal": user(&world, "tess"), "role": "viewer",
    });
    let below = json!({ "name": "below", "parent": world.id("leaf") });
    for (operation, input) in [("team_members.add", &join), ("teams.create", &below)] {
        assert_eq!(
            refusal(&manager, operation, input).await,
            "role_not_covered"
        );
    }
    clock.set(NOW + 1_000_000);
    manager.call("team_members.add", join).await.unwrap();
    manager.call("teams.create", below).await.unwrap();
}

/// An admin covers the owner's role in each team, but not what an owner gave to one of them.
async fn a_team_is_not_inherited_for_what_it_was_given(kind: Kind) {
    let (world, _) = world(kind).await;
    let (owner, admin) = (world.inside("owner").await, world.inside("admin").await);
    let closer = json!({ "name": "closer", "permissions": ["orgs.delete"] });
    let closer = owner.call("roles.create", closer).await.unwrap();
    let (person, robot) = (world.id("tess"), world.id("robot"));
    let principals = [
        user(&world, "tess"),
        json!({ "kind": "service", "id": robot }),
    ];
    let heir = user(&world, "admin");
    let leave = [
        ("members.remove", json!({ "user": person, "heir": heir })),
        ("services.delete", json!({ "service": robot, "heir": heir })),
    ];
    for (principal, (operation, input)) in principals.iter().zip(&leave) {
        let team = json!({ "name": "theirs", "owner": principal });
        let team = owner.call("teams.create", team).await.unwrap();
        for holder in ["team", "subtree"] {
            let holder = json!({ "kind": holder, "id": team["id"] });
            let given = json!({ "holder": holder, "role": closer["id"] });
            let given = owner.call("assignments.create", given).await.unwrap();
            assert_eq!(refusal(&admin, operation, input).await, "role_not_covered");
            let given = json!({ "assignment": given["id"] });
            owner.call("assignments.delete", given).await.unwrap();
        }
        admin.call(operation, input.clone()).await.unwrap();
    }
}

/// A manager makes a team and owns it: what is moved below it would be the manager's as well.
async fn a_team_is_not_moved_to_come_by_it(kind: Kind) {
    let (world, _) = world(kind).await;
    let (owner, manager) = (world.inside("owner").await, world.inside("manager").await);
    let make = |name: &str| json!({ "name": name });
    let trap = manager.call("teams.create", make("trap")).await.unwrap();
    let theirs = owner.call("teams.create", make("theirs")).await.unwrap();
    let own = manager.call("teams.create", make("own")).await.unwrap();
    let below = |team: &Value, parent: &Value| json!({ "team": team, "parent": parent });
    let taken = below(&theirs["id"], &trap["id"]);
    assert_eq!(
        refusal(&manager, "teams.move", &taken).await,
        "role_not_covered"
    );
    // What stays below the same teams, goes to the top, or is one's own anyway is moved.
    let (team, leaf) = (world.id("team"), world.id("leaf"));
    let apart = json!({ "name": "apart", "parent": team });
    let apart = owner.call("teams.create", apart).await.unwrap();
    let within = below(&apart["id"], &leaf);
    assert_eq!(
        refusal(&manager, "teams.move", &within).await,
        "role_not_covered"
    );
    owner.call("teams.move", within).await.unwrap();
    for moved in [
        below(&apart["id"], &team),
        json!({ "team": leaf }),
        below(&own["id"], &trap["id"]),
        below(&own["id"], &team),
    ] {
        manager.call("teams.move", moved).await.unwrap();
    }
}

/// Who manages access without holding a permission does not let it be shared.
async fn a_permission_is_not_shared_by_who_does_not_hold_it(kind: Kind) {
    let (world, _) = world(kind).await;
    let (owner, tess) = (world.inside("owner").await, world.inside("tess").await);
    let clerk = json!({ "name": "clerk", "permissions": ["access.manage"] });
    let clerk = owner.call("roles.create", clerk).await.unwrap();
    let given = json!({ "holder": user(&world, "tess"), "role": clerk["id"] });
    owner.call("assignments.create", given).await.unwrap();
    let make = |level: Value| json!({ "name": "notes.sign", "level": level });
    assert_eq!(
        refusal(&tess, "permissions.create", &make(json!("view"))).await,
        "denied"
    );
    let made = tess
        .call("permissions.create", make(Value::Null))
        .await
        .unwrap();
    let change = |level: Value| json!({ "permission": made["id"], "level": level, "description": "To sign." });
    let shared = change(json!("view"));
    assert_eq!(
        refusal(&tess, "permissions.update", &shared).await,
        "denied"
    );
    tess.call("permissions.update", change(Value::Null))
        .await
        .unwrap();
    owner.call("permissions.update", shared).await.unwrap();
    // Neither is it taken away.
    assert_eq!(
        refusal(&tess, "permissions.update", &change(Value::Null)).await,
        "denied"
    );
    tess.call("permissions.update", change(json!("view")))
        .await
        .unwrap();
}

/// Also where the new role holds all that the old one did.
async fn what_is_shared_with_a_role_ends_with_it(kind: Kind) {
    let (world, _) = world(kind).await;
    let (owner, viewer) = (world.inside("owner").await, world.inside("viewer").await);
    let roles = owner.call("roles.list", json!({})).await.unwrap();
    let role = roles["items"].as_array().unwrap().iter();
    let role = role.clone().find(|role| role["name"] == "viewer").unwrap();
    let object = format!("doc:{}", uuid::Uuid::now_v7());
    let share =
        |holder: Value, level: &str| json!({ "object": object, "holder": holder, "level": level });
    let viewers = json!({ "kind": "role", "id": role["id"] });
    owner
        .call("grants.create", share(viewers, "manage"))
        .await
        .unwrap();
    let first = share(user(&world, "tess"), "view");
    viewer.call("grants.create", first).await.unwrap();
    let promoted = json!({ "principal": user(&world, "viewer"), "role": "member" });
    owner.call("members.update", promoted).await.unwrap();
    let second = share(user(&world, "tim"), "view");
    assert_eq!(
        refusal(&viewer, "grants.create", &second).await,
        "not_shared"
    );
}

on_each_store! {
    what_is_shared_with_a_role_ends_with_it
    a_permission_is_not_shared_by_who_does_not_hold_it
    a_team_is_not_moved_to_come_by_it
    a_team_is_not_inherited_for_what_it_was_given
    a_role_that_has_ended_keeps_nobody_out
}
