//! The journal: gap-free, in order, chained, and readable in every way.

use serde_json::json;
use tenantry::access::{Actor, Holder, Permission};
use tenantry::journal::{Audience, Effect, chain, genesis, verify_scope};
use tenantry::storage::{Row, Scope, Write};
use tenantry::{OrgId, TeamId, UserId};

use crate::Bench;
use crate::fixture::{Story, batch, committed, draft, id, object, part, refused, told};

pub(super) async fn every_entry_of_a_batch_is_appended(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let subjects = [id(), id(), id()];
    let mut told_part = part(story.org, []);
    told_part.entries = subjects
        .map(|subject| draft(subject, Effect::None))
        .to_vec();
    committed(&*store, batch([told_part])).await;
    let mut appended: Vec<_> = told(&*store, story.org).await;
    let appended = appended
        .split_off(1)
        .into_iter()
        .map(|entry| entry.subject.id);
    let mut appended: Vec<_> = appended.collect();
    appended.sort();
    assert_eq!(appended, subjects);
}

pub(super) async fn entries_are_numbered_without_a_gap(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let taken = story.add_team(&*store, "taken").await;
    for _ in 0..5 {
        committed(&*store, story.create_named("red")).await;
        refused(&*store, story.create(&taken)).await;
    }
    let numbers = told(&*store, story.org)
        .await
        .into_iter()
        .map(|entry| entry.seq);
    assert_eq!(numbers.collect::<Vec<_>>(), (1..=7).collect::<Vec<_>>());
    let head = store.head(story.org.into()).await.unwrap().unwrap();
    assert_eq!(head.seq, 7);
}

pub(super) async fn entries_keep_the_order_of_the_batch_and_of_the_commits(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let mut subjects = Vec::new();
    for _ in 0..3 {
        let mut told_part = part(story.org, []);
        told_part.entries.clear();
        for _ in 0..3 {
            let subject = id();
            subjects.push(subject);
            told_part.entries.push(draft(subject, Effect::None));
        }
        committed(&*store, batch([told_part])).await;
    }
    let appended = told(&*store, story.org).await.into_iter().skip(1);
    let appended: Vec<_> = appended.map(|entry| entry.subject.id).collect();
    assert_eq!(appended, subjects);
}

pub(super) async fn entries_are_chained_from_the_genesis_to_the_head(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    for _ in 0..5 {
        committed(&*store, story.create_named("red")).await;
    }
    for scope in [Scope::from(story.org), story.directory.into()] {
        let mut hash = genesis(scope);
        for entry in told(&*store, scope).await {
            assert_eq!(chain::link(&hash, &entry), entry.hash, "{entry:?}");
            hash = entry.hash;
        }
        let head = store.head(scope).await.unwrap().unwrap();
        assert_eq!(head.hash, hash);
        assert!(verify_scope(&*store, scope).await.unwrap().is_intact);
    }
}

pub(super) async fn an_entry_is_kept_as_it_was_told(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let mut draft = draft(id(), Effect::Narrows);
    draft.actor = Actor::User(story.owner);
    draft.on_behalf_of = Some(UserId::from_uuid(id()));
    draft.reason = None;
    let body =
        json!({ "name": "Ünïcödé \"quoted\" \\ \n", "count": 3, "flag": true, "none": null });
    draft.body = body.as_object().unwrap().clone();
    draft.personal.clear();
    draft.audience = Audience {
        sight: Some(Permission::TEAMS_READ),
        teams: vec![TeamId::from_uuid(id()), TeamId::from_uuid(id())],
        people: vec![id()],
        object: Some(object(id())),
        holders: vec![Holder::Team(TeamId::from_uuid(id()))],
    };
    let mut told_part = part(story.org, []);
    told_part.entries = vec![draft.clone()];
    let batch = batch([told_part]);
    let commit = batch.commit;
    committed(&*store, batch).await;
    let entry = told(&*store, story.org).await.pop().unwrap();
    assert_eq!(entry.commit, commit);
    assert_eq!(
        (entry.actor, entry.on_behalf_of),
        (draft.actor, draft.on_behalf_of)
    );
    assert_eq!(entry.reason, draft.reason);
    assert_eq!(entry.operation, draft.operation);
    assert_eq!(entry.subject, draft.subject);
    assert_eq!(entry.effect, draft.effect);
    assert_eq!(
        serde_json::from_str::<serde_json::Value>(&entry.body).unwrap(),
        body
    );
    assert_eq!(entry.audience().unwrap(), draft.audience);
    assert!(
        verify_scope(&*store, story.org.into())
            .await
            .unwrap()
            .is_intact
    );
}

pub(super) async fn a_deletion_keeps_its_audience(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let team = story.add_team(&*store, "red").await;
    let audience = Audience {
        sight: Some(Permission::TEAMS_READ),
        teams: vec![team.id],
        people: vec![story.owner.uuid()],
        ..Audience::default()
    };
    let mut deletion = part(story.org, [Write::Delete(Row::Team(team))]);
    deletion.entries[0].audience = audience.clone();
    committed(&*store, batch([deletion])).await;
    let entry = told(&*store, story.org).await.pop().unwrap();
    assert_eq!(entry.audience().unwrap(), audience);
}

pub(super) async fn personal_values_stand_beside_the_journal(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let batch = story.create_named("red");
    let told = batch.parts[0].entries[0].personal[0].clone();
    let receipt = committed(&*store, batch).await;
    let seq = receipt.cursors[0].1.seq();
    let scope = Scope::from(story.org);
    let kept = store.personal(scope, seq, seq).await.unwrap();
    assert_eq!(kept.len(), 1);
    assert_eq!((kept[0].seq, kept[0].field.as_str()), (seq, told.field));
    assert_eq!((kept[0].person, kept[0].salt), (told.person, told.salt));
    assert_eq!(kept[0].value, told.value);
    assert!(
        store
            .personal(scope, seq + 1, seq + 9)
            .await
            .unwrap()
            .is_empty()
    );
}

pub(super) async fn activity_is_of_one_thing_and_newest_first(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let subject = id();
    for subject in [subject, id(), subject, id(), subject] {
        let mut told_part = part(story.org, []);
        told_part.entries = vec![draft(subject, Effect::None)];
        committed(&*store, batch([told_part])).await;
    }
    let view = story.view();
    let activity = async |before, limit| {
        let seen = store.activity(&view, subject, before, limit).await.unwrap();
        seen.value
            .into_iter()
            .map(|entry| entry.seq)
            .collect::<Vec<_>>()
    };
    assert_eq!(activity(i64::MAX as u64, 10).await, [6, 4, 2]);
    assert_eq!(activity(i64::MAX as u64, 2).await, [6, 4]);
    assert_eq!(activity(4, 10).await, [2]);
}

pub(super) async fn entries_come_in_slices_after_a_sequence(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    for _ in 0..5 {
        committed(&*store, story.create_named("red")).await;
    }
    let slice = async |after, limit| {
        let entries = store.entries(story.org.into(), after, limit).await.unwrap();
        entries
            .into_iter()
            .map(|entry| entry.seq)
            .collect::<Vec<_>>()
    };
    assert_eq!(slice(0, 2).await, [1, 2]);
    assert_eq!(slice(2, 3).await, [3, 4, 5]);
    assert_eq!(slice(5, 100).await, [6]);
    assert!(slice(6, 100).await.is_empty());
    let nowhere = Scope::from(OrgId::from_uuid(id()));
    assert!(store.entries(nowhere, 0, 10).await.unwrap().is_empty());
}

pub(super) async fn scopes_are_listed_organisations_first(bench: &Bench) {
    let store = bench.open().await;
    let first = Story::begin(&*store).await;
    let second = Story::begin(&*store).await;
    let mut scopes = vec![
        Scope::from(first.org),
        second.org.into(),
        first.directory.into(),
        second.directory.into(),
    ];
    scopes.sort();
    assert_eq!(store.scopes(None, 10).await.unwrap(), scopes);
    for (at, scope) in scopes.iter().enumerate() {
        let rest = store.scopes(Some(*scope), 10).await.unwrap();
        assert_eq!(rest, scopes[at + 1..]);
        assert_eq!(
            store.scopes(None, at as u32 + 1).await.unwrap(),
            scopes[..=at]
        );
    }
}
