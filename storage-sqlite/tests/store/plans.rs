//! Every statement of the crate, as SQLite means to run it: found by a key, tenant first.

use std::fs;
use std::path::Path;

use rusqlite::Connection;
use tenantry_sqlite::Sqlite;

/// Statements that are about all tenants: chores of the store itself, and the index of words.
const ALL_TENANTS: [&str; 7] = [
    "FROM org_heads WHERE org_id > ?1",
    "FROM directory_heads WHERE directory_id > ?1",
    "FROM directories WHERE directory_id > ?1",
    "FROM directories WHERE directory_id < ?1",
    "FROM org_replays WHERE at < ?1",
    "FROM directory_replays WHERE at < ?1",
    // Each of its terms begins with its organisation.
    "INSERT INTO task_terms (rowid, terms)",
];

/// How SQLite speaks of a list that is bound as one value.
const HANDED: &str = "json_each VIRTUAL TABLE INDEX 1:";

/// How SQLite speaks of a search, each of whose terms begins with its organisation.
const TERMS: &str = "w VIRTUAL TABLE INDEX";

/// The SQL in the crate's sources: strings that begin like a statement on rows.
fn statements() -> Vec<String> {
    let mut found = Vec::new();
    collect(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut found,
    );
    found
}

fn collect(folder: &Path, found: &mut Vec<String>) {
    for file in fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|ext| ext == "rs") {
            let source = fs::read_to_string(&path).unwrap();
            let code = source.split("#[cfg(test)]").next().unwrap();
            let strings = code.split('"').skip(1).step_by(2);
            let on_rows = strings.filter(|text| is_on_rows(text));
            found.extend(on_rows.flat_map(in_each_order));
        }
    }
}

/// A statement as it runs: a page in both orders.
fn in_each_order(text: &str) -> Vec<String> {
    let oldest = text.replace("{>}", ">").replace("{asc}", "ASC");
    let newest = text.replace("{>}", "<").replace("{asc}", "DESC");
    match oldest == newest {
        true => vec![oldest],
        false => vec![oldest, newest],
    }
}

fn is_on_rows(text: &str) -> bool {
    let verbs = [
        "SELECT ",
        "INSERT INTO ",
        "UPDATE ",
        "DELETE FROM ",
        "WITH ",
    ];
    let is_statement = verbs.iter().any(|verb| text.trim_start().starts_with(verb));
    // What is put together of several parts is looked at where that is done.
    let is_part = text.trim_end().ends_with("SELECT");
    is_statement
        && !is_part
        && !text.contains("sqlite_schema")
        && !text.contains("schema_migrations")
}

fn database(folder: &Path) -> Connection {
    let path = folder.join("t.db");
    drop(Sqlite::open(&path).unwrap());
    Connection::open(&path).unwrap()
}

/// The steps of SQLite's plan for a statement.
fn plan(db: &Connection, sql: &str) -> Vec<String> {
    let mut explain = db.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    for index in 1..=explain.parameter_count() {
        explain.raw_bind_parameter(index, 1).unwrap();
    }
    let mut rows = explain.raw_query();
    let mut steps = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        steps.push(row.get(3).unwrap());
    }
    steps
}

#[test]
fn no_statement_scans_a_table() {
    let folder = tempfile::tempdir().unwrap();
    let db = database(folder.path());
    let statements = statements();
    assert!(statements.len() > 90, "found only {}", statements.len());
    for sql in statements {
        if sql.contains("_replays WHERE at <") {
            continue;
        }
        for step in plan(&db, &sql) {
            let scanned = step.strip_prefix("SCAN ").unwrap_or_default();
            // What a statement was handed, or has just found for itself, may be walked.
            let is_found = sql.contains(&format!("{scanned} (")) && sql.contains("WITH ");
            let is_own = ["", "CONSTANT ROW", HANDED].contains(&scanned)
                || is_found
                || scanned.starts_with("(subquery-")
                || scanned.starts_with(TERMS);
            assert!(is_own, "{step}:{sql}");
        }
    }
}

#[test]
fn only_walks_of_the_tree_are_sorted() {
    let folder = tempfile::tempdir().unwrap();
    let db = database(folder.path());
    for sql in statements() {
        let sorts = plan(&db, &sql).iter().any(|step| step.contains("ORDER BY"));
        assert!(!sorts || sql.contains("WITH RECURSIVE"), "{sql}");
    }
}

#[test]
fn every_statement_names_its_tenant_first() {
    for sql in statements() {
        if ALL_TENANTS.iter().any(|all| sql.contains(all)) {
            continue;
        }
        let words = sql.split_whitespace().collect::<Vec<_>>().join(" ");
        // Named or numbered, it is the first value.
        let words = words.replace(":org", "?1");
        let inserts = words.starts_with("INSERT INTO")
            && (words.contains("(org_id,") || words.contains("(directory_id,"));
        let finds = ["org_id = ?1", "directory_id = ?1"].iter().any(|first| {
            let wheres = words
                .match_indices("WHERE ")
                .map(|(at, _)| &words[at + 6..]);
            let joins = words
                .match_indices("LEFT JOIN teams t ON ")
                .map(|(at, join)| &words[at + join.len()..]);
            wheres.chain(joins).all(|rest| {
                let bare = ["a.", "below.", "c.", "g.", "h.", "p.", "t."]
                    .iter()
                    .find_map(|alias| rest.strip_prefix(alias))
                    .unwrap_or(rest);
                bare.starts_with(first)
                    || rest.starts_with("below.")
                    || rest.starts_with("path.")
                    || rest.starts_with("w.task_terms MATCH :terms")
                    || rest.starts_with("directory_id = ?2 AND key_id = ?3")
            })
        });
        assert!(inserts || (finds && words.contains("WHERE")), "{sql}");
    }
}
