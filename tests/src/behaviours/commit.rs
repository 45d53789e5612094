//! One commit: all or nothing, durable, with one time.

use std::future::Future as _;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Waker};

use tenantry::access::Grounds;
use tenantry::storage::{Counter, Expect, Failure, Key, Ports, Row, Scope, Write};
use tenantry::{CommitId, ErrorKind, Time, UserId};

use crate::Bench;
use crate::fixture::{
    HandClock, Story, batch, committed, count, dump, expecting, failed, id, part, refused, told,
    user, value_of,
};

pub(super) async fn applies_all_of_a_batch(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let team = story.team("red");
    let bob = user(story.directory, UserId::from_uuid(id()), "bob");
    let org = part(
        story.org,
        [
            Write::Insert(Row::Team(team.clone())),
            Write::Insert(Row::TeamMember(story.team_member(team.id))),
            count(Counter::Teams, 1),
        ],
    );
    let directory = part(story.directory, [Write::Insert(Row::User(bob.clone()))]);
    let batch = batch([org, directory]);
    let commit = batch.commit;
    committed(&*store, batch).await;

    assert!(story.read_team(&*store, team.id).await.is_some());
    let view = story.view();
    let member = store.team_member(&view, team.id, story.principal());
    assert!(member.await.unwrap().value.is_some());
    let found = store.user(&story.directory_view(), bob.id).await.unwrap();
    assert!(found.value.is_some());
    assert_eq!(value_of(&*store, story.org, Counter::Teams).await, 1);
    for scope in [Scope::from(story.org), story.directory.into()] {
        let last = told(&*store, scope).await.pop().unwrap();
        assert_eq!(last.commit, commit, "{scope}");
    }
}

pub(super) async fn applies_nothing_of_a_refused_batch(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let red = story.add_team(&*store, "red").await;
    let before = dump(&*store).await;

    let first = Write::Insert(Row::Team(story.team("blue")));
    let bob = user(story.directory, UserId::from_uuid(id()), "bob");
    let directory = part(story.directory, [Write::Insert(Row::User(bob))]);
    let last = Write::Insert(Row::Team(red.clone()));
    let org = part(story.org, [first, count(Counter::Teams, 1), last]);
    let failure = refused(&*store, batch([directory, org])).await;
    assert_eq!(failure, Failure::Exists(Key::Team(red.id)));
    assert_eq!(dump(&*store).await, before);
    assert_eq!(value_of(&*store, story.org, Counter::Teams).await, 1);
}

pub(super) async fn is_durable_when_it_returns(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    for name in ["red", "blue", "green"] {
        let team = story.team(name);
        committed(&*store, story.create(&team)).await;
        let other = bench.open().await;
        assert!(story.read_team(&*other, team.id).await.is_some(), "{name}");
    }
    let before = dump(&*store).await;
    drop(store);
    assert_eq!(dump(&*bench.open().await).await, before);
}

pub(super) async fn answers_with_where_each_scope_stands(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::new();
    committed(&*store, story.found_directory()).await;
    let batch = story.found_org();
    let commit = batch.commit;
    let receipt = committed(&*store, batch).await;
    assert_eq!(receipt.commit, commit);
    let mut stands = Vec::new();
    for scope in [Scope::from(story.org), story.directory.into()] {
        let head = store.head(scope).await.unwrap().unwrap();
        stands.push((scope, head.cursor()));
    }
    assert_eq!(receipt.cursors, stands);
}

pub(super) async fn gives_rows_and_entries_one_time(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let team = story.team("red");
    let receipt = committed(&*store, story.create(&team)).await;
    let read = story.read_team(&*store, team.id).await.unwrap();
    assert_eq!(read.created_at, receipt.at);
    assert_eq!(read.updated_at, receipt.at);
    let last = told(&*store, story.org).await.pop().unwrap();
    assert_eq!(last.at, receipt.at);
    let head = store.head(story.org.into()).await.unwrap().unwrap();
    assert_eq!(head.at, receipt.at);
}

pub(super) async fn time_is_never_behind_the_last_entry(bench: &Bench) {
    let clock = Arc::new(HandClock::at(5_000_000));
    let ports = Ports {
        clock: Some(clock.clone()),
        probe: None,
    };
    let store = bench.open_with(ports).await;
    let story = Story::begin(&*store).await;
    clock.set(1_000_000);
    let receipt = committed(&*store, story.create_named("red")).await;
    assert_eq!(receipt.at, Time::from_micros(5_000_000));
    clock.set(6_000_000);
    let receipt = committed(&*store, story.create_named("blue")).await;
    assert_eq!(receipt.at, Time::from_micros(6_000_000));
    let times = told(&*store, story.org).await;
    assert!(times.is_sorted_by_key(|entry| entry.at));
}

pub(super) async fn lands_whole_when_the_caller_stops_waiting(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let team = story.team("red");
    {
        let mut commit = pin!(store.commit(story.create(&team)));
        let mut context = Context::from_waker(Waker::noop());
        let _ = commit.as_mut().poll(&mut context);
    }
    // What comes later stands behind the abandoned one, or the abandoned one never began.
    committed(&*store, story.create_named("blue")).await;
    let landed = story.read_team(&*store, team.id).await.is_some();
    let entries = told(&*store, story.org).await;
    let is_told = entries
        .iter()
        .any(|entry| entry.subject.id == team.id.uuid());
    assert_eq!(landed, is_told);
    let teams = value_of(&*store, story.org, Counter::Teams).await;
    assert_eq!(teams, 1 + i64::from(landed));
}

pub(super) async fn refuses_a_scope_that_there_is_not(bench: &Bench) {
    let store = bench.open().await;
    Story::begin(&*store).await;
    let nowhere = Story::new();
    let failure = refused(&*store, nowhere.create_named("red")).await;
    assert_eq!(failure, Failure::NoScope(nowhere.org.into()));
    assert!(store.head(nowhere.org.into()).await.unwrap().is_none());
    let asked = batch([expecting(
        nowhere.org,
        [Expect::Narrowed(0, Grounds::EVERYBODY)],
    )]);
    let failure = refused(&*store, asked).await;
    assert_eq!(failure, Failure::NoScope(nowhere.org.into()));
}

pub(super) async fn refuses_a_row_of_another_scope(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let other = story.beside(&*store).await;
    let before = dump(&*store).await;
    let stray = part(story.org, [Write::Insert(Row::Team(other.team("red")))]);
    let error = failed(&*store, batch([stray])).await;
    assert_eq!(error.kind(), ErrorKind::Corrupt);
    let misplaced = part(
        story.directory,
        [Write::Insert(Row::Team(story.team("red")))],
    );
    let error = failed(&*store, batch([misplaced])).await;
    assert_eq!(error.kind(), ErrorKind::Corrupt);
    assert_eq!(dump(&*store).await, before);
}

pub(super) async fn a_part_that_only_expects_moves_nothing(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let before = store.head(story.directory.into()).await.unwrap().unwrap();
    let expects = expecting(
        story.directory,
        [
            Expect::Narrowed(before.narrowed, Grounds::EVERYBODY),
            Expect::Version(Key::User(story.owner), 1),
        ],
    );
    let team = story.team("red");
    let mut batch = story.create(&team);
    batch.parts.push(expects);
    let receipt = committed(&*store, batch).await;
    assert_eq!(receipt.cursors.len(), 1);
    let after = store.head(story.directory.into()).await.unwrap().unwrap();
    assert_eq!(after, before);
}

pub(super) async fn landed_tells_whether_a_commit_landed(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let before = store.head(story.org.into()).await.unwrap().unwrap().seq;
    let batch = story.create_named("red");
    let commit = batch.commit;
    let receipt = committed(&*store, batch).await;
    let scope = Scope::from(story.org);
    let landed = store.landed(scope, commit, before).await.unwrap().unwrap();
    assert_eq!((landed.seq, landed.at), (before + 1, receipt.at));
    assert_eq!(store.landed(scope, commit, landed.seq).await.unwrap(), None);
    let other = CommitId::from_uuid(id());
    assert_eq!(store.landed(scope, other, 0).await.unwrap(), None);
}

pub(super) async fn a_decision_that_has_expired_is_refused(bench: &Bench) {
    let clock = Arc::new(HandClock::at(5_000_000));
    let ports = Ports {
        clock: Some(clock.clone()),
        probe: None,
    };
    let store = bench.open_with(ports).await;
    let story = Story::begin(&*store).await;
    let mut batch = story.create_named("red");
    batch.valid_until = Some(Time::from_micros(6_000_000));
    clock.set(6_000_000);
    assert_eq!(refused(&*store, batch.clone()).await, Failure::Expired);
    clock.set(5_999_999);
    committed(&*store, batch).await;
}
