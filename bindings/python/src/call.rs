//! An asynchronous call: what `await acme.teams.create(…)` waits for.
//!
//! It is a coroutine: nothing happens before it is awaited. It is then looked at once on
//! the loop's own thread, without Python's lock, because a short read is done at once; what
//! has to wait goes to the runtime's threads and comes back over the [`Bridge`].

use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use pyo3::exceptions::{PyRuntimeError, PyRuntimeWarning, PyStopIteration};
use pyo3::prelude::*;
use pyo3::types::PyType;
use tokio::task::AbortHandle;

use crate::bridge::{Bridge, Waiting};
use crate::error::{Fault, guarded, panicked, raise};
use crate::runtime::runtime;

/// What came of a call: becomes Python's once Python's lock is held.
pub(crate) type Outcome = Box<dyn FnOnce(Python<'_>) -> PyResult<Py<PyAny>> + Send>;

/// An outcome, or the panic instead of it.
type Ended = Result<Outcome, Box<dyn std::any::Any + Send>>;

/// An operation that was called, to be awaited once.
#[pyclass(module = "tenantry.aio", frozen)]
pub(crate) struct Call {
    operation: &'static str,
    state: Mutex<State>,
}

enum State {
    New(BoxFuture<'static, Ended>),
    Waiting(Wait),
    Over,
}

struct Wait {
    /// What is asked for the next step: the loop's own future.
    steps: Py<PyAny>,
    ended: Arc<Mutex<Option<Ended>>>,
    bridge: Arc<Bridge>,
    number: u64,
    task: AbortHandle,
}

impl Call {
    pub(crate) fn new(
        operation: &'static str,
        work: impl Future<Output = Outcome> + Send + 'static,
    ) -> Self {
        let work = AssertUnwindSafe(work).catch_unwind().boxed();
        Self {
            operation,
            state: Mutex::new(State::New(work)),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self) -> State {
        std::mem::replace(&mut self.state(), State::Over)
    }

    /// Looks at it once; what has to wait goes to the runtime.
    fn start(&self, py: Python<'_>, mut work: BoxFuture<'static, Ended>) -> PyResult<Py<PyAny>> {
        let polled = py.detach(|| {
            let mut context = Context::from_waker(Waker::noop());
            work.as_mut().poll(&mut context)
        });
        if let Poll::Ready(ended) = polled {
            return Err(finished(py, ended));
        }
        let bridge = Bridge::here(py)?;
        let Waiting { future, number } = bridge.wait(py)?;
        let steps = future.bind(py).call_method0("__await__")?.unbind();
        let ended = Arc::new(Mutex::new(None));
        let (slot, way) = (Arc::clone(&ended), Arc::clone(&bridge));
        let runtime = runtime().map_err(|error| raise(py, &error))?;
        let task = runtime.spawn(async move {
            let outcome = work.await;
            *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(outcome);
            way.done(number);
        });
        let wait = Wait {
            steps,
            ended,
            bridge,
            number,
            task: task.abort_handle(),
        };
        self.step(py, wait)
    }

    /// Takes the next step of the loop's future, or the outcome after its last one.
    fn step(&self, py: Python<'_>, wait: Wait) -> PyResult<Py<PyAny>> {
        match wait.steps.bind(py).call_method0("__next__") {
            Ok(step) => {
                *self.state() = State::Waiting(wait);
                Ok(step.unbind())
            }
            Err(error) if error.is_instance_of::<PyStopIteration>(py) => {
                let mut ended = wait.ended.lock().unwrap_or_else(PoisonError::into_inner);
                match ended.take() {
                    Some(ended) => Err(finished(py, ended)),
                    None => Err(PyRuntimeError::new_err("the loop went on too early")),
                }
            }
            Err(error) => {
                wait.stop();
                Err(error)
            }
        }
    }
}

impl Wait {
    /// Gives up waiting. A commit that is on its way is the store's, and lands or does not.
    fn stop(&self) {
        self.task.abort();
        self.bridge.forget(self.number);
    }
}

/// The end of a coroutine, as Python knows it.
fn finished(py: Python<'_>, ended: Ended) -> PyErr {
    let value = match ended {
        Ok(outcome) => guarded(py, || outcome(py)),
        Err(panic) => Err(panicked(py, &*panic)),
    };
    match value {
        Ok(value) => PyStopIteration::new_err((value,)),
        Err(error) => error,
    }
}

#[pymethods]
impl Call {
    fn __await__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __iter__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        match self.take() {
            State::New(work) => self.start(py, work),
            State::Waiting(wait) => self.step(py, wait),
            State::Over => Err(PyRuntimeError::new_err("the call was awaited already")),
        }
    }

    /// Goes on; a coroutine's `send`.
    fn send(&self, py: Python<'_>, value: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let _ = value;
        self.__next__(py)
    }

    /// Ends it with an exception; a coroutine's `throw`, by which tasks are cancelled.
    #[pyo3(signature = (kind, value=None, traceback=None))]
    fn throw(
        &self,
        py: Python<'_>,
        kind: Bound<'_, PyAny>,
        value: Option<Bound<'_, PyAny>>,
        traceback: Option<Bound<'_, PyAny>>,
    ) -> PyResult<Py<PyAny>> {
        let _ = traceback;
        self.close(py);
        let thrown = value.unwrap_or(kind);
        Err(match thrown.cast::<PyType>() {
            Ok(class) => PyErr::from_value(class.call0()?),
            Err(_) => PyErr::from_value(thrown),
        })
    }

    /// Gives up; a coroutine's `close`.
    fn close(&self, py: Python<'_>) {
        match self.take() {
            State::Waiting(wait) => wait.stop(),
            State::New(work) => py.detach(|| drop(work)),
            State::Over => {}
        }
    }
}

impl Drop for Call {
    fn drop(&mut self) {
        if matches!(&*self.state(), State::New(_)) {
            let warning = format!("`{}` was never awaited\0", self.operation);
            let warning = std::ffi::CString::from_vec_with_nul(warning.into_bytes());
            Python::try_attach(|py| {
                let class = py.get_type::<PyRuntimeWarning>();
                // A filter may make an error of it, which has no place to go from here.
                warning.map(|text| PyErr::warn(py, &class, &text, 1))
            });
        }
    }
}

/// A fault as an outcome.
pub(crate) fn failed(fault: Fault) -> Outcome {
    Box::new(move |py| Err(fault.raise(py)))
}
