//! The one runtime of the process: built when something first has to wait beside Python,
//! never at import, and left behind by a fork.

use std::sync::Once;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::{AtomicPtr, Ordering};

use tenantry::{Error, Result};
use tokio::runtime::{Builder, Runtime};

/// Threads that drive what waits. Stores do their work on threads of their own.
const WORKERS: usize = 2;

static RUNTIME: AtomicPtr<Runtime> = AtomicPtr::new(std::ptr::null_mut());

static FORKS: AtomicU64 = AtomicU64::new(0);

/// How many forks lie between the first process and this one.
pub(crate) fn forks() -> u64 {
    FORKS.load(Ordering::Acquire)
}

/// Notices forks from now on.
pub(crate) fn watch_forks() {
    static WATCHING: Once = Once::new();
    WATCHING.call_once(|| {
        // SAFETY: the handler touches two atomics and nothing else, which is allowed in
        // the child of a process with threads.
        let failed = unsafe { libc::pthread_atfork(None, None, Some(forked)) };
        debug_assert_eq!(failed, 0, "there is memory for one handler");
    });
}

extern "C" fn forked() {
    // The threads are the parent's. Ending a runtime without them would wait for ever, so
    // it is left as it is.
    RUNTIME.store(std::ptr::null_mut(), Ordering::Release);
    FORKS.fetch_add(1, Ordering::AcqRel);
}

/// The runtime.
pub(crate) fn runtime() -> Result<&'static Runtime> {
    let found = RUNTIME.load(Ordering::Acquire);
    if !found.is_null() {
        // SAFETY: what is stored there comes from `Box::leak` and is never freed.
        return Ok(unsafe { &*found });
    }
    let built = Builder::new_multi_thread()
        .worker_threads(WORKERS)
        .thread_name("tenantry-python")
        .enable_all()
        .build()
        .map_err(|error| Error::unavailable("there is no thread to spare").caused_by(error))?;
    let built = Box::into_raw(Box::new(built));
    let null = std::ptr::null_mut();
    match RUNTIME.compare_exchange(null, built, Ordering::AcqRel, Ordering::Acquire) {
        // SAFETY: it was leaked just above, and is never freed from here on.
        Ok(_) => Ok(unsafe { &*built }),
        Err(theirs) => {
            // SAFETY: another thread was faster, and nobody else has seen ours.
            drop(unsafe { Box::from_raw(built) });
            // SAFETY: as above.
            Ok(unsafe { &*theirs })
        }
    }
}
