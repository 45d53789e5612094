//! Secrets of answers: where they are, and how an answer is remembered without them.

use serde_json::{Map, Value};

use super::form::form;
use super::shape::{Scalar, Shape};
use super::types::{Types, Underivable};
use super::{Operation, api};
use crate::{Error, Result};

/// Stands in a pointer for every item of a list and every value of a map.
const EVERY: &str = "*";

/// Takes the secrets out of an answer, so that it may be stored.
///
/// # Errors
/// `Corrupt` if it is not known where the answer's secrets are. Nothing may be stored then.
pub(crate) fn redact(operation: &str, answer: &mut Value) -> Result<()> {
    let api = api().map_err(|error| {
        Error::corrupt("it is not known which answers are secret").caused_by(error)
    })?;
    let described = api.operations.iter().find(|known| known.id == operation);
    let described = described.ok_or_else(|| Error::not_found("operation", operation))?;
    for pointer in &described.secrets {
        clear(answer, &segments(pointer));
    }
    Ok(())
}

fn segments(pointer: &str) -> Vec<&str> {
    pointer.split('/').skip(1).collect()
}

fn clear(value: &mut Value, path: &[&str]) {
    let Some((first, rest)) = path.split_first() else {
        *value = Value::Null;
        return;
    };
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| clear(item, rest)),
        Value::Object(fields) if *first == EVERY => {
            fields.values_mut().for_each(|value| clear(value, rest));
        }
        Value::Object(fields) => {
            if let Some(value) = fields.get_mut(*first) {
                clear(value, rest);
            }
        }
        _ => {}
    }
}

/// Finds the secrets of an output: JSON pointers with `*` for every item.
///
/// The output's types were checked before.
pub(crate) fn secrets(
    operation: &Operation,
    output: &Value,
    types: &Types,
) -> Result<Vec<String>, Underivable> {
    let mut search = Search {
        operation: operation.id,
        types,
        within: Vec::new(),
        found: Vec::new(),
        recursion: None,
    };
    search.walk(output, "", false)?;
    match search.recursion {
        // No pointer reaches every depth.
        Some(path) if !search.found.is_empty() => Err(refuse(
            operation.id,
            &path,
            "contains itself, in an answer that has secrets",
        )),
        _ => {
            search.found.sort();
            search.found.dedup();
            Ok(search.found)
        }
    }
}

struct Search<'a> {
    operation: &'static str,
    types: &'a Types,
    /// The named types that the search is inside of.
    within: Vec<&'a str>,
    found: Vec<String>,
    /// Where a type was met inside itself.
    recursion: Option<String>,
}

impl<'a> Search<'a> {
    fn walk(&mut self, schema: &'a Value, at: &str, optional: bool) -> Result<(), Underivable> {
        let form = form(schema).map_err(|why| refuse(self.operation, at, why))?;
        let optional = optional || form.is_nullable;
        match form.shape {
            Shape::Scalar(Scalar::Secret) if optional => {
                self.found.push(at.to_owned());
                Ok(())
            }
            Shape::Scalar(Scalar::Secret) => Err(refuse(
                self.operation,
                at,
                "is a secret that must be there, but a replay answers without it: use an `Option`",
            )),
            Shape::Scalar(_) | Shape::Choice(_) | Shape::Nothing | Shape::Map(None) => Ok(()),
            Shape::Named(name) => self.walk_named(name, at, optional),
            Shape::List(inner) | Shape::Map(Some(inner)) => {
                self.walk(inner, &format!("{at}/{EVERY}"), false)
            }
            Shape::Struct { fields, .. } => self.walk_fields(fields, at),
            Shape::Tagged(variants) => variants.into_iter().try_for_each(|variant| {
                if let Some(name) = variant.includes {
                    self.walk_named(name, at, false)?;
                }
                self.walk_fields(variant.fields, at)
            }),
        }
    }

    fn walk_named(&mut self, name: &'a str, at: &str, optional: bool) -> Result<(), Underivable> {
        if self.within.contains(&name) {
            self.recursion = Some(at.to_owned());
            return Ok(());
        }
        let Some(schema) = self.types.get(name) else {
            return Err(refuse(self.operation, at, "names a type that there is not"));
        };
        self.within.push(name);
        self.walk(schema, at, optional)?;
        self.within.pop();
        Ok(())
    }

    fn walk_fields(&mut self, fields: &'a Map<String, Value>, at: &str) -> Result<(), Underivable> {
        fields
            .iter()
            .try_for_each(|(name, schema)| self.walk(schema, &format!("{at}/{name}"), false))
    }
}

fn refuse(operation: &'static str, at: &str, why: impl Into<String>) -> Underivable {
    Underivable {
        operation,
        path: format!("output{}", at.replace('/', ".")),
        why: why.into(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use schemars::JsonSchema;
    use serde_json::json;

    use super::*;
    use crate::Secret;
    use crate::registry::document::derive;
    use crate::registry::operation::tests::sample;
    use crate::registry::schema_of;

    fn found<T: JsonSchema>() -> Result<Vec<String>, String> {
        let operation = Operation {
            output: schema_of::<T>,
            ..sample("samples.get")
        };
        let api = derive(&[operation]).map_err(|error| error.to_string())?;
        Ok(api
            .operations
            .into_iter()
            .flat_map(|operation| operation.secrets)
            .collect())
    }

    #[derive(JsonSchema)]
    #[expect(dead_code, reason = "only its schema is read")]
    struct NewKey {
        name: String,
        secret: Option<Secret>,
    }

    #[derive(JsonSchema)]
    #[expect(dead_code, reason = "only its schema is read")]
    struct Keys {
        first: NewKey,
        keys: Vec<NewKey>,
        by_name: BTreeMap<String, NewKey>,
    }

    #[derive(JsonSchema)]
    #[expect(dead_code, reason = "only its schema is read")]
    struct Careless {
        secret: Secret,
    }

    #[derive(JsonSchema)]
    #[expect(dead_code, reason = "only its schema is read")]
    struct Nested {
        key: Option<Secret>,
        inner: Vec<Nested>,
    }

    #[derive(JsonSchema)]
    #[serde(tag = "kind", rename_all = "snake_case")]
    #[expect(dead_code, reason = "only its schema is read")]
    enum Tagged {
        Plain { text: String },
        Key(NewKey),
        Sealed { sealed: Option<Secret> },
    }

    #[test]
    fn secrets_are_found_wherever_they_are() {
        assert_eq!(found::<crate::teams::Team>().unwrap(), [""; 0]);
        assert_eq!(found::<NewKey>().unwrap(), ["/secret"]);
        assert_eq!(
            found::<Keys>().unwrap(),
            ["/by_name/*/secret", "/first/secret", "/keys/*/secret"]
        );
        assert_eq!(found::<Tagged>().unwrap(), ["/sealed", "/secret"]);
    }

    #[test]
    fn a_secret_can_be_left_out() {
        let error = found::<Careless>().unwrap_err();
        assert!(
            error.starts_with("`samples.get`: output.secret is a secret"),
            "{error}"
        );
    }

    #[test]
    fn no_pointer_reaches_every_depth() {
        let error = found::<Nested>().unwrap_err();
        assert!(error.contains("contains itself"), "{error}");
    }

    #[test]
    fn secrets_are_cleared_and_nothing_else() {
        let mut answer = json!({
            "first": { "name": "a", "secret": "s" },
            "keys": [{ "name": "b", "secret": "s" }, { "name": "c" }],
            "by_name": { "d": { "name": "d", "secret": "s" } },
        });
        for pointer in found::<Keys>().unwrap() {
            clear(&mut answer, &segments(&pointer));
        }
        assert_eq!(
            answer,
            json!({
                "first": { "name": "a", "secret": null },
                "keys": [{ "name": "b", "secret": null }, { "name": "c" }],
                "by_name": { "d": { "name": "d", "secret": null } },
            })
        );
    }

    #[test]
    fn an_operation_outside_the_list_is_not_redacted_by_guessing() {
        assert!(redact("samples.none", &mut Value::Null).is_err());
    }
}
