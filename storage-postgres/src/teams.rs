//! The room of teams: reads, writes and rows.

use async_trait::async_trait;
use tenantry::access::Principal;
use tenantry::page::Keyset;
use tenantry::storage::{Key, Row, Scope, Seen, TeamReads, TeamsOf, View};
use tenantry::teams::{TEAMS_MAX, Team, TeamMember};
use tenantry::{OrgId, Result, TeamId};
use uuid::Uuid;

use crate::commit::Step;
use crate::engine::Postgres;
use crate::read::no_scope;
use crate::row::{Fields, column, int};
use crate::schema::Schema;

pub(crate) mod members;

const TEAM: &str = "
SELECT {seen}, t.org_id, t.team_id, t.parent_id, t.owner_kind, t.owner_id, t.name, t.description,
       t.version, t.created_at, t.updated_at
FROM tenantry.org_heads h
LEFT JOIN tenantry.teams t ON t.org_id = h.org_id AND t.team_id = $4
WHERE h.org_id = $1";

// The bound of height, which no organisation has the teams to pass, would end a cycle, which no
// commit lets through. The path is one array: rows would each say again where the scope stands.
const TEAM_PATH: &str = "
WITH RECURSIVE path AS (
    SELECT team_id, parent_id, 1 AS height
    FROM tenantry.teams WHERE org_id = $1 AND team_id = $4
  UNION ALL
    SELECT t.team_id, t.parent_id, p.height + 1
    FROM path p JOIN tenantry.teams t ON t.org_id = $1 AND t.team_id = p.parent_id
    WHERE p.height < $5
)
SELECT {seen}, ARRAY(SELECT team_id FROM path ORDER BY height)
FROM tenantry.org_heads h
WHERE h.org_id = $1";

const TEAMS_OF_ORG: &str = "
SELECT {seen}, t.*
FROM tenantry.org_heads h
LEFT JOIN LATERAL (
    SELECT org_id, team_id, parent_id, owner_kind, owner_id, name, description,
           version, created_at, updated_at
    FROM tenantry.teams
    WHERE org_id = $1 AND team_id {>} $4 ORDER BY team_id {asc} LIMIT $5
) t ON true
WHERE h.org_id = $1
ORDER BY t.team_id {asc}";

const TEAMS_AT_TOP: &str = "
SELECT {seen}, t.*
FROM tenantry.org_heads h
LEFT JOIN LATERAL (
    SELECT org_id, team_id, parent_id, owner_kind, owner_id, name, description,
           version, created_at, updated_at
    FROM tenantry.teams
    WHERE org_id = $1 AND parent_id IS NULL AND team_id {>} $4 ORDER BY team_id {asc} LIMIT $5
) t ON true
WHERE h.org_id = $1
ORDER BY t.team_id {asc}";

const TEAMS_OF_PARENT: &str = "
SELECT {seen}, t.*
FROM tenantry.org_heads h
LEFT JOIN LATERAL (
    SELECT org_id, team_id, parent_id, owner_kind, owner_id, name, description,
           version, created_at, updated_at
    FROM tenantry.teams
    WHERE org_id = $1 AND parent_id = $6 AND team_id {>} $4 ORDER BY team_id {asc} LIMIT $5
) t ON true
WHERE h.org_id = $1
ORDER BY t.team_id {asc}";

// UNION, not UNION ALL: a cycle would end here too.
const TEAMS_BELOW: &str = "
WITH RECURSIVE below AS (
    SELECT team_id FROM tenantry.teams WHERE org_id = $1 AND parent_id = $6
  UNION
    SELECT t.team_id FROM below b JOIN tenantry.teams t ON t.org_id = $1 AND t.parent_id = b.team_id
)
SELECT {seen}, t.*
FROM tenantry.org_heads h
LEFT JOIN LATERAL (
    SELECT org_id, team_id, parent_id, owner_kind, owner_id, name, description,
           version, created_at, updated_at
    FROM below JOIN tenantry.teams USING (team_id)
    WHERE org_id = $1 AND team_id {>} $4 ORDER BY team_id {asc} LIMIT $5
) t ON true
WHERE h.org_id = $1
ORDER BY t.team_id {asc}";

const TEAMS_OWNED: &str = "
SELECT {seen}, t.*
FROM tenantry.org_heads h
LEFT JOIN LATERAL (
    SELECT org_id, team_id, parent_id, owner_kind, owner_id, name, description,
           version, created_at, updated_at
    FROM tenantry.teams
    WHERE org_id = $1 AND owner_id = $4 AND owner_kind = $5 ORDER BY team_id LIMIT $6
) t ON true
WHERE h.org_id = $1
ORDER BY t.team_id";

#[async_trait]
impl TeamReads for Postgres {
    async fn team(&self, view: &View, id: TeamId) -> Result<Seen<Option<Team>>> {
        let engine = &self.engine;
        let ask = || engine.view(view, TEAM).bind(id.uuid());
        engine.seen_one(view, ask, team).await
    }

    async fn team_path(&self, view: &View, id: TeamId) -> Result<Seen<Vec<TeamId>>> {
        let engine = &self.engine;
        let ask = || engine.view(view, TEAM_PATH).bind(id.uuid()).bind(TEAMS_MAX);
        let seen = engine.seen_maybe(ask, path).await?;
        seen.ok_or_else(|| no_scope(view.scope))
    }

    async fn teams(&self, view: &View, of: TeamsOf, keyset: Keyset) -> Result<Seen<Vec<Team>>> {
        let engine = &self.engine;
        let ask = || {
            let page = |text| {
                let ask = engine.page(view, text, keyset).bind(keyset.after);
                ask.bind(i64::from(keyset.limit))
            };
            match of {
                TeamsOf::Org => page(TEAMS_OF_ORG),
                TeamsOf::Top => page(TEAMS_AT_TOP),
                TeamsOf::Parent(id) => page(TEAMS_OF_PARENT).bind(id.uuid()),
                TeamsOf::Below(id) => page(TEAMS_BELOW).bind(id.uuid()),
            }
        };
        engine.seen_many(view, ask, team).await
    }

    async fn team_members(
        &self,
        view: &View,
        team: TeamId,
        keyset: Keyset,
    ) -> Result<Seen<Vec<TeamMember>>> {
        let engine = &self.engine;
        let ask = || {
            let ask = engine.page(view, members::LIST, keyset).bind(team.uuid());
            ask.bind(keyset.after).bind(i64::from(keyset.limit))
        };
        engine.seen_many(view, ask, members::member).await
    }

    async fn all_team_members(
        &self,
        view: &View,
        after: (TeamId, Uuid),
        limit: u32,
    ) -> Result<Seen<Vec<TeamMember>>> {
        let engine = &self.engine;
        let ask = || {
            let ask = engine.view(view, members::LIST_ALL).bind(after.0.uuid());
            ask.bind(after.1).bind(i64::from(limit))
        };
        engine.seen_many(view, ask, members::member).await
    }

    async fn team_members_count(
        &self,
        view: &View,
        teams: &[TeamId],
        limit: u32,
    ) -> Result<Seen<u64>> {
        let engine = &self.engine;
        let teams = column(teams, |team| team.uuid());
        let ask = || {
            let ask = engine.view(view, members::COUNT).bind(teams.clone());
            ask.bind(i64::from(limit))
        };
        let seen = engine.seen_maybe(ask, |fields| fields.count()).await?;
        seen.ok_or_else(|| no_scope(view.scope))
    }

    async fn team_member(
        &self,
        view: &View,
        team: TeamId,
        principal: Principal,
    ) -> Result<Seen<Option<TeamMember>>> {
        let engine = &self.engine;
        let ask = || {
            let ask = engine.view(view, members::FIND).bind(team.uuid());
            ask.bind(principal.uuid()).bind(principal.kind())
        };
        engine.seen_one(view, ask, members::member).await
    }

    async fn teams_owned(
        &self,
        view: &View,
        owner: Principal,
        limit: u32,
    ) -> Result<Seen<Vec<Team>>> {
        let engine = &self.engine;
        let ask = || {
            let ask = engine.view(view, TEAMS_OWNED).bind(owner.uuid());
            ask.bind(owner.kind()).bind(i64::from(limit))
        };
        engine.seen_many(view, ask, team).await
    }
}

fn path(fields: &mut Fields<'_>) -> Result<Vec<TeamId>> {
    let path = fields.next::<Vec<Uuid>>()?;
    Ok(path.into_iter().map(TeamId::from_uuid).collect())
}

fn team(fields: &mut Fields<'_>) -> Result<Team> {
    Ok(Team {
        org: fields.id(OrgId::from_uuid)?,
        id: fields.id(TeamId::from_uuid)?,
        parent: fields.maybe_id(TeamId::from_uuid)?,
        owner: fields.principal()?,
        name: fields.next()?,
        description: fields.next()?,
        version: fields.count()?,
        created_at: fields.time()?,
        updated_at: fields.time()?,
    })
}

const PUT_TEAMS: &str = "
INSERT INTO tenantry.teams (org_id, team_id, parent_id, owner_kind, owner_id, name, description,
                            version, created_at, updated_at)
SELECT * FROM UNNEST($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::uuid[], $6::text[],
                     $7::text[], $8::bigint[], $9::bigint[], $10::bigint[])
ON CONFLICT (org_id, team_id) DO UPDATE SET
    parent_id = EXCLUDED.parent_id, owner_kind = EXCLUDED.owner_kind,
    owner_id = EXCLUDED.owner_id, name = EXCLUDED.name, description = EXCLUDED.description,
    version = EXCLUDED.version, created_at = EXCLUDED.created_at,
    updated_at = EXCLUDED.updated_at";

const REMOVE_TEAMS: &str = "
DELETE FROM tenantry.teams t USING UNNEST($1::uuid[], $2::uuid[]) AS k(org_id, team_id)
WHERE t.org_id = k.org_id AND t.team_id = k.team_id";

/// Writes teams as they end.
pub(crate) fn put_teams(schema: &Schema, rows: &[&Row]) -> Option<Step> {
    let rows = Step::rows(rows, |row| match row {
        Row::Team(row) => Some(row),
        _ => None,
    })?;
    let ask = schema
        .ask(PUT_TEAMS)
        .bind(column(&rows, |row| row.org.uuid()))
        .bind(column(&rows, |row| row.id.uuid()))
        .bind(column(&rows, |row| row.parent.map(TeamId::uuid)))
        .bind(column(&rows, |row| row.owner.kind()))
        .bind(column(&rows, |row| row.owner.uuid()))
        .bind(column(&rows, |row| row.name.as_str()))
        .bind(column(&rows, |row| row.description.as_deref()))
        .bind(column(&rows, |row| int(row.version)))
        .bind(column(&rows, |row| row.created_at.micros()))
        .bind(column(&rows, |row| row.updated_at.micros()));
    Some(Step::new("teams.put", ask))
}

/// Removes teams.
pub(crate) fn remove_teams(schema: &Schema, gone: &[(Scope, &Key)]) -> Option<Step> {
    let (orgs, teams) = Step::keys(gone, |key| match key {
        Key::Team(team) => Some(team.uuid()),
        _ => None,
    })?;
    let ask = schema.ask(REMOVE_TEAMS).bind(orgs).bind(teams);
    Some(Step::new("teams.remove", ask))
}
