//! Tables for people.

use serde_json::Value;
use unicode_width::UnicodeWidthStr;

use super::cells::{Column, text};

/// What stands between two columns.
const GAP: &str = "  ";

/// A list: a line for each row. A column that is empty in all of them is left out.
pub(super) fn of(columns: &[Column], rows: &[Value]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let filled = columns
        .iter()
        .map(|column| {
            let cells = rows.iter().map(|row| cell(column.value(row)));
            (column.name().to_uppercase(), cells.collect::<Vec<_>>())
        })
        .filter(|(_, cells)| cells.iter().any(|cell| !cell.is_empty()));
    let filled: Vec<_> = filled.collect();
    let names = filled.iter().map(|(name, _)| name.clone()).collect();
    let lines = (0..rows.len()).map(|row| {
        let cells = filled.iter().map(|(_, cells)| cells[row].clone());
        cells.collect()
    });
    aligned(std::iter::once(names).chain(lines).collect())
}

/// One thing: a line for each field that has a value.
pub(super) fn upright(columns: &[Column], thing: &Value) -> String {
    let fields = columns
        .iter()
        .map(|column| vec![column.name(), cell(column.value(thing))]);
    aligned(fields.filter(|pair| !pair[1].is_empty()).collect())
}

/// A cell that no text can break: what moves a terminal's cursor is shown, not sent.
fn cell(value: &Value) -> String {
    let text = text(value);
    let shown = text.chars().flat_map(|letter| {
        let escaped = letter.is_control().then(|| letter.escape_default());
        let plain = (!letter.is_control()).then_some(letter);
        escaped.into_iter().flatten().chain(plain)
    });
    shown.collect()
}

fn aligned(lines: Vec<Vec<String>>) -> String {
    let columns = lines.first().map_or(0, Vec::len);
    let width = |column: usize| lines.iter().map(|line| line[column].width()).max();
    let widths: Vec<usize> = (0..columns).filter_map(width).collect();
    let lines = lines.iter().map(|line| {
        let cells = line.iter().zip(&widths).map(|(cell, width)| {
            let blank = " ".repeat(width.saturating_sub(cell.width()));
            format!("{cell}{blank}")
        });
        format!("{}\n", cells.collect::<Vec<_>>().join(GAP).trim_end())
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn columns_are_as_wide_as_what_is_in_them() {
        let columns = ["id", "name", "none"].map(Column::named);
        let rows = [
            json!({ "id": 1, "name": "東京" }),
            json!({ "id": 100, "name": "a\u{1b}[2J\nb" }),
        ];
        let table = "ID   NAME\n1    東京\n100  a\\u{1b}[2J\\nb\n";
        assert_eq!(of(&columns, &rows), table);
        assert_eq!(upright(&columns, &rows[0]), "id    1\nname  東京\n");
        assert_eq!(of(&columns, &[]), "");
    }
}
