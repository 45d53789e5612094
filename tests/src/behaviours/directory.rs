//! Reads of the room of directories.

use tenantry::access::{Permission, Principal, Role};
use tenantry::directory::{DepartedOrg, UserStatus};
use tenantry::journal::chain;
use tenantry::page::Keyset;
use tenantry::storage::{Proof, Row, Write};
use tenantry::{KeyId, OrgId, ServiceId, Time, UserId};

use crate::Bench;
use crate::fixture::{FIRST, Story, batch, committed, id, key, part, subject, user};

pub(super) async fn a_directory_is_found_and_listed(bench: &Bench) {
    let store = bench.open().await;
    let first = Story::begin(&*store).await;
    let second = Story::begin(&*store).await;
    let seen = store.directory(first.directory).await.unwrap().unwrap();
    assert_eq!(
        (seen.value.id, seen.value.name.as_str()),
        (first.directory, "people")
    );
    let head = store.head(first.directory.into()).await.unwrap().unwrap();
    assert_eq!(seen.head, head);
    let list = async |keyset| {
        let listed = store.directories(keyset).await.unwrap().into_iter();
        listed.map(|directory| directory.id).collect::<Vec<_>>()
    };
    assert_eq!(list(FIRST).await, [first.directory, second.directory]);
    assert_eq!(list(Keyset::first(1)).await, [first.directory]);
    let after = first.directory.uuid();
    assert_eq!(list(Keyset::after(after, 9)).await, [second.directory]);
}

pub(super) async fn users_are_found_and_listed_by_id(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let mut bob = user(story.directory, UserId::from_uuid(id()), "bob");
    bob.display_name = "Bób \"the\" Builder".to_owned();
    bob.email = "Bob+x@Example.COM".to_owned();
    bob.status = UserStatus::Suspended;
    let eve = user(story.directory, UserId::from_uuid(id()), "eve");
    let writes = [bob.clone(), eve.clone()].map(|row| Write::Insert(Row::User(row)));
    let receipt = committed(&*store, batch([part(story.directory, writes)])).await;
    bob.created_at = receipt.at;
    bob.updated_at = receipt.at;
    let view = story.directory_view();
    let found = store.user(&view, bob.id).await.unwrap().value;
    assert_eq!(found.as_ref(), Some(&bob));
    let list = async |after, limit| {
        let users = store.users(&view, Keyset::after(after, limit)).await;
        let users = users.unwrap().value.into_iter();
        users.map(|user| user.id).collect::<Vec<_>>()
    };
    assert_eq!(list(FIRST.after, 9).await, [story.owner, bob.id, eve.id]);
    assert_eq!(list(story.owner.uuid(), 1).await, [bob.id]);
    let ghost = store.user(&view, UserId::from_uuid(id())).await.unwrap();
    assert_eq!(ghost.value, None);
}

pub(super) async fn a_credential_comes_with_its_owner(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let mut adas = key(story.directory, KeyId::from_uuid(id()), story.principal());
    adas.key.scopes = vec![Permission::ORGS_READ.into(), Permission::TEAMS_READ.into()];
    adas.key.expires_at = Some(Time::from_micros(9_999_999));
    adas.key.replaced_by = Some(KeyId::from_uuid(id()));
    adas.key.org = Some(story.org);
    let robot = Principal::Service(ServiceId::from_uuid(id()));
    let robots = key(story.directory, KeyId::from_uuid(id()), robot);
    let writes = [adas.clone(), robots.clone()].map(|row| Write::Insert(Row::ApiKey(row)));
    let receipt = committed(&*store, batch([part(story.directory, writes)])).await;
    adas.key.created_at = receipt.at;
    adas.key.updated_at = receipt.at;
    let credential = async |key| {
        let directory = story.directory;
        store.credential(Proof { directory, key }).await.unwrap()
    };
    let found = credential(adas.key.id).await.unwrap();
    assert_eq!(found.stored, adas);
    assert_eq!(found.user.unwrap().id, story.owner);
    let found = credential(robots.key.id).await.unwrap();
    assert_eq!(found.user, None);
    assert!(credential(KeyId::from_uuid(id())).await.is_none());
}

pub(super) async fn a_vouched_subject_leads_to_its_person(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let rows = ["b-subject", "a-subject"].map(|name| subject(story.directory, name, story.owner));
    let writes = rows.clone().map(|row| Write::Insert(Row::Subject(row)));
    committed(&*store, batch([part(story.directory, writes)])).await;
    let vouched = async |issuer: &str, name: &str| {
        store.vouched(story.directory, issuer, name).await.unwrap()
    };
    let issuer = rows[0].issuer.as_str();
    let (link, person) = vouched(issuer, "a-subject").await.unwrap();
    assert_eq!((link.user, person.id), (story.owner, story.owner));
    assert!(vouched(issuer, "A-subject").await.is_none());
    assert!(
        vouched("https://evil.example.com", "a-subject")
            .await
            .is_none()
    );
    let links = store
        .subjects(&story.directory_view(), story.owner)
        .await
        .unwrap();
    let links: Vec<_> = links.value.into_iter().map(|link| link.subject).collect();
    assert_eq!(links, ["a-subject", "b-subject"]);
}

pub(super) async fn subjects_of_a_person_are_read_up_to_200(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let names: Vec<String> = (0..=200).map(|number| format!("s-{number:03}")).collect();
    let rows = names
        .iter()
        .rev()
        .map(|name| subject(story.directory, name, story.owner));
    let writes: Vec<_> = rows.map(|row| Write::Insert(Row::Subject(row))).collect();
    committed(&*store, batch([part(story.directory, writes)])).await;
    let read = store.subjects(&story.directory_view(), story.owner).await;
    let read = read.unwrap().value.into_iter();
    assert_eq!(
        read.map(|link| link.subject).collect::<Vec<_>>(),
        names[..200]
    );
}

pub(super) async fn keys_are_listed_of_their_owner(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let ids: Vec<_> = (0..3).map(|_| KeyId::from_uuid(id())).collect();
    let mut rows: Vec<_> = ids
        .iter()
        .map(|id| key(story.directory, *id, story.principal()))
        .collect();
    let stranger = Principal::User(UserId::from_uuid(id()));
    rows.push(key(story.directory, KeyId::from_uuid(id()), stranger));
    let writes: Vec<_> = rows
        .into_iter()
        .map(|row| Write::Insert(Row::ApiKey(row)))
        .collect();
    committed(&*store, batch([part(story.directory, writes)])).await;
    let list = async |after, limit| {
        let keyset = Keyset::after(after, limit);
        let keys = store
            .keys(&story.directory_view(), story.principal(), keyset)
            .await;
        keys.unwrap()
            .value
            .into_iter()
            .map(|key| key.id)
            .collect::<Vec<_>>()
    };
    assert_eq!(list(FIRST.after, 9).await, ids);
    assert_eq!(list(ids[0].uuid(), 1).await, ids[1..2]);
}

pub(super) async fn organisations_of_a_person_leave_out_the_deleted(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let second = story.beside(&*store).await;
    let third = story.beside(&*store).await;
    let list = async |after, limit| {
        let keyset = Keyset::after(after, limit);
        let orgs = store
            .orgs_of(&story.directory_view(), story.owner, keyset)
            .await;
        orgs.unwrap()
            .value
            .into_iter()
            .map(|org| org.id)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        list(FIRST.after, 9).await,
        [story.org, second.org, third.org]
    );
    assert_eq!(list(story.org.uuid(), 1).await, [second.org]);
    second.mark_deleted(&*store).await;
    assert_eq!(list(FIRST.after, 9).await, [story.org, third.org]);
    let stranger = UserId::from_uuid(id());
    let none = store
        .orgs_of(&story.directory_view(), stranger, FIRST)
        .await;
    assert!(none.unwrap().value.is_empty());
}

pub(super) async fn memberships_come_with_the_heads_of_their_organisations(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let second = story.beside(&*store).await;
    committed(&*store, second.create_named("red")).await;
    let memberships = store
        .memberships(story.directory, story.owner)
        .await
        .unwrap();
    let mut orgs: Vec<_> = memberships.iter().map(|(_, member)| member.org).collect();
    orgs.sort();
    assert_eq!(orgs, [story.org, second.org]);
    for (head, member) in memberships {
        assert_eq!(store.head(member.org.into()).await.unwrap(), Some(head));
        assert_eq!(
            (member.principal, member.role),
            (story.principal(), Role::Owner)
        );
    }
}

pub(super) async fn a_departed_organisation_leaves_its_last_hash(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let departed = DepartedOrg {
        directory: story.directory,
        org: story.org,
        seq: 0,
        hash: String::new(),
        deleted_at: Time::OF_COMMIT,
    };
    let leave = part(story.directory, [Write::Insert(Row::Departed(departed))]);
    let receipt = committed(&*store, batch([leave, part(story.org, [])])).await;
    let head = store.head(story.org.into()).await.unwrap().unwrap();
    let read = async |org| {
        let seen = store.departed(&story.directory_view(), org).await;
        seen.unwrap().value
    };
    let left = read(story.org).await.unwrap();
    assert_eq!((left.seq, left.hash), (2, chain::hex(&head.hash)));
    assert_eq!(left.deleted_at, receipt.at);
    assert_eq!(read(OrgId::from_uuid(id())).await, None);
}
