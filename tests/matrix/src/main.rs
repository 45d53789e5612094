//! Every operation through every surface on every store, from the same stories.
//!
//! `cargo xtask test --only matrix` builds the surfaces and prints the matrix. It fails where a
//! story goes another way than through the JSON door on SQLite, and where a surface has no
//! way to make a call that every caller may make.

mod grid;
mod ways;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result, ensure};
use clap::Parser;
use futures_util::stream::{self, StreamExt};
use serde_json::{Value, json};
use tenantry_conformance::stories::{Story, Told, flattened, replay, stories};
use tenantry_matrix::program;
use tenantry_matrix::stage::{Kind, Stage};

use crate::grid::Grid;
use crate::ways::{Way, ways};

/// What the surfaces that are other programs are started with.
#[derive(Clone, Debug, Parser)]
struct Programs {
    /// A Python that the binding is installed for, with what only tests may do
    #[arg(long)]
    python: PathBuf,
    /// The player of the Node binding, compiled
    #[arg(long)]
    node: PathBuf,
    /// The command line
    #[arg(long)]
    cli: PathBuf,
}

fn main() -> Result<ExitCode> {
    if let Some(code) = program::act()? {
        return Ok(code);
    }
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(play_all(&Programs::parse()))?;
    Ok(ExitCode::SUCCESS)
}

/// How many surfaces play at the same time, each on a stage of its own: most of them wait for
/// another program.
const COLUMNS_AT_ONCE: usize = 2;

async fn play_all(programs: &Programs) -> Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../scenarios");
    let stories = Arc::new(stories(&folder)?);
    let expected = expected(&stories).await?;
    let columns = [Kind::Sqlite, Kind::Postgres]
        .into_iter()
        .flat_map(|kind| ways(programs).into_iter().map(move |way| (way, kind)));
    let mut columns = stream::iter(columns)
        .map(|(way, kind)| tokio::spawn(play_column(stories.clone(), way, kind)))
        .buffered(COLUMNS_AT_ONCE);
    let mut grid = Grid::new();
    let mut wrong = Vec::new();
    while let Some(played) = columns.next().await {
        let (way, kind, played) = played?;
        let column = grid.column(way, kind);
        for (((name, _), expected), told) in stories.iter().zip(&expected).zip(played) {
            let place = format!("{name}, {way} on {kind:?}");
            match told {
                Ok(told) => {
                    let differences = differences(expected, &told);
                    wrong.extend(differences.map(|why| format!("{place}: {why}")));
                    grid.note(column, &told);
                }
                Err(why) => wrong.push(format!("{place}: {why:#}")),
            }
        }
    }
    println!("{grid}");
    wrong.extend(grid.missing());
    ensure!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}

/// What came of every story, in their order.
type Column = (&'static str, Kind, Vec<Result<Vec<Told>>>);

async fn play_column(stories: Arc<Vec<(String, Story)>>, way: Way, kind: Kind) -> Column {
    let mut played = Vec::with_capacity(stories.len());
    for (_, story) in stories.iter() {
        played.push(play(story, &way, kind).await);
    }
    (way.name(), kind, played)
}

/// What the JSON door tells on SQLite.
async fn expected(stories: &[(String, Story)]) -> Result<Vec<Vec<Told>>> {
    let mut expected = Vec::with_capacity(stories.len());
    for (name, story) in stories {
        let told = play(story, &Way::JSON, Kind::Sqlite).await;
        expected.push(told.with_context(|| name.clone())?);
    }
    Ok(expected)
}

async fn play(story: &Story, way: &Way, kind: Kind) -> Result<Vec<Told>> {
    let stage = Stage::open(kind)?;
    let surface = way.open(&stage).await?;
    let told = replay(story, &*surface, &stage.ports).await;
    told.map_err(anyhow::Error::msg)
}

fn differences(expected: &[Told], told: &[Told]) -> impl Iterator<Item = String> {
    let early = (expected.len() != told.len()).then(|| "it ends early".to_owned());
    let pairs = expected.iter().zip(told);
    let differ = pairs
        .filter(|(expected, told)| told.outcome.is_some() && known_by(expected) != known_by(told));
    let differ = differ.map(|(expected, told)| format!("{told:?}\n  is not\n  {expected:?}"));
    differ.collect::<Vec<_>>().into_iter().chain(early)
}

/// What a caller acts on: an answer whole; of an error its kind, code and fields.
fn known_by(told: &Told) -> Option<Result<Value, Value>> {
    told.outcome.clone().map(|outcome| {
        outcome.map_err(|error| {
            let error = flattened(error);
            json!({ "kind": error["kind"], "code": error["code"], "fields": error["fields"] })
        })
    })
}
