//! Readers beside writers: what is read is of one moment, whole, and in order.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use futures_util::future::{join, join_all};
use tenantry::journal::{Verifier, genesis};
use tenantry::storage::{Row, Scope, Storage, TeamsOf, Write};

use crate::Bench;
use crate::fixture::{FIRST, Story, batch, committed, part};

/// How many writers at once.
const WRITERS: usize = 4;

/// How often each of them commits: twice as many teams fit on a page.
const COMMITS: usize = 20;

/// Commits two teams under one entry, again and again, over two handles.
async fn write_pairs(handles: &[Arc<dyn Storage>], story: &Story, is_over: &AtomicBool) {
    let writers = (0..WRITERS).map(|number| async move {
        let store = &*handles[number % handles.len()];
        for _ in 0..COMMITS {
            let pair = ["left", "right"].map(|name| Write::Insert(Row::Team(story.team(name))));
            committed(store, batch([part(story.org, pair)])).await;
        }
    });
    join_all(writers).await;
    is_over.store(true, Ordering::SeqCst);
}

pub(super) async fn a_reader_sees_a_commit_whole_and_where_it_stands(bench: &Bench) {
    let handles = bench.handles(2).await;
    let story = Story::begin(&*handles[0]).await;
    let is_over = AtomicBool::new(false);
    let read = async {
        let mut last = 0;
        while !is_over.load(Ordering::SeqCst) {
            let view = story.view();
            let seen = handles[1].teams(&view, TeamsOf::Org, FIRST).await.unwrap();
            assert_eq!(seen.value.len() as u64, 2 * (seen.head.seq - 1));
            assert!(seen.head.seq >= last, "the past came back");
            last = seen.head.seq;
            tokio::task::yield_now().await;
        }
    };
    join(write_pairs(&handles, &story, &is_over), read).await;
}

pub(super) async fn a_reader_that_follows_misses_nothing(bench: &Bench) {
    let handles = bench.handles(2).await;
    let story = Story::begin(&*handles[0]).await;
    let scope = Scope::from(story.org);
    let is_over = AtomicBool::new(false);
    let follow = async {
        let mut verifier = Verifier::behind(0, genesis(scope));
        let mut seq = 0;
        loop {
            // Asked before it is read: what was written before this must be read now.
            let is_last = is_over.load(Ordering::SeqCst);
            let entries = handles[1].entries(scope, seq, 7).await.unwrap();
            for entry in &entries {
                assert_eq!(verifier.take(entry), Ok(()), "behind {seq}");
                seq = entry.seq;
            }
            if is_last && entries.is_empty() {
                return seq;
            }
            tokio::task::yield_now().await;
        }
    };
    let ((), seq) = join(write_pairs(&handles, &story, &is_over), follow).await;
    assert_eq!(seq as usize, 1 + WRITERS * COMMITS);
}

pub(super) async fn what_was_acknowledged_is_read_at_once(bench: &Bench) {
    let handles = bench.handles(2).await;
    let story = Story::begin(&*handles[0]).await;
    for number in 0..20 {
        let team = story.team("red");
        let receipt = committed(&*handles[number % 2], story.create(&team)).await;
        let reader = &handles[(number + 1) % 2];
        let seen = reader.team(&story.view(), team.id).await.unwrap();
        assert!(seen.value.is_some());
        assert_eq!(seen.head.cursor(), receipt.cursors[0].1);
    }
}
