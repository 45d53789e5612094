//! The room of the journal: what every commit writes beside its rows.

use tenantry::UserId;
use tenantry::journal::StoredEntry;
use tenantry::storage::{Changes, Key, Row, Scope};
use uuid::Uuid;

use crate::commit::Step;
use crate::row::{column, int};
use crate::schema::{Ask, Schema};

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

const FOUND: &str = "
INSERT INTO tenantry.{scope}_heads
    ({scope}_id, seq, rights, narrowed, floor, floor_hash, hash, at)
SELECT * FROM UNNEST($1::uuid[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[],
                     $6::bytea[], $7::bytea[], $8::bigint[])";

const PUT_PERSONAL: &str = "
INSERT INTO tenantry.{scope}_personal ({scope}_id, seq, field, person_id, salt, value)
SELECT * FROM UNNEST($1::uuid[], $2::bigint[], $3::text[], $4::uuid[], $5::bytea[], $6::text[])";

const PUT_REPLAYS: &str = "
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

const PRUNE: &str = "
WITH erased AS (
    DELETE FROM tenantry.{scope}_personal p
    USING UNNEST($1::uuid[], $2::bigint[]) AS k(scope_id, through)
    WHERE p.{scope}_id = k.scope_id AND p.seq <= k.through
)
DELETE FROM tenantry.{scope}_journal j
USING UNNEST($1::uuid[], $2::bigint[]) AS k(scope_id, through)
WHERE j.{scope}_id = k.scope_id AND j.seq <= k.through";

const PUT_CHECKPOINTS: &str = "
INSERT INTO tenantry.checkpoints (org_id, seq, hash, created_at)
SELECT k.org_id, k.seq, decode(k.hash, 'hex'), k.created_at
FROM UNNEST($1::uuid[], $2::bigint[], $3::text[], $4::bigint[]) AS k(org_id, seq, hash, created_at)
ON CONFLICT (org_id, seq) DO UPDATE SET hash = EXCLUDED.hash, created_at = EXCLUDED.created_at";

const REMOVE_CHECKPOINTS: &str = "
DELETE FROM tenantry.checkpoints t USING UNNEST($1::uuid[], $2::bigint[]) AS k(org_id, seq)
WHERE t.org_id = k.org_id AND t.seq = k.seq";

/// What a group changes in scopes of one kind.
pub(crate) type Changed<'a> = [(Scope, &'a Changes)];

/// Appends the entries, writes the counters, moves the heads: as many rows as heads.
pub(crate) fn append(schema: &Schema, changed: &Changed<'_>) -> Option<Step> {
    let (scope, _) = changed.first()?;
    let ask = schema.ask_in(*scope, APPEND);
    let ask = bind_entries(ask, changed);
    let ask = bind_counters(ask, changed);
    let ask = bind_heads(ask, changed);
    Some(Step::new("journal.append", ask).expecting(changed.len()))
}

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

fn bind_heads(ask: Ask, changed: &Changed<'_>) -> Ask {
    ask.bind(column(changed, |(scope, _)| scope.uuid()))
        .bind(column(changed, |(_, c)| int(c.head.seq)))
        .bind(column(changed, |(_, c)| int(c.head.rights)))
        .bind(column(changed, |(_, c)| int(c.head.narrowed)))
        .bind(column(changed, |(_, c)| int(c.head.floor)))
        .bind(column(changed, |(_, c)| c.head.floor_hash))
        .bind(column(changed, |(_, c)| c.head.hash))
        .bind(column(changed, |(_, c)| c.head.at.micros()))
}

/// Makes the heads of new scopes.
///
/// A plain insert: of two processes that make the same scope at once, neither of which
/// found a head to lock, the second fails here, and is judged again with the first's in sight.
pub(crate) fn found(schema: &Schema, changed: &Changed<'_>) -> Option<Step> {
    let new: Vec<_> = changed.iter().filter(|(_, c)| c.is_new).copied().collect();
    let (scope, _) = new.first()?;
    let ask = bind_heads(schema.ask_in(*scope, FOUND), &new);
    Some(Step::new("heads.found", ask))
}

/// Keeps personal values beside the entries.
pub(crate) fn put_personal(schema: &Schema, changed: &Changed<'_>) -> Option<Step> {
    let rows = of_each(changed, |changes| &changes.personal);
    let (scope, _) = changed.first().filter(|_| !rows.is_empty())?;
    let ask = schema
        .ask_in(*scope, PUT_PERSONAL)
        .bind(column(&rows, |(scope, _)| *scope))
        .bind(column(&rows, |(_, row)| int(row.seq)))
        .bind(column(&rows, |(_, row)| row.field.as_str()))
        .bind(column(&rows, |(_, row)| row.person))
        .bind(column(&rows, |(_, row)| row.salt))
        .bind(column(&rows, |(_, row)| row.value.as_str()));
    Some(Step::new("personal.put", ask))
}

/// Remembers calls by their idempotency keys.
pub(crate) fn put_replays(schema: &Schema, changed: &Changed<'_>) -> Option<Step> {
    let rows = of_each(changed, |changes| &changes.replays);
    let (scope, _) = changed.first().filter(|_| !rows.is_empty())?;
    let ask = schema
        .ask_in(*scope, PUT_REPLAYS)
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

/// Removes what was pruned.
pub(crate) fn prune(schema: &Schema, changed: &Changed<'_>) -> Option<Step> {
    let rows = of_each(changed, |changes| changes.prune_through);
    let (scope, _) = changed.first().filter(|_| !rows.is_empty())?;
    let ask = schema
        .ask_in(*scope, PRUNE)
        .bind(column(&rows, |(scope, _)| *scope))
        .bind(column(&rows, |(_, through)| int(*through)));
    Some(Step::new("journal.prune", ask))
}

/// Writes checkpoints.
pub(crate) fn put_checkpoints(schema: &Schema, rows: &[&Row]) -> Option<Step> {
    let rows = Step::rows(rows, |row| match row {
        Row::Checkpoint(row) => Some(row),
        _ => None,
    })?;
    let ask = schema
        .ask(PUT_CHECKPOINTS)
        .bind(column(&rows, |row| row.org.uuid()))
        .bind(column(&rows, |row| int(row.seq)))
        .bind(column(&rows, |row| row.hash.as_str()))
        .bind(column(&rows, |row| row.created_at.micros()));
    Some(Step::new("checkpoints.put", ask))
}

/// Removes checkpoints.
pub(crate) fn remove_checkpoints(schema: &Schema, gone: &[(Scope, &Key)]) -> Option<Step> {
    let (orgs, seqs) = Step::keys(gone, |key| match key {
        Key::Checkpoint(seq) => Some(int(*seq)),
        _ => None,
    })?;
    let ask = schema.ask(REMOVE_CHECKPOINTS).bind(orgs).bind(seqs);
    Some(Step::new("checkpoints.remove", ask))
}

/// Items of all changes, each with the id of its scope.
fn of_each<'a, I: IntoIterator>(
    changed: &Changed<'a>,
    items: impl Fn(&'a Changes) -> I,
) -> Vec<(Uuid, I::Item)> {
    let each = |(scope, changes): &(Scope, &'a Changes)| {
        let scope = scope.uuid();
        items(changes).into_iter().map(move |item| (scope, item))
    };
    changed.iter().flat_map(each).collect()
}
