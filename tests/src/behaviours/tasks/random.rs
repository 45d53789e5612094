//! Whatever is done to tasks, in whatever order and together: lists, searches and counts are
//! those of the model, which looks at every task.

use tenantry::access::{Grant, Holder, Level, Object, Principal, Visible};
use tenantry::storage::{Batch, CountedOf, CountsOf, Row, TaskKeyset, TasksOf, Write};
use tenantry::tasks::{Assignee, Category, Label, Position, Priority, Task, TaskSort, terms};
use tenantry::teams::Team;
use tenantry::{Day, GrantId, LabelId, ServiceId, StatusId, TeamId, Time, UserId};

use super::new_task;
use crate::Bench;
use crate::bench::is_long;
use crate::fixture::{
    Dice, Pair, Story, all_tasks, batch, everything, grant, id, label, nothing, of_all_days, part,
    updated,
};

const DAY: i64 = 86_400_000_000;
const BEGIN: i64 = 20_000 * DAY;
const WORDS: [&str; 4] = ["roof", "mend", "roofing", "caf\u{e9}"];

/// A small world, in which few things happen to the same few tasks again and again.
struct World {
    /// Where the store is.
    _bench: Bench,
    pair: Pair,
    story: Story,
    dice: Dice,
    now: i64,
    teams: Vec<TeamId>,
    people: Vec<Holder>,
    statuses: Vec<StatusId>,
    labels: Vec<LabelId>,
}

/// What is there, as it was read before a round.
struct Known {
    tasks: Vec<Task>,
    teams: Vec<Team>,
    labels: Vec<Label>,
    grants: Vec<Grant>,
}

impl World {
    async fn begin(bench: Bench, seed: u64) -> Self {
        let pair = Pair::open(&bench, BEGIN).await;
        let story = pair.begin().await;
        let world = Self {
            _bench: bench,
            pair,
            story,
            dice: Dice::of(seed),
            now: BEGIN,
            teams: (0..4).map(|_| TeamId::from_uuid(id())).collect(),
            people: vec![
                Holder::User(story.owner),
                Holder::User(UserId::from_uuid(id())),
                Holder::Service(ServiceId::from_uuid(id())),
            ],
            statuses: (0..2).map(|_| StatusId::from_uuid(id())).collect(),
            labels: Vec::new(),
        };
        let teams = world.teams.iter().map(|id| {
            let mut team = story.team("team");
            team.id = *id;
            Write::Insert(Row::Team(team))
        });
        let teams: Vec<Write> = teams.collect();
        world.pair.commit(batch([part(story.org, teams)])).await;
        world
    }

    async fn known(&mut self) -> Known {
        use crate::fixture::FIRST;
        use tenantry::storage::{GrantsOf, TeamsOf};
        let (store, view) = (&self.pair.store, self.story.view());
        let mut tasks = Vec::new();
        for deleted in [false, true] {
            let of = TasksOf {
                deleted,
                ..TasksOf::default()
            };
            tasks.extend(
                self.pair
                    .tasks(&view, &everything(), &of, &all_tasks())
                    .await,
            );
        }
        let teams = store.teams(&view, TeamsOf::Org, FIRST).await;
        let labels = store.labels(&view, None, FIRST).await;
        let grants = store.grants(&view, &GrantsOf::Org, FIRST).await;
        let labels = labels.unwrap().value;
        self.labels = labels.iter().map(|label| label.id).collect();
        Known {
            tasks,
            teams: teams.unwrap().value,
            labels,
            grants: grants.unwrap().value,
        }
    }

    /// A few batches, of which some expect what others of them change.
    fn batches(&mut self, known: &Known) -> Vec<Batch> {
        let batches = (0..=self.dice.roll(7)).map(|_| {
            let writes = (0..=self.dice.roll(2)).filter_map(|_| self.write(known));
            let mut writes: Vec<Write> = writes.flatten().collect();
            // A batch writes a row once: what it read is not there any more the second time.
            let mut seen = Vec::new();
            writes.retain(|write| match write {
                Write::Update { from, .. } => once(&mut seen, from.key()),
                Write::Delete(row) => once(&mut seen, row.key()),
                _ => true,
            });
            batch([part(self.story.org, writes)])
        });
        batches.collect()
    }

    fn write(&mut self, known: &Known) -> Option<Vec<Write>> {
        let one = self.dice.below(known.tasks.len().max(1));
        let task = known.tasks.get(one).cloned();
        Some(match (self.dice.roll(14), task) {
            (0, Some(task)) => vec![Write::Delete(Row::Task(task))],
            (1, _) => vec![self.move_team(known)],
            (2, _) => vec![self.write_label(known)],
            (3, Some(task)) => vec![self.share(known, &task)],
            (4..9, Some(task)) => {
                let to = self.changed(&task);
                vec![updated(Row::Task(task), Row::Task(to))]
            }
            _ => vec![Write::Insert(Row::Task(self.task()))],
        })
    }

    fn task(&mut self) -> Task {
        let new = new_task(&self.story, "new");
        let mut task = self.changed(&new);
        for _ in 0..3 {
            task = self.changed(&task);
        }
        Task { version: 1, ..task }
    }

    /// The task with two things that are otherwise.
    fn changed(&mut self, task: &Task) -> Task {
        let mut to = task.clone();
        for _ in 0..2 {
            self.change(&mut to);
        }
        to.version += 1;
        to.updated_at = Time::OF_COMMIT;
        to
    }

    fn change(&mut self, to: &mut Task) {
        let dice = &mut self.dice;
        let moment = |dice: &mut Dice| {
            let around = BEGIN - DAY + dice.roll(48) as i64 * DAY / 16;
            Time::from_micros(around)
        };
        match dice.roll(12) {
            0 => to.team = (!dice.hits(3)).then(|| *dice.one(&self.teams)),
            1 => to.owner = dice.one(&self.people).principal().expect("a principal"),
            2 => {
                let mut people = self.people.clone();
                people.push(Holder::Team(self.teams[0]));
                people.retain(|_| dice.hits(2));
                let given = |holder| Assignee {
                    holder,
                    assigned_at: Time::OF_COMMIT,
                };
                to.assignees = people.into_iter().map(given).collect();
            }
            3 => to.status = *dice.one(&self.statuses),
            4 => {
                to.category = *dice.one(&Category::ALL);
                to.completed_at = (!to.category.is_pending()).then_some(Time::OF_COMMIT);
            }
            5 => (to.due_on, to.due_at) = (None, (!dice.hits(3)).then(|| moment(dice))),
            6 => (to.due_on, to.due_at) = (Some(Day::of(moment(dice))), None),
            7 => to.shared_until = (!dice.hits(3)).then(|| moment(dice)),
            8 => to.deleted_at = dice.hits(2).then_some(Time::OF_COMMIT),
            9 => {
                to.labels = self.labels.clone();
                to.labels.retain(|_| dice.hits(2));
                to.labels.sort();
            }
            10 => {
                let words = [(); 2].map(|()| *dice.one(&WORDS));
                to.title = words.join(" ");
                to.priority = *dice.one(&Priority::ALL);
            }
            _ => {
                let place = format!("{:02x}", dice.roll(12) + 1);
                to.position = Position::from_text(&place).expect("a position");
            }
        }
    }

    /// Below one that comes earlier, so that the tree stays one.
    fn move_team(&mut self, known: &Known) -> Write {
        let place = 1 + self.dice.below(self.teams.len() - 1);
        let team = known.teams.iter().find(|team| team.id == self.teams[place]);
        let from = team.expect("a team").clone();
        let mut to = from.clone();
        let above = self.teams[self.dice.below(place)];
        to.parent = (!self.dice.hits(3)).then_some(above);
        to.version += 1;
        updated(Row::Team(from), Row::Team(to))
    }

    /// What is deleted never comes again by its id.
    fn write_label(&mut self, known: &Known) -> Write {
        match known.labels.get(self.dice.below(3)) {
            Some(label) => Write::Delete(Row::Label(label.clone())),
            None => {
                let new = LabelId::from_uuid(id());
                Write::Insert(Row::Label(label(self.story.org, new, &new.to_string())))
            }
        }
    }

    fn share(&mut self, known: &Known, task: &Task) -> Write {
        let gone = self.dice.below(2 * known.grants.len().max(1));
        if let Some(gone) = known.grants.get(gone) {
            return Write::Delete(Row::Grant(gone.clone().into()));
        }
        let object = Object::new("task", task.id.uuid()).expect("an object");
        let holder = *self.dice.one(&self.people);
        Write::Insert(Row::Grant(
            Grant {
                level: *self.dice.one(&Level::ALL),
                expires_at: self.dice.hits(2).then_some(Time::from_micros(self.now)),
                ..grant(self.story.org, GrantId::from_uuid(id()), object, holder)
            }
            .into(),
        ))
    }

    fn sights(&mut self) -> Vec<Visible> {
        let person = *self.dice.one(&self.people);
        let team = *self.dice.one(&self.teams);
        let own = Visible {
            owner: person.principal(),
            holders: vec![person, Holder::Team(self.teams[0])],
            level: *self.dice.one(&Level::ALL),
            joined_at: Time::from_micros(self.now - self.dice.roll(3) as i64 * DAY / 8),
            now: Time::from_micros(self.now),
            ..nothing()
        };
        let in_team = Visible {
            teams: vec![team],
            ..own.clone()
        };
        vec![everything(), own, in_team]
    }

    fn asks(&mut self) -> TasksOf {
        let of = TasksOf {
            deleted: self.dice.hits(4),
            ..TasksOf::default()
        };
        let text = *self.dice.one(&["roof", "mend r", "cafe", "roofing"]);
        match self.dice.roll(7) {
            0 => TasksOf {
                team: Some(*self.dice.one(&self.teams)),
                ..of
            },
            1 => TasksOf {
                label: self.labels.first().copied(),
                ..of
            },
            2 => TasksOf {
                assignee: Some(*self.dice.one(&self.people)),
                ..of
            },
            3 => TasksOf {
                status: Some(*self.dice.one(&self.statuses)),
                ..of
            },
            4 => TasksOf {
                terms: terms(self.story.org, text).into_iter().collect(),
                ..of
            },
            5 => TasksOf { shared: true, ..of },
            _ => TasksOf {
                pending: Some(self.dice.hits(2)),
                ..of
            },
        }
    }

    /// Insists that lists and counts are those of the model.
    async fn look(&mut self) {
        let view = self.story.view();
        for sight in self.sights() {
            let (sort, of) = (*self.dice.one(&TaskSort::ALL), self.asks());
            let keyset = TaskKeyset {
                sort,
                ..all_tasks()
            };
            for of in [&TasksOf::default(), &of] {
                self.pair.tasks(&view, &sight, of, &keyset).await;
            }
        }
        let teams = self.teams.iter().map(|team| CountedOf::Subtree(*team));
        let people = self.people.iter().filter_map(|person| person.principal());
        let people = people.map(|person: Principal| CountedOf::Principal(person));
        let all: Vec<CountedOf> = teams.chain(people).chain([CountedOf::Org]).collect();
        for of in all {
            let around = BEGIN - DAY + self.dice.roll(48) as i64 * DAY / 16;
            let now = Time::from_micros(around + self.dice.roll(2) as i64);
            let of = CountsOf {
                of,
                now,
                ..of_all_days()
            };
            self.pair.counts(&view, &of).await;
        }
    }
}

fn once<T: PartialEq>(seen: &mut Vec<T>, one: T) -> bool {
    let is_new = !seen.contains(&one);
    seen.push(one);
    is_new
}

pub(in crate::behaviours) async fn whatever_is_done_to_tasks_is_listed_and_counted_as_it_is(
    bench: &Bench,
) {
    for seed in 0..if is_long() { 100 } else { 4 } {
        let mut world = World::begin(bench.another(), seed).await;
        for _ in 0..12 {
            let known = world.known().await;
            let batches = world.batches(&known);
            world.pair.settle_at_once(batches).await;
            world.now += DAY / 8;
            world.pair.clock.set(world.now);
            world.look().await;
        }
    }
}
