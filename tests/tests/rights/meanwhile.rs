//! What others do between a decision and its commit, the commit finds.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex};

use serde_json::json;
use tenantry::access::Role;
use tenantry::storage::Storage;
use tenantry::{Ids, OsIds, SystemClock, Tenantry, Time};
use tenantry_conformance::tenants::World;
use tokio::sync::oneshot;
use uuid::Uuid;

use crate::stores::{self, Kind};

/// Ids that hold up the first decision that asks for a secret, or for any id: what it requires
/// is decided by then, and nothing is committed yet.
pub(super) struct SlowIds {
    at_id: bool,
    waiting: Mutex<Option<(oneshot::Sender<()>, Receiver<()>)>>,
}

impl SlowIds {
    /// The ids, the sign that a decision waits, and the means to let it go.
    pub(super) fn new(at_id: bool) -> (Self, oneshot::Receiver<()>, SyncSender<()>) {
        let (tell, told) = oneshot::channel();
        let (open, opened) = sync_channel(1);
        let waiting = Mutex::new(Some((tell, opened)));
        (Self { at_id, waiting }, told, open)
    }

    fn wait(&self) {
        let waiting = self.waiting.lock().unwrap().take();
        if let Some((tell, opened)) = waiting {
            tell.send(()).unwrap();
            // What else runs on this thread of the runtime goes on elsewhere.
            tokio::task::block_in_place(|| opened.recv().unwrap());
        }
    }
}

impl Ids for SlowIds {
    fn next(&self, at: Time) -> Uuid {
        if self.at_id {
            self.wait();
        }
        OsIds.next(at)
    }

    fn fill(&self, bytes: &mut [u8]) {
        OsIds.fill(bytes);
        self.wait();
    }
}

/// Somebody who may hand out a viewer's keys, but not an admin's, asks for one of a service
/// account that becomes an admin while this is decided.
async fn hand_out(store: Arc<dyn Storage>, operation: &str) -> String {
    let world = World::new(store.clone(), &operation.replace(['.', '_'], "-")).await;
    let viewer = world.inside("owner").await;
    let viewer = viewer
        .call("roles.get", json!({ "role": Role::Viewer.id() }))
        .await;
    let mut scopes = viewer.unwrap()["permissions"].clone();
    scopes
        .as_array_mut()
        .unwrap()
        .push("services.manage".into());
    let cut = json!({ "name": "cut", "scopes": scopes });
    let owner = world.person("owner").await.unwrap();
    let cut = owner.call("keys.create", cut).await.unwrap();
    let (ids, decided, go_on) = SlowIds::new(false);
    let slow = Tenantry::shared(store, Arc::new(ids));
    let cut = slow.authenticate(cut["secret"].as_str().unwrap()).await;
    let cut = cut.unwrap().enter(world.org).await.unwrap();

    let input = match operation {
        "service_keys.create" => json!({ "service": world.id("clerk"), "name": "new" }),
        _ => json!({ "service": world.id("clerk"), "key": world.id("clerk's key") }),
    };
    let operation = operation.to_owned();
    let mut handed = tokio::spawn(async move { cut.call(&operation, input).await });
    tokio::select! {
        early = &mut handed => panic!("it was not held up: {early:?}"),
        decided = decided => decided.unwrap(),
    }
    let clerk = json!({ "kind": "service", "id": world.id("clerk") });
    let promoted = json!({ "principal": clerk, "role": "admin" });
    let inside = world.inside("owner").await;
    inside.call("members.update", promoted).await.unwrap();
    go_on.send(()).unwrap();
    let error = handed.await.unwrap().expect_err("an admin's key");
    error.code().to_owned()
}

async fn no_key_of_a_service_that_was_promoted_meanwhile(kind: Kind) {
    let store = stores::open(kind, Arc::new(SystemClock)).await;
    for operation in ["service_keys.create", "service_keys.rotate"] {
        let code = hand_out(store.clone(), operation).await;
        assert_eq!(code, "role_not_covered", "{operation} on {kind:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_key_of_a_service_that_was_promoted_meanwhile_on_sqlite() {
    no_key_of_a_service_that_was_promoted_meanwhile(Kind::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_key_of_a_service_that_was_promoted_meanwhile_on_postgres() {
    no_key_of_a_service_that_was_promoted_meanwhile(Kind::Postgres).await;
}
