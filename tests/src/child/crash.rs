//! The child that kills itself before a statement.

use std::path::Path;
use std::sync::Arc;

use tenantry::storage::{Ports, Verdict};

use super::{say, script};
use crate::Kit;
use crate::fixture::{Death, Story};

/// Ports of a process that ends before the statement of a number.
fn dying(at: u32) -> Ports {
    Ports {
        clock: None,
        probe: Some(Arc::new(Death::before(at))),
    }
}

pub(super) async fn play(kit: &Kit, story: Story, round: u32, at: u32, address: String) {
    let store = (kit.open)(address, dying(at)).await.expect("it opens");
    for step in script(&story, round) {
        let attempts = step.iter().map(|attempt| async {
            match store.commit(attempt.batch.clone()).await {
                Ok(Verdict::Committed(_)) => say(&attempt.name),
                other => panic!("{}: {other:?}", attempt.name),
            }
        });
        futures_util::future::join_all(attempts).await;
    }
    say("survived");
}

pub(super) async fn back_up(kit: &Kit, to: &Path, at: u32, address: String) {
    let store = (kit.open)(address, dying(at)).await.expect("it opens");
    store.backup(to).await.expect("it is backed up");
    say("survived");
}
