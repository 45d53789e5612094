//! Tasks one by one: rows, writes, point reads.

use rusqlite::{Connection, Result, params};
use tenantry::storage::TaskPart;
use tenantry::tasks::{Assignee, Position, Task};
use tenantry::{Day, LabelId, OrgId, ProjectId, TaskId, TeamId, Time};
use uuid::Uuid;

use super::texts;
use crate::query::{Columns, many, one, only};
use crate::transaction::{Put, Statements};

/// The columns of a task, with what stands in other tables. `t` is the task.
macro_rules! columns {
    () => {
        "
        t.org_id, t.task_id, t.title, t.description, t.owner_kind, t.owner_id, t.team_id,
        t.project_id, t.parent_id, t.status_id, t.category, t.priority, t.due_on, t.due_at,
        t.repeat, t.links, t.position, t.completed_at, t.shared_until, t.deleted_at, t.version,
        t.created_at, t.updated_at,
        (SELECT json_group_array(json_array(a.holder_kind, lower(hex(a.holder_id)), a.assigned_at)
                                 ORDER BY a.place)
         FROM task_assignees AS a WHERE a.org_id = t.org_id AND a.task_id = t.task_id),
        (SELECT json_group_array(lower(hex(l.label_id)) ORDER BY l.label_id)
         FROM task_labels AS l WHERE l.org_id = t.org_id AND l.task_id = t.task_id)"
    };
}
pub(super) use columns;

/// A task, also one that is deleted.
pub(crate) fn find(db: &Connection, org: OrgId, id: TaskId) -> Result<Option<Task>> {
    one(db, FIND, params![org.uuid(), id.uuid()], task)
}

const FIND: &str = concat!(
    "SELECT",
    columns!(),
    "
    FROM tasks AS t WHERE t.org_id = ?1 AND t.task_id = ?2"
);

/// The tasks that one is part of, the nearest first.
pub(crate) fn path(db: &Connection, org: OrgId, id: TaskId) -> Result<Vec<Task>> {
    many(db, PATH, params![org.uuid(), id.uuid()], task)
}

// No row is read twice: whoever is above oneself would be found without end.
const PATH: &str = concat!(
    "
    WITH RECURSIVE above (task_id, distance) AS (
        SELECT parent_id, 1 FROM tasks
        WHERE org_id = ?1 AND task_id = ?2 AND parent_id IS NOT NULL
        UNION
        SELECT t.parent_id, above.distance + 1 FROM above CROSS JOIN tasks AS t
            ON t.org_id = ?1 AND t.task_id = above.task_id
        WHERE t.parent_id IS NOT NULL AND above.distance < 64
    )
    SELECT",
    columns!(),
    "
    FROM above CROSS JOIN tasks AS t ON t.org_id = ?1 AND t.task_id = above.task_id
    ORDER BY above.distance"
);

/// A task and those that are part of it, the nearest first.
pub(crate) fn parts(db: &Connection, org: OrgId, id: TaskId, limit: u32) -> Result<Vec<TaskPart>> {
    many(db, PARTS, params![org.uuid(), id.uuid(), limit], |row| {
        Ok(TaskPart {
            task: row.take()?,
            depth: row.take::<i64>()?.try_into().unwrap_or(u32::MAX),
            subtasks: row.take()?,
        })
    })
}

const PARTS: &str = "
    WITH RECURSIVE below (task_id, depth) AS (
        SELECT task_id, 0 FROM tasks
        WHERE org_id = ?1 AND task_id = ?2 AND deleted_at IS NULL
        UNION ALL
        SELECT t.task_id, below.depth + 1 FROM below CROSS JOIN tasks AS t
        WHERE t.org_id = ?1 AND t.parent_id = below.task_id AND t.deleted_at IS NULL
        ORDER BY 2
        LIMIT ?3
    )
    SELECT below.task_id, below.depth, coalesce((
        SELECT value FROM org_counters AS c
        WHERE c.org_id = ?1 AND c.name = 'subtasks' AND c.of_id = below.task_id), 0)
    FROM below ORDER BY below.depth, below.task_id";

/// The next position that a task has behind one, or before it.
pub(crate) fn beside(
    db: &Connection,
    org: OrgId,
    position: &Position,
    behind: bool,
) -> Result<Option<Position>> {
    let sql = match behind {
        true => BEHIND,
        false => BEFORE,
    };
    one(db, sql, params![org.uuid(), position.as_str()], only)
}

const BEHIND: &str = "
    SELECT position FROM tasks WHERE org_id = ?1 AND position > ?2 ORDER BY position LIMIT 1";

const BEFORE: &str = "
    SELECT position FROM tasks WHERE org_id = ?1 AND position < ?2 ORDER BY position DESC LIMIT 1";

/// Whether any task has a status.
pub(crate) fn is_of_any(db: &Connection, org: OrgId, status: Uuid) -> Result<bool> {
    let found: Option<Uuid> = one(db, OF_STATUS, params![org.uuid(), status], only)?;
    Ok(found.is_some())
}

const OF_STATUS: &str = "
    SELECT task_id FROM tasks WHERE org_id = ?1 AND status_id = ?2 LIMIT 1";

/// How many tasks have a label, as far as they are counted.
pub(crate) fn labelled(db: &Connection, org: OrgId, label: LabelId, max: u32) -> Result<u32> {
    let params = params![org.uuid(), label.uuid(), max];
    let found: Option<i64> = one(db, LABELLED, params, only)?;
    Ok(found.unwrap_or_default().try_into().unwrap_or(max))
}

const LABELLED: &str = "
    SELECT count(*) FROM (
        SELECT 1 FROM task_labels WHERE org_id = ?1 AND label_id = ?2 LIMIT ?3)";

pub(super) fn task(row: &mut Columns) -> Result<Task> {
    Ok(Task {
        org: row.take()?,
        id: row.take()?,
        title: row.take()?,
        description: row.take()?,
        owner: row.principal()?,
        team: row.take()?,
        project: row.take()?,
        parent: row.take()?,
        status: row.take()?,
        category: row.take()?,
        priority: row.take()?,
        due_on: row.take()?,
        due_at: row.take()?,
        repeat: row.take()?,
        links: row.take()?,
        position: row.take()?,
        completed_at: row.take()?,
        shared_until: row.take()?,
        deleted_at: row.take()?,
        version: row.take()?,
        created_at: row.take()?,
        updated_at: row.take()?,
        assignees: row.take()?,
        labels: row.take()?,
    })
}

/// The version of a task, if there is one.
pub(crate) fn version(tx: Statements, org: Uuid, id: TaskId) -> Result<Option<u64>> {
    tx.one("tasks.version", VERSION, params![org, id.uuid()], only)
}

const VERSION: &str = "SELECT version FROM tasks WHERE org_id = ?1 AND task_id = ?2";

/// Which one was moved to a position.
pub(crate) fn standing_at(tx: Statements, org: Uuid, position: &Position) -> Result<Option<Uuid>> {
    let params = params![org, position.as_str()];
    tx.one("tasks.standing_at", STANDING_AT, params, only)
}

const STANDING_AT: &str = "SELECT task_id FROM tasks WHERE org_id = ?1 AND position = ?2";

/// Writes a task as it shall be, with all that stands in other tables.
pub(crate) fn put(tx: Statements, task: &Task) -> Result<usize> {
    let rows = tx.put(
        "tasks.put",
        &PUT,
        task.version,
        params![
            task.org.uuid(),
            task.id.uuid(),
            task.title,
            task.description,
            task.owner.kind(),
            task.owner.uuid(),
            task.team.map(TeamId::uuid),
            task.project.map(ProjectId::uuid),
            task.parent.map(TaskId::uuid),
            task.status.uuid(),
            task.category.name(),
            task.priority.rank(),
            task.due_on.map(Day::days),
            task.due_at.map(Time::micros),
            task.due().map_or(i64::MAX, Time::micros),
            task.repeat
                .and_then(|repeat| serde_json::to_string(&repeat).ok()),
            serde_json::to_string(&task.links).unwrap_or_default(),
            task.position.as_str(),
            task.completed_at.map(Time::micros),
            task.shared_until.map(Time::micros),
            task.deleted_at.map(Time::micros),
            task.version.cast_signed(),
            task.created_at.micros(),
            task.updated_at.micros(),
        ],
    )?;
    put_assignees(tx, task)?;
    put_labels(tx, task)?;
    texts::put(tx, task)?;
    Ok(rows)
}

const PUT: Put = Put {
    insert: "
    INSERT INTO tasks (org_id, task_id, title, description, owner_kind, owner_id, team_id,
                       project_id, parent_id, status_id, category, priority, due_on, due_at, due,
                       repeat, links, position, completed_at, shared_until, deleted_at, version,
                       created_at, updated_at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19,
            ?20, ?21, ?22, ?23, ?24)
    ON CONFLICT (org_id, task_id) DO NOTHING",
    update: "
    UPDATE tasks
    SET title = ?3, description = ?4, owner_kind = ?5, owner_id = ?6, team_id = ?7,
        project_id = ?8, parent_id = ?9, status_id = ?10, category = ?11, priority = ?12,
        due_on = ?13, due_at = ?14, due = ?15, repeat = ?16, links = ?17, position = ?18,
        completed_at = ?19, shared_until = ?20, deleted_at = ?21, version = ?22, created_at = ?23,
        updated_at = ?24
    WHERE org_id = ?1 AND task_id = ?2",
};

fn put_assignees(tx: Statements, task: &Task) -> Result<()> {
    let (org, id) = (task.org.uuid(), task.id.uuid());
    // A task that was just made has none yet.
    if task.version > 1 {
        tx.run("tasks.unassign", UNASSIGN, params![org, id])?;
    }
    for (place, assignee) in (0_i64..).zip(&task.assignees) {
        let Assignee {
            holder,
            assigned_at,
        } = assignee;
        let params = params![
            org,
            id,
            holder.kind(),
            holder.uuid(),
            place,
            assigned_at.micros()
        ];
        tx.run("tasks.assign", ASSIGN, params)?;
    }
    Ok(())
}

const UNASSIGN: &str = "DELETE FROM task_assignees WHERE org_id = ?1 AND task_id = ?2";

const ASSIGN: &str = "
    INSERT INTO task_assignees (org_id, task_id, holder_kind, holder_id, place, assigned_at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6)
    ON CONFLICT (org_id, task_id, holder_id, holder_kind) DO NOTHING";

fn put_labels(tx: Statements, task: &Task) -> Result<()> {
    let (org, id) = (task.org.uuid(), task.id.uuid());
    if task.version > 1 {
        tx.run("tasks.unlabel", UNLABEL, params![org, id])?;
    }
    for label in &task.labels {
        tx.run("tasks.label", LABEL, params![org, id, label.uuid()])?;
    }
    Ok(())
}

const UNLABEL: &str = "DELETE FROM task_labels WHERE org_id = ?1 AND task_id = ?2";

// A label may be deleted since the task was read: it is left out then.
const LABEL: &str = "
    INSERT INTO task_labels (org_id, task_id, label_id)
    SELECT org_id, ?2, label_id FROM labels WHERE org_id = ?1 AND label_id = ?3
    ON CONFLICT (org_id, task_id, label_id) DO NOTHING";

/// Removes a task, with all that stands in other tables.
pub(crate) fn remove(tx: Statements, org: Uuid, id: TaskId) -> Result<usize> {
    tx.run("tasks.remove", REMOVE, params![org, id.uuid()])
}

const REMOVE: &str = "DELETE FROM tasks WHERE org_id = ?1 AND task_id = ?2";
