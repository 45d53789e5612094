//! Checks that race with revokes in this process: once one has returned, none allows.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tenantry::Tenant;
use tokio::runtime::Handle;
use tokio::task::{JoinHandle, spawn_blocking, yield_now};

use super::Trials;
use super::ways::{Giver, Receiver, WAYS, Way, is_refusal};
use crate::tenants::World;

/// What a round goes through, in order. Its phase is the number of the round and this.
const GIVEN: u64 = 1;
const TAKEN: u64 = 3;
const PHASES: u64 = 4;

/// The phase that ends it all.
const OVER: u64 = u64::MAX;

/// How many checks from memory, and how many that look at the store, begin after each revoke.
const BARE: u64 = 500;
const LOOKING: u64 = 4;

/// For how many checks there is one revoke at least: those from memory go on while others look.
const CHECKS_MAX: u64 = 2_000;

/// Of tasks nothing is kept in memory.
fn most(way: Way, is_bare: bool) -> u64 {
    match is_bare && way != Way::Share {
        true => BARE,
        false => LOOKING,
    }
}

/// What the checks and the changes share.
#[derive(Debug)]
struct Race {
    phase: AtomicU64,
    /// How many checks have begun after a revoke.
    after: AtomicU64,
    to: Receiver,
}

impl Race {
    fn now(&self) -> u64 {
        self.phase.load(Ordering::SeqCst)
    }
}

fn way_of(phase: u64) -> Way {
    WAYS[(phase / PHASES) as usize % WAYS.len()]
}

/// What one of those who check has seen.
#[derive(Debug, Default)]
struct Seen {
    /// Those of the present phase, and which that is.
    phase: AtomicU64,
    checks: AtomicU64,
}

impl Seen {
    /// Counts a check, before which and after which it was this phase.
    fn note(&self, phase: u64) {
        if self.phase.load(Ordering::Relaxed) != phase {
            self.checks.store(0, Ordering::Relaxed);
            self.phase.store(phase, Ordering::Release);
        }
        self.checks.fetch_add(1, Ordering::Release);
    }

    fn has(&self, phase: u64, checks: u64) -> bool {
        self.phase.load(Ordering::Acquire) == phase && self.checks.load(Ordering::Acquire) >= checks
    }
}

/// Somebody who checks: the library, or who is given the right.
#[derive(Clone)]
struct Checking {
    world: World,
    race: Arc<Race>,
    seen: Arc<Seen>,
    is_own: bool,
}

impl Checking {
    async fn enters(&self) -> Tenant {
        match self.is_own {
            true => self.world.inside("viewer").await,
            false => self.world.system().enter(self.world.org).await.unwrap(),
        }
    }

    /// A handle of before each revoke: whoever is suspended enters no more until they are resumed.
    async fn renewed(&self, handle: &mut Option<(u64, Tenant)>, phase: u64) {
        let round = phase / PHASES;
        let is_new = handle.as_ref().is_none_or(|(of, _)| *of != round);
        if is_new && phase % PHASES == GIVEN {
            *handle = Some((round, self.enters().await));
        }
    }

    /// Counts what was answered between two looks at the phase.
    fn judge(&self, trials: &mut Trials, before: u64, after: u64, allowed: bool) {
        match before % PHASES {
            TAKEN if before == after => {
                trials.after += 1;
                trials.stale += u64::from(allowed);
                self.race.after.fetch_add(1, Ordering::Relaxed);
            }
            GIVEN if before == after => trials.refused += u64::from(!allowed),
            _ => trials.racing += 1,
        }
        if before == after {
            self.seen.note(before);
        }
    }

    /// Checks from memory.
    fn barely(self, runtime: &Handle) -> Trials {
        let (mut trials, mut handle) = (Trials::default(), None);
        let who = self.race.to.who();
        let rights = WAYS.map(|way| self.race.to.right(way));
        loop {
            let before = self.race.now();
            if before == OVER {
                return trials;
            }
            runtime.block_on(self.renewed(&mut handle, before));
            let before = self.race.now();
            let Some(inside) = of_round(&handle, before) else {
                std::thread::yield_now();
                continue;
            };
            let (permission, on) = &rights[(before / PHASES) as usize % WAYS.len()];
            let allowed = runtime.block_on(inside.allows(&who, permission, on.as_deref()));
            let allowed = allowed.unwrap_or_else(|error| {
                assert!(is_refusal(error.kind()), "{error}");
                false
            });
            let after = self.race.now();
            self.judge(&mut trials, before, after, allowed);
        }
    }

    /// Checks with a look at the store.
    async fn looking(self) -> Trials {
        let (mut trials, mut handle) = (Trials::default(), None);
        loop {
            yield_now().await;
            let before = self.race.now();
            if before == OVER {
                return trials;
            }
            self.renewed(&mut handle, before).await;
            let before = self.race.now();
            let Some(inside) = of_round(&handle, before) else {
                continue;
            };
            let question = self.race.to.question(way_of(before), self.is_own);
            let allowed = match inside.call("access.check", question).await {
                Ok(answer) => answer["allowed"] == true,
                Err(error) => {
                    assert!(is_refusal(error.kind()), "{error}");
                    false
                }
            };
            let after = self.race.now();
            self.judge(&mut trials, before, after, allowed);
        }
    }
}

/// The handle of this round, if there is one.
fn of_round(handle: &Option<(u64, Tenant)>, phase: u64) -> Option<&Tenant> {
    let of_this = handle
        .as_ref()
        .filter(|(round, _)| *round == phase / PHASES);
    of_this.map(|(_, inside)| inside)
}

/// Those who check, and how often each does after a revoke.
struct Crowd {
    race: Arc<Race>,
    each: Vec<(Arc<Seen>, bool, JoinHandle<Trials>)>,
}

impl Crowd {
    fn new(world: &World, to: Receiver) -> Self {
        let race = Arc::new(Race {
            phase: AtomicU64::new(0),
            after: AtomicU64::new(0),
            to,
        });
        let mut each = Vec::new();
        for is_own in [false, true] {
            for is_bare in [false, true] {
                let seen = Arc::new(Seen::default());
                let checking = Checking {
                    world: world.clone(),
                    race: Arc::clone(&race),
                    seen: Arc::clone(&seen),
                    is_own,
                };
                let runtime = Handle::current();
                each.push(match is_bare {
                    true => {
                        let checks = spawn_blocking(move || checking.barely(&runtime));
                        (seen, is_bare, checks)
                    }
                    false => (seen, is_bare, tokio::spawn(checking.looking())),
                });
            }
        }
        Self { race, each }
    }

    /// Goes on to a phase, and waits until each has checked in it so often.
    async fn reach(&self, phase: u64, checks: impl Fn(bool) -> u64) {
        self.race.phase.store(phase, Ordering::SeqCst);
        for (seen, is_bare, checking) in &self.each {
            while !seen.has(phase, checks(*is_bare)) && !checking.is_finished() {
                yield_now().await;
            }
        }
    }

    async fn end(self) -> Trials {
        self.race.phase.store(OVER, Ordering::SeqCst);
        let mut all = Trials::default();
        for (_, _, checking) in self.each {
            all += checking.await.unwrap();
        }
        all
    }
}

/// Takes rights until so many checks have begun after that, in one process.
///
/// # Panics
/// If a check fails in another way than by refusing.
pub async fn within(world: &World, checks: u64) -> Trials {
    let giver = Giver::new(world).await;
    let crowd = Crowd::new(world, giver.to.clone());
    let mut rounds = 0;
    let least = (checks / CHECKS_MAX).max(WAYS.len() as u64);
    while rounds < least || crowd.race.after.load(Ordering::Relaxed) < checks {
        let first = rounds * PHASES;
        let way = way_of(first);
        let given = giver.gives(way).await;
        crowd.reach(first + GIVEN, |_| 1).await;
        crowd.race.phase.store(first + 2, Ordering::SeqCst);
        giver.takes(way, &given).await;
        crowd
            .reach(first + TAKEN, |is_bare| most(way, is_bare))
            .await;
        crowd.race.phase.store(first + PHASES, Ordering::SeqCst);
        giver.ends(way, &given).await;
        rounds += 1;
        if crowd
            .each
            .iter()
            .any(|(.., checking)| checking.is_finished())
        {
            break;
        }
    }
    let trials = crowd.end().await;
    Trials {
        revokes: rounds,
        ..trials
    }
}
