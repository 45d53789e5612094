//! The room of directories: their own rows, and the reads of everything in them.

use async_trait::async_trait;
use tenantry::access::Principal;
use tenantry::directory::{ApiKey, DepartedOrg, Directory, StoredKey, Subject, User};
use tenantry::orgs::{Member, Org};
use tenantry::page::Keyset;
use tenantry::storage::{Credential, DirectoryReads, Head, Key, Proof, Row, Scope, Seen, View};
use tenantry::{DirectoryId, KeyId, OrgId, Result, UserId};

use crate::commit::Step;
use crate::engine::Postgres;
use crate::row::{Fields, column, int};
use crate::schema::Schema;

pub(crate) mod keys;
pub(crate) mod places;
pub(crate) mod users;

#[async_trait]
impl DirectoryReads for Postgres {
    async fn directory(&self, id: DirectoryId) -> Result<Option<Seen<Directory>>> {
        let engine = &self.engine;
        let view = View {
            scope: Scope::Directory(id),
            proof: None,
        };
        let ask = || engine.view(&view, FIND);
        engine.seen_maybe(ask, directory).await
    }

    async fn directories(&self, keyset: Keyset) -> Result<Vec<Directory>> {
        let engine = &self.engine;
        let ask = || {
            let ask = engine
                .schema
                .ask_for_page(LIST, keyset.order)
                .bind(keyset.after);
            ask.bind(i64::from(keyset.limit))
        };
        engine.list(ask, directory).await
    }

    async fn credential(&self, proof: Proof) -> Result<Option<Credential>> {
        keys::credential(&self.engine, proof).await
    }

    async fn vouched(
        &self,
        directory: DirectoryId,
        issuer: &str,
        subject: &str,
    ) -> Result<Option<(Subject, User)>> {
        users::vouched(&self.engine, directory, issuer, subject).await
    }

    async fn user(&self, view: &View, id: UserId) -> Result<Seen<Option<User>>> {
        users::find(&self.engine, view, id).await
    }

    async fn users(&self, view: &View, keyset: Keyset) -> Result<Seen<Vec<User>>> {
        users::list(&self.engine, view, keyset).await
    }

    async fn subjects(&self, view: &View, user: UserId) -> Result<Seen<Vec<Subject>>> {
        users::subjects(&self.engine, view, user).await
    }

    async fn keys(
        &self,
        view: &View,
        owner: Principal,
        keyset: Keyset,
    ) -> Result<Seen<Vec<ApiKey>>> {
        keys::list(&self.engine, view, owner, keyset).await
    }

    async fn key(&self, view: &View, id: KeyId) -> Result<Seen<Option<StoredKey>>> {
        keys::find(&self.engine, view, id).await
    }

    async fn orgs_of(&self, view: &View, user: UserId, keyset: Keyset) -> Result<Seen<Vec<Org>>> {
        places::orgs_of(&self.engine, view, user, keyset).await
    }

    async fn memberships(
        &self,
        directory: DirectoryId,
        user: UserId,
    ) -> Result<Vec<(Head, Member)>> {
        places::memberships(&self.engine, directory, user).await
    }

    async fn departed(&self, view: &View, org: OrgId) -> Result<Seen<Option<DepartedOrg>>> {
        places::departed(&self.engine, view, org).await
    }
}

const FIND: &str = "
SELECT {seen}, d.directory_id, d.name, d.version, d.created_at, d.updated_at
FROM tenantry.directory_heads h
JOIN tenantry.directories d ON d.directory_id = h.directory_id
WHERE h.directory_id = $1";

const LIST: &str = "
SELECT directory_id, name, version, created_at, updated_at
FROM tenantry.directories
WHERE directory_id {>} $1 ORDER BY directory_id {asc} LIMIT $2";

/// A directory.
fn directory(fields: &mut Fields<'_>) -> Result<Directory> {
    Ok(Directory {
        id: fields.id(DirectoryId::from_uuid)?,
        name: fields.next()?,
        version: fields.count()?,
        created_at: fields.time()?,
        updated_at: fields.time()?,
    })
}

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

const PUT_DIRECTORIES: &str = "
INSERT INTO tenantry.directories (directory_id, name, version, created_at, updated_at)
SELECT * FROM UNNEST($1::uuid[], $2::text[], $3::bigint[], $4::bigint[], $5::bigint[])
ON CONFLICT (directory_id) DO UPDATE SET
    name = EXCLUDED.name, version = EXCLUDED.version, created_at = EXCLUDED.created_at,
    updated_at = EXCLUDED.updated_at";

/// Removes directories.
pub(crate) fn remove_directories(schema: &Schema, gone: &[(Scope, &Key)]) -> Option<Step> {
    let (directories, _) = Step::keys(gone, |key| match key {
        Key::Directory => Some(()),
        _ => None,
    })?;
    let ask = schema.ask(REMOVE_DIRECTORIES).bind(directories);
    Some(Step::new("directories.remove", ask))
}

const REMOVE_DIRECTORIES: &str = "
DELETE FROM tenantry.directories WHERE directory_id = ANY($1)";
