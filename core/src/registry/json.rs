//! Inputs out of JSON, answers into JSON.

use futures_util::{Stream, StreamExt};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::door::Items;
use crate::{Error, ErrorKind, Result};

/// The most characters that a message repeats of what the reader says.
const REASON_CHARS_MAX: usize = 240;

/// An input. `null` is an empty one.
pub(crate) fn read_input<T: DeserializeOwned + Serialize>(input: Value) -> Result<T> {
    let input = match input {
        Value::Null => Value::Object(Map::new()),
        Value::Object(_) => input,
        _ => {
            let message = "the input must be a JSON object";
            return Err(Error::new(ErrorKind::Invalid, "invalid", message));
        }
    };
    let given = is_nested(&input).then(|| input.clone());
    let read: T = serde_path_to_error::deserialize(input).map_err(unreadable)?;
    match given {
        Some(given) => check_forms(&given, &write_answer(&read)?, ".").map(|()| read),
        None => Ok(read),
    }
}

/// Whether there is anything in it that serde could take for something else.
fn is_nested(input: &Value) -> bool {
    let mut fields = input.as_object().into_iter().flat_map(Map::values);
    fields.any(|field| field.is_array() || field.is_object())
}

/// Refuses what serde reads and the schema does not know: a list as an object's fields in
/// order, which would mean something else with every new field, and an object as a word.
fn check_forms(given: &Value, read: &Value, path: &str) -> Result<()> {
    let misplaced = |rule| Err(Error::invalid("input", rule).with("field", path));
    match (given, read) {
        (Value::Array(_), Value::Object(_)) => misplaced("has a list where an object belongs"),
        (Value::Object(_), Value::String(_)) => misplaced("has an object where a word belongs"),
        (Value::Array(given), Value::Array(read)) => {
            let mut pairs = given.iter().zip(read).enumerate();
            pairs.try_for_each(|(index, (given, read))| {
                check_forms(given, read, &format!("{path}[{index}]"))
            })
        }
        (Value::Object(given), Value::Object(read)) => given
            .iter()
            .filter_map(|(name, given)| Some((name, given, read.get(name)?)))
            .try_for_each(|(name, given, read)| check_forms(given, read, &join(path, name))),
        _ => Ok(()),
    }
}

/// A value in the one way to write it: with sorted keys. Another crate of a build can make
/// them keep their order (`serde_json/preserve_order`), and nothing may depend on that.
pub(crate) fn sorted(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            let mut fields: Vec<_> = fields.into_iter().collect();
            fields.sort_by(|(a, _), (b, _)| a.cmp(b));
            fields
                .into_iter()
                .map(|(key, value)| (key, sorted(value)))
                .collect()
        }
        Value::Array(items) => items.into_iter().map(sorted).collect(),
        scalar => scalar,
    }
}

/// The input of an operation that has none.
pub(crate) fn read_nothing(input: Value) -> Result<()> {
    #[derive(serde::Deserialize, serde::Serialize)]
    #[serde(deny_unknown_fields)]
    struct Nothing {}

    read_input(input).map(|Nothing {}| ())
}

/// An answer.
pub(crate) fn write_answer<T: Serialize>(answer: T) -> Result<Value> {
    serde_json::to_value(answer)
        .map_err(|error| Error::corrupt("the answer is not JSON").caused_by(error))
}

/// A stream of answers.
pub(crate) fn write_items<T, S>(items: S) -> Result<Items>
where
    T: Serialize,
    S: Stream<Item = Result<T>> + Send + 'static,
{
    Ok(items.map(|item| item.and_then(write_answer)).boxed())
}

/// Names the field and says what is wrong with it, in words that are not Rust's.
fn unreadable(error: serde_path_to_error::Error<serde_json::Error>) -> Error {
    let path = error.path().to_string();
    let reason = without_types(&error.inner().to_string());
    let reason: String = reason.chars().take(REASON_CHARS_MAX).collect();
    let (field, rule) = match named(&reason, "missing field `") {
        Some(name) => (join(&path, name), "is required".to_owned()),
        None => (path, format!("is not understood: {reason}")),
    };
    Error::new(ErrorKind::Invalid, "invalid", format!("`{field}` {rule}")).with("field", field)
}

fn named<'a>(reason: &'a str, before: &str) -> Option<&'a str> {
    reason.strip_prefix(before)?.split('`').next()
}

fn join(path: &str, name: &str) -> String {
    match path {
        "." => name.to_owned(),
        _ => format!("{path}.{name}"),
    }
}

/// Serde names the type that it expected. To a caller that is an object or an integer.
fn without_types(reason: &str) -> String {
    let Some((before, expected)) = reason.split_once("expected ") else {
        return reason.to_owned();
    };
    let structs = [
        "struct ",
        "enum ",
        "adjacently tagged enum ",
        "internally tagged enum ",
    ];
    let integers = ["u8", "u16", "u32", "u64", "i8", "i16", "i32", "i64"];
    let plain = if structs.iter().any(|kind| expected.starts_with(kind)) {
        "an object"
    } else if integers.contains(&expected) {
        "an integer that is not too small or too large"
    } else {
        expected
    };
    format!("{before}expected {plain}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::{Principal, Role};
    use crate::orgs::Address;
    use serde_json::json;

    #[derive(Debug, serde::Deserialize, serde::Serialize)]
    #[serde(deny_unknown_fields)]
    struct Sample {
        name: String,
        #[serde(default)]
        address: Option<Address>,
        #[serde(default)]
        owners: Vec<Principal>,
        #[serde(default)]
        roles: Vec<Role>,
        #[serde(default)]
        version: u64,
    }

    #[test]
    fn nothing_is_null_or_an_empty_object() {
        assert!(read_nothing(Value::Null).is_ok());
        assert!(read_nothing(json!({})).is_ok());
        assert_eq!(
            read_nothing(json!({ "x": 1 }))
                .unwrap_err()
                .field("field")
                .unwrap(),
            "x"
        );
    }

    #[test]
    fn the_field_is_named_by_its_path() {
        let nil = uuid::Uuid::nil();
        let cases = [
            (json!({}), "name"),
            (json!({ "name": 5 }), "name"),
            (json!({ "name": "a", "nome": "b" }), "nome"),
            (
                json!({ "name": "a", "address": { "city": [] } }),
                "address.city",
            ),
            (
                json!({ "name": "a", "address": { "town": "b" } }),
                "address.town",
            ),
            (json!({ "name": "a", "address": 5 }), "address"),
            (json!({ "name": "a", "owners": [5] }), "owners[0]"),
            (
                json!({ "name": "a", "owners": [{ "kind": "user" }] }),
                "owners[0].id",
            ),
            (json!({ "name": "a", "address": ["b"] }), "address"),
            (
                json!({ "name": "a", "owners": [["user", nil]] }),
                "owners[0]",
            ),
            (
                json!({ "name": "a", "owners": [{ "kind": "user", "id": nil, "junk": 1 }] }),
                "owners[0].junk",
            ),
            (
                json!({ "name": "a", "roles": ["owner", { "viewer": null }] }),
                "roles[1]",
            ),
        ];
        for (input, field) in cases {
            let error = read_input::<Sample>(input.clone()).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Invalid);
            assert_eq!(error.field("field").unwrap(), field, "{input}: {error}");
        }
    }

    #[test]
    fn messages_are_in_plain_words() {
        let cases = [
            (json!({}), "`name` is required"),
            (
                json!({ "name": "a", "address": 5 }),
                "`address` is not understood: invalid type: integer `5`, expected an object",
            ),
            (
                json!({ "name": "a", "owners": [5] }),
                "`owners[0]` is not understood: invalid type: integer `5`, expected an object",
            ),
            (
                json!({ "name": "a", "version": -1 }),
                "`version` is not understood: invalid value: integer `-1`, \
                 expected an integer that is not too small or too large",
            ),
        ];
        for (input, message) in cases {
            assert_eq!(
                read_input::<Sample>(input).unwrap_err().to_string(),
                message
            );
        }
        let long = json!({ "name": "a", "address": "x".repeat(10_000) });
        assert!(read_input::<Sample>(long).unwrap_err().to_string().len() < 300);
    }

    #[test]
    fn an_input_is_an_object() {
        for input in [json!([]), json!("name"), json!(1)] {
            assert!(read_input::<Sample>(input).is_err());
        }
    }

    #[test]
    fn keys_are_sorted_at_every_depth() {
        let value: Value = serde_json::from_str(r#"{"b":[{"d":1,"c":2}],"a":3}"#).unwrap();
        assert_eq!(sorted(value).to_string(), r#"{"a":3,"b":[{"c":2,"d":1}]}"#);
    }
}
