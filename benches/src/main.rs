//! Ratios against peers, one table: `cargo xtask bench [--quick] [--only PREFIX] [--json PATH]`.
//!
//! Each row compares Tenantry with what a good engineer would write by hand with the raw
//! driver: the same rows, the same checks, one transaction a call. Rounds of both take
//! turns, the medians are compared, and every answer is checked: a wrong one ends the run.

mod access;
mod bench;
mod bind;
mod callers;
mod check;
mod feed;
mod floor;
mod hall;
mod http;
mod journal;
mod peer;
mod postgres;
mod revoke;
mod sqlite;
mod stage;
mod table;
mod tasks;
mod world;

use std::collections::BTreeSet;
use std::path::PathBuf;

use anyhow::{Result, ensure};
use clap::Parser;

use crate::bench::{Bench, Measure};
use crate::table::{Row, Table};

/// What is measured, in the order of the table: the names of the rows, and what measures them.
/// The names are those of the goals.
const MEASURES: [(&[&str], Measure); 31] = [
    (&["commit.sqlite.64"], sqlite::commits::many),
    (&["commit.sqlite.1"], sqlite::commits::one),
    (&["commit.sqlite.processes"], sqlite::processes::measure),
    (&["commit.postgres.64"], postgres::commits::one_org),
    (&["commit.postgres.orgs"], postgres::commits::many_orgs),
    (&["read.sqlite"], sqlite::reads::measure),
    (&["read.postgres"], postgres::reads::measure),
    (&["journal.verify"], journal::sqlite),
    (&["journal.verify.postgres"], journal::postgres),
    (&["feed.lag"], feed::sqlite),
    (&["feed.lag.postgres"], feed::postgres),
    (&http::teams::NAMES, http::teams::measure),
    (&http::feed::NAMES, http::feed::measure),
    (&["http.feed.loss"], http::loss::measure),
    (&access::FLAT, access::flat),
    (&access::FRESH, access::fresh),
    (&access::FRESH_POSTGRES, access::fresh_postgres),
    (&access::DEEP, access::deep),
    (&access::SHARED, access::shared),
    (&access::CHANGE, access::change),
    (&[revoke::SQLITE], revoke::on_sqlite),
    (&[revoke::POSTGRES], revoke::on_postgres),
    (&[tasks::creates::SQLITE], tasks::creates::on_sqlite),
    (&[tasks::creates::POSTGRES], tasks::creates::on_postgres),
    (&tasks::lists::SQLITE, tasks::lists::on_sqlite),
    (&tasks::lists::POSTGRES, tasks::lists::on_postgres),
    (&[tasks::statistics::SQLITE], tasks::statistics::on_sqlite),
    (
        &[tasks::statistics::POSTGRES],
        tasks::statistics::on_postgres,
    ),
    (&bind::CALLS, bind::python),
    (&bind::WHEEL, bind::python_wheel),
    (&bind::NODE, bind::node),
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
    /// Is the process that goes on calling after rights were taken in another one
    #[arg(long, hide = true)]
    insist: bool,
}

fn main() -> Result<()> {
    let options = Options::parse();
    if let Some(file) = &options.writer {
        return sqlite::writer::run(file);
    }
    if options.insist {
        return revoke::insist();
    }
    eprintln!("databases are in `{}`", options.folder.display());
    let bench = Bench::new(&options.folder, options.quick)?;
    let mut table = Table::new(floor::sync_micros(bench.folder())?);
    for (names, measure) in MEASURES {
        if names.iter().any(|name| options.is_wanted(name)) {
            eprintln!("measuring {}", names.join(", "));
            let mut rows = measure(&bench)?;
            are_named(&rows, names)?;
            rows.retain(|row| options.is_wanted(row.name()));
            table.add(rows)?;
        }
    }
    print!("{table}");
    match &options.json {
        Some(path) => table.write_json(path),
        None => Ok(()),
    }
}

/// Fails unless the rows are those that `--only` knows of.
fn are_named(rows: &[Row], names: &[&str]) -> Result<()> {
    let found: BTreeSet<_> = rows.iter().map(Row::name).collect();
    let known = BTreeSet::from_iter(names.iter().copied());
    ensure!(found == known, "{known:?} were due, {found:?} came");
    Ok(())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_is_measured_in_one_place() {
        let names: Vec<_> = MEASURES.iter().flat_map(|(names, _)| *names).collect();
        let once: BTreeSet<_> = names.iter().collect();
        assert_eq!(once.len(), names.len(), "{names:?}");
    }

    #[test]
    fn rows_of_other_names_than_promised_are_refused() {
        let row = || Row::alone("a", "ms", 1.0);
        assert!(are_named(&[row(), row()], &["a"]).is_ok());
        for names in [&["b"][..], &["a", "b"], &[]] {
            assert!(are_named(&[row()], names).is_err(), "{names:?}");
        }
    }
}
