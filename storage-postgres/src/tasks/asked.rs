//! What a list of tasks is asked for, as the statements take it.

use tenantry::access::{Level, Principal, Visible};
use tenantry::storage::{TaskKeyset, TaskMark, TasksOf};
use tenantry::tasks::{Assignee, TaskSort};
use tenantry::{LabelId, ProjectId, StatusId, TaskId, TeamId, Time};
use uuid::Uuid;

use super::texts;
use crate::row::column;
use crate::schema::Ask;

/// Binds `$4` to `$6`: where a page begins, and how many rows it has.
pub(super) fn paged(ask: Ask, keyset: &TaskKeyset) -> Ask {
    let is_rising = matches!(
        keyset.sort,
        TaskSort::Oldest | TaskSort::Due | TaskSort::Position
    );
    let ask = match &keyset.after {
        Some(TaskMark::Age(id)) => ask.bind(0_i64).bind(id.uuid()),
        Some(TaskMark::Number(key, id)) => ask.bind(*key).bind(id.uuid()),
        Some(TaskMark::Position(key, id)) => ask.bind(key.as_str().to_owned()).bind(id.uuid()),
        None if keyset.sort == TaskSort::Position => ask.bind("").bind(Uuid::nil()),
        None if is_rising => ask.bind(i64::MIN).bind(Uuid::nil()),
        None => ask.bind(i64::MAX).bind(Uuid::max()),
    };
    ask.bind(i64::from(keyset.limit))
}

/// Binds `$7` to `$15`: what is visible.
pub(super) fn seen_by(ask: Ask, visible: &Visible) -> Ask {
    let enough = Level::ALL
        .into_iter()
        .filter(|level| *level >= visible.level);
    ask.bind(column(&visible.teams, |team| team.uuid()))
        .bind(visible.owner.map(Principal::kind))
        .bind(visible.owner.map(Principal::uuid))
        .bind(column(&visible.holders, |holder| holder.kind()))
        .bind(column(&visible.holders, |holder| holder.uuid()))
        .bind(enough.map(Level::name).collect::<Vec<_>>())
        .bind(Assignee::LEVEL >= visible.level)
        .bind(visible.joined_at.micros())
        .bind(visible.now.micros())
}

/// Binds `$16` to `$28`: what is wanted of it.
pub(super) fn filtered(ask: Ask, of: &TasksOf) -> Ask {
    ask.bind(of.status.map(StatusId::uuid))
        .bind(of.category.map(|category| category.name()))
        .bind(of.assignee.map(|holder| holder.kind()))
        .bind(of.assignee.map(|holder| holder.uuid()))
        .bind(of.owner.map(Principal::kind))
        .bind(of.owner.map(Principal::uuid))
        .bind(of.team.map(TeamId::uuid))
        .bind(of.project.map(ProjectId::uuid))
        .bind(of.parent.map(TaskId::uuid))
        .bind(of.label.map(LabelId::uuid))
        .bind(of.due_from.map(Time::micros))
        .bind(of.due_before.map(Time::micros))
        .bind(texts::matching(&of.terms))
}

/// Whether a task is asked for: `t` is the task. What is not asked is not in the statement, so
/// that one plan serves all who ask the same.
pub(super) fn wanted(of: &TasksOf) -> String {
    let asks = [
        (of.deleted, "t.deleted_at IS NOT NULL"),
        (!of.deleted, "t.deleted_at IS NULL"),
        (of.status.is_some(), "t.status_id = $16"),
        (of.category.is_some(), "t.category = $17"),
        (of.pending == Some(true), PENDING),
        (
            of.pending == Some(false),
            "t.category IN ('done', 'cancelled')",
        ),
        (of.assignee.is_some(), ASSIGNED),
        (
            of.owner.is_some(),
            "t.owner_id = $21 AND t.owner_kind = $20",
        ),
        (of.team.is_some(), "t.team_id = $22"),
        (of.project.is_some(), "t.project_id = $23"),
        (of.parent.is_some(), "t.parent_id = $24"),
        (of.label.is_some(), LABELLED),
        // What is never due is at the largest number.
        (
            of.due_from.is_some(),
            "t.due >= $26 AND t.due < 9223372036854775807",
        ),
        (of.due_before.is_some(), "t.due < $27"),
        (!of.terms.is_empty(), WITH_TERMS),
    ];
    let asked = asks.into_iter().filter(|(is_asked, _)| *is_asked);
    asked.map(|(_, ask)| ask).collect::<Vec<_>>().join(" AND ")
}

/// Whether a task is pending, in the words of the index of those that are.
pub(super) const PENDING: &str = "t.category NOT IN ('done', 'cancelled')";

const ASSIGNED: &str = "EXISTS (
        SELECT FROM tenantry.task_assignees
        WHERE org_id = $1 AND task_id = t.task_id AND holder_id = $19 AND holder_kind = $18
        OFFSET 0)";

const LABELLED: &str = "EXISTS (
        SELECT FROM tenantry.task_labels
        WHERE org_id = $1 AND task_id = t.task_id AND label_id = $25
        OFFSET 0)";

// Compared outside of any condition: no index on terms is asked for each task.
const WITH_TERMS: &str = "(
        SELECT terms @@ (SELECT $28::tsquery) FROM tenantry.task_texts
        WHERE org_id = $1 AND task_id = t.task_id
        OFFSET 0)";

/// Whether a task is seen: `t` is the task.
pub(super) fn visible(visible: &Visible, of: &TasksOf) -> String {
    match (of.shared, visible.all) {
        (true, _) => SHARED.to_owned(),
        (false, true) => "true".to_owned(),
        (false, false) => format!("({OWN} OR {SHARED})"),
    }
}

const OWN: &str = "t.team_id IN (SELECT team_id FROM reach)
      OR (t.owner_id = $9 AND t.owner_kind = $8)
      OR ($13 AND EXISTS (
        SELECT FROM tenantry.task_assignees
        WHERE org_id = $1 AND task_id = t.task_id
          AND (holder_kind, holder_id) IN (SELECT * FROM UNNEST($10::text[], $11::uuid[]))
          AND (holder_kind = 'team' OR assigned_at >= $14)
        OFFSET 0))";

const SHARED: &str = "EXISTS (
        SELECT FROM tenantry.grants
        WHERE org_id = $1 AND object_id = t.task_id AND object_kind = 'task'
          AND (holder_kind, holder_id) IN (SELECT * FROM UNNEST($10::text[], $11::uuid[]))
          AND level = ANY($12)
          AND (holder_kind NOT IN ('user', 'service') OR created_at >= $14)
          AND (expires_at IS NULL OR expires_at > $15)
        OFFSET 0)";
