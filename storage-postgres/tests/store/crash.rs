//! A server that dies in the middle of it: typed errors, and all or nothing.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use tenantry::storage::{Batch, JournalReads, Ports, Probe, Scope, Storage, TeamReads, Verdict};
use tenantry::{Error, ErrorKind};
use tenantry_conformance::fixture::{Story, committed};
use tenantry_postgres::{Options, Postgres};
use tenantry_private_postgres::PrivatePostgres;
use tokio::sync::watch;

/// A server that is killed, and started again, before a statement of our choice.
struct Killer {
    server: Mutex<PrivatePostgres>,
    before: Mutex<Option<&'static str>>,
    stays_away: AtomicBool,
    /// How many statements have been announced.
    announced: watch::Sender<u32>,
}

impl Probe for Killer {
    fn before(&self, statement: &'static str) {
        self.announced.send_modify(|announced| *announced += 1);
        if self
            .before
            .lock()
            .unwrap()
            .take_if(|name| *name == statement)
            .is_some()
        {
            let mut server = self.server.lock().unwrap();
            server.kill_now().unwrap();
            if !self.stays_away.load(Ordering::SeqCst) {
                server.restart().unwrap();
            }
        }
    }
}

impl Killer {
    /// A store on a server of its own.
    async fn start() -> (Arc<Self>, Postgres) {
        let killer = Self::alone();
        let store = killer.open("tenantry").await.unwrap();
        (killer, store)
    }

    fn alone() -> Arc<Self> {
        Arc::new(Self {
            server: Mutex::new(PrivatePostgres::start().unwrap()),
            before: Mutex::new(None),
            stays_away: AtomicBool::new(false),
            announced: watch::Sender::new(0),
        })
    }

    async fn open(self: &Arc<Self>, schema: &str) -> tenantry::Result<Postgres> {
        let mut options = Options::default();
        options.schema = schema.to_owned();
        options.ports = Ports {
            clock: None,
            probe: Some(self.clone()),
        };
        let url = self.server.lock().unwrap().url();
        Postgres::connect_with(&url, options).await
    }

    fn kill_before(&self, statement: &'static str) {
        *self.before.lock().unwrap() = Some(statement);
    }

    /// Waits until so many more statements are announced. Whoever announces goes on at once,
    /// so what follows meets the last of them anywhere: sent, half done or answered.
    async fn statements(&self, more: u32) {
        let mut announced = self.announced.subscribe();
        let until = *announced.borrow() + more;
        announced.wait_for(|count| *count >= until).await.unwrap();
    }

    /// Kills the server and starts it again, away from those who commit.
    async fn strike(self: &Arc<Self>) {
        self.with_server(|server| {
            server.kill_now().unwrap();
            server.restart().unwrap();
        })
        .await;
    }

    /// Waits while the server is being killed and started again.
    async fn is_back(self: &Arc<Self>) {
        self.with_server(|_| ()).await;
    }

    async fn with_server(self: &Arc<Self>, act: fn(&mut PrivatePostgres)) {
        let killer = Arc::clone(self);
        let act = tokio::task::spawn_blocking(move || act(&mut killer.server.lock().unwrap()));
        act.await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_killed_before_a_statement_leaves_all_or_nothing() {
    let (killer, store) = Killer::start().await;
    let story = Story::begin(&store).await;
    for (statement, lands) in [
        // Nothing was asked of the dead connection yet: another one takes its place.
        ("begin", true),
        ("heads.lock", false),
        ("facts.orgs", false),
        ("teams.put", false),
        ("personal.put", false),
        ("journal.append", false),
        // The answer never comes; asked again, the server says that nothing landed.
        ("commit", false),
        ("acknowledge", true),
    ] {
        let team = story.team("red");
        killer.kill_before(statement);
        let outcome = store.commit(story.create(&team)).await;
        match outcome {
            Ok(Verdict::Committed(_)) => assert!(lands, "{statement}"),
            Ok(other) => panic!("{statement}: {other:?}"),
            Err(error) => {
                assert!(!lands, "{statement}: {error}");
                assert_eq!(error.kind(), ErrorKind::Unavailable, "{statement}");
            }
        }
        assert!(
            killer.before.lock().unwrap().is_none(),
            "{statement} did not run"
        );
        let found = store.team(&story.view(), team.id).await.unwrap();
        assert_eq!(found.value.is_some(), lands, "{statement}");
    }
    let head = store.head(story.org.into()).await.unwrap().unwrap();
    assert_eq!(head.seq, 3);
    tenantry::journal::verify_scope(&store, story.org.into())
        .await
        .unwrap();
}

/// What a caller can say of its commit.
async fn attempt(store: &Postgres, batch: Batch) -> Result<bool, Error> {
    match store.commit(batch).await {
        Ok(verdict) => {
            assert!(matches!(verdict, Verdict::Committed(_)));
            Ok(true)
        }
        Err(error) if error.kind().is_retryable() => Ok(false),
        Err(error) => Err(error),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_killed_at_any_moment_keeps_what_was_acknowledged() {
    let (killer, store) = Killer::start().await;
    let story = Story::begin(&store).await;
    let is_over = Arc::new(AtomicBool::new(false));
    let mut callers = Vec::new();
    for _ in 0..16 {
        let (killer, store, is_over) = (killer.clone(), store.clone(), is_over.clone());
        callers.push(tokio::spawn(async move {
            let mut said = Vec::new();
            while !is_over.load(Ordering::SeqCst) {
                let team = story.team("red");
                let batch = story.create(&team);
                let commit = batch.commit;
                let outcome = attempt(&store, batch).await;
                if !matches!(outcome, Ok(true)) {
                    killer.is_back().await;
                }
                said.push((team.id, commit, outcome));
            }
            said
        }));
    }
    // Numbers that share no divisor with the statements of a group, to meet each of them.
    for statements in [41, 59, 83] {
        killer.statements(statements).await;
        killer.strike().await;
    }
    // And some that meet nothing.
    killer.statements(50).await;
    is_over.store(true, Ordering::SeqCst);
    for caller in callers {
        for (team, commit, said) in caller.await.unwrap() {
            let found = store.team(&story.view(), team).await.unwrap().value;
            match said {
                Ok(landed) => assert_eq!(found.is_some(), landed, "{team}"),
                Err(error) => {
                    assert_eq!(error.kind(), ErrorKind::Unknown, "{error}");
                    let after = error.field("after").unwrap().as_u64().unwrap();
                    let landed = store.landed(story.org.into(), commit, after).await;
                    assert_eq!(found.is_some(), landed.unwrap().is_some());
                }
            }
        }
    }
    tenantry::journal::verify_scope(&store, story.org.into())
        .await
        .unwrap();
}

fn is_unknown<T>(outcome: tenantry::Result<T>) -> bool {
    outcome.is_err_and(|error| error.kind() == ErrorKind::Unknown)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_chore_whose_commit_is_not_answered_may_have_landed() {
    let killer = Killer::alone();
    killer.kill_before("migrations.commit");
    assert!(is_unknown(killer.open("tenantry").await));
    let store = killer.open("tenantry").await.unwrap();
    let story = Story::begin(&store).await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("backup.sql");
    store.backup(&file).await.unwrap();

    let restored = killer.open("restored").await.unwrap();
    killer.kill_before("restore.commit");
    assert!(is_unknown(restored.restore(&file).await));
    assert!(restored.scopes(None, 9).await.unwrap().is_empty());
    restored.restore(&file).await.unwrap();

    story.mark_deleted(&store).await;
    killer.kill_before("purge.commit");
    assert!(is_unknown(store.purge(story.org, 100).await));
    assert!(store.purge(story.org, 100).await.unwrap().is_done);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_is_away_is_a_typed_error() {
    let (killer, store) = Killer::start().await;
    let story = Story::begin(&store).await;
    killer.server.lock().unwrap().kill_now().unwrap();
    let read = store.head(story.org.into()).await.unwrap_err();
    assert_eq!(read.kind(), ErrorKind::Unavailable);
    let write = store.commit(story.create_named("red")).await;
    assert_eq!(write.unwrap_err().kind(), ErrorKind::Unavailable);

    killer.server.lock().unwrap().restart().unwrap();
    committed(&store, story.create_named("red")).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_outcome_that_cannot_be_learnt_is_unknown_and_can_be_asked() {
    let (killer, store) = Killer::start().await;
    let story = Story::begin(&store).await;
    killer.stays_away.store(true, Ordering::SeqCst);
    killer.kill_before("commit");
    let batch = story.create_named("red");
    let commit = batch.commit;
    let error = store.commit(batch).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unknown);
    assert_eq!(error.field("commit").unwrap(), &commit.to_string());
    assert_eq!(error.field("after").unwrap(), 1);
    let scope = error.field("scope").unwrap().clone();
    let scope: Scope = serde_json::from_value(scope).unwrap();

    killer.server.lock().unwrap().restart().unwrap();
    let landed = store.landed(scope, commit, 1).await.unwrap();
    assert_eq!(landed, None);
}
