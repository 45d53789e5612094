//! What is counted of tasks is what counting them one by one comes to, at any moment.

use tenantry::access::{Holder, Principal};
use tenantry::storage::{CountedOf, Counts, CountsOf, Row, Write};
use tenantry::tasks::{Assignee, Category, Task};
use tenantry::{Day, ServiceId, StatusId, TeamId, Time, UserId};

use super::new_task;
use crate::Bench;
use crate::fixture::{Pair, Story, batch, id, of_all_days, part, updated};

const DAY: i64 = 86_400_000_000;
/// The day on which all of this happens, and a moment of it.
const TODAY: i64 = 20_000;
const NOON: i64 = TODAY * DAY + DAY / 2;

/// A store and the model, in which tasks change one after the other.
struct Book {
    pair: Pair,
    story: Story,
}

impl Book {
    async fn open(bench: &Bench) -> Self {
        let pair = Pair::open(bench, NOON).await;
        let story = pair.begin().await;
        Self { pair, story }
    }

    async fn insert(&self, rows: impl IntoIterator<Item = Row>) {
        let writes: Vec<Write> = rows.into_iter().map(Write::Insert).collect();
        self.pair
            .commit(batch([part(self.story.org, writes)]))
            .await;
    }

    async fn read(&self, task: &Task) -> Task {
        super::read(&*self.pair.store, &self.story, task.id).await
    }

    /// The task as it is, changed by one thing.
    async fn change(&self, task: &Task, change: impl FnOnce(&mut Task)) {
        let from = self.read(task).await;
        let mut to = from.clone();
        to.version += 1;
        to.updated_at = Time::OF_COMMIT;
        change(&mut to);
        let write = updated(Row::Task(from), Row::Task(to));
        self.pair
            .commit(batch([part(self.story.org, [write])]))
            .await;
    }

    async fn counts(&self, of: CountedOf, now: i64) -> Counts {
        let of = CountsOf {
            of,
            now: Time::from_micros(now),
            ..of_all_days()
        };
        self.pair.counts(&self.story.view(), &of).await
    }
}

fn undated(story: &Story, title: &str) -> Task {
    Task {
        due_on: None,
        ..new_task(story, title)
    }
}

fn at(micros: i64) -> Option<Time> {
    Some(Time::from_micros(micros))
}

pub(in crate::behaviours) async fn counts_are_a_recount_at_any_moment(bench: &Bench) {
    let book = Book::open(bench).await;
    let new = |title| undated(&book.story, title);
    let due = |micros| Task {
        due_at: at(micros),
        ..new("due")
    };
    let on = |day: i32| Task {
        due_on: Day::from_days(day),
        ..new("due on")
    };
    let shared = |micros| Task {
        shared_until: at(micros),
        ..new("shared")
    };
    let midnight = (TODAY + 1) * DAY;
    let done = Task {
        category: Category::Done,
        status: Category::Done.built_in_status(),
        completed_at: at(NOON - 1),
        ..due(NOON - 1)
    };
    let tasks = [
        due(NOON),
        due(midnight - 1),
        due(midnight),
        on(TODAY as i32 - 1),
        on(TODAY as i32),
        done,
        Task {
            deleted_at: at(1),
            shared_until: Some(Time::MAX),
            ..due(NOON - 1)
        },
        shared(NOON),
        shared(midnight - 1),
        shared(midnight),
        Task {
            shared_until: Some(Time::MAX),
            ..new("for ever")
        },
        new("never due, not shared"),
    ];
    book.insert(tasks.map(Row::Task)).await;
    let owner = CountedOf::Principal(book.story.principal());
    let somebody = CountedOf::Principal(Principal::User(UserId::from_uuid(id())));
    for (now, overdue, shared) in [
        (0, 0, 4),
        (TODAY * DAY - 1, 0, 4),
        (TODAY * DAY, 1, 4),
        (NOON - 1, 1, 4),
        (NOON, 1, 3),
        (NOON + 1, 2, 3),
        (midnight - 2, 2, 3),
        (midnight - 1, 2, 2),
        (midnight, 4, 1),
        (midnight + 1, 5, 1),
        (Time::MAX.micros() - 1, 5, 1),
        (Time::MAX.micros(), 5, 0),
    ] {
        for of in [CountedOf::Org, owner] {
            let counts = book.counts(of, now).await;
            let found = (counts.overdue, counts.shared);
            assert_eq!(found, (overdue, shared), "{of:?} at {now}");
            let statuses = counts.statuses.iter().map(|(_, tasks)| *tasks);
            assert_eq!(statuses.collect::<Vec<_>>(), [10, 1]);
        }
        assert_eq!(book.counts(somebody, now).await, Counts::default());
    }
    // Day by day, and only those that are asked for.
    let days = async |from: i64, to: i64| {
        let day = |day: i64| Day::from_days(day as i32).unwrap();
        let of = CountsOf {
            from: day(from),
            to: day(to),
            ..of_all_days()
        };
        let counts = book.pair.counts(&book.story.view(), &of).await;
        let days = counts.days.into_iter();
        let told = days.map(|on| {
            (
                i64::from(on.day.days()) - TODAY,
                on.created,
                on.completed,
                on.due,
            )
        });
        told.collect::<Vec<_>>()
    };
    let all = [(-1, 0, 0, 1), (0, 11, 1, 3), (1, 0, 0, 1)];
    assert_eq!(days(0, 2 * TODAY).await, all);
    assert_eq!(days(TODAY, TODAY).await, all[1..2]);
    assert_eq!(days(TODAY + 1, 2 * TODAY).await, all[2..]);
    assert_eq!(days(TODAY + 2, 2 * TODAY).await, []);
}

pub(in crate::behaviours) async fn counts_follow_every_change_of_a_task(bench: &Bench) {
    let book = Book::open(bench).await;
    let [red, blue] = ["red", "blue"].map(|name| book.story.team(name));
    let (red_id, blue_id) = (red.id, blue.id);
    book.insert([red, blue].map(Row::Team)).await;
    let ada = Principal::User(UserId::from_uuid(id()));
    let robot = Principal::Service(ServiceId::from_uuid(id()));
    let own = StatusId::from_uuid(id());
    let owner = book.story.principal();
    let given = |holder: Holder| Assignee {
        holder,
        assigned_at: Time::OF_COMMIT,
    };
    let [red_of, blue_of] = [red_id, blue_id].map(CountedOf::Subtree);
    let [owner_of, ada_of, robot_of] = [owner, ada, robot].map(CountedOf::Principal);
    let all = [CountedOf::Org, red_of, blue_of, owner_of, ada_of, robot_of];
    // How many there are of each, and how many of the organisation's are overdue and shared.
    let count = async || {
        let mut counted = Vec::new();
        for of in all {
            for now in [NOON - DAY, NOON, NOON + 1, NOON + DAY] {
                book.counts(of, now).await;
            }
            let statuses = book.counts(of, NOON).await.statuses;
            counted.push(statuses.iter().map(|(_, tasks)| *tasks).sum::<u64>());
        }
        let org = book.counts(CountedOf::Org, NOON + 1).await;
        (counted, org.overdue, org.shared)
    };
    let task = undated(&book.story, "one");
    let other = Task {
        team: Some(blue_id),
        ..undated(&book.story, "other")
    };
    book.insert([task.clone(), other].map(Row::Task)).await;
    let change = async |to: &(dyn Fn(&mut Task) + Sync)| {
        book.change(&task, to).await;
        count().await
    };
    let counted = |each: [u64; 6], overdue, shared| (each.to_vec(), overdue, shared);
    let found = count().await;
    assert_eq!(found, counted([2, 0, 1, 2, 0, 0], 0, 0));
    let found = change(&|task| task.team = Some(red_id)).await;
    assert_eq!(found, counted([2, 1, 1, 2, 0, 0], 0, 0), "into a team");
    let found = change(&|task| task.team = Some(blue_id)).await;
    assert_eq!(found, counted([2, 0, 2, 2, 0, 0], 0, 0), "into another");
    let found = change(&|task| task.due_at = at(NOON)).await;
    assert_eq!(found, counted([2, 0, 2, 2, 0, 0], 1, 0), "due");
    let holders = [ada.into(), robot.into(), owner.into(), Holder::Team(red_id)];
    let found = change(&|task| task.assignees = holders.map(given).to_vec()).await;
    assert_eq!(
        found,
        counted([2, 0, 2, 2, 1, 1], 1, 0),
        "an owner counts once"
    );
    let found = change(&|task| task.assignees.retain(|one| one.holder != robot.into())).await;
    assert_eq!(found, counted([2, 0, 2, 2, 1, 0], 1, 0), "taken from one");
    let found = change(&|task| task.owner = ada).await;
    assert_eq!(
        found,
        counted([2, 0, 2, 2, 1, 0], 1, 0),
        "it is assigned still"
    );
    let found = change(&|task| task.assignees.clear()).await;
    assert_eq!(found, counted([2, 0, 2, 1, 1, 0], 1, 0), "it is not");
    let found = change(&|task| task.shared_until = at(NOON + 2)).await;
    assert_eq!(found, counted([2, 0, 2, 1, 1, 0], 1, 1), "shared");
    let found = change(&|task| task.status = own).await;
    assert_eq!(found, counted([2, 0, 2, 1, 1, 0], 1, 1), "another status");
    let found = change(&|task| {
        (task.category, task.completed_at) = (Category::Done, Some(Time::OF_COMMIT));
    });
    assert_eq!(found.await, counted([2, 0, 2, 1, 1, 0], 0, 1), "done");
    let found = change(&|task| {
        (task.category, task.completed_at) = (Category::Triage, None);
    });
    assert_eq!(found.await, counted([2, 0, 2, 1, 1, 0], 1, 1), "not done");
    let found = change(&|task| task.title = "the same".to_owned()).await;
    assert_eq!(found, counted([2, 0, 2, 1, 1, 0], 1, 1), "nothing counted");
    let found = change(&|task| task.deleted_at = Some(Time::OF_COMMIT)).await;
    assert_eq!(found, counted([1, 0, 1, 1, 0, 0], 0, 0), "deleted");
    let found = change(&|task| task.due_at = at(NOON - 1)).await;
    assert_eq!(found, counted([1, 0, 1, 1, 0, 0], 0, 0), "due, and deleted");
    let found = change(&|task| task.deleted_at = None).await;
    assert_eq!(found, counted([2, 0, 2, 1, 1, 0], 1, 1), "restored");
    let gone = Write::Delete(Row::Task(book.read(&task).await));
    book.pair
        .commit(batch([part(book.story.org, [gone])]))
        .await;
    assert_eq!(count().await, counted([1, 0, 1, 1, 0, 0], 0, 0), "gone");
}

pub(in crate::behaviours) async fn counts_of_a_team_follow_its_tree(bench: &Bench) {
    let book = Book::open(bench).await;
    let [top, mut middle, mut leaf, beside] =
        ["top", "middle", "leaf", "beside"].map(|name| book.story.team(name));
    (middle.parent, leaf.parent) = (Some(top.id), Some(middle.id));
    let ids = [&top, &middle, &leaf, &beside].map(|team| team.id);
    let middle_id = middle.id;
    book.insert([top, middle, leaf, beside].map(Row::Team))
        .await;
    // One in each, due and not shared any more at this moment of the day.
    let tasks = ids.map(|team: TeamId| Task {
        team: Some(team),
        due_at: at(NOON),
        shared_until: at(NOON + 1),
        ..undated(&book.story, "one")
    });
    book.insert(tasks.map(Row::Task)).await;
    let count = async || {
        let mut counted = Vec::new();
        for team in ids {
            let before = book.counts(CountedOf::Subtree(team), NOON).await;
            let after = book.counts(CountedOf::Subtree(team), NOON + 1).await;
            assert_eq!(after.overdue, before.shared);
            assert_eq!((before.overdue, after.shared), (0, 0));
            let days = before.days.iter().map(|day| (day.created, day.due));
            let all = before.statuses[0].1;
            assert_eq!(days.collect::<Vec<_>>(), [(all, all)]);
            assert_eq!(before.shared, all);
            counted.push(all);
        }
        counted
    };
    assert_eq!(count().await, [3, 2, 1, 1]);
    // Somewhere else in the tree: no task is written for it.
    for (parent, expected) in [(Some(ids[3]), [1, 2, 1, 3]), (None, [1, 2, 1, 1])] {
        let from = book
            .story
            .read_team(&*book.pair.store, middle_id)
            .await
            .unwrap();
        let mut to = from.clone();
        (to.parent, to.version) = (parent, from.version + 1);
        let write = updated(Row::Team(from), Row::Team(to));
        book.pair
            .commit(batch([part(book.story.org, [write])]))
            .await;
        assert_eq!(count().await, expected);
    }
    // Another organisation's team is nobody's here.
    let nobodys = CountedOf::Subtree(TeamId::from_uuid(id()));
    assert_eq!(book.counts(nobodys, NOON).await, Counts::default());
}
