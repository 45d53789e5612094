//! Ways to the tasks of a list: which ones can be meant, where they are few, and in which lanes
//! they stand by age.

use rusqlite::types::Value;
use rusqlite::{Connection, Result, params};
use tenantry::storage::TasksOf;
use uuid::Uuid;

use super::asked::Asked;
use crate::query::{many, only};

/// So many tasks are few: they are gathered and sorted.
const FEW: usize = 2_000;
/// So many lanes are merged.
const LANES_MAX: usize = 128;

/// The tasks that can be meant by what is asked for, if something says that they are few.
pub(super) fn few(db: &Connection, asked: &Asked, of: &TasksOf) -> Result<Option<Vec<Uuid>>> {
    let asks = [
        (!of.terms.is_empty(), WITH_TERMS),
        (of.parent.is_some(), OF_PARENT),
        (of.assignee.is_some(), ASSIGNED),
        (of.label.is_some(), WITH_LABEL),
        (of.project.is_some(), OF_PROJECT),
        (of.owner.is_some(), OF_OWNER),
        (of.team.is_some(), OF_TEAM),
        (of.status.is_some(), OF_STATUS),
    ];
    for (_, sql) in asks.into_iter().filter(|(is_asked, _)| *is_asked) {
        if let Some(found) = few_of(db, asked, sql)? {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

/// The tasks that somebody sees, other than by seeing all, if they are few.
pub(super) fn seen(db: &Connection, asked: &Asked) -> Result<Option<Vec<Uuid>>> {
    let Some(mut found) = few_of(db, asked, SHARED)? else {
        return Ok(None);
    };
    if !asked.shared {
        for sql in [OWNED, HELD, REACHED] {
            match few_of(db, asked, sql)? {
                Some(more) => found.extend(more),
                None => return Ok(None),
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    Ok(Some(found))
}

fn few_of(db: &Connection, asked: &Asked, sql: &'static str) -> Result<Option<Vec<Uuid>>> {
    let few = i64::try_from(FEW + 1).unwrap_or(i64::MAX);
    let mut params = asked.params();
    params.push((":few", &few));
    params.retain(|(name, _)| super::lists::names(sql, name));
    let found: Vec<Uuid> = many(db, sql, params.as_slice(), only)?;
    Ok(Some(found).filter(|found| found.len() <= FEW))
}

const WITH_TERMS: &str = "
    SELECT x.task_id FROM task_terms AS w CROSS JOIN task_texts AS x
        ON x.text_id = w.rowid AND x.org_id = :org
    WHERE w.task_terms MATCH :terms LIMIT :few";

const OF_PARENT: &str = "
    SELECT task_id FROM tasks WHERE org_id = :org AND parent_id = :parent LIMIT :few";

const ASSIGNED: &str = "
    SELECT task_id FROM task_assignees
    WHERE org_id = :org AND holder_id = :assignee AND holder_kind = :assignee_kind LIMIT :few";

const WITH_LABEL: &str = "
    SELECT task_id FROM task_labels WHERE org_id = :org AND label_id = :label LIMIT :few";

const OF_PROJECT: &str = "
    SELECT task_id FROM tasks WHERE org_id = :org AND project_id = :project LIMIT :few";

const OF_OWNER: &str = "
    SELECT task_id FROM tasks
    WHERE org_id = :org AND owner_id = :of_owner AND owner_kind = :of_owner_kind LIMIT :few";

const OF_TEAM: &str = "
    SELECT task_id FROM tasks WHERE org_id = :org AND team_id = :team LIMIT :few";

const OF_STATUS: &str = "
    SELECT task_id FROM tasks WHERE org_id = :org AND status_id = :status LIMIT :few";

const SHARED: &str = "
    SELECT g.object_id
    FROM (SELECT value ->> 0 AS kind, unhex(value ->> 1) AS id FROM json_each(:holders)) AS h
    CROSS JOIN grants AS g
    WHERE g.org_id = :org AND g.holder_id = h.id AND g.object_kind = 'task'
      AND g.holder_kind = h.kind
    LIMIT :few";

const OWNED: &str = "
    SELECT task_id FROM tasks
    WHERE org_id = :org AND owner_id = :owner AND owner_kind = :owner_kind LIMIT :few";

const HELD: &str = "
    SELECT a.task_id
    FROM (SELECT value ->> 0 AS kind, unhex(value ->> 1) AS id FROM json_each(:holders)) AS h
    CROSS JOIN task_assignees AS a
    WHERE a.org_id = :org AND a.holder_id = h.id AND a.holder_kind = h.kind AND :has_assigned
    LIMIT :few";

const REACHED: &str = "
    WITH RECURSIVE reach (team_id) AS (
        SELECT unhex(value) FROM json_each(:teams)
        UNION
        SELECT below.team_id FROM reach CROSS JOIN teams AS below
        WHERE below.org_id = :org AND below.parent_id = reach.team_id
    )
    SELECT t.task_id FROM reach CROSS JOIN tasks AS t
    WHERE t.org_id = :org AND t.team_id = reach.team_id
    LIMIT :few";

/// Lanes: tasks that are seen in one and the same way, each sorted by age.
pub(super) struct Lanes<'a> {
    db: &'a Connection,
    asked: &'a Asked,
    newest: bool,
    lanes: Vec<(Lane, Vec<Value>)>,
}

#[derive(Clone, Copy)]
enum Lane {
    Team,
    Owner,
    Assigned,
    Shared,
}

/// The lanes of what somebody sees, if they are few.
pub(super) fn lanes<'a>(
    db: &'a Connection,
    asked: &'a Asked,
    newest: bool,
) -> Result<Option<Lanes<'a>>> {
    let mut lanes = Vec::new();
    let by_holder = |lane| {
        let held = asked.held.iter();
        held.map(move |(kind, id)| (lane, vec![text(kind), blob(*id)]))
    };
    lanes.extend(by_holder(Lane::Shared));
    if !asked.shared {
        lanes.extend(by_holder(Lane::Assigned).filter(|_| asked.has_assigned));
        let owner = asked.owner_kind.zip(asked.owner);
        lanes.extend(owner.map(|(kind, id)| (Lane::Owner, vec![text(kind), blob(id)])));
        let most = i64::try_from(LANES_MAX + 1).unwrap_or(i64::MAX);
        let mut params = asked.params();
        params.push((":few", &most));
        params.retain(|(name, _)| super::lists::names(REACH, name));
        let teams: Vec<Uuid> = many(db, REACH, params.as_slice(), only)?;
        lanes.extend(teams.into_iter().map(|team| (Lane::Team, vec![blob(team)])));
    }
    Ok((lanes.len() <= LANES_MAX).then_some(Lanes {
        db,
        asked,
        newest,
        lanes,
    }))
}

const REACH: &str = "
    WITH RECURSIVE reach (team_id) AS (
        SELECT unhex(value) FROM json_each(:teams)
        UNION
        SELECT below.team_id FROM reach CROSS JOIN teams AS below
        WHERE below.org_id = :org AND below.parent_id = reach.team_id
        LIMIT :few
    )
    SELECT team_id FROM reach";

impl Lanes<'_> {
    /// The first of all lanes together that come after one.
    pub(super) fn first(&self, after: Uuid, limit: u32) -> Result<Vec<Uuid>> {
        let mut found = Vec::new();
        for (lane, of) in &self.lanes {
            found.extend(self.of(*lane, of, after, limit)?);
        }
        found.sort_unstable();
        found.dedup();
        if self.newest {
            found.reverse();
        }
        found.truncate(limit as usize);
        Ok(found)
    }

    fn of(&self, lane: Lane, of: &[Value], after: Uuid, limit: u32) -> Result<Vec<Uuid>> {
        let asked = self.asked;
        let (after_is, direction) = match self.newest {
            true => ("<", "DESC"),
            false => (">", "ASC"),
        };
        let written = |sql: &str| sql.replace("{>}", after_is).replace("{asc}", direction);
        let db = self.db;
        match (lane, of) {
            (Lane::Team, [team]) => {
                let params = params![asked.org, after, limit, team];
                many(db, &written(TEAM_LANE), params, only)
            }
            (Lane::Owner, [kind, id]) => {
                let params = params![asked.org, after, limit, kind, id];
                many(db, &written(OWNER_LANE), params, only)
            }
            (Lane::Assigned, [kind, id]) => {
                let params = params![asked.org, after, limit, kind, id, asked.joined_at];
                many(db, &written(ASSIGNED_LANE), params, only)
            }
            (Lane::Shared, [kind, id]) => {
                let (joined_at, now, levels) = (asked.joined_at, asked.now, &asked.levels);
                let params = params![asked.org, after, limit, kind, id, joined_at, now, levels];
                many(db, &written(SHARED_LANE), params, only)
            }
            _ => Ok(Vec::new()),
        }
    }
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn blob(id: Uuid) -> Value {
    Value::Blob(id.as_bytes().to_vec())
}

const TEAM_LANE: &str = "
    SELECT task_id FROM tasks INDEXED BY tasks_by_team
    WHERE org_id = ?1 AND team_id = ?4 AND task_id {>} ?2 ORDER BY task_id {asc} LIMIT ?3";

const OWNER_LANE: &str = "
    SELECT task_id FROM tasks INDEXED BY tasks_by_owner
    WHERE org_id = ?1 AND owner_id = ?5 AND owner_kind = ?4 AND task_id {>} ?2
    ORDER BY task_id {asc} LIMIT ?3";

const ASSIGNED_LANE: &str = "
    SELECT task_id FROM task_assignees INDEXED BY task_assignees_of_holder
    WHERE org_id = ?1 AND holder_id = ?5 AND holder_kind = ?4 AND task_id {>} ?2
      AND (assigned_at >= ?6 OR holder_kind = 'team')
    ORDER BY task_id {asc} LIMIT ?3";

const SHARED_LANE: &str = "
    SELECT object_id FROM grants INDEXED BY grants_of_holder
    WHERE org_id = ?1 AND holder_id = ?5 AND object_kind = 'task' AND object_id {>} ?2
      AND holder_kind = ?4 AND level IN (SELECT value FROM json_each(?8))
      AND (expires_at IS NULL OR expires_at > ?7)
      AND (created_at >= ?6 OR holder_kind NOT IN ('user', 'service'))
    ORDER BY object_id {asc} LIMIT ?3";
