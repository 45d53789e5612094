//! Lists of tasks: exactly those that somebody may see and that are asked for, in three ways.
//!
//! Where few tasks can be meant, as those of a label or those that are shared with somebody, they
//! are gathered and sorted. Where somebody sees by few names, the newest of each are merged. Else
//! the order is walked, and each task looked at, which is quick where many are seen. All three end
//! in the same statement, so they differ in what they look at, never in what they answer.

use rusqlite::types::Value;
use rusqlite::{Connection, Result, ToSql, named_params};
use tenantry::OrgId;
use tenantry::access::Visible;
use tenantry::storage::{TaskKeyset, TaskMark, TasksOf};
use tenantry::tasks::{Task, TaskSort};
use uuid::Uuid;

use super::asked::Asked;
use super::rows::{columns, task};
use super::ways;
use crate::query::many;

/// The tasks that somebody may see, as they are asked for.
pub(crate) fn list(
    db: &Connection,
    org: OrgId,
    visible: &Visible,
    of: &TasksOf,
    keyset: &TaskKeyset,
) -> Result<Vec<Task>> {
    let asked = Asked::new(org, visible, of);
    let list = List {
        db,
        asked: &asked,
        of,
        sort: keyset.sort,
        limit: keyset.limit,
    };
    let after = Place::of(keyset);
    if let Some(ids) = ways::few(db, &asked, of)? {
        return list.among(&ids, &after);
    }
    let is_narrow = !visible.all || of.shared;
    if is_narrow && let Some(newest) = by_age(keyset.sort) {
        let lanes = ways::lanes(db, &asked, newest)?;
        if let Some(lanes) = lanes {
            return list.merged(&lanes, after);
        }
    }
    if is_narrow && let Some(ids) = ways::seen(db, &asked)? {
        return list.among(&ids, &after);
    }
    list.walked(&after)
}

/// Whether the newest come first, where age is what a list is sorted by.
fn by_age(sort: TaskSort) -> Option<bool> {
    match sort {
        TaskSort::Newest => Some(true),
        TaskSort::Oldest => Some(false),
        _ => None,
    }
}

/// Where a page begins: what the list is sorted by, and an id.
#[derive(Clone, Debug)]
struct Place {
    key: Value,
    id: Uuid,
}

impl Place {
    fn of(keyset: &TaskKeyset) -> Self {
        let is_rising = matches!(
            keyset.sort,
            TaskSort::Oldest | TaskSort::Due | TaskSort::Position
        );
        match &keyset.after {
            Some(TaskMark::Age(id)) => Self::new(0, id.uuid()),
            Some(TaskMark::Number(key, id)) => Self::new(*key, id.uuid()),
            Some(TaskMark::Position(key, id)) => Self {
                key: Value::Text(key.as_str().to_owned()),
                id: id.uuid(),
            },
            None if keyset.sort == TaskSort::Position => Self {
                key: Value::Text(String::new()),
                id: Uuid::nil(),
            },
            None if is_rising => Self::new(i64::MIN, Uuid::nil()),
            None => Self::new(i64::MAX, Uuid::max()),
        }
    }

    fn new(key: i64, id: Uuid) -> Self {
        Self {
            key: Value::Integer(key),
            id,
        }
    }
}

struct List<'a> {
    db: &'a Connection,
    asked: &'a Asked,
    of: &'a TasksOf,
    sort: TaskSort,
    limit: u32,
}

impl List<'_> {
    /// Those among some tasks, which are all that can be meant.
    fn among(&self, ids: &[Uuid], after: &Place) -> Result<Vec<Task>> {
        self.read(Some(ids), after, self.limit)
    }

    /// The first of many, by looking at one after the other.
    fn walked(&self, after: &Place) -> Result<Vec<Task>> {
        self.read(None, after, self.limit)
    }

    /// The newest or oldest of several lanes, each of which is sorted by age.
    fn merged(&self, lanes: &ways::Lanes<'_>, mut after: Place) -> Result<Vec<Task>> {
        let mut tasks: Vec<Task> = Vec::new();
        let mut chunk = self.limit;
        loop {
            let ids = lanes.first(after.id, chunk)?;
            let left = self
                .limit
                .saturating_sub(tasks.len().try_into().unwrap_or(u32::MAX));
            tasks.extend(self.read(Some(&ids), &after, left)?);
            let last = ids.last().filter(|_| ids.len() >= chunk as usize);
            match last {
                // Some were not asked for: there may be others behind them.
                Some(last) if tasks.len() < self.limit as usize => {
                    after.id = *last;
                    chunk = (chunk * 4).min(CHUNK_MAX);
                }
                _ => return Ok(tasks),
            }
        }
    }

    fn read(&self, ids: Option<&[Uuid]>, after: &Place, limit: u32) -> Result<Vec<Task>> {
        let sql = statement(self.sort, self.of, ids.is_some());
        let ids = ids.map(super::asked::ids);
        let key: &dyn ToSql = &after.key;
        let mut params = self.asked.params();
        params.extend(named_params! {
            ":ids": ids,
            ":after": key,
            ":after_id": after.id,
            ":limit": limit,
        });
        // What a way does not need is not in its statement.
        params.retain(|(name, _)| names(&sql, name));
        many(self.db, &sql, params.as_slice(), task)
    }
}

/// By which index the order is walked; by the key where there is none.
fn walk(sort: TaskSort, of: &TasksOf) -> &'static str {
    match (of.deleted, sort) {
        (true, _) => "INDEXED BY tasks_deleted",
        (false, TaskSort::Due) if of.pending == Some(true) => "INDEXED BY tasks_pending_by_due",
        (false, TaskSort::Newest | TaskSort::Oldest) => "NOT INDEXED",
        (false, TaskSort::Updated) => "INDEXED BY tasks_by_update",
        (false, TaskSort::Due) => "INDEXED BY tasks_by_due",
        (false, TaskSort::Priority) => "INDEXED BY tasks_by_priority",
        (false, TaskSort::Position) => "INDEXED BY tasks_by_position",
    }
}

/// The statement of a list: among tasks that are named, or walking the order.
fn statement(sort: TaskSort, of: &TasksOf, is_among: bool) -> String {
    let (few, named, index) = match is_among {
        true => (FEW, "t.task_id = few.task_id", ""),
        false => ("", "TRUE", walk(sort, of)),
    };
    let (mark, order) = match sort {
        TaskSort::Newest => ("t.task_id < :after_id", "t.task_id DESC"),
        TaskSort::Oldest => ("t.task_id > :after_id", "t.task_id"),
        TaskSort::Updated => (
            "(t.updated_at, t.task_id) < (:after, :after_id)",
            "t.updated_at DESC, t.task_id DESC",
        ),
        TaskSort::Due => (
            "(t.due, t.task_id) > (:after, :after_id)",
            "t.due, t.task_id",
        ),
        TaskSort::Priority => (
            "(t.priority, t.task_id) < (:after, :after_id)",
            "t.priority DESC, t.task_id DESC",
        ),
        TaskSort::Position => (
            "(t.position, t.task_id) > (:after, :after_id)",
            "t.position, t.task_id",
        ),
    };
    let deleted = match of.deleted {
        true => "t.deleted_at IS NOT NULL",
        false => "t.deleted_at IS NULL",
    };
    // In the words of the index of what is pending.
    let pending = match of.pending {
        Some(true) => "t.category NOT IN ('done', 'cancelled')",
        Some(false) => "t.category IN ('done', 'cancelled')",
        None => "TRUE",
    };
    LIST.replace("{few}", few)
        .replace("{named}", named)
        .replace("{index}", index)
        .replace("{deleted}", deleted)
        .replace("{pending}", pending)
        .replace("{mark}", mark)
        .replace("{order}", order)
}

/// Whether a statement has a parameter, and not only one whose name begins so.
pub(super) fn names(sql: &str, parameter: &str) -> bool {
    sql.match_indices(parameter).any(|(at, _)| {
        let next = sql[at + parameter.len()..].chars().next();
        !next.is_some_and(|next| next.is_ascii_alphanumeric() || next == '_')
    })
}

/// The most ids that are looked at in one go.
const CHUNK_MAX: u32 = 4_096;

const FEW: &str = "(SELECT unhex(value) AS task_id FROM json_each(:ids)) AS few CROSS JOIN";

const LIST: &str = concat!(
    "
    WITH RECURSIVE reach (team_id) AS (
        SELECT unhex(value) FROM json_each(:teams)
        UNION
        SELECT below.team_id FROM reach CROSS JOIN teams AS below
            ON below.org_id = :org AND below.parent_id = reach.team_id
    )
    SELECT",
    columns!(),
    "
    FROM (
        SELECT t.task_id FROM {few} tasks AS t {index}
        WHERE t.org_id = :org AND {named} AND {deleted} AND {pending} AND {mark}
          AND (:status IS NULL OR t.status_id = :status)
          AND (:category IS NULL OR t.category = :category)
          AND (:of_owner IS NULL
            OR (t.owner_id = :of_owner AND t.owner_kind = :of_owner_kind))
          AND (:team IS NULL OR t.team_id = :team)
          AND (:project IS NULL OR t.project_id = :project)
          AND (:parent IS NULL OR t.parent_id = :parent)
          AND (:due_from IS NULL OR (t.due >= :due_from AND t.due < 9223372036854775807))
          AND (:due_before IS NULL OR t.due < :due_before)
          AND (:assignee IS NULL OR EXISTS (
              SELECT 1 FROM task_assignees AS a
              WHERE a.org_id = :org AND a.task_id = t.task_id
                AND a.holder_id = :assignee AND a.holder_kind = :assignee_kind))
          AND (:label IS NULL OR EXISTS (
              SELECT 1 FROM task_labels AS l
              WHERE l.org_id = :org AND l.task_id = t.task_id AND l.label_id = :label))
          AND (:terms IS NULL OR t.task_id IN (
              SELECT x.task_id FROM task_terms AS w CROSS JOIN task_texts AS x
              ON x.text_id = w.rowid AND x.org_id = :org
              WHERE w.task_terms MATCH :terms))
          AND ((NOT :shared AND (:all
              OR t.team_id IN (SELECT team_id FROM reach)
              OR (t.owner_id = :owner AND t.owner_kind = :owner_kind)
              OR (:has_assigned AND EXISTS (
                  SELECT 1 FROM task_assignees AS a
                  WHERE a.org_id = :org AND a.task_id = t.task_id
                    AND (a.holder_kind, a.holder_id) IN (
                        SELECT value ->> 0, unhex(value ->> 1) FROM json_each(:holders))
                    AND (a.assigned_at >= :joined_at OR a.holder_kind = 'team')))))
            OR EXISTS (
              SELECT 1 FROM grants AS g
              WHERE g.org_id = :org AND g.object_id = t.task_id AND g.object_kind = 'task'
                AND (g.holder_kind, g.holder_id) IN (
                    SELECT value ->> 0, unhex(value ->> 1) FROM json_each(:holders))
                AND g.level IN (SELECT value FROM json_each(:levels))
                AND (g.expires_at IS NULL OR g.expires_at > :now)
                AND (g.created_at >= :joined_at OR g.holder_kind NOT IN ('user', 'service'))))
        ORDER BY {order} LIMIT :limit
    ) AS page
    CROSS JOIN tasks AS t ON t.org_id = :org AND t.task_id = page.task_id
    ORDER BY {order}"
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Sqlite;
    use crate::query::Columns;

    fn plan(db: &Connection, sql: &str) -> Vec<String> {
        let mut explain = db.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        for index in 1..=explain.parameter_count() {
            explain.raw_bind_parameter(index, 1).unwrap();
        }
        let mut rows = explain.raw_query();
        let mut steps = Vec::new();
        while let Some(row) = rows.next().unwrap() {
            let mut columns = Columns::of(row);
            let _: (i64, i64, i64) = (
                columns.take().unwrap(),
                columns.take().unwrap(),
                columns.take().unwrap(),
            );
            steps.push(columns.take().unwrap());
        }
        steps
    }

    #[test]
    fn every_list_looks_at_one_tenant_and_walks_in_order() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.db");
        drop(Sqlite::open(&path).unwrap());
        let db = Connection::open(&path).unwrap();
        let ways = TaskSort::ALL.iter().flat_map(|sort| {
            let asks = [(true, None), (false, None), (false, Some(true))];
            asks.map(|(deleted, pending)| {
                let of = TasksOf {
                    deleted,
                    pending,
                    ..TasksOf::default()
                };
                [true, false].map(|is_among| (*sort, of.clone(), is_among))
            })
        });
        for (sort, of, is_among) in ways.flatten() {
            let sql = statement(sort, &of, is_among);
            let steps = plan(&db, &sql);
            let tables = steps.iter().filter(|step| step.starts_with("SEARCH "));
            for step in
                tables.filter(|step| !step.contains("x USING") && !step.contains("LIST SUBQUERY"))
            {
                assert!(step.contains("(org_id=?"), "{step}\n{sql}");
            }
            let named = "SEARCH t USING PRIMARY KEY (org_id=? AND task_id=?)";
            let named = steps.iter().filter(|step| step.as_str() == named).count();
            assert_eq!(named, 1 + usize::from(is_among), "{steps:#?}");
            let scans = steps.iter().filter(|step| step.starts_with("SCAN "));
            for step in scans {
                let own = [
                    "json_each",
                    "reach",
                    "few",
                    "page",
                    "w VIRTUAL",
                    "(subquery",
                    "below",
                ];
                assert!(own.iter().any(|own| step.contains(own)), "{step}\n{sql}");
            }
            // The page itself is put in order again; what is walked is so by itself.
            let sorts = steps
                .iter()
                .filter(|step| step.contains("FOR ORDER BY"))
                .count();
            assert!(sorts <= 1 || of.deleted || is_among, "{steps:#?}\n{sql}");
        }
    }
}
