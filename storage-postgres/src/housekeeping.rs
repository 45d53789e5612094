//! Housekeeping: the writes that no commit is made for.

use tenantry::Result;
use tenantry::storage::Chore;

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
            Chore::ForgetReplays { before } => {
                for text in FORGET_REPLAYS {
                    let ask = || self.schema.ask(text).bind(before.micros());
                    self.rows(ask).await?;
                }
            }
        }
        Ok(())
    }
}

const KEY_USED: &str = "
UPDATE tenantry.api_keys SET last_used_at = $3
WHERE directory_id = $1 AND key_id = $2 AND (last_used_at IS NULL OR last_used_at < $3)";

const LOGGED_IN: &str = "
UPDATE tenantry.users SET last_login_at = $3
WHERE directory_id = $1 AND user_id = $2 AND (last_login_at IS NULL OR last_login_at < $3)";

const FORGET_REPLAYS: [&str; 2] = [
    "DELETE FROM tenantry.org_replays WHERE at < $1",
    "DELETE FROM tenantry.directory_replays WHERE at < $1",
];
