//! Ctrl-C.

use std::future::Future;
use std::io;
use std::pin::Pin;

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
