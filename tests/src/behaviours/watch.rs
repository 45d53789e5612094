//! Hints that a journal has grown.

use std::time::Duration;

use futures_util::StreamExt as _;
use futures_util::future::join3;
use tenantry::storage::Watch;

use crate::Bench;
use crate::child::{Child, Role};
use crate::fixture::{Story, committed, told};

/// Far longer than a hint may take: a bound for what would otherwise hang.
const DEADLINE: Duration = Duration::from_secs(20);

async fn hinted(watch: &mut Watch) {
    let hint = tokio::time::timeout(DEADLINE, watch.next()).await;
    assert_eq!(hint.expect("a hint in time"), Some(()));
}

pub(super) async fn a_commit_of_this_process_is_hinted(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let mut watch = store.watch(story.org.into());
    let mut directory = store.watch(story.directory.into());
    for name in ["red", "blue"] {
        let mut both = story.create_named(name);
        both.parts.extend(story.join(name).parts);
        join3(
            committed(&*store, both),
            hinted(&mut watch),
            hinted(&mut directory),
        )
        .await;
    }
}

pub(super) async fn a_commit_before_the_first_poll_is_hinted_too(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let mut watch = store.watch(story.org.into());
    committed(&*store, story.create_named("red")).await;
    hinted(&mut watch).await;
}

pub(super) async fn a_commit_of_another_process_is_hinted(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let mut watch = store.watch(story.org.into());
    // A watch may begin with a hint. What comes behind this one is of the child's commit.
    committed(&*store, story.create_named("red")).await;
    hinted(&mut watch).await;
    let mut child = Child::start(
        bench,
        &Role::Write {
            story,
            tasks: 1,
            commits: 1,
            limit: None,
        },
    );
    assert_eq!(child.line().as_deref(), Some("ready"));
    child.say("go");
    // Hinted first: a commit that is found without having been hinted proves nothing.
    hinted(&mut watch).await;
    while told(&*store, story.org).await.len() < 3 {
        hinted(&mut watch).await;
    }
    while child.line().is_some() {}
    assert!(child.end().success());
}
