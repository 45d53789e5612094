//! One page of a list.

use pyo3::prelude::*;
use pyo3::types::{PyIterator, PyTuple, PyType};

use crate::convert::ToPy;

/// One page of a list.
#[pyclass(frozen, module = "tenantry")]
pub(crate) struct Page {
    pub(crate) items: Py<PyTuple>,
    pub(crate) next: Option<String>,
    feed: Option<String>,
}

#[pymethods]
impl Page {
    /// The items, at most as many as were asked for.
    #[getter]
    fn items(&self, py: Python<'_>) -> Py<PyTuple> {
        self.items.clone_ref(py)
    }

    /// Pass this as `cursor` to read on; `None` on the last page.
    #[getter]
    fn next(&self) -> Option<&str> {
        self.next.as_deref()
    }

    /// Where the live feed continues from what this page shows.
    #[getter]
    fn feed(&self) -> Option<&str> {
        self.feed.as_deref()
    }

    fn __len__(&self, py: Python<'_>) -> usize {
        self.items.bind(py).len()
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        self.items.bind(py).try_iter()
    }

    fn __getitem__<'py>(
        &self,
        py: Python<'py>,
        index: Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyAny>> {
        self.items.bind(py).as_any().get_item(index)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        crate::model::repr(slf.as_any(), &["items", "next", "feed"])
    }

    fn __eq__(&self, py: Python<'_>, other: &Self) -> PyResult<bool> {
        let is_same = self.next == other.next && self.feed == other.feed;
        Ok(is_same && self.items.bind(py).eq(&other.items)?)
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        self.items.bind(py).hash()
    }

    /// `Page[Team]`, for annotations.
    #[classmethod]
    #[pyo3(signature = (item, /))]
    fn __class_getitem__<'py>(
        cls: &Bound<'py, PyType>,
        item: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyAny>> {
        alias(cls, item)
    }
}

/// A class with the type of its items.
pub(crate) fn alias<'py>(
    cls: &Bound<'py, PyType>,
    item: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyAny>> {
    let types = cls.py().import("types")?;
    types.getattr("GenericAlias")?.call1((cls, item))
}

impl<T: ToPy> ToPy for tenantry::Page<T> {
    fn to_py<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let items = self.items.to_py(py)?.cast_into::<PyTuple>()?.unbind();
        let page = Page {
            items,
            next: self.next.clone(),
            feed: self.feed.map(|cursor| cursor.to_string()),
        };
        Ok(Bound::new(py, page)?.into_any())
    }
}
