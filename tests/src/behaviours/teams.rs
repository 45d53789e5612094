//! Reads of the room of teams.

use tenantry::TeamId;
use tenantry::access::{Principal, Role};
use tenantry::page::Keyset;
use tenantry::storage::{Row, Storage, TeamsOf, Write};
use tenantry::teams::Team;

use crate::Bench;
use crate::fixture::{FIRST, Story, batch, committed, id, part, team_member};

/// How deep the deep tree is.
const DEPTH: usize = 1_000;

/// Commits teams, each under the one of the given place.
async fn tree(store: &dyn Storage, story: &Story, parents: &[Option<usize>]) -> Vec<TeamId> {
    let mut teams: Vec<Team> = Vec::with_capacity(parents.len());
    for (at, parent) in parents.iter().enumerate() {
        let mut team = story.team(&at.to_string());
        team.parent = parent.map(|parent| teams[parent].id);
        teams.push(team);
    }
    let writes: Vec<_> = teams
        .iter()
        .map(|team| Write::Insert(Row::Team(team.clone())))
        .collect();
    committed(store, batch([part(story.org, writes)])).await;
    teams.into_iter().map(|team| team.id).collect()
}

async fn ids(store: &dyn Storage, story: &Story, of: TeamsOf, keyset: Keyset) -> Vec<TeamId> {
    let teams = store.teams(&story.view(), of, keyset).await.unwrap().value;
    teams.into_iter().map(|team| team.id).collect()
}

pub(super) async fn teams_are_read_as_they_were_written(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let parent = story.add_team(&*store, "top").await;
    let mut team = story.team("red");
    team.parent = Some(parent.id);
    team.owner = Principal::Service(tenantry::ServiceId::from_uuid(id()));
    team.description = Some("paints".to_owned());
    let receipt = committed(&*store, story.create(&team)).await;
    team.created_at = receipt.at;
    team.updated_at = receipt.at;
    assert_eq!(story.read_team(&*store, team.id).await, Some(team.clone()));
    assert_eq!(
        story.read_team(&*store, TeamId::from_uuid(id())).await,
        None
    );
    let owned = store
        .teams_owned(&story.view(), team.owner, 5)
        .await
        .unwrap();
    assert_eq!(owned.value, [team]);
    let owned = store.teams_owned(&story.view(), story.principal(), 5).await;
    assert_eq!(owned.unwrap().value, [parent]);
}

pub(super) async fn lists_of_teams_follow_the_tree(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let at = tree(
        &*store,
        &story,
        &[None, Some(0), Some(0), Some(1), None, Some(3)],
    )
    .await;
    let list = async |of| ids(&*store, &story, of, FIRST).await;
    assert_eq!(list(TeamsOf::Org).await, at);
    assert_eq!(list(TeamsOf::Top).await, [at[0], at[4]]);
    assert_eq!(list(TeamsOf::Parent(at[0])).await, [at[1], at[2]]);
    assert_eq!(
        list(TeamsOf::Below(at[0])).await,
        [at[1], at[2], at[3], at[5]]
    );
    assert_eq!(list(TeamsOf::Below(at[3])).await, [at[5]]);
    assert!(list(TeamsOf::Parent(at[5])).await.is_empty());
    let owned = store.teams_owned(&story.view(), story.principal(), 4).await;
    assert_eq!(owned.unwrap().value.len(), 4);
    assert!(
        list(TeamsOf::Below(TeamId::from_uuid(id())))
            .await
            .is_empty()
    );
}

pub(super) async fn a_team_path_leads_to_the_top(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let at = tree(&*store, &story, &[None, Some(0), Some(1), Some(0)]).await;
    let path = async |id| store.team_path(&story.view(), id).await.unwrap().value;
    assert_eq!(path(at[2]).await, [at[2], at[1], at[0]]);
    assert_eq!(path(at[0]).await, [at[0]]);
    assert!(path(TeamId::from_uuid(id())).await.is_empty());
}

pub(super) async fn a_deep_tree_is_exact(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let parents: Vec<_> = (0..DEPTH).map(|at| at.checked_sub(1)).collect();
    let at = tree(&*store, &story, &parents).await;
    // Also around the lengths that a store may tell apart.
    for depth in [DEPTH, 255, 256, 257] {
        let path = store.team_path(&story.view(), at[depth - 1]).await.unwrap();
        let path: Vec<_> = path.value.into_iter().rev().collect();
        assert_eq!(path, at[..depth]);
    }
    let all = Keyset::first(DEPTH as u32);
    assert_eq!(
        ids(&*store, &story, TeamsOf::Below(at[0]), all).await,
        at[1..]
    );
}

pub(super) async fn team_lists_go_on_after_a_key(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let at = tree(&*store, &story, &[None, Some(0), Some(0), Some(0), Some(0)]).await;
    for of in [TeamsOf::Org, TeamsOf::Parent(at[0]), TeamsOf::Below(at[0])] {
        let after = Keyset::after(at[1].uuid(), 2);
        assert_eq!(
            ids(&*store, &story, of, after).await,
            [at[2], at[3]],
            "{of:?}"
        );
        let after = Keyset::after(at[3].uuid(), 2);
        assert_eq!(ids(&*store, &story, of, after).await, [at[4]], "{of:?}");
    }
}

pub(super) async fn team_members_are_found_and_listed(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let team = story.add_team(&*store, "red").await;
    let mut principals: Vec<_> = (0..4)
        .map(|_| Principal::User(tenantry::UserId::from_uuid(id())))
        .collect();
    principals[3] = Principal::Service(tenantry::ServiceId::from_uuid(id()));
    let rows = principals
        .iter()
        .map(|principal| team_member(story.org, team.id, *principal));
    let writes: Vec<_> = rows
        .map(|row| Write::Insert(Row::TeamMember(row)))
        .collect();
    committed(&*store, batch([part(story.org, writes)])).await;
    let view = story.view();
    let list = async |after, limit| {
        let keyset = Keyset::after(after, limit);
        let members = store
            .team_members(&view, team.id, keyset)
            .await
            .unwrap()
            .value;
        members
            .into_iter()
            .map(|member| member.principal)
            .collect::<Vec<_>>()
    };
    assert_eq!(list(FIRST.after, 9).await, principals);
    assert_eq!(list(FIRST.after, 2).await, principals[..2]);
    assert_eq!(list(principals[1].uuid(), 9).await, principals[2..]);
    let found = store
        .team_member(&view, team.id, principals[3])
        .await
        .unwrap()
        .value
        .unwrap();
    assert_eq!(
        (found.principal, found.role),
        (principals[3], Role::Manager)
    );
    let stranger = Principal::User(tenantry::UserId::from_uuid(id()));
    let none = store.team_member(&view, team.id, stranger).await.unwrap();
    assert_eq!(none.value, None);
}

pub(super) async fn members_of_all_teams_are_listed_by_team_and_principal(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let at = tree(&*store, &story, &[None, Some(0), None]).await;
    let people: Vec<_> = (0..3)
        .map(|_| Principal::User(tenantry::UserId::from_uuid(id())))
        .collect();
    let pairs = at
        .iter()
        .flat_map(|team| people.iter().map(move |who| (*team, *who)));
    let mut pairs: Vec<(TeamId, Principal)> = pairs.collect();
    let rows = pairs.iter().rev();
    let rows = rows.map(|(team, who)| Row::TeamMember(team_member(story.org, *team, *who)));
    let writes: Vec<_> = rows.map(Write::Insert).collect();
    committed(&*store, batch([part(story.org, writes)])).await;
    pairs.sort_by_key(|(team, who)| (*team, who.uuid()));
    for limit in [1, 2, 4, 9, 10] {
        let mut listed = Vec::new();
        let mut after = (TeamId::from_uuid(uuid::Uuid::nil()), uuid::Uuid::nil());
        loop {
            let page = store.all_team_members(&story.view(), after, limit).await;
            let page = page.unwrap().value;
            assert!(page.len() <= limit as usize);
            let Some(last) = page.last() else { break };
            after = (last.team, last.principal.uuid());
            listed.extend(page.iter().map(|row| (row.team, row.principal)));
        }
        assert_eq!(listed, pairs, "by {limit}");
    }
}

pub(super) async fn members_of_teams_are_counted_up_to_a_limit(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let at = tree(&*store, &story, &[None, Some(0), None, None]).await;
    let robot = Principal::Service(tenantry::ServiceId::from_uuid(id()));
    let joined = [
        (at[0], story.principal()),
        (at[0], robot),
        (at[1], robot),
        (at[2], robot),
    ];
    let rows = joined.map(|(team, who)| Row::TeamMember(team_member(story.org, team, who)));
    committed(&*store, batch([part(story.org, rows.map(Write::Insert))])).await;
    let count = async |teams: &[TeamId], limit| {
        let count = store.team_members_count(&story.view(), teams, limit).await;
        count.unwrap().value
    };
    let ghost = TeamId::from_uuid(id());
    // As many as a deletion names.
    let ghosts: Vec<_> = (0..1_000).map(|_| TeamId::from_uuid(id())).collect();
    let crowd = [ghosts, at.clone()].concat();
    let cases: [(&[TeamId], u64); 8] = [
        (&[], 0),
        (&[ghost], 0),
        (&at[3..], 0),
        (&at[..1], 2),
        (&at[..2], 3),
        (&at, 4),
        (&[at[0], at[0], ghost], 2),
        (&crowd, 4),
    ];
    for (teams, members) in cases {
        for limit in [0, 1, 2, 3, 4, 5, 10_001] {
            let counted = count(teams, limit).await;
            assert_eq!(counted, members.min(limit.into()), "{teams:?}, {limit}");
        }
    }
}

pub(super) async fn a_standing_holds_the_roles_in_teams(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let owned = story.add_team(&*store, "owned").await;
    let mut joined = story.team("joined");
    joined.owner = Principal::User(tenantry::UserId::from_uuid(id()));
    let writes = [
        Write::Insert(Row::Team(joined.clone())),
        Write::Insert(Row::TeamMember(story.team_member(joined.id))),
    ];
    committed(&*store, batch([part(story.org, writes)])).await;
    let standing = async |principal| {
        let seen = store
            .standing(&story.view(), principal)
            .await
            .unwrap()
            .unwrap();
        seen.value
    };
    let mut roles = standing(Some(story.principal())).await.team_roles;
    roles.sort_by_key(|(team, _)| *team);
    assert_eq!(roles, [(owned.id, Role::Owner), (joined.id, Role::Manager)]);
    let nobody = standing(None).await;
    assert!(nobody.member.is_none() && nobody.team_roles.is_empty());
}
