//! What is counted is what there is, whatever was done to get there.

use serde_json::{Value, json};
use tenantry::{Tenant, Time};
use tenantry_conformance::fixture::{Dice, HandClock};
use tenantry_conformance::tenants::World;

use super::{DONE, NOW, done, made, status, user, world};
use crate::stores::Kind;

const HOUR: i64 = 3_600_000_000;
const NAMES: [&str; 4] = ["tess", "tim", "owner", "member"];

/// Somebody who sees all tasks and changes them at random.
struct Chance {
    world: World,
    owner: Tenant,
    dice: Dice,
    at: i64,
    teams: Vec<Value>,
    tasks: Vec<Value>,
}

impl Chance {
    async fn of(world: World, seed: u64) -> Self {
        let owner = world.inside("owner").await;
        let team = made(&owner, "teams.create", json!({ "name": "short-lived" })).await;
        Self {
            teams: vec![Value::Null, world.id("leaf"), team],
            dice: Dice::of(seed),
            tasks: vec![world.id("task")],
            at: NOW,
            owner,
            world,
        }
    }

    fn hours(&mut self, sides: u64) -> i64 {
        self.dice.roll(sides).cast_signed() * HOUR
    }

    /// One of the calls that change what is counted.
    fn call(&mut self) -> (&'static str, Value) {
        let (some, other) = (
            self.dice.one(&self.tasks).clone(),
            self.dice.one(&self.tasks).clone(),
        );
        let who = user(&self.world, NAMES[self.dice.below(NAMES.len())]);
        let due = Time::from_micros(self.at - 30 * HOUR + self.hours(60));
        let team = self.dice.one(&self.teams).clone();
        match self.dice.roll(12) {
            0..=2 => {
                let mut input = json!({ "title": "counted", "due_at": due, "assignees": [who] });
                let again = json!({ "every": 1, "unit": "day" });
                for (field, value) in [("repeat", again), ("team", team), ("parent", some)] {
                    if !value.is_null() && self.dice.hits(2) {
                        input[field] = value;
                    }
                }
                ("tasks.create", input)
            }
            3..=6 => {
                let any = 1 + u32::try_from(self.dice.roll(6)).unwrap();
                let to = status(if self.dice.hits(2) { DONE } else { any });
                ("tasks.transition", json!({ "task": some, "status": to }))
            }
            7 => (
                "tasks.move",
                json!({ "task": some, "parent": other, "team": team }),
            ),
            8 => ("tasks.delete", json!({ "task": some })),
            9 => ("tasks.restore", json!({ "task": some })),
            10 => {
                let end = Time::from_micros(self.at + 1 + self.hours(30));
                let share =
                    json!({ "task": some, "holder": who, "level": "edit", "expires_at": end });
                ("tasks.share", share)
            }
            _ => (
                "tasks.update",
                json!({ "task": some, "owner": who, "due_at": due }),
            ),
        }
    }

    async fn change(&mut self, clock: &HandClock) {
        self.at += self.hours(9);
        clock.set(self.at);
        let (operation, input) = self.call();
        match self.owner.call(operation, input.clone()).await {
            Ok(answer) if operation == "tasks.create" => self.tasks.push(answer["id"].clone()),
            Ok(answer) => self
                .tasks
                .extend(answer.get("next").map(|next| next["id"].clone())),
            Err(error) => {
                let fits = [
                    "task_cycle",
                    "too_deep",
                    "has_subtasks",
                    "not_deleted",
                    "parent_deleted",
                ];
                let is_gone = error.code() == "not_found";
                assert!(
                    is_gone || fits.contains(&error.code()),
                    "{operation} {input}: {error:?}"
                );
            }
        }
    }

    async fn listed(&self) -> Vec<Value> {
        let (mut all, mut page) = (Vec::new(), json!({ "limit": 100 }));
        loop {
            let read = done(&self.owner, "tasks.list", json!({ "page": page })).await;
            all.extend(read["items"].as_array().unwrap().iter().cloned());
            match read.get("next") {
                Some(next) => page["cursor"] = next.clone(),
                None => return all,
            }
        }
    }

    async fn recount(&self, at: i64) {
        let (all, now) = (self.listed().await, Time::from_micros(at).to_string());
        let told = done(&self.owner, "tasks.statistics", json!({ "org": true })).await;
        agree(&told, &all, &now);
        for name in NAMES {
            let who = user(&self.world, name);
            let is_own = |task: &&Value| {
                let mut assignees = task["assignees"].as_array().unwrap().iter();
                task["owner"] == who || assignees.any(|one| one["holder"] == who)
            };
            let own: Vec<Value> = all.iter().filter(is_own).cloned().collect();
            let inside = self.world.inside(name).await;
            agree(
                &done(&inside, "tasks.statistics", json!({})).await,
                &own,
                &now,
            );
        }
        for task in &all {
            let found = done(&self.owner, "tasks.get", json!({ "task": task["id"] })).await;
            let parts = all.iter().filter(|other| other["parent"] == task["id"]);
            assert_eq!(found["subtasks"], parts.count(), "{task}");
        }
    }
}

/// Statistics agree with the tasks themselves.
fn agree(told: &Value, tasks: &[Value], now: &str) {
    let count = |of: &dyn Fn(&Value) -> bool| tasks.iter().filter(|task| of(task)).count();
    let pending = |task: &Value| task.get("completed_at").is_none();
    let due = |task: &Value| {
        let of_day = task
            .get("due_on")
            .map(|day| format!("{}T23:59:59.999999Z", day.as_str().unwrap()));
        task["due_at"].as_str().map(str::to_owned).or(of_day)
    };
    let is_late = |task: &Value| pending(task) && due(task).is_some_and(|due| *due < *now);
    let is_shared = |task: &Value| task["shared_until"].as_str().is_some_and(|end| end > now);
    assert_eq!(told["total"], tasks.len());
    assert_eq!(told["pending"], count(&pending));
    assert_eq!(told["completed"], count(&|task| task["category"] == "done"));
    assert_eq!(told["overdue"], count(&is_late));
    assert_eq!(told["shared"], count(&is_shared));
}

async fn counts_are_a_recount_after_anything(kind: Kind) {
    let (world, clock) = world(kind).await;
    let mut chance = Chance::of(world, 11).await;
    for step in 0..200 {
        if step == 120 {
            let team = chance.teams.pop();
            done(&chance.owner, "teams.delete", json!({ "team": team })).await;
        }
        chance.change(&clock).await;
    }
    // As they stand, and as time goes on.
    for later in [0, 1, HOUR, 48 * HOUR] {
        clock.set(chance.at + later);
        chance.recount(chance.at + later).await;
    }
}

on_each_store! {
    counts_are_a_recount_after_anything
}
