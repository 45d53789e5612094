//! The matrix: how often each operation was called through each surface on each store.

use std::collections::BTreeMap;
use std::fmt;

use tenantry::registry::operations;
use tenantry_conformance::stories::Told;
use tenantry_matrix::stage::Kind;

/// Calls by operation and column.
pub(crate) struct Grid {
    columns: Vec<(&'static str, Kind)>,
    calls: BTreeMap<&'static str, Vec<u32>>,
}

impl Grid {
    pub(crate) fn new() -> Self {
        let rows = operations().iter().map(|known| (known.id, Vec::new()));
        Self {
            columns: Vec::new(),
            calls: rows.collect(),
        }
    }

    /// A new column, last.
    pub(crate) fn column(&mut self, surface: &'static str, kind: Kind) -> usize {
        self.columns.push((surface, kind));
        for calls in self.calls.values_mut() {
            calls.push(0);
        }
        self.columns.len() - 1
    }

    /// Counts what was answered or refused; what cannot be said was no call.
    pub(crate) fn note(&mut self, column: usize, told: &[Told]) {
        for told in told.iter().filter(|told| told.outcome.is_some()) {
            let row = told
                .operation
                .as_deref()
                .and_then(|id| self.calls.get_mut(id));
            if let Some(calls) = row.and_then(|row| row.get_mut(column)) {
                *calls += 1;
            }
        }
    }

    /// The operations that a surface lacks.
    pub(crate) fn missing(&self) -> Vec<String> {
        let mut missing = Vec::new();
        for (id, calls) in &self.calls {
            for ((surface, kind), _) in self
                .columns
                .iter()
                .zip(calls)
                .filter(|(_, calls)| **calls == 0)
            {
                missing.push(format!(
                    "`{id}` was never called through {surface} on {kind:?}"
                ));
            }
        }
        missing
    }
}

impl fmt::Display for Grid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, (surface, kind)) in self.columns.iter().enumerate() {
            writeln!(f, "{:>3}  {surface} on {kind:?}", number + 1)?;
        }
        write!(f, "\n{:22}", "calls through")?;
        for number in 1..=self.columns.len() {
            write!(f, "{number:>5}")?;
        }
        for known in operations() {
            write!(f, "\n{:22}", known.id)?;
            for calls in &self.calls[known.id] {
                write!(f, "{calls:>5}")?;
            }
        }
        writeln!(f)
    }
}
