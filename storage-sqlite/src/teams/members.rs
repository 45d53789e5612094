//! Members of teams.

use rusqlite::{Connection, Result, params};
use tenantry::access::Principal;
use tenantry::page::Keyset;
use tenantry::teams::TeamMember;
use tenantry::{OrgId, TeamId};
use uuid::Uuid;

use crate::query::{Columns, many, one, only, page};
use crate::transaction::{Put, Statements};

/// A member of a team.
pub(crate) fn find(
    db: &Connection,
    org: OrgId,
    team: TeamId,
    principal: Principal,
) -> Result<Option<TeamMember>> {
    let params = params![org.uuid(), team.uuid(), principal.uuid(), principal.kind()];
    one(db, FIND, params, member)
}

const FIND: &str = "
    SELECT org_id, team_id, principal_kind, principal_id, role, version, created_at, updated_at
    FROM team_members
    WHERE org_id = ?1 AND team_id = ?2 AND principal_id = ?3 AND principal_kind = ?4";

/// The members of a team, by the principal's id.
pub(crate) fn list(
    db: &Connection,
    org: OrgId,
    team: TeamId,
    keyset: Keyset,
) -> Result<Vec<TeamMember>> {
    let params = params![org.uuid(), team.uuid(), keyset.after, keyset.limit];
    page(db, LIST, keyset, params, member)
}

const LIST: &str = "
    SELECT org_id, team_id, principal_kind, principal_id, role, version, created_at, updated_at
    FROM team_members WHERE org_id = ?1 AND team_id = ?2 AND principal_id {>} ?3
    ORDER BY principal_id {asc} LIMIT ?4";

/// The members of all teams, by team and principal.
pub(crate) fn list_all(
    db: &Connection,
    org: OrgId,
    after: (TeamId, Uuid),
    limit: u32,
) -> Result<Vec<TeamMember>> {
    let params = params![org.uuid(), after.0.uuid(), after.1, limit];
    many(db, LIST_ALL, params, member)
}

const LIST_ALL: &str = "
    SELECT org_id, team_id, principal_kind, principal_id, role, version, created_at, updated_at
    FROM team_members WHERE org_id = ?1 AND (team_id, principal_id) > (?2, ?3)
    ORDER BY team_id, principal_id LIMIT ?4";

/// Teams as one value, which a statement can look into.
pub(crate) fn named(teams: &[TeamId]) -> String {
    let teams: Vec<_> = teams.iter().map(|team| team.uuid().simple()).collect();
    // A list of texts always has one.
    serde_json::to_string(&teams).unwrap_or_default()
}

/// How many members some teams have, up to a limit.
pub(crate) fn count(db: &Connection, org: OrgId, teams: &str, limit: u32) -> Result<u64> {
    let count = one(db, COUNT, params![org.uuid(), teams, limit], only)?;
    Ok(count.unwrap_or_default())
}

const COUNT: &str = "
    SELECT count(*) FROM (
        SELECT 1 FROM team_members
        WHERE org_id = ?1 AND team_id IN (SELECT unhex(value) FROM json_each(?2)) LIMIT ?3
    )";

fn member(row: &mut Columns) -> Result<TeamMember> {
    Ok(TeamMember {
        org: row.take()?,
        team: row.take()?,
        principal: row.principal()?,
        role: row.take()?,
        version: row.take()?,
        created_at: row.take()?,
        updated_at: row.take()?,
    })
}

/// The version of a member of a team, if there is one.
pub(crate) fn version(
    tx: Statements,
    org: Uuid,
    team: TeamId,
    principal: Uuid,
) -> Result<Option<u64>> {
    tx.one(
        "team_members.version",
        VERSION,
        params![org, team.uuid(), principal],
        only,
    )
}

const VERSION: &str = "
    SELECT version FROM team_members
    WHERE org_id = ?1 AND team_id = ?2 AND principal_id = ?3";

/// Writes a member of a team as it shall be.
pub(crate) fn put(tx: Statements, member: &TeamMember) -> Result<usize> {
    tx.put(
        "team_members.put",
        &PUT,
        member.version,
        params![
            member.org.uuid(),
            member.team.uuid(),
            member.principal.uuid(),
            member.principal.kind(),
            member.role.name(),
            member.version.cast_signed(),
            member.created_at.micros(),
            member.updated_at.micros(),
        ],
    )
}

const PUT: Put = Put {
    insert: "
    INSERT INTO team_members (org_id, team_id, principal_id, principal_kind, role, version,
                              created_at, updated_at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
    ON CONFLICT (org_id, team_id, principal_id) DO NOTHING",
    update: "
    UPDATE team_members
    SET principal_kind = ?4, role = ?5, version = ?6, created_at = ?7, updated_at = ?8
    WHERE org_id = ?1 AND team_id = ?2 AND principal_id = ?3",
};

/// Removes a member of a team.
pub(crate) fn remove(tx: Statements, org: Uuid, team: TeamId, principal: Uuid) -> Result<usize> {
    tx.run(
        "team_members.remove",
        REMOVE,
        params![org, team.uuid(), principal],
    )
}

const REMOVE: &str = "
    DELETE FROM team_members WHERE org_id = ?1 AND team_id = ?2 AND principal_id = ?3";

/// Removes everybody's membership of a team.
pub(crate) fn sweep_team(tx: Statements, org: Uuid, team: TeamId) -> Result<usize> {
    let params = params![org, team.uuid()];
    tx.run("team_members.sweep_team", SWEEP_TEAM, params)
}

/// Removes somebody's membership of every team.
pub(crate) fn sweep_principal(tx: Statements, org: Uuid, principal: Principal) -> Result<usize> {
    let params = params![org, principal.uuid()];
    tx.run("team_members.sweep_principal", SWEEP_PRINCIPAL, params)
}

const SWEEP_TEAM: &str = "DELETE FROM team_members WHERE org_id = ?1 AND team_id = ?2";
const SWEEP_PRINCIPAL: &str = "DELETE FROM team_members WHERE org_id = ?1 AND principal_id = ?2";
