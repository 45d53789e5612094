//! Checkpoints: places in a journal that are remembered apart from it.

use tenantry::journal::Checkpoint;
use tenantry::storage::{Key, Row, Scope, Seen, View};
use tenantry::{OrgId, Result};

use crate::commit::Step;
use crate::engine::Engine;
use crate::row::{Fields, column, int};
use crate::schema::Schema;

/// A checkpoint.
pub(super) async fn find(
    engine: &Engine,
    view: &View,
    seq: u64,
) -> Result<Seen<Option<Checkpoint>>> {
    let ask = || engine.view(view, FIND).bind(int(seq));
    engine.seen_one(view, ask, checkpoint).await
}

const FIND: &str = "
SELECT {seen}, c.org_id, c.seq, encode(c.hash, 'hex'), c.created_at
FROM tenantry.org_heads h
LEFT JOIN tenantry.checkpoints c ON c.org_id = h.org_id AND c.seq = $4
WHERE h.org_id = $1";

/// The checkpoints of a journal, newest first.
pub(super) async fn list(
    engine: &Engine,
    view: &View,
    limit: u32,
) -> Result<Seen<Vec<Checkpoint>>> {
    let ask = || engine.view(view, LIST).bind(i64::from(limit));
    engine.seen_many(view, ask, checkpoint).await
}

const LIST: &str = "
SELECT {seen}, c.*
FROM tenantry.org_heads h
LEFT JOIN LATERAL (
    SELECT org_id, seq, encode(hash, 'hex'), created_at
    FROM tenantry.checkpoints
    WHERE org_id = $1 ORDER BY seq DESC LIMIT $4
) c ON true
WHERE h.org_id = $1
ORDER BY c.seq DESC";

fn checkpoint(fields: &mut Fields<'_>) -> Result<Checkpoint> {
    Ok(Checkpoint {
        org: fields.id(OrgId::from_uuid)?,
        seq: fields.count()?,
        hash: fields.next()?,
        created_at: fields.time()?,
    })
}

/// Writes checkpoints.
pub(crate) fn put(schema: &Schema, rows: &[&Row]) -> Option<Step> {
    let rows = Step::rows(rows, |row| match row {
        Row::Checkpoint(row) => Some(row),
        _ => None,
    })?;
    let ask = schema
        .ask(PUT)
        .bind(column(&rows, |row| row.org.uuid()))
        .bind(column(&rows, |row| int(row.seq)))
        .bind(column(&rows, |row| row.hash.as_str()))
        .bind(column(&rows, |row| row.created_at.micros()));
    Some(Step::new("checkpoints.put", ask))
}

const PUT: &str = "
INSERT INTO tenantry.checkpoints (org_id, seq, hash, created_at)
SELECT k.org_id, k.seq, decode(k.hash, 'hex'), k.created_at
FROM UNNEST($1::uuid[], $2::bigint[], $3::text[], $4::bigint[]) AS k(org_id, seq, hash, created_at)
ON CONFLICT (org_id, seq) DO UPDATE SET hash = EXCLUDED.hash, created_at = EXCLUDED.created_at";

/// Removes checkpoints.
pub(crate) fn remove(schema: &Schema, gone: &[(Scope, &Key)]) -> Option<Step> {
    let (orgs, seqs) = Step::keys(gone, |key| match key {
        Key::Checkpoint(seq) => Some(int(*seq)),
        _ => None,
    })?;
    let ask = schema.ask(REMOVE).bind(orgs).bind(seqs);
    Some(Step::new("checkpoints.remove", ask))
}

const REMOVE: &str = "
DELETE FROM tenantry.checkpoints t USING UNNEST($1::uuid[], $2::bigint[]) AS k(org_id, seq)
WHERE t.org_id = k.org_id AND t.seq = k.seq";
