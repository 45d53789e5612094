//! What the tasks that commit do with their callers.

use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt as _;
use tenantry::storage::{JournalReads, Storage};
use tenantry_conformance::fixture::{Story, each_of_a_group_fails_alone};

use crate::server::fresh;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_caller_of_a_group_fails_alone() {
    each_of_a_group_fails_alone(Arc::new(fresh().await)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_caller_that_goes_abandons_its_wait_only() {
    let store = fresh().await;
    let story = Story::begin(&store).await;
    let mut watch = store.watch(story.org.into());
    for _ in 0..20 {
        let commit = store.commit(story.create_named("red"));
        // One poll hands the batch over; then the caller goes.
        let _ = tokio::time::timeout(Duration::ZERO, commit).await;
    }
    let all = async {
        while store.head(story.org.into()).await.unwrap().unwrap().seq < 21 {
            watch.next().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(10), all)
        .await
        .unwrap();
}
