//! Whether the types of an operation can be said on every surface.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::Operation;
use super::form::form;
use super::shape::{Misfit, Shape};

/// An operation's type cannot be said on every surface.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{operation}`: {path} {why}")]
pub struct Underivable {
    /// The operation.
    pub operation: &'static str,
    /// Where in its input or output: `input.parent`, `output.items[].owner`.
    pub path: String,
    /// What is wrong there, to follow the path.
    pub why: String,
}

/// The named types of a document.
pub(crate) type Types = Map<String, Value>;

/// Checks an operation's input.
pub(crate) fn check_input(
    operation: &Operation,
    schema: &Value,
    types: &Types,
) -> Result<(), Underivable> {
    Check::new(operation, types, true).root(schema, "input")
}

/// Checks an operation's output.
pub(crate) fn check_output(
    operation: &Operation,
    schema: &Value,
    types: &Types,
) -> Result<(), Underivable> {
    Check::new(operation, types, false).root(schema, "output")
}

struct Check<'a> {
    operation: &'static str,
    types: &'a Types,
    is_input: bool,
    /// Named types that were checked already, or are being checked.
    seen: BTreeSet<&'a str>,
}

impl<'a> Check<'a> {
    fn new(operation: &Operation, types: &'a Types, is_input: bool) -> Self {
        Self {
            operation: operation.id,
            types,
            is_input,
            seen: BTreeSet::new(),
        }
    }

    fn root(mut self, schema: &'a Value, path: &str) -> Result<(), Underivable> {
        let shape = self.shape(schema, path)?;
        let named = match &shape {
            Shape::Named(name) => Some(self.shape(self.named(name, path)?, path)?),
            _ => None,
        };
        match (shape, named) {
            (_, Some(Shape::Struct { .. })) => self.check(schema, path),
            _ if self.is_input => Err(self.refuse(path, "is not a struct")),
            (Shape::Nothing, _) => Ok(()),
            _ => self.check(schema, path),
        }
    }

    fn check(&mut self, schema: &'a Value, path: &str) -> Result<(), Underivable> {
        match self.shape(schema, path)? {
            Shape::Scalar(_) | Shape::Choice(_) | Shape::Map(None) => Ok(()),
            Shape::Nothing => Err(self.refuse(path, "is always null: leave it out")),
            Shape::List(items) => self.check(items, &format!("{path}[]")),
            Shape::Map(Some(values)) => self.check(values, &format!("{path}{{}}")),
            Shape::Named(name) => self.check_named(name, path),
            Shape::Struct { fields, is_closed } => {
                self.check_closed(is_closed, path)?;
                self.check_fields(fields, path)
            }
            Shape::Tagged(variants) => variants.into_iter().try_for_each(|variant| {
                self.check_closed(variant.is_closed, path)?;
                if let Some(name) = variant.includes {
                    self.check_named(name, path)?;
                }
                self.check_fields(variant.fields, path)
            }),
        }
    }

    fn check_closed(&self, is_closed: bool, path: &str) -> Result<(), Underivable> {
        match self.is_input && !is_closed {
            true => Err(self.refuse(
                path,
                "takes unknown fields: `#[serde(deny_unknown_fields)]`",
            )),
            false => Ok(()),
        }
    }

    fn check_named(&mut self, name: &'a str, path: &str) -> Result<(), Underivable> {
        let schema = self.named(name, path)?;
        if !self.seen.insert(name) {
            return Ok(());
        }
        if is_second(name, self.types) {
            let why = format!("is named `{name}`, because another type has its name: rename one");
            return Err(self.refuse(path, why));
        }
        self.check(schema, path)
    }

    fn check_fields(
        &mut self,
        fields: &'a Map<String, Value>,
        path: &str,
    ) -> Result<(), Underivable> {
        fields.iter().try_for_each(|(name, schema)| {
            let path = format!("{path}.{name}");
            if !is_snake_case(name) {
                return Err(self.refuse(&path, "is not in snake case"));
            }
            if is_tag(schema) {
                return Ok(());
            }
            self.check(schema, &path)
        })
    }

    fn shape(&self, schema: &'a Value, path: &str) -> Result<Shape<'a>, Underivable> {
        match form(schema) {
            Ok(form) => Ok(form.shape),
            Err(why) => Err(self.refuse(path, why)),
        }
    }

    fn named(&self, name: &str, path: &str) -> Result<&'a Value, Underivable> {
        self.types
            .get(name)
            .ok_or_else(|| self.refuse(path, format!("names `{name}`, which there is not")))
    }

    fn refuse(&self, path: &str, why: impl Into<Misfit>) -> Underivable {
        Underivable {
            operation: self.operation,
            path: path.to_owned(),
            why: why.into(),
        }
    }
}

/// Whether a type got its number because its name was taken: `Team2` beside `Team`.
fn is_second(name: &str, types: &Types) -> bool {
    let bare = name.trim_end_matches(|c: char| c.is_ascii_digit());
    bare != name && types.contains_key(bare)
}

fn is_tag(schema: &Value) -> bool {
    schema.get("const").is_some()
}

fn is_snake_case(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

#[cfg(test)]
mod tests {
    use schemars::JsonSchema;

    use super::*;
    use crate::registry::document::derive;
    use crate::registry::operation::tests::sample;
    use crate::registry::schema_of;

    fn refusal<I: JsonSchema, O: JsonSchema>() -> String {
        let operation = Operation {
            input: Some(schema_of::<I>),
            output: schema_of::<O>,
            ..sample("samples.get")
        };
        derive(&[operation]).unwrap_err().to_string()
    }

    #[derive(JsonSchema)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only its schema is read")]
    struct Good {
        parent: Option<crate::TeamId>,
        name: crate::Patch<String>,
        address: crate::Patch<crate::orgs::Address>,
        owners: Vec<crate::access::Principal>,
        prices: std::collections::BTreeMap<String, crate::Amount>,
    }

    #[derive(JsonSchema)]
    #[expect(dead_code, reason = "only its schema is read")]
    struct Open {
        name: String,
    }

    #[derive(JsonSchema)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only its schema is read")]
    struct OpenTag {
        actor: crate::access::Actor,
    }

    #[derive(JsonSchema)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only its schema is read")]
    struct Deep {
        lines: Vec<Line>,
    }

    #[derive(JsonSchema)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only its schema is read")]
    struct Line {
        price: f64,
    }

    #[derive(JsonSchema)]
    #[serde(deny_unknown_fields, rename_all = "camelCase")]
    #[expect(dead_code, reason = "only its schema is read")]
    struct Camel {
        if_version: u64,
    }

    #[derive(JsonSchema)]
    #[expect(dead_code, reason = "only its schema is read")]
    struct Both {
        team: crate::teams::Team,
        other: Team,
    }

    #[derive(JsonSchema)]
    #[expect(dead_code, reason = "only its schema is read")]
    struct Team {
        text: String,
    }

    #[test]
    fn what_the_rooms_use_is_fine() {
        let operation = Operation {
            input: Some(schema_of::<Good>),
            output: schema_of::<crate::Page<crate::journal::Entry>>,
            ..sample("samples.list")
        };
        assert!(derive(&[operation]).is_ok());
    }

    #[test]
    fn a_refusal_names_operation_and_path() {
        assert_eq!(
            refusal::<Good, Deep>(),
            "`samples.get`: output.lines[].price is a float, which no amount may be: use an integer or an `Amount`"
        );
    }

    #[test]
    fn inputs_are_structs_that_take_no_unknown_fields() {
        assert!(refusal::<Open, ()>().contains("input takes unknown fields"));
        assert!(refusal::<OpenTag, ()>().contains("input.actor takes unknown fields"));
        assert!(refusal::<String, ()>().contains("input is not a struct"));
        assert!(refusal::<crate::access::Role, ()>().contains("input is not a struct"));
    }

    #[test]
    fn fields_are_in_snake_case() {
        assert!(refusal::<Camel, ()>().contains("input.ifVersion is not in snake case"));
    }

    #[test]
    fn two_types_of_one_name_are_refused() {
        assert!(refusal::<Good, Both>().contains("another type has its name"));
    }
}
