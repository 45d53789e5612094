//! Cursors: a place in one history, which no other history recognises.

use std::sync::Arc;

use tenantry::journal::{Cursor, JournalPage, ListJournal};
use tenantry::storage::Storage;
use tenantry::{OsIds, Tenantry};

use crate::Bench;
use crate::fixture::{Story, committed, told};

pub(super) async fn a_receipts_cursor_is_the_last_entrys(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    for _ in 0..3 {
        let receipt = committed(&*store, story.create_named("red")).await;
        let last = told(&*store, story.org).await.pop().unwrap();
        assert_eq!(receipt.cursors, [(story.org.into(), last.cursor())]);
        assert!(receipt.cursors[0].1.matches(&last.hash));
    }
}

pub(super) async fn a_cursor_of_another_history_does_not_match(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let other = bench.another();
    let twin = other.open().await;
    committed(&*twin, story.found_directory()).await;
    committed(&*twin, story.found_org()).await;
    for scope in store.scopes(None, 9).await.unwrap() {
        let ours = told(&*store, scope).await;
        let theirs = told(&*twin, scope).await;
        assert_eq!(ours.len(), theirs.len());
        for (ours, theirs) in ours.iter().zip(&theirs) {
            assert!(ours.cursor().matches(&ours.hash));
            assert!(!ours.cursor().matches(&theirs.hash), "{scope}");
        }
    }
}

/// Lists the organisation's journal through the operations.
async fn list(store: &Arc<dyn Storage>, story: &Story, after: Cursor) -> JournalPage {
    let tenantry = Tenantry::shared(Arc::clone(store), Arc::new(OsIds));
    let system = tenantry.system("conformance").unwrap();
    let tenant = system.enter(story.org).await.unwrap();
    let input = ListJournal {
        after: Some(after),
        ..ListJournal::default()
    };
    tenant.journal().list(input).await.unwrap()
}

/// A store, another that is restored from its backup, and cursors of the first: before the
/// backup, and two behind it.
async fn forked(bench: &Bench, other: &Bench) -> (Story, Arc<dyn Storage>, [Cursor; 3]) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let create = async || committed(&*store, story.create_named("red")).await.cursors[0].1;
    let before = create().await;
    let file = bench.file();
    store.backup(&file).await.unwrap();
    let behind = [create().await, create().await];
    let restored = other.open().await;
    restored.restore(&file).await.unwrap();
    (story, restored, [before, behind[0], behind[1]])
}

pub(super) async fn the_feed_resyncs_a_cursor_that_the_backup_does_not_hold(bench: &Bench) {
    let other = bench.another();
    let (story, restored, [_, next, last]) = forked(bench, &other).await;
    // The restored history has not come as far yet.
    assert!(list(&restored, &story, next).await.resync);
    committed(&*restored, story.create_named("blue")).await;
    // Now it has, but it is another one.
    let page = list(&restored, &story, next).await;
    assert!(page.resync && page.items.is_empty());
    assert!(list(&restored, &story, last).await.resync);
    assert!(!list(&restored, &story, page.cursor).await.resync);
}

pub(super) async fn a_cursor_that_the_backup_holds_goes_on(bench: &Bench) {
    let other = bench.another();
    let (story, restored, [before, ..]) = forked(bench, &other).await;
    let receipt = committed(&*restored, story.create_named("blue")).await;
    let page = list(&restored, &story, before).await;
    assert!(!page.resync);
    // What comes behind it is that the system has entered, to list.
    assert_eq!(page.items[0].commit, receipt.commit);
    assert_eq!(page.items[0].cursor, receipt.cursors[0].1);
}
