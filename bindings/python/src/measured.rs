//! For the bench: the Rust that Python's calls are measured against, and the usual way to await.

use std::time::Instant;

use pyo3::prelude::*;
use tenantry::access::{ExplainAccess, Permission};
use tenantry::teams::GetTeam;
use tenantry::{Error, Result, TeamId, Tenant, blocking};
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

/// How many microseconds a check of a right takes in Rust.
#[pyfunction]
fn rust_check(py: Python<'_>, on: &sync::Tenant, times: u32) -> PyResult<f64> {
    let check = ExplainAccess {
        permission: Permission::TEAMS_CREATE.into(),
        team: None,
        object: None,
        principal: None,
    };
    timed(py, on, times, async |tenant| {
        tenant.access().explain(check.clone()).await.map(drop)
    })
}

/// How many microseconds a point read takes in Rust.
#[pyfunction]
fn rust_read(py: Python<'_>, on: &sync::Tenant, team: Uuid, times: u32) -> PyResult<f64> {
    let team = TeamId::from_uuid(team);
    timed(py, on, times, async |tenant| {
        tenant.teams().get(GetTeam { team }).await.map(drop)
    })
}

/// Makes a call so often, without Python's lock.
fn timed(
    py: Python<'_>,
    on: &sync::Tenant,
    times: u32,
    call: impl AsyncFn(&Tenant) -> Result<()> + Sync,
) -> PyResult<f64> {
    let tenant = run_sync(py, on.0.0.core())?;
    let work = || {
        let began = Instant::now();
        for _ in 0..times {
            blocking::run(call(&tenant))?;
        }
        Ok(began.elapsed().as_secs_f64() * 1e6 / f64::from(times))
    };
    py.detach(work).map_err(|error: Error| raise(py, &error))
}

/// Adds the functions.
pub(crate) fn add(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_function(wrap_pyfunction!(hop_peer, module)?)?;
    module.add_function(wrap_pyfunction!(rust_check, module)?)?;
    module.add_function(wrap_pyfunction!(rust_read, module)?)
}
