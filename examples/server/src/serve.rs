//! Serving: connections with limits, and an end that loses no accepted request.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use axum::{Extension, Router};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::service::TowerToHyperService;
use tenantry::Tenantry;
use tenantry_postgres::Postgres;
use tenantry_sqlite::Sqlite;
use tenantry_surface::Address;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};

use crate::config::Limits;
use crate::pulse::Pulse;

/// How long the server waits after it could not accept a connection: the system is out of
/// something, and asking again at once would only burn its time.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// How long the last words to a peer that has gone idle may take.
const PARTING: Duration = Duration::from_secs(1);

/// How often a silent connection of HTTP/2 is asked whether it is there.
const PING: Duration = Duration::from_secs(30);

/// Opens the library on the store that a configuration names.
///
/// # Errors
/// If the store cannot be opened.
pub async fn open(store: &str) -> Result<Tenantry> {
    let address = Address::read("store", store)?;
    let opened = match &address {
        Address::Memory => Sqlite::memory().map(Tenantry::new),
        Address::File(path) => Sqlite::open(path).map(Tenantry::new),
        Address::Postgres(url) => Postgres::connect(url).await.map(Tenantry::new),
    };
    opened.with_context(|| format!("cannot open `{address}`"))
}

/// Serves until told to stop, then lets what was accepted end.
///
/// # Errors
/// If requests in flight did not end in time.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    limits: &Limits,
    stop: impl Future<Output = ()>,
) -> Result<()> {
    let server = builder(limits);
    let (tell, told) = watch::channel(false);
    let stopping = Stopping(told);
    let router = router.layer(Extension(stopping.clone()));
    let room = Arc::new(Semaphore::new(limits.connections_max));
    let mut stop = std::pin::pin!(stop);
    loop {
        // A connection that there is no room for waits in the system's queue.
        let place = tokio::select! {
            place = Arc::clone(&room).acquire_owned() => place.context("closed")?,
            () = &mut stop => break,
        };
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stop => break,
        };
        let Ok((stream, _)) = accepted else {
            tokio::time::sleep(ACCEPT_PAUSE).await;
            continue;
        };
        let connection = serve_one(&server, &stopping, stream, router.clone(), limits);
        tokio::spawn(async move {
            // A connection that breaks off is its caller's affair.
            let _ = connection.await;
            drop(place);
        });
    }
    drop((listener, router, stopping));
    // Streams have no end of their own. Their readers resume at the next server.
    tell.send_replace(true);
    let time = Duration::from_secs(limits.stop_secs_max);
    // Each connection listens until it has ended.
    match tokio::time::timeout(time, tell.closed()).await {
        Ok(()) => Ok(()),
        Err(_) => bail!("requests in flight did not end in {} s", time.as_secs()),
    }
}

fn builder(limits: &Limits) -> Builder<TokioExecutor> {
    let mut server = Builder::new(TokioExecutor::new());
    server
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head_time())
        .max_buf_size(limits.head_bytes_max);
    server
        .http2()
        .timer(TokioTimer::new())
        // A peer that is gone without a word is noticed.
        .keep_alive_interval(PING)
        .max_header_list_size(limits.head_bytes_max.try_into().unwrap_or(u32::MAX));
    server
}

/// Tells what has no end of its own that the server stops.
#[derive(Clone, Debug)]
pub(crate) struct Stopping(watch::Receiver<bool>);

impl Stopping {
    /// Waits until the server stops.
    pub(crate) async fn wait(mut self) {
        // An error is the end of the server too.
        let _ = self.0.wait_for(|stops| *stops).await;
    }
}

fn serve_one(
    server: &Builder<TokioExecutor>,
    stopping: &Stopping,
    stream: TcpStream,
    router: Router,
    limits: &Limits,
) -> impl Future<Output = ()> + Send + 'static {
    // Answers are small, and wait for nothing more to be sent with them.
    let _ = stream.set_nodelay(true);
    let pulse = Pulse::begin();
    let service = TowerToHyperService::new(pulse.felt_by(router));
    let connection = server
        .serve_connection(TokioIo::new(stream), service)
        .into_owned();
    let stops = stopping.clone();
    let (head_time, idle_time) = (limits.head_time(), limits.idle_time());
    async move {
        let mut connection = std::pin::pin!(connection);
        let is_idle = tokio::select! {
            _ = connection.as_mut() => return,
            () = pulse.stops(head_time, idle_time) => true,
            () = stops.clone().wait() => false,
        };
        // A peer of HTTP/2 is told which of its requests were heard.
        connection.as_mut().graceful_shutdown();
        match is_idle {
            true => drop(tokio::time::timeout(PARTING, connection).await),
            false => drop(connection.await),
        }
        drop(stops);
    }
}
