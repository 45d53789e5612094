//! An organisation in which everybody does something to tasks at once.

use std::collections::BTreeMap;
use std::sync::Mutex;

use serde_json::{Value, json};
use tenantry::tasks::Category;
use tenantry::{ErrorKind, Tenant, Time};
use tenantry_conformance::fixture::Dice;
use tenantry_conformance::tenants::World;

const HOUR: i64 = 3_600_000_000;

/// Those who do it, some of whom may not do all of it.
pub(crate) const PEOPLE: [&str; 7] = [
    "owner", "admin", "manager", "member", "viewer", "tess", "tim",
];

/// How many teams there are at least to begin with, one below the other.
const TEAMS: usize = 12;

/// How many operations are called.
const OPERATIONS: usize = 12;

/// What there is, as far as it was told of. What is gone stays named.
pub(crate) struct Busy {
    people: Vec<(Value, Tenant)>,
    status: Value,
    teams: Mutex<Vec<Value>>,
    tasks: Mutex<Vec<Value>>,
    /// How often each operation went through.
    done: Mutex<BTreeMap<&'static str, usize>>,
}

impl Busy {
    pub(crate) async fn open(world: &World) -> Self {
        let mut people = Vec::new();
        for name in PEOPLE {
            let holder = json!({ "kind": "user", "id": world.id(name) });
            people.push((holder, world.inside(name).await));
        }
        let owner: &Tenant = &people[0].1;
        let mut teams = ids(owner, "teams.list").await;
        for number in teams.len()..TEAMS {
            let parent = teams.get(number / 2);
            let team = json!({ "name": "one of many", "parent": parent });
            let team = owner.call("teams.create", team).await.unwrap();
            teams.push(team["id"].clone());
        }
        let tasks = ids(owner, "tasks.list").await;
        Self {
            people,
            status: world.id("status"),
            teams: Mutex::new(teams),
            tasks: Mutex::new(tasks),
            done: Mutex::default(),
        }
    }

    /// Tries one thing, and says whether it was done.
    pub(crate) async fn does_something(&self, dice: &mut Dice, now: Time) -> bool {
        let (_, tenant) = match dice.hits(2) {
            true => self.people[0].clone(),
            false => dice.one(&self.people).clone(),
        };
        let (operation, input) = self.something(dice, now);
        let answer = match tenant.call(operation, input.clone()).await {
            Ok(answer) => answer,
            Err(error) => {
                let kinds = [
                    ErrorKind::Denied,
                    ErrorKind::NotFound,
                    ErrorKind::Conflict,
                    ErrorKind::Busy,
                ];
                // Time goes by while a call waits.
                let is_past = error.field("field") == Some(&json!("expires_at"));
                let is_meant = is_past || kinds.contains(&error.kind());
                assert!(is_meant, "{operation} {input}: {error}");
                return false;
            }
        };
        let made = match operation {
            "teams.create" => Some(&self.teams),
            "tasks.create" => Some(&self.tasks),
            _ => None,
        };
        if let Some(made) = made {
            made.lock().unwrap().push(answer["id"].clone());
        }
        let mut done = self.done.lock().unwrap();
        *done.entry(operation).or_default() += 1;
        true
    }

    /// Whether everything that moves a count was done.
    pub(crate) fn has_done_everything(&self) -> bool {
        self.done.lock().unwrap().len() == OPERATIONS
    }

    fn something(&self, dice: &mut Dice, now: Time) -> (&'static str, Value) {
        let (task, team) = (self.task(dice), self.team(dice));
        match dice.roll(30) {
            0..=5 => ("tasks.create", self.new_task(dice, now)),
            6..=8 => {
                let status = self.status(dice);
                (
                    "tasks.transition",
                    json!({ "task": task, "status": status }),
                )
            }
            9..=11 => {
                let team = if dice.hits(4) { Value::Null } else { team };
                ("tasks.move", json!({ "task": task, "team": team }))
            }
            12 => (
                "tasks.assign",
                json!({ "task": task, "add": [self.holder(dice)] }),
            ),
            13 => (
                "tasks.assign",
                json!({ "task": task, "remove": [self.holder(dice)] }),
            ),
            14..=16 => {
                let ends = dice.hits(2).then(|| moment(dice, now, 1).to_string());
                let (holder, level) = (self.holder(dice), ["view", "edit"][dice.below(2)]);
                let share =
                    json!({ "task": task, "holder": holder, "level": level, "expires_at": ends });
                ("tasks.share", share)
            }
            17..=18 => (
                "tasks.unshare",
                json!({ "task": task, "holder": self.holder(dice) }),
            ),
            19 => ("tasks.delete", json!({ "task": task })),
            20..=21 => ("tasks.restore", json!({ "task": task })),
            22 => {
                let owner = self.person(dice);
                ("tasks.update", json!({ "task": task, "owner": owner }))
            }
            23..=24 => {
                let due = moment(dice, now, -200).to_string();
                (
                    "tasks.update",
                    json!({ "task": task, "due_on": null, "due_at": due, "repeat": null }),
                )
            }
            25..=26 => ("teams.create", json!({ "name": "another", "parent": team })),
            27..=28 => (
                "teams.move",
                json!({ "team": team, "parent": self.team(dice) }),
            ),
            _ => {
                let children = ["delete", "promote"][dice.below(2)];
                (
                    "teams.delete",
                    json!({ "team": team, "children": children }),
                )
            }
        }
    }

    fn new_task(&self, dice: &mut Dice, now: Time) -> Value {
        let mut task = json!({ "title": "to do", "status": self.status(dice) });
        if !dice.hits(3) {
            task["team"] = self.team(dice);
        }
        if dice.hits(2) {
            task["owner"] = self.person(dice);
        }
        if dice.hits(2) {
            task["assignees"] = json!([self.holder(dice)]);
        }
        match dice.roll(4) {
            0 => task["due_at"] = elsewhere(moment(dice, now, -200), dice).into(),
            1 => task["due_on"] = day(moment(dice, now, -200)).into(),
            2 => {
                task["due_on"] = day(moment(dice, now, -200)).into();
                task["repeat"] = json!({ "every": 1, "unit": "week" });
            }
            _ => {}
        }
        task
    }

    fn task(&self, dice: &mut Dice) -> Value {
        dice.one(&self.tasks.lock().unwrap()).clone()
    }

    fn team(&self, dice: &mut Dice) -> Value {
        dice.one(&self.teams.lock().unwrap()).clone()
    }

    fn status(&self, dice: &mut Dice) -> Value {
        match dice.hits(4) {
            true => self.status.clone(),
            false => json!(dice.one(&Category::ALL).built_in_status()),
        }
    }

    fn person(&self, dice: &mut Dice) -> Value {
        dice.one(&self.people).0.clone()
    }

    /// Somebody, or a team.
    fn holder(&self, dice: &mut Dice) -> Value {
        match dice.hits(4) {
            true => json!({ "kind": "team", "id": self.team(dice) }),
            false => self.person(dice),
        }
    }
}

/// What is on the first page of a list.
async fn ids(tenant: &Tenant, list: &str) -> Vec<Value> {
    let page = json!({ "page": { "limit": 200 } });
    let page = tenant.call(list, page).await.unwrap();
    let items = page["items"].as_array().unwrap().iter();
    items.map(|item| item["id"].clone()).collect()
}

/// Some hours from now, from so many on.
fn moment(dice: &mut Dice, now: Time, from: i64) -> Time {
    let hours = from + dice.roll(400).cast_signed();
    Time::from_micros(now.micros() + hours * HOUR)
}

fn day(time: Time) -> String {
    tenantry::Day::of(time).to_string()
}

/// The moment as people elsewhere write it.
fn elsewhere(time: Time, dice: &mut Dice) -> String {
    let hours = *dice.one(&[-11, -5, 2, 13]);
    let local = Time::from_micros(time.micros() + hours * HOUR).to_string();
    format!("{}{hours:+03}:00", local.trim_end_matches('Z'))
}
