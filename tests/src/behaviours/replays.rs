//! Idempotency keys: the same call twice is done once and answered twice.

use std::sync::Arc;

use futures_util::future::join_all;
use tenantry::Time;
use tenantry::storage::{Batch, Counter, Failure, Key, Ports, REPLAY_SECS, ReplayKey, Verdict};
use uuid::Uuid;

use crate::Bench;
use crate::fixture::{
    HandClock, Story, committed, dump, id, refused, replay, replayed, value_of, with_replay,
};

/// A new team under an idempotency key.
fn keyed(story: &Story, key: &str, input: u8) -> Batch {
    with_replay(story.create_named("red"), key, input)
}

pub(super) async fn the_same_key_and_input_are_answered_again(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let receipt = committed(&*store, keyed(&story, "k", 1)).await;
    let answer = replayed(&*store, keyed(&story, "k", 1)).await;
    let told = replay(story.org, "k", 1);
    assert_eq!(answer.fingerprint, told.fingerprint);
    assert_eq!((answer.answer, answer.checks), (told.answer, told.checks));
    assert_eq!(answer.at, receipt.at);
}

pub(super) async fn a_replay_writes_and_counts_nothing(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    committed(&*store, keyed(&story, "k", 1)).await;
    let before = dump(&*store).await;
    for _ in 0..3 {
        replayed(&*store, keyed(&story, "k", 1)).await;
    }
    assert_eq!(dump(&*store).await, before);
    assert_eq!(value_of(&*store, story.org, Counter::Teams).await, 1);
}

pub(super) async fn the_same_key_with_another_input_is_refused(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    committed(&*store, keyed(&story, "k", 1)).await;
    let failure = refused(&*store, keyed(&story, "k", 2)).await;
    assert_eq!(failure, Failure::OtherInput);
    replayed(&*store, keyed(&story, "k", 1)).await;
}

pub(super) async fn a_key_is_of_its_caller_operation_and_scope(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let other = story.beside(&*store).await;
    committed(&*store, keyed(&story, "k", 1)).await;
    committed(&*store, keyed(&other, "k", 1)).await;
    committed(&*store, keyed(&story, "K", 1)).await;
    let with = |change: fn(&mut ReplayKey)| {
        let mut batch = keyed(&story, "k", 1);
        change(&mut batch.replay.as_mut().unwrap().key);
        batch
    };
    committed(&*store, with(|key| key.caller = Uuid::from_u128(7))).await;
    committed(&*store, with(|key| key.operation = "kit.other")).await;
    assert_eq!(value_of(&*store, story.org, Counter::Teams).await, 4);
}

pub(super) async fn a_refused_call_is_not_remembered(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let mut batch = keyed(&story, "k", 1);
    let absent = tenantry::storage::Expect::Present(Key::Team(story.team("none").id));
    batch.parts[0].expect.push(absent);
    assert_eq!(refused(&*store, batch.clone()).await, Failure::Stale);
    let key = batch.replay.as_ref().unwrap().key.clone();
    assert_eq!(store.replay(story.org.into(), &key).await.unwrap(), None);
    batch.parts[0].expect.clear();
    committed(&*store, batch).await;
}

pub(super) async fn a_key_is_forgotten_after_a_day(bench: &Bench) {
    let clock = Arc::new(HandClock::at(1_000_000));
    let ports = Ports {
        clock: Some(clock.clone()),
        probe: None,
    };
    let store = bench.open_with(ports).await;
    let story = Story::begin(&*store).await;
    committed(&*store, keyed(&story, "k", 1)).await;
    let expires = Time::from_micros(1_000_000).plus_secs(REPLAY_SECS).micros();
    clock.set(expires - 1);
    replayed(&*store, keyed(&story, "k", 1)).await;
    clock.set(expires);
    committed(&*store, keyed(&story, "k", 2)).await;
    replayed(&*store, keyed(&story, "k", 2)).await;
}

pub(super) async fn a_replay_inside_one_group_is_answered(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    for round in 0..bench.rounds() {
        let key = format!("k{round}");
        let calls = (0..8).map(|_| store.commit(keyed(&story, &key, 1)));
        let verdicts = join_all(calls).await;
        let did = |verdict: &&_| matches!(verdict, Ok(Verdict::Committed(_)));
        let answered = |verdict: &&_| matches!(verdict, Ok(Verdict::Replayed(_)));
        assert_eq!(verdicts.iter().filter(did).count(), 1, "{verdicts:?}");
        assert_eq!(verdicts.iter().filter(answered).count(), 7, "{verdicts:?}");
    }
    let teams = value_of(&*store, story.org, Counter::Teams).await;
    assert_eq!(teams, i64::from(bench.rounds()));
}

pub(super) async fn a_remembered_call_is_read_again(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let batch = keyed(&story, "k", 1);
    let told = batch.replay.clone().unwrap();
    let receipt = committed(&*store, batch).await;
    let stored = store.replay(story.org.into(), &told.key).await.unwrap();
    let stored = stored.unwrap();
    assert_eq!((stored.answer, stored.checks), (told.answer, told.checks));
    assert_eq!(
        (stored.fingerprint, stored.at),
        (told.fingerprint, receipt.at)
    );
    let mut other = told.key.clone();
    other.caller = id();
    assert_eq!(store.replay(story.org.into(), &other).await.unwrap(), None);
    // A call may also be remembered in its directory.
    let mut batch = story.join("bob");
    let in_directory = replay(story.directory, "k", 1);
    batch.replay = Some(in_directory.clone());
    committed(&*store, batch).await;
    let stored = store
        .replay(story.directory.into(), &in_directory.key)
        .await;
    assert!(stored.unwrap().is_some());
}
