//! Being told to stop.

use std::io;

use tokio::signal::unix::{SignalKind, signal};

/// Listens for Ctrl-C and SIGTERM from now on: whoever reads that the server listens may stop
/// it. What would listen when it is first waited for leaves the moment before to the system.
///
/// # Errors
/// If the system does not let a process listen.
pub fn told_to_stop() -> io::Result<impl Future<Output = ()>> {
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}
