//! Errors of the core as the exceptions of `tenantry.errors`.

use std::error::Error as _;
use std::panic::{AssertUnwindSafe, catch_unwind};

use pyo3::exceptions::PyRuntimeError;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyType};
use tenantry::{Error, ErrorKind};
use tenantry_remote::Failure;

use crate::convert::ToPy;

/// The function of `tenantry.errors` that finds the class of a kind.
static CLASS_OF: PyOnceLock<Py<PyAny>> = PyOnceLock::new();

/// The kind of what is no error of the core: a panic.
const INTERNAL: &str = "internal";

/// Why a call failed: here, or on a server.
#[derive(Debug)]
pub(crate) enum Fault {
    /// As the core says it.
    Core(Error),
    /// As a server says it.
    Remote(Box<Failure>),
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::Core(error)
    }
}

impl From<Failure> for Fault {
    fn from(failure: Failure) -> Self {
        Self::Remote(Box::new(failure))
    }
}

impl Fault {
    /// The exception of its kind.
    pub(crate) fn raise(&self, py: Python<'_>) -> PyErr {
        match self {
            Self::Core(error) => raise(py, error),
            Self::Remote(failure) => of_server(py, failure).unwrap_or_else(|error| error),
        }
    }
}

/// A server's error, with a note of how it is found in the server's log.
fn of_server(py: Python<'_>, failure: &Failure) -> PyResult<PyErr> {
    let (kind, code) = (failure.kind.name(), &failure.code);
    let made = exception(py, kind, code, &failure.message, |fields| {
        for (name, value) in &failure.fields {
            fields.set_item(name, value.to_py(py)?)?;
        }
        Ok(())
    })?;
    if let Some(trace) = &failure.trace_id {
        let note = format!("the server's log has it as {trace}");
        made.value(py)
            .call_method1(intern!(py, "add_note"), (note,))?;
    }
    Ok(made)
}

/// An error as the exception of its kind, with what caused it.
pub(crate) fn raise(py: Python<'_>, error: &Error) -> PyErr {
    let message = error.to_string();
    let made = exception(py, error.kind().name(), error.code(), &message, |fields| {
        for (name, value) in error.fields() {
            fields.set_item(*name, value.to_py(py)?)?;
        }
        Ok(())
    });
    let made = made.unwrap_or_else(|error| error);
    made.set_cause(py, cause(py, error));
    made
}

/// A panic as an exception: an `Exception`, so that a program's own handlers see it.
pub(crate) fn panicked(py: Python<'_>, panic: &(dyn std::any::Any + Send)) -> PyErr {
    let text = panic
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| panic.downcast_ref::<String>().cloned());
    let text = text.unwrap_or_else(|| "it does not say why".to_owned());
    let message = format!("Tenantry has a defect, please report it: {text}");
    exception(py, INTERNAL, "panic", &message, |_| Ok(())).unwrap_or_else(|error| error)
}

/// Runs what may panic with Python's lock held.
pub(crate) fn guarded<T>(py: Python<'_>, work: impl FnOnce() -> PyResult<T>) -> PyResult<T> {
    let ran = catch_unwind(AssertUnwindSafe(work));
    ran.unwrap_or_else(|panic| Err(panicked(py, &*panic)))
}

/// That the handle cannot be used any more. Calling again is of no use, so it is not of a kind
/// that says so; of a closed file Python raises a `ValueError` too.
pub(crate) fn closed() -> Error {
    Error::new(ErrorKind::Invalid, "closed", "this handle was closed")
}

/// That what the handle stood on is in another process, for as long as this one lives.
pub(crate) fn forked(what: &str) -> Error {
    Error::new(
        ErrorKind::Invalid,
        "forked",
        format!("{what} stayed in the process that this one was forked from; open it here"),
    )
}

fn exception(
    py: Python<'_>,
    kind: &str,
    code: &str,
    message: &str,
    fill: impl FnOnce(&Bound<'_, PyDict>) -> PyResult<()>,
) -> PyResult<PyErr> {
    let class_of = CLASS_OF.get_or_try_init(py, || {
        let errors = py.import("tenantry.errors")?;
        errors.getattr("_class_of").map(Bound::unbind)
    })?;
    let class = class_of.bind(py).call1((kind,))?;
    let fields = PyDict::new(py);
    fill(&fields)?;
    let named = PyDict::new(py);
    named.set_item("code", code)?;
    named.set_item("fields", fields)?;
    let class = class.cast::<PyType>()?;
    Ok(PyErr::from_value(class.call((message,), Some(&named))?))
}

/// The errors behind an error, as a chain of exceptions.
fn cause(py: Python<'_>, error: &Error) -> Option<PyErr> {
    // The first is the error's own inside.
    let first = error.source()?.source();
    let mut messages = Vec::new();
    let mut next = first;
    while let Some(source) = next {
        messages.push(source.to_string());
        next = source.source();
    }
    messages.into_iter().rev().fold(None, |behind, message| {
        let made = PyRuntimeError::new_err(message);
        made.set_cause(py, behind);
        Some(made)
    })
}
