//! The catalogue: the store's own word on how its tables are keyed.

use tenantry::storage::Scope;
use uuid::Uuid;

use super::purge::{fill, purge};
use crate::fixture::Story;
use crate::{Bench, Table};

/// What an organisation's rows are in, and what a purge empties.
pub const TABLES_OF_AN_ORGANISATION: [&str; 24] = [
    "assignments",
    "checkpoints",
    "grants",
    "labels",
    "link_secrets",
    "members",
    "org_counters",
    "org_heads",
    "org_journal",
    "org_personal",
    "org_replays",
    "orgs",
    "permissions",
    "projects",
    "roles",
    "services",
    "statuses",
    "task_assignees",
    "task_comments",
    "task_labels",
    "task_tallies",
    "tasks",
    "team_members",
    "teams",
];

/// What a store may keep beside, to search in: each does it in its own way. They are keyed and
/// purged as the others are.
pub const TABLES_OF_SEARCHES: [&str; 1] = ["task_texts"];

/// Indexes whose every term begins with its organisation's id: one serves all of them.
const INDEXES_OF_TERMS: [&str; 1] = ["task_texts_by_term"];

/// Tables that are about no tenant.
const TABLES_OF_NOBODY: [&str; 1] = ["schema_migrations"];

fn is_of_searches(name: &str) -> bool {
    TABLES_OF_SEARCHES.contains(&name)
}

async fn tables(bench: &Bench, tenant: Uuid) -> Vec<Table> {
    let read = bench.kit().catalogue.expect("a catalogue");
    let mut tables = read(bench.address().to_owned(), tenant).await;
    tables.retain(|table| !TABLES_OF_NOBODY.contains(&table.name.as_str()));
    tables.sort_by(|a, b| a.name.cmp(&b.name));
    assert!(tables.len() > 15, "{tables:?}");
    tables
}

pub(super) async fn every_key_and_index_begins_with_its_tenant(bench: &Bench) {
    let _store = bench.open().await;
    let mut keys = 0;
    for table in tables(bench, Uuid::nil()).await {
        let tenant = table.first_column.as_str();
        assert!(["org_id", "directory_id"].contains(&tenant), "{table:?}");
        assert!(!table.keys.is_empty(), "{table:?}");
        for key in &table.keys {
            let first = match INDEXES_OF_TERMS.contains(&key.name.as_str()) {
                true => "terms",
                false => tenant,
            };
            assert_eq!(key.columns[0], first, "{} of {}", key.name, table.name);
            keys += 1;
        }
    }
    assert!(keys > 30, "only {keys} keys and indexes");
}

pub(super) async fn no_foreign_key_crosses_from_an_organisation_to_a_directory(bench: &Bench) {
    let _store = bench.open().await;
    let tables = tables(bench, Uuid::nil()).await;
    let tenant = |name: &str| {
        let table = tables.iter().find(|table| table.name == name);
        table.map(|table| table.first_column.as_str())
    };
    let mut references = 0;
    for table in &tables {
        for key in &table.keys {
            if let Some(other) = &key.refers_to {
                assert_eq!(tenant(other), Some(table.first_column.as_str()), "{key:?}");
                references += 1;
            }
        }
    }
    assert!(references >= 5, "only {references} foreign keys");
}

pub(super) async fn the_tables_of_an_organisation_are_these(bench: &Bench) {
    let _store = bench.open().await;
    let tables = tables(bench, Uuid::nil()).await;
    let of_org = tables
        .into_iter()
        .filter(|table| table.first_column == "org_id");
    let mut names: Vec<_> = of_org.map(|table| table.name).collect();
    names.retain(|name| !is_of_searches(name));
    assert_eq!(names, TABLES_OF_AN_ORGANISATION);
}

pub(super) async fn a_purge_leaves_nothing_in_any_table(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    fill(&*store, &story).await;
    story.mark_deleted(&*store).await;
    let rows = async || {
        let tables = tables(bench, story.org.uuid()).await.into_iter();
        let rows = tables
            .filter(|table| !table.rows.is_empty())
            .map(|table| (table.name, table.rows.len() as u64));
        rows.collect::<Vec<_>>()
    };
    let before = rows().await;
    let mut filled: Vec<_> = before.iter().map(|(name, _)| name.as_str()).collect();
    filled.retain(|name| !is_of_searches(name));
    assert_eq!(filled, TABLES_OF_AN_ORGANISATION, "a table is not filled");
    let purged: u64 = purge(&*store, &story, 4).await.iter().sum();
    assert_eq!(rows().await, []);
    assert_eq!(purged, before.iter().map(|(_, rows)| rows).sum::<u64>());
    let head = store.head(Scope::from(story.directory)).await.unwrap();
    assert!(head.is_some());
}

pub(super) async fn a_purge_removes_the_organisations_row_and_head_last(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    fill(&*store, &story).await;
    story.mark_deleted(&*store).await;
    loop {
        let is_done = store.purge(story.org, 3).await.unwrap().is_done;
        let tables = tables(bench, story.org.uuid()).await;
        let is_left = |name: &str| {
            tables
                .iter()
                .any(|table| table.name == name && !table.rows.is_empty())
        };
        let others = tables
            .iter()
            .filter(|table| !["orgs", "org_heads"].contains(&&*table.name));
        let others: usize = others.map(|table| table.rows.len()).sum();
        assert_eq!(
            is_done,
            !is_left("orgs"),
            "a purge can be begun again until it is done"
        );
        assert!(
            is_left("org_heads") || others == 0,
            "{others} rows behind the head"
        );
        if is_done {
            return assert_eq!(others, 0);
        }
    }
}
