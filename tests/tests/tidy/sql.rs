//! Every statement that touches a tenant's table compares the tenant.

use tenantry_conformance::{TABLES_OF_AN_ORGANISATION, TABLES_OF_SEARCHES};

use crate::files::{production, rust};
use crate::statement::{tables, unwalled};

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

/// What goes over all tenants at once: lists of the tenants themselves, page by page, and
/// old idempotency keys, which are forgotten by their age.
const OVER_ALL: [&str; 4] = [
    "directories WHERE directory_id {>} ",
    "org_heads WHERE org_id > ",
    "directory_heads WHERE directory_id > ",
    "_replays WHERE at < ",
];

#[test]
fn every_statement_compares_the_tenant_of_its_tables() {
    let mut looked_at = 0;
    for folder in ["storage-sqlite/src", "storage-postgres/src"] {
        for (path, text) in rust(folder) {
            for statement in literals(production(&text)) {
                let words: Vec<&str> = statement.split_whitespace().collect();
                let statement = words.join(" ");
                let tables = tables(&statement);
                looked_at += tables
                    .iter()
                    .filter(|table| tenant_of(table.name).is_some())
                    .count();
                let is_over_all = OVER_ALL.iter().any(|over| statement.contains(over));
                let open = unwalled(&statement, &tables, tenant_of).filter(|_| !is_over_all);
                assert_eq!(open, None, "{path} forgets the tenant: {statement}");
            }
        }
    }
    assert!(looked_at > 150, "only {looked_at} tables were found");
}

/// The column that a statement on this table must compare.
fn tenant_of(table: &str) -> Option<&'static str> {
    match table {
        _ if TABLES_OF_AN_ORGANISATION.contains(&table) => Some("org_id"),
        _ if TABLES_OF_SEARCHES.contains(&table) => Some("org_id"),
        _ if OF_A_DIRECTORY.contains(&table) => Some("directory_id"),
        // Written once for both kinds of scope.
        _ if table.starts_with("{scope}_") => Some("{scope}_id"),
        _ => None,
    }
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
    let walled = [
        "DELETE FROM teams WHERE org_id = ?1 AND team_id = ?2",
        "DELETE FROM tenantry.teams t USING UNNEST($1::uuid[], $2::uuid[]) AS k(org_id, team_id)
         WHERE t.org_id = k.org_id AND t.team_id = k.team_id",
        "SELECT t.name FROM tenantry.org_heads h LEFT JOIN tenantry.teams t
         ON t.org_id = h.org_id AND t.team_id = $4 WHERE h.org_id = $1",
        "INSERT INTO teams (org_id, team_id) VALUES (?1, ?2)",
        "UPDATE teams SET name = ?3 WHERE org_id = ?1 AND team_id = ?2",
        "DELETE FROM teams WHERE (org_id, team_id) IN (
         SELECT org_id, team_id FROM teams WHERE org_id = $1 LIMIT $2)",
    ];
    let open = [
        "DELETE FROM teams WHERE team_id = ?2",
        "DELETE FROM tenantry.teams t USING UNNEST($1::uuid[], $2::uuid[]) AS k(org_id, team_id)
         WHERE t.team_id = k.team_id",
        "SELECT t.name FROM tenantry.org_heads h LEFT JOIN tenantry.teams t
         ON t.team_id = $4 WHERE h.org_id = $1",
        "SELECT t.org_id FROM tenantry.org_heads h LEFT JOIN tenantry.teams t
         ON t.org_id = h.org_id AND t.team_id = $4",
        "INSERT INTO teams (team_id) VALUES (?2)",
        "UPDATE teams SET org_id = ?1 WHERE team_id = ?2",
        "DELETE FROM teams WHERE org_id = ?1 AND team_id IN (SELECT team_id FROM teams LIMIT ?2)",
        "SELECT t.version FROM teams t WHERE t.org_id = $1 UNION ALL
         SELECT t.version FROM members t WHERE t.principal_id = $2",
    ];
    for (statements, is_open) in [(&walled[..], false), (&open[..], true)] {
        for statement in statements {
            let found = unwalled(statement, &tables(statement), tenant_of);
            assert_eq!(found.is_some(), is_open, "{statement}");
        }
    }
}
