//! `tenantry serve`: the store over HTTP.

use std::net::SocketAddr;
use std::path::PathBuf;

use anyhow::Context;
use clap::{Arg, ArgMatches, Command, ValueHint, value_parser};
use secrecy::ExposeSecret;
use tenantry_server::{Config, app, init_telemetry, serve, told_to_stop};
use tokio::net::TcpListener;

use crate::ports::Ports;
use crate::stop::Stop;
use crate::{context, help, output, store};

pub(super) fn command(_: &tenantry_surface::Model) -> Command {
    Command::new("serve")
        .about("Serves the store over HTTP, with live feeds and the documentation at /docs")
        .long_about(
            "Serves the store over HTTP, with live feeds and the documentation at /docs, until \
             Ctrl-C or SIGTERM; what was accepted is answered first.\n\nThe secrets of the \
             operator and of a proxy come from the configuration, or from \
             TENANTRY_OPERATOR_SECRET and TENANTRY_PROXY_SECRET.",
        )
        .arg(config())
        .arg(
            Arg::new("listen")
                .long("listen")
                .value_name("ADDRESS")
                .value_parser(value_parser!(SocketAddr))
                .help("Where to listen [default: 127.0.0.1:8080]"),
        )
        .after_help(help::shown(
            "tenantry serve --db app.db --listen 127.0.0.1:0",
        ))
}

/// The configuration of a server.
pub(super) fn config() -> Arg {
    Arg::new("config")
        .long("config")
        .value_name("FILE")
        .value_parser(value_parser!(PathBuf))
        .value_hint(ValueHint::FilePath)
        .help("The configuration of the server, TOML")
}

/// Reads the configuration, and the environment over it.
pub(super) fn configured(matches: &ArgMatches) -> anyhow::Result<Config> {
    let file = matches.get_one::<PathBuf>("config");
    Config::load(file.map(PathBuf::as_path), |name| std::env::var(name).ok())
}

pub(super) async fn run(matches: &ArgMatches, ports: &Ports) -> Result<(), Stop> {
    init_telemetry();
    let config = configured(matches)?;
    let store = match &config.store {
        Some(name) if !matches.contains_id("db") => store::named(name.expose_secret())?,
        _ => context::store(matches)?,
    };
    let tenantry = store::open_or_create(&store, ports).await?;
    let router = app(tenantry, &config)?;
    let listen = matches.get_one::<SocketAddr>("listen").copied();
    let address = listen
        .or(config.listen)
        .unwrap_or_else(|| ([127, 0, 0, 1], 8080).into());
    let listener = TcpListener::bind(address)
        .await
        .with_context(|| format!("cannot listen at {address}"))?;
    let address = listener.local_addr()?;
    let stop = told_to_stop()?;
    output::note(&format!("listening at http://{address}"));
    Ok(serve::serve(listener, router, &config.limits, stop).await?)
}
