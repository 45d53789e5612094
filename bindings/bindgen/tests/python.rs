//! An operation that is added to the registry is in Python after one derivation, with its
//! types and its documentation.

use serde_json::{Value, json};
use tenantry_bindgen::python;
use tenantry_surface::Model;

/// The registry with a room that there is not: notes.
#[cfg(test)]
fn with_notes() -> Model {
    let api = std::fs::read_to_string("../../core/api.json").unwrap();
    let mut api: Value = serde_json::from_str(&api).unwrap();
    let note = json!({
        "description": "A note.",
        "type": "object",
        "properties": {
            "id": { "type": "string", "format": "uuid", "description": "Which one." },
            "mood": { "$ref": "#/types/Mood", "description": "In what mood." },
        },
        "required": ["id", "mood"],
    });
    let mood = json!({
        "description": "A mood.",
        "oneOf": [
            { "type": "string", "const": "glad", "description": "Glad." },
            { "type": "string", "const": "sad", "description": "Sad." },
        ],
    });
    let create = json!({
        "description": "A new note.",
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "mood": { "$ref": "#/types/Mood", "description": "In what mood." },
            "text": { "type": ["string", "null"], "x-patch": true, "description": "What it says." },
        },
        "required": ["mood"],
    });
    for (name, schema) in [("Note", note), ("Mood", mood), ("CreateNote", create)] {
        api["types"][name] = schema;
    }
    let mut operation = api["operations"][0].clone();
    for (name, value) in [
        ("id", json!("notes.create")),
        ("room", json!("notes")),
        ("verb", json!("create")),
        ("receiver", json!("tenant")),
        ("summary", json!("Writes a note.")),
        ("doc", json!("Writes a note.")),
        ("input", json!({ "$ref": "#/types/CreateNote" })),
        ("output", json!({ "$ref": "#/types/Note" })),
    ] {
        operation[name] = value;
    }
    api["operations"].as_array_mut().unwrap().push(operation);
    Model::read(&api).unwrap()
}

#[cfg(test)]
fn file(model: &Model, ending: &str) -> String {
    let files = python::files(model).unwrap();
    let found = files.into_iter().find(|(path, _)| path.ends_with(ending));
    found.unwrap_or_else(|| panic!("no `{ending}`")).1
}

#[test]
fn a_new_operation_is_a_method_of_both_ways_to_call() {
    let model = with_notes();
    for ending in ["generated/sync.rs", "generated/aio.rs"] {
        let rust = file(&model, ending);
        assert!(rust.contains("on.notes().create(input).await"), "{ending}");
        assert!(rust.contains("notes: TenantNotes"), "{ending}");
        assert!(syn::parse_file(&rust).is_ok(), "{ending}");
    }
    assert!(syn::parse_file(&file(&model, "generated/models.rs")).is_ok());
}

#[test]
fn a_new_operation_has_types_and_documentation() {
    let model = with_notes();
    let stub = file(&model, "__init__.pyi");
    assert!(stub.contains("class TenantNotes:"));
    assert!(stub.contains(
        "    def create(self, *, mood: Mood, text: str | None | UnsetType = UNSET) -> Note:\n        \
         \"\"\"Writes a note.\n\n        \
         Args:\n            mood: In what mood.\n            \
         text: What it says. `UNSET` leaves it as it is, `None` clears it.\n        \"\"\""
    ));
    let rust = file(&model, "generated/sync.rs");
    assert!(rust.contains("    ///     mood: In what mood.\n"));
    assert!(stub.contains("Mood: TypeAlias = (\n    Literal[\"glad\"]\n    | Literal[\"sad\"]\n)"));
    assert!(stub.contains("class Note:"));
    let aio = file(&model, "aio.pyi");
    assert!(aio.contains("    async def create("));
    assert!(aio.contains("    Note,\n"));
    assert!(file(&model, "__init__.py").contains("    \"TenantNotes\",\n"));
}

#[test]
fn every_kind_of_error_is_a_class() {
    let model = with_notes();
    let errors = file(&model, "errors.py");
    for kind in &model.errors {
        assert!(errors.contains(&format!("kind = \"{}\"", kind.name)));
    }
    assert!(errors.contains("class NotFoundError(TenantryError, LookupError):"));
}
