//! Which types go in and which come out, and which of them differ from the wire.

use std::collections::BTreeSet;

use tenantry_surface::Model;
use tenantry_surface::model::{Body, Field, Type};
use tenantry_surface::words::camel;

/// The names of the types that an input is made of.
pub(super) fn inputs(model: &Model) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    for operation in &model.operations {
        if let Some(input) = &operation.input {
            follow_name(model, input, &mut found);
        }
    }
    found
}

/// The names of the types that an answer is made of.
pub(super) fn outputs(model: &Model) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    for operation in &model.operations {
        follow(model, &operation.output, &mut found);
    }
    found
}

fn follow<'a>(model: &'a Model, kind: &Type, found: &mut BTreeSet<&'a str>) {
    match kind {
        Type::Named(name) => follow_name(model, name, found),
        Type::List(inner) | Type::Map(inner) => follow(model, inner, found),
        _ => {}
    }
}

fn follow_name<'a>(model: &'a Model, name: &str, found: &mut BTreeSet<&'a str>) {
    let Some(named) = model.named(name) else {
        return;
    };
    if !found.insert(&named.name) {
        return;
    }
    match &named.body {
        Body::Struct(body) => follow_fields(model, &body.fields, found),
        Body::Tagged { variants, .. } => {
            for variant in variants {
                follow_fields(model, &variant.fields, found);
            }
        }
        Body::Alias(kind) => follow(model, kind, found),
        Body::Choice(_) => {}
    }
}

fn follow_fields<'a>(model: &'a Model, fields: &[Field], found: &mut BTreeSet<&'a str>) {
    for field in fields {
        follow(model, &field.kind, found);
    }
}

/// Whether a value in TypeScript is another one than on the wire.
pub(super) fn differs(model: &Model, kind: &Type) -> bool {
    match kind {
        Type::Time => true,
        Type::Integer(format) => is_long(format),
        Type::Named(name) => named_differs(model, name),
        Type::List(inner) | Type::Map(inner) => differs(model, inner),
        _ => false,
    }
}

/// Whether a type's values in TypeScript are others than on the wire.
///
/// A type within itself is found by its own fields, so it is not followed twice.
pub(super) fn named_differs(model: &Model, name: &str) -> bool {
    let mut within = BTreeSet::new();
    follow_name(model, name, &mut within);
    within.into_iter().any(|name| own_differs(model, name))
}

fn own_differs(model: &Model, name: &str) -> bool {
    match model.named(name).map(|named| &named.body) {
        Some(Body::Struct(body)) => body.fields.iter().any(field_differs),
        Some(Body::Tagged { tag, variants }) => {
            let mut fields = variants.iter().flat_map(|variant| &variant.fields);
            camel(tag) != *tag || fields.any(field_differs)
        }
        Some(Body::Alias(kind)) => innermost_differs(kind),
        Some(Body::Choice(_)) | None => false,
    }
}

fn field_differs(field: &Field) -> bool {
    let has_default = field.default.as_ref().is_some_and(|value| !value.is_null());
    camel(&field.name) != field.name || has_default || innermost_differs(&field.kind)
}

fn innermost_differs(kind: &Type) -> bool {
    match kind {
        Type::Time => true,
        Type::Integer(format) => is_long(format),
        Type::List(inner) | Type::Map(inner) => innermost_differs(inner),
        _ => false,
    }
}

/// Whether an integer of this format can pass what a number of JavaScript holds exactly.
fn is_long(format: &str) -> bool {
    matches!(format, "int64" | "uint64")
}
