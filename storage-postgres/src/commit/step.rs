//! One statement of a commit, made before it runs: a group is a list of these.

use sqlx::PgConnection;
use tenantry::storage::{Row, Scope};
use uuid::Uuid;

use super::group::Trouble;
use crate::engine::Engine;
use crate::schema::Ask;

/// A write of a commit.
pub(crate) struct Step {
    name: &'static str,
    ask: Ask,
    rows: Option<usize>,
}

impl Step {
    /// A write, by the name that the probe hears.
    pub(crate) fn new(name: &'static str, ask: Ask) -> Self {
        Self {
            name,
            ask,
            rows: None,
        }
    }

    /// The write is wrong if it changes another number of rows.
    pub(crate) fn expecting(self, rows: usize) -> Self {
        Self {
            rows: Some(rows),
            ..self
        }
    }

    /// The rows of one table; `None` if there are none, and nothing is to be done.
    pub(crate) fn rows<'a, T>(
        rows: &[&'a Row],
        of_table: fn(&'a Row) -> Option<&'a T>,
    ) -> Option<Vec<&'a T>> {
        let rows: Vec<_> = rows.iter().filter_map(|row| of_table(row)).collect();
        (!rows.is_empty()).then_some(rows)
    }

    /// What names the rows of one table, beside the ids of their scopes; `None` if nothing.
    pub(crate) fn keys<'a, K, T>(
        keys: &'a [(Scope, K)],
        of_table: impl Fn(&'a K) -> Option<T>,
    ) -> Option<(Vec<Uuid>, Vec<T>)> {
        let named = keys
            .iter()
            .filter_map(|(scope, key)| Some((scope.uuid(), of_table(key)?)));
        let (scopes, names): (Vec<_>, Vec<_>) = named.unzip();
        (!scopes.is_empty()).then_some((scopes, names))
    }

    /// Runs the write.
    pub(super) async fn run(
        self,
        engine: &Engine,
        connection: &mut PgConnection,
    ) -> Result<(), Trouble> {
        engine.probe(self.name);
        let done = self.ask.execute(connection).await?.rows_affected();
        match self.rows {
            Some(rows) if rows as u64 != done => Err(Trouble::miscounted(self.name)),
            _ => Ok(()),
        }
    }
}
