//! Lists of tasks in each order, page by page.

use std::cmp::Reverse;

use tenantry::access::Visible;
use tenantry::storage::{Row, Storage, TaskKeyset, TasksOf};
use tenantry::tasks::{Position, Priority, Task, TaskSort};
use tenantry::{Day, TaskId, TeamId, Time};

use super::{mark, new_task, write};
use crate::Bench;
use crate::fixture::{Story, everything, nothing};

const DAY: i64 = 86_400_000_000;

/// Tasks of which several are alike in whatever a list is sorted by.
fn alike(story: &Story, team: TeamId) -> Vec<Task> {
    let places = ["30", "10", "2080", "20", "40", "01", "ff", "0180"];
    let tasks = places.into_iter().zip(0_i64..).map(|(place, number)| {
        let due_on = Day::from_days(3).filter(|_| number % 4 == 0);
        // The last moment of that day, too; two are never due.
        let due_at = Time::from_micros(4 * DAY - 1 - number % 2);
        Task {
            team: Some(team),
            due_on,
            due_at: Some(due_at).filter(|_| due_on.is_none() && number % 3 > 0),
            priority: Priority::ALL[[1, 4, 1, 0, 4, 1, 2, 0][number as usize]],
            position: Position::from_text(place).unwrap(),
            updated_at: Time::from_micros([5, 5, 9, 9, 9, 1, 5, 1][number as usize]),
            ..new_task(story, &number.to_string())
        }
    });
    tasks.collect()
}

/// The tasks in an order, told once more.
fn sorted(tasks: &[Task], sort: TaskSort) -> Vec<TaskId> {
    let mut tasks: Vec<&Task> = tasks.iter().collect();
    match sort {
        TaskSort::Newest => tasks.sort_by_key(|task| Reverse(task.id)),
        TaskSort::Oldest => tasks.sort_by_key(|task| task.id),
        TaskSort::Updated => tasks.sort_by_key(|task| Reverse((task.updated_at, task.id))),
        TaskSort::Due => tasks.sort_by_key(|task| (task.due().is_none(), task.due(), task.id)),
        TaskSort::Priority => tasks.sort_by_key(|task| Reverse((task.priority, task.id))),
        TaskSort::Position => tasks.sort_by_key(|task| (task.position.as_str(), task.id)),
    }
    tasks.into_iter().map(|task| task.id).collect()
}

/// Whoever sees all of them, in each of the ways.
fn sights(story: &Story, team: TeamId) -> [Visible; 3] {
    let owner = Visible {
        owner: Some(story.principal()),
        ..nothing()
    };
    let in_team = Visible {
        teams: vec![team],
        ..nothing()
    };
    [everything(), owner, in_team]
}

async fn paged(
    store: &dyn Storage,
    story: &Story,
    sight: &Visible,
    of: &TasksOf,
    (sort, limit): (TaskSort, u32),
) -> Vec<TaskId> {
    let (mut read, mut after) = (Vec::new(), None);
    loop {
        let keyset = TaskKeyset { sort, after, limit };
        let page = store.tasks(&story.view(), sight, of, &keyset).await;
        let page = page.unwrap().value;
        assert!(page.len() <= limit as usize, "{sort:?}");
        let Some(last) = page.last() else { return read };
        after = Some(mark(sort, last));
        read.extend(page.iter().map(|task| task.id));
        assert!(read.len() < 100, "{sort:?} never ends");
    }
}

pub(in crate::behaviours) async fn lists_of_tasks_go_on_behind_a_mark(bench: &Bench) {
    let store = bench.open().await;
    let (store, story) = (&*store, Story::begin(&*store).await);
    let team = story.team("red");
    let tasks = alike(&story, team.id);
    write(store, &story, [Row::Team(team.clone())]).await;
    write(store, &story, tasks.iter().cloned().map(Row::Task)).await;
    let gone = Time::from_micros(1);
    let deleted: Vec<Task> = alike(&story, team.id)
        .into_iter()
        .map(|task| Task {
            deleted_at: Some(gone),
            position: Position::of_new(task.id),
            ..task
        })
        .collect();
    write(store, &story, deleted.iter().cloned().map(Row::Task)).await;
    for (is_deleted, tasks) in [(false, &tasks), (true, &deleted)] {
        let all = TasksOf {
            deleted: is_deleted,
            ..TasksOf::default()
        };
        let few = TasksOf {
            team: Some(team.id),
            ..all.clone()
        };
        for sort in TaskSort::ALL {
            let expected = sorted(tasks, sort);
            for sight in &sights(&story, team.id) {
                for (of, limit) in [(&all, 1), (&all, 2), (&all, 3), (&few, 3), (&all, 99)] {
                    let read = paged(store, &story, sight, of, (sort, limit)).await;
                    assert_eq!(read, expected, "{sort:?} by {limit} for {sight:?}");
                }
            }
        }
    }
}

/// A mark behind one of several that are never due, and behind the last moment that there is.
pub(in crate::behaviours) async fn what_is_never_due_comes_last_and_once(bench: &Bench) {
    let store = bench.open().await;
    let (store, story) = (&*store, Story::begin(&*store).await);
    let due = |title: &str, due_at| Task {
        due_on: None,
        due_at,
        ..new_task(&story, title)
    };
    let tasks = [
        due("never", None),
        due("in the end", Some(Time::MAX)),
        due("never either", None),
        due("in the beginning", Some(Time::MIN)),
    ];
    let expected = [3, 1, 0, 2].map(|task: usize| tasks[task].id);
    write(store, &story, tasks.map(Row::Task)).await;
    for limit in [1, 2, 3, 9] {
        let order = (TaskSort::Due, limit);
        let all = TasksOf::default();
        let read = paged(store, &story, &everything(), &all, order).await;
        assert_eq!(read, expected, "by {limit}");
    }
}
