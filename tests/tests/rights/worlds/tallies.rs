//! Questions about tasks in a random world: who may do what, which ones are listed, how many there
//! are.

use tenantry::access::{ExplainAccess, Permission, Principal};
use tenantry::tasks::{ListTasks, Task, TaskSort, TaskStatistics, TaskStatisticsInput};
use tenantry::{PageInput, TaskId};

use super::facts::Who;
use super::questions::Tally;
use super::tasks::{DONE, to_task};
use super::world::{Actor, World};

impl World {
    pub(super) async fn asks_of_tasks(&mut self, tally: &mut Tally) {
        for _ in 0..3 {
            self.may_do(tally).await;
        }
        let actor = self.dice.one(&self.actors).clone();
        self.lists(&actor).await;
        self.counts().await;
    }

    async fn may_do(&mut self, tally: &mut Tally) {
        let Some(task) = self.some_task() else {
            return;
        };
        let name = match self.dice.hits(4) {
            true => self.dice.one(&self.names).clone(),
            false => (*self.dice.one(&DONE)).into(),
        };
        let assigned = task.assignees.iter();
        let own = assigned.filter_map(|one| one.holder.principal());
        let own = own.chain([task.owner]);
        let own: Vec<_> = own.filter(|who| self.member(*who).is_some()).collect();
        let who = match own.is_empty() || self.dice.hits(2) {
            true => self.someone(),
            false => *self.dice.one(&own),
        };
        let named = format!("{}:{}", who.kind(), who.uuid());
        let on = format!("task:{}", task.id);
        let allowed = self
            .founder()
            .allows(&named, name.as_str(), Some(&on))
            .await;
        let expected = self
            .model
            .allows(&Who(who, None), &to_task(name.clone(), &task));
        assert_eq!(
            allowed.unwrap(),
            expected,
            "{} {named} {name} {task:?}",
            self.told()
        );
        let asked = ExplainAccess {
            principal: Some(who),
            ..ExplainAccess::of(name).to(task.id)
        };
        let explained = self.founder().access().explain(asked).await.unwrap();
        assert_eq!(explained.allowed, expected, "{} {explained:?}", self.told());
        tally.rules.insert(explained.rule);
        tally.decisions += 1;
        tally.allowed += usize::from(expected);
    }

    async fn lists(&mut self, actor: &Actor) {
        let sort = *self.dice.one(&TaskSort::ALL);
        let mut found: Vec<TaskId> = Vec::new();
        let mut page = PageInput {
            limit: Some(3),
            cursor: None,
        };
        loop {
            let input = ListTasks {
                sort,
                page,
                ..ListTasks::default()
            };
            let answer = actor.inside.tasks().list(input).await;
            if !self.can_act(actor.who.0) {
                assert!(answer.is_err(), "{}", self.told());
                return;
            }
            let answer = answer.unwrap();
            found.extend(answer.items.iter().map(|task| task.id));
            let Some(next) = answer.next else { break };
            page = PageInput {
                limit: Some(3),
                cursor: Some(next),
            };
        }
        found.sort_unstable();
        let there = self.tasks.iter().filter(|task| task.deleted_at.is_none());
        let seen = there.filter(|task| self.does(&actor.who, Permission::TASKS_READ, task));
        let mut seen: Vec<TaskId> = seen.map(|task| task.id).collect();
        seen.sort_unstable();
        assert_eq!(found, seen, "{} {:?} {sort:?}", self.told(), actor.who);
    }

    /// What is counted for the organisation, for a team with those below, and for somebody.
    async fn counts(&mut self) {
        let team = self.place();
        let input = TaskStatisticsInput {
            team,
            org: team.is_none(),
            ..TaskStatisticsInput::default()
        };
        let counted = self.founder().tasks().statistics(input).await.unwrap();
        let of_team = |task: &&Task| team.is_none() || self.model.in_at(task.team, team);
        self.recounted(&counted, of_team);
        let actor = self.dice.one(&self.actors).clone();
        let own = actor
            .inside
            .tasks()
            .statistics(TaskStatisticsInput::default());
        let who: Principal = actor.who.0;
        if let Ok(own) = own.await {
            let assigned = |task: &&Task| {
                let mut assignees = task.assignees.iter();
                task.owner == who || assignees.any(|one| one.holder == who.into())
            };
            self.recounted(&own, assigned);
        }
    }

    fn recounted(&self, counted: &TaskStatistics, of: impl Fn(&&Task) -> bool) {
        let (told, now) = (self.told(), self.model.now);
        let there = self.tasks.iter().filter(|task| task.deleted_at.is_none());
        let there: Vec<&Task> = there.filter(of).collect();
        let count =
            |is: &dyn Fn(&Task) -> bool| there.iter().filter(|task| is(task)).count() as u64;
        assert_eq!(counted.total, there.len() as u64, "{told}");
        assert_eq!(counted.pending, count(&Task::is_pending), "{told}");
        let overdue = |task: &Task| task.is_pending() && task.due().is_some_and(|due| due < now);
        assert_eq!(counted.overdue, count(&overdue), "{told}");
        let is_shared = |task: &Task| {
            let mut shares = self.shares.iter();
            shares.any(|row| row.object == task.id.into() && self.is_live(row.expires_at))
        };
        assert_eq!(counted.shared, count(&is_shared), "{told}");
        let created: u64 = counted.by_day.iter().map(|day| day.created).sum();
        assert_eq!(created, counted.total, "{told}");
    }
}
