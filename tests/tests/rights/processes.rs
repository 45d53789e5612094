//! A revoke that has returned counts at once: for checks in its own process, and for operations
//! and checks of what the store knows in a real second one, which insists while rights come and
//! go.

use std::process::Command;
use std::sync::Arc;

use serde_json::{Value, json};
use tenantry::storage::{Ports, Storage};
use tenantry_conformance::revokes::{self, Trials};
use tenantry_conformance::tenants::World;
use tenantry_private_postgres::{fresh_schema, shared_url};
use tenantry_sqlite::Sqlite;

use super::bare::rounds;
use crate::stores::{self, Kind};

/// Opens the store at a place, a file or a schema.
async fn open(kind: Kind, place: &str) -> Arc<dyn Storage> {
    match kind {
        Kind::Sqlite => Arc::new(Sqlite::open(place).unwrap()),
        Kind::Postgres => Arc::new(stores::postgres(place.to_owned(), Ports::default()).await),
    }
}

/// A new place; the folder holds the file of SQLite's.
fn place(kind: Kind, folder: &tempfile::TempDir) -> String {
    match kind {
        Kind::Sqlite => folder.path().join("store.db").to_str().unwrap().to_owned(),
        Kind::Postgres => fresh_schema(),
    }
}

fn judge(kind: Kind, trials: Trials, least: usize) {
    assert_eq!(
        (trials.stale, trials.refused),
        (0, 0),
        "{trials:?} on {kind:?}"
    );
    assert!(trials.after >= least as u64, "{trials:?} on {kind:?}");
    assert!(trials.racing > trials.revokes, "{trials:?} on {kind:?}");
}

async fn no_check_allows_after_a_revoke_has_returned(kind: Kind) {
    let folder = tempfile::tempdir().unwrap();
    let world = World::new(open(kind, &place(kind, &folder)).await, "w").await;
    let checks = rounds(20_000, 1_000_000);
    judge(kind, revokes::within(&world, checks as u64).await, checks);
}

/// Runs in the process that the tests below start; alone it has nothing to do.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_process_that_insists() {
    let Some(told) = revokes::told() else {
        return;
    };
    let kind = match told["place"]["kind"].as_str() {
        Some("Sqlite") => Kind::Sqlite,
        _ => Kind::Postgres,
    };
    let store = open(kind, told["place"]["at"].as_str().unwrap()).await;
    revokes::insist(store, &told).await;
}

fn other(kind: Kind, at: &str) -> (Command, Value) {
    let mut process = Command::new(std::env::current_exe().unwrap());
    process.args([
        "--exact",
        "processes::a_process_that_insists",
        "--nocapture",
    ]);
    if kind == Kind::Postgres {
        process.env("TENANTRY_POSTGRES_URL", shared_url());
    }
    (process, json!({ "kind": format!("{kind:?}"), "at": at }))
}

async fn nothing_is_allowed_in_another_process_after_a_revoke(kind: Kind) {
    let folder = tempfile::tempdir().unwrap();
    let at = place(kind, &folder);
    let world = World::new(open(kind, &at).await, "w").await;
    let calls = rounds(400, 10_000);
    let (process, place) = other(kind, &at);
    let trials = revokes::across(&world, process, place, calls as u64).await;
    judge(kind, trials, calls);
}

on_each_store! {
    no_check_allows_after_a_revoke_has_returned
    nothing_is_allowed_in_another_process_after_a_revoke
}
