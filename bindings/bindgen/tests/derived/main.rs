//! The committed files are what the registry says, and what is new in it is in all of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
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

/// The registry with rooms that there are not: operations of every kind and receiver.
#[cfg(test)]
fn with_scratch_rooms() -> (Model, Value) {
    let text = fs::read_to_string(root().join("core/api.json")).unwrap();
    let mut document: Value = serde_json::from_str(&text).unwrap();
    let scratch: Value = serde_json::from_str(include_str!("kites.json")).unwrap();
    let operations = scratch["operations"].as_array().unwrap().clone();
    let all = document["operations"].as_array_mut().unwrap();
    all.extend(operations);
    let types = scratch["types"].as_object().unwrap().clone();
    document["types"].as_object_mut().unwrap().extend(types);
    (Model::read(&document).unwrap(), scratch)
}

/// What is derived for each surface.
#[cfg(test)]
fn surfaces(model: &Model) -> BTreeMap<String, String> {
    let mut surfaces: BTreeMap<String, String> = BTreeMap::new();
    for (path, text) in files::derived(model).unwrap() {
        let surface: Vec<&str> = path.split('/').take(2).collect();
        surfaces
            .entry(surface.join("/"))
            .or_default()
            .push_str(&text);
    }
    surfaces
}

/// Everything that documents the scratch rooms: of operations, of fields.
#[cfg(test)]
fn docs(scratch: &Value) -> BTreeSet<String> {
    let operations = scratch["operations"].as_array().unwrap().iter();
    let summaries = operations.map(|operation| &operation["summary"]);
    let types = scratch["types"].as_object().unwrap().values();
    let fields = types.filter_map(|described| described["properties"].as_object());
    let fields = fields.flat_map(|fields| fields.values());
    let described = fields.map(|field| &field["description"]);
    let docs = summaries.chain(described).filter_map(Value::as_str);
    // What a surface takes care of itself: it turns the pages.
    let own = [
        "One page",
        "The items",
        "Pass this",
        "Where the live",
        "Which part",
    ];
    docs.filter(|doc| !own.iter().any(|own| doc.starts_with(own)))
        .map(str::to_owned)
        .collect()
}

#[test]
fn a_new_room_is_on_every_surface_after_one_command() {
    let (model, scratch) = with_scratch_rooms();
    let surfaces = surfaces(&model);
    let expected = [
        "bindings/node",
        "bindings/python",
        "examples/cli",
        "examples/server",
    ];
    assert_eq!(surfaces.keys().collect::<Vec<_>>(), expected);
    for (surface, text) in &surfaces {
        for doc in docs(&scratch) {
            assert!(text.contains(&doc), "`{surface}` does not say `{doc}`");
        }
    }
}

#[test]
fn a_new_operation_is_called_on_every_surface_as_its_kind_and_receiver_say() {
    let (model, _) = with_scratch_rooms();
    let surfaces = surfaces(&model);
    for (surface, words) in [
        (
            "bindings/node",
            [
                "this.#door.call(\"kites.create\"",
                "list(input: types.ListKites = {}",
                "Pager<types.Kite, types.KitePage>",
                "watch(input: types.WatchKites = {}",
                "Feed<types.Kite>",
                "readonly colour?: string | null | undefined",
                "may do with `winds`",
                "readonly kite: KiteId",
                "readonly colours?: ReadonlyArray<string> | undefined",
            ],
        ),
        (
            "bindings/python",
            [
                "class Kite:",
                "def kites(self) -> TenantKites",
                "def strings(self) -> CallerStrings",
                "def winds(self) -> TenantryWinds",
                "-> Pager[Kite]",
                "-> Feed[Kite]",
                "colour: str | None | UnsetType = UNSET",
                "height: int",
                "colours: Sequence[str] | None",
            ],
        ),
        (
            "examples/cli",
            [
                "### `kites create`",
                "### `kites list`",
                "### `kites update`",
                "### `kites watch`",
                "### `strings list`",
                "### `winds ask`",
                "--colour",
                "--height",
                "--colours",
            ],
        ),
        (
            "examples/server",
            [
                "\"/v1/orgs/{org}/kites\"",
                "\"/v1/orgs/{org}/kites/{kite}\"",
                "\"/v1/orgs/{org}/kites/{kite}/cut\"",
                "\"/v1/orgs/{org}/kites/watch\"",
                "\"/v1/orgs/{org}/kites/match\"",
                "\"/v1/me/strings\"",
                "\"/v1/winds/ask\"",
                "\"operationId\": \"kites.cut\"",
                "\"security\": []",
            ],
        ),
    ] {
        for word in words {
            let text = &surfaces[surface];
            assert!(text.contains(word), "`{surface}` does not know `{word}`");
        }
    }
    let document: Value = serde_json::from_str(&surfaces["examples/server"]).unwrap();
    let watched = &document["paths"]["/v1/orgs/{org}/kites/watch"]["get"];
    assert!(watched["responses"]["200"]["content"]["text/event-stream"].is_object());
    let listed = &document["paths"]["/v1/orgs/{org}/kites"]["get"]["parameters"];
    let mut listed = listed.as_array().unwrap().iter();
    let colours = listed.find(|known| known["name"] == "colours").unwrap();
    assert_eq!(colours["schema"]["type"], "array");
    // What no query can say is asked for in a body; nobody keeps such an answer.
    let matched = &document["paths"]["/v1/orgs/{org}/kites/match"]["post"];
    assert!(matched["requestBody"].is_object());
    assert!(matched["responses"]["304"].is_null());
    let routes = tenantry_surface::routes(&model).unwrap();
    let statuses: Vec<(&str, u16)> = routes
        .iter()
        .filter(|route| route.operation.starts_with("kites."))
        .map(|route| (route.method.name(), route.status))
        .collect();
    let expected = [
        ("POST", 201),
        ("GET", 200),
        ("GET", 200),
        ("POST", 200),
        ("PATCH", 200),
        ("POST", 204),
        ("GET", 200),
    ];
    assert_eq!(statuses, expected);
}
