//! What somebody with the database does to personal values.

use std::sync::Arc;

use sqlx::{AssertSqlSafe, PgPool};
use tenantry_conformance::fixture::forged_values_are_found;
use tenantry_postgres::Postgres;

use crate::server::{options, url};

#[tokio::test]
async fn a_forged_value_is_found_and_an_erased_one_is_not_missed() {
    let options = options();
    let schema = options.schema.clone();
    let store = Postgres::connect_with(&url(), options).await.unwrap();
    let pool = PgPool::connect(&url()).await.unwrap();
    forged_values_are_found(Arc::new(store), async |sql| {
        let sql = AssertSqlSafe(format!("SET search_path = {schema}; {sql}"));
        sqlx::raw_sql(sql).execute(&pool).await.unwrap();
    })
    .await;
}
