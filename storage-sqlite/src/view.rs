//! What every scoped read looks at beside its rows: the head, and the caller's credential.

use rusqlite::{Connection, Result, params};
use tenantry::storage::{Head, Proof, Scope, Seen, View};
use tenantry::{DirectoryId, Error, OrgId};

use crate::error::Attempt;
use crate::journal::heads;
use crate::query::{one, only};

/// Reads in a view, whatever its scope.
pub(crate) fn of_scope<T>(
    db: &Connection,
    view: &View,
    read: impl FnOnce(Scope) -> Result<T>,
) -> Attempt<Seen<T>> {
    let head = heads::find(db, view.scope)?.ok_or_else(|| absent(view.scope))?;
    Ok(seen(db, view, head, read(view.scope)?)?)
}

/// Reads in a view of an organisation. To another scope there is no such organisation.
pub(crate) fn of_org<T>(
    db: &Connection,
    view: &View,
    read: impl FnOnce(OrgId) -> Result<T>,
) -> Attempt<Seen<T>> {
    match view.scope {
        Scope::Org(org) => of_scope(db, view, |_| read(org)),
        Scope::Directory(id) => Err(Error::not_found(OrgId::NOUN, id).into()),
    }
}

/// Reads in a view of a directory. To another scope there is no such directory.
pub(crate) fn of_directory<T>(
    db: &Connection,
    view: &View,
    read: impl FnOnce(DirectoryId) -> Result<T>,
) -> Attempt<Seen<T>> {
    match view.scope {
        Scope::Directory(directory) => of_scope(db, view, |_| read(directory)),
        Scope::Org(id) => Err(Error::not_found(DirectoryId::NOUN, id).into()),
    }
}

/// A value with where things stood.
pub(crate) fn seen<T>(db: &Connection, view: &View, head: Head, value: T) -> Result<Seen<T>> {
    let proof = match view.proof {
        Some(proof) => credential_version(db, proof)?,
        None => None,
    };
    Ok(Seen { head, proof, value })
}

fn credential_version(db: &Connection, proof: Proof) -> Result<Option<u64>> {
    let params = params![proof.directory.uuid(), proof.key.uuid()];
    one(db, CREDENTIAL_VERSION, params, only)
}

const CREDENTIAL_VERSION: &str = "
    SELECT version FROM api_keys WHERE directory_id = ?1 AND key_id = ?2";

fn absent(scope: Scope) -> Error {
    Error::not_found(scope.kind(), scope.uuid())
}
