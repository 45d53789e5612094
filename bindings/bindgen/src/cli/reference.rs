//! The reference of all commands, Markdown.

use std::collections::BTreeMap;
use std::fmt::Write;

use tenantry_surface::Model;
use tenantry_surface::commands::{Flag, Form, flags, is_paged};
use tenantry_surface::model::{Body, Field, Named, Operation, Receiver, Type};
use tenantry_surface::words::kebab;

use super::examples::Example;

const HEAD: &str = "\
<!-- Derived by `cargo xtask bindgen`: do not edit. -->

# Commands

Every operation is a command. What all of them may be told (the store, the server, who calls, how answers are written)
is in [README.md](README.md), and in `--help` of each.
";

/// The document.
pub(super) fn document(model: &Model, examples: &BTreeMap<String, Example>) -> String {
    let mut text = HEAD.to_owned();
    let mut room = "";
    for operation in &model.operations {
        if operation.room != room {
            room = &operation.room;
            text += &format!("\n## {}\n", kebab(room));
        }
        text += &command(model, operation, examples.get(&operation.id));
    }
    text += "\n## Types\n";
    for named in &model.types {
        text += &of_type(model, named);
    }
    text
}

fn command(model: &Model, operation: &Operation, example: Option<&Example>) -> String {
    let (room, verb) = (kebab(&operation.room), kebab(&operation.verb));
    let mut text = format!("\n### `{room} {verb}`\n\n{}\n", operation.doc.trim());
    let rows = rows(model, operation);
    if !rows.is_empty() {
        text += "\n| flag | value | what it is |\n| --- | --- | --- |\n";
        text += &rows;
    }
    let kinds = operation.errors.join("`, `");
    let answer = answer(&operation.output);
    // Writing to a text never fails.
    let _ = write!(text, "\n{answer} Fails with `{kinds}`.\n");
    if let Some(example) = example {
        let _ = write!(text, "\n```sh\n{}\n```\n", example.line);
    }
    text
}

fn rows(model: &Model, operation: &Operation) -> String {
    let mut rows = String::new();
    if operation.receiver == Receiver::Tenant {
        rows += "| `--org` | ORG | **Required.** The organisation that is entered. |\n";
    }
    for flag in flags(model, operation) {
        rows += &row(model, &flag);
    }
    if is_paged(model, operation) {
        rows += "| `--all` | | Follows the cursors to the end of the list. |\n";
    }
    rows
}

fn row(model: &Model, flag: &Flag) -> String {
    let needed = match flag.field.is_required {
        true => "**Required.** ",
        false => "",
    };
    let words: Vec<&str> = flag
        .choices(model)
        .iter()
        .map(|word| word.word.as_str())
        .collect();
    let words = match words.as_slice() {
        [] => String::new(),
        words => format!(" One of `{}`.", words.join("`, `")),
    };
    let more = match flag.form {
        Form::Each => " May be given several times.",
        _ if flag.is_clearable() => " `--clear` empties it.",
        _ => "",
    };
    let (name, value) = (&flag.name, flag.value_name(model));
    let doc = one_line(&flag.field.doc);
    format!("| `--{name}` | {value} | {needed}{doc}{words}{more} |\n")
}

fn answer(kind: &Type) -> String {
    match kind {
        Type::Nothing => "Answers nothing.".to_owned(),
        Type::Named(name) => format!("Answers `{name}`."),
        _ => "Answers a value.".to_owned(),
    }
}

/// What an input is made of stands with its command, as flags.
fn of_type(model: &Model, named: &Named) -> String {
    let is_input = |operation: &Operation| operation.input.as_ref() == Some(&named.name);
    if model.operations.iter().any(is_input) || matches!(named.body, Body::Alias(_)) {
        return String::new();
    }
    let mut text = format!("\n### {}\n\n{}\n", named.name, named.doc.trim());
    match &named.body {
        Body::Struct(body) => text += &table(&body.fields),
        Body::Choice(words) => {
            text.push('\n');
            for word in words {
                text += &format!("- `{}` {}\n", word.word, one_line(&word.doc));
            }
        }
        Body::Tagged { tag, variants } => {
            for variant in variants {
                let (word, doc) = (&variant.word.word, one_line(&variant.word.doc));
                text += &format!("\n`{tag}` is `{word}`: {doc}\n{}", table(&variant.fields));
            }
        }
        Body::Alias(_) => {}
    }
    text
}

fn table(fields: &[Field]) -> String {
    if fields.is_empty() {
        return String::new();
    }
    let rows = fields
        .iter()
        .map(|field| format!("| `{}` | {} |\n", field.name, one_line(&field.doc)));
    format!(
        "\n| field | what it is |\n| --- | --- |\n{}",
        rows.collect::<String>()
    )
}

fn one_line(doc: &str) -> String {
    let words: Vec<&str> = doc.split_whitespace().collect();
    words.join(" ").replace('|', "\\|")
}
