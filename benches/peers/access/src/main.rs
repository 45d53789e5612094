//! Who may do what: Tenantry beside Cedar and casbin, in one process, in rounds that take turns.
//!
//! `cargo xtask bench --only access` runs it and puts its rows into the table. Everybody has the
//! same people, teams and grants, is asked the same questions in the same order, and every answer
//! is held against an oracle: a wrong one ends the run.

mod bench;
mod change;
mod compare;
mod fresh;
mod ours;
mod peers;
mod resident;
mod rounds;
mod row;
mod scene;
mod world;

use std::fs;
use std::path::PathBuf;

use anyhow::Result;
use clap::Parser;

use crate::bench::Bench;
use crate::compare::compare;
use crate::resident::Process;
use crate::row::Row;
use crate::scene::Scene;

const CEDAR: &str = "Cedar 4.14";
const CASBIN: &str = "casbin 2.20";

/// What is measured, in the order of the table: the name that its rows begin with, and what
/// measures them.
const MEASURES: [(&str, fn(&Bench) -> Result<Vec<Row>>); 6] = [
    ("access.flat", flat),
    (fresh::SQLITE, fresh::sqlite),
    (fresh::POSTGRES, fresh::postgres),
    ("access.deep", deep),
    ("access.shared", shared),
    (change::NAME, change::sqlite),
];

#[derive(Parser)]
#[command(about = "Who may do what: ratios against Cedar and casbin")]
struct Options {
    /// A file for the rows, instead of printing them
    #[arg(long, value_name = "PATH")]
    json: Option<PathBuf>,
    /// Measures these rows alone; may be given several times
    #[arg(long, value_name = "NAME", value_parser = MEASURES.map(|(name, _)| name))]
    only: Vec<String>,
    /// Takes seconds in all, in small worlds
    #[arg(long)]
    quick: bool,
    /// Is a process that tells what one of them takes of memory
    #[arg(long, hide = true)]
    resident: Option<String>,
}

fn main() -> Result<()> {
    let options = Options::parse();
    if let Some(told) = &options.resident {
        return Process::run(told);
    }
    let bench = Bench::new(options.quick)?;
    let mut rows = Vec::new();
    for (name, measure) in MEASURES {
        if options.only.is_empty() || options.only.iter().any(|only| only == name) {
            eprintln!("measuring {name}");
            rows.extend(measure(&bench)?);
        }
    }
    let text = serde_json::to_string_pretty(&rows)? + "\n";
    match &options.json {
        Some(path) => fs::write(path, text)?,
        None => print!("{text}"),
    }
    Ok(())
}

fn flat(bench: &Bench) -> Result<Vec<Row>> {
    let figures = compare(bench, Scene::Flat)?;
    let [ours, cedar, casbin] = figures.answer_nanos;
    Ok(vec![
        Row::beside("access.flat", CEDAR, "ns", (ours, cedar))
            .with_goal(20.0)
            .noting(figures.to_string()),
        Row::beside("access.flat", CASBIN, "ns", (ours, casbin)).with_goal(1_000.0),
    ])
}

fn deep(bench: &Bench) -> Result<Vec<Row>> {
    let figures = compare(bench, Scene::Deep)?;
    let [ours, cedar, casbin] = figures.answer_nanos;
    let [our_build, cedars_build, _] = figures.build_millis;
    let [our_memory, ..] = figures.resident_mb;
    Ok(vec![
        Row::beside("access.deep", CEDAR, "ns", (ours, cedar))
            .with_goal(20.0)
            .noting(figures.to_string()),
        Row::beside("access.deep", CASBIN, "ns", (ours, casbin)),
        Row::beside("access.deep.build", CEDAR, "ms", (our_build, cedars_build)).with_goal(20.0),
        Row::at_most("access.deep.memory", "MB", our_memory, 64.0),
    ])
}

fn shared(bench: &Bench) -> Result<Vec<Row>> {
    let figures = compare(bench, Scene::Shared)?;
    let [ours, cedar, casbin] = figures.answer_nanos;
    Ok(vec![
        Row::beside("access.shared", CEDAR, "ns", (ours, cedar))
            .with_goal(15.0)
            .noting(figures.to_string()),
        Row::beside("access.shared", CASBIN, "ns", (ours, casbin)).with_goal(10_000.0),
    ])
}
