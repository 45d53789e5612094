//! Facts: heads are locked, then everything that a group needs is loaded.

use sqlx::PgConnection;
use tenantry::Time;
use tenantry::storage::{Batch, Facts, Needs, ReplayKey, Scope};

use super::group::Trouble;
use super::{locks, lookup};
use crate::engine::Engine;
use crate::journal::replays::replay;
use crate::row::{Fields, column};

const REPLAYS: &str = "
SELECT k.n, t.fingerprint, t.answer::text, t.checks::text, t.at
FROM UNNEST($1::uuid[], $2::uuid[], $3::text[], $4::text[])
    WITH ORDINALITY AS k(scope_id, caller_id, operation, key, n)
JOIN tenantry.{scope}_replays t
    ON t.{scope}_id = k.scope_id AND t.caller_id = k.caller_id AND t.operation = k.operation
       AND t.key = k.key";

/// Locks and loads what the batches need, and samples the clock under the locks.
pub(super) async fn load(
    engine: &Engine,
    connection: &mut PgConnection,
    batches: &[Batch],
) -> Result<(Facts, Time), Trouble> {
    let needs = Needs::of(batches);
    let mut facts = Facts::default();
    let keyed = locks::take(engine, connection, &needs, batches, &mut facts).await?;
    let server = lookup::load(engine, connection, &needs, &keyed, &mut facts).await?;
    for kind in ["org", "directory"] {
        load_replays(engine, connection, &needs, kind, &mut facts).await?;
    }
    Ok((facts, engine.sampled(server)))
}

/// Loads what is remembered of calls.
async fn load_replays(
    engine: &Engine,
    connection: &mut PgConnection,
    needs: &Needs,
    kind: &str,
    facts: &mut Facts,
) -> Result<(), Trouble> {
    let of_kind = needs
        .replays
        .iter()
        .filter(|(scope, _)| scope.kind() == kind);
    let wanted: Vec<&(Scope, ReplayKey)> = of_kind.collect();
    let Some((any, _)) = wanted.first() else {
        return Ok(());
    };
    engine.probe("replays.load");
    let ask = engine
        .schema
        .ask_in(*any, REPLAYS)
        .bind(column(&wanted, |(scope, _)| scope.uuid()))
        .bind(column(&wanted, |(_, key)| key.caller))
        .bind(column(&wanted, |(_, key)| key.operation))
        .bind(column(&wanted, |(_, key)| key.key.as_str()));
    for row in ask.fetch_all(connection).await? {
        let mut fields = Fields::of(&row);
        let place = usize::try_from(fields.count()?).unwrap_or_default();
        if let Some(wanted) = place.checked_sub(1).and_then(|place| wanted.get(place)) {
            facts
                .replays
                .insert((*wanted).clone(), replay(&mut fields)?);
        }
    }
    Ok(())
}
