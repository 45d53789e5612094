//! The child that kills itself before a statement.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use tenantry::storage::{Ports, Probe, Verdict};

use super::{say, script};
use crate::Kit;
use crate::fixture::Story;

/// Ends the process before the statement of a number, as `kill -9` would: nothing is
/// flushed, closed or rolled back.
struct Death {
    at: u32,
    statements: AtomicU32,
}

impl Probe for Death {
    fn before(&self, _: &'static str) {
        if self.statements.fetch_add(1, Ordering::SeqCst) == self.at {
            std::process::abort();
        }
    }
}

/// Ports of a process that ends before the statement of a number.
fn dying(at: u32) -> Ports {
    let probe = Arc::new(Death {
        at,
        statements: AtomicU32::new(0),
    });
    Ports {
        clock: None,
        probe: Some(probe),
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
