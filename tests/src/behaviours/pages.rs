//! Lists, page by page, from either end.

use futures_util::TryFutureExt;
use tenantry::access::{Principal, Role};
use tenantry::page::Keyset;
use tenantry::storage::{Row, Seen, TeamsOf, Write};
use tenantry::{KeyId, Order, Result, ServiceId, UserId};
use uuid::Uuid;

use crate::Bench;
use crate::fixture::{FIRST, Story, batch, committed, id, key, part, service, team_member, user};

/// How many things each list has.
const LISTED: usize = 5;

/// Insists that a list read in pages of two is the list, and from its other end the same list
/// turned around.
pub(super) async fn goes_both_ways<T, F>(
    name: &str,
    id: impl Fn(&T) -> Uuid,
    list: impl Fn(Keyset) -> F,
) where
    F: Future<Output = Result<Vec<T>>>,
{
    let list = async |keyset| -> Vec<Uuid> {
        let rows = list(keyset).await.unwrap();
        rows.iter().map(&id).collect()
    };
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

    let view = story.view();
    for of in [
        TeamsOf::Org,
        TeamsOf::Top,
        TeamsOf::Parent(top.id),
        TeamsOf::Below(top.id),
    ] {
        let list = |keyset| store.teams(&view, of, keyset).map_ok(rows);
        goes_both_ways(&format!("{of:?}"), |team| team.id.uuid(), list).await;
    }
    let list = |keyset| store.team_members(&view, top.id, keyset).map_ok(rows);
    goes_both_ways("team members", |row| row.principal.uuid(), list).await;
    let list = |keyset| store.members(&view, keyset).map_ok(rows);
    goes_both_ways("members", |row| row.principal.uuid(), list).await;
    let list = |keyset| store.services(&view, keyset).map_ok(rows);
    goes_both_ways("services", |row| row.id.uuid(), list).await;
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

    let view = story.directory_view();
    let list = |keyset| store.directories(keyset);
    goes_both_ways("directories", |row| row.id.uuid(), list).await;
    let list = |keyset| store.users(&view, keyset).map_ok(rows);
    goes_both_ways("users", |row| row.id.uuid(), list).await;
    let list = |keyset| store.keys(&view, story.principal(), keyset).map_ok(rows);
    goes_both_ways("keys", |row| row.id.uuid(), list).await;
    let list = |keyset| store.orgs_of(&view, story.owner, keyset).map_ok(rows);
    goes_both_ways("organisations", |row| row.id.uuid(), list).await;
}

/// What was read, wherever the scope stands.
pub(super) fn rows<T>(seen: Seen<Vec<T>>) -> Vec<T> {
    seen.value
}
