//! Hints that journals have grown: at once for commits of this process, by LISTEN and NOTIFY
//! for those of others, and by a look at the heads every second behind both.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use futures_util::StreamExt as _;
use futures_util::stream;
use sqlx::postgres::PgListener;
use tenantry::storage::{Plan, Scope, Watch};
use tokio::sync::watch;
use tokio::time::{interval, sleep};
use uuid::Uuid;

use crate::engine::Engine;
use crate::journal::{scope, scope_of};
use crate::row::column;

/// How often heads are looked at, in case a notification was lost.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// Commits that follow within this time are told to other processes together.
const TELL_EVERY: Duration = Duration::from_millis(20);

const HEADS: &str = "
SELECT 'org', org_id, seq FROM tenantry.org_heads WHERE org_id = ANY($1)
UNION ALL
SELECT 'directory', directory_id, seq FROM tenantry.directory_heads WHERE directory_id = ANY($2)";

// The transaction holds nothing but the notification, which needs no flush of its own.
const NOTIFY: &str = "
SELECT set_config('synchronous_commit', 'off', true), pg_notify($1, told)
FROM UNNEST($2::text[]) AS told";

/// Who watches what, and what other processes are to be told.
#[derive(Debug, Default)]
pub(crate) struct Hints(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    /// The last sequence that each watcher was told of.
    watched: HashMap<Scope, watch::Sender<u64>>,
    is_listening: bool,
    untold: BTreeMap<Scope, u64>,
    is_telling: bool,
}

impl Hints {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Wakes those who watch a scope, if this is news to them.
    fn grew(&self, scope: Scope, seq: u64) {
        if let Some(watchers) = self.lock().watched.get(&scope) {
            watchers.send_if_modified(|known| {
                let is_news = seq > *known;
                *known = seq.max(*known);
                is_news
            });
        }
    }

    /// Wakes those who watch a scope that stands elsewhere than they know. It may stand
    /// behind: a backup was restored.
    fn stands(&self, scope: Scope, seq: u64) {
        if let Some(watchers) = self.lock().watched.get(&scope) {
            watchers.send_if_modified(|known| std::mem::replace(known, seq) != seq);
        }
    }

    /// Forgets scopes that nobody watches any more; `None` ends the listening.
    fn watched(&self) -> Option<Vec<Scope>> {
        let mut state = self.lock();
        state
            .watched
            .retain(|_, watchers| watchers.receiver_count() > 0);
        state.is_listening = !state.watched.is_empty();
        state
            .is_listening
            .then(|| state.watched.keys().copied().collect())
    }

    /// What is to be told; `None` ends the telling.
    fn untold(&self) -> Option<BTreeMap<Scope, u64>> {
        let mut state = self.lock();
        state.is_telling = !state.untold.is_empty();
        state.is_telling.then(|| std::mem::take(&mut state.untold))
    }
}

impl Engine {
    /// Hints whenever a scope's journal may have grown.
    pub(crate) fn watch(self: &Arc<Self>, scope: Scope) -> Watch {
        let mut state = self.hints.lock();
        let watchers = state
            .watched
            .entry(scope)
            .or_insert_with(|| watch::Sender::new(0));
        let watcher = watchers.subscribe();
        if !std::mem::replace(&mut state.is_listening, true) {
            self.runtime.spawn(listen(Arc::downgrade(self)));
        }
        drop(state);
        stream::unfold(watcher, |mut watcher| async move {
            watcher.changed().await.ok().map(|()| ((), watcher))
        })
        .boxed()
    }

    /// Tells of a group's commit: here at once, elsewhere soon.
    pub(crate) fn hint(self: &Arc<Self>, plan: &Plan) {
        for (scope, changes) in &plan.changes {
            self.hints.grew(*scope, changes.head.seq);
        }
        let mut state = self.hints.lock();
        let heads = plan.changes.iter().map(|(scope, c)| (*scope, c.head.seq));
        state.untold.extend(heads);
        if !state.untold.is_empty() && !std::mem::replace(&mut state.is_telling, true) {
            self.runtime.spawn(tell(Arc::clone(self)));
        }
    }
}

/// Tells other processes of commits, at most every [`TELL_EVERY`].
async fn tell(engine: Arc<Engine>) {
    while let Some(untold) = engine.hints.untold() {
        let told: Vec<String> = untold
            .iter()
            .map(|(scope, seq)| spell(*scope, *seq))
            .collect();
        let ask = || {
            let ask = engine.schema.ask(NOTIFY).bind(engine.schema.channel());
            ask.bind(told.clone())
        };
        // Whoever misses it finds out by looking, within a second.
        let _ = engine.rows(ask).await;
        sleep(TELL_EVERY).await;
    }
}

/// Hears other processes and looks at the heads, as long as somebody watches.
async fn listen(engine: Weak<Engine>) {
    tokio::select! {
        () = look_always(&engine) => {}
        () = hear_always(&engine) => {}
    }
}

async fn look_always(engine: &Weak<Engine>) {
    let mut ticks = interval(LOOK_EVERY);
    loop {
        ticks.tick().await;
        let Some(engine) = engine.upgrade() else {
            return;
        };
        let Some(watched) = engine.hints.watched() else {
            return;
        };
        // A look that fails is followed by another; whoever reads meanwhile learns why.
        let _ = engine.look(&watched).await;
    }
}

async fn hear_always(engine: &Weak<Engine>) {
    while let Some(mut listener) = connected(engine).await {
        while let Ok(Some(heard)) = listener.try_recv().await {
            let news = read(heard.payload());
            if let (Some((scope, seq)), Some(engine)) = (news, engine.upgrade()) {
                engine.hints.grew(scope, seq);
            }
        }
        drop(listener);
        sleep(LOOK_EVERY).await;
    }
}

/// The connection that hears; `None` when the store is gone.
async fn connected(engine: &Weak<Engine>) -> Option<PgListener> {
    loop {
        if let Ok(listener) = connect(&*engine.upgrade()?).await {
            return Some(listener);
        }
        sleep(LOOK_EVERY).await;
    }
}

async fn connect(engine: &Engine) -> Result<PgListener, sqlx::Error> {
    let mut listener = PgListener::connect_with(&engine.connections.pool).await?;
    listener.eager_reconnect(false);
    listener.listen(&engine.schema.channel()).await?;
    Ok(listener)
}

impl Engine {
    /// Compares the heads of what is watched with what the watchers know.
    async fn look(&self, watched: &[Scope]) -> tenantry::Result<()> {
        let (orgs, directories): (Vec<Scope>, Vec<Scope>) = watched
            .iter()
            .partition(|scope| matches!(scope, Scope::Org(_)));
        let ask = || {
            let ask = self
                .schema
                .ask(HEADS)
                .bind(column(&orgs, |scope| scope.uuid()));
            ask.bind(column(&directories, |scope| scope.uuid()))
        };
        for (scope, seq) in self
            .list(ask, |fields| Ok((scope(fields)?, fields.count()?)))
            .await?
        {
            self.hints.stands(scope, seq);
        }
        Ok(())
    }
}

/// A notification: `org 0190… 17`.
fn spell(scope: Scope, seq: u64) -> String {
    format!("{scope} {seq}")
}

fn read(text: &str) -> Option<(Scope, u64)> {
    let mut words = text.split(' ');
    let scope = scope_of(words.next()?, words.next()?.parse::<Uuid>().ok()?)?;
    Some((scope, words.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use tenantry::OrgId;

    #[test]
    fn a_notification_says_which_scope_grew_to_where() {
        let scope = Scope::Org(OrgId::from_uuid(Uuid::max()));
        assert_eq!(read(&spell(scope, 17)), Some((scope, 17)));
        assert_eq!(read("org 1 17"), None);
        assert_eq!(read(""), None);
    }
}
