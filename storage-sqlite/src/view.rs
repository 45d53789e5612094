//! What every scoped read looks at beside its rows: the head, and the caller's credential.

use rusqlite::{Connection, Result, params};
use tenantry::storage::{Scope, Seen, View};
use tenantry::{DirectoryId, Error, OrgId};
use uuid::Uuid;

use crate::error::Attempt;
use crate::journal::heads;
use crate::query::{Columns, PerScope};

/// Reads in a view, whatever its scope: head, credential and value of one snapshot.
pub(crate) fn of_scope<T>(
    db: &Connection,
    view: &View,
    read: impl FnOnce(Scope) -> Result<T>,
) -> Attempt<Seen<T>> {
    let mut look = db.prepare_cached(LOOK.of(view.scope))?;
    let mut rows = look.query(params![
        view.scope.uuid(),
        view.proof.map(|proof| proof.directory.uuid()),
        view.proof.map(|proof| proof.key.uuid()),
    ])?;
    let row = rows.next()?.ok_or_else(|| absent(view.scope))?;
    let mut columns = Columns::of(row);
    Ok(Seen {
        head: heads::head(&mut columns)?,
        proof: columns.take()?,
        // INVARIANT: `rows` is still open here. A statement that has not ended holds its
        // snapshot, so what is read now is of the same one, without a `BEGIN` to pay for.
        value: read(view.scope)?,
    })
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

/// Reads one row of an organisation in the very statement that looks at head and credential:
/// half the statements of [`of_org`], which is most of what a point read costs.
///
/// `?1` is the organisation, `?2` and `?3` are the credential, `?4` is the row.
pub(crate) fn one_of_org<T>(
    db: &Connection,
    view: &View,
    sql: &'static str,
    id: Uuid,
    read: impl FnOnce(&mut Columns) -> Result<T>,
) -> Attempt<Seen<Option<T>>> {
    let Scope::Org(org) = view.scope else {
        return Err(Error::not_found(OrgId::NOUN, view.scope.uuid()).into());
    };
    let mut look = db.prepare_cached(sql)?;
    let mut rows = look.query(params![
        org.uuid(),
        view.proof.map(|proof| proof.directory.uuid()),
        view.proof.map(|proof| proof.key.uuid()),
        id,
    ])?;
    let row = rows.next()?.ok_or_else(|| absent(view.scope))?;
    let mut columns = Columns::of(row);
    Ok(Seen {
        head: heads::head(&mut columns)?,
        proof: columns.take()?,
        value: columns.maybe(read)?,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::{one, only};
    use crate::{connection, migrations};
    use tenantry::Time;
    use tenantry::storage::Head;

    const MOVE: &str = "UPDATE org_heads SET seq = seq + 1";
    const SEQ: &str = "SELECT seq FROM org_heads";

    #[test]
    fn a_view_is_one_snapshot() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.db");
        let writer = connection::writer(&path).unwrap();
        migrations::migrate(&writer, Time::default()).unwrap();
        let scope = Scope::Org(OrgId::from_uuid(Uuid::now_v7()));
        let tx = crate::transaction::Statements {
            db: &writer,
            probe: None,
        };
        heads::put(tx, scope, &Head::new(scope), true).unwrap();

        let reader = connection::reader(&path).unwrap();
        let view = View { scope, proof: None };
        let seen = of_scope(&reader, &view, |_| {
            // Somebody commits between the statements of the read.
            writer.execute(MOVE, [])?;
            one(&reader, SEQ, [], only::<u64>)
        });
        let seen = seen.unwrap_or_else(|fault| panic!("{fault:?}"));
        assert_eq!((seen.head.seq, seen.value), (0, Some(0)));
        assert_eq!(one(&reader, SEQ, [], only::<u64>).unwrap(), Some(1));
    }
}
