//! Purging: the rows of a deleted organisation go in slices.

use sqlx::PgConnection;
use tenantry::storage::{Purged, Scope};
use tenantry::{OrgId, Result};

use crate::engine::Engine;
use crate::errand::BEGIN_WRITING;
use crate::error::mapped;
use crate::patience::{WRITE_WITHIN, bounded};
use crate::read::no_scope;
use crate::schema::Schema;

// No commit is under way in what is taken apart. The head may have gone in an earlier slice.
const LOCK_HEAD: &str = "SELECT FROM tenantry.org_heads WHERE org_id = $1 FOR UPDATE";

const DELETED: &str = "SELECT FROM tenantry.orgs WHERE org_id = $1 AND status = 'deleted'";

const TEAM_MEMBERS: &str = "
DELETE FROM tenantry.team_members WHERE (org_id, team_id, principal_id) IN (
    SELECT org_id, team_id, principal_id FROM tenantry.team_members
    WHERE org_id = $1 LIMIT $2)";

const DETACH_TEAMS: &str = "
UPDATE tenantry.teams SET parent_id = NULL
WHERE org_id = $1 AND team_id IN (
    SELECT t.team_id FROM tenantry.teams t
    WHERE t.org_id = $1 AND t.team_id < t.parent_id
      AND t.parent_id IN (
          SELECT team_id FROM tenantry.teams WHERE org_id = $1 ORDER BY team_id DESC LIMIT $2)
    LIMIT $2)";

const TEAMS: &str = "
DELETE FROM tenantry.teams WHERE org_id = $1 AND team_id IN (
    SELECT team_id FROM tenantry.teams WHERE org_id = $1 ORDER BY team_id DESC LIMIT $2)";

const TABLES: [&str; 20] = [
    "DELETE FROM tenantry.task_comments WHERE (org_id, task_id, comment_id) IN (
        SELECT org_id, task_id, comment_id FROM tenantry.task_comments
        WHERE org_id = $1 LIMIT $2)",
    "DELETE FROM tenantry.task_tallies WHERE (org_id, of_kind, of_id, measure, status_id, day) IN (
        SELECT org_id, of_kind, of_id, measure, status_id, day FROM tenantry.task_tallies
        WHERE org_id = $1 LIMIT $2)",
    "DELETE FROM tenantry.task_texts WHERE (org_id, task_id) IN (
        SELECT org_id, task_id FROM tenantry.task_texts WHERE org_id = $1 LIMIT $2)",
    "DELETE FROM tenantry.task_assignees WHERE (org_id, task_id, holder_id, holder_kind) IN (
        SELECT org_id, task_id, holder_id, holder_kind FROM tenantry.task_assignees
        WHERE org_id = $1 LIMIT $2)",
    "DELETE FROM tenantry.task_labels WHERE (org_id, task_id, label_id) IN (
        SELECT org_id, task_id, label_id FROM tenantry.task_labels WHERE org_id = $1 LIMIT $2)",
    "DELETE FROM tenantry.tasks WHERE (org_id, task_id) IN (
        SELECT org_id, task_id FROM tenantry.tasks WHERE org_id = $1 LIMIT $2)",
    "DELETE FROM tenantry.statuses WHERE (org_id, status_id) IN (
        SELECT org_id, status_id FROM tenantry.statuses WHERE org_id = $1 LIMIT $2)",
    "DELETE FROM tenantry.labels WHERE (org_id, label_id) IN (
        SELECT org_id, label_id FROM tenantry.labels WHERE org_id = $1 LIMIT $2)",
    "DELETE FROM tenantry.projects WHERE (org_id, project_id) IN (
        SELECT org_id, project_id FROM tenantry.projects WHERE org_id = $1 LIMIT $2)",
    "DELETE FROM tenantry.link_secrets WHERE (org_id, grant_id) IN (
        SELECT org_id, grant_id FROM tenantry.link_secrets WHERE org_id = $1 LIMIT $2)",
    "DELETE FROM tenantry.grants WHERE (org_id, grant_id) IN (
        SELECT org_id, grant_id FROM tenantry.grants WHERE org_id = $1 LIMIT $2)",
    "DELETE FROM tenantry.assignments WHERE (org_id, assignment_id) IN (
        SELECT org_id, assignment_id FROM tenantry.assignments WHERE org_id = $1 LIMIT $2)",
    "DELETE FROM tenantry.roles WHERE (org_id, role_id) IN (
        SELECT org_id, role_id FROM tenantry.roles WHERE org_id = $1 LIMIT $2)",
    "DELETE FROM tenantry.permissions WHERE (org_id, permission_id) IN (
        SELECT org_id, permission_id FROM tenantry.permissions WHERE org_id = $1 LIMIT $2)",
    "DELETE FROM tenantry.services WHERE (org_id, service_id) IN (
        SELECT org_id, service_id FROM tenantry.services WHERE org_id = $1 LIMIT $2)",
    "DELETE FROM tenantry.members WHERE (org_id, principal_id) IN (
        SELECT org_id, principal_id FROM tenantry.members WHERE org_id = $1 LIMIT $2)",
    "DELETE FROM tenantry.checkpoints WHERE (org_id, seq) IN (
        SELECT org_id, seq FROM tenantry.checkpoints WHERE org_id = $1 LIMIT $2)",
    "DELETE FROM tenantry.org_counters WHERE (org_id, name, of_id) IN (
        SELECT org_id, name, of_id FROM tenantry.org_counters WHERE org_id = $1 LIMIT $2)",
    "DELETE FROM tenantry.org_replays WHERE (org_id, caller_id, operation, key) IN (
        SELECT org_id, caller_id, operation, key FROM tenantry.org_replays
        WHERE org_id = $1 LIMIT $2)",
    "DELETE FROM tenantry.org_personal WHERE (org_id, seq, field) IN (
        SELECT org_id, seq, field FROM tenantry.org_personal WHERE org_id = $1 LIMIT $2)",
];

// From the front, and the floor moves behind them: what is left of the chain still verifies,
// also in a backup that is taken between two slices.
const ENTRIES: &str = "
WITH slice AS (
    SELECT seq, hash FROM tenantry.org_journal WHERE org_id = $1 ORDER BY seq LIMIT $2
), last AS (
    SELECT seq, hash FROM slice ORDER BY seq DESC LIMIT 1
), moved AS (
    UPDATE tenantry.org_heads h SET floor = last.seq, floor_hash = last.hash
    FROM last WHERE h.org_id = $1
)
DELETE FROM tenantry.org_journal WHERE org_id = $1 AND seq IN (SELECT seq FROM slice)";

/// The head goes when nothing else is left, and the organisation's own row, which says that
/// it may be purged, after that.
const HEAD: &str = "DELETE FROM tenantry.org_heads WHERE org_id = $1 AND $2::bigint > 0";
const ORG: &str = "DELETE FROM tenantry.orgs WHERE org_id = $1 AND $2::bigint > 0";

impl Engine {
    /// Removes at most so many rows of an organisation that is marked deleted.
    pub(crate) async fn purge(&self, org: OrgId, rows_max: u32) -> Result<Purged> {
        let mut errand = self.errand(BEGIN_WRITING).await?;
        let lock = self.schema.ask(LOCK_HEAD).bind(org.uuid());
        let locked = bounded(WRITE_WITHIN, lock.execute(&mut *errand)).await;
        locked.map_err(mapped)?;
        let deleted = self.schema.ask(DELETED).bind(org.uuid());
        let found = bounded(WRITE_WITHIN, deleted.fetch_optional(&mut *errand)).await;
        found
            .map_err(mapped)?
            .ok_or_else(|| no_scope(Scope::Org(org)))?;
        let mut slice = Slice {
            schema: &self.schema,
            connection: &mut errand,
            org,
            left: rows_max.into(),
            gone: 0,
        };
        let is_done = slice.take().await?;
        let rows = slice.gone;
        let commit = errand.commit("purge.commit", WRITE_WITHIN, mapped);
        commit.await?;
        Ok(Purged { rows, is_done })
    }
}

struct Slice<'a> {
    schema: &'a Schema,
    connection: &'a mut PgConnection,
    org: OrgId,
    /// How many rows may still be written.
    left: u64,
    /// How many have gone.
    gone: u64,
}

impl Slice<'_> {
    /// Empties one table after the other, as far as the slice reaches; whether nothing is left.
    async fn take(&mut self) -> Result<bool> {
        self.remove(TEAM_MEMBERS).await?;
        self.remove_teams().await?;
        for sql in TABLES {
            self.remove(sql).await?;
        }
        self.remove(ENTRIES).await?;
        self.remove(HEAD).await?;
        Ok(self.remove(ORG).await? > 0)
    }

    /// Removes teams from the newest on. Most children are newer than their parents; those
    /// that are not are detached before, since no team may outlive the one it refers to.
    async fn remove_teams(&mut self) -> Result<()> {
        self.write(DETACH_TEAMS).await?;
        self.remove(TEAMS).await?;
        Ok(())
    }

    /// Removes rows of one table, as far as the slice reaches.
    async fn remove(&mut self, sql: &'static str) -> Result<u64> {
        let rows = self.write(sql).await?;
        self.gone += rows;
        Ok(rows)
    }

    /// Writes rows of one table, as far as the slice reaches.
    async fn write(&mut self, sql: &'static str) -> Result<u64> {
        if self.left == 0 {
            return Ok(0);
        }
        let ask = self.schema.ask(sql).bind(self.org.uuid());
        let ask = ask.bind(i64::try_from(self.left).unwrap_or(i64::MAX));
        let done = bounded(WRITE_WITHIN, ask.execute(&mut *self.connection)).await;
        let rows = done.map_err(mapped)?.rows_affected();
        self.left = self.left.saturating_sub(rows);
        Ok(rows)
    }
}
