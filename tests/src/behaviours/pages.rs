//! Lists, page by page, from either end.

use tenantry::access::{Principal, Role};
use tenantry::page::Keyset;
use tenantry::storage::{Row, TeamsOf, Write};
use tenantry::{KeyId, Order, ServiceId, UserId};
use uuid::Uuid;

use crate::Bench;
use crate::fixture::{FIRST, Story, batch, committed, id, key, part, service, team_member, user};

/// How many things each list has.
const LISTED: usize = 5;

/// Insists that a list read in pages of two is the list, and from its other end the same list
/// turned around.
async fn goes_both_ways<F>(name: &str, list: impl Fn(Keyset) -> F)
where
    F: Future<Output = Vec<Uuid>>,
{
    let all = list(FIRST).await;
    assert!(all.len() >= LISTED, "{name} has only {all:?}");
    assert!(all.is_sorted(), "{name}: {all:?}");
    let turned: Vec<Uuid> = all.iter().rev().copied().collect();
    for (order, start, expected) in [
        (Order::Oldest, Uuid::nil(), all),
        (Order::Newest, Uuid::max(), turned),
    ] {
        let (mut read, mut after) = (Vec::new(), start);
        loop {
            let limit = 2;
            let page = list(Keyset {
                after,
                limit,
                order,
            });
            let page = page.await;
            assert!(page.len() <= limit as usize, "{name}: {page:?}");
            let Some(last) = page.last() else { break };
            after = *last;
            read.extend(page);
        }
        assert_eq!(read, expected, "{name}, {order:?} first");
    }
}

pub(super) async fn lists_of_an_organisation_go_both_ways(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let top = story.add_team(&*store, "top").await;
    let mut writes = Vec::new();
    for number in 0..LISTED {
        let person = Principal::User(UserId::from_uuid(id()));
        writes.push(Row::Member(story.member(person, Role::Viewer)));
        writes.push(Row::TeamMember(team_member(story.org, top.id, person)));
        let name = format!("robot {number}");
        let robot = service(story.org, ServiceId::from_uuid(id()), &name);
        writes.push(Row::Service(robot));
        let mut below = story.team(&format!("below {number}"));
        below.parent = Some(top.id);
        writes.push(Row::Team(below));
        writes.push(Row::Team(story.team(&format!("beside {number}"))));
    }
    let writes: Vec<_> = writes.into_iter().map(Write::Insert).collect();
    committed(&*store, batch([part(story.org, writes)])).await;

    let (store, view, team) = (&*store, &story.view(), top.id);
    for of in [
        TeamsOf::Org,
        TeamsOf::Top,
        TeamsOf::Parent(top.id),
        TeamsOf::Below(top.id),
    ] {
        goes_both_ways(&format!("{of:?}"), |keyset| async move {
            let teams = store.teams(view, of, keyset).await.unwrap().value;
            teams.iter().map(|team| team.id.uuid()).collect()
        })
        .await;
    }
    goes_both_ways("team members", |keyset| async move {
        let members = store.team_members(view, team, keyset).await;
        let members = members.unwrap().value;
        members.iter().map(|row| row.principal.uuid()).collect()
    })
    .await;
    goes_both_ways("members", |keyset| async move {
        let members = store.members(view, keyset).await.unwrap().value;
        members.iter().map(|row| row.principal.uuid()).collect()
    })
    .await;
    goes_both_ways("services", |keyset| async move {
        let services = store.services(view, keyset).await.unwrap().value;
        services.iter().map(|row| row.id.uuid()).collect()
    })
    .await;
}

pub(super) async fn lists_of_a_directory_go_both_ways(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let mut writes = Vec::new();
    for number in 0..LISTED {
        story.beside(&*store).await;
        Story::begin(&*store).await;
        let person = UserId::from_uuid(id());
        let person = user(story.directory, person, &format!("person{number}"));
        writes.push(Row::User(person));
        let key = key(story.directory, KeyId::from_uuid(id()), story.principal());
        writes.push(Row::ApiKey(key));
    }
    let writes: Vec<_> = writes.into_iter().map(Write::Insert).collect();
    committed(&*store, batch([part(story.directory, writes)])).await;

    let (store, view) = (&*store, &story.directory_view());
    let (person, principal) = (story.owner, story.principal());
    goes_both_ways("directories", |keyset| async move {
        let directories = store.directories(keyset).await.unwrap();
        directories.iter().map(|row| row.id.uuid()).collect()
    })
    .await;
    goes_both_ways("users", |keyset| async move {
        let users = store.users(view, keyset).await.unwrap().value;
        users.iter().map(|row| row.id.uuid()).collect()
    })
    .await;
    goes_both_ways("keys", |keyset| async move {
        let keys = store.keys(view, principal, keyset).await;
        let keys = keys.unwrap().value;
        keys.iter().map(|row| row.id.uuid()).collect()
    })
    .await;
    goes_both_ways("organisations", |keyset| async move {
        let orgs = store.orgs_of(view, person, keyset).await;
        let orgs = orgs.unwrap().value;
        orgs.iter().map(|row| row.id.uuid()).collect()
    })
    .await;
}
