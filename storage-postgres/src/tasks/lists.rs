//! Lists of tasks: exactly those that somebody may see and that are asked for, in three ways.
//!
//! Where few tasks can be meant, as those of a label or those that are shared with somebody, they
//! are gathered and sorted. Where somebody sees by few names, the newest of each are merged. Else
//! the order is walked, and each task looked at, which is quick where many are seen. All three end
//! in the same conditions, so they differ in what they look at, never in what they answer.
//!
//! One statement finds out which way it goes and goes it, so that what is listed and where the
//! organisation stands are of one moment.

use tenantry::Result;
use tenantry::access::Visible;
use tenantry::storage::{Seen, TaskKeyset, TasksOf, View};
use tenantry::tasks::{Task, TaskSort};

use super::asked::{self, PENDING, filtered, paged, seen_by};
use super::rows::{columns, task};
use super::ways::{self, Way};
use crate::engine::Engine;

/// The tasks that somebody may see, as they are asked for.
pub(super) async fn list(
    engine: &Engine,
    view: &View,
    visible: &Visible,
    of: &TasksOf,
    keyset: &TaskKeyset,
) -> Result<Seen<Vec<Task>>> {
    let ways = ways::of(visible, of, keyset.sort);
    let text = statement(&ways, visible, of, keyset.sort);
    let ask = || {
        let ask = paged(engine.view_composed(view, &text), keyset);
        filtered(seen_by(ask, visible), of)
    };
    engine.seen_many(view, ask, task).await
}

/// Puts the statement together. It has parts, and no values.
fn statement(ways: &[Way], visible: &Visible, of: &TasksOf, sort: TaskSort) -> String {
    let among = match ways {
        [] => "",
        _ => AMONG,
    };
    let (mark, order) = sorted(sort);
    LIST.replace("{ways}", &ways::sources(ways))
        .replace("{among}", among)
        .replace("{none}", &ways::none(ways))
        .replace("{walked}", &walked(of, sort))
        .replace("{visible}", &asked::visible(visible, of))
        .replace("{wanted}", &asked::wanted(of))
        .replace("{mark}", mark)
        .replace("{order}", order)
}

/// Which tasks are walked: where only what is pending is asked for, by when it is due, there is an
/// index of those, and what was done long ago is not passed first.
fn walked(of: &TasksOf, sort: TaskSort) -> String {
    match (of.pending, of.deleted, sort) {
        (Some(true), false, TaskSort::Due) => format!("{PENDING} AND t.deleted_at IS NULL"),
        _ => "true".to_owned(),
    }
}

/// What is behind the mark, and what comes first.
fn sorted(sort: TaskSort) -> (&'static str, &'static str) {
    match sort {
        TaskSort::Newest => ("t.task_id < $5", "t.task_id DESC"),
        TaskSort::Oldest => ("t.task_id > $5", "t.task_id"),
        TaskSort::Updated => (
            "(t.updated_at, t.task_id) < ($4, $5)",
            "t.updated_at DESC, t.task_id DESC",
        ),
        TaskSort::Due => ("(t.due, t.task_id) > ($4, $5)", "t.due, t.task_id"),
        TaskSort::Priority => (
            "(t.priority, t.task_id) < ($4, $5)",
            "t.priority DESC, t.task_id DESC",
        ),
        TaskSort::Position => (
            "(t.position, t.task_id) > ($4, $5)",
            "t.position, t.task_id",
        ),
    }
}

// A plan is made for the average organisation, and every call waits for it in a large one too.
// With OFFSET 0, tasks are looked up one by one or walked in their order, whatever else is asked
// for: an index that seems better for a few would have all of a large one sorted.
//
// UNION, not UNION ALL: a cycle, which no commit lets through, would end here too.
const LIST: &str = concat!(
    "
WITH RECURSIVE reach AS (
    SELECT UNNEST($7::uuid[]) AS team_id
  UNION
    SELECT t.team_id
    FROM reach r
    CROSS JOIN LATERAL (
        SELECT team_id FROM tenantry.teams WHERE org_id = $1 AND parent_id = r.team_id OFFSET 0
    ) t
){ways}, page AS MATERIALIZED ({among}
    (SELECT t.task_id
     FROM (
         SELECT t.* FROM tenantry.tasks t
         WHERE t.org_id = $1 AND {walked} AND {mark} AND {none} ORDER BY {order} OFFSET 0
     ) t
     WHERE {wanted} AND {visible} ORDER BY {order} LIMIT $6)
)
SELECT {seen}, ",
    columns!(),
    "
FROM tenantry.org_heads h
LEFT JOIN LATERAL (
    SELECT t.*
    FROM page
    CROSS JOIN LATERAL (
        SELECT * FROM tenantry.tasks WHERE org_id = $1 AND task_id = page.task_id OFFSET 0
    ) t
) t ON true
WHERE h.org_id = $1
ORDER BY {order}"
);

const AMONG: &str = "
    (SELECT t.task_id
     FROM (SELECT DISTINCT task_id FROM few) few
     CROSS JOIN LATERAL (
         SELECT * FROM tenantry.tasks WHERE org_id = $1 AND task_id = few.task_id OFFSET 0
     ) t
     WHERE {mark} AND {wanted} AND {visible} ORDER BY {order} LIMIT $6)
  UNION ALL";
