//! SQLite's own word on how the tables are keyed.

use rusqlite::types::Value;
use rusqlite::{Connection, params};
use tenantry_conformance::{Table, TableKey};
use uuid::Uuid;

/// Reads the tables of a file, and the rows of one tenant. What an index of words is made of are
/// tables to SQLite, too, and kept by it alone: they are left out, as the pages of any index are.
pub(crate) fn read(path: &str, tenant: Uuid) -> Vec<Table> {
    let db = Connection::open(path).unwrap();
    let names = texts(
        &db,
        "SELECT name FROM pragma_table_list
         WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'",
        &[],
    );
    names
        .into_iter()
        .map(|name| table(&db, name, tenant))
        .collect()
}

fn table(db: &Connection, name: String, tenant: Uuid) -> Table {
    let columns = texts(
        db,
        "SELECT name FROM pragma_table_info(?1) ORDER BY cid",
        &[&name],
    );
    let rows = rows(db, &name, &columns, tenant);
    let mut keys = indexes(db, &name);
    keys.extend(references(db, &name));
    Table {
        first_column: columns[0].clone(),
        keys,
        rows,
        name,
    }
}

/// What is in a tenant's rows, in the order of the primary key.
fn rows(db: &Connection, table: &str, columns: &[String], tenant: Uuid) -> Vec<String> {
    let list = format!("SELECT * FROM {table} WHERE {} = ?1", columns[0]);
    let mut query = db.prepare(&list).unwrap();
    let rows = query.query_map(params![tenant], |row| {
        let values = (0..columns.len()).map(|place| row.get::<_, Value>(place));
        Ok(format!("{:?}", values.collect::<Result<Vec<_>, _>>()?))
    });
    rows.unwrap().collect::<Result<_, _>>().unwrap()
}

/// Primary and unique keys, and indexes: SQLite keeps all of them as indexes.
fn indexes(db: &Connection, table: &str) -> Vec<TableKey> {
    let names = texts(db, "SELECT name FROM pragma_index_list(?1)", &[table]);
    let keys = names.into_iter().map(|name| TableKey {
        columns: texts(
            db,
            "SELECT name FROM pragma_index_info(?1) ORDER BY seqno",
            &[&name],
        ),
        refers_to: None,
        name,
    });
    keys.collect()
}

fn references(db: &Connection, table: &str) -> Vec<TableKey> {
    let ids = texts(
        db,
        "SELECT DISTINCT CAST(id AS TEXT) FROM pragma_foreign_key_list(?1)",
        &[table],
    );
    let keys = ids.into_iter().map(|id| {
        let column = |name: &str| {
            let sql = format!(
                "SELECT \"{name}\" FROM pragma_foreign_key_list(?1) \
                 WHERE CAST(id AS TEXT) = ?2 ORDER BY seq"
            );
            texts(db, &sql, &[table, &id])
        };
        TableKey {
            name: format!("reference {id}"),
            refers_to: column("table").into_iter().next(),
            columns: column("from"),
        }
    });
    keys.collect()
}

fn texts(db: &Connection, sql: &str, inputs: &[&str]) -> Vec<String> {
    let mut query = db.prepare(sql).unwrap();
    let inputs = rusqlite::params_from_iter(inputs);
    let rows = query.query_map(inputs, |row| row.get(0)).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}
