//! Lists of projects show exactly what somebody sees.

use futures_util::TryFutureExt;
use tenantry::access::{Grant, Holder, Level, Object, Principal, Visible};
use tenantry::page::Keyset;
use tenantry::projects::{Project, ProjectStatus};
use tenantry::storage::{ProjectsOf, Row, Storage, Write};
use tenantry::{GrantId, ProjectId, RoleId, ServiceId, TeamId, Time, UserId};

use super::pages::{goes_both_ways, rows};
use crate::Bench;
use crate::fixture::{
    FIRST, Story, batch, committed, everything, grant, id, nothing, part, project,
};

async fn write(store: &dyn Storage, story: &Story, rows: impl IntoIterator<Item = Row>) {
    let writes: Vec<_> = rows.into_iter().map(Write::Insert).collect();
    committed(store, batch([part(story.org, writes)])).await;
}

fn own(story: &Story, name: &str) -> Project {
    let owner = Principal::User(UserId::from_uuid(id()));
    project(story.org, ProjectId::from_uuid(id()), owner, name)
}

async fn seen(store: &dyn Storage, story: &Story, sight: &Visible, of: ProjectsOf) -> Vec<String> {
    let found = store.projects(&story.view(), sight, of, FIRST).await;
    let found = found.unwrap().value.into_iter();
    found.map(|project| project.name).collect()
}

pub(super) async fn a_list_of_projects_shows_what_somebody_sees(bench: &Bench) {
    let store = bench.open().await;
    let store = &*store;
    let story = Story::begin(store).await;
    let top = story.team("top");
    let mut leaf = story.team("leaf");
    leaf.parent = Some(top.id);
    let beside = story.team("beside");
    let (top_id, leaf_id, beside_id) = (top.id, leaf.id, beside.id);
    write(store, &story, [top, leaf, beside].map(Row::Team)).await;
    let in_team = |name: &str, team: TeamId| Project {
        team: Some(team),
        ..own(&story, name)
    };
    let projects = [
        in_team("of the top", top_id),
        in_team("of the leaf", leaf_id),
        in_team("beside", beside_id),
        own(&story, "loose"),
        own(&story, "shared"),
    ];
    write(store, &story, projects.clone().map(Row::Project)).await;
    let every = ProjectsOf::default();
    let see = async |sight: Visible| seen(store, &story, &sight, every).await;
    assert_eq!(see(nothing()).await, [""; 0]);
    assert_eq!(see(everything()).await.len(), 5);
    let of = |teams: &[TeamId]| Visible {
        teams: teams.to_vec(),
        ..nothing()
    };
    assert_eq!(see(of(&[top_id])).await, ["of the top", "of the leaf"]);
    assert_eq!(
        see(of(&[leaf_id, beside_id])).await,
        ["of the leaf", "beside"]
    );
    let owned_by = |owner| Visible {
        owner: Some(owner),
        ..nothing()
    };
    let owner = projects[3].owner;
    assert_eq!(see(owned_by(owner)).await, ["loose"]);
    let other_kind = Principal::Service(ServiceId::from_uuid(owner.uuid()));
    assert_eq!(see(owned_by(other_kind)).await, [""; 0]);

    let of_team = ProjectsOf {
        team: Some(top_id),
        ..every
    };
    let of_owner = ProjectsOf {
        owner: Some(projects[4].owner),
        ..every
    };
    let done = ProjectsOf {
        status: Some(ProjectStatus::Done),
        ..every
    };
    for (filter, expected) in [
        (of_team, vec!["of the top"]),
        (of_owner, vec!["shared"]),
        (done, vec![]),
    ] {
        let found = seen(store, &story, &everything(), filter).await;
        assert_eq!(found, expected, "{filter:?}");
    }
}

pub(super) async fn a_list_of_projects_shows_what_is_shared_now(bench: &Bench) {
    let store = bench.open().await;
    let store = &*store;
    let story = Story::begin(store).await;
    let person = Holder::User(UserId::from_uuid(id()));
    let team = TeamId::from_uuid(id());
    let role = Holder::Role(RoleId::from_uuid(id()));
    let share = |project: &Project, holder, level, end: Option<i64>| {
        let object = Object::new("project", project.id.uuid()).unwrap();
        Row::Grant(
            Grant {
                level,
                expires_at: end.map(Time::from_micros),
                ..grant(story.org, GrantId::from_uuid(id()), object, holder)
            }
            .into(),
        )
    };
    let names = [
        "person",
        "team",
        "subtree",
        "role",
        "org",
        "ended",
        "view",
        "other kind",
    ];
    let projects = names.map(|name| own(&story, name));
    write(store, &story, projects.clone().map(Row::Project)).await;
    let doc = Object::new("doc", projects[7].id.uuid()).unwrap();
    let grants = [
        share(&projects[0], person, Level::Edit, None),
        share(&projects[1], Holder::Team(team), Level::Manage, Some(11)),
        share(&projects[2], Holder::Subtree(team), Level::Edit, None),
        share(&projects[3], role, Level::Edit, None),
        share(&projects[4], Holder::Org(story.org), Level::Edit, None),
        share(&projects[5], person, Level::Edit, Some(10)),
        share(&projects[6], person, Level::View, None),
        Row::Grant(grant(story.org, GrantId::from_uuid(id()), doc, person).into()),
    ];
    write(store, &story, grants).await;
    let see = async |holders: &[Holder], level, joined_at: Time| {
        let sight = Visible {
            holders: holders.to_vec(),
            level,
            joined_at,
            now: Time::from_micros(10),
            ..nothing()
        };
        seen(store, &story, &sight, ProjectsOf::default()).await
    };
    let (edit, always) = (Level::Edit, Time::MIN);
    assert_eq!(see(&[person], edit, always).await, ["person"]);
    assert_eq!(
        see(&[person], Level::View, always).await,
        ["person", "view"]
    );
    let late = Time::MAX;
    assert_eq!(see(&[person], Level::View, late).await, [""; 0]);
    assert_eq!(see(&[Holder::Team(team)], edit, late).await, ["team"]);
    assert_eq!(see(&[Holder::Subtree(team)], edit, late).await, ["subtree"]);
    let all = [person, Holder::Team(team), role, Holder::Org(story.org)];
    assert_eq!(
        see(&all, edit, always).await,
        ["person", "team", "role", "org"]
    );
    assert_eq!(see(&all, Level::Manage, always).await, ["team"]);
}

pub(super) async fn lists_of_projects_go_both_ways(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let projects = (0..5).map(|number| own(&story, &format!("p{number}")));
    let projects: Vec<_> = projects.collect();
    let owner = projects[0].owner;
    let owned = projects
        .into_iter()
        .map(|project| Project { owner, ..project });
    write(&*store, &story, owned.map(Row::Project)).await;
    let view = story.view();
    let mine = Visible {
        owner: Some(owner),
        ..nothing()
    };
    for sight in [&everything(), &mine] {
        let list = |keyset: Keyset| {
            let listed = store.projects(&view, sight, ProjectsOf::default(), keyset);
            listed.map_ok(rows)
        };
        goes_both_ways("projects", |row| row.id.uuid(), list).await;
    }
}
