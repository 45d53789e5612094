//! Every way to be given something, and to lose it again.

use serde_json::{Value, json};
use tenantry::{Tenant, Time};
use tenantry_conformance::fixture::HandClock;
use tenantry_conformance::tenants::World;

use super::{BEGIN, world};
use crate::stores::Kind;

/// A way: what gives it, what takes it back, and what is asked.
struct Way {
    give: (&'static str, Value),
    /// With the id of what was made, if it names one.
    take: (&'static str, Value, Option<&'static str>),
    permission: &'static str,
    on: Option<String>,
}

impl Way {
    async fn is_gone(&self, inside: &Tenant, who: &str, clock: &HandClock) {
        let allows = || async {
            let allowed = inside.allows(who, self.permission, self.on.as_deref());
            allowed.await.unwrap()
        };
        let (give, input) = &self.give;
        assert!(!allows().await, "before {give} {input}");
        let made = inside.call(give, input.clone()).await.unwrap();
        assert!(allows().await, "after {give} {input}");
        if input["expires_at"].is_string() {
            clock.set(BEGIN + 999);
            assert!(allows().await, "before the end of {give} {input}");
            clock.set(BEGIN + 1_000);
            assert!(!allows().await, "at the end of {give} {input}");
        }
        let (take, mut input, noun) = (self.take.0, self.take.1.clone(), self.take.2);
        if let Some(noun) = noun {
            input[noun] = made["id"].clone();
        }
        inside.call(take, input.clone()).await.unwrap();
        assert!(!allows().await, "after {take} {input}");
        clock.set(BEGIN);
    }
}

fn assigned(holder: Value, role: &Value, team: Option<&Value>, on: Option<String>) -> Way {
    let given = json!({ "holder": holder, "role": role, "team": team });
    Way {
        give: ("assignments.create", given),
        take: ("assignments.delete", json!({}), Some("assignment")),
        permission: "docs.w",
        on,
    }
}

fn shared(object: &Value, holder: Value) -> Way {
    let given = json!({ "object": object, "holder": holder, "level": "edit" });
    Way {
        give: ("grants.create", given),
        take: ("grants.delete", json!({}), Some("grant")),
        permission: "docs.w",
        on: object.as_str().map(str::to_owned),
    }
}

fn for_a_while(mut way: Way) -> Way {
    way.give.1["expires_at"] = json!(Time::from_micros(BEGIN + 1_000));
    way
}

/// The ways of somebody who is in the leaf.
fn ways(world: &World, user: &Value, empty: &Value) -> Vec<Way> {
    let (team, leaf, role) = (world.id("team"), world.id("leaf"), world.id("role"));
    let object = world.id("object");
    let on_leaf = Some(format!("team:{}", leaf.as_str().unwrap()));
    let holder = |kind: &str, id: &Value| json!({ "kind": kind, "id": id });
    let me = holder("user", user);
    let viewers = holder("role", &json!(tenantry::access::Role::Viewer.id()));
    let all = holder("org", &json!(world.org));
    let owned = |owner: &Value| json!({ "team": leaf, "owner": holder("user", owner) });
    let holds = |permissions: Value| json!({ "role": empty, "permissions": permissions });
    vec![
        assigned(me.clone(), &role, None, None),
        assigned(me.clone(), &role, Some(&leaf), on_leaf.clone()),
        assigned(me.clone(), &role, Some(&team), on_leaf.clone()),
        assigned(holder("team", &leaf), &role, None, None),
        assigned(holder("subtree", &leaf), &role, None, None),
        assigned(holder("subtree", &team), &role, None, None),
        assigned(
            holder("subtree", &team),
            &role,
            Some(&team),
            on_leaf.clone(),
        ),
        for_a_while(assigned(me.clone(), &role, None, None)),
        for_a_while(assigned(me.clone(), &role, Some(&team), on_leaf.clone())),
        shared(&object, me.clone()),
        shared(&object, holder("team", &leaf)),
        shared(&object, holder("subtree", &team)),
        shared(&object, viewers),
        shared(&object, all),
        for_a_while(shared(&object, me.clone())),
        Way {
            give: ("teams.update", owned(user)),
            take: ("teams.update", owned(&world.id("owner")), None),
            permission: "teams.update",
            on: on_leaf,
        },
        Way {
            give: ("roles.update", holds(json!(["docs.w"]))),
            take: ("roles.update", holds(json!([])), None),
            permission: "docs.w",
            on: None,
        },
    ]
}

async fn what_is_given_by_any_way_counts_until_it_is_taken(kind: Kind) {
    let (world, _, clock) = world(kind).await;
    let inside = world.system().enter(world.org).await.unwrap();
    let user = world.id("viewer");
    let (me, who) = (
        json!({ "kind": "user", "id": user }),
        format!("user:{}", user.as_str().unwrap()),
    );
    let leaf = json!({ "team": world.id("leaf"), "principal": me, "role": "viewer" });
    inside.call("team_members.add", leaf).await.unwrap();
    let empty = json!({ "name": "empty", "permissions": [] });
    let empty = inside.call("roles.create", empty).await.unwrap()["id"].clone();
    let given = json!({ "holder": me, "role": empty });
    inside.call("assignments.create", given).await.unwrap();
    for way in ways(&world, &user, &empty) {
        way.is_gone(&inside, &who, &clock).await;
    }
    // A role around a team counts beside one in it.
    let manager = json!(tenantry::access::Role::Manager.id());
    let around = json!({ "holder": me, "role": manager, "team": world.id("team") });
    inside.call("assignments.create", around).await.unwrap();
    let within = json!({ "holder": me, "role": world.id("role"), "team": world.id("leaf") });
    inside.call("assignments.create", within).await.unwrap();
    let on = format!("team:{}", world.id("leaf").as_str().unwrap());
    for permission in ["docs.w", "teams.update"] {
        assert!(inside.allows(&who, permission, Some(&on)).await.unwrap());
    }
}

/// What was shared with a membership ends with it, also for whoever comes back.
async fn what_was_shared_before_somebody_left_is_not_shared_again(kind: Kind) {
    let (world, _, clock) = world(kind).await;
    let inside = world.system().enter(world.org).await.unwrap();
    let (user, object) = (world.id("viewer"), world.id("object"));
    let who = format!("user:{}", user.as_str().unwrap());
    let way = shared(&object, json!({ "kind": "user", "id": user }));
    inside.call(way.give.0, way.give.1).await.unwrap();
    let on = object.as_str();
    assert!(inside.allows(&who, "docs.w", on).await.unwrap(), "{kind:?}");
    clock.set(BEGIN + 1_000);
    let left = json!({ "user": user });
    inside.call("members.remove", left).await.unwrap();
    let gone = inside.allows(&who, "docs.w", on).await.unwrap_err();
    assert_eq!(gone.code(), "not_found", "{kind:?}");
    let back = json!({ "user": user, "role": "viewer" });
    inside.call("members.add", back).await.unwrap();
    assert!(
        !inside.allows(&who, "docs.w", on).await.unwrap(),
        "{kind:?}"
    );
}

on_each_store! {
    what_is_given_by_any_way_counts_until_it_is_taken
    what_was_shared_before_somebody_left_is_not_shared_again
}
