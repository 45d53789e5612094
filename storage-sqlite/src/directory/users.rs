//! People, and the subjects of outside issuers that stand for them.

use rusqlite::{Connection, Result, params};
use tenantry::directory::{Subject, User};
use tenantry::page::Keyset;
use tenantry::{DirectoryId, Time, UserId};
use uuid::Uuid;

use crate::query::{Columns, many, one, only, page};
use crate::transaction::{Put, Statements};

/// A person.
pub(crate) fn find(db: &Connection, directory: DirectoryId, id: UserId) -> Result<Option<User>> {
    one(db, FIND, params![directory.uuid(), id.uuid()], user)
}

const FIND: &str = "
    SELECT directory_id, user_id, username, email, display_name, status, last_login_at, version,
           created_at, updated_at
    FROM users WHERE directory_id = ?1 AND user_id = ?2";

/// The people of a directory, by id.
pub(crate) fn list(db: &Connection, directory: DirectoryId, keyset: Keyset) -> Result<Vec<User>> {
    let params = params![directory.uuid(), keyset.after, keyset.limit];
    page(db, LIST, keyset, params, user)
}

const LIST: &str = "
    SELECT directory_id, user_id, username, email, display_name, status, last_login_at, version,
           created_at, updated_at
    FROM users WHERE directory_id = ?1 AND user_id {>} ?2
    ORDER BY user_id {asc} LIMIT ?3";

fn user(row: &mut Columns) -> Result<User> {
    Ok(User {
        directory: row.take()?,
        id: row.take()?,
        username: row.take()?,
        email: row.take()?,
        display_name: row.take()?,
        status: row.take()?,
        last_login_at: row.take()?,
        version: row.take()?,
        created_at: row.take()?,
        updated_at: row.take()?,
    })
}

/// A subject and the person that it stands for.
pub(crate) fn vouched(
    db: &Connection,
    directory: DirectoryId,
    issuer: &str,
    name: &str,
) -> Result<Option<(Subject, User)>> {
    let params = params![directory.uuid(), issuer, name];
    let Some(subject) = one(db, FIND_SUBJECT, params, subject)? else {
        return Ok(None);
    };
    Ok(find(db, directory, subject.user)?.map(|user| (subject, user)))
}

const FIND_SUBJECT: &str = "
    SELECT directory_id, issuer, subject, user_id, version, created_at
    FROM subjects WHERE directory_id = ?1 AND issuer = ?2 AND subject = ?3";

/// The subjects that stand for a person.
pub(crate) fn subjects(
    db: &Connection,
    directory: DirectoryId,
    user: UserId,
) -> Result<Vec<Subject>> {
    many(
        db,
        LIST_SUBJECTS,
        params![directory.uuid(), user.uuid()],
        subject,
    )
}

const LIST_SUBJECTS: &str = "
    SELECT directory_id, issuer, subject, user_id, version, created_at
    FROM subjects WHERE directory_id = ?1 AND user_id = ?2
    ORDER BY issuer, subject LIMIT 200";

fn subject(row: &mut Columns) -> Result<Subject> {
    Ok(Subject {
        directory: row.take()?,
        issuer: row.take()?,
        subject: row.take()?,
        user: row.take()?,
        version: row.take()?,
        created_at: row.take()?,
    })
}

/// The version of a person, if there is one.
pub(crate) fn version(tx: Statements, directory: Uuid, id: UserId) -> Result<Option<u64>> {
    let params = params![directory, id.uuid()];
    tx.one("users.version", VERSION, params, only)
}

const VERSION: &str = "SELECT version FROM users WHERE directory_id = ?1 AND user_id = ?2";

/// Who has an e-mail address.
pub(crate) fn with_email(tx: Statements, directory: Uuid, key: &str) -> Result<Option<Uuid>> {
    let params = params![directory, key];
    tx.one("users.with_email", WITH_EMAIL, params, only)
}

const WITH_EMAIL: &str = "SELECT user_id FROM users WHERE directory_id = ?1 AND email_key = ?2";

/// Who has a username.
pub(crate) fn named(tx: Statements, directory: Uuid, username: &str) -> Result<Option<Uuid>> {
    let params = params![directory, username];
    tx.one("users.named", NAMED, params, only)
}

const NAMED: &str = "SELECT user_id FROM users WHERE directory_id = ?1 AND username = ?2";

/// Writes a person as they shall be. The last login is housekeeping's once the row is there.
pub(crate) fn put(tx: Statements, user: &User) -> Result<usize> {
    tx.put(
        "users.put",
        &PUT,
        user.version,
        params![
            user.directory.uuid(),
            user.id.uuid(),
            user.username,
            user.email,
            user.email_key(),
            user.display_name,
            user.status.name(),
            user.last_login_at.map(Time::micros),
            user.version.cast_signed(),
            user.created_at.micros(),
            user.updated_at.micros(),
        ],
    )
}

const PUT: Put = Put {
    insert: "
    INSERT INTO users (directory_id, user_id, username, email, email_key, display_name, status,
                       last_login_at, version, created_at, updated_at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
    ON CONFLICT (directory_id, user_id) DO NOTHING",
    update: "
    UPDATE users
    SET username = ?3, email = ?4, email_key = ?5, display_name = ?6, status = ?7,
        version = ?9, created_at = ?10, updated_at = ?11
    WHERE directory_id = ?1 AND user_id = ?2",
};

/// Removes a person.
pub(crate) fn remove(tx: Statements, directory: Uuid, id: UserId) -> Result<usize> {
    tx.run("users.remove", REMOVE, params![directory, id.uuid()])
}

const REMOVE: &str = "DELETE FROM users WHERE directory_id = ?1 AND user_id = ?2";

/// Notes that a person proved who they are.
pub(crate) fn logged_in(
    db: &Connection,
    directory: DirectoryId,
    id: UserId,
    at: Time,
) -> Result<usize> {
    db.prepare_cached(LOGGED_IN)?
        .execute(params![directory.uuid(), id.uuid(), at.micros()])
}

const LOGGED_IN: &str = "
    UPDATE users SET last_login_at = max(ifnull(last_login_at, ?3), ?3)
    WHERE directory_id = ?1 AND user_id = ?2";

/// The version of a subject, if there is one.
pub(crate) fn subject_version(
    tx: Statements,
    directory: Uuid,
    issuer: &str,
    subject: &str,
) -> Result<Option<u64>> {
    let params = params![directory, issuer, subject];
    tx.one("subjects.version", SUBJECT_VERSION, params, only)
}

const SUBJECT_VERSION: &str = "
    SELECT version FROM subjects WHERE directory_id = ?1 AND issuer = ?2 AND subject = ?3";

/// Writes a subject as it shall be.
pub(crate) fn put_subject(tx: Statements, subject: &Subject) -> Result<usize> {
    tx.put(
        "subjects.put",
        &PUT_SUBJECT,
        1,
        params![
            subject.directory.uuid(),
            subject.issuer,
            subject.subject,
            subject.user.uuid(),
            subject.version.cast_signed(),
            subject.created_at.micros(),
        ],
    )
}

const PUT_SUBJECT: Put = Put {
    insert: "
    INSERT INTO subjects (directory_id, issuer, subject, user_id, version, created_at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6)
    ON CONFLICT (directory_id, issuer, subject) DO NOTHING",
    update: "
    UPDATE subjects
    SET user_id = ?4, version = ?5, created_at = ?6
    WHERE directory_id = ?1 AND issuer = ?2 AND subject = ?3",
};

/// Removes a subject.
pub(crate) fn remove_subject(
    tx: Statements,
    directory: Uuid,
    issuer: &str,
    subject: &str,
) -> Result<usize> {
    let params = params![directory, issuer, subject];
    tx.run("subjects.remove", REMOVE_SUBJECT, params)
}

const REMOVE_SUBJECT: &str = "
    DELETE FROM subjects WHERE directory_id = ?1 AND issuer = ?2 AND subject = ?3";
