//! What somebody with the file does to personal values.

use std::sync::Arc;

use tenantry_conformance::fixture::forged_values_are_found;
use tenantry_sqlite::Sqlite;

#[tokio::test]
async fn a_forged_value_is_found_and_an_erased_one_is_not_missed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.db");
    let store = Arc::new(Sqlite::open(&path).unwrap());
    let file = rusqlite::Connection::open(&path).unwrap();
    forged_values_are_found(store, async |sql| file.execute_batch(&sql).unwrap()).await;
}
