//! Changes that have to do with more teams than one commit takes: who may not make them is
//! told that first, and of nothing else.

use std::sync::Arc;

use serde_json::{Value, json};
use tenantry::access::Principal;
use tenantry::journal::Effect;
use tenantry::orgs::INHERITED_TEAMS_MAX;
use tenantry::storage::{Counter, Row, Storage, Write};
use tenantry::teams::DELETED_TEAMS_MAX;
use tenantry::{Error, ErrorKind, SystemClock, TeamId, Tenant};
use tenantry_conformance::fixture::{self, batch, committed, draft, id, part, team};
use tenantry_conformance::tenants::World;

use crate::stores::{self, Kind};

async fn world(kind: Kind) -> (Arc<dyn Storage>, World) {
    let store = stores::open(kind, Arc::new(SystemClock)).await;
    let world = World::new(store.clone(), "crowd").await;
    (store, world)
}

/// Writes teams straight into the store, which is done in one commit.
async fn crowd(store: &dyn Storage, world: &World, parent: Value, owner: &str, count: usize) {
    let owner: Principal = serde_json::from_value(principal(world, owner)).unwrap();
    let parent: Option<TeamId> = serde_json::from_value(parent).unwrap();
    let rows = (0..count).map(|_| {
        let mut row = team(world.org, TeamId::from_uuid(id()), owner, "one of many");
        row.parent = parent;
        Write::Insert(Row::Team(row))
    });
    let mut writes: Vec<_> = rows.collect();
    writes.push(fixture::count(Counter::Teams, count as i64));
    let mut part = part(world.org, writes);
    part.entries = vec![draft(world.org.uuid(), Effect::Widens)];
    committed(store, batch([part])).await;
}

fn principal(world: &World, name: &str) -> Value {
    json!({ "kind": "user", "id": world.id(name) })
}

async fn refused(inside: &Tenant, operation: &str, input: Value) -> Error {
    let answer = inside.call(operation, input.clone()).await;
    answer.expect_err(&format!("{operation} {input}"))
}

async fn a_deletion_reaches_a_thousand_teams_and_no_more(kind: Kind) {
    let (store, world) = world(kind).await;
    // With the leaf they are one too many.
    crowd(
        &*store,
        &world,
        world.id("team"),
        "owner",
        DELETED_TEAMS_MAX,
    )
    .await;
    let (owner, tim) = (world.inside("owner").await, world.inside("tim").await);
    let delete = |children: &str, version: Value| json!({ "team": world.id("team"), "children": children, "if_version": version });
    for (children, code) in [
        ("refuse", "has_children"),
        ("promote", "too_many_teams"),
        ("delete", "too_many_teams"),
    ] {
        for version in [Value::Null, json!(99)] {
            let error = refused(&tim, "teams.delete", delete(children, version)).await;
            assert_eq!(error.code(), "denied", "{children} on {kind:?}");
        }
        let error = refused(&owner, "teams.delete", delete(children, json!(99))).await;
        assert_eq!(error.code(), "version_moved", "{children} on {kind:?}");
        let error = refused(&owner, "teams.delete", delete(children, Value::Null)).await;
        assert_eq!(error.code(), code, "{children} on {kind:?}");
        let is_limit = error.kind() == ErrorKind::LimitReached;
        assert_eq!(
            is_limit,
            error.field("max") == Some(&json!(DELETED_TEAMS_MAX))
        );
        assert_eq!(is_limit, children != "refuse");
    }
    let leaf = json!({ "team": world.id("leaf") });
    owner.call("teams.delete", leaf).await.unwrap();
    let all = delete("delete", Value::Null);
    owner.call("teams.delete", all).await.unwrap();
    let left = owner.call("teams.list", json!({})).await.unwrap();
    assert_eq!(left["items"], json!([]), "{kind:?}");
}

async fn an_heir_takes_over_a_thousand_teams_and_no_more(kind: Kind) {
    let (store, world) = world(kind).await;
    let most = INHERITED_TEAMS_MAX as usize;
    crowd(&*store, &world, Value::Null, "tess", most + 1).await;
    let (owner, tim) = (world.inside("owner").await, world.inside("tim").await);
    let heir = principal(&world, "owner");
    let remove = json!({ "user": world.id("tess"), "heir": heir });
    let error = refused(&tim, "members.remove", remove.clone()).await;
    assert_eq!(error.code(), "denied", "{kind:?}");
    let error = refused(&owner, "members.remove", remove.clone()).await;
    assert_eq!(error.code(), "too_many_teams", "{kind:?}");
    assert_eq!(error.kind(), ErrorKind::LimitReached);
    assert_eq!(error.field("max"), Some(&json!(most)));

    let newest = json!({ "order": "newest", "page": { "limit": 1 } });
    let newest = owner.call("teams.list", newest).await.unwrap();
    let given = json!({ "team": newest["items"][0]["id"], "owner": heir });
    owner.call("teams.update", given).await.unwrap();
    owner.call("members.remove", remove).await.unwrap();
}

on_each_store! {
    a_deletion_reaches_a_thousand_teams_and_no_more
    an_heir_takes_over_a_thousand_teams_and_no_more
}
