//! Tasks one by one, and what hangs on them.

use futures_util::future::join_all;
use tenantry::access::{Actor, Holder, Principal};
use tenantry::storage::{Counter, Failure, Row, TaskPart, TasksOf, Verdict, Write};
use tenantry::tasks::{
    Assignee, Category, Position, Priority, Repeat, RepeatUnit, Task, TaskComment, TaskLink, terms,
};
use tenantry::{
    CommentId, Day, LabelId, ProjectId, ServiceId, StatusId, TaskId, TeamId, Time, UserId,
};

use super::{change, new_task, read, seen, write};
use crate::Bench;
use crate::behaviours::pages::{goes_both_ways, rows};
use crate::fixture::{
    FIRST, Story, batch, comment, committed, count, everything, id, label, part, updated,
};

/// Every field that may be absent, every priority, category and kind of assignee.
pub(in crate::behaviours) async fn tasks_are_read_as_they_were_written(bench: &Bench) {
    let store = bench.open().await;
    let (store, story) = (&*store, Story::begin(&*store).await);
    let label = label(story.org, LabelId::from_uuid(id()), "roof");
    write(store, &story, [Row::Label(label.clone())]).await;
    let ranks = Priority::ALL.into_iter().chain([Priority::Urgent]);
    for (category, priority) in Category::ALL.into_iter().zip(ranks) {
        let plain = new_task(&story, category.name());
        let full = full(&story, label.id, category, priority);
        write(store, &story, [plain.clone(), full.clone()].map(Row::Task)).await;
        for new in [plain, full] {
            let found = read(store, &story, new.id).await;
            let at = found.created_at;
            assert!(at > Time::from_micros(0));
            let mut expected = new.clone();
            stamp(&mut expected, at);
            assert_eq!(found, expected);
            // As something else altogether, and back.
            let other = Task {
                version: 2,
                position: Position::of_new(new.id),
                ..match new.assignees.is_empty() {
                    true => with_id(full_again(&story, label.id), &found),
                    false => with_id(new_task(&story, "plain"), &found),
                }
            };
            change(store, &found, &other).await;
            assert_eq!(read(store, &story, new.id).await, other);
        }
    }
}

fn stamp(task: &mut Task, at: Time) {
    let mut row = Row::Task(task.clone());
    row.stamp(at);
    if let Row::Task(stamped) = row {
        *task = stamped;
    }
}

fn with_id(task: Task, of: &Task) -> Task {
    Task {
        id: of.id,
        created_at: of.created_at,
        updated_at: Time::from_micros(7),
        ..task
    }
}

fn full_again(story: &Story, label: LabelId) -> Task {
    full(story, label, Category::Backlog, Priority::Low)
}

/// A task with something in every field, read back to the letter.
fn full(story: &Story, label: LabelId, category: Category, priority: Priority) -> Task {
    let (team, service) = (TeamId::from_uuid(id()), ServiceId::from_uuid(id()));
    // In an order of their own, and not in that of their ids.
    let holders = [
        Holder::Team(team),
        Holder::Service(service),
        Holder::User(UserId::from_uuid(id())),
        Holder::User(UserId::from_uuid(uuid::Uuid::nil())),
    ];
    let assignees = holders.iter().zip(1..).map(|(holder, micros)| Assignee {
        holder: *holder,
        assigned_at: Time::from_micros(micros * 1_000),
    });
    let link = |url: &str, title: Option<&str>| TaskLink {
        url: url.to_owned(),
        title: title.map(str::to_owned),
    };
    let at = |micros| Some(Time::from_micros(micros));
    Task {
        description: None,
        owner: Principal::Service(service),
        team: Some(team),
        project: Some(ProjectId::from_uuid(id())),
        parent: Some(TaskId::from_uuid(id())),
        status: StatusId::from_uuid(id()),
        category,
        priority,
        due_on: None,
        due_at: at(-1),
        repeat: Some(Repeat {
            every: 1_000,
            unit: RepeatUnit::Month,
            starts_on: Day::from_days(-1),
            until: Day::from_days(40_000),
        }),
        assignees: assignees.collect(),
        labels: vec![label],
        links: vec![
            link("https://example.com/a?b=\"c\"", Some("'\u{1f6e0}' \\ \n")),
            link("http://example.com", None),
        ],
        position: Position::from_text(&format!("{}ff", id().simple())).unwrap(),
        completed_at: at(2),
        shared_until: Some(Time::MAX),
        deleted_at: at(4),
        updated_at: Time::from_micros(5),
        ..new_task(story, "Stra\u{df}e '\"; --")
    }
}

/// Removed and made again by one group: a store that writes each row once must not leave what
/// hung on the old one.
pub(in crate::behaviours) async fn a_task_that_comes_again_has_nothing_of_the_old_one(
    bench: &Bench,
) {
    let store = bench.open().await;
    let (store, story) = (&*store, Story::begin(&*store).await);
    let label = label(story.org, LabelId::from_uuid(id()), "roof");
    write(store, &story, [Row::Label(label.clone())]).await;
    let old = |_| Task {
        deleted_at: None,
        ..full_again(&story, label.id)
    };
    let olds: Vec<Task> = (0..16).map(old).collect();
    write(store, &story, olds.iter().cloned().map(Row::Task)).await;
    let mut news = Vec::new();
    let mut batches = Vec::new();
    for old in &olds {
        let new = Task {
            id: old.id,
            position: Position::of_new(old.id),
            ..new_task(&story, "another")
        };
        let gone = Write::Delete(Row::Task(read(store, &story, old.id).await));
        let again = Write::Insert(Row::Task(new.clone()));
        batches.extend([gone, again].map(|write| batch([part(story.org, [write])])));
        news.push(new);
    }
    let commits = batches.iter().map(|batch| store.commit(batch.clone()));
    let verdicts = join_all(commits).await;
    for (batch, verdict) in batches.iter().zip(verdicts) {
        match verdict {
            Ok(Verdict::Committed(_)) => {}
            // It came before the old one was gone.
            Ok(Verdict::Refused(Failure::Exists(_))) => {
                committed(store, batch.clone()).await;
            }
            other => panic!("{other:?}"),
        }
    }
    for mut expected in news {
        let found = read(store, &story, expected.id).await;
        stamp(&mut expected, found.created_at);
        assert_eq!(found, expected);
    }
    let search = |text: &str| TasksOf {
        terms: terms(story.org, text).into_iter().collect(),
        ..TasksOf::default()
    };
    let found = seen(store, &story, &everything(), &search("another")).await;
    assert_eq!(found, ["another"; 16]);
    let found = seen(store, &story, &everything(), &search("strasse")).await;
    assert_eq!(found, [""; 0]);
}

pub(in crate::behaviours) async fn a_label_that_goes_goes_off_its_tasks(bench: &Bench) {
    let store = bench.open().await;
    let (store, story) = (&*store, Story::begin(&*store).await);
    let [red, blue] = ["red", "blue"].map(|name| label(story.org, LabelId::from_uuid(id()), name));
    write(store, &story, [red.clone(), blue.clone()].map(Row::Label)).await;
    let none = LabelId::from_uuid(id());
    let mut labels = vec![red.id, blue.id, none];
    labels.sort();
    let tasks = ["one", "two", "three"].map(|title| Task {
        labels: labels.clone(),
        ..new_task(&story, title)
    });
    let bare = new_task(&story, "bare");
    let all = tasks.iter().chain([&bare]).cloned().map(Row::Task);
    write(store, &story, all).await;
    let mut both = vec![red.id, blue.id];
    both.sort();
    // One that there is not is left out.
    assert_eq!(read(store, &story, tasks[0].id).await.labels, both);
    let uses = async |label, max| {
        let uses = store.label_uses(&story.view(), label, max).await;
        uses.unwrap().value
    };
    assert_eq!((uses(red.id, 9).await, uses(red.id, 2).await), (3, 2));
    assert_eq!(uses(none, 9).await, 0);
    let old = read(store, &story, tasks[1].id).await;
    let gone = store.label(&story.view(), red.id).await.unwrap().value;
    let gone = Write::Delete(Row::Label(gone.unwrap()));
    committed(store, batch([part(story.org, [gone])])).await;
    for task in &tasks {
        assert_eq!(read(store, &story, task.id).await.labels, [blue.id]);
    }
    assert_eq!((uses(red.id, 9).await, uses(blue.id, 9).await), (0, 3));
    // Somebody who has read the task before writes it now.
    let to = Task {
        title: "changed".to_owned(),
        version: 2,
        ..old.clone()
    };
    change(store, &old, &to).await;
    assert_eq!(read(store, &story, to.id).await.labels, [blue.id]);
}

pub(in crate::behaviours) async fn tasks_are_read_with_what_they_are_part_of(bench: &Bench) {
    let store = bench.open().await;
    let (store, story) = (&*store, Story::begin(&*store).await);
    // A top with two below, of which the second has two below, and the last of those is deleted
    // with what is part of it.
    let mut tasks: Vec<Task> = (0..7)
        .map(|number| new_task(&story, &number.to_string()))
        .collect();
    for (below, above) in [(1, 0), (2, 0), (3, 2), (4, 2), (5, 4)] {
        tasks[below].parent = Some(tasks[above].id);
    }
    tasks[4].deleted_at = Some(Time::from_micros(1));
    let ids: Vec<TaskId> = tasks.iter().map(|task| task.id).collect();
    write(store, &story, tasks.into_iter().map(Row::Task)).await;
    let counter = |task: usize| Counter::Subtasks(ids[task]);
    let counts = [count(counter(0), 2), count(counter(2), 1)];
    committed(store, batch([part(story.org, counts)])).await;
    let view = story.view();
    for (of, above) in [
        (0, vec![]),
        (3, vec![2, 0]),
        (5, vec![4, 2, 0]),
        (6, vec![]),
    ] {
        let path = store.task_path(&view, ids[of]).await.unwrap().value;
        let found: Vec<TaskId> = path.iter().map(|task| task.id).collect();
        let above: Vec<TaskId> = above.into_iter().map(|task: usize| ids[task]).collect();
        assert_eq!(found, above, "{of}");
        assert!(path.iter().all(|task| task.links.len() == 1));
    }
    let parts = async |of: usize, limit| {
        let parts = store.task_parts(&view, ids[of], limit).await;
        let parts = parts.unwrap().value.into_iter();
        parts.map(told(&ids)).collect::<Vec<_>>()
    };
    let of_top = [(0, 0, 2), (1, 1, 0), (2, 1, 1), (3, 2, 0)];
    assert_eq!(parts(0, 9).await, of_top);
    assert_eq!(parts(2, 9).await, [(2, 0, 1), (3, 1, 0)]);
    assert_eq!(parts(4, 9).await, [], "it is deleted");
    assert_eq!(parts(6, 9).await, [(6, 0, 0)]);
    for limit in 1..4 {
        let depths =
            |parts: &[(usize, u32, i64)]| -> Vec<u32> { parts.iter().map(|part| part.1).collect() };
        let found = parts(0, limit).await;
        assert_eq!(depths(&found), depths(&of_top[..limit as usize]));
    }
}

fn told(ids: &[TaskId]) -> impl Fn(TaskPart) -> (usize, u32, i64) {
    move |part| {
        let place = ids.iter().position(|id| *id == part.task);
        (place.unwrap(), part.depth, part.subtasks)
    }
}

pub(in crate::behaviours) async fn comments_hang_on_their_task(bench: &Bench) {
    let store = bench.open().await;
    let (store, story) = (&*store, Story::begin(&*store).await);
    let [one, other] = ["one", "other"].map(|title| new_task(&story, title));
    write(store, &story, [one.clone(), other.clone()].map(Row::Task)).await;
    let new = |task: TaskId, text: &str| TaskComment {
        author: Actor::User(story.owner),
        ..comment(story.org, task, CommentId::from_uuid(id()), text)
    };
    let comments: Vec<TaskComment> = (0..5).map(|n| new(one.id, &n.to_string())).collect();
    write(
        store,
        &story,
        comments.iter().cloned().map(Row::TaskComment),
    )
    .await;
    let view = story.view();
    let list = |keyset| {
        let listed = store.task_comments(&view, one.id, keyset);
        futures_util::TryFutureExt::map_ok(listed, rows)
    };
    goes_both_ways("comments", |row: &TaskComment| row.id.uuid(), list).await;
    let found = async |task, id| {
        let found = store.task_comment(&view, task, id).await;
        found.unwrap().value
    };
    let read = found(one.id, comments[0].id).await.unwrap();
    let at = read.created_at;
    let expected = TaskComment {
        created_at: at,
        updated_at: at,
        ..comments[0].clone()
    };
    assert_eq!(read, expected);
    assert_eq!(found(other.id, comments[0].id).await, None);
    let to = TaskComment {
        text: "'\"\u{1f6e0}".to_owned(),
        author: Actor::System,
        version: 2,
        ..read.clone()
    };
    let write = updated(Row::TaskComment(read), Row::TaskComment(to.clone()));
    committed(store, batch([part(story.org, [write])])).await;
    assert_eq!(found(one.id, to.id).await, Some(to.clone()));
    let gone = Write::Delete(Row::TaskComment(to.clone()));
    committed(store, batch([part(story.org, [gone])])).await;
    assert_eq!(found(one.id, to.id).await, None);
    // The others go with the task.
    let task = super::read(store, &story, one.id).await;
    let gone = Write::Delete(Row::Task(task));
    committed(store, batch([part(story.org, [gone])])).await;
    let left = store.task_comments(&view, one.id, FIRST).await.unwrap();
    assert_eq!(left.value, []);
    assert_eq!(found(one.id, comments[1].id).await, None);
}

pub(in crate::behaviours) async fn a_status_is_used_while_any_task_has_it(bench: &Bench) {
    let store = bench.open().await;
    let (store, story) = (&*store, Story::begin(&*store).await);
    let [used, other] = [(); 2].map(|()| StatusId::from_uuid(id()));
    let task = Task {
        status: used,
        ..new_task(&story, "one")
    };
    write(store, &story, [Row::Task(task.clone())]).await;
    let is_used = async |status| {
        let is_used = store.status_is_used(&story.view(), status).await;
        is_used.unwrap().value
    };
    assert_eq!((is_used(used).await, is_used(other).await), (true, false));
    // One that is deleted has it still, and may be restored with it.
    let from = read(store, &story, task.id).await;
    let deleted = Task {
        deleted_at: Some(Time::OF_COMMIT),
        version: 2,
        ..from.clone()
    };
    change(store, &from, &deleted).await;
    assert!(is_used(used).await);
    let from = read(store, &story, task.id).await;
    let moved = Task {
        status: other,
        version: 3,
        ..from.clone()
    };
    change(store, &from, &moved).await;
    assert_eq!((is_used(used).await, is_used(other).await), (false, true));
}
