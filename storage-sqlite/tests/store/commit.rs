//! What the writer of a file does with its callers.

use std::sync::Arc;
use std::time::Duration;

use tenantry::storage::{Expect, Failure, JournalReads, Key, Storage, TeamReads, TeamsOf};
use tenantry_conformance::fixture::{
    FIRST, Story, batch, committed, each_of_a_group_fails_alone, expecting, refused,
};
use tenantry_sqlite::Sqlite;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_caller_of_a_group_fails_alone() {
    let folder = tempfile::tempdir().unwrap();
    let store = Sqlite::open(folder.path().join("t.db")).unwrap();
    each_of_a_group_fails_alone(Arc::new(store)).await;
}

#[tokio::test]
async fn a_caller_that_goes_abandons_its_wait_only() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.db");
    let store = Sqlite::open(&path).unwrap();
    let story = Story::begin(&store).await;
    for _ in 0..20 {
        let commit = store.commit(story.create_named("red"));
        // One poll hands the batch over; then the caller goes.
        let _ = tokio::time::timeout(Duration::ZERO, commit).await;
    }
    drop(store);
    let store = Sqlite::open(&path).unwrap();
    let teams = store.teams(&story.view(), TeamsOf::Org, FIRST).await;
    assert_eq!(teams.unwrap().value.len(), 20);
}

#[test]
fn a_blocking_caller_commits_in_place() {
    let folder = tempfile::tempdir().unwrap();
    let store = Sqlite::open(folder.path().join("t.db")).unwrap();
    tenantry::blocking::run(async {
        let story = Story::begin(&store).await;
        let team = story.team("red");
        let receipt = committed(&store, story.create(&team)).await;
        let landed = store.landed(story.org.into(), receipt.commit, 1).await;
        assert_eq!(landed.unwrap().unwrap().at, receipt.at);
        let absent = [Expect::Absent(Key::Team(team.id))];
        let late = refused(&store, batch([expecting(story.org, absent)])).await;
        assert_eq!(late, Failure::Stale);
    });
}
