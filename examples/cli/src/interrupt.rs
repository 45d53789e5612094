//! Ctrl-C, and being told to end.

use std::future::Future;
use std::io;
use std::pin::Pin;

use futures_util::future::select;
use tokio::signal::unix::{SignalKind, signal};

/// Ends when somebody ends the program.
pub(crate) type Told = Pin<Box<dyn Future<Output = ()>>>;

/// Listens for Ctrl-C from now on: what would listen when it is first waited for leaves the
/// moment before to the system, which ends the program.
pub(crate) fn by_ctrl_c() -> io::Result<Told> {
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(Box::pin(async move {
        interrupt.recv().await;
    }))
}

/// The same, and for SIGTERM.
pub(crate) fn by_anybody() -> io::Result<Told> {
    let mut terminate = signal(SignalKind::terminate())?;
    let interrupted = by_ctrl_c()?;
    Ok(Box::pin(async move {
        select(interrupted, Box::pin(terminate.recv())).await;
    }))
}
