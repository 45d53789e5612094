//! Who belongs to a team.

use tenantry::storage::{Key, Row, Scope, Sweep};
use tenantry::teams::TeamMember;
use tenantry::{OrgId, Result, TeamId};

use crate::commit::Step;
use crate::row::{Fields, column, int};
use crate::schema::Schema;

pub(super) const LIST: &str = "
SELECT {seen}, m.*
FROM tenantry.org_heads h
LEFT JOIN LATERAL (
    SELECT org_id, team_id, principal_kind, principal_id, role, version, created_at, updated_at
    FROM tenantry.team_members
    WHERE org_id = $1 AND team_id = $4 AND principal_id {>} $5 ORDER BY principal_id {asc} LIMIT $6
) m ON true
WHERE h.org_id = $1
ORDER BY m.principal_id {asc}";

pub(super) const LIST_ALL: &str = "
SELECT {seen}, m.*
FROM tenantry.org_heads h
LEFT JOIN LATERAL (
    SELECT org_id, team_id, principal_kind, principal_id, role, version, created_at, updated_at
    FROM tenantry.team_members
    WHERE org_id = $1 AND (team_id, principal_id) > ($4, $5)
    ORDER BY team_id, principal_id LIMIT $6
) m ON true
WHERE h.org_id = $1
ORDER BY m.team_id, m.principal_id";

pub(super) const COUNT: &str = "
SELECT {seen}, (
    SELECT count(*) FROM (
        SELECT FROM tenantry.team_members WHERE org_id = $1 AND team_id = ANY($4) LIMIT $5
    ) m
)
FROM tenantry.org_heads h
WHERE h.org_id = $1";

pub(super) const FIND: &str = "
SELECT {seen}, m.org_id, m.team_id, m.principal_kind, m.principal_id, m.role,
       m.version, m.created_at, m.updated_at
FROM tenantry.org_heads h
LEFT JOIN tenantry.team_members m
    ON m.org_id = h.org_id AND m.team_id = $4 AND m.principal_id = $5 AND m.principal_kind = $6
WHERE h.org_id = $1";

pub(super) fn member(fields: &mut Fields<'_>) -> Result<TeamMember> {
    Ok(TeamMember {
        org: fields.id(OrgId::from_uuid)?,
        team: fields.id(TeamId::from_uuid)?,
        principal: fields.principal()?,
        role: fields.role()?,
        version: fields.count()?,
        created_at: fields.time()?,
        updated_at: fields.time()?,
    })
}

const PUT: &str = "
INSERT INTO tenantry.team_members (org_id, team_id, principal_id, principal_kind, role,
                                   version, created_at, updated_at)
SELECT * FROM UNNEST($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[],
                     $6::bigint[], $7::bigint[], $8::bigint[])
ON CONFLICT (org_id, team_id, principal_id) DO UPDATE SET
    principal_kind = EXCLUDED.principal_kind, role = EXCLUDED.role,
    version = EXCLUDED.version, created_at = EXCLUDED.created_at,
    updated_at = EXCLUDED.updated_at";

const REMOVE: &str = "
DELETE FROM tenantry.team_members t
USING UNNEST($1::uuid[], $2::uuid[], $3::uuid[]) AS k(org_id, team_id, principal_id)
WHERE t.org_id = k.org_id AND t.team_id = k.team_id AND t.principal_id = k.principal_id";

const SWEEP_TEAMS: &str = "
DELETE FROM tenantry.team_members t USING UNNEST($1::uuid[], $2::uuid[]) AS k(org_id, team_id)
WHERE t.org_id = k.org_id AND t.team_id = k.team_id";

const SWEEP_PRINCIPALS: &str = "
DELETE FROM tenantry.team_members t
USING UNNEST($1::uuid[], $2::uuid[]) AS k(org_id, principal_id)
WHERE t.org_id = k.org_id AND t.principal_id = k.principal_id";

/// Writes members of teams as they end.
pub(crate) fn put(schema: &Schema, rows: &[&Row]) -> Option<Step> {
    let rows = Step::rows(rows, |row| match row {
        Row::TeamMember(row) => Some(row),
        _ => None,
    })?;
    let ask = schema
        .ask(PUT)
        .bind(column(&rows, |row| row.org.uuid()))
        .bind(column(&rows, |row| row.team.uuid()))
        .bind(column(&rows, |row| row.principal.uuid()))
        .bind(column(&rows, |row| row.principal.kind()))
        .bind(column(&rows, |row| row.role.name()))
        .bind(column(&rows, |row| int(row.version)))
        .bind(column(&rows, |row| row.created_at.micros()))
        .bind(column(&rows, |row| row.updated_at.micros()));
    Some(Step::new("team_members.put", ask))
}

/// Removes members of teams.
pub(crate) fn remove(schema: &Schema, gone: &[(Scope, &Key)]) -> Option<Step> {
    let (orgs, pairs) = Step::keys(gone, |key| match key {
        Key::TeamMember(team, principal) => Some((team.uuid(), *principal)),
        _ => None,
    })?;
    let (teams, principals): (Vec<_>, Vec<_>) = pairs.into_iter().unzip();
    let ask = schema.ask(REMOVE).bind(orgs).bind(teams).bind(principals);
    Some(Step::new("team_members.remove", ask))
}

/// Removes everybody's membership of teams.
pub(crate) fn sweep_teams(schema: &Schema, sweeps: &[(Scope, Sweep)]) -> Option<Step> {
    let (orgs, teams) = Step::keys(sweeps, |sweep| match sweep {
        Sweep::TeamMembers(team) => Some(team.uuid()),
        _ => None,
    })?;
    let ask = schema.ask(SWEEP_TEAMS).bind(orgs).bind(teams);
    Some(Step::new("team_members.sweep_teams", ask))
}

/// Removes principals' membership of every team.
pub(crate) fn sweep_principals(schema: &Schema, sweeps: &[(Scope, Sweep)]) -> Option<Step> {
    let (orgs, principals) = Step::keys(sweeps, |sweep| match sweep {
        Sweep::TeamsOf(principal) => Some(principal.uuid()),
        _ => None,
    })?;
    let ask = schema.ask(SWEEP_PRINCIPALS).bind(orgs).bind(principals);
    Some(Step::new("team_members.sweep_principals", ask))
}
