//! Purging: the rows of a deleted organisation go in slices.

use rusqlite::{Connection, Result, params};
use tenantry::journal::Hash;
use tenantry::orgs::OrgStatus;
use tenantry::storage::{Purged, Scope};
use tenantry::{Error, OrgId};

use crate::error::Attempt;
use crate::journal::heads;
use crate::query::{one, only};

/// Removes at most so many rows of an organisation that is marked deleted.
pub(crate) fn purge(db: &Connection, org: OrgId, rows_max: u32) -> Attempt<Purged> {
    let status: Option<OrgStatus> = one(db, STATUS, params![org.uuid()], only)?;
    if status != Some(OrgStatus::Deleted) {
        return Err(Error::not_found(OrgId::NOUN, org).into());
    }
    let mut slice = Slice {
        db,
        org,
        left: rows_max,
        gone: 0,
    };
    slice.remove(TEAM_MEMBERS)?;
    slice.remove_teams()?;
    for sql in TABLES {
        slice.remove(sql)?;
    }
    slice.remove_entries()?;
    slice.remove(HEAD)?;
    let is_done = slice.remove(ORG)? > 0;
    Ok(Purged {
        rows: u64::from(slice.gone),
        is_done,
    })
}

const STATUS: &str = "SELECT status FROM orgs WHERE org_id = ?1";

struct Slice<'db> {
    db: &'db Connection,
    org: OrgId,
    /// How many rows may still be written.
    left: u32,
    /// How many have gone.
    gone: u32,
}

impl Slice<'_> {
    /// Removes rows of one table, as far as the slice reaches.
    fn remove(&mut self, sql: &'static str) -> Result<u32> {
        let rows = self.write(sql)?;
        self.gone += rows;
        Ok(rows)
    }

    /// Writes rows of one table, as far as the slice reaches.
    fn write(&mut self, sql: &'static str) -> Result<u32> {
        if self.left == 0 {
            return Ok(0);
        }
        let params = params![self.org.uuid(), self.left];
        let rows = self.db.prepare_cached(sql)?.execute(params)?;
        let rows = u32::try_from(rows).unwrap_or(self.left);
        self.left = self.left.saturating_sub(rows);
        Ok(rows)
    }

    /// Removes teams from the newest on. Most children are newer than their parents; those
    /// that are not are detached before, since no team may outlive the one it refers to.
    fn remove_teams(&mut self) -> Result<u32> {
        self.write(DETACH_TEAMS)?;
        self.remove(TEAMS)
    }

    /// Removes entries from the front and moves the floor behind them, so that what is left
    /// of the chain still verifies, also in a backup that is taken between two slices.
    fn remove_entries(&mut self) -> Result<u32> {
        let params = params![self.org.uuid(), self.left];
        let last = one(self.db, LAST_ENTRY, params, |row| {
            Ok((row.take::<u64>()?, row.take::<Hash>()?))
        })?;
        if let Some((seq, hash)) = last {
            heads::move_floor(self.db, Scope::Org(self.org), seq, &hash)?;
        }
        self.remove(ENTRIES)
    }
}

const TEAM_MEMBERS: &str = "
    DELETE FROM team_members WHERE org_id = ?1 AND (team_id, principal_id) IN (
        SELECT team_id, principal_id FROM team_members WHERE org_id = ?1 LIMIT ?2)";

const DETACH_TEAMS: &str = "
    UPDATE teams SET parent_id = NULL
    WHERE org_id = ?1 AND team_id IN (
        SELECT t.team_id FROM teams AS t
        WHERE t.org_id = ?1 AND t.team_id < t.parent_id
          AND t.parent_id IN (
              SELECT team_id FROM teams WHERE org_id = ?1 ORDER BY team_id DESC LIMIT ?2)
        LIMIT ?2)";

const TEAMS: &str = "
    DELETE FROM teams WHERE org_id = ?1 AND team_id IN (
        SELECT team_id FROM teams WHERE org_id = ?1 ORDER BY team_id DESC LIMIT ?2)";

const TABLES: [&str; 20] = [
    "DELETE FROM task_comments WHERE org_id = ?1 AND (task_id, comment_id) IN (
        SELECT task_id, comment_id FROM task_comments WHERE org_id = ?1 LIMIT ?2)",
    "DELETE FROM task_tallies WHERE org_id = ?1
        AND (of_kind, of_id, measure, status_id, day) IN (
        SELECT of_kind, of_id, measure, status_id, day FROM task_tallies
        WHERE org_id = ?1 LIMIT ?2)",
    "DELETE FROM task_texts WHERE org_id = ?1 AND task_id IN (
        SELECT task_id FROM task_texts WHERE org_id = ?1 LIMIT ?2)",
    "DELETE FROM task_assignees WHERE org_id = ?1 AND (task_id, holder_id, holder_kind) IN (
        SELECT task_id, holder_id, holder_kind FROM task_assignees WHERE org_id = ?1 LIMIT ?2)",
    "DELETE FROM task_labels WHERE org_id = ?1 AND (task_id, label_id) IN (
        SELECT task_id, label_id FROM task_labels WHERE org_id = ?1 LIMIT ?2)",
    "DELETE FROM tasks WHERE org_id = ?1 AND task_id IN (
        SELECT task_id FROM tasks WHERE org_id = ?1 LIMIT ?2)",
    "DELETE FROM statuses WHERE org_id = ?1 AND status_id IN (
        SELECT status_id FROM statuses WHERE org_id = ?1 LIMIT ?2)",
    "DELETE FROM labels WHERE org_id = ?1 AND label_id IN (
        SELECT label_id FROM labels WHERE org_id = ?1 LIMIT ?2)",
    "DELETE FROM projects WHERE org_id = ?1 AND project_id IN (
        SELECT project_id FROM projects WHERE org_id = ?1 LIMIT ?2)",
    "DELETE FROM link_secrets WHERE org_id = ?1 AND grant_id IN (
        SELECT grant_id FROM link_secrets WHERE org_id = ?1 LIMIT ?2)",
    "DELETE FROM grants WHERE org_id = ?1 AND grant_id IN (
        SELECT grant_id FROM grants WHERE org_id = ?1 LIMIT ?2)",
    "DELETE FROM assignments WHERE org_id = ?1 AND assignment_id IN (
        SELECT assignment_id FROM assignments WHERE org_id = ?1 LIMIT ?2)",
    "DELETE FROM roles WHERE org_id = ?1 AND role_id IN (
        SELECT role_id FROM roles WHERE org_id = ?1 LIMIT ?2)",
    "DELETE FROM permissions WHERE org_id = ?1 AND permission_id IN (
        SELECT permission_id FROM permissions WHERE org_id = ?1 LIMIT ?2)",
    "DELETE FROM services WHERE org_id = ?1 AND service_id IN (
        SELECT service_id FROM services WHERE org_id = ?1 LIMIT ?2)",
    "DELETE FROM members WHERE org_id = ?1 AND principal_id IN (
        SELECT principal_id FROM members WHERE org_id = ?1 LIMIT ?2)",
    "DELETE FROM checkpoints WHERE org_id = ?1 AND seq IN (
        SELECT seq FROM checkpoints WHERE org_id = ?1 LIMIT ?2)",
    "DELETE FROM org_counters WHERE org_id = ?1 AND (name, of_id) IN (
        SELECT name, of_id FROM org_counters WHERE org_id = ?1 LIMIT ?2)",
    "DELETE FROM org_replays WHERE org_id = ?1 AND (caller_id, operation, key) IN (
        SELECT caller_id, operation, key FROM org_replays WHERE org_id = ?1 LIMIT ?2)",
    "DELETE FROM org_personal WHERE org_id = ?1 AND (seq, field) IN (
        SELECT seq, field FROM org_personal WHERE org_id = ?1 ORDER BY seq, field LIMIT ?2)",
];

const LAST_ENTRY: &str = "
    SELECT seq, hash FROM org_journal
    WHERE org_id = ?1 AND seq <= ?2 + (SELECT floor FROM org_heads WHERE org_id = ?1)
    ORDER BY seq DESC LIMIT 1";

const ENTRIES: &str = "
    DELETE FROM org_journal WHERE org_id = ?1 AND seq IN (
        SELECT seq FROM org_journal WHERE org_id = ?1 ORDER BY seq LIMIT ?2)";

/// The head goes when nothing else is left, and the organisation's own row, which says that
/// it may be purged, after that.
const HEAD: &str = "DELETE FROM org_heads WHERE org_id = ?1 AND ?2 > 0";
const ORG: &str = "DELETE FROM orgs WHERE org_id = ?1 AND ?2 > 0";
