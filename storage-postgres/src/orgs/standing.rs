//! What somebody's authority in an organisation is made of, read in one statement.

use tenantry::access::{Principal, Role};
use tenantry::storage::{OrgStanding, Seen, View};
use tenantry::{Result, TeamId};
use uuid::Uuid;

use super::{member, org};
use crate::access::assignments::assigned;
use crate::engine::Engine;
use crate::error::unreadable;
use crate::read::{SEEN_COLUMNS, items, seen};
use crate::row::Fields;

/// What a principal's authority in an organisation is made of.
pub(super) async fn find(
    engine: &Engine,
    view: &View,
    principal: Option<Principal>,
) -> Result<Option<Seen<OrgStanding>>> {
    let ask = || {
        let ask = engine.view(view, FIND).bind(principal.map(Principal::uuid));
        ask.bind(principal.map(Principal::kind))
    };
    let rows = engine.rows(ask).await?;
    let Some(first) = rows.first() else {
        return Ok(None);
    };
    let standing = OrgStanding {
        assigned: items(&rows, SEEN_COLUMNS + COLUMNS, assigned)?,
        ..standing(&mut Fields::after(first, SEEN_COLUMNS))?
    };
    seen(first, standing).map(Some)
}

// Each role that was given is a row. Only the first row says how all else stands: what is long
// is not said again with each of them.
//
// A plan is made for the average organisation, and every call waits for it in a large one too.
// With OFFSET 0, rows are looked up one by one instead of joined with all there are. That a
// version is above 0 is always so, but no index says it: without, one that holds the parents is
// read from end to end rather than the one that leads to the team.
const FIND: &str = "
WITH RECURSIVE held AS (
    SELECT team_id, role FROM tenantry.team_members
    WHERE org_id = $1 AND principal_id = $4 AND principal_kind = $5
  UNION ALL
    SELECT team_id, 'owner' FROM tenantry.teams
    WHERE org_id = $1 AND owner_id = $4 AND owner_kind = $5
), above AS (
    SELECT team_id FROM held
  UNION
    SELECT t.parent_id
    FROM above a
    CROSS JOIN LATERAL (
        SELECT parent_id FROM tenantry.teams
        WHERE org_id = $1 AND team_id = a.team_id AND version > 0 OFFSET 0
    ) t
    WHERE t.parent_id IS NOT NULL
), holders AS (
    SELECT $5 AS kind, $4 AS id
  UNION
    SELECT 'team', team_id FROM held
  UNION
    SELECT 'subtree', team_id FROM above
), given AS (
    SELECT a.org_id, a.assignment_id, a.holder_kind, a.holder_id, a.role_id, a.team_id,
           a.expires_at, a.given_by_kind, a.given_by_id, a.version, a.created_at, a.updated_at,
           r.org_id, r.role_id, r.name, r.description, r.permissions::text,
           r.version, r.created_at, r.updated_at,
           row_number() OVER (ORDER BY a.assignment_id) AS place
    FROM holders k
    CROSS JOIN LATERAL (
        SELECT * FROM tenantry.assignments
        WHERE org_id = $1 AND holder_id = k.id AND holder_kind = k.kind OFFSET 0
    ) a
    LEFT JOIN LATERAL (
        SELECT * FROM tenantry.roles WHERE org_id = $1 AND role_id = a.role_id OFFSET 0
    ) r ON true
)
SELECT {seen}, o.org_id, o.directory_id, o.name, o.slug, o.address::text, o.contact::text,
       o.status, o.version, o.created_at, o.updated_at,
       of_teams.ids, of_teams.roles, above_them.ids,
       m.org_id, m.principal_kind, m.principal_id, m.role, m.suspended,
       m.version, m.created_at, m.updated_at,
       given.*
FROM (SELECT 1 AS place, * FROM tenantry.org_heads WHERE org_id = $1) h
JOIN tenantry.orgs o ON o.org_id = h.org_id
LEFT JOIN tenantry.members m
    ON m.org_id = h.org_id AND m.principal_id = $4 AND m.principal_kind = $5
CROSS JOIN (SELECT array_agg(team_id) AS ids, array_agg(role) AS roles FROM held) of_teams
CROSS JOIN (SELECT array_agg(team_id ORDER BY team_id) AS ids FROM above) above_them
FULL JOIN given ON given.place = h.place
ORDER BY given.place";

/// Columns of [`standing`].
const COLUMNS: usize = 21;

/// All but what was given.
fn standing(fields: &mut Fields<'_>) -> Result<OrgStanding> {
    let org = org(fields)?;
    let teams = ids(fields)?;
    let roles = fields.next::<Option<Vec<String>>>()?.unwrap_or_default();
    let team_roles = teams.into_iter().zip(&roles).map(|(team, role)| {
        let role = role.parse::<Role>().map_err(|_| unreadable("role"))?;
        Ok((team, role))
    });
    Ok(OrgStanding {
        org,
        team_roles: team_roles.collect::<Result<_>>()?,
        above: ids(fields)?,
        member: fields.maybe(member)?,
        assigned: Vec::new(),
    })
}

fn ids(fields: &mut Fields<'_>) -> Result<Vec<TeamId>> {
    let ids = fields.next::<Option<Vec<Uuid>>>()?.unwrap_or_default();
    Ok(ids.into_iter().map(TeamId::from_uuid).collect())
}
