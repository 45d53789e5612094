//! A purge whose entry was lost: the one change that is told in a commit of its own.

use std::sync::Arc;

use serde_json::json;
use tenantry::SystemClock;
use tenantry_conformance::tenants::World;

use crate::stores::{self, Kind};

/// Removes all rows as a purge does that ends before it tells, then calls again.
async fn who_calls_again_tells_what_an_interrupted_purge_did_not(kind: Kind) {
    let store = stores::open(kind, Arc::new(SystemClock)).await;
    let world = World::new(store.clone(), "cut-off").await;
    let gone = serde_json::from_value(world.id("gone")).unwrap();
    assert!(store.purge(gone, 10_000).await.unwrap().is_done);

    let system = world.system();
    let named = json!({ "directory": world.directory, "org": gone });
    let purged = system.call("orgs.purge", named).await.unwrap();
    assert_eq!(purged, json!({ "rows": 0, "is_done": true }), "{kind:?}");
    let journal = json!({ "directory": world.directory, "limit": 200 });
    let journal = system.call("directories.journal", journal).await.unwrap();
    let about_it = |operation: &str| {
        let told = journal["items"].as_array().unwrap().iter();
        let mut told = told.filter(|entry| entry["subject"]["id"] == json!(gone));
        told.any(|entry| entry["operation"] == operation)
    };
    assert!(
        about_it("orgs.delete") && about_it("orgs.purge"),
        "{journal}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn who_calls_again_tells_what_an_interrupted_purge_did_not_on_sqlite() {
    who_calls_again_tells_what_an_interrupted_purge_did_not(Kind::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_calls_again_tells_what_an_interrupted_purge_did_not_on_postgres() {
    who_calls_again_tells_what_an_interrupted_purge_did_not(Kind::Postgres).await;
}
