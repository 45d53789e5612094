//! Lists of thousands of tasks. A store may look for them in one way where few are meant, in
//! another where somebody sees by few names, and in a third where they see much: what it answers
//! is the same.

use tenantry::access::{Grant, Holder, Level, Object, Principal, Visible};
use tenantry::storage::{Row, TaskKeyset, TasksOf, Write};
use tenantry::tasks::{Assignee, Category, Priority, Task, TaskSort, terms};
use tenantry::{Day, GrantId, LabelId, ProjectId, TeamId, Time, UserId};

use super::{mark, new_task};
use crate::Bench;
use crate::fixture::{Pair, Story, batch, everything, grant, id, label, nothing, part};

/// More than are few, in one team and of one owner.
const BUSY: i64 = 2_050;
/// More teams than are looked at one by one.
const TEAMS: usize = 140;
/// What one batch writes.
const ROWS: usize = 200;
const DAY: i64 = 86_400_000_000;

struct Crowd {
    pair: Pair,
    story: Story,
    /// The team of most tasks.
    busy: TeamId,
    /// A team with many below it, each of which has two tasks.
    root: TeamId,
    /// Somebody who has to do with a few.
    ada: UserId,
    /// Who owns most tasks.
    chief: Principal,
    /// On nearly all tasks, and on a few.
    labels: [LabelId; 2],
    project: ProjectId,
    teams: Vec<TeamId>,
}

impl Crowd {
    async fn gather(bench: &Bench) -> Self {
        let pair = Pair::open(bench, 20_000 * DAY).await;
        let story = pair.begin().await;
        let crowd = Self {
            pair,
            story,
            busy: TeamId::from_uuid(id()),
            root: TeamId::from_uuid(id()),
            ada: UserId::from_uuid(id()),
            chief: Principal::User(UserId::from_uuid(id())),
            labels: [(); 2].map(|()| LabelId::from_uuid(id())),
            project: ProjectId::from_uuid(id()),
            teams: (0..TEAMS).map(|_| TeamId::from_uuid(id())).collect(),
        };
        crowd.write(crowd.places()).await;
        let tasks = (0..BUSY + 2 * TEAMS as i64).map(|number| crowd.task(number));
        let tasks: Vec<Task> = tasks.collect();
        let grants: Vec<Row> = tasks
            .iter()
            .zip(0..)
            .filter_map(|of| crowd.grant(of))
            .collect();
        crowd.write(tasks.into_iter().map(Row::Task)).await;
        crowd.write(grants).await;
        crowd
    }

    async fn write(&self, rows: impl IntoIterator<Item = Row>) {
        let writes: Vec<Write> = rows.into_iter().map(Write::Insert).collect();
        for writes in writes.chunks(ROWS) {
            self.pair
                .commit(batch([part(self.story.org, writes)]))
                .await;
        }
    }

    fn places(&self) -> Vec<Row> {
        let org = self.story.org;
        let team = |id, parent| {
            let mut team = self.story.team("team");
            (team.id, team.parent) = (id, parent);
            Row::Team(team)
        };
        let labels = ["most", "few"].into_iter().zip(self.labels);
        let labels = labels.map(|(name, id)| Row::Label(label(org, id, name)));
        let tops = [team(self.busy, None), team(self.root, None)];
        let below = self.teams.iter().map(|id| team(*id, Some(self.root)));
        labels.chain(tops).chain(below).collect()
    }

    /// The tasks of a crowd: what is rare of them is so in every way by itself.
    fn task(&self, number: i64) -> Task {
        let is_busy = number < BUSY;
        let one_in = |many: i64| number % many == many - 1;
        let category = match one_in(500) {
            true => Category::Done,
            false => Category::ALL[number as usize % 4],
        };
        let title = match (one_in(400), one_in(11)) {
            (true, _) => "Mend the roof",
            (false, true) => "Paint something",
            (false, false) => "Mend something",
        };
        let ada = Assignee {
            holder: Holder::User(self.ada),
            assigned_at: Time::from_micros(number),
        };
        let labels = [(is_busy, self.labels[0]), (one_in(150), self.labels[1])];
        let labels = labels
            .into_iter()
            .filter_map(|(has, label)| has.then_some(label));
        let team = match is_busy {
            true => self.busy,
            false => self.teams[(number - BUSY) as usize / 2],
        };
        let mut task = Task {
            owner: if is_busy {
                self.chief
            } else {
                self.story.principal()
            },
            team: Some(team).filter(|_| !one_in(90)),
            project: one_in(100).then_some(self.project),
            category,
            status: category.built_in_status(),
            priority: Priority::ALL[number as usize % 5],
            due_on: Day::from_days(20_000 + (number % 7) as i32).filter(|_| number % 3 > 0),
            description: None,
            assignees: if one_in(80) { vec![ada] } else { Vec::new() },
            labels: labels.collect(),
            deleted_at: one_in(60).then_some(Time::OF_COMMIT),
            updated_at: Time::from_micros(number % 11),
            ..new_task(&self.story, title)
        };
        task.labels.sort();
        task
    }

    /// Some are shared with somebody: at any level, some not any more. Something else of the same
    /// id is, too.
    fn grant(&self, (task, number): (&Task, i64)) -> Option<Row> {
        let kind = match number % 35 {
            3 => "task",
            5 => "doc",
            _ => return None,
        };
        let holder = match number % 3 {
            0 => Holder::User(self.ada),
            1 => Holder::Org(self.story.org),
            _ => Holder::Team(self.busy),
        };
        let object = Object::new(kind, task.id.uuid()).unwrap();
        Some(Row::Grant(
            Grant {
                level: Level::ALL[number as usize / 35 % 4],
                expires_at: (number % 2 == 0).then_some(Time::from_micros(number)),
                created_at: Time::from_micros(number),
                ..grant(self.story.org, GrantId::from_uuid(id()), object, holder)
            }
            .into(),
        ))
    }

    fn sights(&self) -> Vec<(&'static str, Visible)> {
        let teams = |teams: Vec<TeamId>| Visible { teams, ..nothing() };
        let holders = vec![
            Holder::User(self.ada),
            Holder::Team(self.busy),
            Holder::Org(self.story.org),
        ];
        let ada = Visible {
            holders,
            now: Time::from_micros(1_000),
            joined_at: Time::from_micros(500),
            ..nothing()
        };
        let all_teams = self.teams.iter().copied().chain([self.busy]).collect();
        vec![
            ("all", everything()),
            ("a few", ada.clone()),
            (
                "a few to change",
                Visible {
                    level: Level::Edit,
                    ..ada.clone()
                },
            ),
            (
                "a few to manage",
                Visible {
                    level: Level::Manage,
                    ..ada.clone()
                },
            ),
            (
                "all, and a few shared",
                Visible {
                    all: true,
                    ..ada.clone()
                },
            ),
            (
                "a busy team's, and more",
                Visible {
                    teams: vec![self.busy],
                    ..ada.clone()
                },
            ),
            ("many small teams'", teams(vec![self.root])),
            ("all teams'", teams(all_teams)),
            (
                "many teams', and more",
                Visible {
                    teams: vec![self.root],
                    ..ada.clone()
                },
            ),
            (
                "one's own",
                Visible {
                    owner: Some(self.chief),
                    ..ada
                },
            ),
        ]
    }

    fn filters(&self) -> Vec<TasksOf> {
        let all = TasksOf::default;
        let at = |micros| Some(Time::from_micros(micros));
        let text = |text: &str| terms(self.story.org, text).into_iter().collect();
        vec![
            TasksOf {
                category: Some(Category::Done),
                ..all()
            },
            TasksOf {
                pending: Some(false),
                due_from: at(0),
                ..all()
            },
            TasksOf {
                due_from: at(20_001 * DAY),
                due_before: at(20_002 * DAY),
                ..all()
            },
            TasksOf {
                label: Some(self.labels[0]),
                pending: Some(false),
                ..all()
            },
            TasksOf {
                label: Some(self.labels[1]),
                ..all()
            },
            TasksOf {
                project: Some(self.project),
                ..all()
            },
            TasksOf {
                team: Some(self.busy),
                category: Some(Category::Todo),
                ..all()
            },
            TasksOf {
                team: Some(self.teams[5]),
                ..all()
            },
            TasksOf {
                owner: Some(self.chief),
                project: Some(self.project),
                ..all()
            },
            TasksOf {
                assignee: Some(Holder::User(self.ada)),
                ..all()
            },
            TasksOf {
                status: Some(Category::Done.built_in_status()),
                ..all()
            },
            TasksOf {
                shared: true,
                ..all()
            },
            TasksOf {
                shared: true,
                pending: Some(true),
                ..all()
            },
            TasksOf {
                deleted: true,
                ..all()
            },
            TasksOf {
                terms: text("roof"),
                ..all()
            },
            // What most have, and not all.
            TasksOf {
                terms: text("mend"),
                ..all()
            },
            TasksOf {
                terms: text("mend"),
                category: Some(Category::Done),
                ..all()
            },
        ]
    }

    /// Pages as they follow one another, until one is not full or there were enough.
    async fn pages(&self, sight: &Visible, of: &TasksOf, order: (TaskSort, u32), most: usize) {
        let (sort, limit) = order;
        let (mut after, mut read) = (None, 0);
        for _ in 0..most {
            let keyset = TaskKeyset { sort, after, limit };
            let page = self
                .pair
                .tasks(&self.story.view(), sight, of, &keyset)
                .await;
            read += page.len();
            after = page.last().map(|last| mark(sort, last));
            if page.len() < limit as usize {
                break;
            }
        }
        assert!(read <= limit as usize * most);
    }
}

pub(in crate::behaviours) async fn lists_of_thousands_of_tasks_are_exact_for_everybody(
    bench: &Bench,
) {
    let crowd = Crowd::gather(bench).await;
    let all = TasksOf::default();
    for (_, sight) in crowd.sights() {
        for sort in TaskSort::ALL {
            crowd.pages(&sight, &all, (sort, 7), 3).await;
        }
        for of in crowd.filters() {
            crowd.pages(&sight, &of, (TaskSort::Newest, 3), 4).await;
            if of.terms.is_empty() {
                crowd.pages(&sight, &of, (TaskSort::Due, 3), 2).await;
            }
        }
        // To the very end, in pages that are larger than what most see.
        for sort in [TaskSort::Oldest, TaskSort::Due] {
            crowd.pages(&sight, &all, (sort, 900), 9).await;
        }
    }
}
