//! Hints: who watches a scope is told when its journal may have grown.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures_util::StreamExt;
use futures_util::stream;
use tenantry::storage::{Scope, Watch};
use tokio::sync::watch;

use crate::engine::Engine;
use crate::journal::heads;

/// How often other processes' commits are looked for while somebody watches.
const LOOK_EVERY: Duration = Duration::from_millis(20);

/// Everybody who watches.
#[derive(Default)]
pub(crate) struct Watchers {
    scopes: Mutex<Scopes>,
    changed: Condvar,
    /// How many scopes are watched, so that a commit that nobody watches locks nothing.
    watched: AtomicUsize,
    has_foreign: AtomicBool,
}

#[derive(Default)]
struct Scopes {
    watched: HashMap<Scope, Watched>,
    is_closed: bool,
}

struct Watched {
    hints: watch::Sender<()>,
    /// The sequence that was hinted last, where another process moved it.
    seq: Option<u64>,
}

impl Watchers {
    /// Watches a scope from now on.
    pub(crate) fn watch(&self, scope: Scope) -> Watch {
        let mut scopes = self.lock();
        let watched = scopes.watched.entry(scope).or_insert_with(|| Watched {
            hints: watch::Sender::new(()),
            seq: None,
        });
        let hints = watched.hints.subscribe();
        self.watched.store(scopes.watched.len(), Ordering::Release);
        drop(scopes);
        self.changed.notify_all();
        stream::unfold(hints, |mut hints| async {
            hints.changed().await.ok()?;
            Some(((), hints))
        })
        .boxed()
    }

    /// Whether anybody watches.
    pub(crate) fn is_watched(&self) -> bool {
        self.watched.load(Ordering::Acquire) > 0
    }

    /// Hints that these scopes have grown.
    pub(crate) fn hint(&self, scopes: &[Scope]) {
        if scopes.is_empty() || !self.is_watched() {
            return;
        }
        let watchers = self.lock();
        for watched in scopes
            .iter()
            .filter_map(|scope| watchers.watched.get(scope))
        {
            watched.hints.send_replace(());
        }
    }

    /// Hints that every scope may have changed.
    pub(crate) fn hint_all(&self) {
        for watched in self.lock().watched.values() {
            watched.hints.send_replace(());
        }
    }

    /// Notes that another process has written.
    pub(crate) fn note_foreign(&self) {
        self.has_foreign.store(true, Ordering::Release);
    }

    /// Stops the thread that looks for other processes' commits.
    pub(crate) fn close(&self) {
        self.lock().is_closed = true;
        self.changed.notify_all();
    }

    /// Sleeps until it is time to look again. False when the store is closed.
    fn wait(&self) -> bool {
        let mut scopes = self.lock();
        while scopes.watched.is_empty() && !scopes.is_closed {
            scopes = self
                .changed
                .wait(scopes)
                .unwrap_or_else(PoisonError::into_inner);
        }
        let (scopes, _) = self
            .changed
            .wait_timeout_while(scopes, LOOK_EVERY, |scopes| !scopes.is_closed)
            .unwrap_or_else(PoisonError::into_inner);
        !scopes.is_closed
    }

    /// Forgets scopes that nobody watches any more, and names the others.
    fn watched(&self) -> Vec<Scope> {
        let mut scopes = self.lock();
        scopes
            .watched
            .retain(|_, watched| watched.hints.receiver_count() > 0);
        self.watched.store(scopes.watched.len(), Ordering::Release);
        scopes.watched.keys().copied().collect()
    }

    /// Hints a scope whose head is not where it was seen last.
    fn compare(&self, scope: Scope, seq: Option<u64>) {
        if let Some(watched) = self.lock().watched.get_mut(&scope)
            && (watched.seq.is_none() || watched.seq != seq)
        {
            watched.seq = seq;
            watched.hints.send_replace(());
        }
    }

    fn lock(&self) -> MutexGuard<'_, Scopes> {
        self.scopes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What the watching thread does until the store is closed.
pub(crate) fn run(engine: &Engine) {
    let watchers = &engine.watchers;
    while watchers.wait() {
        // A writer that is at work looks by itself.
        if let Some(mut writer) = engine.try_writer() {
            writer.look_for_foreign_commits();
        }
        let scopes = watchers.watched();
        if !watchers.has_foreign.swap(false, Ordering::AcqRel) {
            continue;
        }
        for scope in scopes {
            // What cannot be read now is hinted: the watcher's own read tells why.
            let seq = engine.read(|db| Ok(heads::find(db, scope)?.map(|head| head.seq)));
            watchers.compare(scope, seq.ok().flatten());
        }
    }
}
