//! The line that a call walks: nothing points back.

use crate::files::{production, rust, text};

/// Words that a folder must not know, and why.
const STRANGERS: [(&str, &[&str]); 3] = [
    (
        "core/src",
        &[
            "rusqlite",
            "sqlx",
            "tokio",
            "tenantry_sqlite",
            "tenantry_postgres",
        ],
    ),
    ("storage-sqlite/src", &["sqlx", "tenantry_postgres"]),
    ("storage-postgres/src", &["rusqlite", "tenantry_sqlite"]),
];

/// What a rule does not do: it waits for nothing, asks no clock and no store.
const IMPURE: [&str; 8] = [
    ".await",
    "async ",
    "storage()",
    "SystemClock",
    "Utc::now",
    "SystemTime",
    "Instant",
    "getrandom",
];

#[test]
fn no_layer_knows_the_one_below() {
    for (folder, strangers) in STRANGERS {
        for (path, text) in rust(folder) {
            for stranger in strangers {
                let known = code(&text).any(|line| line.contains(stranger));
                assert!(!known, "{path} names `{stranger}`");
            }
        }
    }
}

#[test]
fn core_depends_on_no_driver_and_no_runtime() {
    let manifest = text("core/Cargo.toml");
    let dependencies = manifest.split("[dev-dependencies]").next().unwrap();
    for stranger in ["rusqlite", "sqlx", "tokio", "axum", "hyper"] {
        assert!(!dependencies.contains(stranger), "core needs `{stranger}`");
    }
}

#[test]
fn rules_are_pure() {
    let rules: Vec<_> = rust("core/src")
        .into_iter()
        .filter(|(path, _)| path.ends_with("/rules.rs") || path.contains("/rules/"))
        .collect();
    assert!(rules.len() >= 9, "only {} files of rules", rules.len());
    for (path, text) in rules {
        for impure in IMPURE {
            let found = code(production(&text)).any(|line| line.contains(impure));
            assert!(!found, "{path} has `{impure}`");
        }
    }
}

/// The lines that are no comments.
fn code(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
}
