//! Entries: what was told.

use tenantry::journal::{Effect, EntrySubject, StoredEntry};
use tenantry::storage::{Landed, Scope, Seen, View};
use tenantry::{CommitId, Result, UserId};
use uuid::Uuid;

use super::{Changed, of_each, scope};
use crate::commit::Step;
use crate::commit::outcome::TOUCH_HEAD;
use crate::engine::Engine;
use crate::errand::BEGIN_WRITING;
use crate::error::mapped;
use crate::patience::{WRITE_WITHIN, bounded};
use crate::row::{Fields, column, int};
use crate::schema::Schema;

/// The entries after a sequence.
pub(super) async fn list(
    engine: &Engine,
    scope: Scope,
    after: u64,
    limit: u32,
) -> Result<Vec<StoredEntry>> {
    let ask = || {
        let ask = engine.schema.ask_in(scope, LIST).bind(scope.uuid());
        ask.bind(int(after)).bind(i64::from(limit))
    };
    engine.list(ask, entry).await
}

const LIST: &str = "
SELECT '{scope}', {scope}_id, seq, at, commit_id, actor_kind, actor_id, on_behalf_of, reason,
       operation, noun, subject_id, body::text, audience::text, effect, hash
FROM tenantry.{scope}_journal
WHERE {scope}_id = $1 AND seq > $2 ORDER BY seq LIMIT $3";

/// Which entries about one thing are wanted.
pub(super) struct Page {
    pub(super) subject: Uuid,
    pub(super) before: u64,
    pub(super) limit: u32,
}

/// The entries about one thing, newest first.
pub(super) async fn about(
    engine: &Engine,
    view: &View,
    page: Page,
) -> Result<Seen<Vec<StoredEntry>>> {
    let ask = || {
        let ask = engine.view(view, ABOUT).bind(page.subject);
        ask.bind(int(page.before)).bind(i64::from(page.limit))
    };
    engine.seen_many(view, ask, entry).await
}

const ABOUT: &str = "
SELECT {seen}, e.*
FROM tenantry.{scope}_heads h
LEFT JOIN LATERAL (
    SELECT '{scope}', {scope}_id, seq, at, commit_id, actor_kind, actor_id, on_behalf_of, reason,
           operation, noun, subject_id, body::text, audience::text, effect, hash
    FROM tenantry.{scope}_journal
    WHERE {scope}_id = $1 AND subject_id = $4 AND seq < $5 ORDER BY seq DESC LIMIT $6
) e ON true
WHERE h.{scope}_id = $1
ORDER BY e.seq DESC";

/// Whether a commit landed after a sequence. It may be under way still: it is waited for, so
/// that the answer stays so.
pub(super) async fn landed(
    engine: &Engine,
    scope: Scope,
    commit: CommitId,
    after: u64,
) -> Result<Option<Landed>> {
    let mut errand = engine.errand(BEGIN_WRITING).await?;
    let touch = engine.schema.ask_in(scope, TOUCH_HEAD).bind(scope.uuid());
    let touched = bounded(WRITE_WITHIN, touch.execute(&mut *errand)).await;
    touched.map_err(mapped)?;
    errand.undo().await?;
    let ask = || {
        let ask = engine.schema.ask_in(scope, LANDED).bind(scope.uuid());
        ask.bind(int(after)).bind(commit.uuid())
    };
    let read = |fields: &mut Fields<'_>| {
        Ok(Landed {
            seq: fields.count()?,
            at: fields.time()?,
        })
    };
    engine.maybe(ask, read).await
}

const LANDED: &str = "
SELECT seq, at FROM tenantry.{scope}_journal
WHERE {scope}_id = $1 AND seq > $2 AND commit_id = $3 ORDER BY seq DESC LIMIT 1";

fn entry(fields: &mut Fields<'_>) -> Result<StoredEntry> {
    Ok(StoredEntry {
        scope: scope(fields)?,
        seq: fields.count()?,
        at: fields.time()?,
        commit: fields.id(CommitId::from_uuid)?,
        actor: fields.actor()?,
        on_behalf_of: fields.maybe_id(UserId::from_uuid)?,
        reason: fields.next()?,
        operation: fields.next()?,
        subject: EntrySubject {
            noun: fields.next()?,
            id: fields.next()?,
        },
        body: fields.next()?,
        audience: fields.next()?,
        effect: fields.named("effect", Effect::from_name)?,
        hash: fields.next()?,
    })
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

const PRUNE: &str = "
WITH erased AS (
    DELETE FROM tenantry.{scope}_personal p
    USING UNNEST($1::uuid[], $2::bigint[]) AS k(scope_id, through)
    WHERE p.{scope}_id = k.scope_id AND p.seq <= k.through
)
DELETE FROM tenantry.{scope}_journal j
USING UNNEST($1::uuid[], $2::bigint[]) AS k(scope_id, through)
WHERE j.{scope}_id = k.scope_id AND j.seq <= k.through";
