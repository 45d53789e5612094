//! Facts: heads are locked, then everything that a group needs is loaded.

use std::collections::BTreeSet;

use sqlx::PgConnection;
use tenantry::storage::{Batch, Expect, Facts, Key, Needs, ReplayKey, Scope};
use tenantry::{KeyId, Time};

use super::group::Trouble;
use super::lookup;
use crate::engine::Engine;
use crate::journal::replays::replay;
use crate::journal::scope;
use crate::row::{Fields, column, head};

const LOCK_HEADS: &str = "
SELECT '{scope}', {scope}_id, seq, rights, narrowed, floor, floor_hash, hash, at
FROM tenantry.{scope}_heads WHERE {scope}_id = ANY($1) ORDER BY {scope}_id FOR UPDATE";

const HOLD_HEADS: &str = "
SELECT '{scope}', {scope}_id, seq, rights, narrowed, floor, floor_hash, hash, at
FROM tenantry.{scope}_heads WHERE {scope}_id = ANY($1) ORDER BY {scope}_id FOR SHARE";

// A head that is only looked at, for the sake of one key: the key's row is what is held.
const HOLD_KEYS: &str = "
WITH held AS (
    SELECT t.directory_id, t.key_id, t.version
    FROM UNNEST($1::uuid[], $2::uuid[]) AS k(directory_id, key_id)
    JOIN tenantry.api_keys t ON t.directory_id = k.directory_id AND t.key_id = k.key_id
    ORDER BY t.directory_id, t.key_id FOR SHARE OF t
)
SELECT 'directory', h.directory_id, h.seq, h.rights, h.narrowed, h.floor, h.floor_hash, h.hash, h.at,
       held.key_id, held.version
FROM tenantry.directory_heads h
LEFT JOIN held ON held.directory_id = h.directory_id
WHERE h.directory_id = ANY($1)";

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
    let (keyed, held) = split_reads(&needs, batches);
    let mut facts = Facts::default();
    // One order for everybody: organisations before directories, each by id.
    for kind in ["org", "directory"] {
        let lock = Heads {
            name: "heads.lock",
            text: LOCK_HEADS,
        };
        lock.take(engine, connection, of_kind(&needs.lock, kind), &mut facts)
            .await?;
        let hold = Heads {
            name: "heads.hold",
            text: HOLD_HEADS,
        };
        hold.take(engine, connection, of_kind(&held, kind), &mut facts)
            .await?;
    }
    hold_keys(engine, connection, &needs, &keyed, &mut facts).await?;
    let server = lookup::load(engine, connection, &needs, &keyed, &mut facts).await?;
    for kind in ["org", "directory"] {
        load_replays(engine, connection, &needs, kind, &mut facts).await?;
    }
    Ok((facts, engine.sampled(server)))
}

/// Of the scopes that are read and not changed: those of which only API keys are expected,
/// and the others.
///
/// Every call that is proven by a key reads the key's directory, which many organisations
/// share. Were its head held by each of their commits, that row would be the hottest of all;
/// the row of the key is enough, since whoever revokes it writes that row.
fn split_reads(needs: &Needs, batches: &[Batch]) -> (Vec<Scope>, BTreeSet<Scope>) {
    let parts = batches.iter().flat_map(|batch| &batch.parts);
    let beyond_keys: BTreeSet<Scope> = parts
        .filter(|part| !part.expect.iter().all(is_about_a_key))
        .map(|part| part.scope)
        .collect();
    let is_keyed =
        |scope: &Scope| matches!(scope, Scope::Directory(_)) && !beyond_keys.contains(scope);
    let (keyed, held): (Vec<Scope>, Vec<Scope>) = needs.read.iter().partition(|s| is_keyed(s));
    (keyed, held.into_iter().collect())
}

fn is_about_a_key(expect: &Expect) -> bool {
    matches!(
        expect,
        Expect::Version(Key::ApiKey(_), _) | Expect::Present(Key::ApiKey(_))
    )
}

fn of_kind(scopes: &BTreeSet<Scope>, kind: &str) -> Vec<Scope> {
    scopes
        .iter()
        .copied()
        .filter(|scope| scope.kind() == kind)
        .collect()
}

/// A statement that reads heads and keeps them.
struct Heads {
    name: &'static str,
    text: &'static str,
}

impl Heads {
    async fn take(
        self,
        engine: &Engine,
        connection: &mut PgConnection,
        scopes: Vec<Scope>,
        facts: &mut Facts,
    ) -> Result<(), Trouble> {
        let Some(any) = scopes.first() else {
            return Ok(());
        };
        engine.probe(self.name);
        let ids = column(&scopes, |scope| scope.uuid());
        let ask = engine.schema.ask_in(*any, self.text).bind(ids);
        for row in ask.fetch_all(connection).await? {
            let mut fields = Fields::of(&row);
            facts.heads.insert(scope(&mut fields)?, head(&mut fields)?);
        }
        Ok(())
    }
}

/// Holds the API keys of directories of which nothing else is read.
async fn hold_keys(
    engine: &Engine,
    connection: &mut PgConnection,
    needs: &Needs,
    keyed: &[Scope],
    facts: &mut Facts,
) -> Result<(), Trouble> {
    if keyed.is_empty() {
        return Ok(());
    }
    engine.probe("keys.hold");
    let keys: Vec<_> = needs
        .rows
        .iter()
        .filter_map(|(scope, key)| match key {
            Key::ApiKey(id) if keyed.contains(scope) => Some((scope.uuid(), id.uuid())),
            _ => None,
        })
        .collect();
    let (directories, ids): (Vec<_>, Vec<_>) = keys.into_iter().unzip();
    let ask = engine.schema.ask(HOLD_KEYS).bind(directories).bind(ids);
    let ask = ask.bind(column(keyed, |scope| scope.uuid()));
    for row in ask.fetch_all(connection).await? {
        let mut fields = Fields::of(&row);
        let scope = scope(&mut fields)?;
        facts.heads.insert(scope, head(&mut fields)?);
        if let Some(key) = fields.maybe_id(KeyId::from_uuid)? {
            facts
                .rows
                .insert((scope, Key::ApiKey(key)), fields.count()?);
        }
    }
    Ok(())
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
