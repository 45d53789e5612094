//! For the bench: the Rust that Python's calls are measured against, and the usual way to await.

use std::time::Instant;

use pyo3::prelude::*;
use tenantry::Result;
use uuid::Uuid;

use crate::error::raise;
use crate::generated::sync;
use crate::handle::Handle;
use crate::run::run_sync;

/// An awaitable that goes to the runtime and comes back, through the usual crate for it.
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
    let began = Instant::now();
    for _ in 0..times {
        call()?;
    }
    Ok(began.elapsed().as_secs_f64() * 1e6 / f64::from(times))
}

/// Adds the functions.
pub(crate) fn add(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_function(wrap_pyfunction!(hop_peer, module)?)?;
    module.add_function(wrap_pyfunction!(rust_check, module)?)?;
    module.add_function(wrap_pyfunction!(rust_read, module)?)
}
