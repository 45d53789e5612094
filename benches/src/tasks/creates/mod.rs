//! Tasks that 64 callers create: in a team, for somebody, with a label; beside code by hand that
//! writes the same rows.

mod postgres;
mod recount;
mod rows;
mod scene;
mod sqlite;

use crate::table::Row;

pub(crate) use postgres::measure as on_postgres;
pub(crate) use sqlite::measure as on_sqlite;

pub(crate) const SQLITE: &str = "tasks.create.sqlite";
pub(crate) const POSTGRES: &str = "tasks.create.postgres";

fn row(name: &str, peer: &str, rates: (f64, f64), goal: f64) -> Vec<Row> {
    vec![Row::ratio(name, peer, "tasks/s", rates, goal)]
}
