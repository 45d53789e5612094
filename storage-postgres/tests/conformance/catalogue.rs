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
SELECT x.relname::text, NULL::text, ARRAY(
    SELECT pg_get_indexdef(i.indexrelid, k, true)
    FROM generate_series(1, i.indnkeyatts) AS k ORDER BY k
)
FROM pg_index i
JOIN pg_class x ON x.oid = i.indexrelid
JOIN pg_class t ON t.oid = i.indrelid
JOIN pg_namespace n ON n.oid = t.relnamespace
WHERE n.nspname = $1 AND t.relname = $2";

const REFERENCES: &str = "
SELECT c.conname::text, r.relname::text, ARRAY(
    SELECT a.attname::text
    FROM unnest(c.conkey) WITH ORDINALITY AS k (number, place)
    JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.number ORDER BY k.place
)
FROM pg_constraint c
JOIN pg_class t ON t.oid = c.conrelid
JOIN pg_class r ON r.oid = c.confrelid
JOIN pg_namespace n ON n.oid = t.relnamespace
WHERE n.nspname = $1 AND t.relname = $2 AND c.contype = 'f'";

/// Reads the tables of a schema, and the rows of one tenant.
pub(crate) async fn read(address: String, tenant: Uuid) -> Vec<Table> {
    let (url, options) = schemas::parse(&address);
    let schema = options.schema;
    let mut connection = PgConnection::connect(&url).await.unwrap();
    let found = sqlx::query(TABLES).bind(&schema);
    let found = found.fetch_all(&mut connection).await.unwrap();
    let mut tables = Vec::new();
    for row in found {
        let (name, first_column): (String, String) = (row.get(0), row.get(1));
        let mut keys = Vec::new();
        for query in [INDEXES, REFERENCES] {
            let found = sqlx::query(query).bind(&schema).bind(&name);
            let found = found.fetch_all(&mut connection).await.unwrap();
            keys.extend(found.iter().map(|row| TableKey {
                name: row.get(0),
                refers_to: row.get(1),
                columns: row.get(2),
            }));
        }
        let list = format!(
            "SELECT t::text FROM \"{schema}\".\"{name}\" t WHERE {first_column}::text = $1 ORDER BY 1"
        );
        let list = sqlx::query(AssertSqlSafe(list)).bind(tenant.to_string());
        let rows = list.fetch_all(&mut connection).await.unwrap();
        tables.push(Table {
            name,
            first_column,
            keys,
            rows: rows.iter().map(|row| row.get(0)).collect(),
        });
    }
    tables
}
