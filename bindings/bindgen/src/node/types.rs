//! `types.ts`: the types of the registry as TypeScript says them.

use std::collections::BTreeSet;

use anyhow::{Result, ensure};

use super::docs::{comment, import, paragraphs};
use super::usage;
use tenantry_surface::Model;
use tenantry_surface::model::{Body, Field, Named, Resolved, Type, Variant, Word};
use tenantry_surface::words::camel;

/// The names that the hand-written half of the facade has taken.
const TAKEN: [&str; 11] = [
    "CallOptions",
    "Caller",
    "ChangeOptions",
    "ErrorKind",
    "Feed",
    "Pager",
    "StreamOptions",
    "Tenant",
    "Tenantry",
    "TenantryError",
    "Vouched",
];

/// The file.
pub(super) fn text(model: &Model) -> Result<String> {
    let inputs = usage::inputs(model);
    let mut text = String::new();
    for named in &model.types {
        ensure!(
            !TAKEN.contains(&named.name.as_str()),
            "the name `{}` is taken by the facade",
            named.name
        );
        text += &declared(model, named, &inputs);
    }
    let names = ["Brand", "JsonObject"];
    let import = import("import type", &names, "../words.js", &text);
    Ok(import + &text)
}

fn declared(model: &Model, named: &Named, inputs: &BTreeSet<&str>) -> String {
    let name = &named.name;
    match &named.body {
        Body::Struct(body) => {
            let is_input = inputs.contains(name.as_str());
            let fields = fields(model, "  ", &body.fields, is_input);
            let comment = comment("", &named.doc);
            format!("\n{comment}export interface {name} {{\n{fields}}}\n")
        }
        Body::Choice(words) => {
            let comment = comment("", &choice_doc(&named.doc, words));
            let words: Vec<String> = words.iter().map(|word| quoted(&word.word)).collect();
            format!("\n{comment}export type {name} = {};\n", words.join(" | "))
        }
        Body::Tagged { tag, variants } => {
            let is_input = inputs.contains(name.as_str());
            let variants: String = variants
                .iter()
                .map(|variant| tagged(model, tag, variant, is_input))
                .collect();
            let comment = comment("", &named.doc);
            format!(
                "\n{comment}export type {name} =\n{};\n",
                variants.trim_end()
            )
        }
        Body::Alias(Type::Id(noun)) => branded(name, noun, &format!("The id of a {noun}.")),
        Body::Alias(Type::Cursor) => branded(name, "cursor", "A place in a journal."),
        // These are what they stand for.
        Body::Alias(Type::Time | Type::Secret) => String::new(),
        Body::Alias(kind) => {
            let comment = comment("", &named.doc);
            format!("\n{comment}export type {name} = {};\n", of(model, kind))
        }
    }
}

/// A text that is not taken for another, and the way to make one of any text.
fn branded(name: &str, noun: &str, about: &str) -> String {
    let takes = "Takes a text for one, as it comes from a path, a form or a database of your own.";
    format!(
        "\n/** {about} */\nexport type {name} = Brand<{}>;\n/** {takes} */\n\
         export const {name} = (text: string): {name} => text as {name};\n",
        quoted(noun)
    )
}

fn choice_doc(doc: &str, words: &[Word]) -> String {
    let doc = if doc.is_empty() {
        "One of these words."
    } else {
        doc
    };
    let told = words.iter().filter(|word| !word.doc.is_empty());
    let told: Vec<String> = told
        .map(|word| format!("- `{}`: {}", word.word, one_line(&word.doc)))
        .collect();
    paragraphs([doc, &told.join("\n")])
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn tagged(model: &Model, tag: &str, variant: &Variant, is_input: bool) -> String {
    let comment = comment("  ", &variant.word.doc);
    let word = quoted(&variant.word.word);
    let fields = fields(model, "      ", &variant.fields, is_input);
    format!(
        "{comment}  | {{\n      readonly {}: {word};\n{fields}    }}\n",
        camel(tag)
    )
}

fn fields(model: &Model, indent: &str, fields: &[Field], is_input: bool) -> String {
    let fields = fields.iter().map(|field| {
        let comment = comment(indent, &field_doc(model, field, is_input));
        let name = camel(&field.name);
        let kind = of(model, &field.kind);
        match () {
            () if field.is_required || is_always_there(field, is_input) => {
                let null = if field.is_nullable { " | null" } else { "" };
                format!("{comment}{indent}readonly {name}: {kind}{null};\n")
            }
            () if field.is_patch => {
                format!("{comment}{indent}readonly {name}?: {kind} | null | undefined;\n")
            }
            () => format!("{comment}{indent}readonly {name}?: {kind} | undefined;\n"),
        }
    });
    fields.collect()
}

/// An answer that left out a list has an empty one.
pub(super) fn is_always_there(field: &Field, is_input: bool) -> bool {
    !is_input && field.default.as_ref().is_some_and(|value| !value.is_null())
}

fn field_doc(model: &Model, field: &Field, is_input: bool) -> String {
    let doc = model.doc(field);
    let patch = "`undefined` leaves it as it is, `null` clears it.";
    let default = field.default.as_ref().filter(|value| {
        let is_empty = value.as_array().is_some_and(Vec::is_empty)
            || value.as_object().is_some_and(serde_json::Map::is_empty);
        is_input && !value.is_null() && !is_empty
    });
    let default = default.map(|value| format!("`{value}` if absent."));
    paragraphs([
        doc.as_str(),
        if field.is_patch { patch } else { "" },
        default.as_deref().unwrap_or_default(),
    ])
}

/// A type as TypeScript writes it.
pub(super) fn of(model: &Model, kind: &Type) -> String {
    match kind {
        Type::Nothing => "void".to_owned(),
        Type::Bool => "boolean".to_owned(),
        Type::Integer(_) => "number".to_owned(),
        Type::Text | Type::Secret | Type::Uuid | Type::Amount => "string".to_owned(),
        Type::Id(noun) => format!("Brand<{}>", quoted(noun)),
        Type::Cursor => "Brand<\"cursor\">".to_owned(),
        Type::Time => "Date".to_owned(),
        Type::Json => "JsonObject".to_owned(),
        Type::Named(name) => match model.resolved(kind) {
            Resolved::Plain(kind @ (Type::Time | Type::Secret)) => of(model, kind),
            _ => name.clone(),
        },
        Type::List(items) => format!("ReadonlyArray<{}>", of(model, items)),
        Type::Map(values) => format!("Readonly<Record<string, {}>>", of(model, values)),
    }
}

/// A text as a literal, or as a key that is no plain name.
pub(super) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
