//! Whoever loses what a decision stands on, while it is made, is refused: every way to be given
//! something, and to lose it.

use std::sync::Arc;

use serde_json::{Value, json};
use tenantry::access::Role;
use tenantry::storage::Storage;
use tenantry::{ErrorKind, SystemClock, Tenant, Tenantry};
use tenantry_conformance::tenants::World;

use super::meanwhile::SlowIds;
use crate::stores::{self, Kind};

type Call = (&'static str, Value);

/// A way: what gives it, what is done with it, what takes it meanwhile, and what makes all of it
/// undone. `$0` stands for the id of what was made first, and so on.
struct Way {
    gives: Vec<Call>,
    does: Call,
    takes: Call,
    undoes: Vec<Call>,
}

async fn make(world: &World, call: &Call, made: &[Value]) -> Value {
    let (operation, input) = call;
    let mut input = input.to_string();
    for (number, made) in made.iter().enumerate() {
        let id = made["id"].as_str().unwrap_or_default();
        input = input.replace(&format!("${number}"), id);
    }
    let input: Value = serde_json::from_str(&input).unwrap();
    let system = world.system();
    let done = match operation.starts_with("users.") {
        true => system.call(operation, input.clone()).await,
        false => {
            let inside = system.enter(world.org).await.unwrap();
            inside.call(operation, input.clone()).await
        }
    };
    done.unwrap_or_else(|error| panic!("{operation} {input}: {error}"))
}

impl Way {
    /// The call of somebody who loses what it takes while it is decided.
    async fn is_lost(&self, world: &World, store: &Arc<dyn Storage>) {
        let mut made = Vec::new();
        for call in &self.gives {
            made.push(make(world, call, &made).await);
        }
        let (ids, decided, go_on) = SlowIds::new(true);
        let slow = Tenantry::shared(store.clone(), Arc::new(ids));
        let caller = slow.vouch(world.directory, "app", "w-viewer").await;
        let inside: Tenant = caller.unwrap().enter(world.org).await.unwrap();
        let (operation, input) = self.does.clone();
        let mut done = tokio::spawn(async move { inside.call(operation, input).await });
        let told = format!("{:?} and then {:?}", self.gives, self.takes);
        tokio::select! {
            early = &mut done => panic!("{told} was not held up: {early:?}"),
            decided = decided => decided.unwrap(),
        }
        make(world, &self.takes, &made).await;
        go_on.send(()).unwrap();
        let error = done.await.unwrap().expect_err(&told);
        let kinds = [
            ErrorKind::Denied,
            ErrorKind::NotFound,
            ErrorKind::Unauthenticated,
        ];
        assert!(kinds.contains(&error.kind()), "{told}: {error}");
        for call in &self.undoes {
            make(world, call, &made).await;
        }
    }
}

fn holder(kind: &str, id: &Value) -> Value {
    json!({ "kind": kind, "id": id })
}

/// What roles give, of which one is given to the viewer, who is in the leaf.
fn ways_of_roles(world: &World, doer: &Value) -> Vec<Way> {
    let (team, leaf, user) = (world.id("team"), world.id("leaf"), world.id("viewer"));
    let me = holder("user", &user);
    let does =
        |parent: Option<&Value>| ("teams.create", json!({ "name": "new", "parent": parent }));
    let given = |holder: &Value, team: Option<&Value>| {
        let given = json!({ "holder": holder, "role": doer, "team": team });
        ("assignments.create", given)
    };
    let back = ("assignments.delete", json!({ "assignment": "$0" }));
    let joins = json!({ "team": leaf, "principal": me, "role": "viewer" });
    let leaves = json!({ "team": leaf, "principal": me });
    let holds = |permissions: Value| {
        (
            "roles.update",
            json!({ "role": doer, "permissions": permissions }),
        )
    };
    let is = |role: &str| ("members.update", json!({ "principal": me, "role": role }));
    let moves = |to: Option<&Value>| ("teams.move", json!({ "team": leaf, "parent": to }));
    let named = json!({ "directory": world.directory, "user": user });
    let taken = |gives: Call, takes: Call, undoes: &[Call]| Way {
        gives: vec![gives],
        does: does(None),
        takes,
        undoes: undoes.to_vec(),
    };
    let mut ways = vec![
        taken(given(&me, None), back.clone(), &[]),
        taken(given(&holder("team", &leaf), None), back.clone(), &[]),
        taken(given(&holder("subtree", &team), None), back.clone(), &[]),
        taken(is("manager"), is("viewer"), &[]),
        taken(
            given(&me, None),
            holds(json!([])),
            &[holds(json!(["teams.create"])), back.clone()],
        ),
        taken(
            given(&me, None),
            ("users.suspend", named.clone()),
            &[("users.resume", named), back.clone()],
        ),
        Way {
            gives: vec![given(&me, Some(&team))],
            does: does(Some(&leaf)),
            takes: moves(None),
            undoes: vec![moves(Some(&team)), back.clone()],
        },
    ];
    for of in ["team", "subtree"] {
        ways.push(taken(
            given(&holder(of, &leaf), None),
            ("team_members.remove", leaves.clone()),
            &[("team_members.add", joins.clone()), back.clone()],
        ));
    }
    ways
}

/// What is shared with the viewer.
fn ways_of_sharing(world: &World) -> Vec<Way> {
    let (team, leaf, project) = (world.id("team"), world.id("leaf"), world.id("project"));
    let me = holder("user", &world.id("viewer"));
    let viewers = holder("role", &json!(Role::Viewer.id()));
    let with = |holder: &Value, level: &str| {
        let shared = json!({ "project": project, "holder": holder, "level": level });
        ("projects.share", shared)
    };
    let no_more = |holder: &Value| {
        (
            "projects.unshare",
            json!({ "project": project, "holder": holder }),
        )
    };
    let way = |holder: &Value, takes: Call, undoes: &[Call]| Way {
        gives: vec![with(holder, "edit")],
        does: (
            "projects.update",
            json!({ "project": project, "name": "New" }),
        ),
        takes,
        undoes: undoes.to_vec(),
    };
    let all = holder("org", &json!(world.org));
    let holders = [
        me.clone(),
        holder("team", &leaf),
        holder("subtree", &team),
        viewers.clone(),
        all,
    ];
    let mut ways: Vec<_> = holders
        .iter()
        .map(|holder| way(holder, no_more(holder), &[]))
        .collect();
    ways.push(way(&me, with(&me, "view"), &[no_more(&me)]));
    let is = |role: &str| ("members.update", json!({ "principal": me, "role": role }));
    ways.push(way(
        &viewers,
        is("billing"),
        &[is("viewer"), no_more(&viewers)],
    ));
    let object = world.id("object");
    let manages = json!({ "object": object, "holder": me, "level": "manage" });
    let less = json!({ "grant": "$0", "level": "view" });
    let back = ("grants.delete", json!({ "grant": "$0" }));
    for takes in [back.clone(), ("grants.update", less)] {
        let clerk = holder("service", &world.id("clerk"));
        let undoes = match takes.0 {
            "grants.update" => vec![back.clone()],
            _ => Vec::new(),
        };
        ways.push(Way {
            gives: vec![("grants.create", manages.clone())],
            does: (
                "grants.create",
                json!({ "object": object, "holder": clerk, "level": "view" }),
            ),
            takes,
            undoes,
        });
    }
    ways
}

async fn what_is_lost_meanwhile_is_not_used(kind: Kind) {
    let store = stores::open(kind, Arc::new(SystemClock)).await;
    let world = World::new(store.clone(), "w").await;
    let me = holder("user", &world.id("viewer"));
    let joins = json!({ "team": world.id("leaf"), "principal": me, "role": "viewer" });
    make(&world, &("team_members.add", joins), &[]).await;
    let doer = json!({ "name": "doer", "permissions": ["teams.create"] });
    let doer = make(&world, &("roles.create", doer), &[]).await["id"].clone();
    let ways = ways_of_roles(&world, &doer).into_iter();
    for way in ways.chain(ways_of_sharing(&world)) {
        way.is_lost(&world, &store).await;
    }
}

on_each_store! {
    what_is_lost_meanwhile_is_not_used
}
