//! `writing.ts`: inputs for the wire.

use super::docs::import;
use super::types::quoted;
use super::usage::{differs, inputs, named_differs};
use tenantry_surface::Model;
use tenantry_surface::model::{Body, Field, Named, Resolved, Type};
use tenantry_surface::words::camel;

/// The file.
pub(super) fn text(model: &Model) -> String {
    let used = inputs(model);
    let mut written: Vec<&Named> = model
        .types
        .iter()
        .filter(|named| used.contains(named.name.as_str()) && is_written(model, named))
        .collect();
    // A constant stands before what is made of it.
    let mut text = String::new();
    let mut known: Vec<&str> = Vec::new();
    while !written.is_empty() {
        let next = written
            .iter()
            .position(|named| needs(model, named).iter().all(|name| known.contains(name)))
            .unwrap_or_default();
        let named = written.remove(next);
        text += &constant(model, named);
        known.push(&named.name);
    }
    let names = ["each", "integer", "struct", "tagged", "time", "values"];
    import("import", &names, "../writing.js", &text) + &text
}

/// Every struct is written by name, so that what it does not know is found out.
fn is_written(model: &Model, named: &Named) -> bool {
    match &named.body {
        Body::Struct(_) => true,
        Body::Tagged { .. } => named_differs(model, &named.name),
        Body::Choice(_) | Body::Alias(_) => false,
    }
}

/// The types that a type is directly made of, and that are written too.
fn needs<'a>(model: &'a Model, named: &'a Named) -> Vec<&'a str> {
    let fields: Vec<&Field> = match &named.body {
        Body::Struct(body) => body.fields.iter().collect(),
        Body::Tagged { variants, .. } => variants.iter().flat_map(|v| &v.fields).collect(),
        Body::Choice(_) | Body::Alias(_) => Vec::new(),
    };
    let inner = fields
        .into_iter()
        .filter_map(|field| innermost(model, &field.kind));
    inner.filter(|name| *name != named.name).collect()
}

fn innermost<'a>(model: &'a Model, kind: &'a Type) -> Option<&'a str> {
    match model.resolved(kind) {
        Resolved::Plain(Type::List(inner) | Type::Map(inner)) => innermost(model, inner),
        Resolved::Body(name, _) => {
            let named = model.named(name)?;
            is_written(model, named).then_some(name)
        }
        Resolved::Plain(_) => None,
    }
}

fn constant(model: &Model, named: &Named) -> String {
    let name = &named.name;
    let made = match &named.body {
        Body::Struct(body) => format!("struct([\n{}])", fields(model, &body.fields, "  ")),
        Body::Tagged { tag, variants } => {
            let variants = variants.iter().map(|variant| {
                let fields = fields(model, &variant.fields, "    ");
                format!("  {}: [\n{fields}  ],\n", quoted(&variant.word.word))
            });
            let tags = format!("{}, {}", quoted(&camel(tag)), quoted(tag));
            format!("tagged({tags}, {{\n{}}})", variants.collect::<String>())
        }
        Body::Choice(_) | Body::Alias(_) => return String::new(),
    };
    format!("\nexport const write{name} = {made};\n")
}

fn fields(model: &Model, fields: &[Field], indent: &str) -> String {
    let fields = fields.iter().map(|field| {
        let names = format!("{}, {}", quoted(&camel(&field.name)), quoted(&field.name));
        match writer(model, &field.kind) {
            Some(write) => format!("{indent}[{names}, {write}],\n"),
            None => format!("{indent}[{names}],\n"),
        }
    });
    fields.collect()
}

fn writer(model: &Model, kind: &Type) -> Option<String> {
    match model.resolved(kind) {
        Resolved::Plain(Type::Time) => Some("time".to_owned()),
        Resolved::Plain(Type::Integer(_)) => Some("integer".to_owned()),
        Resolved::Plain(Type::List(items)) => {
            writer(model, items).map(|write| format!("each({write})"))
        }
        Resolved::Plain(Type::Map(items)) => {
            writer(model, items).map(|write| format!("values({write})"))
        }
        Resolved::Body(name, Body::Struct(_)) => Some(format!("write{name}")),
        Resolved::Body(name, _) if differs(model, kind) => Some(format!("write{name}")),
        _ => None,
    }
}
