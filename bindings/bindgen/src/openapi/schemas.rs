//! The types of the registry as schemas of OpenAPI.

use serde_json::{Map, Value, json};

use tenantry_surface::model::{Body, Field, Model, Resolved, Type};
use tenantry_surface::texts;

/// All named types, and the problem.
pub(super) fn all(model: &Model) -> Value {
    let types = model.types.iter();
    let mut all: Map<String, Value> = types
        .map(|named| (named.name.clone(), pointing_to_components(&named.schema)))
        .collect();
    all.insert("Problem".to_owned(), problem());
    all.into()
}

fn pointing_to_components(schema: &Value) -> Value {
    match schema {
        Value::Object(fields) => fields
            .iter()
            .map(|(key, value)| match (key.as_str(), value) {
                ("$ref", Value::String(path)) => {
                    let path = path.replace("#/types/", "#/components/schemas/");
                    (key.clone(), path.into())
                }
                _ => (key.clone(), pointing_to_components(value)),
            })
            .collect(),
        Value::Array(items) => items.iter().map(pointing_to_components).collect(),
        other => other.clone(),
    }
}

/// The schema of a type.
pub(super) fn of(kind: &Type) -> Value {
    match kind {
        Type::Nothing => json!({ "type": "null" }),
        Type::Bool => json!({ "type": "boolean" }),
        Type::Integer(format) => integer(format),
        Type::Text | Type::Secret => json!({ "type": "string" }),
        Type::Id(_) | Type::Uuid => json!({ "type": "string", "format": "uuid" }),
        Type::Time => json!({ "type": "string", "format": "date-time" }),
        Type::Cursor => json!({ "type": "string", "format": "cursor" }),
        Type::Amount => json!({ "type": "string", "format": "decimal" }),
        Type::Json => json!({ "type": "object", "additionalProperties": true }),
        Type::Named(name) => json!({ "$ref": format!("#/components/schemas/{name}") }),
        Type::List(items) => json!({ "type": "array", "items": of(items) }),
        Type::Map(values) => json!({ "type": "object", "additionalProperties": of(values) }),
    }
}

/// The schema of a field's type, with what this field's values keep to.
fn of_field(field: &Field) -> Value {
    let mut schema = of(&field.kind);
    for (word, value) in &field.limits {
        schema[word] = value.clone();
    }
    schema
}

fn integer(format: &str) -> Value {
    let mut schema = json!({ "type": "integer", "format": format });
    if format.starts_with('u') {
        schema["minimum"] = json!(0);
    }
    if format == "uint32" {
        schema["maximum"] = json!(u32::MAX);
    }
    schema
}

/// A struct of these fields that takes no others.
pub(super) fn object(fields: &[Field]) -> Value {
    let properties = fields.iter().map(|field| {
        let mut schema = of_field(field);
        if field.is_nullable {
            schema = json!({ "anyOf": [schema, { "type": "null" }] });
        }
        schema["description"] = json!(field.doc);
        if let Some(default) = &field.default {
            schema["default"] = default.clone();
        }
        (field.name.clone(), schema)
    });
    let required = fields.iter().filter(|field| field.is_required);
    json!({
        "type": "object",
        "properties": properties.collect::<Map<_, _>>(),
        "required": required.map(|field| &field.name).collect::<Vec<_>>(),
        "additionalProperties": false,
    })
}

/// A field's schema where it stands in a path or a query as one text.
pub(super) fn in_one_text(model: &Model, field: &Field) -> Value {
    let mut schema = match model.resolved(&field.kind) {
        Resolved::Body(_, Body::Tagged { variants, .. }) => {
            let kinds: Vec<&str> = variants.iter().map(|v| v.word.word.as_str()).collect();
            json!({
                "type": "string",
                "pattern": format!("^({}):{UUID}$", kinds.join("|")),
                "examples": [format!("{}:0190b5a6-7c1e-7000-8000-000000000001", kinds.first().unwrap_or(&""))],
            })
        }
        _ => of_field(field),
    };
    if let Some(default) = &field.default {
        schema["default"] = default.clone();
    }
    schema
}

/// The same of a field that may be a list: it stands there once for each item.
pub(super) fn in_texts(model: &Model, field: &Field) -> Value {
    let Some(item) = texts::item(model, field) else {
        return in_one_text(model, field);
    };
    let mut schema = of_field(field);
    schema["items"] = in_one_text(model, &item);
    // No text says that a list is empty.
    schema["minItems"] = json!(1);
    schema
}

const UUID: &str = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

/// Whether an answer has a version, which is its `ETag`.
pub(super) fn has_version(model: &Model, output: &Type) -> bool {
    match model.resolved(output) {
        Resolved::Body(name, _) => model
            .fields(name)
            .iter()
            .any(|field| field.name == "version"),
        Resolved::Plain(_) => false,
    }
}

/// An event of a stream: an item, or the problem that ends it.
pub(super) fn event(item: &Value) -> Value {
    json!({
        "type": "object",
        "description": "An event.",
        "properties": {
            "id": { "type": "string", "description": "Where the stream continues after it." },
            "event": { "type": "string", "description": "The kind of item, or `problem`." },
            "data": {
                "type": "string",
                "contentMediaType": "application/json",
                "contentSchema": {
                    "anyOf": [item, { "$ref": "#/components/schemas/Problem" }],
                },
            },
        },
        "required": ["data"],
    })
}

fn problem() -> Value {
    json!({
        "type": "object",
        "description": "Why a request was refused or failed (RFC 9457).",
        "properties": {
            "type": { "type": "string", "description": "Names the kind of problem." },
            "title": { "type": "string", "description": "The kind of problem, for people." },
            "status": { "type": "integer", "description": "The status of the response." },
            "detail": { "type": "string", "description": "What went wrong and what to do, for people." },
            "kind": { "type": "string", "description": "What went wrong, coarsely: `conflict`." },
            "code": { "type": "string", "description": "What went wrong, in a stable word: `last_owner`." },
            "fields": { "type": "object", "additionalProperties": true, "description": "What it is about." },
            "errors": {
                "type": "array",
                "description": "Where the input breaks a rule.",
                "items": {
                    "type": "object",
                    "properties": {
                        "pointer": { "type": "string", "description": "A JSON Pointer into the input." },
                        "detail": { "type": "string" },
                    },
                    "required": ["pointer", "detail"],
                },
            },
            "trace_id": { "type": "string", "description": "Finds the request in the server's log." },
        },
        "required": ["type", "title", "status", "detail", "kind", "code", "trace_id"],
    })
}
