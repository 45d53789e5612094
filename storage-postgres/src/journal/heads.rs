//! Heads: where each scope stands.

use tenantry::Result;
use tenantry::storage::{Head, Scope, Seen, View};

use super::Changed;
use crate::commit::Step;
use crate::engine::Engine;
use crate::read::no_scope;
use crate::row::{column, head, int};
use crate::schema::{Ask, Schema};

/// Where a scope stands.
pub(super) async fn find(engine: &Engine, scope: Scope) -> Result<Option<Head>> {
    let ask = || engine.schema.ask_in(scope, FIND).bind(scope.uuid());
    engine.maybe(ask, head).await
}

const FIND: &str = "
SELECT seq, rights, narrowed, floor, floor_hash, hash, at
FROM tenantry.{scope}_heads WHERE {scope}_id = $1";

/// Where the scope of a view stands.
pub(super) async fn look(engine: &Engine, view: &View) -> Result<Seen<()>> {
    let ask = || engine.view(view, LOOK);
    let found = engine.seen_maybe(ask, |_| Ok(())).await?;
    found.ok_or_else(|| no_scope(view.scope))
}

const LOOK: &str = "SELECT {seen} FROM tenantry.{scope}_heads h WHERE h.{scope}_id = $1";

/// Makes the heads of new scopes.
///
/// A plain insert: of two processes that make the same scope at once, neither of which
/// found a head to lock, the second fails here, and is judged again with the first's in sight.
pub(crate) fn found(schema: &Schema, changed: &Changed<'_>) -> Option<Step> {
    let new: Vec<_> = changed.iter().filter(|(_, c)| c.is_new).copied().collect();
    let (scope, _) = new.first()?;
    let ask = bind(schema.ask_in(*scope, FOUND), &new);
    Some(Step::new("heads.found", ask))
}

const FOUND: &str = "
INSERT INTO tenantry.{scope}_heads
    ({scope}_id, seq, rights, narrowed, floor, floor_hash, hash, at)
SELECT * FROM UNNEST($1::uuid[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[],
                     $6::bytea[], $7::bytea[], $8::bigint[])";

/// Binds the heads as they end, eight arrays.
pub(super) fn bind(ask: Ask, changed: &Changed<'_>) -> Ask {
    ask.bind(column(changed, |(scope, _)| scope.uuid()))
        .bind(column(changed, |(_, c)| int(c.head.seq)))
        .bind(column(changed, |(_, c)| int(c.head.rights)))
        .bind(column(changed, |(_, c)| int(c.head.narrowed)))
        .bind(column(changed, |(_, c)| int(c.head.floor)))
        .bind(column(changed, |(_, c)| c.head.floor_hash))
        .bind(column(changed, |(_, c)| c.head.hash))
        .bind(column(changed, |(_, c)| c.head.at.micros()))
}
