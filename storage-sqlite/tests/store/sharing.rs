//! One file, several engines: in one process and in several.

use std::fs::File;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use futures_util::StreamExt;
use tenantry::ErrorKind;
use tenantry::storage::{JournalReads, Storage, TeamReads, TeamsOf};
use tenantry_conformance::fixture::{FIRST, Story, committed};
use tenantry_sqlite::{Options, Sqlite};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_engines_write_one_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.db");
    let engines = [Sqlite::open(&path).unwrap(), Sqlite::open(&path).unwrap()].map(Arc::new);
    let story = Story::begin(&*engines[0]).await;
    let mut calls = Vec::new();
    for round in 0..100 {
        let engine = Arc::clone(&engines[round % 2]);
        calls.push(tokio::spawn(async move {
            committed(&*engine, story.create_named("red")).await;
        }));
    }
    for call in calls {
        call.await.unwrap();
    }
    for engine in &engines {
        let head = engine.head(story.org.into()).await.unwrap().unwrap();
        assert_eq!(head.seq, 101);
    }
}

#[tokio::test]
async fn a_watcher_hears_of_its_own_and_of_foreign_commits() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.db");
    let own = Sqlite::open(&path).unwrap();
    let foreign = Sqlite::open(&path).unwrap();
    let story = Story::begin(&own).await;
    let mut hints = own.watch(story.org.into());
    for store in [&own, &foreign, &foreign, &own] {
        let before = own.head(story.org.into()).await.unwrap().unwrap().seq;
        committed(store, story.create_named("red")).await;
        // Hints are coalesced and may come twice, so the journal tells whether one was due.
        tokio::time::timeout(Duration::from_secs(1), async {
            loop {
                hints.next().await.unwrap();
                if own.head(story.org.into()).await.unwrap().unwrap().seq > before {
                    return;
                }
            }
        })
        .await
        .unwrap();
    }
}

#[tokio::test]
async fn a_commit_before_the_first_poll_is_hinted() {
    let store = Sqlite::memory().unwrap();
    let story = Story::begin(&store).await;
    let mut hints = store.watch(story.org.into());
    committed(&store, story.create_named("red")).await;
    assert_eq!(hints.next().await, Some(()));
    drop(store);
    assert_eq!(hints.next().await, None);
}

#[tokio::test]
async fn a_turn_that_does_not_come_is_busy() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.db");
    let mut options = Options::default();
    options.turn_wait = Duration::from_millis(50);
    let store = Sqlite::open_with(&path, options).unwrap();
    let story = Story::begin(&store).await;

    // Another process that has the turn and does not move.
    let turn = File::open(folder.path().join("t.db-turn")).unwrap();
    turn.lock().unwrap();
    for _ in 0..2 {
        let began = Instant::now();
        let error = store.commit(story.create_named("red")).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Busy);
        assert!(began.elapsed() < Duration::from_secs(2));
    }
    // Reads do not wait for turns.
    assert!(store.head(story.org.into()).await.unwrap().is_some());

    turn.unlock().unwrap();
    let mut outcome = store.commit(story.create_named("red")).await;
    while outcome.is_err() {
        // The helper may still be letting go of what it waited for.
        outcome = store.commit(story.create_named("red")).await;
    }
    let head = store.head(story.org.into()).await.unwrap().unwrap();
    assert_eq!(head.seq, 2);
}

/// Runs in the processes that the test below starts; alone it has nothing to do.
#[tokio::test]
async fn a_process_that_writes() {
    let (Ok(path), Ok(story)) = (std::env::var("T_PATH"), std::env::var("T_STORY")) else {
        return;
    };
    let story: Story = serde_json::from_str(&story).unwrap();
    let store = Sqlite::open(path).unwrap();
    let mut worst = Duration::ZERO;
    for _ in 0..25 {
        let began = Instant::now();
        committed(&store, story.create_named("red")).await;
        worst = worst.max(began.elapsed());
    }
    assert!(worst < Duration::from_secs(4), "waited for {worst:?}");
}

#[tokio::test]
async fn four_processes_take_turns() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.db");
    let store = Sqlite::open(&path).unwrap();
    let story = Story::begin(&store).await;
    let children: Vec<_> = (0..4)
        .map(|_| {
            Command::new(std::env::current_exe().unwrap())
                .args(["--exact", "sharing::a_process_that_writes"])
                .env("T_PATH", &path)
                .env("T_STORY", serde_json::to_string(&story).unwrap())
                .stdout(Stdio::null())
                .spawn()
                .unwrap()
        })
        .collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    let seen = store
        .teams(&story.view(), TeamsOf::Top, FIRST)
        .await
        .unwrap();
    assert_eq!(seen.value.len(), 100);
    assert_eq!(seen.head.seq, 101);
}
