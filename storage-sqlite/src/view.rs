//! What every scoped read looks at beside its rows: the head, and the caller's credential.

use rusqlite::{Connection, Result, params};
use tenantry::storage::{Head, Scope, Seen, View};
use tenantry::{DirectoryId, Error, OrgId};

use crate::error::Attempt;
use crate::journal::heads;
use crate::query::{PerScope, one};

/// Reads in a view, whatever its scope.
pub(crate) fn of_scope<T>(
    db: &Connection,
    view: &View,
    read: impl FnOnce(Scope) -> Result<T>,
) -> Attempt<Seen<T>> {
    let (head, proof) = look(db, view)?.ok_or_else(|| absent(view.scope))?;
    let value = read(view.scope)?;
    Ok(Seen { head, proof, value })
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

/// The head of the view's scope, and the version of the credential's row.
fn look(db: &Connection, view: &View) -> Result<Option<(Head, Option<u64>)>> {
    let params = params![
        view.scope.uuid(),
        view.proof.map(|proof| proof.directory.uuid()),
        view.proof.map(|proof| proof.key.uuid()),
    ];
    one(db, LOOK.of(view.scope), params, |row| {
        Ok((heads::head(row)?, row.take()?))
    })
}

const LOOK: PerScope = PerScope {
    org: "
    SELECT seq, rights, narrowed, floor, floor_hash, hash, at,
           (SELECT version FROM api_keys WHERE directory_id = ?2 AND key_id = ?3)
    FROM org_heads WHERE org_id = ?1",
    directory: "
    SELECT seq, rights, narrowed, floor, floor_hash, hash, at,
           (SELECT version FROM api_keys WHERE directory_id = ?2 AND key_id = ?3)
    FROM directory_heads WHERE directory_id = ?1",
};

fn absent(scope: Scope) -> Error {
    Error::not_found(scope.kind(), scope.uuid())
}
