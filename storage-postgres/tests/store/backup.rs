//! Backups: whole, checked to the last byte, restored into an empty store.

use std::path::{Path, PathBuf};

use crate::server::{fresh, options, url};
use sha2::{Digest as _, Sha256};
use tenantry::ErrorKind;
use tenantry::storage::{JournalReads, Storage, TeamReads};
use tenantry_conformance::fixture::{Story, committed};
use tenantry_postgres::Postgres;

/// A store with a few teams, one with a name that a text file could stumble over.
async fn filled() -> (Postgres, Story) {
    fill(fresh().await).await
}

async fn fill(store: Postgres) -> (Postgres, Story) {
    let story = Story::begin(&store).await;
    for name in ["red", "tab\tline\nback\\slash \\N", "日本"] {
        let mut team = story.team(name);
        team.description = Some(name.to_owned());
        committed(&store, story.create(&team)).await;
    }
    (store, story)
}

fn path(folder: &tempfile::TempDir) -> PathBuf {
    folder.path().join("backup.sql")
}

async fn damage(empty: &Postgres, path: &Path, bytes: &[u8]) {
    std::fs::write(path, bytes).unwrap();
    let verified = empty.verify_backup(path).await.unwrap_err();
    assert_eq!(verified.kind(), ErrorKind::Corrupt);
    let restored = empty.restore(path).await.unwrap_err();
    assert_eq!(restored.kind(), ErrorKind::Corrupt);
    assert!(empty.scopes(None, 10).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_backup_is_restored_into_an_empty_store() {
    let (store, story) = filled().await;
    let folder = tempfile::tempdir().unwrap();
    let written = store.backup(&path(&folder)).await.unwrap();
    assert_eq!((written.scopes, written.entries), (2, 6));
    assert_eq!(store.verify_backup(&path(&folder)).await.unwrap(), written);

    let restored = fresh().await;
    assert_eq!(restored.restore(&path(&folder)).await.unwrap(), written);
    let org = story.org.into();
    let entries = store.entries(org, 0, 100).await.unwrap();
    assert_eq!(restored.entries(org, 0, 100).await.unwrap(), entries);
    for entry in &entries[1..] {
        let id = tenantry::TeamId::from_uuid(entry.subject.id);
        let team = store.team(&story.view(), id).await.unwrap();
        assert_eq!(restored.team(&story.view(), id).await.unwrap(), team);
    }
    committed(&restored, story.create_named("after")).await;
}

#[tokio::test]
async fn the_same_data_make_the_same_file() {
    let (store, _) = filled().await;
    let folder = tempfile::tempdir().unwrap();
    let (one, other) = (folder.path().join("one"), folder.path().join("other"));
    store.backup(&one).await.unwrap();
    store.backup(&other).await.unwrap();
    assert_eq!(std::fs::read(one).unwrap(), std::fs::read(other).unwrap());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[tokio::test]
async fn nothing_is_overwritten() {
    let (store, _) = filled().await;
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(path(&folder), "mine").unwrap();
    let error = store.backup(&path(&folder)).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.code()),
        (ErrorKind::Conflict, "exists")
    );
    assert_eq!(std::fs::read(path(&folder)).unwrap(), b"mine");

    let backup = folder.path().join("other");
    store.backup(&backup).await.unwrap();
    let error = store.restore(&backup).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.code()),
        (ErrorKind::Conflict, "not_empty")
    );
}

#[tokio::test]
async fn a_damaged_backup_is_refused_and_leaves_nothing() {
    let (store, _) = filled().await;
    let folder = tempfile::tempdir().unwrap();
    let path = path(&folder);
    store.backup(&path).await.unwrap();
    let whole = std::fs::read(&path).unwrap();
    let empty = fresh().await;

    damage(&empty, &path, &whole[..whole.len() - 1]).await;
    damage(&empty, &path, &whole[..whole.len() / 2]).await;
    damage(&empty, &path, &[whole.as_slice(), b"more"].concat()).await;
    let schema = b"-- tenantry backup 1\n-- schema ".len();
    for place in (0..whole.len()).step_by(whole.len() / 12).chain([schema]) {
        let mut flipped = whole.clone();
        flipped[place] ^= 1;
        damage(&empty, &path, &flipped).await;
    }
}

/// Changes a backup and seals the file anew, as somebody would who knows how.
fn forge(backup: &Path, change: impl FnOnce(&str) -> String) {
    let whole = std::fs::read_to_string(backup).unwrap();
    let (content, _) = whole.rsplit_once("-- sha256 ").unwrap();
    let forged = change(content);
    assert_ne!(forged, content);
    let hash = tenantry::journal::chain::hex(&Sha256::digest(&forged));
    std::fs::write(backup, format!("{forged}-- sha256 {hash}\n")).unwrap();
}

fn forge_entry(content: &str) -> String {
    let (before, journal) = content.split_once("org_journal").unwrap();
    let forged = journal.replacen("\tkit.write\t", "\tkit.forged\t", 1);
    format!("{before}org_journal{forged}")
}

#[tokio::test]
async fn a_forged_entry_is_found_behind_a_good_seal() {
    let (store, _) = filled().await;
    let folder = tempfile::tempdir().unwrap();
    let path = path(&folder);
    store.backup(&path).await.unwrap();
    forge(&path, forge_entry);
    let empty = fresh().await;
    for error in [
        store.verify_backup(&path).await.unwrap_err(),
        empty.restore(&path).await.unwrap_err(),
    ] {
        assert_eq!(error.kind(), ErrorKind::Corrupt, "{error}");
        assert_eq!(error.field("seq").unwrap(), 1);
    }
    assert!(empty.scopes(None, 9).await.unwrap().is_empty());
}

/// What the first version of the schema wrote: it had none of the tables that came later.
fn of_the_first_version(content: &str) -> String {
    let later = [
        "projects",
        "statuses",
        "labels",
        "tasks",
        "task_texts",
        "task_assignees",
        "task_labels",
        "task_comments",
        "task_tallies",
        "permissions",
        "roles",
        "assignments",
        "grants",
        "link_secrets",
    ];
    let mut tables: Vec<&str> = content.split("COPY tenantry.").collect();
    tables.retain(|table| {
        let name = table.split(' ').next().unwrap();
        !later.contains(&name)
    });
    let content = tables.join("COPY tenantry.");
    content.replacen("-- schema 5\n", "-- schema 1\n", 1)
}

#[tokio::test]
async fn a_backup_of_an_older_version_is_restored_and_one_of_a_newer_is_not() {
    let (store, story) = filled().await;
    let folder = tempfile::tempdir().unwrap();
    let path = path(&folder);
    let written = store.backup(&path).await.unwrap();
    forge(&path, of_the_first_version);
    let restored = fresh().await;
    let report = restored.restore(&path).await.unwrap();
    assert_eq!((report.schema, report.entries), (1, written.entries));
    committed(&restored, story.create_named("after")).await;

    forge(&path, |content| {
        content.replacen("-- schema 1\n", "-- schema 99\n", 1)
    });
    let error = store.verify_backup(&path).await.unwrap_err();
    assert_eq!(error.code(), "other_schema");
}

#[tokio::test]
async fn a_broken_chain_is_not_backed_up() {
    let options = options();
    let schema = options.schema.clone();
    let store = Postgres::connect_with(&url(), options).await.unwrap();
    let (store, _) = fill(store).await;
    let pool = sqlx::PgPool::connect(&url()).await.unwrap();
    let forge = format!("UPDATE {schema}.org_journal SET operation = 'forged' WHERE seq = 2");
    let forge = sqlx::query(sqlx::AssertSqlSafe(forge));
    forge.execute(&pool).await.unwrap();

    let folder = tempfile::tempdir().unwrap();
    let error = store.backup(&path(&folder)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Corrupt);
    assert_eq!(error.field("seq").unwrap(), 2);
    assert!(!path(&folder).exists());
}
