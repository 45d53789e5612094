//! Inputs made from an operation's schema, field by field.

use std::collections::BTreeSet;

use serde_json::{Map, Value};
use tenantry::registry::{ApiOperation, api};

/// A field of an input, as its schema tells of it.
#[derive(Clone, Debug)]
pub struct Field<'a> {
    /// The operation.
    pub operation: &'a str,
    /// Its name.
    pub name: &'a str,
    /// The name of its type, or `string`, `integer`, `boolean`, `array`.
    pub kind: &'a str,
    /// Whether the input is refused without it.
    pub is_required: bool,
    /// Whether there is an id in it: it is one, or holds one somewhere.
    pub has_id: bool,
}

/// Every operation, as the registry tells of it.
///
/// # Panics
/// If the registry cannot be read.
#[must_use]
pub fn operations() -> &'static [ApiOperation] {
    &api().unwrap().operations
}

/// An input of an operation; `fill` gives each field its value, or leaves it out.
///
/// # Panics
/// If the registry cannot be read.
pub fn input(operation: &ApiOperation, fill: &mut dyn FnMut(Field<'_>) -> Option<Value>) -> Value {
    let Some(schema) = &operation.input else {
        return Value::Null;
    };
    let schema = &api().unwrap().types[kind_of(schema)];
    let required = |name: &str| {
        let names = schema["required"].as_array();
        names.is_some_and(|names| names.iter().any(|required| required == name))
    };
    let fields = schema["properties"].as_object().unwrap();
    let filled = fields.iter().filter_map(|(name, schema)| {
        let field = Field {
            operation: operation.id,
            name,
            kind: kind_of(schema),
            is_required: required(name),
            has_id: has_id(schema, &mut BTreeSet::new()),
        };
        Some((name.clone(), fill(field)?))
    });
    Value::Object(filled.collect::<Map<_, _>>())
}

/// `seen`: the named types that were looked into, one of which may hold itself.
fn has_id(schema: &'static Value, seen: &mut BTreeSet<&'static str>) -> bool {
    match schema {
        Value::Object(words) if schema["format"] == "uuid" || words.contains_key("x-id") => true,
        Value::Object(words) => words.iter().any(|(word, value)| match value.as_str() {
            Some(path) if word == "$ref" => {
                let name = type_at(path);
                seen.insert(name) && has_id(&api().unwrap().types[name], seen)
            }
            _ => has_id(value, seen),
        }),
        Value::Array(schemas) => schemas.iter().any(|schema| has_id(schema, seen)),
        _ => false,
    }
}

fn kind_of(schema: &Value) -> &str {
    let one = match schema.get("anyOf") {
        Some(Value::Array(either)) => &either[0],
        _ => schema,
    };
    if let Some(path) = one["$ref"].as_str() {
        return type_at(path);
    }
    match &one["type"] {
        Value::Array(either) => either[0].as_str().unwrap_or_default(),
        kind => kind.as_str().unwrap_or_default(),
    }
}

fn type_at(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}
