//! Housekeeping writes: they take no head and tell no entry.

use rusqlite::Connection;
use tenantry::storage::Chore;

use crate::directory::{keys, users};
use crate::error::Attempt;

/// Does a chore. To a row that there is not, there is nothing to do.
pub(crate) fn keep(db: &Connection, chore: &Chore) -> Attempt<()> {
    match chore {
        Chore::KeyUsed { directory, key, at } => keys::used(db, *directory, *key, *at).map(drop)?,
        Chore::LoggedIn {
            directory,
            user,
            at,
        } => users::logged_in(db, *directory, *user, *at).map(drop)?,
    }
    Ok(())
}
