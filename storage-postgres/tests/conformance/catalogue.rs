//! Postgres's own word on how the tables are keyed.

use sqlx::{AssertSqlSafe, Connection as _, PgConnection, Row as _};
use tenantry_conformance::{Table, TableKey};
use uuid::Uuid;

use crate::schemas;

const TABLES: &str = "
SELECT c.relname::text, a.attname::text
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = 1
WHERE n.nspname = $1 AND c.relkind = 'r'";

/// Primary and unique keys, and indexes: all of them are indexes.
const INDEXES: &str = "
SELECT t.relname::text, x.relname::text, NULL::text, ARRAY(
    SELECT pg_get_indexdef(i.indexrelid, k, true)
    FROM generate_series(1, i.indnkeyatts) AS k ORDER BY k
)
FROM pg_index i
JOIN pg_class x ON x.oid = i.indexrelid
JOIN pg_class t ON t.oid = i.indrelid
JOIN pg_namespace n ON n.oid = t.relnamespace
WHERE n.nspname = $1";

const REFERENCES: &str = "
SELECT t.relname::text, c.conname::text, r.relname::text, ARRAY(
    SELECT a.attname::text
    FROM unnest(c.conkey) WITH ORDINALITY AS k (number, place)
    JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.number ORDER BY k.place
)
FROM pg_constraint c
JOIN pg_class t ON t.oid = c.conrelid
JOIN pg_class r ON r.oid = c.confrelid
JOIN pg_namespace n ON n.oid = t.relnamespace
WHERE n.nspname = $1 AND c.contype = 'f'";

/// Reads the tables of a schema, and the rows of one tenant.
pub(crate) async fn read(address: String, tenant: Uuid) -> Vec<Table> {
    let (url, options) = schemas::parse(&address);
    let schema = options.schema;
    let mut connection = PgConnection::connect(&url).await.unwrap();
    let found = sqlx::query(TABLES).bind(&schema);
    let found = found.fetch_all(&mut connection).await.unwrap();
    let mut tables: Vec<Table> = found
        .iter()
        .map(|row| Table {
            name: row.get(0),
            first_column: row.get(1),
            keys: Vec::new(),
            rows: Vec::new(),
        })
        .collect();
    for query in [INDEXES, REFERENCES] {
        let found = sqlx::query(query).bind(&schema);
        for row in found.fetch_all(&mut connection).await.unwrap() {
            let key = TableKey {
                name: row.get(1),
                refers_to: row.get(2),
                columns: row.get(3),
            };
            named(&mut tables, row.get(0)).keys.push(key);
        }
    }
    // One statement: the kit looks at all tables again and again.
    let lists: Vec<String> = tables.iter().map(|table| list(&schema, table)).collect();
    let rows = sqlx::query(AssertSqlSafe(lists.join(" UNION ALL "))).bind(tenant.to_string());
    for row in rows.fetch_all(&mut connection).await.unwrap() {
        named(&mut tables, row.get(0)).rows.push(row.get(1));
    }
    tables.iter_mut().for_each(|table| table.rows.sort());
    tables
}

/// Lists the rows of one tenant in a table.
fn list(schema: &str, table: &Table) -> String {
    let Table {
        name, first_column, ..
    } = table;
    format!(
        "SELECT '{name}', t::text FROM \"{schema}\".\"{name}\" t WHERE {first_column}::text = $1"
    )
}

fn named(tables: &mut [Table], name: String) -> &mut Table {
    let table = tables.iter_mut().find(|table| table.name == name);
    table.unwrap()
}
