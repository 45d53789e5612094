//! API keys: of people and of service accounts.

use tenantry::access::Principal;
use tenantry::directory::{ApiKey, StoredKey};
use tenantry::page::Keyset;
use tenantry::storage::{Credential, Key, Proof, Row, Scope, Seen, Sweep, View};
use tenantry::{DirectoryId, KeyId, OrgId, Result, Time};

use super::users;
use crate::commit::Step;
use crate::engine::Engine;
use crate::row::{Fields, column, int, json};
use crate::schema::Schema;

/// A key as it is stored.
pub(super) async fn find(
    engine: &Engine,
    view: &View,
    id: KeyId,
) -> Result<Seen<Option<StoredKey>>> {
    let ask = || engine.view(view, FIND).bind(id.uuid());
    engine.seen_one(view, ask, stored_key).await
}

const FIND: &str = "
SELECT {seen}, k.directory_id, k.key_id, k.owner_kind, k.owner_id, k.org_id, k.name, k.hint,
       k.scopes::text, k.expires_at, k.last_used_at, k.revoked_at, k.replaced_by,
       k.version, k.created_at, k.updated_at, k.hash
FROM tenantry.directory_heads h
LEFT JOIN tenantry.api_keys k ON k.directory_id = h.directory_id AND k.key_id = $4
WHERE h.directory_id = $1";

/// The keys of a person or service account.
pub(super) async fn list(
    engine: &Engine,
    view: &View,
    owner: Principal,
    keyset: Keyset,
) -> Result<Seen<Vec<ApiKey>>> {
    let ask = || {
        let ask = engine.page(view, LIST, keyset).bind(owner.uuid());
        let ask = ask.bind(owner.kind()).bind(keyset.after);
        ask.bind(i64::from(keyset.limit))
    };
    engine.seen_many(view, ask, key).await
}

const LIST: &str = "
SELECT {seen}, k.*
FROM tenantry.directory_heads h
LEFT JOIN LATERAL (
    SELECT directory_id, key_id, owner_kind, owner_id, org_id, name, hint, scopes::text,
           expires_at, last_used_at, revoked_at, replaced_by, version, created_at, updated_at
    FROM tenantry.api_keys
    WHERE directory_id = $1 AND owner_id = $4 AND owner_kind = $5 AND key_id {>} $6
    ORDER BY key_id {asc} LIMIT $7
) k ON true
WHERE h.directory_id = $1
ORDER BY k.key_id {asc}";

/// A key with the person behind it, for authentication.
pub(super) async fn credential(engine: &Engine, proof: Proof) -> Result<Option<Credential>> {
    let ask = || {
        let ask = engine.schema.ask(CREDENTIAL).bind(proof.directory.uuid());
        ask.bind(proof.key.uuid())
    };
    let read = |fields: &mut Fields<'_>| {
        Ok(Credential {
            stored: stored_key(fields)?,
            user: fields.maybe(users::user)?,
        })
    };
    engine.maybe(ask, read).await
}

const CREDENTIAL: &str = "
SELECT k.directory_id, k.key_id, k.owner_kind, k.owner_id, k.org_id, k.name, k.hint,
       k.scopes::text, k.expires_at, k.last_used_at, k.revoked_at, k.replaced_by,
       k.version, k.created_at, k.updated_at, k.hash,
       u.directory_id, u.user_id, u.username, u.email, u.display_name, u.status,
       u.last_login_at, u.version, u.created_at, u.updated_at
FROM tenantry.api_keys k
LEFT JOIN tenantry.users u
    ON u.directory_id = k.directory_id AND u.user_id = k.owner_id AND k.owner_kind = 'user'
WHERE k.directory_id = $1 AND k.key_id = $2";

/// An API key, without what proves it.
fn key(fields: &mut Fields<'_>) -> Result<ApiKey> {
    Ok(ApiKey {
        directory: fields.id(DirectoryId::from_uuid)?,
        id: fields.id(KeyId::from_uuid)?,
        owner: fields.principal()?,
        org: fields.maybe_id(OrgId::from_uuid)?,
        name: fields.next()?,
        hint: fields.next()?,
        scopes: fields.json("scope")?,
        expires_at: fields.maybe_time()?,
        last_used_at: fields.maybe_time()?,
        revoked_at: fields.maybe_time()?,
        replaced_by: fields.maybe_id(KeyId::from_uuid)?,
        version: fields.count()?,
        created_at: fields.time()?,
        updated_at: fields.time()?,
    })
}

/// An API key, as it is stored.
fn stored_key(fields: &mut Fields<'_>) -> Result<StoredKey> {
    Ok(StoredKey {
        key: key(fields)?,
        hash: fields.next()?,
    })
}

/// Writes API keys as they end.
pub(crate) fn put_api_keys(schema: &Schema, rows: &[&Row]) -> Option<Step> {
    let rows = Step::rows(rows, |row| match row {
        Row::ApiKey(row) => Some(row),
        _ => None,
    })?;
    let ask = schema
        .ask(PUT_API_KEYS)
        .bind(column(&rows, |row| row.key.directory.uuid()))
        .bind(column(&rows, |row| row.key.id.uuid()))
        .bind(column(&rows, |row| row.key.owner.kind()))
        .bind(column(&rows, |row| row.key.owner.uuid()))
        .bind(column(&rows, |row| row.key.org.map(OrgId::uuid)))
        .bind(column(&rows, |row| row.key.name.as_str()))
        .bind(column(&rows, |row| row.key.hint.as_str()))
        .bind(column(&rows, |row| row.hash))
        .bind(column(&rows, |row| json(&row.key.scopes)))
        .bind(column(&rows, |row| row.key.expires_at.map(Time::micros)))
        .bind(column(&rows, |row| row.key.last_used_at.map(Time::micros)))
        .bind(column(&rows, |row| row.key.revoked_at.map(Time::micros)))
        .bind(column(&rows, |row| row.key.replaced_by.map(KeyId::uuid)))
        .bind(column(&rows, |row| int(row.key.version)))
        .bind(column(&rows, |row| row.key.created_at.micros()))
        .bind(column(&rows, |row| row.key.updated_at.micros()));
    Some(Step::new("api_keys.put", ask))
}

// last_used_at is housekeeping's: a change of the row leaves it as it is.
const PUT_API_KEYS: &str = "
INSERT INTO tenantry.api_keys (directory_id, key_id, owner_kind, owner_id, org_id, name, hint, hash,
                               scopes, expires_at, last_used_at, revoked_at, replaced_by,
                               version, created_at, updated_at)
SELECT k.directory_id, k.key_id, k.owner_kind, k.owner_id, k.org_id, k.name, k.hint, k.hash,
       k.scopes::json, k.expires_at, k.last_used_at, k.revoked_at, k.replaced_by,
       k.version, k.created_at, k.updated_at
FROM UNNEST($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::uuid[], $6::text[], $7::text[],
            $8::bytea[], $9::text[], $10::bigint[], $11::bigint[], $12::bigint[], $13::uuid[],
            $14::bigint[], $15::bigint[], $16::bigint[])
    AS k(directory_id, key_id, owner_kind, owner_id, org_id, name, hint, hash, scopes, expires_at,
         last_used_at, revoked_at, replaced_by, version, created_at, updated_at)
ON CONFLICT (directory_id, key_id) DO UPDATE SET
    owner_kind = EXCLUDED.owner_kind, owner_id = EXCLUDED.owner_id, org_id = EXCLUDED.org_id,
    name = EXCLUDED.name, hint = EXCLUDED.hint, hash = EXCLUDED.hash, scopes = EXCLUDED.scopes,
    expires_at = EXCLUDED.expires_at, revoked_at = EXCLUDED.revoked_at,
    replaced_by = EXCLUDED.replaced_by, version = EXCLUDED.version,
    created_at = EXCLUDED.created_at, updated_at = EXCLUDED.updated_at";

/// Removes API keys.
pub(crate) fn remove_api_keys(schema: &Schema, gone: &[(Scope, &Key)]) -> Option<Step> {
    let (directories, keys) = Step::keys(gone, |key| match key {
        Key::ApiKey(key) => Some(key.uuid()),
        _ => None,
    })?;
    let ask = schema.ask(REMOVE_API_KEYS).bind(directories).bind(keys);
    Some(Step::new("api_keys.remove", ask))
}

const REMOVE_API_KEYS: &str = "
DELETE FROM tenantry.api_keys t USING UNNEST($1::uuid[], $2::uuid[]) AS k(directory_id, key_id)
WHERE t.directory_id = k.directory_id AND t.key_id = k.key_id";

/// Removes every key of principals, and their counts.
pub(crate) fn sweep_owners(schema: &Schema, sweeps: &[(Scope, Sweep)]) -> Option<Step> {
    let (directories, owners) = Step::keys(sweeps, |sweep| match sweep {
        Sweep::KeysOf(owner) => Some((owner.uuid(), owner.kind())),
        _ => None,
    })?;
    let (ids, kinds): (Vec<_>, Vec<_>) = owners.into_iter().unzip();
    let ask = schema.ask(SWEEP_OWNERS).bind(directories);
    Some(Step::new(
        "api_keys.sweep_owners",
        ask.bind(ids).bind(kinds),
    ))
}

const SWEEP_OWNERS: &str = "
WITH k AS MATERIALIZED (
    SELECT * FROM UNNEST($1::uuid[], $2::uuid[], $3::text[]) AS k(directory_id, id, kind)
), uncounted AS (
    DELETE FROM tenantry.directory_counters t USING k
    WHERE t.directory_id = k.directory_id AND t.name = 'keys' AND t.of_id = k.id
)
DELETE FROM tenantry.api_keys t USING k
WHERE t.directory_id = k.directory_id AND t.owner_id = k.id AND t.owner_kind = k.kind";

/// Removes every key of organisations' service accounts, and their counts.
pub(crate) fn sweep_services(schema: &Schema, sweeps: &[(Scope, Sweep)]) -> Option<Step> {
    let (directories, orgs) = Step::keys(sweeps, |sweep| match sweep {
        Sweep::ServiceKeys(org) => Some(org.uuid()),
        _ => None,
    })?;
    let ask = schema.ask(SWEEP_SERVICES).bind(directories).bind(orgs);
    Some(Step::new("api_keys.sweep_services", ask))
}

const SWEEP_SERVICES: &str = "
WITH swept AS (
    DELETE FROM tenantry.api_keys t
    USING UNNEST($1::uuid[], $2::uuid[]) AS k(directory_id, org_id)
    WHERE t.directory_id = k.directory_id AND t.org_id = k.org_id AND t.owner_kind = 'service'
    RETURNING t.directory_id, t.owner_id
)
DELETE FROM tenantry.directory_counters t USING (SELECT DISTINCT * FROM swept) AS k
WHERE t.directory_id = k.directory_id AND t.name = 'keys' AND t.of_id = k.owner_id";

/// Removes the keys of principals that work no more and that nothing counts.
pub(crate) fn sweep_ended(schema: &Schema, sweeps: &[(Scope, Sweep)]) -> Option<Step> {
    let (directories, swept) = Step::keys(sweeps, |sweep| match sweep {
        Sweep::EndedKeys(owner, at) => Some((*owner, at.micros())),
        _ => None,
    })?;
    let ask = schema
        .ask(SWEEP_ENDED)
        .bind(directories)
        .bind(column(&swept, |(owner, _)| owner.uuid()))
        .bind(column(&swept, |(owner, _)| owner.kind()))
        .bind(column(&swept, |(_, at)| *at));
    Some(Step::new("api_keys.sweep_ended", ask))
}

// These keys are not in the line of those that are locked: one that somebody holds is passed
// over, so nobody is waited for.
const SWEEP_ENDED: &str = "
WITH ended AS (
    SELECT t.directory_id, t.key_id
    FROM UNNEST($1::uuid[], $2::uuid[], $3::text[], $4::bigint[]) AS k(directory_id, id, kind, at)
    JOIN tenantry.api_keys t
        ON t.directory_id = k.directory_id AND t.owner_id = k.id AND t.owner_kind = k.kind
    WHERE t.revoked_at IS NOT NULL OR (t.replaced_by IS NOT NULL AND t.expires_at <= k.at)
    FOR UPDATE OF t SKIP LOCKED
)
DELETE FROM tenantry.api_keys t USING ended
WHERE t.directory_id = ended.directory_id AND t.key_id = ended.key_id";
