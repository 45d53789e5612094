//! People, and the subjects that stand for them.

use tenantry::directory::{Subject, User, UserStatus};
use tenantry::page::Keyset;
use tenantry::storage::{Key, Row, Scope, Seen, View};
use tenantry::{DirectoryId, Result, Time, UserId};

use crate::commit::Step;
use crate::engine::Engine;
use crate::row::{Fields, column, int};
use crate::schema::Schema;

/// A person.
pub(super) async fn find(engine: &Engine, view: &View, id: UserId) -> Result<Seen<Option<User>>> {
    let ask = || engine.view(view, FIND).bind(id.uuid());
    engine.seen_one(view, ask, user).await
}

const FIND: &str = "
SELECT {seen}, u.directory_id, u.user_id, u.username, u.email, u.display_name, u.status,
       u.last_login_at, u.version, u.created_at, u.updated_at
FROM tenantry.directory_heads h
LEFT JOIN tenantry.users u ON u.directory_id = h.directory_id AND u.user_id = $4
WHERE h.directory_id = $1";

/// All people.
pub(super) async fn list(engine: &Engine, view: &View, keyset: Keyset) -> Result<Seen<Vec<User>>> {
    let ask = || {
        let ask = engine.page(view, LIST, keyset).bind(keyset.after);
        ask.bind(i64::from(keyset.limit))
    };
    engine.seen_many(view, ask, user).await
}

const LIST: &str = "
SELECT {seen}, u.*
FROM tenantry.directory_heads h
LEFT JOIN LATERAL (
    SELECT directory_id, user_id, username, email, display_name, status,
           last_login_at, version, created_at, updated_at
    FROM tenantry.users
    WHERE directory_id = $1 AND user_id {>} $4 ORDER BY user_id {asc} LIMIT $5
) u ON true
WHERE h.directory_id = $1
ORDER BY u.user_id {asc}";

/// The subjects that stand for a person.
pub(super) async fn subjects(
    engine: &Engine,
    view: &View,
    user: UserId,
) -> Result<Seen<Vec<Subject>>> {
    let ask = || engine.view(view, SUBJECTS).bind(user.uuid());
    engine.seen_many(view, ask, subject).await
}

const SUBJECTS: &str = "
SELECT {seen}, s.*
FROM tenantry.directory_heads h
LEFT JOIN LATERAL (
    SELECT directory_id, issuer, subject, user_id, version, created_at
    FROM tenantry.subjects
    WHERE directory_id = $1 AND user_id = $4 ORDER BY issuer, subject LIMIT 200
) s ON true
WHERE h.directory_id = $1
ORDER BY s.issuer, s.subject";

/// The person that a vouched subject stands for.
pub(super) async fn vouched(
    engine: &Engine,
    directory: DirectoryId,
    issuer: &str,
    name: &str,
) -> Result<Option<(Subject, User)>> {
    let ask = || {
        let ask = engine.schema.ask(VOUCHED).bind(directory.uuid());
        ask.bind(issuer).bind(name)
    };
    engine
        .maybe(ask, |fields| Ok((subject(fields)?, user(fields)?)))
        .await
}

const VOUCHED: &str = "
SELECT s.directory_id, s.issuer, s.subject, s.user_id, s.version, s.created_at,
       u.directory_id, u.user_id, u.username, u.email, u.display_name, u.status,
       u.last_login_at, u.version, u.created_at, u.updated_at
FROM tenantry.subjects s
JOIN tenantry.users u ON u.directory_id = s.directory_id AND u.user_id = s.user_id
WHERE s.directory_id = $1 AND s.issuer = $2 AND s.subject = $3";

/// A person.
pub(super) fn user(fields: &mut Fields<'_>) -> Result<User> {
    Ok(User {
        directory: fields.id(DirectoryId::from_uuid)?,
        id: fields.id(UserId::from_uuid)?,
        username: fields.next()?,
        email: fields.next()?,
        display_name: fields.next()?,
        status: fields.named("status", UserStatus::from_name)?,
        last_login_at: fields.maybe_time()?,
        version: fields.count()?,
        created_at: fields.time()?,
        updated_at: fields.time()?,
    })
}

/// A vouched subject.
fn subject(fields: &mut Fields<'_>) -> Result<Subject> {
    Ok(Subject {
        directory: fields.id(DirectoryId::from_uuid)?,
        issuer: fields.next()?,
        subject: fields.next()?,
        user: fields.id(UserId::from_uuid)?,
        version: fields.count()?,
        created_at: fields.time()?,
    })
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

/// Removes people.
pub(crate) fn remove_users(schema: &Schema, gone: &[(Scope, &Key)]) -> Option<Step> {
    let (directories, users) = Step::keys(gone, |key| match key {
        Key::User(user) => Some(user.uuid()),
        _ => None,
    })?;
    let ask = schema.ask(REMOVE_USERS).bind(directories).bind(users);
    Some(Step::new("users.remove", ask))
}

const REMOVE_USERS: &str = "
DELETE FROM tenantry.users t USING UNNEST($1::uuid[], $2::uuid[]) AS k(directory_id, user_id)
WHERE t.directory_id = k.directory_id AND t.user_id = k.user_id";

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

const PUT_SUBJECTS: &str = "
INSERT INTO tenantry.subjects (directory_id, issuer, subject, user_id, version, created_at)
SELECT * FROM UNNEST($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::bigint[], $6::bigint[])
ON CONFLICT (directory_id, issuer, subject) DO UPDATE SET
    user_id = EXCLUDED.user_id, version = EXCLUDED.version, created_at = EXCLUDED.created_at";

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

const REMOVE_SUBJECTS: &str = "
DELETE FROM tenantry.subjects t
USING UNNEST($1::uuid[], $2::text[], $3::text[]) AS k(directory_id, issuer, subject)
WHERE t.directory_id = k.directory_id AND t.issuer = k.issuer AND t.subject = k.subject";
