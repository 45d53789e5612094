//! For callers without a runtime: runs a future on the thread that asks for it.
//!
//! A store may ask [`is_blocking`] and, where it would hand work to a thread of its own
//! only to keep an async caller's thread free, do the work in place: nobody else waits
//! for a thread that blocks anyway.

use std::cell::Cell;
use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

thread_local! {
    static BLOCKING: Cell<bool> = const { Cell::new(false) };
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
    let mut future = pin!(future);
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut context = Context::from_waker(&waker);
    loop {
        let polled = {
            let _mark = Mark::set();
            future.as_mut().poll(&mut context)
        };
        match polled {
            Poll::Ready(output) => return output,
            // A wake between the poll and here leaves a token, so `park` returns at once.
            Poll::Pending => thread::park(),
        }
    }
}

/// Whether this thread is inside [`run`], so that work may be done in place.
#[must_use]
pub fn is_blocking() -> bool {
    BLOCKING.get()
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

/// Marks the thread as blocking; the mark of an outer `run` comes back when dropped.
struct Mark {
    outer: bool,
}

impl Mark {
    fn set() -> Self {
        Self {
            outer: BLOCKING.replace(true),
        }
    }
}

impl Drop for Mark {
    fn drop(&mut self) {
        BLOCKING.set(self.outer);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn the_mark_stands_only_inside_a_run() {
        assert!(!is_blocking());
        assert!(run(async {
            is_blocking() && run(async { is_blocking() }) && is_blocking()
        }));
        assert!(!is_blocking());
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
