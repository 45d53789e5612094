//! What is attached to tasks: whom they are assigned to, and their labels.

use tenantry::storage::Row;
use tenantry::tasks::Task;

use super::rows::of_tasks;
use crate::commit::Step;
use crate::row::column;
use crate::schema::Schema;

/// Writes whom tasks are assigned to.
pub(crate) fn assign(schema: &Schema, rows: &[&Row]) -> Option<Step> {
    let (tasks, assigned) = beside(rows, |task| &task.assignees)?;
    let ask = schema
        .ask(ASSIGN)
        .bind(column(&tasks, |task| task.org.uuid()))
        .bind(column(&tasks, |task| task.id.uuid()))
        .bind(column(&assigned, |item| item.task.org.uuid()))
        .bind(column(&assigned, |item| item.task.id.uuid()))
        .bind(column(&assigned, |item| item.of.holder.kind()))
        .bind(column(&assigned, |item| item.of.holder.uuid()))
        .bind(column(&assigned, |item| item.place))
        .bind(column(&assigned, |item| item.of.assigned_at.micros()));
    Some(Step::new("tasks.assign", ask))
}

// What stays as it is is not written again.
const ASSIGN: &str = "
WITH k AS MATERIALIZED (
    SELECT * FROM UNNEST($3::uuid[], $4::uuid[], $5::text[], $6::uuid[], $7::integer[],
                         $8::bigint[])
        AS k(org_id, task_id, holder_kind, holder_id, place, assigned_at)
), gone AS (
    DELETE FROM tenantry.task_assignees t
    USING UNNEST($1::uuid[], $2::uuid[]) AS of_task(org_id, task_id)
    WHERE t.org_id = of_task.org_id AND t.task_id = of_task.task_id AND NOT EXISTS (
        SELECT FROM k WHERE k.org_id = t.org_id AND k.task_id = t.task_id
            AND k.holder_id = t.holder_id AND k.holder_kind = t.holder_kind)
)
INSERT INTO tenantry.task_assignees AS t (org_id, task_id, holder_kind, holder_id, place,
                                          assigned_at)
SELECT * FROM k
ON CONFLICT (org_id, task_id, holder_id, holder_kind) DO UPDATE SET
    place = EXCLUDED.place, assigned_at = EXCLUDED.assigned_at
    WHERE (t.place, t.assigned_at) IS DISTINCT FROM (EXCLUDED.place, EXCLUDED.assigned_at)";

/// Writes the labels of tasks.
pub(crate) fn label(schema: &Schema, rows: &[&Row]) -> Option<Step> {
    let (tasks, labelled) = beside(rows, |task| &task.labels)?;
    let ask = schema
        .ask(LABEL)
        .bind(column(&tasks, |task| task.org.uuid()))
        .bind(column(&tasks, |task| task.id.uuid()))
        .bind(column(&labelled, |item| item.task.org.uuid()))
        .bind(column(&labelled, |item| item.task.id.uuid()))
        .bind(column(&labelled, |item| item.of.uuid()));
    Some(Step::new("tasks.label", ask))
}

// A label may be deleted since the task was read: it is left out then.
const LABEL: &str = "
WITH k AS MATERIALIZED (
    SELECT * FROM UNNEST($3::uuid[], $4::uuid[], $5::uuid[]) AS k(org_id, task_id, label_id)
), gone AS (
    DELETE FROM tenantry.task_labels t
    USING UNNEST($1::uuid[], $2::uuid[]) AS of_task(org_id, task_id)
    WHERE t.org_id = of_task.org_id AND t.task_id = of_task.task_id AND NOT EXISTS (
        SELECT FROM k
        WHERE k.org_id = t.org_id AND k.task_id = t.task_id AND k.label_id = t.label_id)
)
INSERT INTO tenantry.task_labels (org_id, task_id, label_id)
SELECT k.org_id, k.task_id, k.label_id
FROM k JOIN tenantry.labels l ON l.org_id = k.org_id AND l.label_id = k.label_id
ON CONFLICT (org_id, task_id, label_id) DO NOTHING";

/// Something that a task has in another table.
struct Item<'a, T> {
    task: &'a Task,
    place: i32,
    of: &'a T,
}

/// The tasks, and what they shall have in another table. Also one that was just made may have
/// something there: of one of the same id, which it follows in the same group.
fn beside<'a, T>(
    rows: &[&'a Row],
    items: fn(&'a Task) -> &'a Vec<T>,
) -> Option<(Vec<&'a Task>, Vec<Item<'a, T>>)> {
    let tasks = of_tasks(rows)?;
    let each = tasks.iter().flat_map(|task| {
        let places = (0..).zip(items(task));
        places.map(|(place, of)| Item { task, place, of })
    });
    let each = each.collect();
    Some((tasks, each))
}
