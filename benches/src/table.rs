//! The table: one row a name and peer, for people and as JSON.

use std::fmt;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Serialize;

/// One figure, and what it should be.
#[derive(Serialize)]
pub(crate) struct Row {
    name: &'static str,
    peer_name: Option<&'static str>,
    ours: f64,
    peer: Option<f64>,
    unit: &'static str,
    /// How many times better ours is.
    ratio: Option<f64>,
    /// The least ratio; without a peer, a figure in the unit.
    goal: f64,
    met: bool,
    /// What else the reader should know.
    #[serde(skip)]
    note: Option<String>,
}

impl Row {
    /// Ours against a peer, in something of which more is better.
    pub(crate) fn ratio(
        name: &'static str,
        peer_name: &'static str,
        unit: &'static str,
        (ours, peer): (f64, f64),
        goal: f64,
    ) -> Self {
        let ratio = ours / peer;
        Self {
            name,
            peer_name: Some(peer_name),
            ours,
            peer: Some(peer),
            unit,
            ratio: Some(ratio),
            goal,
            met: ratio >= goal,
            note: None,
        }
    }

    /// Ours against a peer, in something of which less is better.
    pub(crate) fn times(
        name: &'static str,
        peer_name: &'static str,
        unit: &'static str,
        (ours, peer): (f64, f64),
        goal: f64,
    ) -> Self {
        let ratio = peer / ours;
        Self {
            ratio: Some(ratio),
            met: ratio >= goal,
            ..Self::ratio(name, peer_name, unit, (ours, peer), goal)
        }
    }

    /// A figure that shall be at least so much.
    pub(crate) fn at_least(name: &'static str, unit: &'static str, ours: f64, goal: f64) -> Self {
        Self {
            met: ours >= goal,
            ..Self::alone(name, unit, ours, goal)
        }
    }

    /// A figure that shall be at most so much.
    pub(crate) fn at_most(name: &'static str, unit: &'static str, ours: f64, goal: f64) -> Self {
        Self {
            met: ours <= goal,
            ..Self::alone(name, unit, ours, goal)
        }
    }

    fn alone(name: &'static str, unit: &'static str, ours: f64, goal: f64) -> Self {
        Self {
            name,
            peer_name: None,
            ours,
            peer: None,
            unit,
            ratio: None,
            goal,
            met: false,
            note: None,
        }
    }

    /// The row with something more to know.
    pub(crate) fn noting(self, note: String) -> Self {
        Self {
            note: Some(note),
            ..self
        }
    }

    fn goal_text(&self) -> String {
        match self.ratio {
            Some(_) => format!("{:.1}×", self.goal),
            None => figure(self.goal),
        }
    }
}

/// All rows of a run, beside the floor that the disk sets to every durable commit.
pub(crate) struct Table {
    sync_micros: f64,
    rows: Vec<Row>,
}

impl Table {
    pub(crate) fn new(sync_micros: f64) -> Self {
        Self {
            sync_micros,
            rows: Vec::new(),
        }
    }

    pub(crate) fn add(&mut self, rows: Vec<Row>) {
        self.rows.extend(rows);
    }

    /// Writes the rows as a list.
    pub(crate) fn write_json(&self, path: &Path) -> Result<()> {
        let json = serde_json::to_string_pretty(&self.rows)?;
        fs::write(path, json + "\n").with_context(|| format!("cannot write `{}`", path.display()))
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "The disk's floor: 4 KiB written and synced in {:.0} µs, {} times a second.\n",
            self.sync_micros,
            figure(1e6 / self.sync_micros)
        )?;
        writeln!(
            f,
            "| name | peer | ours | peer's | unit | ratio | goal | met |"
        )?;
        writeln!(f, "| --- | --- | ---: | ---: | --- | ---: | ---: | --- |")?;
        for row in &self.rows {
            writeln!(
                f,
                "| `{}` | {} | {} | {} | {} | {} | {} | {} |",
                row.name,
                row.peer_name.unwrap_or("–"),
                figure(row.ours),
                row.peer.map_or("–".to_owned(), figure),
                row.unit,
                row.ratio
                    .map_or("–".to_owned(), |ratio| format!("{ratio:.2}×")),
                row.goal_text(),
                if row.met { "yes" } else { "no" },
            )?;
        }
        for (row, note) in self
            .rows
            .iter()
            .filter_map(|row| Some((row, row.note.as_ref()?)))
        {
            writeln!(f, "\n`{}`: {note}", row.name)?;
        }
        Ok(())
    }
}

/// A number as people read it: thousands apart, small ones with a decimal.
fn figure(value: f64) -> String {
    if value < 100.0 {
        return format!("{value:.1}");
    }
    let digits = format!("{value:.0}");
    let mut text = String::with_capacity(digits.len() + 4);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
