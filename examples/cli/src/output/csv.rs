//! Comma-separated values: RFC 4180, with a header.
//!
//! A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula, and what
//! people call things is theirs to choose. Such a cell gets a `'` before it, which
//! spreadsheets do not show; numbers are left as they are. Who reads the bytes with a program
//! takes `ndjson`, which changes nothing.

use serde_json::Value;

use super::cells::{Column, text};

const FORMULAS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// The first line.
pub(super) fn header(columns: &[Column]) -> String {
    line(columns.iter().map(Column::name))
}

/// A line for each row.
pub(super) fn rows(columns: &[Column], rows: &[Value]) -> String {
    let lines = rows
        .iter()
        .map(|row| line(columns.iter().map(|column| cell(column.value(row)))));
    lines.collect()
}

fn cell(value: &Value) -> String {
    let text = text(value);
    match value.is_number() || !text.starts_with(FORMULAS) {
        true => text,
        false => format!("'{text}"),
    }
}

fn line(cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<String> = cells.map(quoted).collect();
    cells.join(",") + "\r\n"
}

fn quoted(cell: String) -> String {
    match cell.contains(['"', ',', '\n', '\r']) {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn cells_are_quoted_and_no_formulas() {
        let columns = [Column::named("name"), Column::named("count")];
        assert_eq!(header(&columns), "name,count\r\n");
        for (row, line) in [
            (json!({ "name": "plain", "count": -1 }), "plain,-1\r\n"),
            (json!({ "name": "a \"b\", c" }), "\"a \"\"b\"\", c\",\r\n"),
            (json!({ "name": "two\nlines" }), "\"two\nlines\",\r\n"),
            (json!({ "name": "=1+1" }), "'=1+1,\r\n"),
            (json!({ "name": "@a,b" }), "\"'@a,b\",\r\n"),
        ] {
            assert_eq!(rows(&columns, &[row]), line);
        }
    }
}
