//! Calls that are remembered by their idempotency keys.

use tenantry::Result;
use tenantry::storage::{ReplayKey, Scope, StoredReplay};

use super::{Changed, of_each};
use crate::commit::Step;
use crate::engine::Engine;
use crate::row::{Fields, column};
use crate::schema::Schema;

/// What is remembered of a call.
pub(super) async fn find(
    engine: &Engine,
    scope: Scope,
    key: &ReplayKey,
) -> Result<Option<StoredReplay>> {
    let ask = || {
        let ask = engine.schema.ask_in(scope, FIND).bind(scope.uuid());
        ask.bind(key.caller)
            .bind(key.operation)
            .bind(key.key.as_str())
    };
    engine.maybe(ask, replay).await
}

const FIND: &str = "
SELECT fingerprint, answer::text, checks::text, at
FROM tenantry.{scope}_replays
WHERE {scope}_id = $1 AND caller_id = $2 AND operation = $3 AND key = $4";

/// What is remembered of a call.
pub(crate) fn replay(fields: &mut Fields<'_>) -> Result<StoredReplay> {
    Ok(StoredReplay {
        fingerprint: fields.next()?,
        answer: fields.next()?,
        checks: fields.next()?,
        at: fields.time()?,
    })
}

/// Remembers calls by their idempotency keys.
pub(crate) fn put(schema: &Schema, changed: &Changed<'_>) -> Option<Step> {
    let rows = of_each(changed, |changes| &changes.replays);
    let (scope, _) = changed.first().filter(|_| !rows.is_empty())?;
    let ask = schema
        .ask_in(*scope, PUT)
        .bind(column(&rows, |(scope, _)| *scope))
        .bind(column(&rows, |(_, (key, _))| key.caller))
        .bind(column(&rows, |(_, (key, _))| key.operation))
        .bind(column(&rows, |(_, (key, _))| key.key.as_str()))
        .bind(column(&rows, |(_, (_, row))| row.fingerprint))
        .bind(column(&rows, |(_, (_, row))| row.answer.as_str()))
        .bind(column(&rows, |(_, (_, row))| row.checks.as_str()))
        .bind(column(&rows, |(_, (_, row))| row.at.micros()));
    Some(Step::new("replays.put", ask))
}

const PUT: &str = "
INSERT INTO tenantry.{scope}_replays ({scope}_id, caller_id, operation, key, fingerprint,
                                      answer, checks, at)
SELECT k.scope_id, k.caller_id, k.operation, k.key, k.fingerprint, k.answer::json, k.checks::json,
       k.at
FROM UNNEST($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::bytea[], $6::text[], $7::text[],
            $8::bigint[])
    AS k(scope_id, caller_id, operation, key, fingerprint, answer, checks, at)
ON CONFLICT ({scope}_id, caller_id, operation, key) DO UPDATE SET
    fingerprint = EXCLUDED.fingerprint, answer = EXCLUDED.answer, checks = EXCLUDED.checks,
    at = EXCLUDED.at";
