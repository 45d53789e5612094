//! For callers without a runtime: runs a future on the thread that asks for it.
//!
//! A store may ask [`is_blocking`] and, where it would hand work to a thread of its own
//! only to keep an async caller's thread free, do the work in place: nobody else waits
//! for a thread that blocks anyway. A caller that wants to be able to stop waiting says so
//! with [`run_while`], and then [`is_patient`] tells the store to do in place only what is
//! short.

use std::cell::Cell;
use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::Duration;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// Not inside a run.
    Free,
    /// Inside [`run`].
    Patient,
    /// Inside [`run_while`].
    Watchful,
}

thread_local! {
    static MODE: Cell<Mode> = const { Cell::new(Mode::Free) };
}

/// Runs a future to its end on this thread, which sleeps while the future waits.
///
/// Must not be called from async code: it would hold up the runtime's thread.
///
/// ```
/// let sum = tenantry::blocking::run(async { 40 + 2 });
/// assert_eq!(sum, 42);
/// ```
pub fn run<F: Future>(future: F) -> F::Output {
    let wait = || -> Result<(), std::convert::Infallible> {
        thread::park();
        Ok(())
    };
    match drive(future, Mode::Patient, wait) {
        Ok(output) => output,
        Err(never) => match never {},
    }
}

/// As [`run`], but asks `go_on` again and again while the future waits, and drops the future
/// with the first error that this answers: for a caller who may be interrupted.
///
/// # Errors
/// Those of `go_on`.
pub fn run_while<F: Future, E>(
    future: F,
    every: Duration,
    mut go_on: impl FnMut() -> Result<(), E>,
) -> Result<F::Output, E> {
    drive(future, Mode::Watchful, || {
        thread::park_timeout(every);
        go_on()
    })
}

fn drive<F: Future, E>(
    future: F,
    mode: Mode,
    mut wait: impl FnMut() -> Result<(), E>,
) -> Result<F::Output, E> {
    let mut future = pin!(future);
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut context = Context::from_waker(&waker);
    loop {
        let polled = {
            let _mark = Mark::set(mode);
            future.as_mut().poll(&mut context)
        };
        match polled {
            Poll::Ready(output) => return Ok(output),
            // A wake between the poll and here leaves a token, so parking ends at once.
            Poll::Pending => wait()?,
        }
    }
}

/// Whether this thread is inside a run, so that short work may be done in place.
#[must_use]
pub fn is_blocking() -> bool {
    MODE.get() != Mode::Free
}

/// Whether this thread is inside [`run`], so that long work may be done in place too.
#[must_use]
pub fn is_patient() -> bool {
    MODE.get() == Mode::Patient
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.0.unpark();
    }
}

/// Marks the thread; the mark of an outer run comes back when dropped.
struct Mark {
    outer: Mode,
}

impl Mark {
    fn set(mode: Mode) -> Self {
        Self {
            outer: MODE.replace(mode),
        }
    }
}

impl Drop for Mark {
    fn drop(&mut self) {
        MODE.set(self.outer);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_stands_only_inside_a_run() {
        assert!(!is_blocking());
        assert!(run(async {
            is_blocking() && run(async { is_blocking() }) && is_blocking()
        }));
        assert!(!is_blocking());
    }

    #[test]
    fn a_watchful_run_can_be_stopped_and_is_not_patient() {
        let mut turns = 0;
        let stopped = run_while(std::future::pending::<()>(), Duration::ZERO, || {
            turns += 1;
            if turns == 3 { Err("stop") } else { Ok(()) }
        });
        assert_eq!(stopped, Err("stop"));
        let modes = run_while(
            async { (is_blocking(), is_patient()) },
            Duration::ZERO,
            || Err(()),
        );
        assert_eq!(modes, Ok((true, false)));
        assert_eq!(run(async { (is_blocking(), is_patient()) }), (true, true));
    }

    #[test]
    fn a_run_waits_for_another_thread() {
        let (tell, told) = std::sync::mpsc::channel::<Waker>();
        thread::spawn(move || {
            let waker = told.recv().unwrap();
            thread::sleep(Duration::from_millis(1));
            waker.wake();
        });
        let mut polls = 0;
        run(std::future::poll_fn(|context| {
            polls += 1;
            if polls == 1 {
                tell.send(context.waker().clone()).unwrap();
                return Poll::Pending;
            }
            Poll::Ready(())
        }));
        assert_eq!(polls, 2);
    }
}
