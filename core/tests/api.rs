//! `api.json` is committed, is what the operations say, and says how long a text may be.

use std::collections::BTreeSet;

use serde_json::{Map, Value};
use tenantry::registry::api;

#[test]
fn api_json_is_fresh() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/api.json");
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    let derived = api().unwrap().to_json().unwrap();
    assert!(
        committed == derived,
        "core/api.json is stale: run `cargo xtask api`"
    );
}

#[test]
fn every_text_of_an_input_has_a_limit() {
    let api = api().unwrap();
    let mut texts = Texts {
        types: &api.types,
        seen: BTreeSet::new(),
        without: Vec::new(),
    };
    for operation in &api.operations {
        texts.visit(
            operation.id,
            operation.input.as_ref().unwrap_or(&Value::Null),
        );
    }
    assert_eq!(texts.without, [""; 0]);
    assert!(texts.seen.contains("Address"), "{:?}", texts.seen);
}

struct Texts<'a> {
    types: &'a Map<String, Value>,
    seen: BTreeSet<&'a str>,
    /// Where a text may be of any length.
    without: Vec<String>,
}

impl<'a> Texts<'a> {
    fn visit(&mut self, place: &str, part: &'a Value) {
        let name = part["$ref"]
            .as_str()
            .and_then(|path| path.rsplit('/').next());
        if let Some(name) = name
            && self.seen.insert(name)
        {
            self.visit(name, &self.types[name]);
        }
        if may_be_any_text(part) {
            self.without.push(place.to_owned());
        }
        match part {
            Value::Object(parts) => {
                for (name, part) in parts {
                    self.visit(&format!("{place}.{name}"), part);
                }
            }
            Value::Array(parts) => parts.iter().for_each(|part| self.visit(place, part)),
            _ => {}
        }
    }
}

fn may_be_any_text(schema: &Value) -> bool {
    let is_text = match &schema["type"] {
        Value::Array(either) => either.contains(&"string".into()),
        kind => kind == "string",
    };
    let limits = ["enum", "const", "format", "maxLength", "pattern"];
    is_text && limits.iter().all(|limit| schema.get(limit).is_none())
}
