//! The committed files are what the registry says, and what is new in it is in all of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::Value;
use tenantry_bindgen::files;
use tenantry_surface::{Model, commands, routes};

mod rooms;

use rooms::{root, with_scratch_rooms};

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
    let (model, scratch) = with_scratch_rooms().unwrap();
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

/// The checkers of Python and TypeScript read theirs where those bindings are tested.
#[test]
fn what_is_derived_of_a_new_room_is_rust() {
    let (model, _) = with_scratch_rooms().unwrap();
    let files = files::derived(&model).unwrap().into_iter();
    let rust: Vec<_> = files.filter(|(path, _)| path.ends_with(".rs")).collect();
    assert_eq!(rust.len(), 3);
    for (path, text) in rust {
        let parsed = syn::parse_file(&text).map(|_| ());
        assert!(parsed.is_ok(), "`{path}`: {parsed:?}");
    }
}

#[test]
fn an_amount_is_a_text_on_every_surface() {
    let (model, _) = with_scratch_rooms().unwrap();
    let surfaces = surfaces(&model);
    let document: Value = serde_json::from_str(&surfaces["examples/server"]).unwrap();
    let amount = &document["components"]["schemas"]["Amount"];
    assert_eq!(
        (&amount["type"], &amount["format"]),
        (&"string".into(), &"decimal".into())
    );
    assert!(amount["pattern"].is_string());
    let list = &document["paths"]["/v1/orgs/{org}/kites"]["get"]["parameters"];
    let mut list = list.as_array().unwrap().iter();
    let most = list.find(|known| known["name"] == "price_max").unwrap();
    assert_eq!(most["schema"]["$ref"], "#/components/schemas/Amount");
    let flags = commands::flags(&model, model.operation("kites.create").unwrap());
    let price = flags.iter().find(|flag| flag.name == "price").unwrap();
    assert_eq!(price.value_name(&model), "AMOUNT");
    let text = ["12.50".to_owned()];
    assert_eq!(price.read(&model, &text), Some("12.50".into()));
}

#[test]
fn a_new_operation_is_called_on_every_surface_as_its_kind_and_receiver_say() {
    let (model, _) = with_scratch_rooms().unwrap();
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
                "readonly price: Amount",
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
                "price: Decimal",
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
                "| `--price` | AMOUNT |",
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
                "\"format\": \"decimal\"",
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
    let routes = routes(&model).unwrap();
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
