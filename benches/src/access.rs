//! Who may do what, beside Cedar and casbin: a program outside of the workspace measures it, so
//! that nobody builds those two who does not ask for these rows.

use anyhow::Result;

use crate::bench::Bench;
use crate::table::Row;

pub(crate) const FLAT: [&str; 1] = ["access.flat"];
pub(crate) const FRESH: [&str; 1] = ["access.fresh"];
pub(crate) const FRESH_POSTGRES: [&str; 1] = ["access.fresh.postgres"];
pub(crate) const DEEP: [&str; 3] = ["access.deep", "access.deep.build", "access.deep.memory"];
pub(crate) const SHARED: [&str; 1] = ["access.shared"];
pub(crate) const CHANGE: [&str; 1] = ["access.change"];

/// Roles alone.
pub(crate) fn flat(bench: &Bench) -> Result<Vec<Row>> {
    told(bench, FLAT[0])
}

/// The same, the store's position compared each time.
pub(crate) fn fresh(bench: &Bench) -> Result<Vec<Row>> {
    told(bench, FRESH[0])
}

/// The same with a server.
pub(crate) fn fresh_postgres(bench: &Bench) -> Result<Vec<Row>> {
    told(bench, FRESH_POSTGRES[0])
}

/// A long chain of teams.
pub(crate) fn deep(bench: &Bench) -> Result<Vec<Row>> {
    told(bench, DEEP[0])
}

/// Objects that are shared one by one.
pub(crate) fn shared(bench: &Bench) -> Result<Vec<Row>> {
    told(bench, SHARED[0])
}

/// Checks while rights change.
pub(crate) fn change(bench: &Bench) -> Result<Vec<Row>> {
    told(bench, CHANGE[0])
}

fn told(bench: &Bench, name: &str) -> Result<Vec<Row>> {
    bench.told(&["peers", "access", "--only", name])
}
