//! The two ways to call: here and now, and on the event loop. Everything goes through one
//! of them.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use futures_util::FutureExt;
use pyo3::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tenantry::Result;

use crate::call::{Call, Outcome, failed};
use crate::convert::ToPy;
use crate::error::{Fault, guarded, panicked};
use crate::handle::Handle;
use crate::remote::written;

/// How often a call that waits lets Python look for signals, such as that of Ctrl-C.
const SIGNALS_EVERY: Duration = Duration::from_millis(50);

/// Runs something on this thread without Python's lock, until it is done or Python has a
/// signal to handle.
pub(crate) fn run_sync<T: Send, E: Into<Fault> + Send>(
    py: Python<'_>,
    work: impl Future<Output = Result<T, E>> + Send,
) -> PyResult<T> {
    let ran = py.detach(|| {
        let look = || Python::attach(|py| py.check_signals());
        let run = || tenantry::blocking::run_while(work, SIGNALS_EVERY, look);
        catch_unwind(AssertUnwindSafe(run))
    });
    match ran {
        Ok(Ok(Ok(value))) => Ok(value),
        Ok(Ok(Err(fault))) => Err(fault.into().raise(py)),
        Ok(Err(interrupted)) => Err(interrupted),
        Err(panic) => Err(panicked(py, &*panic)),
    }
}

/// Runs something that asks no store, with Python's lock held: letting go of it and taking it
/// back would cost more than the work. What has to wait after all waits without it.
pub(crate) fn run_held<T: Send, E: Into<Fault> + Send, F: Future<Output = Result<T, E>> + Send>(
    py: Python<'_>,
    work: impl Fn() -> F,
) -> PyResult<T> {
    guarded(py, || match work().now_or_never() {
        Some(done) => done.map_err(|fault| fault.into().raise(py)),
        None => run_sync(py, work()),
    })
}

/// Makes an awaitable of something; `made` becomes what is awaited once Python's lock is held.
pub(crate) fn run_async<'py, T: Send + 'static, E: Into<Fault> + 'static>(
    py: Python<'py>,
    operation: &'static str,
    work: impl Future<Output = Result<T, E>> + Send + 'static,
    made: impl FnOnce(Python<'_>, T) -> PyResult<Py<PyAny>> + Send + 'static,
) -> PyResult<Bound<'py, PyAny>> {
    let call = Call::new(operation, async move {
        match work.await {
            Ok(value) => Box::new(move |py: Python<'_>| made(py, value)) as Outcome,
            Err(fault) => failed(fault.into()),
        }
    });
    Ok(Bound::new(py, call)?.into_any())
}

/// Calls an operation: the core's, or a server's.
async fn perform<H, I, T, F>(
    handle: &H,
    operation: &'static str,
    input: I,
    local: impl FnOnce(H::Core, I) -> F + Send,
) -> Result<T, Fault>
where
    H: Handle,
    I: Serialize + Send,
    T: DeserializeOwned + Send,
    F: Future<Output = Result<T>> + Send,
{
    match handle.at()? {
        Some(at) => {
            let input = written(&input)?;
            at.call(operation, input).await
        }
        None => Ok(local(handle.core().await?, input).await?),
    }
}

/// How the operations of a class are called.
pub(crate) trait Mode<H: Handle> {
    /// Calls an operation.
    fn run<'py, I, T, F>(
        &self,
        py: Python<'py>,
        operation: &'static str,
        input: I,
        local: impl FnOnce(H::Core, I) -> F + Send + 'static,
    ) -> PyResult<Bound<'py, PyAny>>
    where
        I: Serialize + Send + 'static,
        T: ToPy + DeserializeOwned + Send + 'static,
        F: Future<Output = Result<T>> + Send + 'static;
}

/// Called here and now.
pub(crate) struct Sync<H>(pub(crate) H);

/// Called on the event loop.
pub(crate) struct Aio<H>(pub(crate) H);

impl<H: Handle> Mode<H> for Sync<H> {
    fn run<'py, I, T, F>(
        &self,
        py: Python<'py>,
        operation: &'static str,
        input: I,
        local: impl FnOnce(H::Core, I) -> F + Send + 'static,
    ) -> PyResult<Bound<'py, PyAny>>
    where
        I: Serialize + Send + 'static,
        T: ToPy + DeserializeOwned + Send + 'static,
        F: Future<Output = Result<T>> + Send + 'static,
    {
        let answer = run_sync(py, perform(&self.0, operation, input, local))?;
        guarded(py, || answer.to_py(py))
    }
}

impl<H: Handle> Mode<H> for Aio<H> {
    fn run<'py, I, T, F>(
        &self,
        py: Python<'py>,
        operation: &'static str,
        input: I,
        local: impl FnOnce(H::Core, I) -> F + Send + 'static,
    ) -> PyResult<Bound<'py, PyAny>>
    where
        I: Serialize + Send + 'static,
        T: ToPy + DeserializeOwned + Send + 'static,
        F: Future<Output = Result<T>> + Send + 'static,
    {
        let handle = self.0.clone();
        let work = async move { perform(&handle, operation, input, local).await };
        let made = |py: Python<'_>, answer: T| Ok(answer.to_py(py)?.unbind());
        run_async(py, operation, work, made)
    }
}
