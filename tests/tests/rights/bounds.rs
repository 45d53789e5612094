//! What one call may take away is bounded: its commit keeps a store's only writer for so many
//! rows. What is more goes in parts.

use std::sync::Arc;

use serde_json::json;
use tenantry::access::Principal;
use tenantry::journal::Effect;
use tenantry::storage::{Counter, Row, Storage, Write};
use tenantry::tasks::LABELS_MAX;
use tenantry::{ErrorKind, SystemClock, TeamId, UserId};
use tenantry_conformance::fixture::{batch, committed, count, draft, id, part, team_member};
use tenantry_conformance::tenants::World;

use crate::stores::{self, Kind};

/// As many as a purge removes at a time.
const ROWS_MAX: usize = 10_000;

async fn world(kind: Kind, mark: &str) -> (Arc<dyn Storage>, World) {
    let store = stores::open(kind, Arc::new(SystemClock)).await;
    let world = World::new(Arc::clone(&store), mark).await;
    (store, world)
}

/// Lets so many strangers join a team, as no caller could in one go.
async fn crowd(store: &dyn Storage, world: &World, team: TeamId, people: usize) {
    let joins = (0..people).map(|_| {
        let stranger = Principal::User(UserId::from_uuid(id()));
        Write::Insert(Row::TeamMember(team_member(world.org, team, stranger)))
    });
    let joins: Vec<_> = joins.collect();
    committed(store, batch([part(world.org, joins)])).await;
}

async fn a_deletion_ends_only_so_many_memberships(kind: Kind) {
    let (store, world) = world(kind, "crowd").await;
    let owner = world.inside("owner").await;
    let id_of = |name: &str| -> TeamId { world.id(name).as_str().unwrap().parse().unwrap() };
    // The two have one membership of the world's each: together they are one over.
    crowd(&*store, &world, id_of("team"), ROWS_MAX - 2).await;
    crowd(&*store, &world, id_of("leaf"), 1).await;

    let both = json!({ "team": world.id("team"), "children": "delete" });
    let refused = owner.call("teams.delete", both.clone()).await.unwrap_err();
    let told = (refused.kind(), refused.code());
    assert_eq!(told, (ErrorKind::LimitReached, "too_many_memberships"));
    assert_eq!(refused.field("max").unwrap(), ROWS_MAX);

    let leaf = json!({ "team": world.id("leaf") });
    owner.call("teams.delete", leaf).await.unwrap();
    owner.call("teams.delete", both).await.unwrap();
}

async fn a_journal_is_pruned_in_parts(kind: Kind) {
    let (store, world) = world(kind, "long").await;
    let owner = world.inside("owner").await;
    let mut long = part(world.org, []);
    long.entries = (0..ROWS_MAX)
        .map(|_| draft(world.org.uuid(), Effect::None))
        .collect();
    committed(&*store, batch([long])).await;

    let last = owner.call("checkpoints.create", json!({})).await.unwrap();
    let all = json!({ "through": last["seq"] });
    let refused = owner.call("journal.prune", all.clone()).await.unwrap_err();
    let told = (refused.kind(), refused.code());
    assert_eq!(told, (ErrorKind::LimitReached, "too_many_entries"));
    // The refusal says how far one may go, and from there the rest is not too much.
    let part = json!({ "seq": refused.field("through_max").unwrap() });
    let part = owner.call("checkpoints.create", part).await.unwrap();
    let part = json!({ "through": part["seq"] });
    let pruned = owner.call("journal.prune", part).await.unwrap();
    assert_eq!(pruned["entries"], ROWS_MAX);
    owner.call("journal.prune", all).await.unwrap();
    let verified = owner.call("journal.verify", json!({})).await.unwrap();
    assert_eq!(verified["is_intact"], true, "{verified}");
}

async fn labels_are_made_up_to_their_number(kind: Kind) {
    let (store, world) = world(kind, "labels").await;
    let owner = world.inside("owner").await;
    // The world has one, and one more is to be made.
    let others = count(Counter::Labels, LABELS_MAX - 2);
    committed(&*store, batch([part(world.org, [others])])).await;
    let last = json!({ "name": "the last" });
    owner.call("labels.create", last).await.unwrap();
    let more = json!({ "name": "one more" });
    let refused = owner.call("labels.create", more.clone()).await.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::LimitReached);
    assert_eq!(refused.field("max").unwrap(), LABELS_MAX);
    let gone = json!({ "label": world.id("label") });
    owner.call("labels.delete", gone).await.unwrap();
    owner.call("labels.create", more).await.unwrap();
}

on_each_store! {
    labels_are_made_up_to_their_number
    a_deletion_ends_only_so_many_memberships
    a_journal_is_pruned_in_parts
}
