//! A call as the command line that makes it.

use serde_json::{Map, Value};

use super::{Flag, Form, ORG, flags};
use crate::Model;
use crate::model::Operation;

/// No argument is longer: Linux refuses one of 128 KiB.
const ARGUMENT_BYTES_MAX: usize = 120_000;

/// A call, as a story makes it.
#[derive(Clone, Debug)]
pub struct Call<'a> {
    /// The operation.
    pub operation: &'a Operation,
    /// The organisation that is entered.
    pub org: Option<&'a str>,
    /// The reason, if it is the system that calls.
    pub system: Option<&'a str>,
    /// The idempotency key.
    pub key: Option<&'a str>,
    /// How many items of a stream are taken.
    pub take: Option<usize>,
    /// The input.
    pub input: &'a Value,
}

/// A command line: what stands behind `tenantry`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The words.
    pub words: Vec<String>,
    /// What it reads from its standard input: an input that flags cannot say.
    pub input: Option<String>,
}

/// Writes a call as a command line. `None` if an argument cannot hold what it says.
#[must_use]
pub fn line(model: &Model, call: &Call<'_>) -> Option<Line> {
    let room = crate::words::kebab(&call.operation.room);
    let mut words = vec![room, crate::words::kebab(&call.operation.verb)];
    let said = [
        (ORG, call.org),
        ("system", call.system),
        ("idempotency-key", call.key),
    ];
    for (name, text) in said {
        words.extend(text.into_iter().flat_map(|text| flagged(name, text)));
    }
    let (given, input) = match spoken(model, call) {
        Some(given) => (given, None),
        None => (flagged("input", "-"), Some(call.input.to_string())),
    };
    words.extend(given);
    if let Some(count) = call.take {
        words.extend(flagged("take", &count.to_string()));
    }
    words
        .iter()
        .all(|word| is_argument(word))
        .then_some(Line { words, input })
}

/// An input as flags, if they can say it.
fn spoken(model: &Model, call: &Call<'_>) -> Option<Vec<String>> {
    let mut left = match call.input {
        Value::Null => Map::new(),
        Value::Object(fields) => fields.clone(),
        _ => return None,
    };
    let mut words = Vec::new();
    for flag in flags(model, call.operation) {
        let value = match &flag.within {
            None => left.remove(&flag.field.name),
            Some(outer) => left
                .get_mut(outer)
                .and_then(|outer| outer.as_object_mut()?.remove(&flag.field.name)),
        };
        match value {
            None if flag.field.is_required => return None,
            None => {}
            Some(Value::Null) if flag.is_clearable() => {
                words.extend(flagged("clear", &flag.name));
            }
            Some(value) => words.extend(written(model, &flag, &value)?),
        }
    }
    let is_said = |value: &Value| value.as_object().is_some_and(Map::is_empty);
    (left.values().all(is_said) && words.iter().all(|word| is_argument(word))).then_some(words)
}

fn is_argument(word: &str) -> bool {
    word.len() < ARGUMENT_BYTES_MAX && !word.contains('\0')
}

fn written(model: &Model, flag: &Flag, value: &Value) -> Option<Vec<String>> {
    let texts = flag.write(model, value)?;
    let words = texts.iter().map(|text| match (flag.form, text.as_str()) {
        (Form::Switch, "true") => vec![format!("--{}", flag.name)],
        (Form::Switch, _) => vec![format!("--{}={text}", flag.name)],
        _ => flagged(&flag.name, text),
    });
    Some(words.flatten().collect())
}

/// A flag and its value; in one word where the value could be taken for a flag.
fn flagged(name: &str, text: &str) -> Vec<String> {
    match text.starts_with('-') && text != "-" {
        true => vec![format!("--{name}={text}")],
        false => vec![format!("--{name}"), text.to_owned()],
    }
}

impl Line {
    /// The line as a shell reads it. `$NAME` stays a variable.
    #[must_use]
    pub fn shell(&self) -> String {
        let words: Vec<String> = self.words.iter().map(|word| quoted(word)).collect();
        let line = format!("tenantry {}", words.join(" "));
        match &self.input {
            Some(input) => format!("echo {} | {line}", quoted(input)),
            None => line,
        }
    }
}

fn quoted(word: &str) -> String {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-_./:=,@%+".contains(letter);
    if word.contains('$') {
        format!("\"{}\"", word.replace('\\', "\\\\").replace('"', "\\\""))
    } else if !word.is_empty() && word.chars().all(is_plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn of(operation: &str, org: Option<&str>, input: Value) -> Line {
        let model = Model::own().unwrap();
        let call = Call {
            operation: model.operation(operation).unwrap(),
            org,
            system: None,
            key: None,
            take: None,
            input: &input,
        };
        line(&model, &call).unwrap()
    }

    #[test]
    fn a_call_is_written_as_a_person_would() {
        for (operation, org, input, shell) in [
            (
                "teams.create",
                Some("$ACME_ID"),
                json!({ "name": "The best", "owner": { "kind": "user", "id": "$ADA_ID" } }),
                "tenantry teams create --org \"$ACME_ID\" --name 'The best' --owner \"user:$ADA_ID\"",
            ),
            (
                "teams.list",
                Some("1"),
                json!({ "top": true, "page": { "limit": 5 } }),
                "tenantry teams list --org 1 --limit 5 --top",
            ),
            (
                "teams.update",
                Some("1"),
                json!({ "team": "2", "description": null }),
                "tenantry teams update --org 1 --team 2 --clear description",
            ),
            (
                "users.update",
                None,
                json!({ "user": "1", "username": "-a" }),
                "tenantry users update --user 1 --username=-a",
            ),
            (
                "orgs.update",
                Some("1"),
                json!({ "contact": { "phone": "1" } }),
                "tenantry orgs update --org 1 --contact '{\"phone\":\"1\"}'",
            ),
        ] {
            assert_eq!(of(operation, org, input).shell(), shell);
        }
    }

    #[test]
    fn what_flags_cannot_say_is_read_from_the_input() {
        for input in [
            json!({}),
            json!({ "name": 5 }),
            json!({ "name": "a\0b" }),
            json!({ "name": "a", "more": 1 }),
            json!({ "name": "a", "owner": null }),
            json!([]),
        ] {
            let line = of("teams.create", Some("1"), input.clone());
            assert_eq!(line.input, Some(input.to_string()));
            assert!(line.shell().ends_with("teams create --org 1 --input -"));
        }
    }
}
