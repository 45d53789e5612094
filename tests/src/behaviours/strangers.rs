//! Strangers: what only another tenant has is not found by any read, however it is asked for.

use std::sync::Arc;

use tenantry::TeamId;
use tenantry::access::{Holder, Principal};
use tenantry::storage::{
    AssignmentsOf, CountedOf, Counts, CountsOf, GrantsOf, Ports, ProjectsOf, Proof, REPLAY_SECS,
    Row, Storage, TaskNames, TasksOf, TeamsOf, View, Write,
};
use tenantry::tasks::{Position, terms};

use super::whole::ISSUER;
use crate::Bench;
use crate::fixture::{
    FIRST, HandClock, Names, Story, Twin, all_tasks, batch, committed, everything, id, nothing,
    object, of_all_days, part, permission, told, view,
};

/// Insists that each of these reads stands where its scope does.
macro_rules! insist {
    ($store:expr, $view:expr, $at:expr, { $($read:ident($($input:expr),*)),* $(,)? }) => {$(
        let seen = $store.$read(&$view, $($input),*).await.unwrap();
        assert_eq!((seen.head, seen.proof), $at, stringify!($read));
    )*};
}

/// Somebody with an empty organisation, and a stranger with everything.
async fn begin(store: &dyn Storage) -> (Story, Twin) {
    let empty = Story::begin(store).await;
    let names = Names::new("stranger", 3);
    let story = Story::begin(store).await;
    let stranger = Twin { story, names };
    stranger.fill(store, 1).await;
    (empty, stranger)
}

pub(super) async fn a_read_finds_no_strangers_things_in_an_organisation(bench: &Bench) {
    let store = bench.open().await;
    let store = &*store;
    let (mine, Twin { names, .. }) = begin(store).await;
    let view = mine.view();
    let robot = Principal::Service(names.service);
    assert_eq!(store.team(&view, names.team).await.unwrap().value, None);
    let path = store.team_path(&view, names.team).await.unwrap().value;
    assert_eq!(path, []);
    for of in [TeamsOf::Org, TeamsOf::Top, TeamsOf::Parent(names.team)] {
        assert_eq!(store.teams(&view, of, FIRST).await.unwrap().value, []);
    }
    let below = TeamsOf::Below(names.team);
    assert_eq!(store.teams(&view, below, FIRST).await.unwrap().value, []);
    let members = store.team_members(&view, names.team, FIRST).await;
    assert_eq!(members.unwrap().value, []);
    let start = (TeamId::from_uuid(uuid::Uuid::nil()), uuid::Uuid::nil());
    let all = store.all_team_members(&view, start, 9).await;
    assert_eq!(all.unwrap().value, []);
    let count = store.team_members_count(&view, &[names.team], 9).await;
    assert_eq!(count.unwrap().value, 0);
    let member = store.team_member(&view, names.team, robot).await;
    assert_eq!(member.unwrap().value, None);
    let owned = store.teams_owned(&view, robot, 9).await.unwrap().value;
    assert_eq!(owned, []);
    assert_eq!(store.member(&view, robot).await.unwrap().value, None);
    let service = store.service(&view, names.service).await.unwrap().value;
    assert_eq!(service, None);
    let standing = store.standing(&view, Some(robot)).await.unwrap().unwrap();
    assert_eq!(standing.value.member, None);
    assert_eq!(standing.value.team_roles, []);
    assert_eq!(standing.value.above, []);
    assert_eq!(standing.value.assigned, []);
    let checkpoint = store.checkpoint(&view, names.checkpoint).await.unwrap();
    assert_eq!(checkpoint.value, None);
    assert_eq!(store.checkpoints(&view, 9).await.unwrap().value, []);
}

pub(super) async fn a_read_finds_no_strangers_rights_in_an_organisation(bench: &Bench) {
    let store = bench.open().await;
    let store = &*store;
    let (mine, Twin { names, .. }) = begin(store).await;
    let view = mine.view();
    let (sight, of) = (everything(), ProjectsOf::default());
    let found = store.projects(&view, &sight, of, FIRST).await;
    assert_eq!(found.unwrap().value, []);
    let found = store.project(&view, names.project).await.unwrap();
    assert_eq!(found.value, None);
    let found = store.statuses(&view, None, FIRST).await.unwrap();
    assert_eq!(found.value, []);
    assert_eq!(store.status(&view, names.status).await.unwrap().value, None);
    assert_eq!(store.labels(&view, None, FIRST).await.unwrap().value, []);
    assert_eq!(store.label(&view, names.tag).await.unwrap().value, None);
    let named = |teams: &[_], labels: &[_]| TaskNames {
        teams: teams.to_vec(),
        labels: labels.to_vec(),
        ..TaskNames::default()
    };
    for named in [named(&[names.team], &[]), named(&[], &[names.tag])] {
        let may = store.task_may_name(&view, &named).await.unwrap();
        assert!(!may.value, "{named:?}");
    }
    assert_eq!(store.permissions(&view, FIRST).await.unwrap().value, []);
    let found = store.permission(&view, names.permission).await.unwrap();
    assert_eq!(found.value, None);
    let theirs = permission(mine.org, names.permission, names.label).name;
    let found = store.permission_named(&view, &theirs).await.unwrap();
    assert_eq!(found.value, None);
    assert_eq!(store.roles(&view, FIRST).await.unwrap().value, []);
    assert_eq!(store.role(&view, names.role).await.unwrap().value, None);
    let robot = Holder::Service(names.service);
    for of in [
        AssignmentsOf::Org,
        AssignmentsOf::Holder(robot),
        AssignmentsOf::Role(names.role),
        AssignmentsOf::Team(names.team),
    ] {
        let found = store.assignments(&view, of, FIRST).await.unwrap();
        assert_eq!(found.value, [], "{of:?}");
    }
    let found = store.assignment(&view, names.assignment).await.unwrap();
    assert_eq!(found.value, None);
    let found = store.given_to_team(&view, names.team).await.unwrap();
    assert_eq!(found.value, []);
    for of in [
        GrantsOf::Org,
        GrantsOf::Object(object(names.object)),
        GrantsOf::Holder(robot),
    ] {
        let found = store.grants(&view, &of, FIRST).await.unwrap();
        assert_eq!(found.value, [], "{of:?}");
    }
    assert_eq!(store.grant(&view, names.grant).await.unwrap().value, None);
    assert_eq!(store.link(&view, names.link).await.unwrap().value, None);
}

pub(super) async fn a_read_finds_no_strangers_tasks_in_an_organisation(bench: &Bench) {
    let store = bench.open().await;
    let store = &*store;
    let (mine, Twin { names, story }) = begin(store).await;
    let view = mine.view();
    let robot = Principal::Service(names.service);
    assert_eq!(store.task(&view, names.task).await.unwrap().value, None);
    let path = store.task_path(&view, names.task).await.unwrap().value;
    assert_eq!(path, []);
    let parts = store.task_parts(&view, names.task, 9).await.unwrap().value;
    assert_eq!(parts, []);
    let comment = store.task_comment(&view, names.task, names.comment).await;
    assert_eq!(comment.unwrap().value, None);
    let comments = store.task_comments(&view, names.task, FIRST).await;
    assert_eq!(comments.unwrap().value, []);
    let beside = store.position_beside(&view, &first_position(), true).await;
    assert_eq!(beside.unwrap().value, None);
    let is_used = store.status_is_used(&view, names.status).await.unwrap();
    assert!(!is_used.value);
    assert_eq!(
        store.label_uses(&view, names.tag, 9).await.unwrap().value,
        0
    );
    let mut sights = vec![everything(), nothing()];
    sights[1].owner = Some(robot);
    sights[1].teams = vec![names.team];
    sights[1].holders = vec![robot.into()];
    // Also by the terms of the stranger's own.
    let terms = terms(story.org, names.label).into_iter().collect();
    let all = TasksOf::default();
    for of in [
        all.clone(),
        TasksOf {
            terms,
            ..all.clone()
        },
        TasksOf {
            label: Some(names.tag),
            ..all.clone()
        },
        TasksOf {
            project: Some(names.project),
            ..all.clone()
        },
        TasksOf {
            status: Some(names.status),
            ..all.clone()
        },
        TasksOf {
            team: Some(names.team),
            ..all.clone()
        },
        TasksOf {
            owner: Some(robot),
            ..all.clone()
        },
        TasksOf {
            assignee: Some(robot.into()),
            ..all
        },
    ] {
        for sight in &sights {
            let found = store.tasks(&view, sight, &of, &all_tasks()).await;
            assert_eq!(found.unwrap().value, [], "{of:?}");
        }
    }
    for of in [
        CountedOf::Org,
        CountedOf::Subtree(names.team),
        CountedOf::Principal(robot),
    ] {
        let of = CountsOf {
            of,
            ..of_all_days()
        };
        let counts = store.task_counts(&view, &of).await.unwrap().value;
        assert_eq!(counts, Counts::default(), "{of:?}");
    }
}

fn first_position() -> Position {
    Position::from_text("01").unwrap()
}

pub(super) async fn trees_of_the_same_teams_are_kept_apart(bench: &Bench) {
    let store = bench.open().await;
    let (mine, theirs) = (Story::begin(&*store).await, Story::begin(&*store).await);
    let [leaf, middle, top] = [(); 3].map(|()| TeamId::from_uuid(id()));
    // Here the leaf is below the middle, and there the middle is below the top, too.
    for (story, parent) in [(mine, None), (theirs, Some(top))] {
        let tree = [(top, None), (middle, parent), (leaf, Some(middle))];
        let writes = tree.map(|(id, parent)| {
            let mut team = story.team("tree");
            (team.id, team.parent) = (id, parent);
            Write::Insert(Row::Team(team))
        });
        committed(&*store, batch([part(story.org, writes)])).await;
    }
    let cases: [(Story, &[TeamId], &[TeamId]); 2] = [
        (mine, &[leaf, middle], &[]),
        (theirs, &[leaf, middle, top], &[leaf, middle]),
    ];
    for (story, path, below) in cases {
        let view = story.view();
        for (place, team) in path.iter().enumerate() {
            let seen = store.team_path(&view, *team).await.unwrap().value;
            assert_eq!(seen, path[place..]);
        }
        let of = TeamsOf::Below(top);
        let seen = store.teams(&view, of, FIRST).await.unwrap().value;
        assert!(seen.iter().all(|team| team.org == story.org));
        let mut ids: Vec<TeamId> = seen.iter().map(|team| team.id).collect();
        let mut below = below.to_vec();
        ids.sort();
        below.sort();
        assert_eq!(ids, below);
    }
}

pub(super) async fn a_read_stands_where_its_own_scope_does(bench: &Bench) {
    let store = bench.open().await;
    let store = &*store;
    let (mine, stranger) = begin(store).await;
    let names = stranger.names;
    for (story, version) in [(mine, None), (stranger.story, Some(1))] {
        let proof = Proof {
            directory: story.directory,
            key: names.key,
        };
        let view = View {
            proof: Some(proof),
            ..story.view()
        };
        let robot = Principal::Service(names.service);
        let (first, counted) = (first_position(), of_all_days());
        let head = store.head(story.org.into()).await.unwrap().unwrap();
        insist!(store, view, (head, version), {
            look(), team(names.team), team_path(names.team), teams(TeamsOf::Org, FIRST),
            team_members(names.team, FIRST), all_team_members((names.team, names.team.uuid()), 9),
            team_members_count(&[names.team], 9),
            team_member(names.team, robot),
            teams_owned(robot, 9), member(robot), members(FIRST), service(names.service),
            services(FIRST), checkpoint(names.checkpoint), checkpoints(9),
            activity(names.team.uuid(), 99, 9),
            projects(&everything(), ProjectsOf::default(), FIRST), project(names.project),
            statuses(None, FIRST), status(names.status), labels(None, FIRST), label(names.tag),
            task(names.task), task_path(names.task), task_parts(names.task, 9),
            position_beside(&first, true), task_counts(&counted),
            tasks(&everything(), &TasksOf::default(), &all_tasks()),
            task_may_name(&TaskNames::default()),
            status_is_used(names.status), label_uses(names.tag, 9),
            task_comment(names.task, names.comment), task_comments(names.task, FIRST),
            permissions(FIRST), permission(names.permission),
            permission_named(&permission(story.org, names.permission, names.label).name),
            roles(FIRST), role(names.role), assignments(AssignmentsOf::Org, FIRST),
            assignment(names.assignment), given_to_team(names.team),
            grants(&GrantsOf::Org, FIRST), grant(names.grant), link(names.link),
        });
        let standing = store.standing(&view, None).await.unwrap().unwrap();
        assert_eq!((standing.head, standing.proof), (head, version));
        let view = View {
            proof: Some(proof),
            ..story.directory_view()
        };
        let head = store.head(story.directory.into()).await.unwrap().unwrap();
        insist!(store, view, (head, version), {
            look(), user(names.user), users(FIRST), subjects(names.user), keys(robot, FIRST),
            key(names.key), orgs_of(names.user, FIRST), departed(names.elsewhere),
        });
    }
}

pub(super) async fn an_old_idempotency_key_of_a_stranger_stays(bench: &Bench) {
    let clock = Arc::new(HandClock::at(1_000_000));
    let ports = Ports {
        clock: Some(clock.clone()),
        ..Ports::default()
    };
    let store = bench.open_with(ports).await;
    let (mine, stranger) = begin(&*store).await;
    let own = Twin {
        story: mine,
        ..stranger
    };
    let key = own.replay_key();
    for scope in own.scopes() {
        own.call(&*store, scope, 2).await;
    }
    clock.set(2_000_000 + REPLAY_SECS * 1_000_000);
    for (scope, theirs) in own.scopes().into_iter().zip(stranger.scopes()) {
        own.call(&*store, scope, 3).await;
        let kept = store.replay(scope, &key).await.unwrap().unwrap();
        assert_eq!(kept.fingerprint, [3; 32]);
        let kept = store.replay(theirs, &key).await.unwrap().unwrap();
        assert_eq!(kept.fingerprint, [1; 32]);
    }
}

pub(super) async fn a_read_finds_no_strangers_things_in_a_directory(bench: &Bench) {
    let store = bench.open().await;
    let store = &*store;
    let (mine, Twin { names, story }) = begin(store).await;
    let (view, home) = (mine.directory_view(), mine.directory);
    let own = Twin {
        story: mine,
        names: Names::new("own", 3),
    };
    own.fill(store, 2).await;
    assert_eq!(store.user(&view, names.user).await.unwrap().value, None);
    let robot = Principal::Service(names.service);
    assert_eq!(store.keys(&view, robot, FIRST).await.unwrap().value, []);
    assert_eq!(store.key(&view, names.key).await.unwrap().value, None);
    let proof = Proof {
        directory: home,
        key: names.key,
    };
    assert!(store.credential(proof).await.unwrap().is_none());
    let proven = View {
        proof: Some(proof),
        ..view
    };
    let seen = store.users(&proven, FIRST).await.unwrap();
    assert_eq!(seen.proof, None);
    let vouched = store.vouched(home, ISSUER, names.label).await.unwrap();
    assert!(vouched.is_none());
    assert_eq!(store.subjects(&view, names.user).await.unwrap().value, []);
    let departed = store.departed(&view, names.elsewhere).await.unwrap();
    assert!(departed.value.is_none());
    let orgs = store.orgs_of(&view, story.owner, FIRST).await.unwrap();
    assert!(orgs.value.is_empty());
    assert!(
        store
            .memberships(home, story.owner)
            .await
            .unwrap()
            .is_empty()
    );
    let robot = Principal::Service(names.service);
    assert_eq!(store.keys(&view, robot, FIRST).await.unwrap().value, []);
}

pub(super) async fn a_read_finds_nothing_in_a_strangers_journal(bench: &Bench) {
    let store = bench.open().await;
    let store = &*store;
    let (mine, stranger) = begin(store).await;
    for (scope, theirs) in [mine.directory.into(), mine.org.into()]
        .into_iter()
        .zip(stranger.scopes())
    {
        let view = view(scope);
        for entry in told(store, theirs).await {
            let landed = store.landed(scope, entry.commit, 0).await.unwrap();
            assert!(landed.is_none(), "{landed:?}");
            let subject = entry.subject.id;
            let found = store.activity(&view, subject, 99, 9).await.unwrap().value;
            assert_eq!(found, []);
        }
        let key = stranger.replay_key();
        assert_eq!(store.replay(scope, &key).await.unwrap(), None);
        let head = store.head(scope).await.unwrap().unwrap();
        assert_eq!(told(store, scope).await.len() as u64, head.seq);
        let personal = store.personal(scope, 0, 99).await.unwrap();
        assert!(personal.iter().all(|personal| personal.seq <= head.seq));
    }
}
