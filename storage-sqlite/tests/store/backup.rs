//! Backups: written while others work, verified to the byte, restored into an empty store.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use sha2::{Digest as _, Sha256};
use tenantry::ErrorKind;
use tenantry::page::Keyset;
use tenantry::storage::{JournalReads, Scope, Storage, TeamReads, TeamsOf};
use tenantry_conformance::fixture::{Gate, Story, committed};
use tenantry_sqlite::{Options, Sqlite};

async fn filled(path: &Path) -> (Sqlite, Story) {
    let store = Sqlite::open(path).unwrap();
    let story = Story::begin(&store).await;
    for _ in 0..20 {
        committed(&store, story.create_named("red")).await;
    }
    (store, story)
}

#[tokio::test]
async fn a_backup_is_restored_whole() {
    let folder = tempfile::tempdir().unwrap();
    let (store, story) = filled(&folder.path().join("t.db")).await;
    let copy = folder.path().join("copy");
    let written = store.backup(&copy).await.unwrap();
    assert_eq!((written.scopes, written.entries), (2, 23));
    assert_eq!(store.verify_backup(&copy).await.unwrap(), written);

    let scope = Scope::from(story.org);
    let head = store.head(scope).await.unwrap();
    committed(&store, story.create_named("too late")).await;
    for empty in [
        Sqlite::open(folder.path().join("other.db")).unwrap(),
        Sqlite::memory().unwrap(),
    ] {
        assert_eq!(empty.restore(&copy).await.unwrap(), written);
        assert_eq!(empty.head(scope).await.unwrap(), head);
        committed(&empty, story.create_named("goes on")).await;
        let theirs = store.head(scope).await.unwrap().unwrap();
        let ours = empty.head(scope).await.unwrap().unwrap();
        assert_eq!(ours.seq, theirs.seq);
        assert!(!theirs.cursor().matches(&ours.hash));
    }
}

#[tokio::test]
async fn a_store_in_memory_is_backed_up() {
    let folder = tempfile::tempdir().unwrap();
    let store = Sqlite::memory().unwrap();
    Story::begin(&store).await;
    let copy = folder.path().join("copy");
    assert_eq!(store.backup(&copy).await.unwrap().scopes, 2);
}

#[tokio::test]
async fn nothing_is_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let (store, _) = filled(&folder.path().join("t.db")).await;
    let copy = folder.path().join("copy");
    store.backup(&copy).await.unwrap();
    let error = store.backup(&copy).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.code()),
        (ErrorKind::Conflict, "exists")
    );
    let error = store
        .verify_backup(&folder.path().join("t.db"))
        .await
        .unwrap_err();
    assert_eq!(
        (error.kind(), error.code()),
        (ErrorKind::Conflict, "in_use")
    );
    let error = store.restore(&copy).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.code()),
        (ErrorKind::Conflict, "not_empty")
    );
    store.verify_backup(&copy).await.unwrap();
}

#[tokio::test]
async fn every_damage_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let (store, _) = filled(&folder.path().join("t.db")).await;
    let copy = folder.path().join("copy");
    store.backup(&copy).await.unwrap();
    let whole = std::fs::read(&copy).unwrap();
    let damaged = folder.path().join("damaged");
    let flips = (0..whole.len()).step_by(1_999).map(|at| {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x40;
        bytes
    });
    let ends = [0, 10, 40, 4_096, whole.len() - 1].map(|end| whole[..end].to_vec());
    for bytes in flips.chain(ends) {
        std::fs::write(&damaged, bytes).unwrap();
        let error = store.verify_backup(&damaged).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Corrupt, "{error:?}");
    }
}

/// Changes an entry in a backup and seals the file anew, as somebody would who knows how.
fn forge(backup: &Path) {
    let whole = std::fs::read(backup).unwrap();
    let (content, seal) = whole.split_at(whole.len() - 40);
    std::fs::write(backup, content).unwrap();
    let db = rusqlite::Connection::open(backup).unwrap();
    let forged = db.execute("UPDATE org_journal SET body = '{}' WHERE seq = 7", []);
    assert_eq!(forged.unwrap(), 1);
    db.close().unwrap();
    let content = std::fs::read(backup).unwrap();
    let hash = Sha256::digest(&content);
    std::fs::write(backup, [&content, &seal[..8], &hash].concat()).unwrap();
}

#[tokio::test]
async fn a_forged_entry_is_found_behind_a_good_seal() {
    let folder = tempfile::tempdir().unwrap();
    let (store, _) = filled(&folder.path().join("t.db")).await;
    let copy = folder.path().join("copy");
    store.backup(&copy).await.unwrap();
    forge(&copy);
    let empty = Sqlite::memory().unwrap();
    for error in [
        store.verify_backup(&copy).await.unwrap_err(),
        empty.restore(&copy).await.unwrap_err(),
    ] {
        assert_eq!(error.kind(), ErrorKind::Corrupt, "{error}");
        assert_eq!(error.field("seq").unwrap(), 7);
    }
    assert!(empty.scopes(None, 9).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_broken_chain_is_not_backed_up() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.db");
    let (store, _) = filled(&path).await;
    let db = rusqlite::Connection::open(&path).unwrap();
    db.execute("UPDATE org_journal SET body = '{}x' WHERE seq = 7", [])
        .unwrap();
    let error = store.backup(&folder.path().join("copy")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Corrupt);
    assert_eq!(error.field("seq").unwrap(), 7);
    assert!(!folder.path().join("copy").exists());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_long_read_does_not_wait_for_a_backup() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.db");
    let (_, story) = filled(&path).await;
    let (gate, waits, open) = Gate::before("backup.copy");
    let mut options = Options::default();
    options.ports.probe = Some(Arc::new(gate));
    options.reader_threads = 1;
    let store = Arc::new(Sqlite::open_with(&path, options).unwrap());
    let backing = {
        let (store, copy) = (Arc::clone(&store), folder.path().join("copy"));
        tokio::spawn(async move { store.backup(&copy).await })
    };
    waits.recv().unwrap();
    let view = story.view();
    let all = store.teams(&view, TeamsOf::Org, Keyset::first(1_000));
    let all = tokio::time::timeout(Duration::from_secs(10), all).await;
    let all = all.expect("the read goes on").unwrap();
    assert_eq!(all.value.len(), 20);
    open.send(()).unwrap();
    backing.await.unwrap().unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn others_work_on_while_a_backup_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let (store, story) = filled(&folder.path().join("t.db")).await;
    let store = Arc::new(store);
    let writing = {
        let store = Arc::clone(&store);
        tokio::spawn(async move {
            for _ in 0..200 {
                committed(&*store, story.create_named("more")).await;
            }
        })
    };
    for round in 0..5 {
        let acknowledged = store.head(story.org.into()).await.unwrap().unwrap().seq;
        let copy = folder.path().join(format!("copy-{round}"));
        let written = store.backup(&copy).await.unwrap();
        assert!(written.entries >= acknowledged);
    }
    writing.await.unwrap();
}
