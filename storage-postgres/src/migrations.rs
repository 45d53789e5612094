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
use crate::server::accepted;

/// Every version in order, the first is 1. INVARIANT: what was released is never edited.
const MIGRATIONS: [&str; 5] = [
    include_str!("migrations/0001_spine.sql"),
    include_str!("migrations/0002_access.sql"),
    include_str!("migrations/0003_projects.sql"),
    include_str!("migrations/0004_tasks.sql"),
    include_str!("migrations/0005_links.sql"),
];

/// The version that this build writes.
#[expect(
    clippy::cast_possible_truncation,
    reason = "the list is written by hand"
)]
pub(crate) const SCHEMA_VERSION: u32 = MIGRATIONS.len() as u32;

/// Waits here while another process migrates the same schema, and for no other: any number that
/// nobody else uses, beside one of the schema's name.
const LOCK: i32 = 0x7465_6e61;

const STANDING: &str = "
SELECT current_setting('server_version_num')::int,
       to_regclass('tenantry.schema_migrations') IS NOT NULL,
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
    bring(engine, &MIGRATIONS).await
}

/// How far a database is. Nothing is changed.
pub(crate) async fn standing(engine: &Engine) -> Result<SchemaStanding> {
    let (applied, _) = look(engine, &MIGRATIONS).await?;
    Ok(SchemaStanding {
        applied: u32::try_from(applied).unwrap_or(u32::MAX),
        known: SCHEMA_VERSION,
    })
}

async fn bring(engine: &Engine, migrations: &[&'static str]) -> Result<()> {
    let (applied, now) = look(engine, migrations).await?;
    if applied == migrations.len() {
        return Ok(());
    }
    apply(engine, migrations, now).await
}

/// How many versions were applied, and the time. A server that is too old is asked no more.
async fn look(engine: &Engine, migrations: &[&str]) -> Result<(usize, Time)> {
    let rows = engine.rows(|| engine.schema.ask(STANDING)).await?;
    let mut fields = first(&rows)?;
    accepted(fields.next()?)?;
    let is_there: bool = fields.next()?;
    let now = engine.sampled(fields.next()?);
    let applied = match is_there {
        true => checked(
            &engine.rows(|| engine.schema.ask(APPLIED)).await?,
            migrations,
        )?,
        false => 0,
    };
    Ok((applied, now))
}

/// Applies what is missing, in one transaction: a process that dies leaves nothing behind.
async fn apply(engine: &Engine, migrations: &[&'static str], now: Time) -> Result<()> {
    let schema = &engine.schema;
    let mut errand = engine.errand(BEGIN_WRITING).await?;
    let lock = sqlx::query("SELECT pg_advisory_xact_lock($1, hashtext($2))");
    let lock = lock.bind(LOCK).bind(schema.name());
    let locked = bounded(WRITE_WITHIN, lock.execute(&mut *errand)).await;
    locked.map_err(mapped)?;
    raw(&mut errand, schema.text("", PREPARE)).await?;
    let rows = schema.ask(APPLIED).fetch_all(&mut *errand);
    let rows = bounded(WRITE_WITHIN, rows).await.map_err(mapped)?;
    let done = checked(&rows, migrations)?;
    for (version, text) in (1i32..).zip(migrations).skip(done) {
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

/// How many versions were applied, if they are the first of these.
fn checked(rows: &[PgRow], migrations: &[&str]) -> Result<usize> {
    if rows.len() > migrations.len() {
        return Err(Error::conflict(
            "newer_schema",
            "the database was made by a newer version of Tenantry",
        )
        .with("found", rows.len())
        .with("known", migrations.len()));
    }
    for (row, (version, text)) in rows.iter().zip((1..).zip(migrations)) {
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
    use crate::Options;
    use crate::connections::Connections;
    use sqlx::postgres::PgPoolOptions;
    use tenantry::ErrorKind;
    use tenantry::journal::chain::hex;
    use tenantry_private_postgres::{fresh_schema, shared_url};
    use tokio::runtime::Handle;

    const ONE: &str = "CREATE TABLE tenantry.a (x integer)";
    const TWO: &str = "CREATE TABLE tenantry.b (x integer)";

    const TABLES: &str = "
SELECT num_nonnulls(to_regclass('tenantry.a'), to_regclass('tenantry.b'))::bigint";

    const SCHEMAS: &str = "SELECT count(*) FROM pg_namespace WHERE nspname = $1";

    /// A store's engine on a schema that nobody has made.
    fn engine() -> Engine {
        let options = Options {
            schema: fresh_schema(),
            ..Options::default()
        };
        let pool = PgPoolOptions::new().max_connections(2);
        let pool = pool.connect_lazy(&shared_url()).unwrap();
        let connections = Connections::handed_in(pool, Handle::current());
        Engine::new(connections, options).unwrap()
    }

    async fn migrated(lists: &[&[&'static str]]) -> Result<Engine> {
        let engine = engine();
        for list in lists {
            bring(&engine, list).await?;
        }
        Ok(engine)
    }

    async fn number(engine: &Engine, ask: impl Fn() -> crate::schema::Ask + Sync) -> u64 {
        let rows = engine.rows(ask).await.unwrap();
        first(&rows).unwrap().count().unwrap()
    }

    async fn tables(engine: &Engine) -> u64 {
        number(engine, || engine.schema.ask(TABLES)).await
    }

    async fn schemas(engine: &Engine) -> u64 {
        let ask = || {
            let name = engine.schema.name().to_owned();
            engine.schema.ask(SCHEMAS).bind(name)
        };
        number(engine, ask).await
    }

    #[tokio::test]
    async fn only_what_is_new_is_applied() {
        let engine = migrated(&[&[ONE], &[ONE, TWO], &[ONE, TWO]]).await.unwrap();
        assert_eq!(tables(&engine).await, 2);
        assert_eq!(look(&engine, &[ONE, TWO]).await.unwrap().0, 2);
    }

    #[tokio::test]
    async fn what_somebody_else_applied_meanwhile_is_not_applied_again() {
        let engine = migrated(&[&[ONE]]).await.unwrap();
        for _ in 0..2 {
            apply(&engine, &[ONE, TWO], Time::from_micros(7))
                .await
                .unwrap();
        }
        assert_eq!(tables(&engine).await, 2);
        assert_eq!(look(&engine, &[ONE, TWO]).await.unwrap().0, 2);
    }

    #[tokio::test]
    async fn a_newer_schema_is_refused() {
        let error = migrated(&[&[ONE, TWO], &[ONE]]).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Conflict);
        assert_eq!(error.code(), "newer_schema");
    }

    #[tokio::test]
    async fn an_edited_migration_is_refused() {
        let error = migrated(&[&[ONE], &[TWO]]).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Corrupt);
    }

    #[tokio::test]
    async fn a_migration_that_fails_leaves_nothing() {
        let engine = engine();
        let broken = "CREATE TABLE tenantry.b (x integer); nonsense";
        bring(&engine, &[ONE, broken]).await.unwrap_err();
        assert_eq!(schemas(&engine).await, 0);
        bring(&engine, &[ONE]).await.unwrap();
        bring(&engine, &[ONE, broken]).await.unwrap_err();
        assert_eq!(tables(&engine).await, 1);
        assert_eq!(look(&engine, &[ONE, TWO]).await.unwrap().0, 1);
    }

    #[tokio::test]
    async fn looking_how_far_a_database_is_changes_nothing() {
        let engine = engine();
        let at = |applied| SchemaStanding {
            applied,
            known: SCHEMA_VERSION,
        };
        assert_eq!(standing(&engine).await.unwrap(), at(0));
        assert_eq!(schemas(&engine).await, 0);
        run(&engine).await.unwrap();
        assert_eq!(standing(&engine).await.unwrap(), at(SCHEMA_VERSION));
    }

    /// Released migrations are never edited: databases remember their checksums.
    #[test]
    fn released_migrations_keep_their_checksums() {
        let checksums = MIGRATIONS.map(|text| hex(&checksum(text)));
        assert_eq!(
            checksums,
            [
                "b9a277addaaac7d3776e1161a0fcd16c1d78c7e395be70fc23f060d23fb86615",
                "e0de81a23a4afebcaf02573ec878d406877ef376b9217d02b6724b7ba7055107",
                "431cf814f2dd6b541de9d3643ce17050656618cd4359e2c0f171e41f33f147cc",
                "1f37f40cc18adf7739ad22a6505dfaab3a17f5069c53fad19643e1f95f242242",
                "79e4172afa8190849f133f4475b039edac69b299f4207b949a9b45dbfb8e820c",
            ]
        );
    }
}
