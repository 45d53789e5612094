//! Purging: the rows of a deleted organisation go in slices.

use sqlx::{Postgres, Transaction};
use tenantry::storage::{Purged, Scope};
use tenantry::{OrgId, Result};

use crate::engine::Engine;
use crate::error::mapped;
use crate::read::no_scope;

// Its head is locked, so that no commit is under way in what is taken apart.
const DELETED: &str = "
SELECT 1 FROM tenantry.orgs o JOIN tenantry.org_heads h ON h.org_id = o.org_id
WHERE o.org_id = $1 AND o.status = 'deleted' FOR UPDATE OF h, o";

// Teams whose parent goes are put at the top first: rows go in any order, and the last
// slice would not have to hold a whole tree.
const TEAMS: &str = "
WITH slice AS (
    SELECT team_id FROM tenantry.teams WHERE org_id = $1 ORDER BY team_id LIMIT $2
), freed AS (
    UPDATE tenantry.teams SET parent_id = NULL
    WHERE org_id = $1 AND parent_id IN (SELECT team_id FROM slice)
      AND team_id NOT IN (SELECT team_id FROM slice)
)
DELETE FROM tenantry.teams WHERE org_id = $1 AND team_id IN (SELECT team_id FROM slice)";

// From the front, and the floor moves behind them: what is left of the chain still verifies,
// also in a backup that is taken between two slices.
const JOURNAL: &str = "
WITH slice AS (
    SELECT seq, hash FROM tenantry.org_journal WHERE org_id = $1 ORDER BY seq LIMIT $2
), last AS (
    SELECT seq, hash FROM slice ORDER BY seq DESC LIMIT 1
), moved AS (
    UPDATE tenantry.org_heads h SET floor = last.seq, floor_hash = last.hash
    FROM last WHERE h.org_id = $1
)
DELETE FROM tenantry.org_journal WHERE org_id = $1 AND seq IN (SELECT seq FROM slice)";

/// A slice of each table that begins with `org_id`, in the order in which they are emptied.
const SLICES: [&str; 9] = [
    "DELETE FROM tenantry.org_personal WHERE (org_id, seq, field) IN (
        SELECT org_id, seq, field FROM tenantry.org_personal WHERE org_id = $1 LIMIT $2)",
    JOURNAL,
    "DELETE FROM tenantry.org_replays WHERE (org_id, caller_id, operation, key) IN (
        SELECT org_id, caller_id, operation, key FROM tenantry.org_replays
        WHERE org_id = $1 LIMIT $2)",
    "DELETE FROM tenantry.org_counters WHERE (org_id, name, of_id) IN (
        SELECT org_id, name, of_id FROM tenantry.org_counters WHERE org_id = $1 LIMIT $2)",
    "DELETE FROM tenantry.checkpoints WHERE (org_id, seq) IN (
        SELECT org_id, seq FROM tenantry.checkpoints WHERE org_id = $1 LIMIT $2)",
    "DELETE FROM tenantry.team_members WHERE (org_id, team_id, principal_id) IN (
        SELECT org_id, team_id, principal_id FROM tenantry.team_members
        WHERE org_id = $1 LIMIT $2)",
    TEAMS,
    "DELETE FROM tenantry.services WHERE (org_id, service_id) IN (
        SELECT org_id, service_id FROM tenantry.services WHERE org_id = $1 LIMIT $2)",
    "DELETE FROM tenantry.members WHERE (org_id, principal_id) IN (
        SELECT org_id, principal_id FROM tenantry.members WHERE org_id = $1 LIMIT $2)",
];

/// The organisation itself and its head, when nothing else is left.
const LAST: [&str; 2] = [
    "DELETE FROM tenantry.orgs WHERE org_id = $1",
    "DELETE FROM tenantry.org_heads WHERE org_id = $1",
];

impl Engine {
    /// Removes at most so many rows of an organisation that is marked deleted.
    pub(crate) async fn purge(&self, org: OrgId, rows_max: u32) -> Result<Purged> {
        let mut tx = self.begin("BEGIN").await?;
        let deleted = self.schema.ask(DELETED).bind(org.uuid());
        let found = deleted.fetch_optional(&mut *tx).await.map_err(mapped)?;
        found.ok_or_else(|| no_scope(Scope::Org(org)))?;
        let purged = self.take_slices(&mut tx, org, u64::from(rows_max)).await;
        let purged = purged.map_err(mapped)?;
        tx.commit().await.map_err(mapped)?;
        Ok(purged)
    }

    async fn take_slices(
        &self,
        tx: &mut Transaction<'_, Postgres>,
        org: OrgId,
        rows_max: u64,
    ) -> Result<Purged, sqlx::Error> {
        let mut rows = 0;
        for slice in SLICES {
            let left = i64::try_from(rows_max - rows).unwrap_or(i64::MAX);
            let ask = self.schema.ask(slice).bind(org.uuid()).bind(left);
            rows += ask.execute(&mut **tx).await?.rows_affected();
            if rows >= rows_max {
                return Ok(Purged {
                    rows,
                    is_done: false,
                });
            }
        }
        // These two go together, in a slice of their own if there is no room.
        if rows > 0 && rows_max - rows < LAST.len() as u64 {
            return Ok(Purged {
                rows,
                is_done: false,
            });
        }
        for last in LAST {
            let ask = self.schema.ask(last).bind(org.uuid());
            rows += ask.execute(&mut **tx).await?.rows_affected();
        }
        Ok(Purged {
            rows,
            is_done: true,
        })
    }
}
