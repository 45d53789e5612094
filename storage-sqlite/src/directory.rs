//! The room of directories: their own rows, and the reads of everything in them.

use async_trait::async_trait;
use rusqlite::{Connection, Result, params};
use tenantry::access::Principal;
use tenantry::directory::{ApiKey, DepartedOrg, Directory, StoredKey, Subject, User};
use tenantry::orgs::{Member, Org};
use tenantry::page::Keyset;
use tenantry::storage::{Credential, DirectoryReads, Head, Proof, Seen, View};
use tenantry::{DirectoryId, KeyId, OrgId, UserId};
use uuid::Uuid;

use crate::journal::heads;
use crate::query::{Columns, one, only, page};
use crate::store::Sqlite;
use crate::transaction::{Put, Statements, snapshot};
use crate::view;

pub(crate) mod keys;
pub(crate) mod places;
pub(crate) mod users;

#[async_trait]
impl DirectoryReads for Sqlite {
    async fn directory(&self, id: DirectoryId) -> tenantry::Result<Option<Seen<Directory>>> {
        self.read(|db| Ok(snapshot(db, |db| find(db, id))?))
    }

    async fn directories(&self, keyset: Keyset) -> tenantry::Result<Vec<Directory>> {
        self.list(keyset.limit, move |db| {
            let params = params![keyset.after, keyset.limit];
            Ok(page(db, LIST, keyset, params, directory)?)
        })
        .await
    }

    async fn credential(&self, proof: Proof) -> tenantry::Result<Option<Credential>> {
        self.read(|db| Ok(snapshot(db, |db| credential(db, proof))?))
    }

    async fn vouched(
        &self,
        directory: DirectoryId,
        issuer: &str,
        subject: &str,
    ) -> tenantry::Result<Option<(Subject, User)>> {
        self.read(|db| {
            Ok(snapshot(db, |db| {
                users::vouched(db, directory, issuer, subject)
            })?)
        })
    }

    async fn user(&self, view: &View, id: UserId) -> tenantry::Result<Seen<Option<User>>> {
        self.read(|db| view::of_directory(db, view, |directory| users::find(db, directory, id)))
    }

    async fn users(&self, view: &View, keyset: Keyset) -> tenantry::Result<Seen<Vec<User>>> {
        let view = *view;
        self.list(keyset.limit, move |db| {
            view::of_directory(db, &view, |directory| users::list(db, directory, keyset))
        })
        .await
    }

    async fn subjects(&self, view: &View, user: UserId) -> tenantry::Result<Seen<Vec<Subject>>> {
        self.read(|db| {
            view::of_directory(db, view, |directory| users::subjects(db, directory, user))
        })
    }

    async fn keys(
        &self,
        view: &View,
        owner: Principal,
        keyset: Keyset,
    ) -> tenantry::Result<Seen<Vec<ApiKey>>> {
        let view = *view;
        self.list(keyset.limit, move |db| {
            view::of_directory(db, &view, |directory| {
                keys::list(db, directory, owner, keyset)
            })
        })
        .await
    }

    async fn key(&self, view: &View, id: KeyId) -> tenantry::Result<Seen<Option<StoredKey>>> {
        self.read(|db| view::of_directory(db, view, |directory| keys::find(db, directory, id)))
    }

    async fn orgs_of(
        &self,
        view: &View,
        user: UserId,
        keyset: Keyset,
    ) -> tenantry::Result<Seen<Vec<Org>>> {
        let view = *view;
        self.list(keyset.limit, move |db| {
            view::of_directory(db, &view, |directory| {
                places::orgs_of(db, directory, user, keyset)
            })
        })
        .await
    }

    async fn memberships(
        &self,
        directory: DirectoryId,
        user: UserId,
    ) -> tenantry::Result<Vec<(Head, Member)>> {
        self.read_long(move |db| Ok(places::memberships(db, directory, user)?))
            .await
    }

    async fn departed(
        &self,
        view: &View,
        org: OrgId,
    ) -> tenantry::Result<Seen<Option<DepartedOrg>>> {
        self.read(|db| {
            view::of_directory(db, view, |directory| places::departed(db, directory, org))
        })
    }
}

fn find(db: &Connection, id: DirectoryId) -> Result<Option<Seen<Directory>>> {
    let Some(head) = heads::find(db, id.into())? else {
        return Ok(None);
    };
    let found = one(db, FIND, params![id.uuid()], directory)?;
    Ok(found.map(|value| Seen {
        head,
        proof: None,
        value,
    }))
}

fn credential(db: &Connection, proof: Proof) -> Result<Option<Credential>> {
    let Some(stored) = keys::find(db, proof.directory, proof.key)? else {
        return Ok(None);
    };
    let user = match stored.key.owner {
        Principal::User(id) => users::find(db, proof.directory, id)?,
        Principal::Service(_) => None,
    };
    Ok(Some(Credential { stored, user }))
}

fn directory(row: &mut Columns) -> Result<Directory> {
    Ok(Directory {
        id: row.take()?,
        name: row.take()?,
        version: row.take()?,
        created_at: row.take()?,
        updated_at: row.take()?,
    })
}

const FIND: &str = "
    SELECT directory_id, name, version, created_at, updated_at
    FROM directories WHERE directory_id = ?1";

const LIST: &str = "
    SELECT directory_id, name, version, created_at, updated_at
    FROM directories WHERE directory_id {>} ?1
    ORDER BY directory_id {asc} LIMIT ?2";

/// The version of a directory, if there is one.
pub(crate) fn version(tx: Statements, directory: Uuid) -> Result<Option<u64>> {
    tx.one("directories.version", VERSION, params![directory], only)
}

const VERSION: &str = "SELECT version FROM directories WHERE directory_id = ?1";

/// Writes a directory as it shall be.
pub(crate) fn put(tx: Statements, directory: &Directory) -> Result<usize> {
    tx.put(
        "directories.put",
        &PUT,
        directory.version,
        params![
            directory.id.uuid(),
            directory.name,
            directory.version.cast_signed(),
            directory.created_at.micros(),
            directory.updated_at.micros(),
        ],
    )
}

const PUT: Put = Put {
    insert: "
    INSERT INTO directories (directory_id, name, version, created_at, updated_at)
    VALUES (?1, ?2, ?3, ?4, ?5)
    ON CONFLICT (directory_id) DO NOTHING",
    update: "
    UPDATE directories
    SET name = ?2, version = ?3, created_at = ?4, updated_at = ?5
    WHERE directory_id = ?1",
};

/// Removes a directory's own row.
pub(crate) fn remove(tx: Statements, directory: Uuid) -> Result<usize> {
    tx.run("directories.remove", REMOVE, params![directory])
}

const REMOVE: &str = "DELETE FROM directories WHERE directory_id = ?1";
