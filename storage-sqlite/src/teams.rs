//! The room of teams: rows, writes, reads.

use async_trait::async_trait;
use rusqlite::{Connection, Result, params};
use tenantry::access::{Principal, Role};
use tenantry::page::Keyset;
use tenantry::storage::{Seen, TeamReads, TeamsOf, View};
use tenantry::teams::{TEAMS_MAX, Team, TeamMember};
use tenantry::{OrgId, TeamId};
use uuid::Uuid;

use crate::query::{Columns, many, only, page};
use crate::store::{INLINE_ROWS_MAX, Sqlite};
use crate::transaction::{Put, Statements};
use crate::view;

pub(crate) mod members;

#[async_trait]
impl TeamReads for Sqlite {
    async fn team(&self, view: &View, id: TeamId) -> tenantry::Result<Seen<Option<Team>>> {
        self.read(|db| view::one_of_org(db, view, FIND, id.uuid(), team))
    }

    async fn team_path(&self, view: &View, id: TeamId) -> tenantry::Result<Seen<Vec<TeamId>>> {
        let view = *view;
        let read =
            move |db: &Connection, max| view::of_org(db, &view, |org| path(db, org, id, max));
        // Trees are seldom deep: the few that are longer are begun anew where they hold up nobody.
        let short = self.read(|db| read(db, INLINE_ROWS_MAX.into()))?;
        if short.value.len() < INLINE_ROWS_MAX as usize {
            return Ok(short);
        }
        self.read_long(move |db| read(db, TEAMS_MAX)).await
    }

    async fn teams(
        &self,
        view: &View,
        of: TeamsOf,
        keyset: Keyset,
    ) -> tenantry::Result<Seen<Vec<Team>>> {
        let view = *view;
        let read = move |db: &Connection| view::of_org(db, &view, |org| list(db, org, of, keyset));
        match of {
            // A page of these walks everything below, however short the page is.
            TeamsOf::Below(_) => self.read_long(read).await,
            _ => self.list(keyset.limit, read).await,
        }
    }

    async fn team_members(
        &self,
        view: &View,
        team: TeamId,
        keyset: Keyset,
    ) -> tenantry::Result<Seen<Vec<TeamMember>>> {
        let view = *view;
        self.list(keyset.limit, move |db| {
            view::of_org(db, &view, |org| members::list(db, org, team, keyset))
        })
        .await
    }

    async fn all_team_members(
        &self,
        view: &View,
        after: (TeamId, Uuid),
        limit: u32,
    ) -> tenantry::Result<Seen<Vec<TeamMember>>> {
        let view = *view;
        self.list(limit, move |db| {
            view::of_org(db, &view, |org| members::list_all(db, org, after, limit))
        })
        .await
    }

    async fn team_members_count(
        &self,
        view: &View,
        teams: &[TeamId],
        limit: u32,
    ) -> tenantry::Result<Seen<u64>> {
        let (view, teams) = (*view, members::named(teams));
        self.list(limit, move |db| {
            view::of_org(db, &view, |org| members::count(db, org, &teams, limit))
        })
        .await
    }

    async fn team_member(
        &self,
        view: &View,
        team: TeamId,
        principal: Principal,
    ) -> tenantry::Result<Seen<Option<TeamMember>>> {
        self.read(|db| view::of_org(db, view, |org| members::find(db, org, team, principal)))
    }

    async fn teams_owned(
        &self,
        view: &View,
        owner: Principal,
        limit: u32,
    ) -> tenantry::Result<Seen<Vec<Team>>> {
        let view = *view;
        self.list(limit, move |db| {
            view::of_org(db, &view, |org| {
                let params = params![org.uuid(), owner.uuid(), limit, owner.kind()];
                many(db, LIST_OWNED, params, team)
            })
        })
        .await
    }
}

fn list(db: &Connection, org: OrgId, of: TeamsOf, keyset: Keyset) -> Result<Vec<Team>> {
    let (org, after, limit) = (org.uuid(), keyset.after, keyset.limit);
    match of {
        TeamsOf::Org => page(db, LIST, keyset, params![org, after, limit], team),
        TeamsOf::Top => page(db, LIST_TOP, keyset, params![org, after, limit], team),
        TeamsOf::Parent(id) => {
            let params = params![org, after, limit, id.uuid()];
            page(db, LIST_CHILDREN, keyset, params, team)
        }
        TeamsOf::Below(id) => {
            let params = params![org, after, limit, id.uuid()];
            page(db, LIST_BELOW, keyset, params, team)
        }
    }
}

/// A team and those above it; as many as are asked for.
fn path(db: &Connection, org: OrgId, id: TeamId, max: i64) -> Result<Vec<TeamId>> {
    many(db, PATH, params![org.uuid(), id.uuid(), max], only)
}

/// The roles of a principal in teams: as a member, and as the owner.
pub(crate) fn roles_of(
    db: &Connection,
    org: OrgId,
    principal: Principal,
) -> Result<Vec<(TeamId, Role)>> {
    let params = params![org.uuid(), principal.uuid(), principal.kind()];
    many(db, ROLES, params, |row| Ok((row.take()?, row.take()?)))
}

const ROLES: &str = "
    SELECT team_id, role FROM team_members
    WHERE org_id = ?1 AND principal_id = ?2 AND principal_kind = ?3
    UNION ALL
    SELECT team_id, 'owner' FROM teams
    WHERE org_id = ?1 AND owner_id = ?2 AND owner_kind = ?3";

/// The version of a team, if there is one.
pub(crate) fn version(tx: Statements, org: Uuid, id: TeamId) -> Result<Option<u64>> {
    tx.one("teams.version", VERSION, params![org, id.uuid()], only)
}

const VERSION: &str = "SELECT version FROM teams WHERE org_id = ?1 AND team_id = ?2";

/// Writes a team as it shall be.
pub(crate) fn put(tx: Statements, team: &Team) -> Result<usize> {
    tx.put(
        "teams.put",
        &PUT,
        team.version,
        params![
            team.org.uuid(),
            team.id.uuid(),
            team.parent.map(TeamId::uuid),
            team.owner.kind(),
            team.owner.uuid(),
            team.name,
            team.description,
            team.version.cast_signed(),
            team.created_at.micros(),
            team.updated_at.micros(),
        ],
    )
}

const PUT: Put = Put {
    insert: "
    INSERT INTO teams (org_id, team_id, parent_id, owner_kind, owner_id, name, description,
                       version, created_at, updated_at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
    ON CONFLICT (org_id, team_id) DO NOTHING",
    update: "
    UPDATE teams
    SET parent_id = ?3, owner_kind = ?4, owner_id = ?5, name = ?6, description = ?7,
        version = ?8, created_at = ?9, updated_at = ?10
    WHERE org_id = ?1 AND team_id = ?2",
};

/// Removes a team.
pub(crate) fn remove(tx: Statements, org: Uuid, id: TeamId) -> Result<usize> {
    tx.run("teams.remove", REMOVE, params![org, id.uuid()])
}

const REMOVE: &str = "DELETE FROM teams WHERE org_id = ?1 AND team_id = ?2";

fn team(row: &mut Columns) -> Result<Team> {
    Ok(Team {
        org: row.take()?,
        id: row.take()?,
        parent: row.take()?,
        owner: row.principal()?,
        name: row.take()?,
        description: row.take()?,
        version: row.take()?,
        created_at: row.take()?,
        updated_at: row.take()?,
    })
}

const FIND: &str = "
    SELECT h.seq, h.rights, h.narrowed, h.floor, h.floor_hash, h.hash, h.at,
           (SELECT version FROM api_keys WHERE directory_id = ?2 AND key_id = ?3),
           t.org_id, t.team_id, t.parent_id, t.owner_kind, t.owner_id, t.name, t.description,
           t.version, t.created_at, t.updated_at
    FROM org_heads h LEFT JOIN teams t ON t.org_id = ?1 AND t.team_id = ?4
    WHERE h.org_id = ?1";

// The bound of height, and UNION instead of UNION ALL below: a cycle, which no commit lets
// through, would end and not hang.
const PATH: &str = "
    WITH RECURSIVE path (team_id, parent_id, height) AS (
        SELECT team_id, parent_id, 1 FROM teams WHERE org_id = ?1 AND team_id = ?2
        UNION ALL
        SELECT above.team_id, above.parent_id, path.height + 1
        FROM path JOIN teams AS above ON above.org_id = ?1 AND above.team_id = path.parent_id
        WHERE path.height < ?3
    )
    SELECT team_id FROM path ORDER BY height";

const LIST: &str = "
    SELECT org_id, team_id, parent_id, owner_kind, owner_id, name, description, version,
           created_at, updated_at
    FROM teams WHERE org_id = ?1 AND team_id {>} ?2
    ORDER BY team_id {asc} LIMIT ?3";

const LIST_TOP: &str = "
    SELECT org_id, team_id, parent_id, owner_kind, owner_id, name, description, version,
           created_at, updated_at
    FROM teams WHERE org_id = ?1 AND parent_id IS NULL AND team_id {>} ?2
    ORDER BY team_id {asc} LIMIT ?3";

const LIST_CHILDREN: &str = "
    SELECT org_id, team_id, parent_id, owner_kind, owner_id, name, description, version,
           created_at, updated_at
    FROM teams WHERE org_id = ?1 AND parent_id = ?4 AND team_id {>} ?2
    ORDER BY team_id {asc} LIMIT ?3";

const LIST_BELOW: &str = "
    WITH RECURSIVE below (team_id) AS (
        SELECT team_id FROM teams WHERE org_id = ?1 AND parent_id = ?4
        UNION
        SELECT child.team_id
        FROM below JOIN teams AS child ON child.org_id = ?1 AND child.parent_id = below.team_id
    )
    SELECT t.org_id, t.team_id, t.parent_id, t.owner_kind, t.owner_id, t.name, t.description,
           t.version, t.created_at, t.updated_at
    FROM below JOIN teams AS t ON t.org_id = ?1 AND t.team_id = below.team_id
    WHERE below.team_id {>} ?2
    ORDER BY below.team_id {asc} LIMIT ?3";

const LIST_OWNED: &str = "
    SELECT org_id, team_id, parent_id, owner_kind, owner_id, name, description, version,
           created_at, updated_at
    FROM teams WHERE org_id = ?1 AND owner_id = ?2 AND owner_kind = ?4
    ORDER BY team_id LIMIT ?3";
