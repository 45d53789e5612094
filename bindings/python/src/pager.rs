//! What lists answer with: iterated, it fetches page after page.

use pyo3::prelude::*;
use pyo3::types::PyType;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tenantry::{PageInput, Result};

use crate::convert::{Given, ToPy};
use crate::handle::Handle;
use crate::page::{Page, alias};
use crate::pages::{Pages, page_input};
use crate::run::{Aio, Sync};

/// A list that fetches page after page as it is iterated.
#[pyclass(frozen, module = "tenantry", name = "Pager")]
pub(crate) struct SyncPager(Pages);

/// A list that fetches page after page as it is iterated.
#[pyclass(frozen, module = "tenantry.aio", name = "Pager")]
pub(crate) struct AioPager(Pages);

#[pymethods]
impl SyncPager {
    fn __iter__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Option<Py<PyAny>>> {
        self.0.next(py)
    }

    fn __aiter__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __anext__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.next_async(py)
    }

    /// One page, apart from what is iterated.
    #[pyo3(signature = (*, cursor=Given::Absent, limit=Given::Absent),
           text_signature = "($self, *, cursor=None, limit=None)")]
    fn page(&self, py: Python<'_>, cursor: Given<'_>, limit: Given<'_>) -> PyResult<Py<Page>> {
        self.0.page(py, page_input(&cursor, &limit)?)
    }

    /// `Pager[Team]`, for annotations.
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
impl AioPager {
    fn __iter__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Option<Py<PyAny>>> {
        self.0.next(py)
    }

    fn __aiter__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __anext__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.next_async(py)
    }

    /// One page, apart from what is iterated.
    #[pyo3(signature = (*, cursor=Given::Absent, limit=Given::Absent),
           text_signature = "($self, *, cursor=None, limit=None)")]
    fn page<'py>(
        &self,
        py: Python<'py>,
        cursor: Given<'_>,
        limit: Given<'_>,
    ) -> PyResult<Bound<'py, PyAny>> {
        self.0.page_async(py, page_input(&cursor, &limit)?)
    }

    /// `Pager[Team]`, for annotations.
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
    /// A pager of an operation that lists.
    pub(crate) fn pages<I, T, F>(
        &self,
        operation: &'static str,
        input: I,
        local: impl Fn(H::Core, I, PageInput) -> F + Send + std::marker::Sync + 'static,
    ) -> SyncPager
    where
        I: Serialize + Clone + Send + std::marker::Sync + 'static,
        T: ToPy + DeserializeOwned + Send + 'static,
        F: Future<Output = Result<tenantry::Page<T>>> + Send + 'static,
    {
        SyncPager(Pages::new(&self.0, operation, input, local))
    }
}

impl<H: Handle> Aio<H> {
    /// A pager of an operation that lists.
    pub(crate) fn pages<I, T, F>(
        &self,
        operation: &'static str,
        input: I,
        local: impl Fn(H::Core, I, PageInput) -> F + Send + std::marker::Sync + 'static,
    ) -> AioPager
    where
        I: Serialize + Clone + Send + std::marker::Sync + 'static,
        T: ToPy + DeserializeOwned + Send + 'static,
        F: Future<Output = Result<tenantry::Page<T>>> + Send + 'static,
    {
        AioPager(Pages::new(&self.0, operation, input, local))
    }
}
