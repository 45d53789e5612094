//! Tasks in a random world: what is done to them goes through exactly when the rules say so.

use tenantry::access::{Holder, Level, Permission, PermissionName};
use tenantry::tasks::{
    AssignTask, Category, CreateTask, DeleteTask, GetTask, MoveTask, RestoreTask, ShareTask, Task,
    TransitionTask, UnshareTask,
};
use tenantry::{ErrorKind, Patch, Result, TaskId, TeamId};

use super::facts::{What, Who};
use super::world::{Actor, World};

/// What one may do to a task.
pub(super) const DONE: [Permission; 5] = [
    Permission::TASKS_READ,
    Permission::TASKS_COMMENT,
    Permission::TASKS_UPDATE,
    Permission::TASKS_DELETE,
    Permission::TASKS_SHARE,
];

/// A task has its own place: nobody names another beside it.
pub(super) fn to_task(name: PermissionName, task: &Task) -> What {
    What(name, task.team, Some(task.id.into()))
}

/// What it takes to give a task to others at creation.
const GIVEN: [Permission; 4] = [
    Permission::TASKS_READ,
    Permission::TASKS_COMMENT,
    Permission::TASKS_UPDATE,
    Permission::TASKS_SHARE,
];

impl World {
    pub(super) async fn changes_tasks(&mut self, actor: &Actor) {
        let Some(task) = self.some_task() else {
            return self.creates(actor).await;
        };
        match self.dice.roll(12) {
            0..=3 => self.creates(actor).await,
            4..=5 => self.assigns(actor, &task).await,
            6..=7 => self.shares_a_task(actor, &task).await,
            8 => self.unshares(actor, &task).await,
            9 => self.moves_a_task(actor, &task).await,
            10 => self.transitions(actor, &task).await,
            _ => self.deletes_or_restores(actor, &task).await,
        }
    }

    pub(super) fn some_task(&mut self) -> Option<Task> {
        let some = !self.tasks.is_empty();
        some.then(|| self.dice.one(&self.tasks).clone())
    }

    pub(super) fn does(&self, who: &Who, permission: Permission, task: &Task) -> bool {
        self.model.allows(who, &to_task(permission.into(), task))
    }

    /// What was done, if whoever does not see the task was told that there is none.
    fn heard<T>(
        &mut self,
        actor: &Actor,
        task: &Task,
        may: bool,
        what: String,
        done: Result<T>,
    ) -> Option<T> {
        let sees = self.does(&actor.who, Permission::TASKS_READ, task);
        let there = task.deleted_at.is_none() || what.contains("Restore");
        if self.can_act(actor.who.0) && !(sees && there) {
            self.last = what;
            let told = done.err().map(|error| error.kind());
            assert_eq!(told, Some(ErrorKind::NotFound), "{}", self.told());
            return None;
        }
        self.agreed(actor, may, what, done)
    }

    async fn creates(&mut self, actor: &Actor) {
        let who = &actor.who;
        let above = self.some_task().filter(|_| self.dice.hits(3));
        let above = above.filter(|above| {
            above.deleted_at.is_none() && self.does(who, Permission::TASKS_READ, above)
        });
        let due = self.end();
        let mut input = CreateTask {
            team: self.place(),
            parent: above.as_ref().map(|above| above.id),
            due_at: due,
            assignees: (0..self.dice.roll(3)).map(|_| self.assignee()).collect(),
            ..CreateTask::titled("to do")
        };
        input.assignees.dedup();
        // The parent's team may be deleted since.
        let inherited = above.as_ref().and_then(|above| above.team);
        let is_there = |team: &TeamId| self.teams.iter().any(|row| row.id == *team);
        let team = input.team.or(inherited.filter(is_there));
        let others = input.assignees.iter().any(|one| *one != who.0.into());
        let carries = |name: Permission| {
            who.1
                .as_ref()
                .is_none_or(|only| only.contains(&name.into()))
        };
        let may = self.may(who, "tasks.create", team)
            && above.is_none_or(|above| self.does(who, Permission::TASKS_UPDATE, &above))
            && (!others || GIVEN.into_iter().all(carries));
        let done = actor.inside.tasks().create(input.clone()).await;
        if let Some(task) = self.agreed(actor, may, format!("{input:?}"), done) {
            self.tasks.push(task);
        }
    }

    fn assignee(&mut self) -> Holder {
        match (self.dice.hits(3), self.teams.is_empty()) {
            (true, false) => Holder::Team(self.dice.one(&self.teams).id),
            _ => self.someone().into(),
        }
    }

    async fn assigns(&mut self, actor: &Actor, task: &Task) {
        let holder = self.assignee();
        let (add, remove) = match self.dice.hits(3) {
            true => (Vec::new(), vec![holder]),
            false => (vec![holder], Vec::new()),
        };
        let has_it = task.assignees.iter().any(|one| one.holder == holder);
        let shares = !add.is_empty() && !has_it && holder != actor.who.0.into();
        let may = self.does(&actor.who, Permission::TASKS_UPDATE, task)
            && (!shares || self.may_share_at(&actor.who, task, Level::Edit));
        let input = AssignTask {
            task: task.id,
            if_version: None,
            add,
            remove,
        };
        let done = actor.inside.tasks().assign(input.clone()).await;
        if self
            .heard(actor, task, may, format!("{input:?}"), done)
            .is_some()
        {
            self.rereads(task.id).await;
        }
    }

    fn may_share_at(&self, who: &Who, task: &Task, level: Level) -> bool {
        let held = DONE.iter().filter(|of| of.level() <= Some(level));
        let mut taken = held.chain([&Permission::TASKS_SHARE]);
        taken.all(|of| self.does(who, *of, task))
    }

    async fn shares_a_task(&mut self, actor: &Actor, task: &Task) {
        let input = ShareTask {
            task: task.id,
            holder: self.holder(),
            level: *self.dice.one(&Level::ALL),
            expires_at: self.end(),
        };
        let before = self.shared_with(task.id, input.holder);
        let may = self.may_share_at(&actor.who, task, input.level)
            && before.is_none_or(|level| self.may_share_at(&actor.who, task, level));
        let done = actor.inside.tasks().share(input.clone()).await;
        if let Some(grant) = self.heard(actor, task, may, format!("{input:?}"), done) {
            self.shares.retain(|row| row.id != grant.id);
            self.shares.push(grant);
            self.rereads(task.id).await;
        }
    }

    fn shared_with(&self, task: TaskId, holder: Holder) -> Option<Level> {
        let mut shares = self.shares.iter();
        let found = shares.find(|row| row.object == task.into() && row.holder == holder);
        found.map(|row| row.level)
    }

    async fn unshares(&mut self, actor: &Actor, task: &Task) {
        let of_task = self
            .shares
            .iter()
            .filter(|row| row.object == task.id.into());
        let of_task: Vec<_> = of_task.cloned().collect();
        if of_task.is_empty() {
            return;
        }
        let row = self.dice.one(&of_task).clone();
        let input = UnshareTask {
            task: task.id,
            holder: row.holder,
        };
        let may = self.is_own(&actor.who, row.holder.principal())
            || self.may_share_at(&actor.who, task, row.level);
        let done = actor.inside.tasks().unshare(input.clone()).await;
        if self
            .heard(actor, task, may, format!("{input:?}"), done)
            .is_some()
        {
            self.shares.retain(|other| other.id != row.id);
            self.rereads(task.id).await;
        }
    }

    async fn moves_a_task(&mut self, actor: &Actor, task: &Task) {
        let to = self.place();
        let input = MoveTask {
            task: task.id,
            if_version: None,
            team: to.map_or(Patch::Clear, Patch::Set),
            parent: Patch::Keep,
            before: None,
            after: None,
        };
        let may = self.does(&actor.who, Permission::TASKS_UPDATE, task)
            && (to == task.team
                || self.does(&actor.who, Permission::TASKS_DELETE, task)
                    && self.may(&actor.who, "tasks.create", to));
        let done = actor.inside.tasks().move_(input.clone()).await;
        if self
            .heard(actor, task, may, format!("{input:?}"), done)
            .is_some()
        {
            self.rereads(task.id).await;
        }
    }

    async fn transitions(&mut self, actor: &Actor, task: &Task) {
        let status = self.dice.one(&Category::ALL).built_in_status();
        let input = TransitionTask::new(task.id, status);
        let may = self.does(&actor.who, Permission::TASKS_UPDATE, task);
        let done = actor.inside.tasks().transition(input.clone()).await;
        if self
            .heard(actor, task, may, format!("{input:?}"), done)
            .is_some()
        {
            self.rereads(task.id).await;
        }
    }

    async fn deletes_or_restores(&mut self, actor: &Actor, task: &Task) {
        let may = self.does(&actor.who, Permission::TASKS_DELETE, task);
        let (id, tasks) = (task.id, actor.inside.tasks());
        let if_version = None;
        if task.deleted_at.is_some() {
            let input = RestoreTask {
                task: id,
                if_version,
            };
            let done = tasks.restore(input.clone()).await;
            if self
                .heard(actor, task, may, format!("{input:?}"), done)
                .is_some()
            {
                self.rereads(id).await;
            }
            return;
        }
        let input = DeleteTask {
            task: id,
            if_version,
        };
        let done = tasks.delete(input.clone()).await;
        if self
            .heard(actor, task, may, format!("{input:?}"), done)
            .is_some()
        {
            let now = self.model.now;
            let mut tasks = self.tasks.iter_mut();
            tasks.find(|row| row.id == id).unwrap().deleted_at = Some(now);
        }
    }

    async fn rereads(&mut self, id: TaskId) {
        let fresh = self.founder().tasks().get(GetTask { task: id }).await;
        let mut tasks = self.tasks.iter_mut();
        *tasks.find(|row| row.id == id).unwrap() = fresh.unwrap().task;
    }
}
