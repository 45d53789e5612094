//! Several processes on one store.

use std::time::Instant;

use tenantry::ErrorKind;
use tenantry::journal::verify_scope;
use tenantry::storage::Counter;

use crate::Bench;
use crate::child::{Child, Role, check_count};
use crate::fixture::{Story, failed, told, value_of};

/// How many processes.
const CHILDREN: u32 = 4;

/// Lets children of a role go at once, and answers what each said.
fn let_go(bench: &Bench, role: &Role) -> Vec<Vec<String>> {
    let mut children: Vec<_> = (0..CHILDREN).map(|_| Child::start(bench, role)).collect();
    for child in &mut children {
        assert_eq!(child.line().as_deref(), Some("ready"));
    }
    for child in &mut children {
        child.say("go");
    }
    let said = children.iter_mut().map(Child::lines).collect();
    for child in children {
        assert!(child.end().success());
    }
    said
}

pub(super) async fn processes_write_together_and_nothing_is_lost(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let commits = bench.rounds().min(50) * 5;
    let role = Role::Write {
        story,
        tasks: 4,
        commits,
        limit: None,
    };
    let said: Vec<_> = let_go(bench, &role).into_iter().flatten().collect();
    assert_eq!(said.len() as u32, CHILDREN * 4 * commits);
    for id in &said {
        let id = id.parse().expect("a team's id");
        assert!(
            story.read_team(&*store, id).await.is_some(),
            "{id} was acknowledged"
        );
    }
    let report = verify_scope(&*store, story.org.into()).await.unwrap();
    assert!(report.is_intact, "{report:?}");
    assert_eq!(report.entries as usize, 1 + said.len());
    let entries = told(&*store, story.org).await;
    assert!(entries.is_sorted_by_key(|entry| entry.at));
    check_count(&*store, &story).await;
}

pub(super) async fn a_limit_holds_across_processes(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let role = Role::Write {
        story,
        tasks: 16,
        commits: 1,
        limit: Some(23),
    };
    let said: Vec<_> = let_go(bench, &role).into_iter().flatten().collect();
    assert_eq!(said.len(), 64);
    assert_eq!(said.iter().filter(|line| *line != "limit").count(), 23);
    assert_eq!(value_of(&*store, story.org, Counter::Teams).await, 23);
    check_count(&*store, &story).await;
}

pub(super) async fn who_gets_no_turn_is_told_busy(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let mut holder = Child::start(bench, &Role::Hold { story });
    assert_eq!(holder.line().as_deref(), Some("holding"));
    let began = Instant::now();
    let error = failed(&*store, story.create_named("red")).await;
    assert_eq!(error.kind(), ErrorKind::Busy, "{error:?}");
    assert!(began.elapsed().as_secs() < 60, "the wait is not bounded");
    holder.say("go on");
    assert_eq!(holder.line().as_deref(), Some("committed"));
    assert!(holder.end().success());
    // Only the one that had the turn has written.
    assert_eq!(value_of(&*store, story.org, Counter::Teams).await, 1);
}
