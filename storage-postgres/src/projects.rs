//! The room of projects: reads, writes and rows.

use async_trait::async_trait;
use tenantry::access::{Level, Principal, Visible};
use tenantry::page::Keyset;
use tenantry::projects::{Project, ProjectStatus};
use tenantry::storage::{Key, ProjectReads, ProjectsOf, Row, Scope, Seen, View};
use tenantry::{Day, OrgId, ProjectId, Result, TeamId};

use crate::commit::Step;
use crate::engine::Postgres;
use crate::row::{Fields, column, int};
use crate::schema::{Ask, Schema};

#[async_trait]
impl ProjectReads for Postgres {
    async fn project(&self, view: &View, id: ProjectId) -> Result<Seen<Option<Project>>> {
        let engine = &self.engine;
        let ask = || engine.view(view, FIND).bind(id.uuid());
        engine.seen_one(view, ask, project).await
    }

    async fn projects(
        &self,
        view: &View,
        visible: &Visible,
        of: ProjectsOf,
        keyset: Keyset,
    ) -> Result<Seen<Vec<Project>>> {
        let engine = &self.engine;
        let ask = || {
            let ask = engine.page(view, LIST, keyset).bind(keyset.after);
            filtered(seen_by(ask.bind(i64::from(keyset.limit)), visible), of)
        };
        engine.seen_many(view, ask, project).await
    }
}

/// Binds `$6` to `$14`: what is visible.
fn seen_by(ask: Ask, visible: &Visible) -> Ask {
    let enough = Level::ALL
        .into_iter()
        .filter(|level| *level >= visible.level);
    ask.bind(visible.all)
        .bind(column(&visible.teams, |team| team.uuid()))
        .bind(visible.owner.map(Principal::kind))
        .bind(visible.owner.map(Principal::uuid))
        .bind(column(&visible.holders, |holder| holder.kind()))
        .bind(column(&visible.holders, |holder| holder.uuid()))
        .bind(enough.map(Level::name).collect::<Vec<_>>())
        .bind(visible.joined_at.micros())
        .bind(visible.now.micros())
}

/// Binds `$15` to `$18`: what is wanted of it.
fn filtered(ask: Ask, of: ProjectsOf) -> Ask {
    ask.bind(of.team.map(TeamId::uuid))
        .bind(of.owner.map(Principal::kind))
        .bind(of.owner.map(Principal::uuid))
        .bind(of.status.map(ProjectStatus::name))
}

const FIND: &str = "
SELECT {seen}, p.org_id, p.project_id, p.name, p.description, p.owner_kind, p.owner_id, p.team_id,
       p.status, p.starts_on, p.due_on, p.version, p.created_at, p.updated_at
FROM tenantry.org_heads h
LEFT JOIN tenantry.projects p ON p.org_id = h.org_id AND p.project_id = $4
WHERE h.org_id = $1";

// The projects are walked by id until the page is full. What is reached and shared is found once,
// when the first project asks for it: never for whoever sees all.
//
// UNION, not UNION ALL: a cycle, which no commit lets through, would end here too. Rows are looked
// up one by one, as in the standing of a caller, which says why.
const LIST: &str = "
WITH RECURSIVE reached AS (
    SELECT UNNEST($7::uuid[]) AS team_id
  UNION
    SELECT t.team_id
    FROM reached r
    CROSS JOIN LATERAL (
        SELECT team_id FROM tenantry.teams WHERE org_id = $1 AND parent_id = r.team_id OFFSET 0
    ) t
), shared AS (
    SELECT g.object_id
    FROM UNNEST($10::text[], $11::uuid[]) AS k(kind, id)
    CROSS JOIN LATERAL (
        SELECT object_id FROM tenantry.grants
        WHERE org_id = $1 AND holder_id = k.id AND object_kind = 'project'
          AND holder_kind = k.kind AND level = ANY($12)
          AND (holder_kind NOT IN ('user', 'service') OR created_at >= $13)
          AND (expires_at IS NULL OR expires_at > $14)
        OFFSET 0
    ) g
)
SELECT {seen}, p.*
FROM tenantry.org_heads h
LEFT JOIN LATERAL (
    SELECT org_id, project_id, name, description, owner_kind, owner_id, team_id, status, starts_on,
           due_on, version, created_at, updated_at
    FROM tenantry.projects
    WHERE org_id = $1 AND project_id {>} $4
      AND ($15 IS NULL OR team_id = $15)
      AND ($17 IS NULL OR (owner_id = $17 AND owner_kind = $16))
      AND ($18 IS NULL OR status = $18)
      AND ($6
        OR (owner_id = $9 AND owner_kind = $8)
        OR team_id IN (SELECT team_id FROM reached)
        OR project_id IN (SELECT object_id FROM shared))
    ORDER BY project_id {asc} LIMIT $5
) p ON true
WHERE h.org_id = $1
ORDER BY p.project_id {asc}";

fn project(fields: &mut Fields<'_>) -> Result<Project> {
    Ok(Project {
        org: fields.id(OrgId::from_uuid)?,
        id: fields.id(ProjectId::from_uuid)?,
        name: fields.next()?,
        description: fields.next()?,
        owner: fields.principal()?,
        team: fields.maybe_id(TeamId::from_uuid)?,
        status: fields.named("status", ProjectStatus::from_name)?,
        starts_on: fields.maybe_date()?,
        due_on: fields.maybe_date()?,
        version: fields.count()?,
        created_at: fields.time()?,
        updated_at: fields.time()?,
    })
}

/// Writes projects as they end.
pub(crate) fn put(schema: &Schema, rows: &[&Row]) -> Option<Step> {
    let rows = Step::rows(rows, |row| match row {
        Row::Project(row) => Some(row),
        _ => None,
    })?;
    let ask = schema
        .ask(PUT)
        .bind(column(&rows, |row| row.org.uuid()))
        .bind(column(&rows, |row| row.id.uuid()))
        .bind(column(&rows, |row| row.name.as_str()))
        .bind(column(&rows, |row| row.description.as_deref()))
        .bind(column(&rows, |row| row.owner.kind()))
        .bind(column(&rows, |row| row.owner.uuid()))
        .bind(column(&rows, |row| row.team.map(TeamId::uuid)))
        .bind(column(&rows, |row| row.status.name()))
        .bind(column(&rows, |row| row.starts_on.map(Day::days)))
        .bind(column(&rows, |row| row.due_on.map(Day::days)))
        .bind(column(&rows, |row| int(row.version)))
        .bind(column(&rows, |row| row.created_at.micros()))
        .bind(column(&rows, |row| row.updated_at.micros()));
    Some(Step::new("projects.put", ask))
}

const PUT: &str = "
INSERT INTO tenantry.projects (org_id, project_id, name, description, owner_kind, owner_id, team_id,
                               status, starts_on, due_on, version, created_at, updated_at)
SELECT * FROM UNNEST($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::uuid[],
                     $7::uuid[], $8::text[], $9::integer[], $10::integer[],
                     $11::bigint[], $12::bigint[], $13::bigint[])
ON CONFLICT (org_id, project_id) DO UPDATE SET
    name = EXCLUDED.name, description = EXCLUDED.description,
    owner_kind = EXCLUDED.owner_kind, owner_id = EXCLUDED.owner_id, team_id = EXCLUDED.team_id,
    status = EXCLUDED.status, starts_on = EXCLUDED.starts_on, due_on = EXCLUDED.due_on,
    version = EXCLUDED.version, created_at = EXCLUDED.created_at,
    updated_at = EXCLUDED.updated_at";

/// Removes projects.
pub(crate) fn remove(schema: &Schema, gone: &[(Scope, &Key)]) -> Option<Step> {
    let (orgs, projects) = Step::keys(gone, |key| match key {
        Key::Project(project) => Some(project.uuid()),
        _ => None,
    })?;
    let ask = schema.ask(REMOVE).bind(orgs).bind(projects);
    Some(Step::new("projects.remove", ask))
}

const REMOVE: &str = "
DELETE FROM tenantry.projects t USING UNNEST($1::uuid[], $2::uuid[]) AS k(org_id, project_id)
WHERE t.org_id = k.org_id AND t.project_id = k.project_id";
