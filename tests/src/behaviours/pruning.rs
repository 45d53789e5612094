//! Checkpoints, and the past that may be pruned behind them.

use tenantry::Time;
use tenantry::journal::{Checkpoint, Cursor, chain, verify_scope};
use tenantry::storage::{Failure, Row, Scope, Storage, Write};

use crate::Bench;
use crate::fixture::{Story, batch, committed, part, refused, told};

/// Remembers where the organisation's journal stands.
async fn checkpoint(store: &dyn Storage, story: &Story) -> Checkpoint {
    let head = store.head(story.org.into()).await.unwrap().unwrap();
    let checkpoint = Checkpoint {
        org: story.org,
        seq: head.seq,
        hash: chain::hex(&head.hash),
        created_at: Time::OF_COMMIT,
    };
    let write = Write::Insert(Row::Checkpoint(checkpoint.clone()));
    committed(store, batch([part(story.org, [write])])).await;
    checkpoint
}

pub(super) async fn checkpoints_are_found_and_listed_newest_first(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let mut seqs = Vec::new();
    for _ in 0..3 {
        seqs.insert(0, checkpoint(&*store, &story).await.seq);
    }
    let listed = store.checkpoints(&story.view(), 10).await.unwrap().value;
    assert_eq!(listed.iter().map(|at| at.seq).collect::<Vec<_>>(), seqs);
    let listed = store.checkpoints(&story.view(), 2).await.unwrap().value;
    assert_eq!(
        listed.iter().map(|at| at.seq).collect::<Vec<_>>(),
        seqs[..2]
    );
    let found = store
        .checkpoint(&story.view(), seqs[0])
        .await
        .unwrap()
        .value;
    assert_eq!(found.as_ref(), listed.first());
    let absent = store.checkpoint(&story.view(), 999).await.unwrap().value;
    assert_eq!(absent, None);
}

pub(super) async fn pruning_removes_the_past_and_the_rest_verifies(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    for _ in 0..3 {
        committed(&*store, story.create_named("red")).await;
    }
    let kept = checkpoint(&*store, &story).await;
    committed(&*store, story.create_named("blue")).await;
    let hash = chain::unhex(&kept.hash).unwrap();
    let prune = Write::Prune {
        through: kept.seq,
        hash,
    };
    committed(&*store, batch([part(story.org, [prune.clone()])])).await;

    let scope = Scope::from(story.org);
    let head = store.head(scope).await.unwrap().unwrap();
    assert_eq!((head.floor, head.floor_hash), (kept.seq, hash));
    let entries = told(&*store, scope).await;
    assert_eq!(entries.first().unwrap().seq, kept.seq + 1);
    assert!(store.personal(scope, 0, kept.seq).await.unwrap().is_empty());
    let report = verify_scope(&*store, scope).await.unwrap();
    assert!(report.is_intact, "{report:?}");
    assert_eq!(
        head.cursor(),
        Cursor::new(head.seq, &entries.last().unwrap().hash)
    );
    // The same again prunes nothing, and is refused.
    let again = batch([part(story.org, [prune])]);
    assert_eq!(refused(&*store, again).await, Failure::Stale);
}

pub(super) async fn pruning_without_its_checkpoint_is_refused(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    committed(&*store, story.create_named("red")).await;
    let prune = Write::Prune {
        through: 1,
        hash: [0; 32],
    };
    let failure = refused(&*store, batch([part(story.org, [prune])])).await;
    assert_eq!(failure, Failure::Stale);
    assert_eq!(told(&*store, story.org).await.len(), 2);
}
