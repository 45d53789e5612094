//! Housekeeping: the writes that no commit is made for.

use tenantry::storage::{Chore, Purged};
use tenantry::{Result, Time};

use crate::engine::Engine;

impl Engine {
    /// Does a housekeeping write.
    pub(crate) async fn housekeep(&self, chore: Chore) -> Result<()> {
        match chore {
            Chore::KeyUsed { directory, key, at } => {
                let ask = || {
                    let ask = self.schema.ask(KEY_USED).bind(directory.uuid());
                    ask.bind(key.uuid()).bind(at.micros())
                };
                self.rows(ask).await?;
            }
            Chore::LoggedIn {
                directory,
                user,
                at,
            } => {
                let ask = || {
                    let ask = self.schema.ask(LOGGED_IN).bind(directory.uuid());
                    ask.bind(user.uuid()).bind(at.micros())
                };
                self.rows(ask).await?;
            }
        }
        Ok(())
    }

    /// Forgets at most so many idempotency keys from before a moment.
    pub(crate) async fn forget_replays(&self, before: Time, rows_max: u32) -> Result<Purged> {
        let rows_max = u64::from(rows_max);
        let mut rows = 0;
        for text in FORGET_REPLAYS {
            let left = i64::try_from(rows_max - rows).unwrap_or_default();
            let ask = || self.schema.ask(text).bind(before.micros()).bind(left);
            let gone = self.maybe(ask, |fields| fields.count()).await?;
            rows += gone.unwrap_or_default();
        }
        let is_done = rows < rows_max;
        Ok(Purged { rows, is_done })
    }
}

const KEY_USED: &str = "
UPDATE tenantry.api_keys SET last_used_at = $3
WHERE directory_id = $1 AND key_id = $2 AND (last_used_at IS NULL OR last_used_at < $3)";

const LOGGED_IN: &str = "
UPDATE tenantry.users SET last_login_at = $3
WHERE directory_id = $1 AND user_id = $2 AND (last_login_at IS NULL OR last_login_at < $3)";

// A key that is used again meanwhile is younger then, and stays.
const FORGET_REPLAYS: [&str; 2] = [
    "
WITH gone AS (
    DELETE FROM tenantry.org_replays
    WHERE at < $1 AND (org_id, caller_id, operation, key) IN (
        SELECT org_id, caller_id, operation, key FROM tenantry.org_replays
        WHERE at < $1 LIMIT $2)
    RETURNING 1
)
SELECT count(*) FROM gone",
    "
WITH gone AS (
    DELETE FROM tenantry.directory_replays
    WHERE at < $1 AND (directory_id, caller_id, operation, key) IN (
        SELECT directory_id, caller_id, operation, key FROM tenantry.directory_replays
        WHERE at < $1 LIMIT $2)
    RETURNING 1
)
SELECT count(*) FROM gone",
];
