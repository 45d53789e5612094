//! Checks while rights change: readers beside somebody who gives and takes.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use tenantry::access::{CreateAssignment, DeleteAssignment, ListRoles};
use tenantry::storage::Storage;
use tenantry::{Tenant, blocking};
use tenantry_sqlite::Sqlite;

use crate::bench::Bench;
use crate::ours::{Names, Ours, fill};
use crate::rounds::{Rounds, is_right};
use crate::row::Row;
use crate::world::{World, flat};

pub(crate) const NAME: &str = "access.change";

const READERS: usize = 4;

/// A check in so many is timed by itself: to look at the clock takes as long as half a check.
const TIMED_EVERY: usize = 8;

/// The 99th percentile of a check with somebody who gives a role to somebody who asks for
/// nothing and takes it back, again and again, as against without.
pub(crate) fn sqlite(bench: &Bench) -> Result<Vec<Row>> {
    let world = flat(bench.is_quick);
    let storage: Arc<dyn Storage> = Arc::new(Sqlite::open(bench.file("change.db"))?);
    let run = &bench.runtime;
    let place = run.block_on(fill(&storage, &world))?;
    let names = Names::of(&world)?;
    let ours = run.block_on(Ours::enter(&storage, &place, &names))?;
    let given = run.block_on(given(&ours.tenant))?;
    let changes = AtomicUsize::new(0);
    let Rounds { span, .. } = bench.rounds();
    let [busy, quiet] = bench.rounds().interleave([
        &mut || {
            beside(&ours, &world, span, || {
                change(&ours.tenant, &given, &changes)
            })
        },
        &mut || beside(&ours, &world, span, || Ok(())),
    ])?;
    let row = Row::at_most(NAME, "× the p99 without", busy / quiet, 2.0);
    let changes = changes.load(Ordering::Relaxed);
    Ok(vec![row.noting(format!(
        "p99 of {READERS} readers {busy:.0} ns, without changes {quiet:.0}; {changes} changes"
    ))])
}

/// A role for the founder, who is asked nothing about.
async fn given(tenant: &Tenant) -> Result<CreateAssignment> {
    let founder = tenant.actor().principal();
    let roles = tenant.roles().list(ListRoles::default()).await?.items;
    let role = roles.iter().find(|role| !role.built_in);
    Ok(CreateAssignment {
        holder: founder.context("the founder is somebody")?.into(),
        role: role.context("the world has roles")?.id,
        team: None,
        expires_at: None,
    })
}

/// Gives a role, and takes it back.
fn change(tenant: &Tenant, given: &CreateAssignment, changes: &AtomicUsize) -> Result<()> {
    let given = blocking::run(tenant.assignments().create(given.clone()))?;
    let taken = DeleteAssignment {
        assignment: given.id,
    };
    blocking::run(tenant.assignments().delete(taken))?;
    changes.fetch_add(2, Ordering::Relaxed);
    Ok(())
}

/// What asks, with somebody who does something beside it over and over: the 99th percentile of
/// how long an answer takes, in nanoseconds.
fn beside(
    ours: &Ours<'_>,
    world: &World,
    span: Duration,
    mut does: impl FnMut() -> Result<()> + Send,
) -> Result<f64> {
    let is_over = &AtomicBool::new(false);
    let mut nanos = thread::scope(|scope| {
        let readers: Vec<_> = (0..READERS)
            .map(|reader| scope.spawn(move || reads(ours, world, reader, is_over)))
            .collect();
        let began = Instant::now();
        let mut done = Ok(());
        while began.elapsed() < span && done.is_ok() {
            done = does();
            thread::yield_now();
        }
        is_over.store(true, Ordering::Relaxed);
        let mut nanos = Vec::new();
        for reader in readers {
            nanos.extend(
                reader
                    .join()
                    .map_err(|_| anyhow::anyhow!("a reader panicked"))??,
            );
        }
        done.map(|()| nanos)
    })?;
    nanos.sort_unstable();
    let p99 = nanos.get(nanos.len() * 99 / 100).context("nobody asked")?;
    Ok(f64::from(*p99))
}

/// Asks until it is over, and says how long answers took.
fn reads(ours: &Ours<'_>, world: &World, from: usize, is_over: &AtomicBool) -> Result<Vec<u32>> {
    let mut nanos = Vec::new();
    blocking::run(async {
        let questions = world.questions.iter().cycle().skip(from * 1_000);
        for (turn, question) in questions.enumerate() {
            if is_over.load(Ordering::Relaxed) {
                break;
            }
            let began = (turn % TIMED_EVERY == 0).then(Instant::now);
            is_right(question, ours.ask(question).await?)?;
            nanos.extend(began.map(|began| began.elapsed().as_nanos() as u32));
        }
        anyhow::Ok(())
    })?;
    Ok(nanos)
}
