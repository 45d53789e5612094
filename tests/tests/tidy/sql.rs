//! Every statement that touches a tenant's table names the tenant.

use crate::files::{production, rust};

const OF_AN_ORG: [&str; 11] = [
    "checkpoints",
    "members",
    "org_counters",
    "org_heads",
    "org_journal",
    "org_personal",
    "org_replays",
    "orgs",
    "services",
    "team_members",
    "teams",
];

const OF_A_DIRECTORY: [&str; 12] = [
    "affiliations",
    "api_keys",
    "departed_orgs",
    "directories",
    "directory_counters",
    "directory_heads",
    "directory_journal",
    "directory_personal",
    "directory_replays",
    "slugs",
    "subjects",
    "users",
];

/// Housekeeping over all tenants at once: old idempotency keys are forgotten by their age.
const OVER_ALL: [&str; 2] = ["_replays WHERE at < ?1", "_replays WHERE at < $1"];

#[test]
fn every_statement_names_the_tenant_of_its_tables() {
    let mut looked_at = 0;
    for folder in ["storage-sqlite/src", "storage-postgres/src"] {
        for (path, text) in rust(folder) {
            for statement in literals(production(&text)) {
                for table in tables(&statement) {
                    let Some(tenant) = tenant_of(table) else {
                        continue;
                    };
                    looked_at += 1;
                    let is_named = statement.contains(tenant)
                        || OVER_ALL.iter().any(|over| statement.ends_with(over));
                    assert!(is_named, "{path} forgets `{tenant}`: {statement}");
                }
            }
        }
    }
    assert!(looked_at > 150, "only {looked_at} tables were found");
}

/// The column that a statement on this table must name.
fn tenant_of(table: &str) -> Option<&'static str> {
    match table {
        _ if OF_AN_ORG.contains(&table) => Some("org_id"),
        _ if OF_A_DIRECTORY.contains(&table) => Some("directory_id"),
        // Written once for both kinds of scope.
        _ if table.starts_with("{scope}_") => Some("{scope}_id"),
        _ => None,
    }
}

/// The tables that a statement reads or writes.
fn tables(statement: &str) -> Vec<&str> {
    let words: Vec<&str> = statement.split_whitespace().collect();
    let before = ["FROM", "JOIN", "INTO", "UPDATE"];
    words
        .windows(2)
        .filter(|pair| before.contains(&pair[0]))
        .map(|pair| pair[1].trim_start_matches("tenantry."))
        .map(|table| {
            let end = table.find(|c: char| !c.is_alphanumeric() && !"_{}".contains(c));
            &table[..end.unwrap_or(table.len())]
        })
        .collect()
}

/// The texts in quotes of a source file, comments apart.
fn literals(source: &str) -> Vec<String> {
    let code: Vec<&str> = source
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect();
    let code = code.join("\n").replace("'\"'", "' '").replace("\\\"", "'");
    let parts = code.split('"').skip(1).step_by(2);
    parts.map(str::to_owned).collect()
}

#[test]
fn a_forgotten_tenant_is_found() {
    let source = r#"const A: &str = "SELECT x FROM tenantry.teams t WHERE t.team_id = $1";"#;
    let found = literals(source);
    assert_eq!(tables(&found[0]), ["teams"]);
    assert_eq!(tenant_of("teams"), Some("org_id"));
    assert!(!found[0].contains("org_id"));
}
