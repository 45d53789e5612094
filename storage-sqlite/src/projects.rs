//! The room of projects: rows, writes, reads.

use async_trait::async_trait;
use rusqlite::{Connection, Result, params};
use tenantry::access::{Level, Principal, Visible};
use tenantry::page::Keyset;
use tenantry::projects::{Project, ProjectStatus};
use tenantry::storage::{ProjectReads, ProjectsOf, Seen, View};
use tenantry::{Day, OrgId, ProjectId, TeamId};
use uuid::Uuid;

use crate::query::{Columns, hex, json, one, only, page};
use crate::store::Sqlite;
use crate::transaction::{Put, Statements};
use crate::view;

#[async_trait]
impl ProjectReads for Sqlite {
    async fn project(&self, view: &View, id: ProjectId) -> tenantry::Result<Seen<Option<Project>>> {
        self.read(|db| view::of_org(db, view, |org| find(db, org, id)))
    }

    async fn projects(
        &self,
        view: &View,
        visible: &Visible,
        of: ProjectsOf,
        keyset: Keyset,
    ) -> tenantry::Result<Seen<Vec<Project>>> {
        let (view, visible) = (*view, visible.clone());
        let read = move |db: &Connection| {
            view::of_org(db, &view, |org| list(db, org, &visible, of, keyset))
        };
        // Whoever does not see all of them may have many looked at for each that they see.
        self.read_long(read).await
    }
}

fn find(db: &Connection, org: OrgId, id: ProjectId) -> Result<Option<Project>> {
    one(db, FIND, params![org.uuid(), id.uuid()], project)
}

const FIND: &str = "
    SELECT org_id, project_id, name, description, owner_kind, owner_id, team_id, status, starts_on,
           due_on, version, created_at, updated_at
    FROM projects WHERE org_id = ?1 AND project_id = ?2";

fn list(
    db: &Connection,
    org: OrgId,
    visible: &Visible,
    of: ProjectsOf,
    keyset: Keyset,
) -> Result<Vec<Project>> {
    let teams = visible.teams.iter().map(|team| hex(team.uuid()));
    let holders = visible.holders.iter();
    let holders = holders.map(|holder| vec![holder.kind().to_owned(), hex(holder.uuid())]);
    let levels = Level::ALL
        .into_iter()
        .filter(|level| *level >= visible.level);
    let params = params![
        org.uuid(),
        keyset.after,
        keyset.limit,
        visible.all,
        json(teams),
        visible.owner.map(Principal::kind),
        visible.owner.map(Principal::uuid),
        json(holders),
        json(levels.map(Level::name)),
        visible.now.micros(),
        visible.joined_at.micros(),
        of.team.map(TeamId::uuid),
        of.owner.map(Principal::kind),
        of.owner.map(Principal::uuid),
        of.status.map(ProjectStatus::name),
    ];
    page(db, LIST, keyset, params, project)
}

const LIST: &str = "
    WITH RECURSIVE reach (team_id) AS (
        SELECT unhex(value) FROM json_each(?5)
        UNION
        SELECT t.team_id FROM reach JOIN teams AS t
            ON t.org_id = ?1 AND t.parent_id = reach.team_id
    )
    SELECT p.org_id, p.project_id, p.name, p.description, p.owner_kind, p.owner_id, p.team_id,
           p.status, p.starts_on, p.due_on, p.version, p.created_at, p.updated_at
    FROM projects AS p
    WHERE p.org_id = ?1 AND p.project_id {>} ?2
      AND (?12 IS NULL OR p.team_id = ?12)
      AND (?14 IS NULL OR (p.owner_id = ?14 AND p.owner_kind = ?13))
      AND (?15 IS NULL OR p.status = ?15)
      AND (?4
        OR p.team_id IN (SELECT team_id FROM reach)
        OR (p.owner_id = ?7 AND p.owner_kind = ?6)
        OR EXISTS (
            SELECT 1 FROM grants AS g
            WHERE g.org_id = ?1 AND g.object_id = p.project_id AND g.object_kind = 'project'
              AND (g.holder_kind, g.holder_id) IN (
                  SELECT value ->> 0, unhex(value ->> 1) FROM json_each(?8))
              AND g.level IN (SELECT value FROM json_each(?9))
              AND (g.expires_at IS NULL OR g.expires_at > ?10)
              AND (g.created_at >= ?11 OR g.holder_kind NOT IN ('user', 'service'))))
    ORDER BY p.project_id {asc} LIMIT ?3";

fn project(row: &mut Columns) -> Result<Project> {
    Ok(Project {
        org: row.take()?,
        id: row.take()?,
        name: row.take()?,
        description: row.take()?,
        owner: row.principal()?,
        team: row.take()?,
        status: row.take()?,
        starts_on: row.take()?,
        due_on: row.take()?,
        version: row.take()?,
        created_at: row.take()?,
        updated_at: row.take()?,
    })
}

/// The version of a project, if there is one.
pub(crate) fn version(tx: Statements, org: Uuid, id: ProjectId) -> Result<Option<u64>> {
    tx.one("projects.version", VERSION, params![org, id.uuid()], only)
}

const VERSION: &str = "SELECT version FROM projects WHERE org_id = ?1 AND project_id = ?2";

/// Writes a project as it shall be.
pub(crate) fn put(tx: Statements, project: &Project) -> Result<usize> {
    tx.put(
        "projects.put",
        &PUT,
        project.version,
        params![
            project.org.uuid(),
            project.id.uuid(),
            project.name,
            project.description,
            project.owner.kind(),
            project.owner.uuid(),
            project.team.map(TeamId::uuid),
            project.status.name(),
            project.starts_on.map(Day::days),
            project.due_on.map(Day::days),
            project.version.cast_signed(),
            project.created_at.micros(),
            project.updated_at.micros(),
        ],
    )
}

const PUT: Put = Put {
    insert: "
    INSERT INTO projects (org_id, project_id, name, description, owner_kind, owner_id, team_id,
                          status, starts_on, due_on, version, created_at, updated_at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
    ON CONFLICT (org_id, project_id) DO NOTHING",
    update: "
    UPDATE projects
    SET name = ?3, description = ?4, owner_kind = ?5, owner_id = ?6, team_id = ?7, status = ?8,
        starts_on = ?9, due_on = ?10, version = ?11, created_at = ?12, updated_at = ?13
    WHERE org_id = ?1 AND project_id = ?2",
};

/// Removes a project.
pub(crate) fn remove(tx: Statements, org: Uuid, id: ProjectId) -> Result<usize> {
    tx.run("projects.remove", REMOVE, params![org, id.uuid()])
}

const REMOVE: &str = "DELETE FROM projects WHERE org_id = ?1 AND project_id = ?2";
