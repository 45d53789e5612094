//! Walls between tenants: what one writes, takes or counts is nothing to the other.

use tenantry::directory::User;
use tenantry::storage::{Counter, Failure, Proof, Row, Sweep, TeamsOf, View, Write};
use tenantry::{DirectoryId, ErrorKind, KeyId, OrgId, ServiceId, TeamId};

use super::mirrors::Mirror;
use crate::Bench;
use crate::fixture::{
    FIRST, Story, batch, committed, count, dump_scope, id, part, refused, service, user, value_of,
    view,
};

pub(super) async fn an_update_changes_no_other_tenants_row(bench: &Bench) {
    let store = bench.open().await;
    let mirror = Mirror::begin(&*store).await;
    let before = dump_scope(&*store, mirror.right.org.into()).await;
    let from = mirror.left.read_team(&*store, mirror.team).await.unwrap();
    committed(&*store, mirror.left.rename(&from, "stolen")).await;
    let read = mirror.left.read_team(&*store, mirror.team).await.unwrap();
    assert_eq!(read.name, "stolen");
    assert_eq!(dump_scope(&*store, mirror.right.org.into()).await, before);
}

pub(super) async fn a_delete_removes_no_other_tenants_row(bench: &Bench) {
    let store = bench.open().await;
    let mirror = Mirror::begin(&*store).await;
    let before = dump_scope(&*store, mirror.right.org.into()).await;
    let view = mirror.left.view();
    let service = store
        .service(&view, mirror.service)
        .await
        .unwrap()
        .value
        .unwrap();
    let delete = [Write::Delete(Row::Service(service))];
    committed(&*store, batch([part(mirror.left.org, delete)])).await;
    assert!(store.services(&view, FIRST).await.unwrap().value.is_empty());
    assert_eq!(dump_scope(&*store, mirror.right.org.into()).await, before);
}

pub(super) async fn a_sweep_removes_no_other_tenants_rows(bench: &Bench) {
    let store = bench.open().await;
    let mirror = Mirror::begin(&*store).await;
    let before = dump_scope(&*store, mirror.right.org.into()).await;
    let sweeps = [
        Write::Sweep(Sweep::TeamMembers(mirror.team)),
        Write::Sweep(Sweep::TeamsOf(mirror.left.principal())),
    ];
    committed(&*store, batch([part(mirror.left.org, sweeps)])).await;
    let members = store
        .team_members(&mirror.left.view(), mirror.team, FIRST)
        .await;
    assert!(members.unwrap().value.is_empty());
    assert_eq!(dump_scope(&*store, mirror.right.org.into()).await, before);
}

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
    ];
    assert_eq!(kinds, [ErrorKind::NotFound; 7]);
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
