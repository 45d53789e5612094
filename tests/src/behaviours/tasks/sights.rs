//! Lists of tasks show exactly what somebody sees, by each of the ways in which one sees.

use tenantry::access::{Grant, Holder, Level, Object, Principal, Visible};
use tenantry::storage::{Row, TasksOf};
use tenantry::tasks::{Assignee, Task};
use tenantry::{GrantId, RoleId, ServiceId, TeamId, Time, UserId};

use super::{new_task, seen, write};
use crate::Bench;
use crate::fixture::{Story, everything, grant, id, nothing};

/// A task of somebody whom nobody else knows.
fn own(story: &Story, title: &str) -> Task {
    Task {
        owner: Principal::User(UserId::from_uuid(id())),
        ..new_task(story, title)
    }
}

fn person() -> Holder {
    Holder::User(UserId::from_uuid(id()))
}

pub(in crate::behaviours) async fn a_list_of_tasks_shows_what_somebody_sees(bench: &Bench) {
    let store = bench.open().await;
    let (store, story) = (&*store, Story::begin(&*store).await);
    let top = story.team("top");
    let [mut middle, mut leaf] = ["middle", "leaf"].map(|name| story.team(name));
    (middle.parent, leaf.parent) = (Some(top.id), Some(middle.id));
    let beside = story.team("beside");
    let (top_id, leaf_id, beside_id) = (top.id, leaf.id, beside.id);
    write(store, &story, [top, middle, leaf, beside].map(Row::Team)).await;
    let in_team = |title: &str, team: TeamId| Task {
        team: Some(team),
        ..own(&story, title)
    };
    let gone = Task {
        deleted_at: Some(Time::from_micros(1)),
        ..in_team("gone", leaf_id)
    };
    let tasks = [
        in_team("of the top", top_id),
        in_team("of the leaf", leaf_id),
        in_team("beside", beside_id),
        own(&story, "loose"),
        gone,
    ];
    write(store, &story, tasks.clone().map(Row::Task)).await;
    let there = TasksOf::default();
    let gone = TasksOf {
        deleted: true,
        ..there.clone()
    };
    let see = async |sight: Visible| seen(store, &story, &sight, &there).await;
    let see_gone = async |sight: Visible| seen(store, &story, &sight, &gone).await;
    assert_eq!(see(nothing()).await, [""; 0]);
    assert_eq!(see_gone(nothing()).await, [""; 0]);
    let titles = ["of the top", "of the leaf", "beside", "loose"];
    assert_eq!(see(everything()).await, titles);
    assert_eq!(see_gone(everything()).await, ["gone"]);
    let of = |teams: &[TeamId]| Visible {
        teams: teams.to_vec(),
        ..nothing()
    };
    assert_eq!(see(of(&[top_id])).await, ["of the top", "of the leaf"]);
    assert_eq!(see_gone(of(&[top_id])).await, ["gone"]);
    assert_eq!(see_gone(of(&[beside_id])).await, [""; 0]);
    let both = of(&[leaf_id, beside_id]);
    assert_eq!(see(both).await, ["of the leaf", "beside"]);
    // Who holds one above another sees nothing twice.
    let both = of(&[top_id, leaf_id]);
    assert_eq!(see(both).await, ["of the top", "of the leaf"]);
    let owned_by = |owner| Visible {
        owner: Some(owner),
        ..nothing()
    };
    let owner = tasks[3].owner;
    assert_eq!(see(owned_by(owner)).await, ["loose"]);
    assert_eq!(see_gone(owned_by(tasks[4].owner)).await, ["gone"]);
    let other_kind = Principal::Service(ServiceId::from_uuid(owner.uuid()));
    assert_eq!(see(owned_by(other_kind)).await, [""; 0]);
    let either = Visible {
        teams: vec![leaf_id],
        ..owned_by(owner)
    };
    assert_eq!(see(either).await, ["of the leaf", "loose"]);
}

pub(in crate::behaviours) async fn a_list_of_tasks_shows_what_is_assigned(bench: &Bench) {
    let store = bench.open().await;
    let (store, story) = (&*store, Story::begin(&*store).await);
    let (ada, team) = (person(), TeamId::from_uuid(id()));
    let robot = Holder::Service(ServiceId::from_uuid(id()));
    let given = |title: &str, holders: &[(Holder, i64)]| Task {
        assignees: holders
            .iter()
            .map(|(holder, at)| Assignee {
                holder: *holder,
                assigned_at: Time::from_micros(*at),
            })
            .collect(),
        ..own(&story, title)
    };
    let tasks = [
        given("nobody", &[]),
        given("person", &[(ada, 10)]),
        given("team", &[(Holder::Team(team), 10)]),
        given("robot", &[(robot, 10), (ada, 9)]),
        given("somebody", &[(person(), 10)]),
    ];
    write(store, &story, tasks.map(Row::Task)).await;
    let see = async |holders: &[Holder], level, joined_at| {
        let sight = Visible {
            holders: holders.to_vec(),
            level,
            joined_at: Time::from_micros(joined_at),
            ..nothing()
        };
        seen(store, &story, &sight, &TasksOf::default()).await
    };
    let edit = Level::Edit;
    assert_eq!(see(&[ada], edit, 9).await, ["person", "robot"]);
    assert_eq!(see(&[ada], Level::View, 9).await, ["person", "robot"]);
    // What they had before they left and came again is theirs no more.
    assert_eq!(see(&[ada], edit, 10).await, ["person"]);
    assert_eq!(see(&[ada], edit, 11).await, [""; 0]);
    // A service account has it as a person does, and a team whenever one joined it.
    assert_eq!(see(&[robot], edit, 10).await, ["robot"]);
    assert_eq!(see(&[robot], edit, 11).await, [""; 0]);
    assert_eq!(see(&[Holder::Team(team)], edit, 11).await, ["team"]);
    // Nobody is given a whole subtree, and an assignee does not manage.
    assert_eq!(see(&[Holder::Subtree(team)], edit, 9).await, [""; 0]);
    let both = [ada, Holder::Team(team)];
    assert_eq!(see(&both, Level::Manage, 9).await, [""; 0]);
    assert_eq!(see(&both, edit, 9).await, ["person", "team", "robot"]);
    // Of the same id, but of another kind.
    let other = Holder::Service(ServiceId::from_uuid(ada.uuid()));
    assert_eq!(see(&[other], edit, 9).await, [""; 0]);
}

pub(in crate::behaviours) async fn a_list_of_tasks_shows_what_is_shared_now(bench: &Bench) {
    let store = bench.open().await;
    let (store, story) = (&*store, Story::begin(&*store).await);
    let (ada, team) = (person(), TeamId::from_uuid(id()));
    let role = Holder::Role(RoleId::from_uuid(id()));
    let titles = [
        "person",
        "team",
        "subtree",
        "role",
        "org",
        "ended",
        "view",
        "twice",
        "other kind",
    ];
    let mut tasks = titles.map(|title| own(&story, title));
    let joined = Time::from_micros(100);
    // What one owns is not shared with them, and what one has, and is shared too, is.
    let mine = own(&story, "mine");
    tasks[7].owner = mine.owner;
    let shared = |place: usize, holder, level, end: Option<i64>, at: i64| {
        let object = Object::new("task", tasks[place].id.uuid()).unwrap();
        Row::Grant(
            Grant {
                level,
                expires_at: end.map(Time::from_micros),
                created_at: Time::from_micros(at),
                ..grant(story.org, GrantId::from_uuid(id()), object, holder)
            }
            .into(),
        )
    };
    let doc = Object::new("doc", tasks[8].id.uuid()).unwrap();
    let edit = Level::Edit;
    let grants = [
        shared(0, ada, edit, None, 100),
        shared(1, Holder::Team(team), Level::Manage, Some(11), 1),
        shared(2, Holder::Subtree(team), edit, None, 1),
        shared(3, role, edit, None, 1),
        shared(4, Holder::Org(story.org), edit, None, 1),
        shared(5, ada, edit, Some(10), 100),
        shared(6, ada, Level::View, None, 100),
        shared(7, ada, edit, None, 100),
        shared(7, Holder::Team(team), edit, None, 100),
        Row::Grant(grant(story.org, GrantId::from_uuid(id()), doc, ada).into()),
    ];
    let all = tasks.iter().chain([&mine]).cloned().map(Row::Task);
    write(store, &story, all).await;
    write(store, &story, grants).await;
    let sight = |holders: &[Holder], level, joined_at| Visible {
        holders: holders.to_vec(),
        level,
        joined_at,
        owner: Some(mine.owner),
        now: Time::from_micros(10),
        ..nothing()
    };
    let only_shared = TasksOf {
        shared: true,
        ..TasksOf::default()
    };
    let see = async |holders: &[Holder], level, joined_at| {
        let sight = sight(holders, level, joined_at);
        seen(store, &story, &sight, &only_shared).await
    };
    assert_eq!(see(&[ada], edit, joined).await, ["person", "twice"]);
    let viewed = ["person", "view", "twice"];
    assert_eq!(see(&[ada], Level::View, joined).await, viewed);
    let late = Time::MAX;
    assert_eq!(see(&[ada], Level::View, late).await, [""; 0]);
    let in_team = ["team", "twice"];
    assert_eq!(see(&[Holder::Team(team)], edit, late).await, in_team);
    assert_eq!(see(&[Holder::Subtree(team)], edit, late).await, ["subtree"]);
    let all = [ada, Holder::Team(team), role, Holder::Org(story.org)];
    let found = see(&all, edit, joined).await;
    assert_eq!(found, ["person", "team", "role", "org", "twice"]);
    assert_eq!(see(&all, Level::Manage, joined).await, ["team"]);
    // With what is their own, each once.
    let sight = sight(&all, edit, joined);
    let found = seen(store, &story, &sight, &TasksOf::default()).await;
    assert_eq!(found, ["person", "team", "role", "org", "twice", "mine"]);
    // Whoever sees all of them has only this shared with them, too.
    let over_all = Visible { all: true, ..sight };
    let found = seen(store, &story, &over_all, &only_shared).await;
    assert_eq!(found, ["person", "team", "role", "org", "twice"]);
    assert_eq!(
        seen(store, &story, &over_all, &TasksOf::default())
            .await
            .len(),
        10
    );
}
