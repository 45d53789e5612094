//! Checks race with changes of rights: once a change has returned, none answers as before.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};

use serde_json::{Value, json};
use tenantry::Tenant;
use tokio::runtime::Handle;

use super::{rounds, world};
use crate::stores::Kind;

/// In the rounds of a race: even numbers while it is as the remainder says, odd ones in between.
const GIVEN: u64 = 0;
const TAKEN: u64 = 2;

/// What the checks and the changes share.
struct Race {
    phase: AtomicU64,
    checks: AtomicUsize,
    is_over: AtomicBool,
}

impl Race {
    /// Checks until it is over. What is seen on both sides of a check, with no change begun, it
    /// must answer by.
    fn check(&self, inside: &Tenant, who: &str, on: Option<&str>, runtime: &Handle) {
        while !self.is_over.load(Ordering::SeqCst) {
            let before = self.phase.load(Ordering::SeqCst);
            let allowed = runtime.block_on(inside.allows(who, "docs.w", on)).unwrap();
            let after = self.phase.load(Ordering::SeqCst);
            self.checks.fetch_add(1, Ordering::Relaxed);
            match before % 4 {
                // Also where the next change has begun: it does not give it back before.
                TAKEN if after <= before + 1 => assert_eq!((allowed, before), (false, before)),
                GIVEN if after == before => assert_eq!((allowed, before), (true, before)),
                _ => {}
            }
        }
    }

    async fn changes(&self, inside: &Tenant, operation: &str, input: Value) -> Value {
        self.phase.fetch_add(1, Ordering::SeqCst);
        let done = inside.call(operation, input).await.unwrap();
        self.phase.fetch_add(1, Ordering::SeqCst);
        done
    }
}

async fn no_check_allows_after_a_revoke_has_returned(kind: Kind) {
    let (world, ..) = world(kind).await;
    let inside = world.system().enter(world.org).await.unwrap();
    let (user, object) = (world.id("viewer"), world.id("object"));
    let who = format!("user:{}", user.as_str().unwrap());
    let holder = json!({ "kind": "user", "id": user });
    let given = json!({ "holder": holder, "role": world.id("role") });
    let shared = json!({ "object": object, "holder": holder, "level": "edit" });
    let ways = [
        (
            "assignments.create",
            given,
            "assignments.delete",
            "assignment",
            None,
        ),
        (
            "grants.create",
            shared,
            "grants.delete",
            "grant",
            object.as_str(),
        ),
    ];
    for (give, input, take, noun, on) in ways {
        let first = inside.call(give, input.clone()).await.unwrap();
        let mut id = first["id"].clone();
        let race = Arc::new(Race {
            phase: AtomicU64::new(GIVEN),
            checks: AtomicUsize::new(0),
            is_over: AtomicBool::new(false),
        });
        // As the library, as somebody else and as themselves, entered before anything was taken.
        let handles = [
            inside.clone(),
            world.inside("owner").await,
            world.inside("viewer").await,
        ];
        let checking: Vec<_> = handles
            .into_iter()
            .map(|handle| {
                let (race, who) = (Arc::clone(&race), who.clone());
                let on = on.map(str::to_owned);
                let runtime = Handle::current();
                tokio::task::spawn_blocking(move || {
                    race.check(&handle, &who, on.as_deref(), &runtime);
                })
            })
            .collect();
        while race.checks.load(Ordering::Relaxed) < rounds(50_000, 500_000)
            && checking.iter().all(|check| !check.is_finished())
        {
            race.changes(&inside, take, json!({ noun: id })).await;
            let again = race.changes(&inside, give, input.clone()).await;
            id = again["id"].clone();
        }
        race.is_over.store(true, Ordering::SeqCst);
        for check in checking {
            check.await.unwrap();
        }
        assert!(race.phase.load(Ordering::SeqCst) >= 4, "{give} on {kind:?}");
        inside.call(take, json!({ noun: id })).await.unwrap();
    }
}

on_each_store! {
    no_check_allows_after_a_revoke_has_returned
}
