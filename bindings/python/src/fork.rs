//! Forks: files are let go of before, and each side opens them anew.

use std::cell::RefCell;
use std::sync::atomic::Ordering;
use std::sync::{Arc, MutexGuard, Weak};
use std::time::Duration;

use pyo3::prelude::*;
use pyo3::types::PyDict;
use tenantry_sqlite::{Sqlite, Suspended};

use crate::runtime::watch_forks;
use crate::store::{Store, stores};

/// How long a fork waits for calls that use a file. What takes longer keeps its file, and
/// the child's handles say so.
const WAIT_MAX: Duration = Duration::from_secs(1);

/// What is held from before a fork until after it, by the thread that forks.
#[derive(Default)]
struct Held {
    files: Vec<File>,
    stores: Option<MutexGuard<'static, Vec<Weak<Store>>>>,
}

struct File {
    /// Dropped before the store that it borrows from.
    _suspended: Suspended<'static>,
    _sqlite: Arc<Sqlite>,
}

thread_local! {
    static HELD: RefCell<Held> = RefCell::default();
}

/// Asks Python to tell of forks.
pub(crate) fn register(module: &Bound<'_, PyModule>) -> PyResult<()> {
    watch_forks();
    let hooks = PyDict::new(module.py());
    hooks.set_item("before", wrap_pyfunction!(before_fork, module)?)?;
    hooks.set_item(
        "after_in_parent",
        wrap_pyfunction!(after_in_parent, module)?,
    )?;
    hooks.set_item("after_in_child", wrap_pyfunction!(after_in_child, module)?)?;
    let os = module.py().import("os")?;
    match os.getattr("register_at_fork") {
        Ok(register) => register.call((), Some(&hooks)).map(drop),
        // Windows has no forks.
        Err(_) => Ok(()),
    }
}

/// Python's lock is held here on purpose: whoever uses a file now ends without it, and
/// nobody begins anew.
#[pyfunction]
fn before_fork() {
    let files = suspend_all();
    let stores = Some(stores());
    HELD.set(Held { files, stores });
}

fn suspend_all() -> Vec<File> {
    let open: Vec<Arc<Store>> = stores().iter().filter_map(Weak::upgrade).collect();
    let files = open.iter().filter_map(|store| suspend(store));
    files.collect()
}

fn suspend(store: &Store) -> Option<File> {
    let sqlite = store.sqlite()?;
    let suspended = sqlite.suspend(WAIT_MAX).ok();
    store.was_busy.store(suspended.is_none(), Ordering::Release);
    let suspended = suspended?;
    // SAFETY: it borrows from what the `Arc` beside it keeps alive, and is dropped before.
    let suspended = unsafe { std::mem::transmute::<Suspended<'_>, Suspended<'static>>(suspended) };
    Some(File {
        _suspended: suspended,
        _sqlite: sqlite,
    })
}

#[pyfunction]
fn after_in_parent() {
    let held = HELD.take();
    for store in held.stores.iter().flat_map(|stores| stores.iter()) {
        if let Some(store) = store.upgrade() {
            store.was_busy.store(false, Ordering::Release);
        }
    }
}

#[pyfunction]
fn after_in_child() {
    let held = HELD.take();
    for store in held.stores.iter().flat_map(|stores| stores.iter()) {
        if let Some(store) = store.upgrade() {
            store.leave_to_parent();
        }
    }
    // What was suspended stays so here: this process opens its own.
    std::mem::forget(held.files);
}
