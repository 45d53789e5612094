//! Who is given which role.

use rusqlite::{Connection, Result, params};
use tenantry::access::{Assignment, Holder, Principal};
use tenantry::page::Keyset;
use tenantry::storage::{Assigned, AssignmentsOf};
use tenantry::{AssignmentId, OrgId, RoleId, TeamId};
use uuid::Uuid;

use super::roles;
use crate::query::{Columns, many, one, only, page};
use crate::transaction::{Put, Statements};

/// An assignment.
pub(crate) fn find(db: &Connection, org: OrgId, id: AssignmentId) -> Result<Option<Assignment>> {
    one(db, FIND, params![org.uuid(), id.uuid()], assignment)
}

const FIND: &str = "
    SELECT org_id, assignment_id, holder_kind, holder_id, role_id, team_id, expires_at,
           given_by_kind, given_by_id, version, created_at, updated_at
    FROM assignments WHERE org_id = ?1 AND assignment_id = ?2";

/// A list of assignments, by id.
pub(crate) fn list(
    db: &Connection,
    org: OrgId,
    of: AssignmentsOf,
    keyset: Keyset,
) -> Result<Vec<Assignment>> {
    let (org, after, limit) = (org.uuid(), keyset.after, keyset.limit);
    match of {
        AssignmentsOf::Org => page(db, LIST, keyset, params![org, after, limit], assignment),
        AssignmentsOf::Holder(holder) => {
            let params = params![org, after, limit, holder.uuid(), holder.kind()];
            page(db, LIST_HOLDER, keyset, params, assignment)
        }
        AssignmentsOf::Role(role) => {
            let params = params![org, after, limit, role.uuid()];
            page(db, LIST_ROLE, keyset, params, assignment)
        }
        AssignmentsOf::Team(team) => {
            let params = params![org, after, limit, team.uuid()];
            page(db, LIST_TEAM, keyset, params, assignment)
        }
    }
}

const LIST: &str = "
    SELECT org_id, assignment_id, holder_kind, holder_id, role_id, team_id, expires_at,
           given_by_kind, given_by_id, version, created_at, updated_at
    FROM assignments WHERE org_id = ?1 AND assignment_id {>} ?2
    ORDER BY assignment_id {asc} LIMIT ?3";

const LIST_HOLDER: &str = "
    SELECT org_id, assignment_id, holder_kind, holder_id, role_id, team_id, expires_at,
           given_by_kind, given_by_id, version, created_at, updated_at
    FROM assignments
    WHERE org_id = ?1 AND holder_id = ?4 AND holder_kind = ?5 AND assignment_id {>} ?2
    ORDER BY assignment_id {asc} LIMIT ?3";

const LIST_ROLE: &str = "
    SELECT org_id, assignment_id, holder_kind, holder_id, role_id, team_id, expires_at,
           given_by_kind, given_by_id, version, created_at, updated_at
    FROM assignments WHERE org_id = ?1 AND role_id = ?4 AND assignment_id {>} ?2
    ORDER BY assignment_id {asc} LIMIT ?3";

const LIST_TEAM: &str = "
    SELECT org_id, assignment_id, holder_kind, holder_id, role_id, team_id, expires_at,
           given_by_kind, given_by_id, version, created_at, updated_at
    FROM assignments WHERE org_id = ?1 AND team_id = ?4 AND assignment_id {>} ?2
    ORDER BY assignment_id {asc} LIMIT ?3";

/// The teams of a principal and all teams above them, each once.
pub(crate) fn above(db: &Connection, org: OrgId, principal: Principal) -> Result<Vec<TeamId>> {
    let params = params![org.uuid(), principal.uuid(), principal.kind()];
    many(db, ABOVE, params, only)
}

const ABOVE: &str = "
    WITH RECURSIVE above (team_id) AS (
        SELECT team_id FROM team_members
        WHERE org_id = ?1 AND principal_id = ?2 AND principal_kind = ?3
        UNION
        SELECT team_id FROM teams WHERE org_id = ?1 AND owner_id = ?2 AND owner_kind = ?3
        UNION
        SELECT t.parent_id FROM above JOIN teams AS t
        WHERE t.org_id = ?1 AND t.team_id = above.team_id AND t.parent_id IS NOT NULL
    )
    SELECT team_id FROM above ORDER BY team_id";

/// The roles that were given to a principal, to their teams, and to subtrees that they are in.
pub(crate) fn of_principal(
    db: &Connection,
    org: OrgId,
    principal: Principal,
) -> Result<Vec<Assigned>> {
    let params = params![org.uuid(), principal.uuid(), principal.kind()];
    many(db, OF_PRINCIPAL, params, assigned)
}

const OF_PRINCIPAL: &str = "
    WITH RECURSIVE own (team_id) AS (
        SELECT team_id FROM team_members
        WHERE org_id = ?1 AND principal_id = ?2 AND principal_kind = ?3
        UNION
        SELECT team_id FROM teams WHERE org_id = ?1 AND owner_id = ?2 AND owner_kind = ?3
    ),
    above (team_id) AS (
        SELECT team_id FROM own
        UNION
        SELECT t.parent_id FROM above JOIN teams AS t
        WHERE t.org_id = ?1 AND t.team_id = above.team_id AND t.parent_id IS NOT NULL
    ),
    holders (kind, id) AS (
        SELECT ?3, ?2 UNION ALL SELECT 'team', team_id FROM own
        UNION ALL SELECT 'subtree', team_id FROM above
    )
    SELECT a.org_id, a.assignment_id, a.holder_kind, a.holder_id, a.role_id, a.team_id,
           a.expires_at, a.given_by_kind, a.given_by_id, a.version, a.created_at, a.updated_at,
           r.org_id, r.role_id, r.name, r.description, r.permissions, r.version, r.created_at,
           r.updated_at
    FROM holders AS h
    JOIN assignments AS a ON a.org_id = ?1 AND a.holder_id = h.id AND a.holder_kind = h.kind
    LEFT JOIN roles AS r ON r.org_id = ?1 AND r.role_id = a.role_id
    ORDER BY a.assignment_id";

/// The roles that whoever joins a team gets by it.
pub(crate) fn to_team(db: &Connection, org: OrgId, team: TeamId) -> Result<Vec<Assigned>> {
    many(db, TO_TEAM, params![org.uuid(), team.uuid()], assigned)
}

const TO_TEAM: &str = "
    WITH RECURSIVE above (team_id) AS (
        SELECT ?2
        UNION
        SELECT t.parent_id FROM above JOIN teams AS t
        WHERE t.org_id = ?1 AND t.team_id = above.team_id AND t.parent_id IS NOT NULL
    ),
    holders (kind, id) AS (
        SELECT 'team', ?2 UNION ALL SELECT 'subtree', team_id FROM above
    )
    SELECT a.org_id, a.assignment_id, a.holder_kind, a.holder_id, a.role_id, a.team_id,
           a.expires_at, a.given_by_kind, a.given_by_id, a.version, a.created_at, a.updated_at,
           r.org_id, r.role_id, r.name, r.description, r.permissions, r.version, r.created_at,
           r.updated_at
    FROM holders AS h
    JOIN assignments AS a ON a.org_id = ?1 AND a.holder_id = h.id AND a.holder_kind = h.kind
    LEFT JOIN roles AS r ON r.org_id = ?1 AND r.role_id = a.role_id
    ORDER BY a.assignment_id";

fn assigned(row: &mut Columns) -> Result<Assigned> {
    Ok(Assigned {
        assignment: assignment(row)?,
        role: row.maybe(roles::role)?,
    })
}

fn assignment(row: &mut Columns) -> Result<Assignment> {
    Ok(Assignment {
        org: row.take()?,
        id: row.take()?,
        holder: row.holder()?,
        role: row.take()?,
        team: row.take()?,
        expires_at: row.take()?,
        given_by: row.actor()?,
        version: row.take()?,
        created_at: row.take()?,
        updated_at: row.take()?,
    })
}

/// The version of an assignment, if there is one.
pub(crate) fn version(tx: Statements, org: Uuid, id: AssignmentId) -> Result<Option<u64>> {
    let params = params![org, id.uuid()];
    tx.one("assignments.version", VERSION, params, only)
}

const VERSION: &str = "SELECT version FROM assignments WHERE org_id = ?1 AND assignment_id = ?2";

/// The assignment of a role to a holder in one place.
pub(crate) fn given(
    tx: Statements,
    org: Uuid,
    holder: Holder,
    role: RoleId,
    team: Option<TeamId>,
) -> Result<Option<Uuid>> {
    let team = team.map(TeamId::uuid);
    let params = params![org, holder.uuid(), holder.kind(), role.uuid(), team];
    tx.one("assignments.given", GIVEN, params, only)
}

const GIVEN: &str = "
    SELECT assignment_id FROM assignments
    WHERE org_id = ?1 AND holder_id = ?2 AND holder_kind = ?3 AND role_id = ?4
      AND team_id IS ?5";

/// How many roles a holder was given.
pub(crate) fn count(tx: Statements, org: Uuid, holder: Uuid) -> Result<i64> {
    let count = tx.one("assignments.count", COUNT, params![org, holder], only)?;
    Ok(count.unwrap_or_default())
}

const COUNT: &str = "SELECT count(*) FROM assignments WHERE org_id = ?1 AND holder_id = ?2";

/// Writes an assignment as it shall be.
pub(crate) fn put(tx: Statements, given: &Assignment) -> Result<usize> {
    tx.put(
        "assignments.put",
        &PUT,
        given.version,
        params![
            given.org.uuid(),
            given.id.uuid(),
            given.holder.kind(),
            given.holder.uuid(),
            given.role.uuid(),
            given.team.map(TeamId::uuid),
            given.expires_at.map(tenantry::Time::micros),
            given.given_by.kind(),
            given.given_by.uuid(),
            given.version.cast_signed(),
            given.created_at.micros(),
            given.updated_at.micros(),
        ],
    )
}

const PUT: Put = Put {
    insert: "
    INSERT INTO assignments (org_id, assignment_id, holder_kind, holder_id, role_id, team_id,
                             expires_at, given_by_kind, given_by_id, version, created_at,
                             updated_at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
    ON CONFLICT (org_id, assignment_id) DO NOTHING",
    update: "
    UPDATE assignments
    SET holder_kind = ?3, holder_id = ?4, role_id = ?5, team_id = ?6, expires_at = ?7,
        given_by_kind = ?8, given_by_id = ?9, version = ?10, created_at = ?11, updated_at = ?12
    WHERE org_id = ?1 AND assignment_id = ?2",
};

/// Removes an assignment.
pub(crate) fn remove(tx: Statements, org: Uuid, id: AssignmentId) -> Result<usize> {
    tx.run("assignments.remove", REMOVE, params![org, id.uuid()])
}

const REMOVE: &str = "DELETE FROM assignments WHERE org_id = ?1 AND assignment_id = ?2";

/// Removes every assignment to a holder, and every one in a team.
pub(crate) fn sweep(tx: Statements, org: Uuid, of: Uuid) -> Result<usize> {
    let held = tx.run("assignments.sweep_held", SWEEP_HELD, params![org, of])?;
    let there = tx.run("assignments.sweep_team", SWEEP_TEAM, params![org, of])?;
    Ok(held + there)
}

const SWEEP_HELD: &str = "DELETE FROM assignments WHERE org_id = ?1 AND holder_id = ?2";
const SWEEP_TEAM: &str = "DELETE FROM assignments WHERE org_id = ?1 AND team_id = ?2";
