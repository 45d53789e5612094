//! Who is given which role.

use tenantry::access::Assignment;
use tenantry::page::Keyset;
use tenantry::storage::{Assigned, AssignmentsOf, Key, Row, Scope, Seen, Sweep, View};
use tenantry::{AssignmentId, OrgId, Result, RoleId, TeamId, Time};

use super::roles;
use crate::commit::Step;
use crate::engine::Engine;
use crate::row::{Fields, column, int};
use crate::schema::Schema;

/// An assignment.
pub(super) async fn find(
    engine: &Engine,
    view: &View,
    id: AssignmentId,
) -> Result<Seen<Option<Assignment>>> {
    let ask = || engine.view(view, FIND).bind(id.uuid());
    engine.seen_one(view, ask, assignment).await
}

const FIND: &str = "
SELECT {seen}, a.org_id, a.assignment_id, a.holder_kind, a.holder_id, a.role_id, a.team_id,
       a.expires_at, a.given_by_kind, a.given_by_id, a.version, a.created_at, a.updated_at
FROM tenantry.org_heads h
LEFT JOIN tenantry.assignments a ON a.org_id = h.org_id AND a.assignment_id = $4
WHERE h.org_id = $1";

/// A list of assignments, by id.
pub(super) async fn list(
    engine: &Engine,
    view: &View,
    of: AssignmentsOf,
    keyset: Keyset,
) -> Result<Seen<Vec<Assignment>>> {
    let ask = || {
        let page = |text| {
            let ask = engine.page(view, text, keyset).bind(keyset.after);
            ask.bind(i64::from(keyset.limit))
        };
        match of {
            AssignmentsOf::Org => page(LIST),
            AssignmentsOf::Holder(holder) => {
                let ask = page(LIST_TO_HOLDER).bind(holder.uuid());
                ask.bind(holder.kind())
            }
            AssignmentsOf::Role(role) => page(LIST_OF_ROLE).bind(role.uuid()),
            AssignmentsOf::Team(team) => page(LIST_IN_TEAM).bind(team.uuid()),
        }
    };
    engine.seen_many(view, ask, assignment).await
}

const LIST: &str = "
SELECT {seen}, a.*
FROM tenantry.org_heads h
LEFT JOIN LATERAL (
    SELECT org_id, assignment_id, holder_kind, holder_id, role_id, team_id, expires_at,
           given_by_kind, given_by_id, version, created_at, updated_at
    FROM tenantry.assignments
    WHERE org_id = $1 AND assignment_id {>} $4 ORDER BY assignment_id {asc} LIMIT $5
) a ON true
WHERE h.org_id = $1
ORDER BY a.assignment_id {asc}";

const LIST_TO_HOLDER: &str = "
SELECT {seen}, a.*
FROM tenantry.org_heads h
LEFT JOIN LATERAL (
    SELECT org_id, assignment_id, holder_kind, holder_id, role_id, team_id, expires_at,
           given_by_kind, given_by_id, version, created_at, updated_at
    FROM tenantry.assignments
    WHERE org_id = $1 AND holder_id = $6 AND holder_kind = $7 AND assignment_id {>} $4
    ORDER BY assignment_id {asc} LIMIT $5
) a ON true
WHERE h.org_id = $1
ORDER BY a.assignment_id {asc}";

const LIST_OF_ROLE: &str = "
SELECT {seen}, a.*
FROM tenantry.org_heads h
LEFT JOIN LATERAL (
    SELECT org_id, assignment_id, holder_kind, holder_id, role_id, team_id, expires_at,
           given_by_kind, given_by_id, version, created_at, updated_at
    FROM tenantry.assignments
    WHERE org_id = $1 AND role_id = $6 AND assignment_id {>} $4
    ORDER BY assignment_id {asc} LIMIT $5
) a ON true
WHERE h.org_id = $1
ORDER BY a.assignment_id {asc}";

const LIST_IN_TEAM: &str = "
SELECT {seen}, a.*
FROM tenantry.org_heads h
LEFT JOIN LATERAL (
    SELECT org_id, assignment_id, holder_kind, holder_id, role_id, team_id, expires_at,
           given_by_kind, given_by_id, version, created_at, updated_at
    FROM tenantry.assignments
    WHERE org_id = $1 AND team_id = $6 AND assignment_id {>} $4
    ORDER BY assignment_id {asc} LIMIT $5
) a ON true
WHERE h.org_id = $1
ORDER BY a.assignment_id {asc}";

/// What whoever joins a team gets by it, by id.
pub(super) async fn to_team(
    engine: &Engine,
    view: &View,
    team: TeamId,
) -> Result<Seen<Vec<Assigned>>> {
    let ask = || engine.view(view, TO_TEAM).bind(team.uuid());
    engine.seen_many(view, ask, assigned).await
}

// UNION, not UNION ALL: a cycle, which no commit lets through, would end here too. Rows are looked
// up one by one, as in the standing of a caller, which says why.
const TO_TEAM: &str = "
WITH RECURSIVE above AS (
    SELECT $4::uuid AS team_id
  UNION
    SELECT t.parent_id
    FROM above a
    CROSS JOIN LATERAL (
        SELECT parent_id FROM tenantry.teams
        WHERE org_id = $1 AND team_id = a.team_id AND version > 0 OFFSET 0
    ) t
    WHERE t.parent_id IS NOT NULL
), holders AS (
    SELECT 'team' AS kind, $4::uuid AS id
  UNION ALL
    SELECT 'subtree', team_id FROM above
)
SELECT {seen}, given.*
FROM tenantry.org_heads h
LEFT JOIN LATERAL (
    SELECT a.org_id, a.assignment_id, a.holder_kind, a.holder_id, a.role_id, a.team_id,
           a.expires_at, a.given_by_kind, a.given_by_id, a.version, a.created_at, a.updated_at,
           r.org_id, r.role_id, r.name, r.description, r.permissions::text,
           r.version, r.created_at, r.updated_at
    FROM holders k
    CROSS JOIN LATERAL (
        SELECT * FROM tenantry.assignments
        WHERE org_id = $1 AND holder_id = k.id AND holder_kind = k.kind OFFSET 0
    ) a
    LEFT JOIN LATERAL (
        SELECT * FROM tenantry.roles WHERE org_id = $1 AND role_id = a.role_id OFFSET 0
    ) r ON true
) given ON true
WHERE h.org_id = $1
ORDER BY given.assignment_id";

fn assignment(fields: &mut Fields<'_>) -> Result<Assignment> {
    Ok(Assignment {
        org: fields.id(OrgId::from_uuid)?,
        id: fields.id(AssignmentId::from_uuid)?,
        holder: fields.holder()?,
        role: fields.id(RoleId::from_uuid)?,
        team: fields.maybe_id(TeamId::from_uuid)?,
        expires_at: fields.maybe_time()?,
        given_by: fields.actor()?,
        version: fields.count()?,
        created_at: fields.time()?,
        updated_at: fields.time()?,
    })
}

/// An assignment, and behind it the role, if it is the organisation's own.
pub(crate) fn assigned(fields: &mut Fields<'_>) -> Result<Assigned> {
    Ok(Assigned {
        assignment: assignment(fields)?,
        role: fields.maybe(roles::role)?,
    })
}

/// Writes assignments as they end.
pub(crate) fn put(schema: &Schema, rows: &[&Row]) -> Option<Step> {
    let rows = Step::rows(rows, |row| match row {
        Row::Assignment(row) => Some(row),
        _ => None,
    })?;
    let ask = schema
        .ask(PUT)
        .bind(column(&rows, |row| row.org.uuid()))
        .bind(column(&rows, |row| row.id.uuid()))
        .bind(column(&rows, |row| row.holder.kind()))
        .bind(column(&rows, |row| row.holder.uuid()))
        .bind(column(&rows, |row| row.role.uuid()))
        .bind(column(&rows, |row| row.team.map(TeamId::uuid)))
        .bind(column(&rows, |row| row.expires_at.map(Time::micros)))
        .bind(column(&rows, |row| row.given_by.kind()))
        .bind(column(&rows, |row| row.given_by.uuid()))
        .bind(column(&rows, |row| int(row.version)))
        .bind(column(&rows, |row| row.created_at.micros()))
        .bind(column(&rows, |row| row.updated_at.micros()));
    Some(Step::new("assignments.put", ask))
}

const PUT: &str = "
INSERT INTO tenantry.assignments (org_id, assignment_id, holder_kind, holder_id, role_id, team_id,
                                  expires_at, given_by_kind, given_by_id,
                                  version, created_at, updated_at)
SELECT * FROM UNNEST($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::uuid[], $6::uuid[],
                     $7::bigint[], $8::text[], $9::uuid[],
                     $10::bigint[], $11::bigint[], $12::bigint[])
ON CONFLICT (org_id, assignment_id) DO UPDATE SET
    holder_kind = EXCLUDED.holder_kind, holder_id = EXCLUDED.holder_id,
    role_id = EXCLUDED.role_id, team_id = EXCLUDED.team_id, expires_at = EXCLUDED.expires_at,
    given_by_kind = EXCLUDED.given_by_kind, given_by_id = EXCLUDED.given_by_id,
    version = EXCLUDED.version, created_at = EXCLUDED.created_at,
    updated_at = EXCLUDED.updated_at";

/// Removes assignments.
pub(crate) fn remove(schema: &Schema, gone: &[(Scope, &Key)]) -> Option<Step> {
    let (orgs, assignments) = Step::keys(gone, |key| match key {
        Key::Assignment(assignment) => Some(assignment.uuid()),
        _ => None,
    })?;
    let ask = schema.ask(REMOVE).bind(orgs).bind(assignments);
    Some(Step::new("assignments.remove", ask))
}

const REMOVE: &str = "
DELETE FROM tenantry.assignments t USING UNNEST($1::uuid[], $2::uuid[]) AS k(org_id, assignment_id)
WHERE t.org_id = k.org_id AND t.assignment_id = k.assignment_id";

/// Removes every role that holders were given, and every one that was given in teams.
pub(crate) fn sweep(schema: &Schema, sweeps: &[(Scope, Sweep)]) -> Option<Step> {
    let (orgs, ids) = Step::keys(sweeps, |sweep| match sweep {
        Sweep::Assignments(id) => Some(*id),
        _ => None,
    })?;
    let ask = schema.ask(SWEEP).bind(orgs).bind(ids);
    Some(Step::new("assignments.sweep", ask))
}

// Two parts, each with an index of its own. What both of them find goes once.
const SWEEP: &str = "
WITH k AS MATERIALIZED (
    SELECT * FROM UNNEST($1::uuid[], $2::uuid[]) AS k(org_id, id)
), in_teams AS (
    DELETE FROM tenantry.assignments t USING k
    WHERE t.org_id = k.org_id AND t.team_id = k.id
)
DELETE FROM tenantry.assignments t USING k
WHERE t.org_id = k.org_id AND t.holder_id = k.id";
