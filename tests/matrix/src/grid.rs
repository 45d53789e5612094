//! The matrix: how often each operation answered through each surface on each store.

use std::collections::BTreeMap;
use std::fmt;

use tenantry::registry::operations;
use tenantry_conformance::stories::Told;
use tenantry_matrix::stage::Kind;

/// Answers by operation and column.
pub(crate) struct Grid {
    columns: Vec<(&'static str, Kind)>,
    answers: BTreeMap<&'static str, Vec<u32>>,
    /// Calls that were refused, by column.
    refused: Vec<u32>,
    /// Calls that the surface has no words for: wrong types, unknown fields.
    unsaid: Vec<u32>,
}

impl Grid {
    pub(crate) fn new() -> Self {
        let rows = operations().iter().map(|known| (known.id, Vec::new()));
        Self {
            columns: Vec::new(),
            answers: rows.collect(),
            refused: Vec::new(),
            unsaid: Vec::new(),
        }
    }

    /// A new column, last.
    pub(crate) fn column(&mut self, surface: &'static str, kind: Kind) -> usize {
        self.columns.push((surface, kind));
        let rows = self.answers.values_mut();
        for row in rows.chain([&mut self.refused, &mut self.unsaid]) {
            row.push(0);
        }
        self.columns.len() - 1
    }

    /// Counts what came of the calls of a story.
    pub(crate) fn note(&mut self, column: usize, told: &[Told]) {
        for told in told {
            let row = match (&told.outcome, &told.operation) {
                (Some(Ok(_)), Some(id)) => self.answers.get_mut(id.as_str()),
                (Some(Err(_)), _) => Some(&mut self.refused),
                (None, _) => Some(&mut self.unsaid),
                (Some(Ok(_)), None) => None,
            };
            if let Some(calls) = row.and_then(|row| row.get_mut(column)) {
                *calls += 1;
            }
        }
    }

    /// The operations that a surface lacks.
    pub(crate) fn missing(&self) -> Vec<String> {
        let mut missing = Vec::new();
        for (id, answers) in &self.answers {
            let columns = self.columns.iter().zip(answers);
            for ((surface, kind), _) in columns.filter(|(_, answers)| **answers == 0) {
                missing.push(format!(
                    "`{id}` never answered through {surface} on {kind:?}"
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
        let numbers: Vec<u32> = (1..).take(self.columns.len()).collect();
        line(f, "\nanswers through", &numbers)?;
        for known in operations() {
            line(f, known.id, &self.answers[known.id])?;
        }
        line(f, "\nrefused", &self.refused)?;
        line(f, "has no words for", &self.unsaid)
    }
}

fn line(f: &mut fmt::Formatter<'_>, name: &str, numbers: &[u32]) -> fmt::Result {
    write!(f, "{name:22}")?;
    for number in numbers {
        write!(f, "{number:>5}")?;
    }
    writeln!(f)
}
