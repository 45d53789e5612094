//! Migrations: a list and one loop. Forward only; one that was applied is never edited.

use rusqlite::{Connection, params};
use sha2::{Digest, Sha256};
use tenantry::journal::Hash;
use tenantry::storage::SchemaStanding;
use tenantry::{Error, Time};

use crate::error::Attempt;
use crate::query::many;
use crate::transaction::transaction;

/// Every migration, in order. Its version is its place, from 1.
const MIGRATIONS: [&str; 5] = [
    include_str!("migrations/0001_spine.sql"),
    include_str!("migrations/0002_access.sql"),
    include_str!("migrations/0003_projects.sql"),
    include_str!("migrations/0004_tasks.sql"),
    include_str!("migrations/0005_links.sql"),
];

/// Brings a database to the newest schema. The caller has the turn.
pub(crate) fn migrate(db: &Connection, now: Time) -> Attempt<()> {
    apply(db, &MIGRATIONS, now)
}

/// How far a database is. Nothing is changed.
pub(crate) fn standing(db: &Connection) -> Attempt<SchemaStanding> {
    refuse_strangers(db)?;
    let is_new = !db.prepare(ANY_TABLE)?.exists([])?;
    Ok(SchemaStanding {
        applied: if is_new { 0 } else { version(db)? },
        known: u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX),
    })
}

const ANY_TABLE: &str = "SELECT 1 FROM sqlite_schema";

/// The version of a database's schema, which must be one that this library knows.
pub(crate) fn version(db: &Connection) -> Attempt<u32> {
    let applied = applied(db)?;
    check(&applied, &MIGRATIONS)?;
    Ok(u32::try_from(applied.len()).unwrap_or(u32::MAX))
}

fn apply(db: &Connection, migrations: &[&str], now: Time) -> Attempt<()> {
    transaction(db, |db| {
        refuse_strangers(db)?;
        db.execute_batch(TABLE)?;
        let applied = applied(db)?;
        check(&applied, migrations)?;
        for (index, sql) in migrations.iter().enumerate().skip(applied.len()) {
            db.execute_batch(sql)?;
            let version = i64::try_from(index + 1).unwrap_or(i64::MAX);
            db.execute(REMEMBER, params![version, checksum(sql), now.micros()])?;
        }
        Ok(())
    })
}

/// A database of another program is not ours to add tables to.
fn refuse_strangers(db: &Connection) -> Attempt<()> {
    let (tables, ours) = db.query_row(STRANGERS, [], |row| {
        Ok((row.get::<_, u32>(0)?, row.get::<_, u32>(1)?))
    })?;
    if tables > 0 && ours == 0 {
        let error = Error::conflict("not_ours", "the file is another program's database");
        return Err(error.into());
    }
    Ok(())
}

const STRANGERS: &str = "
    SELECT count(*), count(*) FILTER (WHERE name = 'schema_migrations') FROM sqlite_schema";

const TABLE: &str = "
    CREATE TABLE IF NOT EXISTS schema_migrations (
        version INTEGER NOT NULL PRIMARY KEY,
        checksum BLOB NOT NULL,
        applied_at INTEGER NOT NULL
    ) STRICT";

const REMEMBER: &str = "
    INSERT INTO schema_migrations (version, checksum, applied_at) VALUES (?1, ?2, ?3)";

/// The checksums of the migrations that were applied.
fn applied(db: &Connection) -> Attempt<Vec<Hash>> {
    let rows = many(db, APPLIED, [], |row| {
        Ok((row.take::<u64>()?, row.take::<Hash>()?))
    })?;
    let in_order = rows
        .iter()
        .zip(1..)
        .all(|((version, _), place)| *version == place);
    if !in_order {
        return Err(Error::corrupt("a migration is missing from the database").into());
    }
    Ok(rows.into_iter().map(|(_, checksum)| checksum).collect())
}

const APPLIED: &str = "SELECT version, checksum FROM schema_migrations ORDER BY version";

fn check(applied: &[Hash], migrations: &[&str]) -> Attempt<()> {
    if applied.len() > migrations.len() {
        return Err(Error::conflict(
            "newer_schema",
            "the database was written by a newer version of this library",
        )
        .with("schema", applied.len())
        .with("known", migrations.len())
        .into());
    }
    for (index, (checksum_then, sql)) in applied.iter().zip(migrations).enumerate() {
        if *checksum_then != checksum(sql) {
            return Err(Error::corrupt(format!(
                "migration {} is not the one that the database was made with",
                index + 1
            ))
            .into());
        }
    }
    Ok(())
}

fn checksum(sql: &str) -> Hash {
    Sha256::digest(sql.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use tenantry::ErrorKind;

    const ONE: &str = "CREATE TABLE a (x INTEGER) STRICT;";
    const TWO: &str = "CREATE TABLE b (x INTEGER) STRICT;";

    fn migrated(migrations: &[&[&str]]) -> Attempt<Connection> {
        let db = Connection::open_in_memory().unwrap();
        for list in migrations {
            apply(&db, list, Time::from_micros(7))?;
        }
        Ok(db)
    }

    fn tables(db: &Connection) -> i64 {
        let sql = "SELECT count(*) FROM sqlite_schema WHERE name IN ('a', 'b')";
        db.query_row(sql, [], |row| row.get(0)).unwrap()
    }

    #[test]
    fn only_what_is_new_is_applied() {
        let db = migrated(&[&[ONE], &[ONE, TWO], &[ONE, TWO]]).unwrap();
        assert_eq!(tables(&db), 2);
        assert_eq!(applied(&db).unwrap().len(), 2);
    }

    #[test]
    fn a_newer_schema_is_refused() {
        let error = migrated(&[&[ONE, TWO], &[ONE]]).unwrap_err().error();
        assert_eq!(error.kind(), ErrorKind::Conflict);
        assert_eq!(error.code(), "newer_schema");
    }

    #[test]
    fn looking_how_far_a_database_is_changes_nothing() {
        let db = Connection::open_in_memory().unwrap();
        let known = u32::try_from(MIGRATIONS.len()).unwrap();
        let at = |applied| SchemaStanding { applied, known };
        assert_eq!(standing(&db).unwrap(), at(0));
        assert!(!db.prepare(ANY_TABLE).unwrap().exists([]).unwrap());
        migrate(&db, Time::default()).unwrap();
        assert_eq!(standing(&db).unwrap(), at(known));
        let stranger = Connection::open_in_memory().unwrap();
        stranger.execute_batch(ONE).unwrap();
        assert_eq!(standing(&stranger).unwrap_err().error().code(), "not_ours");
    }

    #[test]
    fn an_edited_migration_is_refused() {
        let error = migrated(&[&[ONE], &[TWO]]).unwrap_err().error();
        assert_eq!(error.kind(), ErrorKind::Corrupt);
    }

    #[test]
    fn a_migration_that_fails_leaves_nothing() {
        let db = Connection::open_in_memory().unwrap();
        apply(
            &db,
            &[ONE, "CREATE TABLE b (x INTEGER) STRICT; nonsense"],
            Time::default(),
        )
        .unwrap_err();
        assert_eq!(tables(&db), 0);
    }

    /// Released migrations are never edited: databases remember their checksums.
    #[test]
    fn released_migrations_keep_their_checksums() {
        let checksums = MIGRATIONS.map(|sql| tenantry::journal::chain::hex(&checksum(sql)));
        assert_eq!(
            checksums,
            [
                "7708af3def89da6c3b2c0aea0a11af40e51204c80019f3aee8b882e6eaf3cf9c",
                "399b1a271212d1459a9a2e05df5830dc120faabc592bec42c86479d709e28dd9",
                "9b0a50b4139bbf982888caa6b3e2a66e9260f3569228afa4384d07c7f917752c",
                "c84f5a497f66b0e4f6c764f863f39dfb2caaab4f4e9dbf8327640cb8e1ae17e8",
                "15d76d498e8aff6b68bfcf8a9625113e9edaff03999f9558af64c42c59edcd93",
            ]
        );
    }
}
