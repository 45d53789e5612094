//! A database of one's own, for servers that are told nothing but an address.

use std::process;
use std::str::FromStr;

use anyhow::{Context, Result};
use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection};

use crate::bench::postgres_url;

/// A database that goes when the measurement ends.
pub(crate) struct Town {
    url: String,
    name: String,
}

impl Town {
    pub(crate) fn new() -> Result<Self> {
        Ok(Self {
            url: postgres_url()?,
            name: format!("tenantry_bench_{}", process::id()),
        })
    }

    /// Makes it, and says its address.
    pub(crate) async fn build(&self) -> Result<String> {
        self.run(format!("CREATE DATABASE {}", self.name)).await?;
        let (server, database) = self.url.rsplit_once('/').context("no database is named")?;
        let options = database
            .split_once('?')
            .map_or(String::new(), |(_, options)| format!("?{options}"));
        Ok(format!("{server}/{}{options}", self.name))
    }

    /// Removes it, whoever is in it still.
    pub(crate) async fn remove(&self) -> Result<()> {
        self.run(format!("DROP DATABASE {} WITH (FORCE)", self.name))
            .await
    }

    async fn run(&self, statement: String) -> Result<()> {
        let options = PgConnectOptions::from_str(&self.url)?;
        let mut connection = options.connect().await?;
        sqlx::query(AssertSqlSafe(statement))
            .execute(&mut connection)
            .await?;
        Ok(connection.close().await?)
    }
}
