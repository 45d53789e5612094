//! Lists of tasks: all of them, without those that are not meant, sorted, cut.

use std::collections::BTreeSet;

use tenantry::access::Visible;
use tenantry::storage::{TaskKeyset, TaskMark, TasksOf};
use tenantry::tasks::{Position, Task, TaskSort, terms};
use tenantry::{TeamId, Time};
use uuid::Uuid;

use super::super::access::grant;
use super::super::disk::Shelf;
use super::super::teams::{path, team};
use super::task;

/// The tasks that somebody may see, as they are asked for.
pub(super) fn list(
    shelf: &Shelf,
    visible: &Visible,
    of: &TasksOf,
    keyset: &TaskKeyset,
) -> Vec<Task> {
    let sight = Sight::new(shelf, visible);
    let all = shelf.all(task);
    let mut found: Vec<(Place, &Task)> = all
        .filter(|task| is_asked_for(of, task) && sight.sees(task, of.shared))
        .map(|task| (place(keyset.sort, task), task))
        .collect();
    found.sort_by(|one, other| one.0.cmp(&other.0));
    let rises = rises(keyset.sort);
    if !rises {
        found.reverse();
    }
    let after = keyset.after.as_ref().map(place_of);
    let is_after = |(place, _): &(Place, &Task)| {
        after.as_ref().is_none_or(|after| match rises {
            true => place > after,
            false => place < after,
        })
    };
    let found = found.into_iter().filter(is_after);
    let found = found.take(keyset.limit as usize);
    found.map(|(_, task)| task.clone()).collect()
}

/// What a list is sorted by, and an id.
type Place = (Value, Uuid);

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Value {
    Number(i64),
    Position(Position),
}

fn place(sort: TaskSort, task: &Task) -> Place {
    let value = match sort {
        TaskSort::Newest | TaskSort::Oldest => Value::Number(0),
        TaskSort::Updated => Value::Number(task.updated_at.micros()),
        TaskSort::Due => Value::Number(task.due().map_or(i64::MAX, Time::micros)),
        TaskSort::Priority => Value::Number(task.priority.rank().into()),
        TaskSort::Position => Value::Position(task.position.clone()),
    };
    (value, task.id.uuid())
}

fn place_of(mark: &TaskMark) -> Place {
    match mark {
        TaskMark::Age(id) => (Value::Number(0), id.uuid()),
        TaskMark::Number(number, id) => (Value::Number(*number), id.uuid()),
        TaskMark::Position(position, id) => (Value::Position(position.clone()), id.uuid()),
    }
}

fn rises(sort: TaskSort) -> bool {
    matches!(sort, TaskSort::Oldest | TaskSort::Due | TaskSort::Position)
}

fn is_asked_for(of: &TasksOf, task: &Task) -> bool {
    let due = task.due();
    of.status.is_none_or(|status| task.status == status)
        && of.category.is_none_or(|category| task.category == category)
        && of
            .pending
            .is_none_or(|pending| task.is_pending() == pending)
        && of.assignee.is_none_or(|holder| {
            let mut assignees = task.assignees.iter();
            assignees.any(|assignee| assignee.holder == holder)
        })
        && of.owner.is_none_or(|owner| task.owner == owner)
        && of.team.is_none_or(|team| task.team == Some(team))
        && of
            .project
            .is_none_or(|project| task.project == Some(project))
        && of.parent.is_none_or(|parent| task.parent == Some(parent))
        && of.label.is_none_or(|label| task.labels.contains(&label))
        && of
            .due_from
            .is_none_or(|from| due.is_some_and(|due| due >= from))
        && of
            .due_before
            .is_none_or(|before| due.is_some_and(|due| due < before))
        && task.deleted_at.is_some() == of.deleted
        && has_terms(of, task)
}

fn has_terms(of: &TasksOf, task: &Task) -> bool {
    if of.terms.is_empty() {
        return true;
    }
    let terms = terms(task.org, &task.text());
    let begins = |beginning: &String| terms.iter().any(|term| term.starts_with(beginning));
    of.terms.iter().all(begins)
}

/// [`Visible`], with what each of its words comes to at this moment.
struct Sight<'a> {
    visible: &'a Visible,
    teams: BTreeSet<TeamId>,
    shared: BTreeSet<Uuid>,
}

impl<'a> Sight<'a> {
    fn new(shelf: &Shelf, visible: &'a Visible) -> Self {
        let is_in = |team: &TeamId| {
            let above = path(shelf, *team);
            above.iter().any(|team| visible.teams.contains(team))
        };
        let teams = shelf.all(team).map(|team| team.id).filter(is_in);
        let grants = shelf
            .all(grant)
            .filter(|grant| grant.object.kind() == "task" && visible.reaches(grant));
        Self {
            visible,
            teams: teams.collect(),
            shared: grants.map(|grant| grant.object.id()).collect(),
        }
    }

    fn sees(&self, task: &Task, shared: bool) -> bool {
        let is_own = || {
            self.visible.all
                || task.team.is_some_and(|team| self.teams.contains(&team))
                || self.visible.owner == Some(task.owner)
                || task
                    .assignees
                    .iter()
                    .any(|assignee| self.visible.has(assignee))
        };
        self.shared.contains(&task.id.uuid()) || (!shared && is_own())
    }
}
