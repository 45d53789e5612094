//! The writer: the one connection that changes the file, and the thread that drives it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use tenantry::storage::{Batch, Ports, Recollection, Verdict};
use tenantry::{Error, Result, Time};

use crate::commit::{self, Outcome};
use crate::connection;
use crate::engine::Engine;
use crate::error::Attempt;
use crate::queue::{Group, Taken};
use crate::transaction::transaction;
use crate::turn::Turn;
use crate::watch::Watchers;

/// Batches that one group holds at most: enough to share a sync of the disk among many,
/// few enough that the first of them does not wait for long.
const GROUP_MAX: usize = 256;

/// For how long the writer keeps the turn while another process waits for it. A turn costs
/// the process that takes it its page cache, so it pays to commit several groups in one.
const TURN_MAX: Duration = Duration::from_millis(15);

/// The connection that writes, and what a commit needs beside it.
pub(crate) struct Writer {
    pub(crate) db: Connection,
    ports: Ports,
    recollection: Recollection,
    turn: Option<Turn>,
    pub(crate) watchers: Arc<Watchers>,
    data_version: i64,
    /// The file to open anew before the next write.
    closed: Option<PathBuf>,
}

impl Writer {
    pub(crate) fn new(
        db: Connection,
        ports: Ports,
        turn: Option<Turn>,
        watchers: Arc<Watchers>,
    ) -> Self {
        Self {
            db,
            ports,
            recollection: Recollection::default(),
            turn,
            watchers,
            data_version: 0,
            closed: None,
        }
    }

    /// The present moment on the store's clock.
    pub(crate) fn now(&self) -> Time {
        commit::now(&self.ports)
    }

    /// Takes the turn among the processes, until the answer is dropped.
    pub(crate) fn take_turn(&mut self) -> Attempt<InTurn<'_>> {
        if let Some(turn) = &mut self.turn {
            turn.take()?;
        }
        self.in_turn()
    }

    /// Takes the turn if that takes no waiting.
    pub(crate) fn try_take_turn(&mut self) -> Attempt<Option<InTurn<'_>>> {
        if let Some(turn) = &mut self.turn
            && !turn.try_take()?
        {
            return Ok(None);
        }
        self.in_turn().map(Some)
    }

    fn in_turn(&mut self) -> Attempt<InTurn<'_>> {
        let turn = InTurn(self);
        if let Some(path) = turn.0.closed.take() {
            let opened = connection::writer(&path);
            turn.0.db = opened.inspect_err(|_| turn.0.closed = Some(path))?;
        }
        Ok(turn)
    }

    /// Closes the file until the next write.
    pub(crate) fn close_for_now(&mut self, path: &Path) -> Attempt<()> {
        if self.closed.is_none() {
            self.db = connection::memory()?;
            self.closed = Some(path.to_owned());
        }
        if let Some(turn) = &mut self.turn {
            turn.close();
        }
        Ok(())
    }

    /// Does something in a transaction of its own.
    pub(crate) fn write<T>(&self, write: impl FnOnce(&Connection) -> Attempt<T>) -> Attempt<T> {
        transaction(&self.db, write)
    }

    /// Notes whether another process has written since this was asked last.
    pub(crate) fn look_for_foreign_commits(&mut self) {
        if self.closed.is_some() {
            return self.watchers.note_foreign();
        }
        let version = self
            .db
            .prepare_cached("PRAGMA data_version")
            .and_then(|mut pragma| pragma.query_row([], |row| row.get(0)));
        if let Ok(version) = version
            && std::mem::replace(&mut self.data_version, version) != version
        {
            self.watchers.note_foreign();
        }
    }

    /// Commits one batch.
    pub(crate) fn commit_one(&mut self, batch: Batch) -> Result<Verdict> {
        let mut verdicts = self.commit(&[batch]);
        match verdicts.pop() {
            Some(verdict) => verdict,
            None => Err(Error::corrupt("a commit ended without a verdict")),
        }
    }

    fn commit(&mut self, batches: &[Batch]) -> Vec<Result<Verdict>> {
        let Outcome { verdicts, grown } =
            commit::commit(&self.db, &self.ports, &self.recollection, batches);
        self.watchers.hint(&grown);
        if self.watchers.is_watched() {
            self.look_for_foreign_commits();
        }
        verdicts
    }

    fn is_wanted_elsewhere(&self) -> bool {
        self.turn.as_ref().is_some_and(Turn::is_wanted)
    }
}

/// The writer while no other process writes.
pub(crate) struct InTurn<'writer>(pub(crate) &'writer mut Writer);

impl Drop for InTurn<'_> {
    fn drop(&mut self) {
        if let Some(turn) = &mut self.0.turn {
            turn.leave();
        }
    }
}

/// What the writer's thread does until the store is closed.
pub(crate) fn run(engine: &Engine) {
    while engine.queue.wait() {
        let mut writer = engine.writer();
        match writer.take_turn() {
            Ok(turn) => serve_all(engine, turn.0),
            // Whoever waits has waited for this turn: another try would double their wait.
            Err(why) => {
                let waiting = engine.queue.take_all();
                waiting.into_iter().for_each(|job| job.refuse(&why));
            }
        }
    }
}

/// Does what waits, until nothing does or another process has waited for long enough.
fn serve_all(engine: &Engine, writer: &mut Writer) {
    let began = Instant::now();
    // Jobs are taken only now, so that those which came while another thread committed in
    // place join the group.
    while let Some(taken) = engine.queue.take(GROUP_MAX) {
        // A batch that makes the judgement panic takes down neither the thread nor the
        // store: the transaction is rolled back, and whoever waited is told `Unknown`.
        let _ = catch_unwind(AssertUnwindSafe(|| serve(writer, taken)));
        if began.elapsed() > TURN_MAX && writer.is_wanted_elsewhere() {
            return;
        }
    }
}

fn serve(writer: &mut Writer, taken: Taken) {
    match taken {
        Taken::Group(Group { batches, answers }) => {
            let verdicts = writer.commit(&batches);
            for (answer, verdict) in answers.into_iter().zip(verdicts) {
                // A caller that is gone abandoned its wait, not its commit.
                let _ = answer.send(verdict);
            }
        }
        Taken::Task(task) => task(Ok(writer)),
    }
}

#[cfg(test)]
mod tests {
    use tenantry::ErrorKind;
    use tenantry::journal::verify_scope;
    use tenantry::storage::{JournalReads, Storage, Verdict};
    use tenantry_conformance::fixture::{Story, committed};

    use crate::Sqlite;

    /// To SQLite a database that may not grow is a disk without room. As few as 1 page means
    /// those that there are.
    async fn let_it_have(store: &Sqlite, pages_max: u32) {
        let limited = store.engine().task(move |writer| {
            let pragma = format!("PRAGMA max_page_count = {pages_max}");
            Ok(writer.db.query_row(&pragma, [], |_| Ok(()))?)
        });
        limited.await.unwrap();
    }

    #[tokio::test]
    async fn a_database_without_room_is_told_and_goes_on_when_there_is_some() {
        let folder = tempfile::tempdir().unwrap();
        let store = Sqlite::open(folder.path().join("t.db")).unwrap();
        let story = Story::begin(&store).await;
        let_it_have(&store, 1).await;
        let mut landed = 0;
        let error = loop {
            match store.commit(story.create_named("red")).await {
                Ok(Verdict::Committed(_)) => landed += 1,
                Ok(other) => panic!("{other:?}"),
                Err(error) => break error,
            }
        };
        let told = (error.kind(), error.code());
        assert_eq!(told, (ErrorKind::Unavailable, "disk_full"), "{error:?}");
        // Nothing of it is there, and what was there can be read.
        let seq = async || store.head(story.org.into()).await.unwrap().unwrap().seq;
        assert_eq!(seq().await, landed + 1);
        let report = verify_scope(&store, story.org.into()).await.unwrap();
        assert!(
            report.is_intact && report.entries == landed + 1,
            "{report:?}"
        );
        // The same handle goes on as soon as there is room.
        let_it_have(&store, u32::MAX).await;
        committed(&store, story.create_named("blue")).await;
        assert_eq!(seq().await, landed + 2);
    }
}
