//! The committed files are what the registry says, and what is new in it is in all of them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tenantry_bindgen::files;
use tenantry_surface::Model;

#[cfg(test)]
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[test]
fn every_derived_file_is_fresh() {
    for (path, text) in files::derived(&Model::own().unwrap()).unwrap() {
        let found = fs::read_to_string(root().join(path)).unwrap_or_default();
        assert!(
            found == text,
            "`{path}` is stale: run `cargo xtask bindgen`"
        );
    }
}

/// The registry with a room that there is not.
#[cfg(test)]
fn with_a_scratch_room() -> Model {
    let text = fs::read_to_string(root().join("core/api.json")).unwrap();
    let mut document: Value = serde_json::from_str(&text).unwrap();
    let scratch = json!({
        "id": "kites.create",
        "room": "kites",
        "verb": "create",
        "receiver": "tenant",
        "kind": "change",
        "is_idempotent": true,
        "permission": "teams.create",
        "summary": "Flies a kite.",
        "doc": "Flies a kite.\n\nAs high as the string is long.",
        "input": { "$ref": "#/types/CreateKite" },
        "output": { "$ref": "#/types/Kite" },
        "secrets": [],
        "errors": ["denied", "invalid"],
    });
    document["operations"].as_array_mut().unwrap().push(scratch);
    document["types"]["CreateKite"] = json!({
        "type": "object",
        "description": "What to fly.",
        "properties": {
            "colour": { "type": "string", "description": "The colour of its tail." },
        },
        "required": ["colour"],
        "additionalProperties": false,
    });
    document["types"]["Kite"] = json!({
        "type": "object",
        "description": "A kite.",
        "properties": {
            "id": { "type": "string", "format": "uuid", "description": "Which one." },
            "metres": { "type": "integer", "format": "uint32", "description": "How high it is." },
        },
        "required": ["id", "metres"],
    });
    Model::read(&document).unwrap()
}

#[test]
fn a_new_operation_is_on_every_surface_after_one_command() {
    let model = with_a_scratch_room();
    let mut surfaces: BTreeMap<String, String> = BTreeMap::new();
    for (path, text) in files::derived(&model).unwrap() {
        let surface: Vec<&str> = path.split('/').take(2).collect();
        surfaces
            .entry(surface.join("/"))
            .or_default()
            .push_str(&text);
    }
    let words = [
        "kites",
        "Flies a kite.",
        "colour",
        "The colour of its tail.",
        "metres",
    ];
    for (surface, text) in surfaces {
        for word in words {
            assert!(text.contains(word), "`{surface}` does not know `{word}`");
        }
    }
    let routes = tenantry_surface::routes(&model).unwrap();
    let kites = routes
        .iter()
        .find(|route| route.operation == "kites.create")
        .unwrap();
    assert_eq!(kites.template(), "/v1/orgs/{org}/kites");
    assert_eq!(kites.status, 201);
}
