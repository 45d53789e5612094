//! Children that write beside others.

use std::sync::Arc;

use tenantry::storage::{Counter, Failure, Ports, Row, Storage, Verdict, Write};
use tokio::task::JoinSet;

use super::{Role, hear, say, wait_for_go};
use crate::Kit;
use crate::fixture::{Gate, Story, batch, committed, part};

pub(super) async fn play(kit: &Kit, role: Role, address: String) {
    let Role::Write {
        story,
        tasks,
        commits,
        limit,
    } = role
    else {
        return;
    };
    let store = (kit.open)(address, Ports::default())
        .await
        .expect("it opens");
    wait_for_go();
    let mut writers = JoinSet::new();
    for _ in 0..tasks {
        writers.spawn(write(Arc::clone(&store), story, commits, limit));
    }
    writers.join_all().await;
}

/// Creates teams, each until it is acknowledged or the limit is reached.
async fn write(store: Arc<dyn Storage>, story: Story, commits: u32, limit: Option<i64>) {
    for _ in 0..commits {
        let team = story.team("red");
        let count = Write::Count {
            counter: Counter::Teams,
            by: 1,
            min: 0,
            max: limit.unwrap_or(1_000_000),
        };
        let create = batch([part(
            story.org,
            [Write::Insert(Row::Team(team.clone())), count],
        )]);
        match acknowledged(&*store, create).await {
            Verdict::Committed(_) => say(&team.id.to_string()),
            Verdict::Refused(Failure::Limit { .. }) => say("limit"),
            other => panic!("neither committed nor limited: {other:?}"),
        }
    }
}

/// Commits, and again while the store has no turn to give.
async fn acknowledged(store: &dyn Storage, batch: tenantry::storage::Batch) -> Verdict {
    loop {
        match store.commit(batch.clone()).await {
            Ok(verdict) => return verdict,
            Err(error) if error.kind() == tenantry::ErrorKind::Busy => {}
            Err(error) => panic!("{error:?}"),
        }
    }
}

/// Begins a commit, says so, and lets it go on when told.
pub(super) async fn hold(kit: &Kit, story: Story, address: String) {
    let (gate, waits, open) = Gate::before("commit");
    let ports = Ports {
        clock: None,
        probe: Some(Arc::new(gate)),
    };
    let store = (kit.open)(address, ports).await.expect("it opens");
    let holding = tokio::spawn(async move {
        committed(&*store, story.create_named("held")).await;
    });
    waits.recv().expect("the commit begins");
    say("holding");
    hear();
    open.send(()).expect("the commit waits");
    holding.await.expect("it is committed");
    say("committed");
}
