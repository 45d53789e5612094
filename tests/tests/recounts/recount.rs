//! Counting tasks one by one, by what lists and shares show of them.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use serde_json::{Value, json};
use tenantry::access::{Grant, Principal};
use tenantry::tasks::{Category, DayStatistics, Task, TaskStatistics};
use tenantry::teams::Team;
use tenantry::{Day, TeamId, Tenant, Time};
use tenantry_conformance::fixture::HandClock;
use tenantry_conformance::tenants::World;

use crate::busy::PEOPLE;

const HOUR: i64 = 3_600_000_000;
const DAY: i64 = 24 * HOUR;

/// All that there is.
pub(crate) struct Recount {
    owner: Tenant,
    people: Vec<(Principal, Tenant)>,
    teams: Vec<Team>,
    /// Each task, and when what is shared of it ends.
    tasks: Vec<(Task, Vec<Option<Time>>)>,
    /// The days that are told one by one.
    window: RangeInclusive<Day>,
}

impl Recount {
    pub(crate) async fn read(world: &World) -> Self {
        let owner = world.inside("owner").await;
        let mut people = Vec::new();
        for name in PEOPLE {
            let inside = world.inside(name).await;
            people.push((inside.actor().principal().unwrap(), inside));
        }
        let mut tasks = Vec::new();
        for task in all::<Task>(&owner, "tasks.list", json!({ "sort": "oldest" })).await {
            let shares = all::<Grant>(&owner, "tasks.shares", json!({ "task": task.id })).await;
            let ends = shares.into_iter().map(|grant| grant.expires_at);
            tasks.push((task, ends.collect()));
        }
        let made = tasks.iter().map(|(task, _)| task.created_at);
        let begin = made.min().map_or(0, |made| Day::of(made).days());
        let around = |days| Day::from_days(begin + days).unwrap();
        let mut teams: Vec<Team> = all(&owner, "teams.list", json!({})).await;
        for root in teams.clone() {
            let below = json!({ "team": root.id });
            teams.extend(all::<Team>(&owner, "teams.descendants", below).await);
        }
        Self {
            owner,
            people,
            teams,
            tasks,
            window: around(-100)..=around(200),
        }
    }

    /// Insists on every count at this moment, and where something ends or a day does, until
    /// nothing is shared or due any more.
    pub(crate) async fn insists(&self, clock: &HandClock, now: Time) {
        let midnight = (now.micros() / DAY + 1) * DAY;
        let later = [HOUR, 30 * HOUR, 90 * HOUR, 170 * HOUR, 500 * DAY];
        let later = later.map(|hours| now.micros() + hours);
        let end = self.tasks.iter().flat_map(|(_, ends)| ends).flatten().min();
        let end = end.map(|end| end.micros());
        let due = self.tasks.iter().filter_map(|(task, _)| task.due());
        let due = due
            .map(Time::micros)
            .filter(|due| *due > now.micros())
            .min();
        let edges = [Some(midnight), end, due].into_iter().flatten();
        let edges = edges.flat_map(|edge| [edge - 1, edge, edge + 1]);
        for at in [now.micros()].into_iter().chain(edges).chain(later) {
            clock.set(at);
            self.insists_at(Time::from_micros(at)).await;
        }
    }

    async fn insists_at(&self, now: Time) {
        let window = json!({ "first_day": self.window.start(), "last_day": self.window.end() });
        let counted = async |tenant: &Tenant, key: &str, value: Value| {
            let mut input = window.clone();
            input[key] = value;
            let answer = tenant.call("tasks.statistics", input).await.unwrap();
            serde_json::from_value::<TaskStatistics>(answer).unwrap()
        };
        let org = counted(&self.owner, "org", true.into()).await;
        self.compare("the organisation", now, &org, |_| true);
        for team in &self.teams {
            let of_team = counted(&self.owner, "team", json!(team.id)).await;
            let is_of = |task: &Task| self.is_within(task.team, team.id);
            self.compare(&format!("team {}", team.id), now, &of_team, is_of);
        }
        for (who, inside) in &self.people {
            let own = counted(inside, "team", Value::Null).await;
            let is_of = |task: &Task| {
                let mut assignees = task.assignees.iter();
                task.owner == *who || assignees.any(|one| one.holder == (*who).into())
            };
            self.compare(&format!("{who:?}"), now, &own, is_of);
            let shared = json!({ "shared_with_me": true });
            let shared = all::<Task>(inside, "tasks.list", shared).await.len();
            let told = own.shared_with_me.unwrap();
            let expected = (shared.min(100), shared > 100);
            assert_eq!(
                (told.count as usize, told.is_more),
                expected,
                "{who:?} at {now}"
            );
        }
    }

    /// A team that is gone is in none.
    fn is_within(&self, team: Option<TeamId>, top: TeamId) -> bool {
        let found = self.teams.iter().find(|row| Some(row.id) == team);
        found.is_some_and(|row| row.id == top || self.is_within(row.parent, top))
    }

    fn compare(
        &self,
        whose: &str,
        now: Time,
        counted: &TaskStatistics,
        is_of: impl Fn(&Task) -> bool,
    ) {
        let tasks: Vec<_> = self.tasks.iter().filter(|(task, _)| is_of(task)).collect();
        let count =
            |is: &dyn Fn(&Task) -> bool| tasks.iter().filter(|(task, _)| is(task)).count() as u64;
        let is_live = |end: &Option<Time>| end.is_none_or(|end| end > now);
        let shared = tasks.iter().filter(|(_, ends)| ends.iter().any(is_live));
        let by_status = counted.by_status.iter().map(|of| {
            let expected = count(&|task| task.status == of.status);
            assert_eq!(of.count, expected, "{} of {whose} at {now}", of.name);
            of.count
        });
        let total: u64 = by_status.sum();
        let found = [
            counted.total,
            total,
            counted.pending,
            counted.completed,
            counted.overdue,
            counted.shared,
        ];
        let expected = [
            tasks.len() as u64,
            tasks.len() as u64,
            count(&Task::is_pending),
            count(&|task| task.category == Category::Done),
            count(&|task| task.is_pending() && task.due().is_some_and(|due| due < now)),
            shared.count() as u64,
        ];
        assert_eq!(found, expected, "{whose} at {now}");
        assert_eq!(counted.by_day, self.by_day(&tasks), "{whose} at {now}");
    }

    fn by_day(&self, tasks: &[&(Task, Vec<Option<Time>>)]) -> Vec<DayStatistics> {
        let mut days = BTreeMap::new();
        let mut on = |time: Option<Time>, add: fn(&mut DayStatistics)| {
            let day = time.map(Day::of);
            let Some(day) = day.filter(|day| self.window.contains(day)) else {
                return;
            };
            let nothing = DayStatistics {
                day,
                created: 0,
                completed: 0,
                due: 0,
            };
            add(days.entry(day).or_insert(nothing));
        };
        for (task, _) in tasks {
            on(Some(task.created_at), |day| day.created += 1);
            on(task.completed_at, |day| day.completed += 1);
            on(task.due().filter(|_| task.is_pending()), |day| day.due += 1);
        }
        days.into_values().collect()
    }
}

/// Every page of a list.
async fn all<T: serde::de::DeserializeOwned>(
    tenant: &Tenant,
    operation: &str,
    mut input: Value,
) -> Vec<T> {
    let mut items = Vec::new();
    input["page"] = json!({ "limit": 200 });
    loop {
        let page = tenant.call(operation, input.clone()).await.unwrap();
        let read = page["items"].as_array().unwrap().iter().cloned();
        items.extend(read.map(|item| serde_json::from_value::<T>(item).unwrap()));
        if page["next"].is_null() {
            return items;
        }
        input["page"]["cursor"] = page["next"].clone();
    }
}
