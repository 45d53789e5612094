//! Ratios against peers, one table: `cargo xtask bench [--quick] [--only PREFIX] [--json PATH]`.
//!
//! Each row compares Tenantry with what a good engineer would write by hand with the raw
//! driver: the same rows, the same checks, one transaction a call. Rounds of both take
//! turns, the medians are compared, and every answer is checked: a wrong one ends the run.

mod bench;
mod callers;
mod check;
mod feed;
mod floor;
mod hall;
mod http;
mod journal;
mod peer;
mod postgres;
mod sqlite;
mod stage;
mod table;
mod world;

use std::path::PathBuf;

use anyhow::Result;
use clap::Parser;

use crate::bench::{Bench, Measure};
use crate::table::Table;

/// What is measured, in the order of the table. Names are those of the goals.
const MEASURES: [(&str, Measure); 14] = [
    ("commit.sqlite.64", sqlite::commits::many),
    ("commit.sqlite.1", sqlite::commits::one),
    ("commit.sqlite.processes", sqlite::processes::measure),
    ("commit.postgres.64", postgres::commits::one_org),
    ("commit.postgres.orgs", postgres::commits::many_orgs),
    ("read.sqlite", sqlite::reads::measure),
    ("read.postgres", postgres::reads::measure),
    ("journal.verify", journal::sqlite),
    ("journal.verify.postgres", journal::postgres),
    ("feed.lag", feed::sqlite),
    ("feed.lag.postgres", feed::postgres),
    ("http.teams", http::teams::measure),
    ("http.feed", http::feed::measure),
    ("http.feed.loss", http::loss::measure),
];

#[derive(Parser)]
#[command(about = "Ratios against peers, one table")]
struct Options {
    /// Writes the table as JSON, too
    #[arg(long, value_name = "PATH")]
    json: Option<PathBuf>,
    /// Measures only rows whose name begins like this; may be given several times
    #[arg(long, value_name = "PREFIX")]
    only: Vec<String>,
    /// Takes seconds in all, with a wider error
    #[arg(long)]
    quick: bool,
    /// Where databases are put while they are measured: a folder on a real disk
    #[arg(long, value_name = "FOLDER", default_value_os_t = std::env::temp_dir())]
    folder: PathBuf,
    /// Is one of the processes that write to a file together
    #[arg(long, value_name = "FILE", hide = true)]
    writer: Option<PathBuf>,
}

fn main() -> Result<()> {
    let options = Options::parse();
    if let Some(file) = &options.writer {
        return sqlite::writer::run(file);
    }
    eprintln!("databases are in `{}`", options.folder.display());
    let bench = Bench::new(&options.folder, options.quick)?;
    let mut table = Table::new(floor::sync_micros(bench.folder())?);
    for (name, measure) in MEASURES {
        if options.is_wanted(name) {
            eprintln!("measuring {name}");
            table.add(measure(&bench)?);
        }
    }
    print!("{table}");
    match &options.json {
        Some(path) => table.write_json(path),
        None => Ok(()),
    }
}

impl Options {
    fn is_wanted(&self, name: &str) -> bool {
        self.only.is_empty()
            || self
                .only
                .iter()
                .any(|prefix| name.starts_with(prefix.as_str()))
    }
}
