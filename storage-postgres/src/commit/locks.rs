//! Locks: what a group takes before it looks at anything, in one order for everybody.
//!
//! Heads of organisations, heads of directories, API keys; each by id, each in one statement
//! that sorts before it locks. Two groups that want the same rows meet at the first of them,
//! and one waits there with nothing that the other needs: there are no deadlocks to undo.

use sqlx::PgConnection;
use tenantry::KeyId;
use tenantry::storage::{Batch, Expect, Facts, Key, Needs, Row, Scope, Sweep, Write};
use uuid::Uuid;

use super::group::Trouble;
use crate::engine::Engine;
use crate::journal::scope;
use crate::row::{Fields, column, head};

const LOCK_HEADS: &str = "
SELECT '{scope}', {scope}_id, seq, rights, narrowed, floor, floor_hash, hash, at
FROM tenantry.{scope}_heads WHERE {scope}_id = ANY($1) ORDER BY {scope}_id FOR UPDATE";

const HOLD_HEADS: &str = "
SELECT '{scope}', {scope}_id, seq, rights, narrowed, floor, floor_hash, hash, at
FROM tenantry.{scope}_heads WHERE {scope}_id = ANY($1) ORDER BY {scope}_id FOR SHARE";

// Heads that are only looked at, for the sake of one key: the key's row is what is held.
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
WHERE h.directory_id = ANY($3)";

// Keys that are written stand in one line with those that are held.
const LOCK_KEYS: &str = "
WITH k AS (
    SELECT * FROM UNNEST($1::uuid[], $2::uuid[]) AS k(directory_id, key_id)
  UNION
    SELECT t.directory_id, t.key_id
    FROM UNNEST($3::uuid[], $4::uuid[]) AS k(directory_id, owner_id)
    JOIN tenantry.api_keys t ON t.directory_id = k.directory_id AND t.owner_id = k.owner_id
  UNION
    SELECT t.directory_id, t.key_id
    FROM UNNEST($5::uuid[], $6::uuid[]) AS k(directory_id, org_id)
    JOIN tenantry.api_keys t ON t.directory_id = k.directory_id AND t.org_id = k.org_id
)
SELECT 1
FROM k JOIN tenantry.api_keys t ON t.directory_id = k.directory_id AND t.key_id = k.key_id
ORDER BY t.directory_id, t.key_id FOR UPDATE OF t";

/// Takes what the batches need, and loads the heads; answers of which scopes the keys are all
/// that is expected, and are loaded too.
pub(super) async fn take(
    engine: &Engine,
    connection: &mut PgConnection,
    needs: &Needs,
    batches: &[Batch],
    facts: &mut Facts,
) -> Result<Vec<Scope>, Trouble> {
    let (keyed, held) = split_reads(needs, batches);
    for kind in ["org", "directory"] {
        take_heads(engine, connection, &heads_of(needs, &held, kind), facts).await?;
    }
    if batches.iter().any(writes_keys) {
        lock_keys(engine, connection, needs, batches).await?;
    }
    hold_keys(engine, connection, needs, &keyed, facts).await?;
    Ok(keyed)
}

/// Of the scopes that are read and not changed: those of which only API keys are expected,
/// and the others.
///
/// Every call that is proven by a key reads the key's directory, which many organisations
/// share. Were its head held by each of their commits, that row would be the hottest of all;
/// the row of the key is enough, since whoever revokes it writes that row.
fn split_reads(needs: &Needs, batches: &[Batch]) -> (Vec<Scope>, Vec<Scope>) {
    let parts = batches.iter().flat_map(|batch| &batch.parts);
    let beyond_keys: Vec<Scope> = parts
        .filter(|part| !part.expect.iter().all(is_about_a_key))
        .map(|part| part.scope)
        .collect();
    let is_keyed =
        |scope: &Scope| matches!(scope, Scope::Directory(_)) && !beyond_keys.contains(scope);
    needs.read.iter().partition(|scope| is_keyed(scope))
}

fn is_about_a_key(expect: &Expect) -> bool {
    matches!(
        expect,
        Expect::Version(Key::ApiKey(_), _) | Expect::Present(Key::ApiKey(_))
    )
}

fn writes_keys(batch: &Batch) -> bool {
    let mut writes = batch.parts.iter().flat_map(|part| &part.writes);
    writes.any(|write| {
        matches!(
            write,
            Write::Update {
                to: Row::ApiKey(_),
                ..
            } | Write::Delete(Row::ApiKey(_))
                | Write::Sweep(Sweep::KeysOf(_) | Sweep::ServiceKeys(_))
        )
    })
}

/// The heads of one kind that are taken in one statement.
struct Heads {
    scopes: Vec<Scope>,
    /// Whether one of them is written. Then those that are only held are locked like it: two
    /// statements, one for each strength, would be two orders.
    are_changed: bool,
}

fn heads_of(needs: &Needs, held: &[Scope], kind: &str) -> Heads {
    let is_of_kind = |scope: &&Scope| scope.kind() == kind;
    let changed: Vec<Scope> = needs.lock.iter().filter(is_of_kind).copied().collect();
    let held = held.iter().filter(is_of_kind).copied();
    Heads {
        are_changed: !changed.is_empty(),
        scopes: changed.into_iter().chain(held).collect(),
    }
}

async fn take_heads(
    engine: &Engine,
    connection: &mut PgConnection,
    heads: &Heads,
    facts: &mut Facts,
) -> Result<(), Trouble> {
    let Some(any) = heads.scopes.first() else {
        return Ok(());
    };
    let (name, text) = match heads.are_changed {
        true => ("heads.lock", LOCK_HEADS),
        false => ("heads.hold", HOLD_HEADS),
    };
    engine.probe(name);
    let ids = column(&heads.scopes, |scope| scope.uuid());
    let ask = engine.schema.ask_in(*any, text).bind(ids);
    for row in ask.fetch_all(connection).await? {
        let mut fields = Fields::of(&row);
        facts.heads.insert(scope(&mut fields)?, head(&mut fields)?);
    }
    Ok(())
}

/// Locks every key that the batches name or sweep, since some of them are written.
async fn lock_keys(
    engine: &Engine,
    connection: &mut PgConnection,
    needs: &Needs,
    batches: &[Batch],
) -> Result<(), Trouble> {
    engine.probe("keys.lock");
    let (directories, ids) = keys_of(needs, |_| true);
    let ask = engine.schema.ask(LOCK_KEYS).bind(directories).bind(ids);
    let (directories, owners) = swept(batches, |sweep| match sweep {
        Sweep::KeysOf(owner) => Some(owner.uuid()),
        _ => None,
    });
    let ask = ask.bind(directories).bind(owners);
    let (directories, orgs) = swept(batches, |sweep| match sweep {
        Sweep::ServiceKeys(org) => Some(org.uuid()),
        _ => None,
    });
    let ask = ask.bind(directories).bind(orgs);
    ask.execute(connection).await?;
    Ok(())
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
    let (directories, ids) = keys_of(needs, |scope| keyed.contains(scope));
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

/// What the batches sweep, of one kind, with where they do.
fn swept(batches: &[Batch], of: impl Fn(&Sweep) -> Option<Uuid>) -> (Vec<Uuid>, Vec<Uuid>) {
    let parts = batches.iter().flat_map(|batch| &batch.parts);
    let writes = parts.flat_map(|part| part.writes.iter().map(|write| (part.scope, write)));
    let swept = writes.filter_map(|(scope, write)| match write {
        Write::Sweep(sweep) => Some((scope.uuid(), of(sweep)?)),
        _ => None,
    });
    swept.unzip()
}

/// The API keys that are named in some directories, with their directories.
fn keys_of(needs: &Needs, is_in: impl Fn(&Scope) -> bool) -> (Vec<Uuid>, Vec<Uuid>) {
    let named = needs.rows.iter().filter_map(|(scope, key)| match key {
        Key::ApiKey(id) if is_in(scope) => Some((scope.uuid(), id.uuid())),
        _ => None,
    });
    named.unzip()
}
