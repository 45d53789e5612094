//! What is committed is durable, whatever the role or the database has set.

use sqlx::{AssertSqlSafe, PgPool};
use tenantry::storage::Storage;
use tenantry_conformance::fixture::Story;
use tenantry_postgres::{Options, Postgres};

use crate::server::{options, url};

/// Notes how the transactions commit that write to a journal.
const WITNESS: &str = "
CREATE TABLE {schema}.witnessed (way text);
CREATE FUNCTION {schema}.witness() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO {schema}.witnessed VALUES (current_setting('synchronous_commit'));
    RETURN NULL;
END $$;
CREATE TRIGGER witness AFTER INSERT OR DELETE ON {schema}.org_journal
    EXECUTE FUNCTION {schema}.witness()";

/// A store on connections that would not wait for the disk.
struct Lazy {
    store: Postgres,
    pool: PgPool,
    schema: String,
}

impl Lazy {
    async fn open(options: Options) -> Self {
        let lazy = format!("{}?options=-c%20synchronous_commit=off", url());
        let pool = PgPool::connect(&lazy).await.unwrap();
        let way: String = sqlx::query_scalar("SHOW synchronous_commit")
            .fetch_one(&pool)
            .await
            .unwrap();
        assert_eq!(way, "off");
        let schema = options.schema.clone();
        let store = Postgres::connect_with(&lazy, options).await.unwrap();
        let witness = AssertSqlSafe(WITNESS.replace("{schema}", &schema));
        sqlx::raw_sql(witness).execute(&pool).await.unwrap();
        Self {
            store,
            pool,
            schema,
        }
    }

    /// How the transactions have committed since this was asked last.
    async fn ways(&self) -> Vec<String> {
        let ways = format!("DELETE FROM {}.witnessed RETURNING way", self.schema);
        let ways = sqlx::query_scalar(AssertSqlSafe(ways));
        ways.fetch_all(&self.pool).await.unwrap()
    }
}

#[tokio::test]
async fn a_commit_waits_for_the_disk_where_the_default_is_not_to() {
    let lazy = Lazy::open(options()).await;
    let story = Story::begin(&lazy.store).await;
    assert_eq!(lazy.ways().await, ["on"]);

    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("backup.sql");
    lazy.store.backup(&file).await.unwrap();
    let restored = Lazy::open(options()).await;
    restored.store.restore(&file).await.unwrap();
    assert_eq!(restored.ways().await, ["on"]);

    story.mark_deleted(&lazy.store).await;
    assert_eq!(lazy.ways().await, ["on"]);
    lazy.store.purge(story.org, 100).await.unwrap();
    assert_eq!(lazy.ways().await, ["on"]);
}
