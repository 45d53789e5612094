//! A server on a new SQLite file with an organisation in it, and the lines that call it.
//!
//! `cargo xtask demo`

mod company;
mod lines;

use std::net::Ipv4Addr;
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Parser;
use tenantry::Tenantry;
use tenantry_server::{Config, app, serve, told_to_stop};
use tokio::net::TcpListener;

use crate::company::Company;
use crate::lines::{Clients, Lines};

/// Where it listens if nobody else does.
const PORT: u16 = 8080;

#[derive(Parser)]
#[command(about = "Serves an organisation to call from curl, Python and Node")]
struct Options {
    /// A Python that the binding is installed for
    #[arg(long)]
    python: Option<PathBuf>,
    /// A folder that the binding for Node is installed in
    #[arg(long)]
    node: Option<PathBuf>,
}

#[tokio::main]
async fn main() -> Result<()> {
    let options = Options::parse();
    // Before there is anything that would be left behind.
    let stop = told_to_stop().context("cannot listen for signals")?;
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("demo.db");
    let tenantry = serve::open(&file.to_string_lossy()).await?;
    let company = Company::found(&tenantry).await?;
    let listener = listener().await?;
    let address = format!("http://{}", listener.local_addr()?);
    let clients = Clients {
        python: options.python,
        node: options.node,
    };
    print!("{}", Lines::new(&address, &company, clients));
    serve_until(stop, tenantry, listener).await?;
    println!("stopped; the data is gone with its folder");
    Ok(())
}

async fn listener() -> Result<TcpListener> {
    if let Ok(listener) = TcpListener::bind((Ipv4Addr::LOCALHOST, PORT)).await {
        return Ok(listener);
    }
    let any = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await;
    any.context("cannot listen on this machine")
}

async fn serve_until(
    stop: impl Future<Output = ()>,
    tenantry: Tenantry,
    listener: TcpListener,
) -> Result<()> {
    let config = Config::default();
    let router = app(tenantry, &config)?;
    serve::serve(listener, router, &config.limits, stop).await
}
