//! The server is killed before every statement of a commit.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use futures_util::future::join_all;
use tenantry::journal::verify_scope;
use tenantry::storage::{Ports, Probe, Storage, Verdict};
use tenantry::{Error, ErrorKind};

use crate::bench::is_long;
use crate::child::{Attempt, check_attempt, check_count, script};
use crate::fixture::{Story, committed, failed};
use crate::{Bench, Kit, Server};

/// No store needs as many statements for the script.
const STATEMENTS_MAX: u32 = 500;

/// Where the server is killed.
#[derive(Clone, Copy, Debug)]
enum At {
    /// Before the statement of this number, counted through the script.
    Number(u32),
    /// Before the first statement of this name in a step.
    Name(usize, &'static str),
    /// Nowhere.
    Never,
}

/// Kills the server before a statement.
struct PowerCut {
    server: Arc<Mutex<Server>>,
    at: At,
    /// The step of the script that runs.
    step: AtomicUsize,
    /// The steps and names of the statements that came by.
    statements: Mutex<Vec<(usize, &'static str)>>,
    /// The statement before which the server was killed.
    before: Mutex<Option<&'static str>>,
    /// Whether the server stays down until the commit is over.
    stays_down: bool,
}

impl Probe for PowerCut {
    fn before(&self, statement: &'static str) {
        let step = self.step.load(Ordering::SeqCst);
        let mut statements = lock(&self.statements);
        let is_here = match self.at {
            At::Number(number) => statements.len() == number as usize,
            At::Name(of, name) => (of, name) == (step, statement),
            At::Never => false,
        };
        statements.push((step, statement));
        drop(statements);
        let mut before = lock(&self.before);
        if !is_here || before.is_some() {
            return;
        }
        *before = Some(statement);
        let mut server = lock(&self.server);
        (server.kill)();
        if !self.stays_down {
            (server.restart)();
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What came by in a run of the script.
struct Cut {
    statements: Vec<(usize, &'static str)>,
    /// The statement before which the server was killed.
    before: Option<&'static str>,
}

/// A store on a server that is killed.
struct Site {
    kit: Kit,
    address: String,
    server: Arc<Mutex<Server>>,
    story: Story,
}

impl Site {
    async fn begin(kit: Kit) -> Self {
        let server = (kit.server.expect("a server"))();
        let address = server.address.clone();
        let store = (kit.open)(address.clone(), Ports::default())
            .await
            .expect("it opens");
        let story = Story::begin(&*store).await;
        Self {
            kit,
            address,
            server: Arc::new(Mutex::new(server)),
            story,
        }
    }

    async fn open(&self, probe: Option<Arc<dyn Probe>>) -> Arc<dyn Storage> {
        let ports = Ports { clock: None, probe };
        (self.kit.open)(self.address.clone(), ports)
            .await
            .expect("it opens")
    }

    /// Runs the script against a server that is killed, and answers what came by and
    /// before which statement it was killed.
    async fn cut(&self, round: u32, at: At, stays_down: bool) -> Cut {
        let power_cut = Arc::new(PowerCut {
            server: Arc::clone(&self.server),
            at,
            step: AtomicUsize::new(0),
            statements: Mutex::default(),
            before: Mutex::new(None),
            stays_down,
        });
        let store = self.open(Some(power_cut.clone())).await;
        let steps = script(&self.story, round);
        let mut answers = Vec::new();
        for (number, step) in steps.iter().enumerate() {
            power_cut.step.store(number, Ordering::SeqCst);
            let attempts = step
                .iter()
                .map(|attempt| store.commit(attempt.batch.clone()));
            answers.push(join_all(attempts).await);
            if answers.iter().flatten().any(Result::is_err) {
                break;
            }
        }
        let before = *lock(&power_cut.before);
        if before.is_some() && stays_down {
            (lock(&self.server).restart)();
        }
        drop(store);
        self.check(&steps, &answers).await;
        let statements = lock(&power_cut.statements).clone();
        Cut { statements, before }
    }

    /// Insists that each answer was the truth, and that every commit is whole.
    async fn check(&self, steps: &[Vec<Attempt>], answers: &[Vec<Result<Verdict, Error>>]) {
        let store = self.open(None).await;
        let is_ended = check_attempt(&*store, &self.story, &steps[1][0], false).await;
        for (step, answers) in steps.iter().zip(answers) {
            for (number, (attempt, answer)) in step.iter().zip(answers).enumerate() {
                let ended = is_ended && number == 0;
                let landed = check_attempt(&*store, &self.story, attempt, ended).await;
                check_answer(answer, landed);
            }
        }
        check_count(&*store, &self.story).await;
        for scope in store.scopes(None, 9).await.unwrap() {
            let report = verify_scope(&*store, scope).await.unwrap();
            assert!(report.is_intact, "{report:?}");
        }
        committed(&*store, self.story.create_named("next")).await;
    }
}

fn check_answer(answer: &Result<Verdict, Error>, landed: bool) {
    match answer {
        Ok(Verdict::Committed(_)) => assert!(landed, "an acknowledged commit is lost"),
        Err(error) if error.kind() == ErrorKind::Unavailable => {
            assert!(!landed, "nothing was written, it said: {error:?}");
        }
        Err(error) if error.kind() == ErrorKind::Unknown => {
            for field in ["commit", "scope", "after"] {
                assert!(
                    error.field(field).is_some(),
                    "no `{field}` to ask with: {error:?}"
                );
            }
        }
        other => panic!("{other:?}"),
    }
}

pub(super) async fn a_server_killed_at_any_statement_leaves_commits_whole(bench: &Bench) {
    let site = Site::begin(bench.kit()).await;
    let uncut = site.cut(0, At::Never, false).await.statements;
    assert!(uncut.len() > 20, "only {} statements are told", uncut.len());
    if is_long() {
        return cut_at_every_statement(&site).await;
    }
    // A server takes its time to come back: but for a long run, each kind of statement of
    // each step must do.
    let kinds: BTreeSet<(usize, &'static str)> = uncut.into_iter().collect();
    let steps: BTreeSet<usize> = kinds.iter().map(|(step, _)| *step).collect();
    assert_eq!(steps.len(), 2, "a step tells no statement");
    for (round, (step, name)) in (1_u32..).zip(kinds) {
        let at = At::Name(step, name);
        let cut = site.cut(2 * round, at, false).await;
        assert_eq!(cut.before, Some(name), "{at:?}");
        // A commit whose answer is lost while nobody can be asked.
        if name == "commit" {
            site.cut(2 * round + 1, at, true).await;
        }
    }
}

async fn cut_at_every_statement(site: &Site) {
    for number in 0..STATEMENTS_MAX {
        let (round, at) = (2 * number + 2, At::Number(number));
        match site.cut(round, at, false).await.before {
            Some("commit") => drop(site.cut(round + 1, at, true).await),
            Some(_) => {}
            None => return assert!(number > 20, "only {number} statements were told"),
        }
    }
    panic!("the script never ends");
}

pub(super) async fn a_server_that_is_away_is_unavailable_until_it_is_back(bench: &Bench) {
    let site = Site::begin(bench.kit()).await;
    let store = site.open(None).await;
    let team = site.story.add_team(&*store, "red").await;
    (lock(&site.server).kill)();
    let error = failed(&*store, site.story.create_named("blue")).await;
    assert_eq!(error.kind(), ErrorKind::Unavailable, "{error:?}");
    let error = store.team(&site.story.view(), team.id).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unavailable, "{error:?}");
    (lock(&site.server).restart)();
    // The same handle goes on.
    committed(&*store, site.story.create_named("green")).await;
    assert!(site.story.read_team(&*store, team.id).await.is_some());
    check_count(&*store, &site.story).await;
}
