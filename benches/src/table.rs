//! The table: one row a name and peer, for people and as JSON.

use std::fmt;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde::{Deserialize, Serialize};

/// One figure, and what it should be.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Row {
    name: String,
    peer_name: Option<String>,
    ours: f64,
    peer: Option<f64>,
    unit: String,
    /// How many times better ours is.
    ratio: Option<f64>,
    /// The least ratio; without a peer, a figure in the unit. Some figures are only told.
    goal: Option<f64>,
    /// Absent where nothing was compared.
    met: Option<bool>,
    /// What else the reader should know.
    #[serde(default, skip_serializing)]
    note: Option<String>,
}

impl Row {
    /// Ours against a peer, in something of which more is better.
    pub(crate) fn ratio(
        name: &str,
        peer_name: &str,
        unit: &str,
        (ours, peer): (f64, f64),
        goal: f64,
    ) -> Self {
        Self::against(name, peer_name, unit, (ours, peer), ours / peer, goal)
    }

    /// Ours against a peer, in something of which less is better.
    pub(crate) fn times(
        name: &str,
        peer_name: &str,
        unit: &str,
        (ours, peer): (f64, f64),
        goal: f64,
    ) -> Self {
        Self::against(name, peer_name, unit, (ours, peer), peer / ours, goal)
    }

    fn against(
        name: &str,
        peer_name: &str,
        unit: &str,
        (ours, peer): (f64, f64),
        ratio: f64,
        goal: f64,
    ) -> Self {
        Self {
            peer_name: Some(peer_name.to_owned()),
            peer: Some(peer),
            ratio: Some(ratio),
            goal: Some(goal),
            met: Some(ratio >= goal),
            ..Self::alone(name, unit, ours)
        }
    }

    /// A figure that shall be at least so much.
    pub(crate) fn at_least(name: &str, unit: &str, ours: f64, goal: f64) -> Self {
        Self {
            goal: Some(goal),
            met: Some(ours >= goal),
            ..Self::alone(name, unit, ours)
        }
    }

    /// A figure that shall be at most so much.
    pub(crate) fn at_most(name: &str, unit: &str, ours: f64, goal: f64) -> Self {
        Self {
            goal: Some(goal),
            met: Some(ours <= goal),
            ..Self::alone(name, unit, ours)
        }
    }

    /// A figure that is compared with nothing.
    pub(crate) fn alone(name: &str, unit: &str, ours: f64) -> Self {
        Self {
            name: name.to_owned(),
            peer_name: None,
            ours,
            peer: None,
            unit: unit.to_owned(),
            ratio: None,
            goal: None,
            met: None,
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

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    fn goal_text(&self) -> String {
        match (self.goal, self.ratio) {
            (None, _) => NOTHING.to_owned(),
            (Some(goal), Some(_)) => format!("{goal:.1}×"),
            (Some(goal), None) => figure(goal),
        }
    }

    fn met_text(&self) -> &'static str {
        self.met
            .map_or(NOTHING, |met| if met { "yes" } else { "no" })
    }
}

/// Where a cell has nothing to say.
const NOTHING: &str = "–";

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

    /// Adds rows, each of which is found by its name and peer.
    pub(crate) fn add(&mut self, rows: Vec<Row>) -> Result<()> {
        for row in rows {
            let key = |row: &Row| (row.name.clone(), row.peer_name.clone());
            ensure!(
                self.rows.iter().all(|other| key(other) != key(&row)),
                "two rows are `{}` beside {}",
                row.name,
                row.peer_name.as_deref().unwrap_or("no peer"),
            );
            self.rows.push(row);
        }
        Ok(())
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
                row.peer_name.as_deref().unwrap_or(NOTHING),
                figure(row.ours),
                row.peer.map_or(NOTHING.to_owned(), figure),
                row.unit,
                row.ratio
                    .map_or(NOTHING.to_owned(), |ratio| format!("{ratio:.2}×")),
                row.goal_text(),
                row.met_text(),
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

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Row, Table};

    #[test]
    fn a_name_and_peer_have_one_row() {
        let mut table = Table::new(1.0);
        let of = |peer: &str| Row::ratio("read", peer, "reads/s", (2.0, 1.0), 1.0);
        let alone = || Row::at_most("read", "ms", 1.0, 2.0);
        table.add(vec![of("one"), of("another"), alone()]).unwrap();
        for twice in [of("one"), alone()] {
            assert!(table.add(vec![twice]).is_err());
        }
    }

    #[test]
    fn a_goal_is_met_missed_or_compared_with_nothing() {
        let rows = [
            Row::ratio("a", "peer", "1/s", (6.0, 2.0), 3.0),
            Row::times("a", "peer", "ms", (6.0, 2.0), 3.0),
            Row::at_least("a", "1/s", 6.0, 7.0),
            Row::at_most("a", "ms", 6.0, 7.0),
            Row::alone("a", "1/s", 6.0),
        ];
        let met = rows.map(|row| serde_json::to_value(row).unwrap()["met"].take());
        assert_eq!(
            met.to_vec(),
            [
                json!(true),
                json!(false),
                json!(false),
                json!(true),
                Value::Null
            ]
        );
    }

    #[test]
    fn a_row_that_another_program_wrote_is_shown_as_ours() {
        let told = json!({
            "name": "a", "peer_name": "one", "ours": 6.0, "peer": 2.0, "unit": "1/s",
            "ratio": 3.0, "goal": null, "met": null, "note": "told",
        });
        let mut table = Table::new(1.0);
        table
            .add(vec![serde_json::from_value(told).unwrap()])
            .unwrap();
        let shown = table.to_string();
        assert!(
            shown.ends_with("| `a` | one | 6.0 | 2.0 | 1/s | 3.00× | – | – |\n\n`a`: told\n"),
            "{shown}"
        );
    }

    #[test]
    fn what_is_compared_with_nothing_has_no_goal_to_show() {
        let mut table = Table::new(1.0);
        table.add(vec![Row::alone("a", "1/s", 6.0)]).unwrap();
        let shown = table.to_string();
        assert!(
            shown.ends_with("| `a` | – | 6.0 | – | 1/s | – | – | – |\n"),
            "{shown}"
        );
    }
}
