//! Tenantry over HTTP.
//!
//! `cargo run -p tenantry-server -- --store app.db`

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::Parser;
use secrecy::ExposeSecret;
use tenantry_server::{Config, app, init_telemetry, serve, told_to_stop};
use tenantry_surface::address::holds_password;
use tokio::net::TcpListener;

#[derive(Parser)]
#[command(about = "Serves Tenantry over HTTP", version)]
struct Options {
    /// A TOML file
    #[arg(long)]
    config: Option<PathBuf>,
    /// The store: the path of a SQLite file, `:memory:`, or `postgres://…`; an address with
    /// a password stands in TENANTRY_STORE, not here
    #[arg(long)]
    store: Option<String>,
    /// Where to listen
    #[arg(long)]
    listen: Option<std::net::SocketAddr>,
}

#[tokio::main]
async fn main() -> Result<()> {
    let options = Options::parse();
    init_telemetry();
    let mut config = Config::load(options.config.as_deref(), |name| std::env::var(name).ok())?;
    if options.store.as_deref().is_some_and(holds_password) {
        bail!(
            "the address holds a password, which everybody on this machine can see: use \
             TENANTRY_STORE, PGPASSWORD or ~/.pgpass"
        );
    }
    config.store = options.store.map(Into::into).or(config.store);
    config.listen = options.listen.or(config.listen);
    let store = config.store.as_ref().map(ExposeSecret::expose_secret);
    let store =
        store.context("name a store: `--store app.db`, TENANTRY_STORE or `store` in the file")?;
    let tenantry = serve::open(store).await?;
    let router = app(tenantry, &config)?;
    let address = config
        .listen
        .unwrap_or_else(|| ([127, 0, 0, 1], 8080).into());
    let listener = TcpListener::bind(address)
        .await
        .with_context(|| format!("cannot listen at {address}"))?;
    let address = listener.local_addr()?;
    let stop = told_to_stop().context("cannot listen for signals")?;
    eprintln!("listening at http://{address}");
    serve::serve(listener, router, &config.limits, stop).await
}
