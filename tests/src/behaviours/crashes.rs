//! Crashes: the process is killed before every statement of its commits.

use std::sync::Arc;

use tenantry::journal::verify_scope;
use tenantry::storage::{Counter, Storage};

use crate::Bench;
use crate::bench::is_long;
use crate::child::{Attempt, Child, Role, check_attempt, check_count, script};
use crate::fixture::{Story, committed, replayed, value_of};

/// No store needs as many statements for the script.
const STATEMENTS_MAX: u32 = 500;

/// What is left of a run of the script.
struct Wreck {
    /// What the child said before its end.
    said: Vec<String>,
    /// The script.
    steps: Vec<Vec<Attempt>>,
    /// The store, opened behind the crash.
    store: Arc<dyn Storage>,
}

async fn crash(bench: &Bench, story: Story, round: u32, at: u32) -> Wreck {
    let mut child = Child::start(bench, &Role::Crash { story, round, at });
    let said = child.lines();
    let is_alive = child.end().success();
    assert_eq!(is_alive, said.last().is_some_and(|line| line == "survived"));
    Wreck {
        said,
        steps: script(&story, round),
        store: bench.open().await,
    }
}

impl Wreck {
    fn has_survived(&self) -> bool {
        self.said.iter().any(|line| line == "survived")
    }

    /// Insists that everything acknowledged is there, and nothing in part.
    async fn check(&self, story: &Story) {
        let store = &*self.store;
        let ends = &self.steps[1][0];
        let is_ended = check_attempt(store, story, ends, false).await;
        for (number, made) in self.steps[0].iter().enumerate() {
            let landed = check_attempt(store, story, made, is_ended && number == 0).await;
            assert!(
                landed || !self.said.contains(&made.name),
                "{} is lost",
                made.name
            );
        }
        assert!(
            is_ended || !self.said.contains(&ends.name),
            "{} is lost",
            ends.name
        );
        check_count(store, story).await;
        for scope in store.scopes(None, 9).await.unwrap() {
            let report = verify_scope(store, scope).await.unwrap();
            assert!(report.is_intact, "{report:?}");
        }
    }

    /// Makes each of the first calls twice more, and answers which of them had landed.
    async fn replay(&self, story: &Story) -> Vec<bool> {
        let store = &*self.store;
        let is_ended = check_attempt(store, story, &self.steps[1][0], false).await;
        let mut all = Vec::new();
        for (number, attempt) in self.steps[0].iter().enumerate() {
            let ended = is_ended && number == 0;
            let landed = check_attempt(store, story, attempt, ended).await;
            let before = value_of(store, story.org, Counter::Teams).await;
            if landed {
                replayed(store, attempt.batch.clone()).await;
            } else {
                committed(store, attempt.batch.clone()).await;
            }
            replayed(store, attempt.batch.clone()).await;
            let after = value_of(store, story.org, Counter::Teams).await;
            assert_eq!(after - before, i64::from(!landed));
            all.push(landed);
        }
        all
    }
}

pub(super) async fn a_process_killed_at_any_statement_leaves_commits_whole(bench: &Bench) {
    let story = Story::begin(&*bench.open().await).await;
    for at in 0..STATEMENTS_MAX {
        let wreck = crash(bench, story, at, at).await;
        wreck.check(&story).await;
        committed(&*wreck.store, story.create_named("next")).await;
        if wreck.has_survived() {
            assert!(at > 10, "only {at} statements were told to the probe");
            return;
        }
    }
    panic!("the script never ends");
}

pub(super) async fn a_replay_across_a_crash_is_answered_or_done_once(bench: &Bench) {
    let story = Story::begin(&*bench.open().await).await;
    // Every statement is for a long run: what is replayed depends on few of them.
    let stride = if is_long() { 1 } else { 3 };
    let (mut answered, mut done) = (0, 0);
    for at in (0..STATEMENTS_MAX).step_by(stride) {
        let wreck = crash(bench, story, at, at).await;
        let landed = wreck.replay(&story).await;
        if wreck.has_survived() {
            assert!(at > 10, "only {at} statements were told to the probe");
            assert!(
                answered > 0 && done > 0,
                "behind a crash {answered} were answered, and {done} were done"
            );
            return;
        }
        answered += landed.iter().filter(|landed| **landed).count();
        done += landed.iter().filter(|landed| !**landed).count();
    }
    panic!("the script never ends");
}
