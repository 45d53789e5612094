//! Sixty-four who do everything at once that moves a count, while time goes by.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use futures_util::future::try_join_all;
use tenantry::Time;
use tenantry_conformance::fixture::{Dice, HandClock};
use tenantry_conformance::tenants::World;

use crate::busy::Busy;
use crate::recount::Recount;
use crate::rounds;
use crate::stores::{self, Kind};

const CALLERS: u64 = 64;
/// What passes with each thing that is done: some days in all.
const STEP: i64 = 600_000_000;
/// What moves a count is done long before.
const ROUNDS_MAX: u64 = 40;
const BEGIN: i64 = 20_500 * 86_400_000_000;

async fn statistics_are_a_recount(kind: Kind) {
    let clock = Arc::new(HandClock::at(BEGIN));
    let world = World::new(stores::open(kind, clock.clone()).await, "w").await;
    let busy = Arc::new(Busy::open(&world).await);
    let now = Arc::new(AtomicI64::new(BEGIN));
    let mut round = 0;
    // Which of those at once is done is decided by who comes first: on until all of it was.
    while round < rounds(2, 10) as u64 || !busy.has_done_everything() {
        let callers = (0..CALLERS).map(|number| {
            let (busy, clock) = (busy.clone(), clock.clone());
            let now = now.clone();
            tokio::spawn(async move {
                let mut dice = Dice::of(round * CALLERS + number);
                for _ in 0..16 {
                    let at = now.fetch_add(STEP, Ordering::SeqCst) + STEP;
                    clock.set(at);
                    busy.does_something(&mut dice, Time::from_micros(at)).await;
                }
            })
        });
        try_join_all(callers).await.unwrap();
        let at = Time::from_micros(now.load(Ordering::SeqCst));
        clock.set(at.micros());
        Recount::read(&world).await.insists(&clock, at).await;
        round += 1;
        assert!(round < ROUNDS_MAX, "not everything is ever done");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn statistics_are_a_recount_after_64_callers_on_sqlite() {
    statistics_are_a_recount(Kind::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn statistics_are_a_recount_after_64_callers_on_postgres() {
    statistics_are_a_recount(Kind::Postgres).await;
}
