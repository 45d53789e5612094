//! Personal values, kept beside the entries so that they can be erased.

use tenantry::Result;
use tenantry::storage::{Scope, StoredPersonal};

use super::{Changed, of_each};
use crate::commit::Step;
use crate::engine::Engine;
use crate::row::{Fields, column, int};
use crate::schema::Schema;

/// The personal values of some entries.
pub(super) async fn list(
    engine: &Engine,
    scope: Scope,
    from: u64,
    to: u64,
) -> Result<Vec<StoredPersonal>> {
    let ask = || {
        let ask = engine.schema.ask_in(scope, LIST).bind(scope.uuid());
        ask.bind(int(from)).bind(int(to))
    };
    engine.list(ask, personal).await
}

const LIST: &str = "
SELECT seq, field, person_id, salt, value
FROM tenantry.{scope}_personal
WHERE {scope}_id = $1 AND seq BETWEEN $2 AND $3 ORDER BY seq, field";

fn personal(fields: &mut Fields<'_>) -> Result<StoredPersonal> {
    Ok(StoredPersonal {
        seq: fields.count()?,
        field: fields.next()?,
        person: fields.next()?,
        salt: fields.next()?,
        value: fields.next()?,
    })
}

/// Keeps personal values beside the entries.
pub(crate) fn put(schema: &Schema, changed: &Changed<'_>) -> Option<Step> {
    let rows = of_each(changed, |changes| &changes.personal);
    let (scope, _) = changed.first().filter(|_| !rows.is_empty())?;
    let ask = schema
        .ask_in(*scope, PUT)
        .bind(column(&rows, |(scope, _)| *scope))
        .bind(column(&rows, |(_, row)| int(row.seq)))
        .bind(column(&rows, |(_, row)| row.field.as_str()))
        .bind(column(&rows, |(_, row)| row.person))
        .bind(column(&rows, |(_, row)| row.salt))
        .bind(column(&rows, |(_, row)| row.value.as_str()));
    Some(Step::new("personal.put", ask))
}

const PUT: &str = "
INSERT INTO tenantry.{scope}_personal ({scope}_id, seq, field, person_id, salt, value)
SELECT * FROM UNNEST($1::uuid[], $2::bigint[], $3::text[], $4::uuid[], $5::bytea[], $6::text[])";
