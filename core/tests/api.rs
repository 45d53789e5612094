//! `api.json` is committed, and is what the operations say.

#[test]
fn api_json_is_fresh() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/api.json");
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    let derived = tenantry::registry::api().unwrap().to_json().unwrap();
    assert!(
        committed == derived,
        "core/api.json is stale: run `cargo xtask api`"
    );
}
