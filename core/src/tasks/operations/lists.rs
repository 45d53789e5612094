//! Lists of tasks, and what is counted of them.

use tenantry_macros::operation;

use super::tasks::known;
use crate::access::{Permission, Place};
use crate::call::{Tenant, stale};
use crate::page::checked_limit;
use crate::storage::{CountedOf, Counts, CountsOf, DayCounts, TaskKeyset, TaskMark, TasksOf};
use crate::tasks::{
    DayStatistics, ListTasks, Position, SharedWithMe, StatusCount, Task, TaskSort, TaskStatistics,
    TaskStatisticsInput, words,
};
use crate::teams::operations::load as load_team;
use crate::{Day, Error, Page, Result, TaskId, Time};

/// The most days that statistics tell one by one.
pub const STATISTICS_DAYS_MAX: i32 = 366;
/// How many tasks are counted of what is shared with somebody.
const SHARED_COUNTED_MAX: u32 = 100;

/// Lists the tasks that the caller sees.
///
/// A list sorted by what changes may show a task again, or pass it over, that is changed between
/// two pages.
#[operation(id = "tasks.list", kind = read, permission = TASKS_READ)]
pub(crate) async fn list(tenant: &Tenant, input: ListTasks) -> Result<Page<Task>> {
    let limit = checked_limit(input.page.limit)?;
    let cursor = input.page.cursor.as_deref();
    let keyset = TaskKeyset {
        sort: input.sort,
        after: cursor.map(|text| mark(input.sort, text)).transpose()?,
        limit: limit + 1,
    };
    let takes = match input.deleted {
        true => Permission::TASKS_DELETE,
        false => Permission::TASKS_READ,
    };
    let text = input.text.as_deref();
    let of = TasksOf {
        status: input.status,
        category: input.category,
        pending: input.pending,
        assignee: input.assignee,
        owner: input.owner,
        team: input.team,
        project: input.project,
        parent: input.parent,
        label: input.label,
        due_from: input.due_from,
        due_before: input.due_before,
        shared: input.shared_with_me,
        terms: text
            .map(|text| words::wanted(tenant.org(), text))
            .transpose()?
            .unwrap_or_default(),
        deleted: input.deleted,
    };
    let (mut rows, feed) = seen(tenant, takes, &of, &keyset).await?;
    let is_more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let last = rows.last().filter(|_| is_more);
    Ok(Page {
        next: last.map(|task| cursor_of(input.sort, task)),
        items: match input.deleted {
            true => readable(tenant, rows).await?,
            false => rows,
        },
        feed: Some(feed),
    })
}

/// Of tasks that the caller may delete those that they may read too, as restoring them takes. A
/// credential or a role may hold the one without the other.
async fn readable(tenant: &Tenant, tasks: Vec<Task>) -> Result<Vec<Task>> {
    let (read, delete) = (Permission::TASKS_READ, Permission::TASKS_DELETE);
    let authority = tenant.authority();
    let visible = |takes| {
        let principal = tenant.actor().principal();
        authority.rights.visible(principal, takes, tenant.now())
    };
    if visible(read).covers(&visible(delete)) {
        return Ok(tasks);
    }
    let mut readable = Vec::new();
    for task in tasks {
        let known = known(tenant, task).await?;
        readable.extend(known.standing.allows(tenant, read).then_some(known.task));
    }
    Ok(readable)
}

async fn seen(
    tenant: &Tenant,
    takes: Permission,
    of: &TasksOf,
    keyset: &TaskKeyset,
) -> Result<(Vec<Task>, crate::journal::Cursor)> {
    let authority = tenant.authority();
    let (principal, now) = (tenant.actor().principal(), tenant.now());
    let visible = authority.rights.visible(principal, takes, now);
    let (storage, view) = (tenant.storage(), tenant.view());
    let read = storage.tasks(&view, &visible, of, keyset).await?;
    let (feed, changed) = (read.head.cursor(), read.head.rights);
    let rows = tenant.see(read)?;
    if changed != authority.changed {
        // Something may be shared with the caller since, as a check would tell.
        return Err(stale());
    }
    Ok((rows, feed))
}

/// The cursor behind a task: its id and, where the list is sorted by something else, that.
fn cursor_of(sort: TaskSort, task: &Task) -> String {
    let id = task.id;
    match sort {
        TaskSort::Newest | TaskSort::Oldest => id.to_string(),
        TaskSort::Updated => format!("{id}~{}", task.updated_at.micros()),
        TaskSort::Due => format!("{id}~{}", task.due().map_or(i64::MAX, Time::micros)),
        TaskSort::Priority => format!("{id}~{}", task.priority.rank()),
        TaskSort::Position => format!("{id}~{}", task.position),
    }
}

fn mark(sort: TaskSort, cursor: &str) -> Result<TaskMark> {
    let unknown = || Error::invalid("cursor", "must be the `next` of an earlier page");
    let (id, key) = match cursor.split_once('~') {
        Some((id, key)) => (id, Some(key)),
        None => (cursor, None),
    };
    let id: TaskId = id.parse().map_err(|_| unknown())?;
    match (sort, key) {
        (TaskSort::Newest | TaskSort::Oldest, None) => Some(TaskMark::Age(id)),
        (TaskSort::Updated | TaskSort::Due | TaskSort::Priority, Some(key)) => {
            key.parse().ok().map(|key| TaskMark::Number(key, id))
        }
        (TaskSort::Position, Some(key)) => {
            Position::from_text(key).map(|key| TaskMark::Position(key, id))
        }
        _ => None,
    }
    .ok_or_else(unknown)
}

/// Counts tasks: the caller's own, a team's with those of the teams below it, or the
/// organisation's. Own are those that somebody owns or that are assigned to them by name.
///
/// What is deleted is not counted. Nothing is counted task by task, so it takes as long for many
/// as for few. Days are those of UTC.
#[operation(id = "tasks.statistics", kind = read, permission = TASKS_READ, errors = [NotFound])]
pub(crate) async fn statistics(
    tenant: &Tenant,
    input: TaskStatisticsInput,
) -> Result<TaskStatistics> {
    let now = tenant.now();
    let of = counted_of(tenant, &input).await?;
    let (from, to) = days(&input, now)?;
    let of = CountsOf { of, now, from, to };
    let (storage, view) = (tenant.storage(), tenant.view());
    let counts = tenant.see(storage.task_counts(&view, &of).await?)?;
    let shared_with_me = match of.of {
        CountedOf::Principal(_) => Some(shared_with_me(tenant).await?),
        CountedOf::Org | CountedOf::Subtree(_) => None,
    };
    let statuses = super::statuses::all(tenant).await?;
    Ok(told(counts, &statuses, shared_with_me))
}

async fn counted_of(tenant: &Tenant, input: &TaskStatisticsInput) -> Result<CountedOf> {
    let read = Permission::TASKS_READ;
    match (input.team, input.org) {
        (Some(_), true) => Err(Error::invalid("org", "cannot be asked for beside a team")),
        (Some(team), false) => {
            load_team(tenant, team).await?;
            tenant.require(read, &tenant.place(team).await?)?;
            Ok(CountedOf::Subtree(team))
        }
        (None, true) => {
            tenant.require(read, &Place::Loose)?;
            Ok(CountedOf::Org)
        }
        (None, false) => {
            if tenant.caller.identity.is_system() {
                return Err(Error::invalid(
                    "team",
                    "or `org` must be named by the system",
                ));
            }
            let carries = tenant.authority().rights.carried.holds(read);
            // Whoever has a link has no tasks of their own.
            let principal = tenant.actor().principal().filter(|_| carries);
            let denied = || crate::access::denied(read, &Place::Org);
            principal.map(CountedOf::Principal).ok_or_else(denied)
        }
    }
}

fn days(input: &TaskStatisticsInput, now: Time) -> Result<(Day, Day)> {
    let to = input.last_day.unwrap_or(Day::of(now));
    let from = input
        .first_day
        .or(Day::from_days(to.days() - 29))
        .unwrap_or(to);
    if from > to || to.days() - from.days() >= STATISTICS_DAYS_MAX {
        let why = format!(
            "must be at most {STATISTICS_DAYS_MAX} days before `last_day`, and not behind it"
        );
        return Err(Error::invalid("first_day", why).with("max", STATISTICS_DAYS_MAX));
    }
    Ok((from, to))
}

async fn shared_with_me(tenant: &Tenant) -> Result<SharedWithMe> {
    let of = TasksOf {
        shared: true,
        ..TasksOf::default()
    };
    let keyset = TaskKeyset {
        sort: TaskSort::Newest,
        after: None,
        limit: SHARED_COUNTED_MAX + 1,
    };
    let (rows, _) = seen(tenant, Permission::TASKS_READ, &of, &keyset).await?;
    let found = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    Ok(SharedWithMe {
        count: found.min(SHARED_COUNTED_MAX),
        is_more: found > SHARED_COUNTED_MAX,
    })
}

fn told(
    counts: Counts,
    statuses: &[crate::tasks::Status],
    shared_with_me: Option<SharedWithMe>,
) -> TaskStatistics {
    let counted = |status: &crate::tasks::Status| {
        let mut counts = counts.statuses.iter();
        counts
            .find(|(id, _)| *id == status.id)
            .map_or(0, |(_, count)| *count)
    };
    let by_status: Vec<StatusCount> = statuses
        .iter()
        .map(|status| StatusCount {
            status: status.id,
            name: status.name.clone(),
            category: status.category,
            count: counted(status),
        })
        .collect();
    let pending = by_status.iter().filter(|of| of.category.is_pending());
    let pending = pending.map(|of| of.count).sum();
    let total: u64 = by_status.iter().map(|of| of.count).sum();
    let done = by_status
        .iter()
        .filter(|of| of.category == crate::tasks::Category::Done);
    TaskStatistics {
        total,
        pending,
        completed: done.map(|of| of.count).sum(),
        overdue: counts.overdue,
        shared: counts.shared,
        shared_with_me,
        by_status,
        by_day: counts.days.into_iter().map(day).collect(),
    }
}

fn day(counts: DayCounts) -> DayStatistics {
    DayStatistics {
        day: counts.day,
        created: counts.created,
        completed: counts.completed,
        due: counts.due,
    }
}
