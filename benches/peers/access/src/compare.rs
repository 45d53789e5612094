//! All three beside each other in one world: how long an answer takes, how long it takes until
//! there are answers, and what that takes of memory.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use anyhow::Result;
use tenantry::storage::Storage;
use tenantry_sqlite::Sqlite;

use crate::bench::{Bench, timed};
use crate::ours::{Names, Ours, Place, fill};
use crate::peers::{Casbin, Cedar};
use crate::resident::{Process, Who};
use crate::rounds::{Stream, is_right};
use crate::scene::Scene;
use crate::world::World;

/// How many answers of ours and of Cedar's are looked at before any is timed: all in a deep world.
const LOOKED_AT: usize = 20_000;

/// What came of it: ours, Cedar's, casbin's.
pub(crate) struct Figures {
    pub(crate) answer_nanos: [f64; 3],
    pub(crate) build_millis: [f64; 3],
    pub(crate) resident_mb: [f64; 3],
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [ours, cedar, casbin] = self.build_millis;
        write!(
            f,
            "built in {ours:.1} ms, Cedar in {cedar:.1}, casbin in {casbin:.1}; "
        )?;
        let [ours, cedar, casbin] = self.resident_mb;
        write!(
            f,
            "{ours:.1} MB resident, Cedar {cedar:.1}, casbin {casbin:.1}"
        )
    }
}

/// Measures in a world.
pub(crate) fn compare(bench: &Bench, scene: Scene) -> Result<Figures> {
    let world = scene.world(bench.is_quick);
    let store = bench.file(&format!("{scene:?}.db"));
    let storage: Arc<dyn Storage> = Arc::new(Sqlite::open(&store)?);
    let place = bench.runtime.block_on(fill(&storage, &world))?;
    let names = Names::of(&world)?;
    let ours = || {
        bench.runtime.block_on(async {
            let ours = Ours::enter(&storage, &place, &names).await?;
            // With the first answer all is read that there is to read.
            let first = &world.questions[0];
            is_right(first, ours.ask(first).await?)?;
            Ok(ours)
        })
    };
    let build_millis = bench.rounds().interleave([
        &mut || Ok(timed(ours)?.1),
        &mut || Ok(timed(|| scene.cedar(&world))?.1),
        &mut || Ok(timed(|| scene.casbin(&world))?.1),
    ])?;
    Ok(Figures {
        answer_nanos: answers(
            bench,
            &world,
            &ours()?,
            &scene.cedar(&world)?,
            &scene.casbin(&world)?,
        )?,
        build_millis,
        resident_mb: resident(bench, scene, &store, &place)?,
    })
}

fn answers(
    bench: &Bench,
    world: &World,
    ours: &Ours<'_>,
    cedar: &Cedar,
    casbin: &Casbin,
) -> Result<[f64; 3]> {
    let run = &bench.runtime;
    for asked in world.questions.iter().take(LOOKED_AT) {
        is_right(asked, run.block_on(ours.ask(asked))?)?;
        is_right(asked, cedar.ask(asked)?)?;
    }
    let mut streams = [(); 3].map(|()| Stream::new(&world.questions));
    let [of_ours, of_cedar, of_casbin] = &mut streams;
    let span = bench.rounds().span;
    bench.rounds().interleave([
        &mut || run.block_on(of_ours.ask(span, async |asked| ours.ask(asked).await)),
        &mut || run.block_on(of_cedar.ask(span, async |asked| cedar.ask(asked))),
        &mut || run.block_on(of_casbin.ask(span, async |asked| casbin.ask(asked))),
    ])
}

fn resident(bench: &Bench, scene: Scene, store: &Path, place: &Place) -> Result<[f64; 3]> {
    let of = |who| {
        let process = Process {
            who,
            scene,
            is_quick: bench.is_quick,
            store: store.to_owned(),
            place: place.clone(),
        };
        process.megabytes()
    };
    Ok([of(Who::Ours)?, of(Who::Cedar)?, of(Who::Casbin)?])
}
