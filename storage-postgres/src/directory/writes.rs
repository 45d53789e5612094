//! The room of directories: rows as they are written, a statement a table.

use tenantry::storage::{Key, Row, Scope, Sweep};
use tenantry::{KeyId, OrgId, Time};

use crate::commit::Step;
use crate::row::{column, int, json};
use crate::schema::Schema;

const PUT_DIRECTORIES: &str = "
INSERT INTO tenantry.directories (directory_id, name, version, created_at, updated_at)
SELECT * FROM UNNEST($1::uuid[], $2::text[], $3::bigint[], $4::bigint[], $5::bigint[])
ON CONFLICT (directory_id) DO UPDATE SET
    name = EXCLUDED.name, version = EXCLUDED.version, created_at = EXCLUDED.created_at,
    updated_at = EXCLUDED.updated_at";

const REMOVE_DIRECTORIES: &str = "
DELETE FROM tenantry.directories WHERE directory_id = ANY($1)";

// last_login_at is housekeeping's: a change of the row leaves it as it is.
const PUT_USERS: &str = "
INSERT INTO tenantry.users (directory_id, user_id, username, email, email_key, display_name,
                            status, last_login_at, version, created_at, updated_at)
SELECT * FROM UNNEST($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[],
                     $7::text[], $8::bigint[], $9::bigint[], $10::bigint[], $11::bigint[])
ON CONFLICT (directory_id, user_id) DO UPDATE SET
    username = EXCLUDED.username, email = EXCLUDED.email, email_key = EXCLUDED.email_key,
    display_name = EXCLUDED.display_name, status = EXCLUDED.status,
    version = EXCLUDED.version, created_at = EXCLUDED.created_at,
    updated_at = EXCLUDED.updated_at";

const REMOVE_USERS: &str = "
DELETE FROM tenantry.users t USING UNNEST($1::uuid[], $2::uuid[]) AS k(directory_id, user_id)
WHERE t.directory_id = k.directory_id AND t.user_id = k.user_id";

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

const REMOVE_API_KEYS: &str = "
DELETE FROM tenantry.api_keys t USING UNNEST($1::uuid[], $2::uuid[]) AS k(directory_id, key_id)
WHERE t.directory_id = k.directory_id AND t.key_id = k.key_id";

const PUT_SUBJECTS: &str = "
INSERT INTO tenantry.subjects (directory_id, issuer, subject, user_id, version, created_at)
SELECT * FROM UNNEST($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::bigint[], $6::bigint[])
ON CONFLICT (directory_id, issuer, subject) DO UPDATE SET
    user_id = EXCLUDED.user_id, version = EXCLUDED.version, created_at = EXCLUDED.created_at";

const REMOVE_SUBJECTS: &str = "
DELETE FROM tenantry.subjects t
USING UNNEST($1::uuid[], $2::text[], $3::text[]) AS k(directory_id, issuer, subject)
WHERE t.directory_id = k.directory_id AND t.issuer = k.issuer AND t.subject = k.subject";

const PUT_SLUGS: &str = "
INSERT INTO tenantry.slugs (directory_id, slug, org_id)
SELECT * FROM UNNEST($1::uuid[], $2::text[], $3::uuid[])
ON CONFLICT (directory_id, slug) DO UPDATE SET org_id = EXCLUDED.org_id";

const REMOVE_SLUGS: &str = "
DELETE FROM tenantry.slugs t USING UNNEST($1::uuid[], $2::text[]) AS k(directory_id, slug)
WHERE t.directory_id = k.directory_id AND t.slug = k.slug";

const PUT_AFFILIATIONS: &str = "
INSERT INTO tenantry.affiliations (directory_id, user_id, org_id)
SELECT * FROM UNNEST($1::uuid[], $2::uuid[], $3::uuid[])
ON CONFLICT (directory_id, user_id, org_id) DO NOTHING";

const REMOVE_AFFILIATIONS: &str = "
DELETE FROM tenantry.affiliations t
USING UNNEST($1::uuid[], $2::uuid[], $3::uuid[]) AS k(directory_id, user_id, org_id)
WHERE t.directory_id = k.directory_id AND t.user_id = k.user_id AND t.org_id = k.org_id";

const SWEEP_AFFILIATIONS: &str = "
DELETE FROM tenantry.affiliations t USING UNNEST($1::uuid[], $2::uuid[]) AS k(directory_id, org_id)
WHERE t.directory_id = k.directory_id AND t.org_id = k.org_id";

const PUT_DEPARTED: &str = "
INSERT INTO tenantry.departed_orgs (directory_id, org_id, seq, hash, deleted_at)
SELECT k.directory_id, k.org_id, k.seq, decode(k.hash, 'hex'), k.deleted_at
FROM UNNEST($1::uuid[], $2::uuid[], $3::bigint[], $4::text[], $5::bigint[])
    AS k(directory_id, org_id, seq, hash, deleted_at)
ON CONFLICT (directory_id, org_id) DO UPDATE SET
    seq = EXCLUDED.seq, hash = EXCLUDED.hash, deleted_at = EXCLUDED.deleted_at";

const REMOVE_DEPARTED: &str = "
DELETE FROM tenantry.departed_orgs t USING UNNEST($1::uuid[], $2::uuid[]) AS k(directory_id, org_id)
WHERE t.directory_id = k.directory_id AND t.org_id = k.org_id";

/// Writes directories as they end.
pub(crate) fn put_directories(schema: &Schema, rows: &[&Row]) -> Option<Step> {
    let rows = Step::rows(rows, |row| match row {
        Row::Directory(row) => Some(row),
        _ => None,
    })?;
    let ask = schema
        .ask(PUT_DIRECTORIES)
        .bind(column(&rows, |row| row.id.uuid()))
        .bind(column(&rows, |row| row.name.as_str()))
        .bind(column(&rows, |row| int(row.version)))
        .bind(column(&rows, |row| row.created_at.micros()))
        .bind(column(&rows, |row| row.updated_at.micros()));
    Some(Step::new("directories.put", ask))
}

/// Removes directories.
pub(crate) fn remove_directories(schema: &Schema, gone: &[(Scope, &Key)]) -> Option<Step> {
    let (directories, _) = Step::keys(gone, |key| match key {
        Key::Directory => Some(()),
        _ => None,
    })?;
    let ask = schema.ask(REMOVE_DIRECTORIES).bind(directories);
    Some(Step::new("directories.remove", ask))
}

/// Writes people as they end.
pub(crate) fn put_users(schema: &Schema, rows: &[&Row]) -> Option<Step> {
    let rows = Step::rows(rows, |row| match row {
        Row::User(row) => Some(row),
        _ => None,
    })?;
    let ask = schema
        .ask(PUT_USERS)
        .bind(column(&rows, |row| row.directory.uuid()))
        .bind(column(&rows, |row| row.id.uuid()))
        .bind(column(&rows, |row| row.username.as_str()))
        .bind(column(&rows, |row| row.email.as_str()))
        .bind(column(&rows, |row| row.email_key()))
        .bind(column(&rows, |row| row.display_name.as_str()))
        .bind(column(&rows, |row| row.status.name()))
        .bind(column(&rows, |row| row.last_login_at.map(Time::micros)))
        .bind(column(&rows, |row| int(row.version)))
        .bind(column(&rows, |row| row.created_at.micros()))
        .bind(column(&rows, |row| row.updated_at.micros()));
    Some(Step::new("users.put", ask))
}

/// Removes people.
pub(crate) fn remove_users(schema: &Schema, gone: &[(Scope, &Key)]) -> Option<Step> {
    let (directories, users) = Step::keys(gone, |key| match key {
        Key::User(user) => Some(user.uuid()),
        _ => None,
    })?;
    let ask = schema.ask(REMOVE_USERS).bind(directories).bind(users);
    Some(Step::new("users.remove", ask))
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

/// Removes API keys.
pub(crate) fn remove_api_keys(schema: &Schema, gone: &[(Scope, &Key)]) -> Option<Step> {
    let (directories, keys) = Step::keys(gone, |key| match key {
        Key::ApiKey(key) => Some(key.uuid()),
        _ => None,
    })?;
    let ask = schema.ask(REMOVE_API_KEYS).bind(directories).bind(keys);
    Some(Step::new("api_keys.remove", ask))
}

/// Writes vouched subjects as they end.
pub(crate) fn put_subjects(schema: &Schema, rows: &[&Row]) -> Option<Step> {
    let rows = Step::rows(rows, |row| match row {
        Row::Subject(row) => Some(row),
        _ => None,
    })?;
    let ask = schema
        .ask(PUT_SUBJECTS)
        .bind(column(&rows, |row| row.directory.uuid()))
        .bind(column(&rows, |row| row.issuer.as_str()))
        .bind(column(&rows, |row| row.subject.as_str()))
        .bind(column(&rows, |row| row.user.uuid()))
        .bind(column(&rows, |row| int(row.version)))
        .bind(column(&rows, |row| row.created_at.micros()));
    Some(Step::new("subjects.put", ask))
}

/// Removes vouched subjects.
pub(crate) fn remove_subjects(schema: &Schema, gone: &[(Scope, &Key)]) -> Option<Step> {
    let (directories, pairs) = Step::keys(gone, |key| match key {
        Key::Subject(issuer, subject) => Some((issuer.as_str(), subject.as_str())),
        _ => None,
    })?;
    let (issuers, subjects): (Vec<_>, Vec<_>) = pairs.into_iter().unzip();
    let ask = schema
        .ask(REMOVE_SUBJECTS)
        .bind(directories)
        .bind(issuers)
        .bind(subjects);
    Some(Step::new("subjects.remove", ask))
}

/// Writes slugs as they end.
pub(crate) fn put_slugs(schema: &Schema, rows: &[&Row]) -> Option<Step> {
    let rows = Step::rows(rows, |row| match row {
        Row::Slug(row) => Some(row),
        _ => None,
    })?;
    let ask = schema
        .ask(PUT_SLUGS)
        .bind(column(&rows, |row| row.directory.uuid()))
        .bind(column(&rows, |row| row.slug.as_str()))
        .bind(column(&rows, |row| row.org.uuid()));
    Some(Step::new("slugs.put", ask))
}

/// Removes slugs.
pub(crate) fn remove_slugs(schema: &Schema, gone: &[(Scope, &Key)]) -> Option<Step> {
    let (directories, slugs) = Step::keys(gone, |key| match key {
        Key::Slug(slug) => Some(slug.as_str()),
        _ => None,
    })?;
    let ask = schema.ask(REMOVE_SLUGS).bind(directories).bind(slugs);
    Some(Step::new("slugs.remove", ask))
}

/// Writes who belongs where.
pub(crate) fn put_affiliations(schema: &Schema, rows: &[&Row]) -> Option<Step> {
    let rows = Step::rows(rows, |row| match row {
        Row::Affiliation(row) => Some(row),
        _ => None,
    })?;
    let ask = schema
        .ask(PUT_AFFILIATIONS)
        .bind(column(&rows, |row| row.directory.uuid()))
        .bind(column(&rows, |row| row.user.uuid()))
        .bind(column(&rows, |row| row.org.uuid()));
    Some(Step::new("affiliations.put", ask))
}

/// Removes who belongs where.
pub(crate) fn remove_affiliations(schema: &Schema, gone: &[(Scope, &Key)]) -> Option<Step> {
    let (directories, pairs) = Step::keys(gone, |key| match key {
        Key::Affiliation(user, org) => Some((user.uuid(), org.uuid())),
        _ => None,
    })?;
    let (users, orgs): (Vec<_>, Vec<_>) = pairs.into_iter().unzip();
    let ask = schema
        .ask(REMOVE_AFFILIATIONS)
        .bind(directories)
        .bind(users)
        .bind(orgs);
    Some(Step::new("affiliations.remove", ask))
}

/// Removes everybody's belonging to organisations.
pub(crate) fn sweep_affiliations(schema: &Schema, sweeps: &[(Scope, Sweep)]) -> Option<Step> {
    let (directories, orgs) = Step::keys(sweeps, |sweep| match sweep {
        Sweep::Affiliations(org) => Some(org.uuid()),
        _ => None,
    })?;
    let ask = schema.ask(SWEEP_AFFILIATIONS).bind(directories).bind(orgs);
    Some(Step::new("affiliations.sweep", ask))
}

/// Writes what stays of deleted organisations.
pub(crate) fn put_departed(schema: &Schema, rows: &[&Row]) -> Option<Step> {
    let rows = Step::rows(rows, |row| match row {
        Row::Departed(row) => Some(row),
        _ => None,
    })?;
    let ask = schema
        .ask(PUT_DEPARTED)
        .bind(column(&rows, |row| row.directory.uuid()))
        .bind(column(&rows, |row| row.org.uuid()))
        .bind(column(&rows, |row| int(row.seq)))
        .bind(column(&rows, |row| row.hash.as_str()))
        .bind(column(&rows, |row| row.deleted_at.micros()));
    Some(Step::new("departed_orgs.put", ask))
}

/// Removes what stays of deleted organisations.
pub(crate) fn remove_departed(schema: &Schema, gone: &[(Scope, &Key)]) -> Option<Step> {
    let (directories, orgs) = Step::keys(gone, |key| match key {
        Key::Departed(org) => Some(org.uuid()),
        _ => None,
    })?;
    let ask = schema.ask(REMOVE_DEPARTED).bind(directories).bind(orgs);
    Some(Step::new("departed_orgs.remove", ask))
}
