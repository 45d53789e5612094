//! For the binding's own tests: time and ids that are told, calls that panic or never end. Not
//! part of what is published.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use pyo3::prelude::*;
use pyo3::types::PyString;
use tenantry::storage::Ports as StorePorts;
use tenantry::{Amount, Error, Result};
use tenantry_conformance::stories::Ports;

use crate::convert::{ToPy, read};
use crate::entry;
use crate::error::raise;
use crate::generated::{aio, sync};
use crate::run::{Aio, Sync, run_async, run_held, run_sync};
use crate::runtime;
use crate::store::{Sources, Store};

/// The clock and the ids of a story.
#[pyclass(frozen)]
struct Story(Ports);

#[pymethods]
impl Story {
    #[new]
    fn new() -> Self {
        Self(Ports::default())
    }

    /// Lets seconds pass.
    fn pass_secs(&self, secs: i64) {
        self.0.clock.pass(secs);
    }

    /// Opens a library on them: in memory, in a file, or in a schema of a database, which is
    /// named behind a `#`.
    fn open<'py>(&self, address: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        entry::now(address.py(), "open", self.opening(address)?, |py, store| {
            entry::object(py, sync::Tenantry(Sync(store)))
        })
    }

    /// The same, to be awaited.
    fn open_aio<'py>(&self, address: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        run_async(address.py(), "open", self.opening(address)?, |py, store| {
            entry::object(py, aio::Tenantry(Aio(store)))
        })
    }
}

impl Story {
    fn opening(
        &self,
        address: &Bound<'_, PyAny>,
    ) -> PyResult<impl Future<Output = Result<Arc<Store>>> + Send + use<>> {
        let py = address.py();
        let address: String = read("address", address)?;
        let (url, schema) = match address.split_once('#') {
            Some((url, schema)) => (url, Some(schema.to_owned())),
            None => (address.as_str(), None),
        };
        let url = PyString::new(py, url);
        let origin = entry::origin(url.as_any())?;
        Ok(Store::open(origin, self.sources(schema)))
    }

    fn sources(&self, schema: Option<String>) -> Sources {
        Sources {
            ports: StorePorts {
                clock: Some(self.0.clock.clone()),
                ..StorePorts::default()
            },
            ids: self.0.ids.clone(),
            schema,
        }
    }
}

/// Drops the schema of a library that was opened in one.
#[pyfunction]
fn leave(py: Python<'_>, address: &str) {
    if let Some((url, schema)) = address.split_once('#') {
        let (url, schemas) = (url.to_owned(), vec![schema.to_owned()]);
        py.detach(|| tenantry_private_postgres::drop_schemas(url, schemas));
    }
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

/// A call that panics with Python's lock held.
#[pyfunction]
fn panic_held(py: Python<'_>) -> PyResult<()> {
    run_held(py, panicking)
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

/// An awaitable that goes to the runtime and comes back.
#[pyfunction]
fn hop(py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
    let work = async {
        tokio::task::yield_now().await;
        Ok::<_, Error>(())
    };
    run_async(py, "hop", work, |py, ()| Ok(py.None()))
}

/// Amounts by name, read and given back: no operation has some yet.
#[pyfunction]
fn amounts<'py>(py: Python<'py>, amounts: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    read::<BTreeMap<String, Amount>>("amounts", amounts)?.to_py(py)
}

/// Adds the module.
pub(crate) fn add(module: &Bound<'_, PyModule>) -> PyResult<()> {
    let testing = PyModule::new(module.py(), "testing")?;
    testing.add_class::<Story>()?;
    for function in [
        wrap_pyfunction!(leave, &testing)?,
        wrap_pyfunction!(panic_now, &testing)?,
        wrap_pyfunction!(panic_held, &testing)?,
        wrap_pyfunction!(panic_later, &testing)?,
        wrap_pyfunction!(wait_now, &testing)?,
        wrap_pyfunction!(hop, &testing)?,
        wrap_pyfunction!(amounts, &testing)?,
    ] {
        testing.add_function(function)?;
    }
    #[cfg(feature = "bench")]
    crate::measured::add(&testing)?;
    module.add("testing", testing)
}
