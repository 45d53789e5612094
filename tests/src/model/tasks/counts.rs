//! What is counted of tasks, by counting them.

use std::collections::BTreeMap;

use tenantry::Day;
use tenantry::storage::{CountedOf, Counts, CountsOf, DayCounts};
use tenantry::tasks::Task;

use super::super::disk::Shelf;
use super::super::teams::path;
use super::task;

/// What is counted of somebody's tasks, of a team's, or of all.
pub(super) fn count(shelf: &Shelf, of: &CountsOf) -> Counts {
    let mut statuses = BTreeMap::new();
    let mut days = BTreeMap::new();
    let mut counts = Counts::default();
    let counted = shelf
        .all(task)
        .filter(|task| task.deleted_at.is_none() && is_of(shelf, of.of, task));
    for task in counted {
        *statuses.entry(task.status).or_default() += 1;
        let due = task.due().filter(|_| task.is_pending());
        counts.overdue += u64::from(due.is_some_and(|due| due < of.now));
        counts.shared += u64::from(task.shared_until.is_some_and(|until| until > of.now));
        let mut on = |day: Option<Day>, add: fn(&mut DayCounts)| {
            if let Some(day) = day.filter(|day| (of.from..=of.to).contains(day)) {
                add(days.entry(day).or_insert_with(|| nothing_on(day)));
            }
        };
        on(Some(Day::of(task.created_at)), |day| day.created += 1);
        on(task.completed_at.map(Day::of), |day| day.completed += 1);
        on(due.map(Day::of), |day| day.due += 1);
    }
    Counts {
        statuses: statuses.into_iter().collect(),
        days: days.into_values().collect(),
        ..counts
    }
}

fn is_of(shelf: &Shelf, of: CountedOf, task: &Task) -> bool {
    match of {
        CountedOf::Org => true,
        CountedOf::Subtree(top) => task
            .team
            .is_some_and(|team| path(shelf, team).contains(&top)),
        CountedOf::Principal(principal) => {
            let mut assignees = task.assignees.iter();
            task.owner == principal || assignees.any(|assignee| assignee.holder == principal.into())
        }
    }
}

fn nothing_on(day: Day) -> DayCounts {
    DayCounts {
        day,
        created: 0,
        completed: 0,
        due: 0,
    }
}
