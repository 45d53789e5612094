//! The form of a type, recognised in its JSON schema.

use serde_json::{Map, Value};

use super::shape::{Form, Misfit, Scalar, Shape, Variant, Word};

/// Where the named types of the document are.
pub(crate) const TYPES_PATH: &str = "/types";

/// What a schema may say. Whatever else it says would be lost on some surface.
const KEYWORDS: [&str; 21] = [
    "$ref",
    "additionalProperties",
    "anyOf",
    "const",
    "default",
    "description",
    "enum",
    "examples",
    "format",
    "items",
    "maxItems",
    "maxLength",
    "maximum",
    "minItems",
    "minLength",
    "minimum",
    "oneOf",
    "pattern",
    "properties",
    "required",
    "type",
];

/// The integers that have one size everywhere.
const INTEGERS: [&str; 8] = [
    "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64",
];

/// Recognises a schema of `api.json`.
///
/// # Errors
/// What keeps the schema from being said on every surface, to follow the name of its place.
pub fn form(schema: &Value) -> Result<Form<'_>, Misfit> {
    let schema = object(schema)?;
    if let Some(options) = array(schema, "anyOf") {
        return optional(options);
    }
    let (kind, is_nullable) = kind(schema)?;
    let shape = if let Some(name) = reference(schema)? {
        Shape::Named(name)
    } else if let Some(variants) = array(schema, "oneOf") {
        one_of(variants)?
    } else {
        match kind {
            "null" => Shape::Nothing,
            "string" if schema.contains_key("enum") => Shape::Choice(words(schema)?),
            "string" => Shape::Scalar(text(schema)?),
            "boolean" => Shape::Scalar(Scalar::Bool),
            "integer" => integer(schema)?,
            "array" => list(schema)?,
            "object" => fields_or_map(schema)?,
            "number" => {
                return misfit("is a float, which no amount may be: use an integer or an `Amount`");
            }
            _ => return misfit("has no single type"),
        }
    };
    Ok(Form { shape, is_nullable })
}

fn object(schema: &Value) -> Result<&Map<String, Value>, Misfit> {
    let Value::Object(schema) = schema else {
        return misfit("is any JSON: say what it holds");
    };
    let unknown = schema
        .keys()
        .find(|key| !key.starts_with("x-") && !KEYWORDS.contains(&key.as_str()));
    match unknown {
        None => Ok(schema),
        Some(keyword) => misfit(format!("needs `{keyword}`, which not every surface has")),
    }
}

/// The type's name, and whether null is allowed beside it; empty if no type is named.
fn kind(schema: &Map<String, Value>) -> Result<(&str, bool), Misfit> {
    match schema.get("type") {
        None => Ok(("", false)),
        Some(Value::String(kind)) => Ok((kind, false)),
        Some(Value::Array(kinds)) => match kinds.as_slice() {
            [Value::String(kind), Value::String(null)] if null == "null" => Ok((kind, true)),
            _ => misfit("is one of several types: use a tagged enum"),
        },
        Some(_) => misfit("has a type that is no word"),
    }
}

fn optional(options: &[Value]) -> Result<Form<'_>, Misfit> {
    match options {
        [value, null] if null.get("type").is_some_and(|kind| kind == "null") => Ok(Form {
            shape: form(value)?.shape,
            is_nullable: true,
        }),
        _ => misfit("is an enum without a tag: give it `#[serde(tag = …)]`"),
    }
}

fn reference(schema: &Map<String, Value>) -> Result<Option<&str>, Misfit> {
    let Some(path) = schema.get("$ref").and_then(Value::as_str) else {
        return Ok(None);
    };
    let name = path
        .strip_prefix('#')
        .and_then(|path| path.strip_prefix(TYPES_PATH))
        .and_then(|path| path.strip_prefix('/'));
    match name {
        Some(name) => Ok(Some(name)),
        None => misfit(format!("refers to `{path}`, outside the document's types")),
    }
}

fn text(schema: &Map<String, Value>) -> Result<Scalar<'_>, Misfit> {
    if schema.get("x-secret").is_some_and(|is| is == true) {
        return Ok(Scalar::Secret);
    }
    let said = |key| schema.get(key).and_then(Value::as_str);
    match (said("format"), said("x-id")) {
        (None, None) => Ok(Scalar::Text),
        (Some("uuid"), Some(noun)) => Ok(Scalar::Id(noun)),
        (Some("uuid"), None) => Ok(Scalar::Uuid),
        (Some("date-time"), None) => Ok(Scalar::Time),
        (Some("cursor"), None) => Ok(Scalar::Cursor),
        (Some("decimal"), None) => Ok(Scalar::Amount),
        _ => misfit("is a text of a format that not every surface has"),
    }
}

fn integer(schema: &Map<String, Value>) -> Result<Shape<'_>, Misfit> {
    match schema.get("format").and_then(Value::as_str) {
        Some(format) if INTEGERS.contains(&format) => Ok(Shape::Scalar(Scalar::Integer(format))),
        _ => misfit("is an integer whose size depends on the machine: use `u64` or `i64`"),
    }
}

fn list(schema: &Map<String, Value>) -> Result<Shape<'_>, Misfit> {
    match schema.get("items") {
        Some(items) => Ok(Shape::List(items)),
        None => misfit("is a list of anything: say what it holds"),
    }
}

fn fields_or_map(schema: &Map<String, Value>) -> Result<Shape<'_>, Misfit> {
    let fields = schema.get("properties").and_then(Value::as_object);
    match (fields, schema.get("additionalProperties")) {
        (Some(fields), None) => Ok(Shape::Struct {
            fields,
            is_closed: false,
        }),
        (Some(fields), Some(Value::Bool(false))) => Ok(Shape::Struct {
            fields,
            is_closed: true,
        }),
        (None, Some(Value::Bool(true))) => Ok(Shape::Map(None)),
        (None, Some(values @ Value::Object(_))) => Ok(Shape::Map(Some(values))),
        (None, _) => misfit("is a struct without fields: leave it out"),
        (Some(_), Some(_)) => misfit("is a struct and a map in one"),
    }
}

fn one_of(variants: &[Value]) -> Result<Shape<'_>, Misfit> {
    if variants.iter().all(is_word) {
        let words = variants.iter().map(|variant| words(object(variant)?));
        let words = words.collect::<Result<Vec<_>, Misfit>>()?;
        return Ok(Shape::Choice(words.concat()));
    }
    let mut tagged = Vec::new();
    for variant in variants {
        let schema = object(variant)?;
        let fields = schema.get("properties").and_then(Value::as_object);
        let tag = fields.and_then(|fields| fields.iter().find(|(_, field)| is_word(field)));
        let (Some(fields), Some((tag, value))) = (fields, tag) else {
            return misfit("is an enum whose tag is not a field: give it `#[serde(tag = …)]`");
        };
        let Some(word) = value.get("const").and_then(Value::as_str) else {
            return misfit("is an enum whose tag has several words for one variant");
        };
        tagged.push(Variant {
            tag,
            word: Word {
                word,
                doc: description(schema),
            },
            fields,
            includes: reference(schema)?,
            is_closed: schema.get("additionalProperties") == Some(&Value::Bool(false)),
        });
    }
    let first = tagged.first().map(|variant| variant.tag);
    if tagged.iter().any(|variant| Some(variant.tag) != first) {
        return misfit("is an enum with several tags");
    }
    Ok(Shape::Tagged(tagged))
}

/// The words of a schema that `is_word`.
fn words(schema: &Map<String, Value>) -> Result<Vec<Word<'_>>, Misfit> {
    let doc = description(schema);
    let one = schema.get("const").map(std::slice::from_ref);
    let all = one.or_else(|| array(schema, "enum")).unwrap_or_default();
    all.iter()
        .map(|word| match word.as_str() {
            Some(word) => Ok(Word {
                word,
                doc: if one.is_some() { doc } else { "" },
            }),
            None => misfit("is a choice between more than texts"),
        })
        .collect()
}

fn description(schema: &Map<String, Value>) -> &str {
    let doc = schema.get("description").and_then(Value::as_str);
    doc.unwrap_or_default()
}

/// Whether a schema is that of one or more fixed words.
fn is_word(schema: &Value) -> bool {
    schema.get("type").is_some_and(|kind| kind == "string")
        && (schema.get("const").is_some() || schema.get("enum").is_some())
}

fn array<'a>(schema: &'a Map<String, Value>, key: &str) -> Option<&'a [Value]> {
    schema.get(key).and_then(Value::as_array).map(Vec::as_slice)
}

fn misfit<T>(why: impl Into<Misfit>) -> Result<T, Misfit> {
    Err(why.into())
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use schemars::{JsonSchema, schema_for};
    use serde_json::json;

    use super::*;

    fn is(schema: Value, test: impl Fn(&Form<'_>) -> bool) -> bool {
        test(&form(&schema).unwrap())
    }

    fn of<T: JsonSchema>() -> Value {
        let mut schema = schema_for!(T).to_value();
        for key in ["$schema", "title", "$defs"] {
            schema.as_object_mut().unwrap().remove(key);
        }
        schema
    }

    fn refused<T: JsonSchema>() -> String {
        form(&of::<T>()).unwrap_err()
    }

    #[derive(JsonSchema)]
    #[expect(dead_code, reason = "only its schema is read")]
    enum Untagged {
        A(u32),
        B { x: String },
    }

    #[derive(JsonSchema)]
    #[serde(tag = "kind")]
    #[expect(dead_code, reason = "only its schema is read")]
    enum Tagged {
        A { x: u32 },
        B,
    }

    #[derive(JsonSchema)]
    struct Empty {}

    #[test]
    fn scalars_and_what_holds_them() {
        assert!(is(of::<bool>(), |form| matches!(
            form.shape,
            Shape::Scalar(_)
        )));
        assert!(is(of::<u64>(), |form| matches!(
            form.shape,
            Shape::Scalar(_)
        )));
        assert!(is(of::<crate::Time>(), |form| matches!(
            form.shape,
            Shape::Scalar(_)
        )));
        assert!(is(of::<crate::Amount>(), |form| form.shape
            == Shape::Scalar(Scalar::Amount)));
        assert!(is(of::<Option<String>>(), |form| form.is_nullable));
        assert!(is(of::<Vec<String>>(), |form| matches!(
            form.shape,
            Shape::List(_)
        )));
        assert!(is(of::<BTreeMap<String, u64>>(), |form| matches!(
            form.shape,
            Shape::Map(Some(_))
        )));
        assert!(is(of::<Map<String, Value>>(), |form| form.shape
            == Shape::Map(None)));
        assert!(is(of::<()>(), |form| form.shape == Shape::Nothing));
    }

    #[test]
    fn structs_and_enums() {
        assert!(is(of::<crate::PageInput>(), |form| matches!(
            form.shape,
            Shape::Struct {
                is_closed: true,
                ..
            }
        )));
        assert!(is(of::<crate::access::Role>(), |form| matches!(
            &form.shape,
            Shape::Choice(words) if words[0].word == "owner" && !words[0].doc.is_empty()
        )));
        assert!(is(of::<Tagged>(), |form| matches!(
            form.shape,
            Shape::Tagged(_)
        )));
        assert!(is(of::<crate::access::Actor>(), |form| matches!(
            form.shape,
            Shape::Tagged(_)
        )));
    }

    #[test]
    fn references_and_secrets() {
        assert!(is(json!({ "$ref": "#/types/Team" }), |form| {
            form.shape == Shape::Named("Team")
        }));
        assert!(is(of::<crate::Secret>(), |form| {
            form.shape == Shape::Scalar(Scalar::Secret)
        }));
        let optional = json!({ "anyOf": [{ "$ref": "#/types/Secret" }, { "type": "null" }] });
        assert!(is(optional, |form| form.is_nullable));
    }

    #[test]
    fn what_does_not_fit_is_explained() {
        let cases = [
            (refused::<f64>(), "is a float"),
            (refused::<usize>(), "is an integer whose size"),
            (refused::<(u32, String)>(), "needs `prefixItems`"),
            (refused::<BTreeSet<String>>(), "needs `uniqueItems`"),
            (refused::<Untagged>(), "is an enum whose tag"),
            (refused::<Empty>(), "is a struct without fields"),
            (form(&json!(true)).unwrap_err(), "is any JSON"),
            (
                form(&json!({ "type": ["string", "integer"] })).unwrap_err(),
                "is one of several",
            ),
            (
                form(&json!({ "$ref": "#/$defs/T" })).unwrap_err(),
                "refers to",
            ),
        ];
        for (why, begins) in cases {
            assert!(why.starts_with(begins), "{why}");
        }
    }
}
