//! The schema's versions: a list, and the loop that applies what is missing.

use std::sync::Arc;

use sha2::{Digest, Sha256};
use sqlx::postgres::PgRow;
use sqlx::{AssertSqlSafe, PgConnection};
use tenantry::journal::Hash;
use tenantry::storage::SchemaStanding;
use tenantry::{Error, Result, Time};

use crate::engine::Engine;
use crate::errand::BEGIN_WRITING;
use crate::error::{mapped, unreadable};
use crate::patience::{LONG_WITHIN, WRITE_WITHIN, bounded};
use crate::row::Fields;

/// Every version in order, the first is 1. INVARIANT: what was released is never edited.
const MIGRATIONS: [&str; 1] = [include_str!("migrations/0001_spine.sql")];

/// The version that this build writes.
#[expect(
    clippy::cast_possible_truncation,
    reason = "the list is written by hand"
)]
pub(crate) const SCHEMA_VERSION: u32 = MIGRATIONS.len() as u32;

/// Waits here while another process migrates; any number that nobody else uses.
const LOCK: i64 = 0x7465_6e61_6e74_7279;

const STANDING: &str = "
SELECT to_regclass('tenantry.schema_migrations') IS NOT NULL,
       (extract(epoch FROM clock_timestamp()) * 1000000)::bigint";

const PREPARE: &str = "
CREATE SCHEMA IF NOT EXISTS {schema};
CREATE TABLE IF NOT EXISTS tenantry.schema_migrations (
    version integer PRIMARY KEY,
    checksum bytea NOT NULL,
    applied_at bigint NOT NULL
)";

const APPLIED: &str = "
SELECT version, checksum FROM tenantry.schema_migrations ORDER BY version";

const APPLY: &str = "
INSERT INTO tenantry.schema_migrations (version, checksum, applied_at) VALUES ($1, $2, $3)";

/// Brings the schema up to date.
///
/// One that is up to date already is only read, so that a process without the right to
/// create tables can open it.
pub(crate) async fn run(engine: &Engine) -> Result<()> {
    let rows = engine.rows(|| engine.schema.ask(STANDING)).await?;
    let mut fields = first(&rows)?;
    let is_there: bool = fields.next()?;
    let now = engine.sampled(fields.next()?);
    if is_there {
        let rows = engine.rows(|| engine.schema.ask(APPLIED)).await?;
        if checked(&rows)? == MIGRATIONS.len() {
            return Ok(());
        }
    }
    migrate(engine, now).await
}

/// How far a database is. Nothing is changed.
pub(crate) async fn standing(engine: &Engine) -> Result<SchemaStanding> {
    let rows = engine.rows(|| engine.schema.ask(STANDING)).await?;
    let is_there: bool = first(&rows)?.next()?;
    let applied = match is_there {
        true => checked(&engine.rows(|| engine.schema.ask(APPLIED)).await?)?,
        false => 0,
    };
    Ok(SchemaStanding {
        applied: u32::try_from(applied).unwrap_or(u32::MAX),
        known: SCHEMA_VERSION,
    })
}

/// Applies what is missing, in one transaction: a process that dies leaves nothing behind.
async fn migrate(engine: &Engine, now: Time) -> Result<()> {
    let schema = &engine.schema;
    let mut errand = engine.errand(BEGIN_WRITING).await?;
    let lock = sqlx::query("SELECT pg_advisory_xact_lock($1)").bind(LOCK);
    let locked = bounded(WRITE_WITHIN, lock.execute(&mut *errand)).await;
    locked.map_err(mapped)?;
    raw(&mut errand, schema.text("", PREPARE)).await?;
    let rows = schema.ask(APPLIED).fetch_all(&mut *errand);
    let done = checked(&bounded(WRITE_WITHIN, rows).await.map_err(mapped)?)?;
    for (version, text) in (1i32..).zip(MIGRATIONS).skip(done) {
        raw(&mut errand, schema.text("", text)).await?;
        let apply = schema
            .ask(APPLY)
            .bind(version)
            .bind(checksum(text))
            .bind(now.micros());
        let applied = bounded(WRITE_WITHIN, apply.execute(&mut *errand)).await;
        applied.map_err(mapped)?;
    }
    errand
        .commit("migrations.commit", WRITE_WITHIN, mapped)
        .await
}

/// Several statements at once, without values.
async fn raw(connection: &mut PgConnection, text: Arc<str>) -> Result<()> {
    let done = sqlx::raw_sql(AssertSqlSafe(text)).execute(connection);
    let done = bounded(LONG_WITHIN, done).await;
    done.map(drop).map_err(mapped)
}

/// How many versions were applied, if they are the first of ours.
fn checked(rows: &[PgRow]) -> Result<usize> {
    if rows.len() > MIGRATIONS.len() {
        return Err(Error::conflict(
            "newer_schema",
            "the database was made by a newer version of Tenantry",
        )
        .with("found", rows.len())
        .with("known", MIGRATIONS.len()));
    }
    for (row, (version, text)) in rows.iter().zip((1..).zip(MIGRATIONS)) {
        let mut fields = Fields::of(row);
        let is_ours = fields.next::<i32>()? == version && fields.next::<Hash>()? == checksum(text);
        if !is_ours {
            return Err(Error::corrupt(format!(
                "version {version} of the database's schema is not the one that was released"
            )));
        }
    }
    Ok(rows.len())
}

fn first(rows: &[PgRow]) -> Result<Fields<'_>> {
    let row = rows.first().ok_or_else(|| unreadable("answer"))?;
    Ok(Fields::of(row))
}

fn checksum(text: &str) -> Hash {
    Sha256::digest(text).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use tenantry::journal::chain::hex;

    /// A new version adds its sum; none is ever changed.
    const SUMS: [&str; MIGRATIONS.len()] =
        ["b9a277addaaac7d3776e1161a0fcd16c1d78c7e395be70fc23f060d23fb86615"];

    #[test]
    fn a_migration_is_never_edited() {
        assert_eq!(MIGRATIONS.map(|text| hex(&checksum(text))), SUMS);
    }
}
