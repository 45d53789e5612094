//! For the binding's own tests: time and ids that are told, the JSON door to compare with,
//! calls that panic or never end. Not part of what is published.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Duration;

use pyo3::prelude::*;
use tenantry::storage::Ports;
use tenantry::{Clock, Error, Ids, Result, Time};
use uuid::Uuid;

use crate::entry;
use crate::error::raise;
use crate::generated::{aio, sync};
use crate::handle::Handle;
use crate::run::{Aio, Sync, run_async, run_sync};
use crate::runtime;
use crate::store::{Sources, Store};

/// 2026-01-01T00:00:00Z: when every story begins.
const BEGINNING: i64 = 1_767_225_600_000_000;

/// The time and the ids of a story: told, not found.
#[pyclass(frozen)]
struct Story(Arc<Told>);

struct Told {
    micros: AtomicI64,
    count: AtomicU64,
}

impl Clock for Told {
    fn now(&self) -> Time {
        Time::from_micros(self.micros.load(Ordering::SeqCst))
    }
}

impl Ids for Told {
    fn next(&self, at: Time) -> Uuid {
        let millis = u64::try_from(at.micros() / 1_000).unwrap_or_default();
        let mut random = [0; 10];
        self.fill(&mut random);
        uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }

    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(0);
        let count = self.count.fetch_add(1, Ordering::SeqCst).to_be_bytes();
        let end = bytes.len().saturating_sub(count.len());
        for (byte, digit) in bytes[end..].iter_mut().zip(count) {
            *byte = digit;
        }
    }
}

#[pymethods]
impl Story {
    #[new]
    fn new() -> Self {
        Self(Arc::new(Told {
            micros: AtomicI64::new(BEGINNING),
            count: AtomicU64::new(0),
        }))
    }

    /// Lets seconds pass.
    fn pass_secs(&self, secs: i64) {
        self.0.micros.fetch_add(secs * 1_000_000, Ordering::SeqCst);
    }

    /// How many ids and secrets were asked for.
    fn asked(&self) -> u64 {
        self.0.count.load(Ordering::SeqCst)
    }

    /// Opens a library whose time and ids these are.
    #[pyo3(signature = (url, schema=None))]
    fn open<'py>(
        &self,
        url: &Bound<'py, PyAny>,
        schema: Option<String>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let opening = Store::open(entry::origin(url)?, self.sources(schema));
        entry::now(url.py(), "open", opening, |py, store| {
            entry::object(py, sync::Tenantry(Sync(store)))
        })
    }

    /// Opens a library whose time and ids these are, to be awaited.
    #[pyo3(signature = (url, schema=None))]
    fn open_aio<'py>(
        &self,
        url: &Bound<'py, PyAny>,
        schema: Option<String>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let opening = Store::open(entry::origin(url)?, self.sources(schema));
        run_async(url.py(), "open", opening, |py, store| {
            entry::object(py, aio::Tenantry(Aio(store)))
        })
    }
}

impl Story {
    fn sources(&self, schema: Option<String>) -> Sources {
        Sources {
            ports: Ports {
                clock: Some(Arc::clone(&self.0) as Arc<dyn Clock>),
                ..Ports::default()
            },
            ids: Arc::clone(&self.0) as Arc<dyn Ids>,
            schema,
        }
    }
}

/// Calls an operation through the JSON door.
#[pyfunction]
#[pyo3(signature = (on, operation, input, items=None))]
fn call_json(
    on: &Bound<'_, PyAny>,
    operation: &str,
    input: &str,
    items: Option<usize>,
) -> PyResult<String> {
    let py = on.py();
    let input = serde_json::from_str(input)
        .map_err(|error| raise(py, &Error::invalid("input", "is no JSON").caused_by(error)))?;
    let answer = if let Ok(tenant) = on.cast::<sync::Tenant>() {
        let handle = tenant.get().0.0.clone();
        run_sync(py, async move {
            let tenant = handle.core().await?;
            match items {
                None => tenant.call(operation, input).await,
                Some(count) => take(tenant.stream(operation, input).await?, count).await,
            }
        })?
    } else {
        let handle = on.cast::<sync::Caller>()?.get().0.0.clone();
        run_sync(py, async move {
            handle.core().await?.call(operation, input).await
        })?
    };
    Ok(answer.to_string())
}

async fn take(
    mut items: impl futures_util::Stream<Item = Result<serde_json::Value>> + Unpin,
    count: usize,
) -> Result<serde_json::Value> {
    let mut taken = Vec::new();
    while taken.len() < count {
        let item = futures_util::StreamExt::next(&mut items).await;
        taken.push(item.ok_or_else(|| Error::unavailable("the stream has ended"))??);
    }
    Ok(taken.into())
}

async fn panicking() -> Result<()> {
    #[expect(clippy::panic, reason = "it is what the test is about")]
    {
        panic!("on purpose")
    }
}

/// A call that panics.
#[pyfunction]
fn panic_now(py: Python<'_>) -> PyResult<()> {
    run_sync(py, panicking())
}

/// A call that panics when it is awaited, on the loop's thread or on another.
#[pyfunction]
fn panic_later(py: Python<'_>, elsewhere: bool) -> PyResult<Bound<'_, PyAny>> {
    let work = async move {
        if elsewhere {
            tokio::task::yield_now().await;
        }
        panicking().await
    };
    run_async(py, "panic", work, |py, ()| Ok(py.None()))
}

/// A call that takes so long.
#[pyfunction]
fn wait_now(py: Python<'_>, secs: f64) -> PyResult<()> {
    let inside = runtime::runtime().map_err(|error| raise(py, &error))?;
    let slept = inside.spawn(async move {
        tokio::time::sleep(Duration::from_secs_f64(secs)).await;
    });
    run_sync(py, async {
        // A task that sleeps does not fail.
        let _ = slept.await;
        Ok::<_, Error>(())
    })
}

/// An awaitable that is done at once.
#[pyfunction]
fn ready(py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
    run_async(py, "ready", async { Ok::<_, Error>(()) }, |py, ()| {
        Ok(py.None())
    })
}

/// An awaitable that goes to the runtime and comes back.
#[pyfunction]
fn hop(py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
    let work = async {
        tokio::task::yield_now().await;
        Ok::<_, Error>(())
    };
    run_async(py, "hop", work, |py, ()| Ok(py.None()))
}

/// The same through the usual crate for it.
#[cfg(feature = "bench")]
#[pyfunction]
fn hop_peer(py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
    pyo3_async_runtimes::tokio::future_into_py(py, async {
        tokio::task::yield_now().await;
        Ok(())
    })
}

/// How many microseconds a check in memory takes in Rust.
#[pyfunction]
fn rust_check(py: Python<'_>, on: &sync::Tenantry, times: u32) -> PyResult<f64> {
    let tenantry = run_sync(py, on.0.0.core())?;
    timed(times, || tenantry.system("a bench").map(drop)).map_err(|error| raise(py, &error))
}

/// How many microseconds a point read takes in Rust.
#[pyfunction]
fn rust_read(py: Python<'_>, on: &sync::Tenant, team: Uuid, times: u32) -> PyResult<f64> {
    let tenant = run_sync(py, on.0.0.core())?;
    let team = tenantry::TeamId::from_uuid(team);
    let read = || {
        let input = tenantry::teams::GetTeam { team };
        tenantry::blocking::run(tenant.teams().get(input)).map(drop)
    };
    py.detach(|| timed(times, read))
        .map_err(|error| raise(py, &error))
}

fn timed(times: u32, mut call: impl FnMut() -> Result<()>) -> Result<f64> {
    let began = std::time::Instant::now();
    for _ in 0..times {
        call()?;
    }
    Ok(began.elapsed().as_secs_f64() * 1e6 / f64::from(times))
}

/// Adds the module.
pub(crate) fn add(module: &Bound<'_, PyModule>) -> PyResult<()> {
    let testing = PyModule::new(module.py(), "testing")?;
    testing.add_class::<Story>()?;
    for function in [
        wrap_pyfunction!(call_json, &testing)?,
        wrap_pyfunction!(panic_now, &testing)?,
        wrap_pyfunction!(panic_later, &testing)?,
        wrap_pyfunction!(wait_now, &testing)?,
        wrap_pyfunction!(ready, &testing)?,
        wrap_pyfunction!(hop, &testing)?,
        wrap_pyfunction!(rust_check, &testing)?,
        wrap_pyfunction!(rust_read, &testing)?,
    ] {
        testing.add_function(function)?;
    }
    #[cfg(feature = "bench")]
    testing.add_function(wrap_pyfunction!(hop_peer, &testing)?)?;
    module.add("testing", testing)
}
