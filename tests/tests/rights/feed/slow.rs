//! A reader that does not keep up loses nothing silently, and holds up nobody.

use futures_util::{FutureExt, StreamExt};
use serde_json::{Value, json};
use tenantry::journal::Effect;
use tenantry_conformance::fixture::{batch, committed, draft, part};
use tenantry_conformance::tenants::World;

use super::{Items, cursor, follow, next, world};
use crate::stores::Kind;

/// More than the process keeps of a journal for slower readers.
const FAR: usize = 2_500;

/// Writes so many entries straight into the store.
async fn tell_far(world: &World) {
    for _ in 0..10 {
        let mut part = part(world.org, []);
        part.entries = vec![draft(world.org.uuid(), Effect::None); FAR / 10];
        committed(&**world.tenantry.storage(), batch([part])).await;
    }
}

async fn team(world: &World, name: &str) {
    let manager = world.inside("manager").await;
    let team = json!({ "name": name });
    manager.call("teams.create", team).await.unwrap();
}

async fn seqs(items: &mut Items, count: usize) -> Vec<u64> {
    let mut heard = Vec::new();
    for _ in 0..count {
        let item = next(items).await.unwrap();
        heard.push(item["entry"]["seq"].as_u64().expect("no resync"));
    }
    heard
}

async fn who_falls_far_behind_the_others_misses_nothing(kind: Kind) {
    let world = world(kind).await;
    let owner = world.inside("owner").await;
    let (mut fast, mut slow) = (follow(&owner, None).await, follow(&owner, None).await);
    tell_far(&world).await;
    let heard = seqs(&mut fast, FAR).await;
    let all: Vec<u64> = (heard[0]..heard[0] + FAR as u64).collect();
    assert_eq!(heard, all, "each once and in order");
    assert_eq!(seqs(&mut slow, FAR).await, all, "also for who is slow");
    // Where the others are, it goes on with them.
    team(&world, "new").await;
    for items in [&mut fast, &mut slow] {
        let item = next(items).await.unwrap();
        assert_eq!(item["entry"]["body"]["name"], "new", "{item}");
    }
}

/// What it has in hand is still delivered; what it was to read next is gone.
async fn a_prune_under_a_slow_reader_is_told_by_one_resync(kind: Kind) {
    let world = world(kind).await;
    let owner = world.inside("owner").await;
    let mut slow = follow(&owner, None).await;
    tell_far(&world).await;
    let first = seqs(&mut slow, 1).await[0];
    let checkpoint = owner.call("checkpoints.create", json!({})).await.unwrap();
    let through = json!({ "through": checkpoint["seq"] });
    owner.call("journal.prune", through).await.unwrap();
    let mut before = first;
    let resync: Value = loop {
        let item = next(&mut slow).await.unwrap();
        if item["kind"] == "resync" {
            break item;
        }
        before += 1;
        assert_eq!(item["entry"]["seq"], before, "{item}");
    };
    assert!(before < first + FAR as u64 - 1, "nothing was to be read");
    let mut resumed = follow(&owner, Some(&cursor(&resync))).await;
    team(&world, "new").await;
    for items in [&mut slow, &mut resumed] {
        let item = next(items).await.unwrap();
        assert_eq!(item["entry"]["body"]["name"], "new", "{item}");
    }
}

/// Whoever is first reads for all. It is not waited for, if it does not come back.
async fn who_stops_while_it_reads_for_all_holds_up_nobody(kind: Kind) {
    let world = world(kind).await;
    let owner = world.inside("owner").await;
    let (mut stops, mut others) = (follow(&owner, None).await, follow(&owner, None).await);
    team(&world, "new").await;
    let begun = stops.next().now_or_never();
    let item = next(&mut others).await.unwrap();
    assert_eq!(item["entry"]["body"]["name"], "new", "{item}");
    let item = match begun {
        Some(item) => item.unwrap().unwrap(),
        None => next(&mut stops).await.unwrap(),
    };
    assert_eq!(item["entry"]["body"]["name"], "new", "{item}");
}

on_each_store! {
    who_falls_far_behind_the_others_misses_nothing
    a_prune_under_a_slow_reader_is_told_by_one_resync
    who_stops_while_it_reads_for_all_holds_up_nobody
}
