//! Housekeeping writes: they take no head and tell no entry.

use rusqlite::Connection;
use tenantry::Time;
use tenantry::storage::{Chore, Purged};

use crate::directory::{keys, users};
use crate::engine::Engine;
use crate::error::Attempt;
use crate::journal::replays;
use crate::transaction::snapshot;

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

/// Forgets at most so many idempotency keys from before a moment, on a reader's thread.
///
/// The tables are walked as any reader does: the writer is kept for so many rows only.
pub(crate) fn forget_replays(engine: &Engine, before: Time, rows_max: u32) -> Attempt<Purged> {
    let old = engine.read(|db| Ok(snapshot(db, |db| replays::old(db, before, rows_max))?))?;
    if old.is_empty() {
        return Ok(Purged::NOTHING_LEFT);
    }
    let forgotten = engine.task(move |writer| {
        let rows = writer.write(|db| Ok(replays::forget(db, &old, before)?))?;
        let is_done = old.len() < rows_max as usize;
        Ok(Purged { rows, is_done })
    });
    Ok(tenantry::blocking::run(forgotten)?)
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, mpsc};
    use std::time::Duration;

    use futures_util::FutureExt;
    use tenantry::directory::CreateDirectory;
    use tenantry::{OsIds, Tenantry};

    use crate::{Options, Sqlite};

    #[tokio::test]
    async fn a_change_is_answered_while_what_is_old_waits_behind_a_long_read() {
        let folder = tempfile::tempdir().unwrap();
        let options = Options {
            reader_threads: 1,
            ..Options::default()
        };
        let store = Sqlite::open_with(folder.path().join("t.db"), options);
        let store = Arc::new(store.unwrap());
        let (go_on, held) = mpsc::channel::<()>();
        let mut reading = Box::pin(store.read_long(move |_| Ok(held.recv().is_err())));
        assert!(reading.as_mut().now_or_never().is_none());

        let tenantry = Tenantry::shared(store.clone(), Arc::new(OsIds));
        let keyed = tenantry.system("the test").unwrap();
        let keyed = keyed.with_idempotency_key("k").unwrap();
        let made = keyed.directories().create(CreateDirectory::named("People"));
        let made = tokio::time::timeout(Duration::from_secs(20), made).await;
        made.expect("an answer").unwrap();
        drop(go_on);
        assert!(reading.await.unwrap());
    }
}
