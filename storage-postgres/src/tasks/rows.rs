//! Tasks one by one: rows, writes, point reads.

use tenantry::access::Holder;
use tenantry::storage::{Key, Row, Scope, Seen, TaskPart, View};
use tenantry::tasks::{Assignee, Category, Position, Priority, Task};
use tenantry::{Day, LabelId, OrgId, ProjectId, Result, StatusId, TaskId, TeamId, Time};
use uuid::Uuid;

use crate::commit::Step;
use crate::engine::Engine;
use crate::error::unreadable;
use crate::read::no_scope;
use crate::row::{Fields, column, int, json};
use crate::schema::Schema;

/// The columns of a task, with what stands in other tables. `t` is the task.
macro_rules! columns {
    () => {
        "t.org_id, t.task_id, t.title, t.description, t.owner_kind, t.owner_id, t.team_id,
       t.project_id, t.parent_id, t.status_id, t.category, t.priority, t.due_on, t.due_at,
       t.repeat, t.links, t.position, t.completed_at, t.shared_until, t.deleted_at, t.version,
       t.created_at, t.updated_at,
       (SELECT coalesce(json_agg(json_build_array(a.holder_kind, a.holder_id, a.assigned_at)
                                 ORDER BY a.place), '[]')::text
        FROM tenantry.task_assignees a WHERE a.org_id = t.org_id AND a.task_id = t.task_id),
       ARRAY(SELECT l.label_id FROM tenantry.task_labels l
             WHERE l.org_id = t.org_id AND l.task_id = t.task_id ORDER BY l.label_id)"
    };
}
pub(super) use columns;

/// A task, also one that is deleted.
pub(super) async fn find(engine: &Engine, view: &View, id: TaskId) -> Result<Seen<Option<Task>>> {
    let ask = || engine.view(view, FIND).bind(id.uuid());
    engine.seen_one(view, ask, task).await
}

const FIND: &str = concat!(
    "
SELECT {seen}, ",
    columns!(),
    "
FROM tenantry.org_heads h
LEFT JOIN tenantry.tasks t ON t.org_id = h.org_id AND t.task_id = $4
WHERE h.org_id = $1"
);

/// The tasks that one is part of, the nearest first.
pub(super) async fn path(engine: &Engine, view: &View, id: TaskId) -> Result<Seen<Vec<Task>>> {
    let ask = || engine.view(view, PATH).bind(id.uuid());
    engine.seen_many(view, ask, task).await
}

// The bound of distance, which no task is that deep to pass, would end a cycle, which no commit
// lets through. Rows are looked up one by one, as in the standing of a caller, which says why.
const PATH: &str = concat!(
    "
WITH RECURSIVE above AS (
    SELECT parent_id AS task_id, 1 AS distance FROM tenantry.tasks
    WHERE org_id = $1 AND task_id = $4
  UNION ALL
    SELECT t.parent_id, a.distance + 1
    FROM above a
    CROSS JOIN LATERAL (
        SELECT parent_id FROM tenantry.tasks WHERE org_id = $1 AND task_id = a.task_id OFFSET 0
    ) t
    WHERE a.distance < 64
)
SELECT {seen}, ",
    columns!(),
    "
FROM tenantry.org_heads h
LEFT JOIN LATERAL (
    SELECT t.*, a.distance
    FROM above a
    CROSS JOIN LATERAL (
        SELECT * FROM tenantry.tasks WHERE org_id = $1 AND task_id = a.task_id OFFSET 0
    ) t
) t ON true
WHERE h.org_id = $1
ORDER BY t.distance"
);

/// A task and those that are part of it, the nearest first.
pub(super) async fn parts(
    engine: &Engine,
    view: &View,
    id: TaskId,
    limit: u32,
) -> Result<Seen<Vec<TaskPart>>> {
    let ask = || {
        let ask = engine.view(view, PARTS).bind(id.uuid());
        ask.bind(i64::from(limit))
    };
    engine.seen_many(view, ask, part).await
}

// What is deeper is found later, and no more is looked for than is taken.
const PARTS: &str = "
WITH RECURSIVE below AS (
    SELECT task_id, 0 AS depth FROM tenantry.tasks
    WHERE org_id = $1 AND task_id = $4 AND deleted_at IS NULL
  UNION ALL
    SELECT t.task_id, b.depth + 1
    FROM below b
    CROSS JOIN LATERAL (
        SELECT task_id FROM tenantry.tasks
        WHERE org_id = $1 AND parent_id = b.task_id AND parent_id IS NOT NULL
          AND deleted_at IS NULL
        OFFSET 0
    ) t
)
SELECT {seen}, p.task_id, p.depth, coalesce((
    SELECT c.value FROM tenantry.org_counters c
    WHERE c.org_id = $1 AND c.name = 'subtasks' AND c.of_id = p.task_id), 0)
FROM tenantry.org_heads h
LEFT JOIN (SELECT task_id, depth FROM below LIMIT $5) p ON true
WHERE h.org_id = $1
ORDER BY p.depth, p.task_id";

fn part(fields: &mut Fields<'_>) -> Result<TaskPart> {
    Ok(TaskPart {
        task: fields.id(TaskId::from_uuid)?,
        depth: u32::try_from(fields.next::<i32>()?).map_err(|_| unreadable("depth"))?,
        subtasks: fields.next()?,
    })
}

/// The next position that a task has behind one, or before it.
pub(super) async fn beside(
    engine: &Engine,
    view: &View,
    position: &Position,
    behind: bool,
) -> Result<Seen<Option<Position>>> {
    let sql = match behind {
        true => BEHIND,
        false => BEFORE,
    };
    let ask = || engine.view(view, sql).bind(position.as_str().to_owned());
    let read = |fields: &mut Fields<'_>| fields.named("position", Position::from_text);
    engine.seen_one(view, ask, read).await
}

const BEHIND: &str = "
SELECT {seen}, (SELECT t.position FROM tenantry.tasks t
                WHERE t.org_id = $1 AND t.position > $4 ORDER BY t.position LIMIT 1)
FROM tenantry.org_heads h
WHERE h.org_id = $1";

const BEFORE: &str = "
SELECT {seen}, (SELECT t.position FROM tenantry.tasks t
                WHERE t.org_id = $1 AND t.position < $4 ORDER BY t.position DESC LIMIT 1)
FROM tenantry.org_heads h
WHERE h.org_id = $1";

/// Whether any task has a status.
pub(super) async fn is_of_any(
    engine: &Engine,
    view: &View,
    status: StatusId,
) -> Result<Seen<bool>> {
    let ask = || engine.view(view, OF_STATUS).bind(status.uuid());
    let seen = engine.seen_maybe(ask, |fields| fields.next()).await?;
    seen.ok_or_else(|| no_scope(view.scope))
}

const OF_STATUS: &str = "
SELECT {seen}, EXISTS (SELECT FROM tenantry.tasks t WHERE t.org_id = $1 AND t.status_id = $4 OFFSET 0)
FROM tenantry.org_heads h
WHERE h.org_id = $1";

/// How many tasks have a label, as far as they are counted.
pub(super) async fn labelled(
    engine: &Engine,
    view: &View,
    label: LabelId,
    max: u32,
) -> Result<Seen<u32>> {
    let ask = || {
        let ask = engine.view(view, LABELLED).bind(label.uuid());
        ask.bind(i64::from(max))
    };
    let read = |fields: &mut Fields<'_>| {
        let count = fields.count()?;
        u32::try_from(count).map_err(|_| unreadable("number"))
    };
    let seen = engine.seen_maybe(ask, read).await?;
    seen.ok_or_else(|| no_scope(view.scope))
}

const LABELLED: &str = "
SELECT {seen}, (SELECT count(*) FROM (
    SELECT FROM tenantry.task_labels WHERE org_id = $1 AND label_id = $4 LIMIT $5) l)
FROM tenantry.org_heads h
WHERE h.org_id = $1";

pub(super) fn task(fields: &mut Fields<'_>) -> Result<Task> {
    Ok(Task {
        org: fields.id(OrgId::from_uuid)?,
        id: fields.id(TaskId::from_uuid)?,
        title: fields.next()?,
        description: fields.next()?,
        owner: fields.principal()?,
        team: fields.maybe_id(TeamId::from_uuid)?,
        project: fields.maybe_id(ProjectId::from_uuid)?,
        parent: fields.maybe_id(TaskId::from_uuid)?,
        status: fields.id(StatusId::from_uuid)?,
        category: fields.named("category", Category::from_name)?,
        priority: priority(fields.next()?)?,
        due_on: fields.maybe_date()?,
        due_at: fields.maybe_time()?,
        repeat: fields.maybe_json("repeat")?,
        links: fields.json("links")?,
        position: fields.named("position", Position::from_text)?,
        completed_at: fields.maybe_time()?,
        shared_until: fields.maybe_time()?,
        deleted_at: fields.maybe_time()?,
        version: fields.count()?,
        created_at: fields.time()?,
        updated_at: fields.time()?,
        assignees: assignees(fields.json("assignees")?)?,
        labels: labels(fields.next()?),
    })
}

fn priority(rank: i16) -> Result<Priority> {
    Priority::from_rank(rank.into()).ok_or_else(|| unreadable("priority"))
}

fn assignees(of: Vec<(String, Uuid, i64)>) -> Result<Vec<Assignee>> {
    let assignees = of.iter().map(|(kind, id, at)| {
        let holder = Holder::from_parts(kind, *id).ok_or_else(|| unreadable("holder"))?;
        Ok(Assignee {
            holder,
            assigned_at: Time::from_micros(*at),
        })
    });
    assignees.collect()
}

fn labels(ids: Vec<Uuid>) -> Vec<LabelId> {
    ids.into_iter().map(LabelId::from_uuid).collect()
}

/// The tasks among rows.
pub(super) fn of_tasks<'a>(rows: &[&'a Row]) -> Option<Vec<&'a Task>> {
    Step::rows(rows, |row| match row {
        Row::Task(row) => Some(row),
        _ => None,
    })
}

/// Writes tasks as they end.
pub(crate) fn put(schema: &Schema, rows: &[&Row]) -> Option<Step> {
    let rows = of_tasks(rows)?;
    let ask = schema
        .ask(PUT)
        .bind(column(&rows, |row| row.org.uuid()))
        .bind(column(&rows, |row| row.id.uuid()))
        .bind(column(&rows, |row| row.title.as_str()))
        .bind(column(&rows, |row| row.description.as_deref()))
        .bind(column(&rows, |row| row.owner.kind()))
        .bind(column(&rows, |row| row.owner.uuid()))
        .bind(column(&rows, |row| row.team.map(TeamId::uuid)))
        .bind(column(&rows, |row| row.project.map(ProjectId::uuid)))
        .bind(column(&rows, |row| row.parent.map(TaskId::uuid)))
        .bind(column(&rows, |row| row.status.uuid()))
        .bind(column(&rows, |row| row.category.name()))
        .bind(column(&rows, |row| i16::from(row.priority.rank())))
        .bind(column(&rows, |row| row.due_on.map(Day::days)))
        .bind(column(&rows, |row| row.due_at.map(Time::micros)))
        .bind(column(&rows, |row| {
            row.due().map_or(i64::MAX, Time::micros)
        }))
        .bind(column(&rows, |row| row.repeat.as_ref().map(json)))
        .bind(column(&rows, |row| json(&row.links)))
        .bind(column(&rows, |row| row.position.as_str()))
        .bind(column(&rows, |row| row.completed_at.map(Time::micros)))
        .bind(column(&rows, |row| row.shared_until.map(Time::micros)))
        .bind(column(&rows, |row| row.deleted_at.map(Time::micros)))
        .bind(column(&rows, |row| int(row.version)))
        .bind(column(&rows, |row| row.created_at.micros()))
        .bind(column(&rows, |row| row.updated_at.micros()));
    Some(Step::new("tasks.put", ask))
}

const PUT: &str = "
INSERT INTO tenantry.tasks (org_id, task_id, title, description, owner_kind, owner_id, team_id,
                            project_id, parent_id, status_id, category, priority, due_on, due_at,
                            due, repeat, links, position, completed_at, shared_until, deleted_at,
                            version, created_at, updated_at)
SELECT * FROM UNNEST($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::uuid[],
                     $7::uuid[], $8::uuid[], $9::uuid[], $10::uuid[], $11::text[],
                     $12::smallint[], $13::integer[], $14::bigint[], $15::bigint[], $16::text[],
                     $17::text[], $18::text[], $19::bigint[], $20::bigint[], $21::bigint[],
                     $22::bigint[], $23::bigint[], $24::bigint[])
ON CONFLICT (org_id, task_id) DO UPDATE SET
    title = EXCLUDED.title, description = EXCLUDED.description,
    owner_kind = EXCLUDED.owner_kind, owner_id = EXCLUDED.owner_id, team_id = EXCLUDED.team_id,
    project_id = EXCLUDED.project_id, parent_id = EXCLUDED.parent_id,
    status_id = EXCLUDED.status_id, category = EXCLUDED.category, priority = EXCLUDED.priority,
    due_on = EXCLUDED.due_on, due_at = EXCLUDED.due_at, due = EXCLUDED.due,
    repeat = EXCLUDED.repeat, links = EXCLUDED.links, position = EXCLUDED.position,
    completed_at = EXCLUDED.completed_at, shared_until = EXCLUDED.shared_until,
    deleted_at = EXCLUDED.deleted_at, version = EXCLUDED.version,
    created_at = EXCLUDED.created_at, updated_at = EXCLUDED.updated_at";

/// Removes tasks, with all that stands in other tables.
pub(crate) fn remove(schema: &Schema, gone: &[(Scope, &Key)]) -> Option<Step> {
    let (orgs, tasks) = Step::keys(gone, |key| match key {
        Key::Task(task) => Some(task.uuid()),
        _ => None,
    })?;
    let ask = schema.ask(REMOVE).bind(orgs).bind(tasks);
    Some(Step::new("tasks.remove", ask))
}

const REMOVE: &str = "
DELETE FROM tenantry.tasks t USING UNNEST($1::uuid[], $2::uuid[]) AS k(org_id, task_id)
WHERE t.org_id = k.org_id AND t.task_id = k.task_id";
