//! Streams as something to iterate, blocking or not.

use std::sync::Arc;

use futures_util::stream::Stream;
use pyo3::prelude::*;
use pyo3::types::PyType;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tenantry::Result;

use crate::convert::ToPy;
use crate::error::Fault;
use crate::handle::Handle;
use crate::page::alias;
use crate::run::{Aio, Sync, run_async, run_sync};
use crate::store::Empty;
use crate::stream::Source;

/// The live feed, to iterate over: `for item in feed`.
///
/// It waits for what happens next, and ends when it is closed. Ctrl-C ends the waiting.
#[pyclass(frozen, module = "tenantry", name = "Feed")]
pub(crate) struct SyncFeed(Arc<Source>);

/// The live feed, to iterate over: `async for item in feed`.
///
/// It is opened when it is first asked for an item, or by `async with`.
#[pyclass(frozen, module = "tenantry.aio", name = "Feed")]
pub(crate) struct AioFeed(Arc<Source>);

#[pymethods]
impl SyncFeed {
    fn __iter__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        self.0.next(py)
    }

    /// Ends the feed.
    fn close(&self, py: Python<'_>) {
        py.detach(|| self.0.empty());
    }

    fn __enter__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    #[pyo3(signature = (*exception))]
    fn __exit__(&self, py: Python<'_>, exception: &Bound<'_, PyAny>) {
        let _ = exception;
        self.close(py);
    }

    /// `Feed[FeedItem]`, for annotations.
    #[classmethod]
    #[pyo3(signature = (item, /))]
    fn __class_getitem__<'py>(
        cls: &Bound<'py, PyType>,
        item: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyAny>> {
        alias(cls, item)
    }
}

#[pymethods]
impl AioFeed {
    fn __aiter__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __anext__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.next_async(py)
    }

    /// Ends the feed.
    fn close(&self, py: Python<'_>) {
        py.detach(|| self.0.empty());
    }

    fn __aenter__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        let source = &slf.get().0;
        let feed = slf.clone().unbind();
        let opening = Arc::clone(source).open();
        run_async(slf.py(), source.operation, opening, move |_, ()| {
            Ok(feed.into_any())
        })
    }

    #[pyo3(signature = (*exception))]
    fn __aexit__<'py>(
        &self,
        py: Python<'py>,
        exception: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let _ = exception;
        self.close(py);
        run_async(
            py,
            self.0.operation,
            async { Ok::<_, Fault>(()) },
            |py, ()| Ok(py.None()),
        )
    }

    /// `Feed[FeedItem]`, for annotations.
    #[classmethod]
    #[pyo3(signature = (item, /))]
    fn __class_getitem__<'py>(
        cls: &Bound<'py, PyType>,
        item: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyAny>> {
        alias(cls, item)
    }
}

impl<H: Handle> Sync<H> {
    /// The stream of an operation, opened now.
    pub(crate) fn stream<I, T, S, F>(
        &self,
        py: Python<'_>,
        operation: &'static str,
        input: I,
        local: impl FnOnce(H::Core, I) -> F + Send + 'static,
    ) -> PyResult<SyncFeed>
    where
        I: Serialize + Send + 'static,
        T: ToPy + DeserializeOwned + Send + 'static,
        S: Stream<Item = Result<T>> + Send + 'static,
        F: Future<Output = Result<S>> + Send + 'static,
    {
        let source = Source::new(&self.0, operation, input, local);
        run_sync(py, Arc::clone(&source).open())?;
        Ok(SyncFeed(source))
    }
}

impl<H: Handle> Aio<H> {
    /// The stream of an operation, to be opened.
    pub(crate) fn stream<I, T, S, F>(
        &self,
        _: Python<'_>,
        operation: &'static str,
        input: I,
        local: impl FnOnce(H::Core, I) -> F + Send + 'static,
    ) -> PyResult<AioFeed>
    where
        I: Serialize + Send + 'static,
        T: ToPy + DeserializeOwned + Send + 'static,
        S: Stream<Item = Result<T>> + Send + 'static,
        F: Future<Output = Result<S>> + Send + 'static,
    {
        Ok(AioFeed(Source::new(&self.0, operation, input, local)))
    }
}
