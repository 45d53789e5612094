//! Walls between tenants: what one writes, takes or counts is nothing to the other.

use tenantry::directory::User;
use tenantry::storage::{Counter, Failure, Proof, Row, TeamsOf, View, Write};
use tenantry::{DirectoryId, ErrorKind, KeyId, OrgId, ServiceId, TeamId};

use crate::Bench;
use crate::fixture::{
    FIRST, Story, batch, committed, count, id, part, refused, service, user, value_of, view,
};

pub(super) async fn two_tenants_may_have_the_same_unique_values(bench: &Bench) {
    let store = bench.open().await;
    let left = Story::begin(&*store).await;
    let beside = left.beside(&*store).await;
    for story in [&left, &beside] {
        let meter = service(story.org, ServiceId::from_uuid(id()), "meter");
        let insert = [Write::Insert(Row::Service(meter))];
        committed(&*store, batch([part(story.org, insert)])).await;
    }
    // The person of every directory here is called `ada`.
    let right = Story::begin(&*store).await;
    for story in [&left, &right] {
        let slug = [Write::Insert(Row::Slug(story.slug("acme")))];
        committed(&*store, batch([part(story.directory, slug)])).await;
        let seen = store.users(&story.directory_view(), FIRST).await.unwrap();
        assert!(
            seen.value
                .iter()
                .any(|user: &User| user.email == "ada@example.com")
        );
    }
    let twin = user(right.directory, tenantry::UserId::from_uuid(id()), "ada");
    let join = part(right.directory, [Write::Insert(Row::User(twin))]);
    let failure = refused(&*store, batch([join])).await;
    assert!(matches!(failure, Failure::Taken(_)), "{failure:?}");
}

pub(super) async fn two_tenants_count_apart(bench: &Bench) {
    let store = bench.open().await;
    let left = Story::begin(&*store).await;
    let right = left.beside(&*store).await;
    let owner = Counter::Keys(left.owner.uuid());
    for counter in [Counter::Teams, owner] {
        let moved = part(left.org, [count(counter, 3)]);
        committed(&*store, batch([moved])).await;
        assert_eq!(value_of(&*store, left.org, counter).await, 3);
        assert_eq!(value_of(&*store, right.org, counter).await, 0);
        assert_eq!(value_of(&*store, left.directory, counter).await, 0);
    }
}

pub(super) async fn what_there_is_not_is_not_found(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let ghost = OrgId::from_uuid(id());
    let nowhere = view(ghost);
    let none = store
        .standing(&nowhere, Some(story.principal()))
        .await
        .unwrap();
    assert!(none.is_none());
    let kinds = [
        store.members(&nowhere, FIRST).await.unwrap_err().kind(),
        store
            .member(&nowhere, story.principal())
            .await
            .unwrap_err()
            .kind(),
        store.services(&nowhere, FIRST).await.unwrap_err().kind(),
        store
            .teams(&nowhere, TeamsOf::Org, FIRST)
            .await
            .unwrap_err()
            .kind(),
        store
            .team(&nowhere, TeamId::from_uuid(id()))
            .await
            .unwrap_err()
            .kind(),
        store
            .activity(&nowhere, id(), 9, 9)
            .await
            .unwrap_err()
            .kind(),
        store.checkpoints(&nowhere, 9).await.unwrap_err().kind(),
        store.look(&nowhere).await.unwrap_err().kind(),
    ];
    assert_eq!(kinds, [ErrorKind::NotFound; 8]);
    // The id of one kind of scope is none of the other.
    let crossed = View {
        scope: OrgId::from_uuid(story.directory.uuid()).into(),
        proof: None,
    };
    let error = store.members(&crossed, FIRST).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound);
    let ghost = DirectoryId::from_uuid(id());
    assert!(store.directory(ghost).await.unwrap().is_none());
    assert!(
        store
            .memberships(ghost, story.owner)
            .await
            .unwrap()
            .is_empty()
    );
    let key = KeyId::from_uuid(id());
    let proof = Proof {
        directory: story.directory,
        key,
    };
    assert!(store.credential(proof).await.unwrap().is_none());
}
