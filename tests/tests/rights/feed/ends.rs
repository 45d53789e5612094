//! An open feed ends when its reader may not be here any more, and says why.

use std::sync::Arc;

use futures_util::{FutureExt, StreamExt};
use serde_json::{Value, json};
use tenantry::{Tenantry, Time};
use tenantry_conformance::fixture::HandClock;
use tenantry_conformance::tenants::World;

use super::{Items, follow, next, world};
use crate::revokes;
use crate::stores::{self, Kind};

/// One store in two processes: the feeds are open in both, and what ends them is done in one.
struct Both {
    there: World,
    here: World,
    _folder: tempfile::TempDir,
}

impl Both {
    async fn new(kind: Kind) -> Self {
        let ([here, there], folder) = revokes::open_twice(kind).await;
        let there = World::new(there, "w").await;
        let here = World {
            tenantry: Tenantry::shared(here, Arc::new(tenantry::OsIds)),
            ..there.clone()
        };
        Self {
            there,
            here,
            _folder: folder,
        }
    }

    /// A viewer's feeds: whom the product vouches for, in both.
    async fn vouched(&self) -> Vec<Items> {
        let mut feeds = Vec::new();
        for world in [&self.there, &self.here] {
            feeds.push(quiet(follow(&world.inside("viewer").await, None).await));
        }
        feeds
    }

    /// A viewer's feeds: by API key, in both.
    async fn keyed(&self) -> Vec<Items> {
        let mut feeds = Vec::new();
        for world in [&self.there, &self.here] {
            let viewer = world.key("viewer").await.unwrap();
            let inside = viewer.enter(world.org).await.unwrap();
            feeds.push(quiet(follow(&inside, None).await));
        }
        feeds
    }

    /// By either proof, in both.
    async fn all(&self) -> Vec<Items> {
        let mut feeds = self.vouched().await;
        feeds.extend(self.keyed().await);
        feeds
    }

    /// What the operator does in the directory.
    async fn operates(&self, operation: &str, mut input: Value) {
        input["directory"] = json!(self.there.directory);
        let system = self.there.system();
        system.call(operation, input).await.unwrap();
    }

    /// The viewer, as the operator names them.
    fn viewer(&self) -> Value {
        json!({ "user": self.there.id("viewer") })
    }
}

async fn all_end(feeds: Vec<Items>, code: &str) {
    for mut items in feeds {
        let error = next(&mut items).await.unwrap_err();
        assert_eq!(error.code(), code, "{error}");
        assert!(items.next().await.is_none());
    }
}

/// A feed that waits, and has nothing to tell.
fn quiet(mut items: Items) -> Items {
    assert!(items.next().now_or_never().is_none());
    items
}

/// Another proof of the same person goes on, and hears nothing of it.
async fn the_feed_of_a_vouched_subject_ends_when_it_is_unlinked(kind: Kind) {
    let both = Both::new(kind).await;
    let (vouched, keyed) = (both.vouched().await, both.keyed().await);
    let subject = json!({ "issuer": "app", "subject": "w-viewer" });
    both.operates("subjects.unlink", subject).await;
    all_end(vouched, "unknown_subject").await;
    let manager = both.there.inside("manager").await;
    let team = json!({ "name": "still heard" });
    manager.call("teams.create", team).await.unwrap();
    for mut items in keyed {
        let item = next(&mut items).await.unwrap();
        assert_eq!(item["entry"]["body"]["name"], "still heard", "{item}");
    }
}

/// The subject proves somebody again: another, or the same person by another word.
async fn the_feed_of_a_vouched_subject_ends_when_it_is_linked_anew(kind: Kind) {
    for name in ["owner", "viewer"] {
        let both = Both::new(kind).await;
        let vouched = both.vouched().await;
        let mut subject = json!({ "issuer": "app", "subject": "w-viewer" });
        both.operates("subjects.unlink", subject.clone()).await;
        subject["user"] = both.there.id(name);
        both.operates("subjects.link", subject).await;
        all_end(vouched, "unknown_subject").await;
    }
}

async fn the_feed_ends_when_its_person_is_suspended(kind: Kind) {
    let both = Both::new(kind).await;
    let feeds = both.all().await;
    both.operates("users.suspend", both.viewer()).await;
    all_end(feeds, "user_suspended").await;
}

async fn the_feed_ends_when_its_person_is_deactivated(kind: Kind) {
    let both = Both::new(kind).await;
    let feeds = both.all().await;
    both.operates("users.deactivate", both.viewer()).await;
    all_end(feeds, "user_deactivated").await;
}

async fn the_feed_ends_when_its_organisation_is_suspended(kind: Kind) {
    let both = Both::new(kind).await;
    let feeds = both.all().await;
    let system = both.there.system().enter(both.there.org).await.unwrap();
    system.orgs().suspend().await.unwrap();
    all_end(feeds, "org_suspended").await;
}

async fn the_feed_ends_when_its_organisation_is_deleted(kind: Kind) {
    let both = Both::new(kind).await;
    let feeds = both.all().await;
    let owner = both.there.inside("owner").await;
    owner.orgs().delete().await.unwrap();
    all_end(feeds, "not_found").await;
}

/// Whose key ends is told so, also where nothing else happens; other people's keys are
/// other people's matter.
async fn the_feed_of_a_quiet_organisation_ends_with_its_key(kind: Kind) {
    let world = world(kind).await;
    let viewer = world.key("viewer").await.unwrap();
    let mut items = follow(&viewer.enter(world.org).await.unwrap(), None).await;
    assert!(items.next().now_or_never().is_none());
    revoke(&world, "owner").await;
    let manager = world.inside("manager").await;
    let team = json!({ "name": "still heard" });
    manager.call("teams.create", team).await.unwrap();
    let item = next(&mut items).await.unwrap();
    assert_eq!(item["entry"]["body"]["name"], "still heard", "{item}");
    assert!(items.next().now_or_never().is_none());
    revoke(&world, "viewer").await;
    let error = next(&mut items).await.unwrap_err();
    assert_eq!(error.code(), "key_revoked", "{error}");
    assert!(items.next().await.is_none());
}

async fn revoke(world: &World, name: &str) {
    let person = world.person(name).await.unwrap();
    let key = json!({ "key": world.id(&format!("{name}'s key")) });
    person.call("keys.revoke", key).await.unwrap();
}

/// The same where another process revokes it.
async fn the_feed_ends_with_a_key_that_another_process_revokes(kind: Kind) {
    let both = Both::new(kind).await;
    let keyed = both.keyed().await;
    revoke(&both.there, "viewer").await;
    all_end(keyed, "key_revoked").await;
}

/// Whose key expires is told so, though nobody has written anything.
async fn the_feed_of_a_quiet_organisation_ends_when_its_key_expires(kind: Kind) {
    let clock = Arc::new(HandClock::at(1_000_000));
    let end = Time::from_micros(60_000_000);
    let world = World::new(stores::open(kind, clock.clone()).await, "w").await;
    let person = world.person("viewer").await.unwrap();
    let key = json!({ "name": "brief", "expires_at": end });
    let key = person.call("keys.create", key).await.unwrap();
    let secret = key["secret"].as_str().unwrap();
    let viewer = world.tenantry.authenticate(secret).await.unwrap();
    let mut items = follow(&viewer.enter(world.org).await.unwrap(), None).await;
    assert!(items.next().now_or_never().is_none());
    clock.set(end.micros());
    let error = next(&mut items).await.unwrap_err();
    assert_eq!(error.code(), "key_expired", "{error}");
    assert!(items.next().await.is_none());
}

async fn what_a_role_lets_hear_ends_with_the_role(kind: Kind) {
    const NOW: i64 = 1_800_000_000_000_000;
    let clock = Arc::new(HandClock::at(NOW));
    let world = World::new(stores::open(kind, clock.clone()).await, "w").await;
    let owner = world.inside("owner").await;
    let roles = owner.call("roles.list", json!({})).await.unwrap();
    let given = json!({
        "holder": { "kind": "user", "id": world.id("viewer") },
        "role": roles["items"][1]["id"],
        "expires_at": Time::from_micros(NOW + 1_000_000),
    });
    owner.call("assignments.create", given).await.unwrap();
    let mut items = follow(&world.inside("viewer").await, None).await;
    let service = |name: &str| json!({ "name": name, "role": "viewer" });
    let create = |name| owner.call("services.create", service(name));
    create("heard").await.unwrap();
    let heard = next(&mut items).await.unwrap();
    assert_eq!(heard["entry"]["operation"], "services.create");
    clock.set(NOW + 1_000_000);
    create("not heard").await.unwrap();
    let team = json!({ "name": "heard" });
    owner.call("teams.create", team).await.unwrap();
    let heard = next(&mut items).await.unwrap();
    assert_eq!(heard["entry"]["operation"], "teams.create", "{kind:?}");
}

on_each_store! {
    what_a_role_lets_hear_ends_with_the_role
    the_feed_of_a_vouched_subject_ends_when_it_is_unlinked
    the_feed_of_a_vouched_subject_ends_when_it_is_linked_anew
    the_feed_ends_when_its_person_is_suspended
    the_feed_ends_when_its_person_is_deactivated
    the_feed_ends_when_its_organisation_is_suspended
    the_feed_ends_when_its_organisation_is_deleted
    the_feed_of_a_quiet_organisation_ends_with_its_key
    the_feed_ends_with_a_key_that_another_process_revokes
    the_feed_of_a_quiet_organisation_ends_when_its_key_expires
}
