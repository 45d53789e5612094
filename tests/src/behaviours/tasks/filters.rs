//! Lists of tasks show what is asked for, and nothing else.

use tenantry::access::{Holder, Principal, Visible};
use tenantry::storage::{Row, Storage, TasksOf};
use tenantry::tasks::{Assignee, Category, Task};
use tenantry::{Day, LabelId, ProjectId, ServiceId, StatusId, TaskId, TeamId, Time, UserId};

use super::{new_task, seen, write};
use crate::Bench;
use crate::fixture::{Story, everything, id, label, nothing};

/// What the tasks here have, and what nobody has.
struct Things {
    label: LabelId,
    status: StatusId,
    project: ProjectId,
    team: TeamId,
    parent: TaskId,
    owner: Principal,
    assignee: Holder,
}

impl Things {
    fn new() -> Self {
        Self {
            label: LabelId::from_uuid(id()),
            status: StatusId::from_uuid(id()),
            project: ProjectId::from_uuid(id()),
            team: TeamId::from_uuid(id()),
            parent: TaskId::from_uuid(id()),
            owner: Principal::User(UserId::from_uuid(id())),
            assignee: Holder::User(UserId::from_uuid(id())),
        }
    }
}

const DAY: i64 = 86_400_000_000;

/// Each has one thing that the plain one does not.
async fn tasks(store: &dyn Storage, story: &Story, have: &Things) {
    let assigned = |holder| {
        vec![Assignee {
            holder,
            assigned_at: Time::OF_COMMIT,
        }]
    };
    let new = |title: &str| Task {
        due_on: None,
        ..new_task(story, title)
    };
    let tasks = [
        new("plain"),
        Task {
            labels: vec![have.label],
            ..new("label")
        },
        Task {
            status: have.status,
            ..new("status")
        },
        Task {
            category: Category::Done,
            ..new("done")
        },
        Task {
            category: Category::Cancelled,
            ..new("cancelled")
        },
        Task {
            project: Some(have.project),
            ..new("project")
        },
        Task {
            team: Some(have.team),
            ..new("team")
        },
        Task {
            parent: Some(have.parent),
            ..new("parent")
        },
        Task {
            owner: have.owner,
            ..new("owner")
        },
        Task {
            assignees: assigned(have.assignee),
            ..new("assignee")
        },
        Task {
            assignees: assigned(Holder::Team(have.team)),
            ..new("team has it")
        },
        Task {
            due_on: Day::from_days(1),
            ..new("due on")
        },
        Task {
            due_at: Some(Time::from_micros(2 * DAY)),
            ..new("due at")
        },
        Task {
            deleted_at: Some(Time::from_micros(1)),
            ..new("deleted")
        },
    ];
    let label = label(story.org, have.label, "roof");
    write(store, story, [Row::Label(label)]).await;
    write(store, story, tasks.map(Row::Task)).await;
}

pub(in crate::behaviours) async fn a_list_of_tasks_shows_what_is_asked_for(bench: &Bench) {
    let store = bench.open().await;
    let (store, story) = (&*store, Story::begin(&*store).await);
    let (have, nobodys) = (Things::new(), Things::new());
    tasks(store, &story, &have).await;
    let all = TasksOf::default();
    let due = |from: Option<i64>, before: Option<i64>| TasksOf {
        due_from: from.map(Time::from_micros),
        due_before: before.map(Time::from_micros),
        ..TasksOf::default()
    };
    let of = |holder| TasksOf {
        assignee: Some(holder),
        ..TasksOf::default()
    };
    let mut asks: Vec<(TasksOf, &[&str])> = vec![
        (
            TasksOf {
                label: Some(have.label),
                ..all.clone()
            },
            &["label"],
        ),
        (
            TasksOf {
                status: Some(have.status),
                ..all.clone()
            },
            &["status"],
        ),
        (
            TasksOf {
                category: Some(Category::Done),
                ..all.clone()
            },
            &["done"],
        ),
        (
            TasksOf {
                category: Some(Category::Triage),
                ..all.clone()
            },
            &[],
        ),
        (
            TasksOf {
                pending: Some(false),
                ..all.clone()
            },
            &["done", "cancelled"],
        ),
        (
            TasksOf {
                project: Some(have.project),
                ..all.clone()
            },
            &["project"],
        ),
        (
            TasksOf {
                team: Some(have.team),
                ..all.clone()
            },
            &["team"],
        ),
        (
            TasksOf {
                parent: Some(have.parent),
                ..all.clone()
            },
            &["parent"],
        ),
        (
            TasksOf {
                owner: Some(have.owner),
                ..all.clone()
            },
            &["owner"],
        ),
        (of(have.assignee), &["assignee"]),
        (of(Holder::Team(have.team)), &["team has it"]),
        (of(Holder::Subtree(have.team)), &[]),
        (
            of(Holder::Service(ServiceId::from_uuid(have.assignee.uuid()))),
            &[],
        ),
        (
            TasksOf {
                deleted: true,
                ..all.clone()
            },
            &["deleted"],
        ),
        // What is due on a day is due at its last moment, and what is never due never.
        (due(Some(2 * DAY - 1), None), &["due on", "due at"]),
        (due(Some(2 * DAY), None), &["due at"]),
        (due(Some(2 * DAY + 1), None), &[]),
        (due(None, Some(2 * DAY - 1)), &[]),
        (due(None, Some(2 * DAY)), &["due on"]),
        (due(None, Some(i64::MAX)), &["due on", "due at"]),
        (due(Some(2 * DAY - 1), Some(2 * DAY)), &["due on"]),
        // All of it at once.
        (
            TasksOf {
                team: Some(have.team),
                label: Some(have.label),
                ..all.clone()
            },
            &[],
        ),
        (
            TasksOf {
                pending: Some(true),
                status: Some(have.status),
                ..all.clone()
            },
            &["status"],
        ),
        (
            TasksOf {
                deleted: true,
                owner: Some(have.owner),
                ..all.clone()
            },
            &[],
        ),
    ];
    let service = Principal::Service(ServiceId::from_uuid(have.owner.uuid()));
    let none = [
        TasksOf {
            label: Some(nobodys.label),
            ..all.clone()
        },
        TasksOf {
            status: Some(nobodys.status),
            ..all.clone()
        },
        TasksOf {
            project: Some(nobodys.project),
            ..all.clone()
        },
        TasksOf {
            team: Some(nobodys.team),
            ..all.clone()
        },
        TasksOf {
            parent: Some(nobodys.parent),
            ..all.clone()
        },
        TasksOf {
            owner: Some(nobodys.owner),
            ..all.clone()
        },
        TasksOf {
            owner: Some(service),
            ..all.clone()
        },
        of(nobodys.assignee),
    ];
    asks.extend(none.into_iter().map(|of| (of, &[][..])));
    // Whoever sees all, and whoever owns nearly all.
    let sights = [
        everything(),
        Visible {
            owner: Some(story.principal()),
            ..nothing()
        },
    ];
    for (of, expected) in &asks {
        for sight in &sights {
            let mut expected = expected.to_vec();
            expected.retain(|title| sight.all || *title != "owner");
            let found = seen(store, &story, sight, of).await;
            assert_eq!(found, expected, "{of:?}");
            // And nobody sees more for asking.
            assert_eq!(seen(store, &story, &nothing(), of).await, [""; 0], "{of:?}");
        }
    }
    assert_eq!(seen(store, &story, &sights[0], &all).await.len(), 13);
    let pending = TasksOf {
        pending: Some(true),
        ..all
    };
    assert_eq!(seen(store, &story, &sights[0], &pending).await.len(), 11);
}
