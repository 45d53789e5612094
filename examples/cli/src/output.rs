//! How answers are written: data to the standard output, all else to the standard error.

mod cells;
mod csv;
mod table;

use std::io::{self, IsTerminal, Write};

use clap::ValueEnum;
use serde_json::Value;
use tenantry_surface::Model;
use tenantry_surface::model::{Body, Operation, Resolved, Type};

use crate::stop::Stop;

pub(crate) use cells::{Column, columns};

/// How answers are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people: columns
    Table,
    /// One JSON document
    Json,
    /// One JSON document a line
    Ndjson,
    /// Comma-separated values with a header (RFC 4180)
    Csv,
}

impl Default for Format {
    fn default() -> Self {
        match io::stdout().is_terminal() {
            true => Self::Table,
            false => Self::Json,
        }
    }
}

impl Format {
    pub(crate) fn is_json(self) -> bool {
        matches!(self, Self::Json | Self::Ndjson)
    }
}

/// Tells something that is no data.
pub(crate) fn note(text: &str) {
    // Nobody may be there to be told.
    let _ = writeln!(io::stderr(), "{text}");
}

/// Writes an answer.
pub(crate) fn answer(
    format: Format,
    model: &Model,
    operation: &Operation,
    answer: &Value,
) -> Result<(), Stop> {
    if answer.is_null() {
        return Ok(());
    }
    let item = rows_of(model, &operation.output);
    match (item, answer.get(ITEMS).and_then(Value::as_array)) {
        (Some(item), Some(rows)) => {
            written(format, &columns(model, item), rows, Some(answer))?;
            tell_more(format, answer);
        }
        _ => one(format, &columns(model, &operation.output), answer)?,
    }
    tell_secrets(operation, answer);
    Ok(())
}

/// Writes one thing.
pub(crate) fn one(format: Format, columns: &[Column], thing: &Value) -> Result<(), Stop> {
    match format {
        Format::Table => put(&table::upright(columns, thing)),
        _ => written(format, columns, std::slice::from_ref(thing), Some(thing)),
    }
}

/// Writes a list; `whole` is the document that JSON shows.
pub(crate) fn written(
    format: Format,
    columns: &[Column],
    rows: &[Value],
    whole: Option<&Value>,
) -> Result<(), Stop> {
    match format {
        Format::Table => put(&table::of(columns, rows)),
        Format::Csv => put(&(csv::header(columns) + &csv::rows(columns, rows))),
        Format::Ndjson => put(&rows
            .iter()
            .map(|row| format!("{row}\n"))
            .collect::<String>()),
        Format::Json => match whole {
            Some(whole) => put(&format!("{whole:#}\n")),
            None => put(&format!("{:#}\n", Value::Array(rows.to_vec()))),
        },
    }
}

/// Writes items as they come.
pub(crate) struct Live {
    format: Format,
    columns: Vec<Column>,
    is_begun: bool,
}

impl Live {
    pub(crate) fn new(format: Format, model: &Model, item: &Type) -> Self {
        Self {
            format,
            columns: columns(model, item),
            is_begun: false,
        }
    }

    /// Writes an item, so that whoever reads has it at once.
    pub(crate) fn item(&mut self, item: &Value) -> Result<(), Stop> {
        if self.format != Format::Csv {
            return put(&format!("{item}\n"));
        }
        let header = match std::mem::replace(&mut self.is_begun, true) {
            true => String::new(),
            false => csv::header(&self.columns),
        };
        put(&(header + &csv::rows(&self.columns, std::slice::from_ref(item))))
    }
}

fn put(text: &str) -> Result<(), Stop> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}

/// The field of an answer that holds a list.
pub(crate) const ITEMS: &str = "items";

/// The field of an answer that says where the list goes on.
pub(crate) const NEXT: &str = "next";

/// The type of a list's items, if an answer is a list.
fn rows_of<'a>(model: &'a Model, kind: &'a Type) -> Option<&'a Type> {
    let Resolved::Body(_, Body::Struct(body)) = model.resolved(kind) else {
        return None;
    };
    let items = body.fields.iter().find(|field| field.name == ITEMS)?;
    match model.resolved(&items.kind) {
        Resolved::Plain(Type::List(item)) => Some(item),
        _ => None,
    }
}

/// What of a list is no item is told beside it; in JSON it stands in the document.
fn tell_more(format: Format, answer: &Value) {
    let beside = answer.as_object().into_iter().flatten();
    for (name, value) in beside.filter(|(name, _)| ![ITEMS, NEXT].contains(&name.as_str())) {
        if format != Format::Json && !value.is_null() {
            note(&format!("{name}: {}", cells::text(value)));
        }
    }
    if let Some(next) = answer.get(NEXT).and_then(Value::as_str) {
        note(&format!(
            "note: there is more: `--cursor {next}`, or `--all`"
        ));
    }
}

fn tell_secrets(operation: &Operation, answer: &Value) {
    let is_there = |pointer: &&String| answer.pointer(pointer).is_some_and(|at| !at.is_null());
    let there: Vec<&str> = operation
        .secrets
        .iter()
        .filter(is_there)
        .map(|pointer| pointer.trim_start_matches('/'))
        .collect();
    if !there.is_empty() {
        note(&format!(
            "note: a secret is shown once and never again, keep it now: {}",
            there.join(", ")
        ));
    }
}
