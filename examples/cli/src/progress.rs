//! What is told while long work goes on, to a terminal only.

use std::future::Future;
use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

use futures_util::future::{Either, select};
use tokio::time::{MissedTickBehavior, interval_at};

/// Work that is quicker is not told of.
const QUIET: Duration = Duration::from_millis(500);

/// How often it is told how far the work is.
const EVERY: Duration = Duration::from_millis(200);

/// Does some work, and tells a terminal how long it has taken so far and how far it is.
pub(crate) async fn during<T>(
    what: &str,
    how_far: impl Fn() -> Option<String>,
    work: impl Future<Output = T>,
) -> T {
    if !std::io::stderr().is_terminal() {
        return work.await;
    }
    let start = Instant::now();
    let mut ticks = interval_at((start + QUIET).into(), EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Skip);
    let mut work = std::pin::pin!(work);
    let mut is_told = false;
    loop {
        let tick = std::pin::pin!(ticks.tick());
        match select(work.as_mut(), tick).await {
            Either::Left((done, _)) => {
                if is_told {
                    tell("");
                }
                return done;
            }
            Either::Right(_) => {
                is_told = true;
                let far = how_far().map(|far| format!(", {far}")).unwrap_or_default();
                tell(&format!("{what}: {} s{far}", start.elapsed().as_secs()));
            }
        }
    }
}

/// Writes over the line that was told before.
fn tell(line: &str) {
    let mut terminal = std::io::stderr();
    // Nobody may be there to be told.
    let _ = write!(terminal, "\r\x1b[K{line}");
    let _ = terminal.flush();
}
