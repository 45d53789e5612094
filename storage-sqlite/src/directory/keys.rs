//! API keys: of people and of service accounts.

use rusqlite::{Connection, Result, params};
use tenantry::access::Principal;
use tenantry::directory::{ApiKey, StoredKey};
use tenantry::page::Keyset;
use tenantry::{DirectoryId, KeyId, OrgId, Time};
use uuid::Uuid;

use crate::query::{Columns, one, only, page};
use crate::transaction::{Put, Statements};

/// A key as it is stored.
pub(crate) fn find(
    db: &Connection,
    directory: DirectoryId,
    id: KeyId,
) -> Result<Option<StoredKey>> {
    one(db, FIND, params![directory.uuid(), id.uuid()], stored_key)
}

const FIND: &str = "
    SELECT hash, directory_id, key_id, owner_kind, owner_id, org_id, name, hint, scopes,
           expires_at, last_used_at, revoked_at, replaced_by, version, created_at, updated_at
    FROM api_keys WHERE directory_id = ?1 AND key_id = ?2";

/// The keys of a person or service account, by id.
pub(crate) fn list(
    db: &Connection,
    directory: DirectoryId,
    owner: Principal,
    keyset: Keyset,
) -> Result<Vec<ApiKey>> {
    let params = params![
        directory.uuid(),
        owner.uuid(),
        keyset.after,
        keyset.limit,
        owner.kind(),
    ];
    page(db, LIST, keyset, params, key)
}

const LIST: &str = "
    SELECT directory_id, key_id, owner_kind, owner_id, org_id, name, hint, scopes,
           expires_at, last_used_at, revoked_at, replaced_by, version, created_at, updated_at
    FROM api_keys
    WHERE directory_id = ?1 AND owner_id = ?2 AND owner_kind = ?5 AND key_id {>} ?3
    ORDER BY key_id {asc} LIMIT ?4";

fn stored_key(row: &mut Columns) -> Result<StoredKey> {
    let hash = row.take()?;
    Ok(StoredKey {
        key: key(row)?,
        hash,
    })
}

fn key(row: &mut Columns) -> Result<ApiKey> {
    Ok(ApiKey {
        directory: row.take()?,
        id: row.take()?,
        owner: row.principal()?,
        org: row.take()?,
        name: row.take()?,
        hint: row.take()?,
        scopes: row.take()?,
        expires_at: row.take()?,
        last_used_at: row.take()?,
        revoked_at: row.take()?,
        replaced_by: row.take()?,
        version: row.take()?,
        created_at: row.take()?,
        updated_at: row.take()?,
    })
}

/// The version of a key, if there is one.
pub(crate) fn version(tx: Statements, directory: Uuid, id: KeyId) -> Result<Option<u64>> {
    let params = params![directory, id.uuid()];
    tx.one("api_keys.version", VERSION, params, only)
}

const VERSION: &str = "SELECT version FROM api_keys WHERE directory_id = ?1 AND key_id = ?2";

/// Writes a key as it shall be. The last use is housekeeping's once the row is there.
pub(crate) fn put(tx: Statements, stored: &StoredKey) -> Result<usize> {
    let key = &stored.key;
    tx.put(
        "api_keys.put",
        &PUT,
        key.version,
        params![
            key.directory.uuid(),
            key.id.uuid(),
            key.owner.kind(),
            key.owner.uuid(),
            key.org.map(OrgId::uuid),
            key.name,
            key.hint,
            stored.hash,
            scopes(key),
            key.expires_at.map(Time::micros),
            key.last_used_at.map(Time::micros),
            key.revoked_at.map(Time::micros),
            key.replaced_by.map(KeyId::uuid),
            key.version.cast_signed(),
            key.created_at.micros(),
            key.updated_at.micros(),
        ],
    )
}

/// JSON text of a list of names, which always has one.
fn scopes(key: &ApiKey) -> String {
    serde_json::to_string(&key.scopes).unwrap_or_default()
}

const PUT: Put = Put {
    insert: "
    INSERT INTO api_keys (directory_id, key_id, owner_kind, owner_id, org_id, name, hint, hash,
                          scopes, expires_at, last_used_at, revoked_at, replaced_by, version,
                          created_at, updated_at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)
    ON CONFLICT (directory_id, key_id) DO NOTHING",
    update: "
    UPDATE api_keys
    SET owner_kind = ?3, owner_id = ?4, org_id = ?5, name = ?6, hint = ?7, hash = ?8,
        scopes = ?9, expires_at = ?10, revoked_at = ?12, replaced_by = ?13, version = ?14,
        created_at = ?15, updated_at = ?16
    WHERE directory_id = ?1 AND key_id = ?2",
};

/// Removes a key.
pub(crate) fn remove(tx: Statements, directory: Uuid, id: KeyId) -> Result<usize> {
    tx.run("api_keys.remove", REMOVE, params![directory, id.uuid()])
}

const REMOVE: &str = "DELETE FROM api_keys WHERE directory_id = ?1 AND key_id = ?2";

/// Removes every key of a principal, and their count.
pub(crate) fn sweep_owner(tx: Statements, directory: Uuid, owner: Principal) -> Result<usize> {
    let (id, kind) = (owner.uuid(), owner.kind());
    tx.run(
        "api_keys.uncount_owner",
        UNCOUNT_OWNER,
        params![directory, id],
    )?;
    tx.run(
        "api_keys.sweep_owner",
        SWEEP_OWNER,
        params![directory, id, kind],
    )
}

const UNCOUNT_OWNER: &str = "
    DELETE FROM directory_counters WHERE directory_id = ?1 AND name = 'keys' AND of_id = ?2";

const SWEEP_OWNER: &str = "
    DELETE FROM api_keys WHERE directory_id = ?1 AND owner_id = ?2 AND owner_kind = ?3";

/// Removes every key of an organisation's service accounts, and their counts.
pub(crate) fn sweep_services(tx: Statements, directory: Uuid, org: OrgId) -> Result<usize> {
    let params = params![directory, org.uuid()];
    tx.run("api_keys.uncount_services", UNCOUNT_SERVICES, params)?;
    let params = params![directory, org.uuid()];
    tx.run("api_keys.sweep_services", SWEEP_SERVICES, params)
}

const UNCOUNT_SERVICES: &str = "
    DELETE FROM directory_counters
    WHERE directory_id = ?1 AND name = 'keys' AND of_id IN (
        SELECT owner_id FROM api_keys
        WHERE directory_id = ?1 AND org_id = ?2 AND owner_kind = 'service')";

const SWEEP_SERVICES: &str = "
    DELETE FROM api_keys WHERE directory_id = ?1 AND org_id = ?2 AND owner_kind = 'service'";

/// Removes the keys of a principal that work no more and that nothing counts.
pub(crate) fn sweep_ended(
    tx: Statements,
    directory: Uuid,
    owner: Principal,
    at: Time,
) -> Result<usize> {
    let params = params![directory, owner.uuid(), owner.kind(), at.micros()];
    tx.run("api_keys.sweep_ended", SWEEP_ENDED, params)
}

const SWEEP_ENDED: &str = "
    DELETE FROM api_keys
    WHERE directory_id = ?1 AND owner_id = ?2 AND owner_kind = ?3
      AND (revoked_at IS NOT NULL OR (replaced_by IS NOT NULL AND expires_at <= ?4))";

/// How many keys of a principal were replaced and still work.
pub(crate) fn replaced_count(
    tx: Statements,
    directory: Uuid,
    owner: Uuid,
    at: Time,
) -> Result<i64> {
    let params = params![directory, owner, at.micros()];
    let count = tx.one("api_keys.count", REPLACED_COUNT, params, only)?;
    Ok(count.unwrap_or_default())
}

const REPLACED_COUNT: &str = "
    SELECT count(*) FROM api_keys
    WHERE directory_id = ?1 AND owner_id = ?2 AND replaced_by IS NOT NULL
      AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ?3)";

/// Notes that a key was used.
pub(crate) fn used(db: &Connection, directory: DirectoryId, id: KeyId, at: Time) -> Result<usize> {
    db.prepare_cached(USED)?
        .execute(params![directory.uuid(), id.uuid(), at.micros()])
}

const USED: &str = "
    UPDATE api_keys SET last_used_at = max(ifnull(last_used_at, ?3), ?3)
    WHERE directory_id = ?1 AND key_id = ?2";
