//! Backups: a consistent logical export in one file, verified to the last entry.

mod audit;
mod file;
mod tables;

use std::path::Path;

use futures_util::TryStreamExt as _;
use sqlx::{PgConnection, Row as _};
use tenantry::storage::{BackupReport, Draft};
use tenantry::{Error, Result};

use audit::Audit;
use file::{Reader, Writer, damaged, unwritable};
use tables::{TABLES, Table, tables_of};

use crate::engine::Engine;
use crate::errand::BEGIN_WRITING;
use crate::error::{Meaning, mapped, meaning};
use crate::migrations::SCHEMA_VERSION;
use crate::patience::{LONG_WITHIN, WRITE_WITHIN, bounded};

/// One snapshot of everything, and bytes written in one way, whatever the role has set.
const BEGIN_READING: &str = "\
BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
SET LOCAL lock_timeout = '{turn_wait}';
SET LOCAL bytea_output = 'hex'";

// Nobody may found a scope beside what is restored; reading goes on.
const KEEP_OUT: &str = "
LOCK TABLE tenantry.org_heads, tenantry.directory_heads IN SHARE ROW EXCLUSIVE MODE";

/// Rows go to the server in pieces of about this size.
const CHUNK_BYTES: usize = 64 * 1024;

impl Engine {
    /// Writes a consistent copy of the whole store to a new file.
    pub(crate) async fn backup(&self, to: &Path) -> Result<BackupReport> {
        let not_made = |error| unwritable(error).with("path", to.display().to_string());
        let draft = Draft::of(to).map_err(not_made)?;
        let mut errand = self.errand(BEGIN_READING).await?;
        let mut writer = Writer::create(draft.path(), SCHEMA_VERSION).await?;
        self.probe("backup.copy");
        for table in &TABLES {
            copy_out(&mut errand, self.schema.name(), table, &mut writer).await?;
        }
        // It only read: there is nothing to commit.
        drop(errand);
        self.probe("backup.seal");
        writer.seal().await?;
        let report = self.verify_backup(draft.path()).await?;
        self.probe("backup.publish");
        draft.publish().map_err(not_made)?;
        Ok(report)
    }

    /// Reads a backup and checks it.
    pub(crate) async fn verify_backup(&self, from: &Path) -> Result<BackupReport> {
        let (mut reader, schema) = open(from).await?;
        let mut audit = Audit::default();
        for table in tables_of(schema) {
            reader.begin(table).await?;
            while let Some(row) = reader.row().await? {
                audit.row(table, row)?;
            }
        }
        report(reader, schema, audit).await
    }

    /// Fills this store, which must be empty, from a backup: all of it or nothing.
    pub(crate) async fn restore(&self, from: &Path) -> Result<BackupReport> {
        let (mut reader, schema) = open(from).await?;
        let mut errand = self.errand(BEGIN_WRITING).await?;
        self.require_empty(&mut errand).await?;
        let (into, mut audit) = (self.schema.name(), Audit::default());
        for table in tables_of(schema) {
            reader.begin(table).await?;
            copy_in(&mut errand, into, table, &mut reader, &mut audit).await?;
        }
        let report = report(reader, schema, audit).await?;
        errand
            .commit("restore.commit", LONG_WITHIN, not_taken)
            .await?;
        Ok(report)
    }

    async fn require_empty(&self, connection: &mut PgConnection) -> Result<()> {
        let lock = self.schema.ask(KEEP_OUT).execute(&mut *connection);
        bounded(WRITE_WITHIN, lock).await.map_err(mapped)?;
        for table in &TABLES {
            let any = sqlx::AssertSqlSafe(table.any(self.schema.name()));
            let row = sqlx::query(any).fetch_one(&mut *connection);
            let row = bounded(WRITE_WITHIN, row).await.map_err(mapped)?;
            if row.try_get(0).map_err(mapped)? {
                return Err(Error::conflict("not_empty", "the store is not empty"));
            }
        }
        Ok(())
    }
}

async fn copy_out(
    connection: &mut PgConnection,
    schema: &str,
    table: &Table,
    writer: &mut Writer,
) -> Result<()> {
    writer.begin(table).await?;
    let sql = table.copy_out(schema);
    let copied = bounded(LONG_WITHIN, connection.copy_out_raw(&sql)).await;
    let mut chunks = copied.map_err(mapped)?;
    loop {
        let next = bounded(LONG_WITHIN, chunks.try_next()).await;
        match next.map_err(mapped)? {
            Some(rows) => writer.rows(&rows).await?,
            None => return writer.end().await,
        }
    }
}

async fn copy_in(
    connection: &mut PgConnection,
    schema: &str,
    table: &Table,
    reader: &mut Reader,
    audit: &mut Audit,
) -> Result<()> {
    let sql = table.copy_in(schema);
    let begun = bounded(WRITE_WITHIN, connection.copy_in_raw(&sql)).await;
    let mut copy = begun.map_err(mapped)?;
    let mut chunk = Vec::with_capacity(CHUNK_BYTES * 2);
    while let Some(row) = reader.row().await? {
        audit.row(table, row)?;
        chunk.extend_from_slice(row);
        if chunk.len() >= CHUNK_BYTES {
            let sent = copy.send(std::mem::take(&mut chunk));
            bounded(WRITE_WITHIN, sent).await.map_err(not_taken)?;
        }
    }
    let sent = copy.send(chunk);
    bounded(WRITE_WITHIN, sent).await.map_err(not_taken)?;
    let taken = bounded(LONG_WITHIN, copy.finish()).await;
    taken.map(drop).map_err(not_taken)
}

/// A row that the server does not take is not one that it once gave.
fn not_taken(error: sqlx::Error) -> Error {
    match meaning(&error) {
        Meaning::Unforeseen => damaged().caused_by(mapped(error)),
        _ => mapped(error),
    }
}

/// Opens a backup that this version can read; answers the version of its schema.
///
/// A backup of an older version has fewer tables: those that came later stay empty. What a
/// newer version has in its tables is not known.
async fn open(from: &Path) -> Result<(Reader, u32)> {
    let (reader, schema) = Reader::open(from).await?;
    if schema <= SCHEMA_VERSION {
        return Ok((reader, schema));
    }
    reader.check_seal().await?;
    Err(Error::conflict(
        "other_schema",
        "the backup was made by a newer version of Tenantry",
    )
    .with("found", schema)
    .with("known", SCHEMA_VERSION))
}

async fn report(reader: Reader, schema: u32, audit: Audit) -> Result<BackupReport> {
    let bytes = reader.finish().await?;
    let (scopes, entries) = audit.end()?;
    Ok(BackupReport {
        schema,
        scopes,
        entries,
        bytes,
    })
}
