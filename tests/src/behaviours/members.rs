//! Reads of the room of organisations.

use tenantry::access::{Principal, Role};
use tenantry::orgs::{Address, Contact, OrgStatus};
use tenantry::page::Keyset;
use tenantry::storage::{Row, Write};
use tenantry::{KeyId, ServiceId, Time, UserId};

use crate::Bench;
use crate::fixture::{
    FIRST, Story, batch, committed, id, key, part, service, team_member, updated,
};

pub(super) async fn an_organisation_is_read_as_it_was_written(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let read = async || {
        let seen = store.standing(&story.view(), None).await.unwrap();
        seen.unwrap().value.org
    };
    let from = read().await;
    let mut to = from.clone();
    to.name = "Acme & Söhne".to_owned();
    to.address = Some(Address {
        street: Some("1 \"Main\" St".to_owned()),
        country: Some("CH".to_owned()),
        ..Address::default()
    });
    to.contact = Some(Contact {
        email: Some("office@acme.example".to_owned()),
        ..Contact::default()
    });
    to.status = OrgStatus::Suspended;
    to.version += 1;
    to.updated_at = Time::OF_COMMIT;
    let write = updated(Row::Org(from), Row::Org(to.clone()));
    let receipt = committed(&*store, batch([part(story.org, [write])])).await;
    to.updated_at = receipt.at;
    assert_eq!(read().await, to);
}

pub(super) async fn members_are_found_and_listed_by_id(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let mut principals = vec![story.principal()];
    principals.extend((0..3).map(|_| Principal::User(UserId::from_uuid(id()))));
    principals.push(Principal::Service(ServiceId::from_uuid(id())));
    let mut rows = principals[1..]
        .iter()
        .map(|at| story.member(*at, Role::Billing));
    let mut suspended = rows.next().unwrap();
    suspended.suspended = true;
    let writes = rows
        .chain([suspended])
        .map(|row| Write::Insert(Row::Member(row)));
    let writes: Vec<_> = writes.collect();
    committed(&*store, batch([part(story.org, writes)])).await;
    let list = async |after, limit| {
        let members = store
            .members(&story.view(), Keyset::after(after, limit))
            .await;
        let members = members.unwrap().value.into_iter();
        members.map(|member| member.principal).collect::<Vec<_>>()
    };
    assert_eq!(list(FIRST.after, 9).await, principals);
    assert_eq!(list(FIRST.after, 2).await, principals[..2]);
    assert_eq!(list(principals[1].uuid(), 9).await, principals[2..]);
    let found = async |principal| {
        let seen = store.member(&story.view(), principal).await;
        seen.unwrap().value
    };
    let second = found(principals[1]).await.unwrap();
    assert_eq!((second.role, second.suspended), (Role::Billing, true));
    let robot = found(principals[4]).await.unwrap();
    assert_eq!((robot.principal, robot.suspended), (principals[4], false));
    assert_eq!(found(Principal::User(UserId::from_uuid(id()))).await, None);
}

pub(super) async fn services_are_found_and_listed_by_id(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let ids: Vec<_> = (0..4).map(|_| ServiceId::from_uuid(id())).collect();
    let names = ["meter", "Robot", "cron", "Ünï"];
    let rows = ids
        .iter()
        .zip(names)
        .map(|(id, name)| service(story.org, *id, name));
    let writes: Vec<_> = rows.map(|row| Write::Insert(Row::Service(row))).collect();
    committed(&*store, batch([part(story.org, writes)])).await;
    let list = async |after, limit| {
        let services = store
            .services(&story.view(), Keyset::after(after, limit))
            .await;
        let services = services.unwrap().value.into_iter();
        services.map(|service| service.id).collect::<Vec<_>>()
    };
    assert_eq!(list(FIRST.after, 9).await, ids);
    assert_eq!(list(ids[0].uuid(), 2).await, ids[1..3]);
    let found = store
        .service(&story.view(), ids[1])
        .await
        .unwrap()
        .value
        .unwrap();
    assert_eq!(found.name, "Robot");
    assert_eq!(found.description.as_deref(), Some("reads the meters"));
    let none = store
        .service(&story.view(), ServiceId::from_uuid(id()))
        .await;
    assert_eq!(none.unwrap().value, None);
}

pub(super) async fn an_id_of_the_other_kind_is_not_found(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let (view, directory) = (story.view(), story.directory_view());
    let person = story.principal();
    let robot = Principal::Service(ServiceId::from_uuid(person.uuid()));
    let team = story.team("red");
    let writes = [
        Write::Insert(Row::Team(team.clone())),
        Write::Insert(Row::TeamMember(team_member(story.org, team.id, person))),
    ];
    committed(&*store, batch([part(story.org, writes)])).await;
    let laptop = key(story.directory, KeyId::from_uuid(id()), person);
    let write = [Write::Insert(Row::ApiKey(laptop))];
    committed(&*store, batch([part(story.directory, write)])).await;

    for (principal, found) in [(person, 1), (robot, 0)] {
        let member = store.member(&view, principal).await.unwrap().value;
        assert_eq!(member.iter().count(), found);
        let standing = store.standing(&view, Some(principal)).await.unwrap();
        let standing = standing.unwrap().value;
        assert_eq!(standing.member.iter().count(), found);
        assert_eq!(standing.team_roles.len(), 2 * found);
        let joined = store.team_member(&view, team.id, principal).await.unwrap();
        assert_eq!(joined.value.iter().count(), found);
        let owned = store.teams_owned(&view, principal, 9).await.unwrap();
        assert_eq!(owned.value.len(), found);
        let keys = store.keys(&directory, principal, FIRST).await.unwrap();
        assert_eq!(keys.value.len(), found);
    }
}
