//! Serves an empty store in memory whose time and ids are told: what another process replays
//! stories on.
//!
//! `TENANTRY_OPERATOR_SECRET=… cargo run -p tenantry-server --example stage` prints its
//! address. Each line of its input is a number of seconds that pass, and is printed when they
//! have. It ends with its input.

use std::env;
use std::sync::Arc;

use anyhow::Result;
use tenantry::Tenantry;
use tenantry::storage::Ports as StorePorts;
use tenantry_conformance::stories::Ports;
use tenantry_server::{Config, app, serve};
use tenantry_sqlite::Sqlite;
use tokio::io::{AsyncBufReadExt, BufReader, stdin};
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> Result<()> {
    let ports = Ports::default();
    let store = Sqlite::memory_with(StorePorts {
        clock: Some(ports.clock.clone()),
        ..StorePorts::default()
    })?;
    let tenantry = Tenantry::shared(Arc::new(store), ports.ids.clone());
    let config = Config::load(None, |name| env::var(name).ok())?;
    let router = app(tenantry, &config)?;
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}", listener.local_addr()?);
    serve::serve(listener, router, &config.limits, play(ports)).await
}

/// Lets time pass until nobody tells how much.
async fn play(ports: Ports) {
    let mut lines = BufReader::new(stdin()).lines();
    while let Ok(Some(line)) = lines.next_line().await {
        if let Ok(secs) = line.parse() {
            ports.clock.pass(secs);
        }
        println!("{line}");
    }
}
