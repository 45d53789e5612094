//! Backups: written while others work, checked, and restored into an empty store.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use futures_util::future::join;
use tenantry::ErrorKind;
use tenantry::journal::verify_scope;
use tenantry::storage::{BackupReport, Counter};

use super::purge::fill;
use crate::Bench;
use crate::child::{Child, Role};
use crate::fixture::{Story, committed, dump, told, value_of, with_replay};

/// No backup needs as many steps.
const STEPS_MAX: u32 = 100;

/// A store with something in every table, and its backup.
async fn backed_up(bench: &Bench, to: &Path) -> (Story, BackupReport) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    fill(&*store, &story).await;
    let report = store.backup(to).await.unwrap();
    (story, report)
}

pub(super) async fn a_restored_backup_is_the_store_that_was(bench: &Bench) {
    let file = bench.file();
    let (story, report) = backed_up(bench, &file).await;
    let store = bench.open().await;
    let before = dump(&*store).await;
    assert_eq!(report.scopes, 2);
    let entries = told(&*store, story.org).await.len() + told(&*store, story.directory).await.len();
    assert_eq!(report.entries, entries as u64);
    assert_eq!(report.bytes, std::fs::metadata(&file).unwrap().len());
    assert_eq!(store.verify_backup(&file).await.unwrap(), report);

    let other = bench.another();
    let restored = other.open().await;
    assert_eq!(restored.restore(&file).await.unwrap(), report);
    assert_eq!(dump(&*restored).await, before);
    // Counters and remembered calls are not drawn in the picture.
    assert_eq!(value_of(&*restored, story.org, Counter::Teams).await, 2);
    let replay = crate::fixture::replay(story.org, "k", 1);
    let kept = restored
        .replay(story.org.into(), &replay.key)
        .await
        .unwrap();
    assert_eq!(
        kept,
        store.replay(story.org.into(), &replay.key).await.unwrap()
    );
    assert!(kept.is_some());
}

pub(super) async fn a_restored_store_goes_on(bench: &Bench) {
    let file = bench.file();
    let (story, _) = backed_up(bench, &file).await;
    let other = bench.another();
    let restored = other.open().await;
    restored.restore(&file).await.unwrap();
    committed(&*restored, story.create_named("blue")).await;
    let again = with_replay(story.create_named("red"), "k", 1);
    crate::fixture::replayed(&*restored, again).await;
    assert!(
        verify_scope(&*restored, story.org.into())
            .await
            .unwrap()
            .is_intact
    );
    drop(restored);
    let reopened = other.open().await;
    assert_eq!(value_of(&*reopened, story.org, Counter::Teams).await, 3);
}

pub(super) async fn a_backup_between_two_slices_of_a_purge_is_whole(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    fill(&*store, &story).await;
    story.mark_deleted(&*store).await;
    while !store.purge(story.org, 2).await.unwrap().is_done {
        let file = bench.file();
        let report = store.backup(&file).await.unwrap();
        assert_eq!(store.verify_backup(&file).await.unwrap(), report);
    }
}

pub(super) async fn a_backup_refuses_to_overwrite_a_file(bench: &Bench) {
    let store = bench.open().await;
    Story::begin(&*store).await;
    let file = bench.file();
    std::fs::write(&file, "precious").unwrap();
    let error = store.backup(&file).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Conflict);
    assert_eq!(std::fs::read(&file).unwrap(), b"precious");
}

pub(super) async fn a_backup_has_the_longest_name_that_there_is(bench: &Bench) {
    let store = bench.open().await;
    Story::begin(&*store).await;
    let file = bench.file().with_file_name("b".repeat(255));
    let report = store.backup(&file).await.unwrap();
    assert_eq!(store.verify_backup(&file).await.unwrap(), report);
    let other = bench.another();
    let restored = other.open().await.restore(&file).await.unwrap();
    assert_eq!(restored, report);
}

pub(super) async fn a_backup_that_is_killed_leaves_no_file_of_its_name(bench: &Bench) {
    let store = bench.open().await;
    Story::begin(&*store).await;
    let to = bench.file();
    for at in 0..STEPS_MAX {
        let role = Role::BackUp { to: to.clone(), at };
        let mut child = Child::start(bench, &role);
        let said = child.lines();
        if child.end().success() {
            assert_eq!(said, ["survived"]);
            assert!(at > 1, "only {at} steps were told to the probe");
            store.verify_backup(&to).await.unwrap();
            return;
        }
        assert!(!to.exists(), "step {at} left a file");
    }
    panic!("the backup never ends");
}

pub(super) async fn a_flipped_byte_is_found(bench: &Bench) {
    let file = bench.file();
    backed_up(bench, &file).await;
    let store = bench.open().await;
    let whole = std::fs::read(&file).unwrap();
    let places = [0, 100, whole.len() / 3, whole.len() / 2, whole.len() - 1];
    for place in places {
        let mut flipped = whole.clone();
        flipped[place] ^= 0x10;
        std::fs::write(&file, &flipped).unwrap();
        let error = store.verify_backup(&file).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Corrupt, "byte {place}: {error:?}");
        let empty = bench.another();
        let error = empty.open().await.restore(&file).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Corrupt, "byte {place}: {error:?}");
    }
    std::fs::write(&file, &whole).unwrap();
    store.verify_backup(&file).await.unwrap();
}

pub(super) async fn a_missing_end_is_found(bench: &Bench) {
    let file = bench.file();
    backed_up(bench, &file).await;
    let store = bench.open().await;
    let whole = std::fs::read(&file).unwrap();
    for length in [0, 1, whole.len() / 2, whole.len() - 1] {
        std::fs::write(&file, &whole[..length]).unwrap();
        let error = store.verify_backup(&file).await.unwrap_err();
        assert_eq!(
            error.kind(),
            ErrorKind::Corrupt,
            "{length} bytes: {error:?}"
        );
    }
    let mut longer = whole.clone();
    longer.push(b'\n');
    std::fs::write(&file, &longer).unwrap();
    let error = store.verify_backup(&file).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Corrupt, "{error:?}");
}

pub(super) async fn a_file_that_is_no_backup_is_refused(bench: &Bench) {
    let store = bench.open().await;
    let file = bench.file();
    std::fs::write(
        &file,
        "no backup, but long enough to be taken for one".repeat(100),
    )
    .unwrap();
    let error = store.restore(&file).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Corrupt, "{error:?}");
    let error = store.verify_backup(&bench.file()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unavailable, "{error:?}");
    assert!(store.scopes(None, 9).await.unwrap().is_empty());
}

pub(super) async fn a_store_that_is_not_empty_refuses_a_restore(bench: &Bench) {
    let file = bench.file();
    backed_up(bench, &file).await;
    let other = bench.another();
    let store = other.open().await;
    Story::begin(&*store).await;
    let before = dump(&*store).await;
    let error = store.restore(&file).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Conflict, "{error:?}");
    assert_eq!(dump(&*store).await, before);
}

pub(super) async fn a_backup_while_others_write_holds_no_commit_in_part(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let is_over = AtomicBool::new(false);
    let writing = async {
        let mut written = 0;
        while !is_over.load(Ordering::Relaxed) {
            let mut batch = story.create_named("red");
            batch
                .parts
                .extend(story.join(&format!("user-{written}")).parts);
            committed(&*store, batch).await;
            written += 1;
        }
    };
    let files: Vec<_> = (0..bench.rounds().min(20)).map(|_| bench.file()).collect();
    let backing = async {
        let mut acknowledged = Vec::new();
        for file in &files {
            acknowledged.push(value_of(&*store, story.org, Counter::Teams).await);
            store.backup(file).await.unwrap();
        }
        is_over.store(true, Ordering::Relaxed);
        acknowledged
    };
    let (acknowledged, ()) = join(backing, writing).await;
    for (file, acknowledged) in files.iter().zip(acknowledged) {
        let other = bench.another();
        let restored = other.open().await;
        restored.restore(file).await.unwrap();
        let teams = value_of(&*restored, story.org, Counter::Teams).await;
        assert!(teams >= acknowledged, "{teams} of {acknowledged}");
        let people = restored
            .head(story.directory.into())
            .await
            .unwrap()
            .unwrap();
        assert_eq!(people.seq as i64, teams + 2);
        for scope in restored.scopes(None, 9).await.unwrap() {
            assert!(verify_scope(&*restored, scope).await.unwrap().is_intact);
        }
    }
}
