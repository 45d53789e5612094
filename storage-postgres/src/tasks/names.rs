//! What a task is to name: whether all of it is there.

use tenantry::Result;
use tenantry::storage::{Seen, TaskNames, View};

use crate::engine::Engine;
use crate::read::no_scope;
use crate::row::column;

/// Whether all of it is, and no label is archived.
pub(super) async fn are_there(
    engine: &Engine,
    view: &View,
    names: &TaskNames,
) -> Result<Seen<bool>> {
    let ask = || {
        engine
            .view(view, ARE_THERE)
            .bind(column(&names.teams, |team| team.uuid()))
            .bind(column(&names.principals, |principal| principal.uuid()))
            .bind(column(&names.principals, |principal| principal.kind()))
            .bind(column(&names.labels, |label| label.uuid()))
    };
    let seen = engine.seen_maybe(ask, |fields| fields.next()).await?;
    seen.ok_or_else(|| no_scope(view.scope))
}

const ARE_THERE: &str = "
SELECT {seen},
       NOT EXISTS (
           SELECT FROM UNNEST($4::uuid[]) AS k(team_id)
           WHERE NOT EXISTS (
               SELECT FROM tenantry.teams t WHERE t.org_id = $1 AND t.team_id = k.team_id OFFSET 0))
   AND NOT EXISTS (
           SELECT FROM UNNEST($5::uuid[], $6::text[]) AS k(principal_id, principal_kind)
           WHERE NOT EXISTS (
               SELECT FROM tenantry.members m
               WHERE m.org_id = $1 AND m.principal_id = k.principal_id
                 AND m.principal_kind = k.principal_kind OFFSET 0))
   AND NOT EXISTS (
           SELECT FROM UNNEST($7::uuid[]) AS k(label_id)
           WHERE NOT EXISTS (
               SELECT FROM tenantry.labels l
               WHERE l.org_id = $1 AND l.label_id = k.label_id AND NOT l.archived OFFSET 0))
FROM tenantry.org_heads h
WHERE h.org_id = $1";
