//! `reading.ts`: answers from the wire.

use super::docs::import;
use super::types::{is_always_there, of, quoted};
use super::usage::{inputs, named_differs, outputs};
use tenantry_surface::Model;
use tenantry_surface::model::{Body, Field, Named, Resolved, Type};
use tenantry_surface::words::camel;

/// The file.
pub(super) fn text(model: &Model) -> String {
    let outputs = outputs(model);
    let read = model.types.iter().filter(|named| {
        outputs.contains(named.name.as_str())
            && !matches!(named.body, Body::Alias(_))
            && named_differs(model, &named.name)
    });
    let functions: String = read.map(|named| function(model, named)).collect();
    let names = ["each", "integer", "time", "values"];
    let parts = import("import", &names, "../reading.js", &functions);
    let names = ["JsonObject", "Mutable", "Wire"];
    let words = import("import type", &names, "../words.js", &functions);
    format!("{parts}{words}import type * as types from \"./types.js\";\n{functions}")
}

/// How an answer is read: an expression of `wire`.
fn expression(model: &Model, kind: &Type, wire: &str) -> String {
    match reader(model, kind) {
        Reader::None => format!("{wire} as {}", spelled(model, kind)),
        Reader::One(read) => format!("{read}({wire} as never)"),
        Reader::Each(read) => format!("each({wire} as never, {read})"),
        Reader::Values(read) => format!("values({wire} as never, {read})"),
    }
}

enum Reader {
    /// It is the same on the wire.
    None,
    One(String),
    Each(String),
    Values(String),
}

fn reader(model: &Model, kind: &Type) -> Reader {
    match (kind, model.resolved(kind)) {
        (_, Resolved::Plain(Type::Time)) => Reader::One("time".to_owned()),
        (_, Resolved::Plain(Type::Integer(format))) if format.ends_with("64") => {
            Reader::One("integer".to_owned())
        }
        (_, Resolved::Plain(Type::List(items))) => match reader(model, items) {
            Reader::None => Reader::None,
            inner => Reader::Each(as_function(inner)),
        },
        (_, Resolved::Plain(Type::Map(items))) => match reader(model, items) {
            Reader::None => Reader::None,
            inner => Reader::Values(as_function(inner)),
        },
        (_, Resolved::Body(name, _)) if named_differs(model, name) => {
            Reader::One(format!("read{name}"))
        }
        _ => Reader::None,
    }
}

fn as_function(reader: Reader) -> String {
    match reader {
        Reader::None => "(wire: never) => wire".to_owned(),
        Reader::One(read) => read,
        Reader::Each(read) => format!("(wire: never) => each(wire, {read})"),
        Reader::Values(read) => format!("(wire: never) => values(wire, {read})"),
    }
}

/// A type, as this file names it.
pub(super) fn spelled(model: &Model, kind: &Type) -> String {
    match (kind, model.resolved(kind)) {
        (Type::Named(_), Resolved::Plain(Type::Time | Type::Secret)) => of(model, kind),
        (Type::Named(name), _) => format!("types.{name}"),
        (Type::List(items), _) => format!("ReadonlyArray<{}>", spelled(model, items)),
        (Type::Map(items), _) => format!("Readonly<Record<string, {}>>", spelled(model, items)),
        (Type::Json, _) => "JsonObject".to_owned(),
        (kind, _) => of(model, kind),
    }
}

fn function(model: &Model, named: &Named) -> String {
    let name = &named.name;
    let is_input = inputs(model).contains(name.as_str());
    let body = match &named.body {
        Body::Struct(body) => {
            let (now, later) = assigned(model, &body.fields, is_input, "    ");
            value(&format!("types.{name}"), &now, &later, "  ")
        }
        Body::Tagged { tag, variants } => {
            let cases = variants.iter().map(|variant| {
                let word = quoted(&variant.word.word);
                let of = format!("types.{name} & {{ {}: {word} }}", camel(tag));
                let (now, later) = assigned(model, &variant.fields, is_input, "        ");
                let now = format!("        {}: {word},\n{now}", camel(tag));
                let value = value(&of, &now, &later, "      ");
                format!("    case {word}: {{\n{value}    }}\n")
            });
            let cases: String = cases.collect();
            // A newer server may know more variants than this version does.
            format!(
                "  switch (wire[{}]) {{\n{cases}    default:\n      return wire as never;\n  }}\n",
                quoted(tag)
            )
        }
        Body::Choice(_) | Body::Alias(_) => String::new(),
    };
    format!("\nexport function read{name}(wire: Wire): types.{name} {{\n{body}}}\n")
}

/// What is always there, and what may be.
fn assigned(model: &Model, fields: &[Field], is_input: bool, indent: &str) -> (String, String) {
    let mut now = String::new();
    let mut later = String::new();
    for field in fields {
        let name = camel(&field.name);
        let wire = format!("wire[{}]", quoted(&field.name));
        let read = expression(model, &field.kind, &wire);
        let indent_less = &indent[2..];
        if is_always_there(field, is_input) && !field.is_required {
            let default = field.default.clone().unwrap_or_default();
            let default = format!("({wire} ?? {default})");
            let read = expression(model, &field.kind, &default);
            now += &format!("{indent}{name}: {read},\n");
        } else if field.is_required && !field.is_nullable {
            now += &format!("{indent}{name}: {read},\n");
        } else if field.is_required {
            now += &format!("{indent}{name}: {wire} === null ? null : {read},\n");
        } else {
            later += &format!("{indent_less}if ({wire} != null) value.{name} = {read};\n");
        }
    }
    (now, later)
}

fn value(kind: &str, now: &str, later: &str, indent: &str) -> String {
    let now = match now {
        "" => "{}".to_owned(),
        now => format!("{{\n{now}{indent}}}"),
    };
    match later {
        "" => format!("{indent}return {now};\n"),
        later => {
            format!("{indent}const value: Mutable<{kind}> = {now};\n{later}{indent}return value;\n")
        }
    }
}
