//! What nearly every commit writes: its entries, its counters, and where the scopes stand then.

use tenantry::UserId;
use tenantry::journal::StoredEntry;

use super::{Changed, heads, of_each};
use crate::commit::Step;
use crate::row::{column, int};
use crate::schema::{Ask, Schema};

/// Appends the entries, writes the counters, moves the heads: as many rows as heads.
pub(crate) fn append(schema: &Schema, changed: &Changed<'_>) -> Option<Step> {
    let (scope, _) = changed.first()?;
    let ask = schema.ask_in(*scope, APPEND);
    let ask = bind_entries(ask, changed);
    let ask = bind_counters(ask, changed);
    let ask = heads::bind(ask, changed);
    Some(Step::new("journal.append", ask).expecting(changed.len()))
}

// Three writes that nearly every commit makes, in one round trip.
const APPEND: &str = "
WITH told AS (
    INSERT INTO tenantry.{scope}_journal
        ({scope}_id, seq, at, commit_id, actor_kind, actor_id, on_behalf_of, reason, operation,
         noun, subject_id, body, audience, effect, hash)
    SELECT k.scope_id, k.seq, k.at, k.commit_id, k.actor_kind, k.actor_id, k.on_behalf_of,
           k.reason, k.operation, k.noun, k.subject_id, k.body::json, k.audience::json,
           k.effect, k.hash
    FROM UNNEST($1::uuid[], $2::bigint[], $3::bigint[], $4::uuid[], $5::text[], $6::uuid[],
                $7::uuid[], $8::text[], $9::text[], $10::text[], $11::uuid[], $12::text[],
                $13::text[], $14::text[], $15::bytea[])
        AS k(scope_id, seq, at, commit_id, actor_kind, actor_id, on_behalf_of, reason, operation,
             noun, subject_id, body, audience, effect, hash)
), counted AS (
    INSERT INTO tenantry.{scope}_counters ({scope}_id, name, of_id, value)
    SELECT * FROM UNNEST($16::uuid[], $17::text[], $18::uuid[], $19::bigint[])
    ON CONFLICT ({scope}_id, name, of_id) DO UPDATE SET value = EXCLUDED.value
)
UPDATE tenantry.{scope}_heads h SET
    seq = k.seq, rights = k.rights, narrowed = k.narrowed, floor = k.floor,
    floor_hash = k.floor_hash, hash = k.hash, at = k.at
FROM UNNEST($20::uuid[], $21::bigint[], $22::bigint[], $23::bigint[], $24::bigint[],
            $25::bytea[], $26::bytea[], $27::bigint[])
    AS k(scope_id, seq, rights, narrowed, floor, floor_hash, hash, at)
WHERE h.{scope}_id = k.scope_id";

fn bind_entries(ask: Ask, changed: &Changed<'_>) -> Ask {
    let rows: Vec<&StoredEntry> = changed.iter().flat_map(|(_, c)| &c.entries).collect();
    ask.bind(column(&rows, |row| row.scope.uuid()))
        .bind(column(&rows, |row| int(row.seq)))
        .bind(column(&rows, |row| row.at.micros()))
        .bind(column(&rows, |row| row.commit.uuid()))
        .bind(column(&rows, |row| row.actor.kind()))
        .bind(column(&rows, |row| row.actor.uuid()))
        .bind(column(&rows, |row| row.on_behalf_of.map(UserId::uuid)))
        .bind(column(&rows, |row| row.reason.as_deref()))
        .bind(column(&rows, |row| row.operation.as_str()))
        .bind(column(&rows, |row| row.subject.noun.as_str()))
        .bind(column(&rows, |row| row.subject.id))
        .bind(column(&rows, |row| row.body.as_str()))
        .bind(column(&rows, |row| row.audience.as_str()))
        .bind(column(&rows, |row| row.effect.name()))
        .bind(column(&rows, |row| row.hash))
}

fn bind_counters(ask: Ask, changed: &Changed<'_>) -> Ask {
    let rows = of_each(changed, |changes| &changes.counters);
    ask.bind(column(&rows, |(scope, _)| *scope))
        .bind(column(&rows, |(_, (counter, _))| counter.name()))
        .bind(column(&rows, |(_, (counter, _))| counter.of()))
        .bind(column(&rows, |(_, (_, value))| **value))
}
