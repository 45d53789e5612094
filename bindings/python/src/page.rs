//! Lists: one page, and a pager that fetches page after page as it is iterated.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use futures_util::future::BoxFuture;
use pyo3::exceptions::PyStopAsyncIteration;
use pyo3::prelude::*;
use pyo3::types::{PyIterator, PyTuple, PyType};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tenantry::page::PAGE_ITEMS_MAX;
use tenantry::{PageInput, Result};

use crate::convert::{Given, ToPy};
use crate::error::Fault;
use crate::handle::Handle;
use crate::remote::written_with_page;
use crate::run::{Aio, Sync, run_async, run_sync};

/// One page of a list.
#[pyclass(frozen, module = "tenantry")]
pub(crate) struct Page {
    items: Py<PyTuple>,
    next: Option<String>,
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

/// A page of whatever kind, to be made Python's once Python's lock is held.
type Fetched = Box<dyn FnOnce(Python<'_>) -> PyResult<Py<Page>> + Send>;

type Fetch =
    dyn Fn(PageInput) -> BoxFuture<'static, Result<Fetched, Fault>> + Send + std::marker::Sync;

/// A list, and how far it was iterated.
#[derive(Clone)]
pub(crate) struct Pages {
    operation: &'static str,
    fetch: Arc<Fetch>,
    place: Arc<Mutex<Place>>,
}

struct Place {
    page: Option<Py<Page>>,
    /// The item of the page that comes next.
    index: usize,
    /// How many pages were fetched.
    pages: u64,
    /// The cursor of the next page; `None` when there is none.
    cursor: Option<Option<String>>,
}

impl Pages {
    fn new<H, I, T, F>(
        handle: &H,
        operation: &'static str,
        input: I,
        local: impl Fn(H::Core, I, PageInput) -> F + Send + std::marker::Sync + 'static,
    ) -> Self
    where
        H: Handle,
        I: Serialize + Clone + Send + std::marker::Sync + 'static,
        T: ToPy + DeserializeOwned + Send + 'static,
        F: Future<Output = Result<tenantry::Page<T>>> + Send + 'static,
    {
        let handle = handle.clone();
        let local = Arc::new(local);
        let fetch = move |page| {
            let (handle, input, local) = (handle.clone(), input.clone(), Arc::clone(&local));
            let work = async move {
                let page: tenantry::Page<T> = match handle.at()? {
                    Some(at) => {
                        let input = written_with_page(&input, &page)?;
                        at.call(operation, input).await?
                    }
                    None => local(handle.core().await?, input, page).await?,
                };
                let made = move |py: Python<'_>| {
                    let page = page.to_py(py)?.cast_into::<Page>()?;
                    Ok(page.unbind())
                };
                Ok(Box::new(made) as Fetched)
            };
            Box::pin(work) as BoxFuture<'static, Result<Fetched, Fault>>
        };
        Self {
            operation,
            fetch: Arc::new(fetch),
            place: Arc::new(Mutex::new(Place {
                page: None,
                index: 0,
                pages: 0,
                cursor: Some(None),
            })),
        }
    }

    fn place(&self) -> MutexGuard<'_, Place> {
        self.place.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next item, if it was fetched already.
    fn take(&self, py: Python<'_>) -> PyResult<Option<Py<PyAny>>> {
        let mut place = self.place();
        let Some(page) = &place.page else {
            return Ok(None);
        };
        let items = page.get().items.bind(py);
        if place.index >= items.len() {
            return Ok(None);
        }
        let item = items.get_item(place.index)?.unbind();
        place.index += 1;
        Ok(Some(item))
    }

    /// What to fetch next, and after how many pages; `None` at the end.
    fn wanted(&self) -> Option<(u64, PageInput)> {
        let place = self.place();
        let cursor = place.cursor.clone()?;
        let limit = Some(PAGE_ITEMS_MAX);
        Some((place.pages, PageInput { limit, cursor }))
    }

    /// Goes on to a page, unless somebody else has.
    fn turn(&self, after: u64, page: Py<Page>) {
        let mut place = self.place();
        if place.pages == after {
            place.pages += 1;
            place.index = 0;
            place.cursor = page.get().next.clone().map(Some);
            place.page = Some(page);
        }
    }

    fn next(&self, py: Python<'_>) -> PyResult<Option<Py<PyAny>>> {
        loop {
            if let Some(item) = self.take(py)? {
                return Ok(Some(item));
            }
            let Some((after, wanted)) = self.wanted() else {
                return Ok(None);
            };
            let fetched = run_sync(py, (self.fetch)(wanted))?;
            self.turn(after, fetched(py)?);
        }
    }

    fn next_async<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let (pages, made) = (self.clone(), self.clone());
        let is_here = {
            let place = self.place();
            place
                .page
                .as_ref()
                .is_some_and(|page| place.index < page.get().items.bind(py).len())
        };
        let work = async move {
            match (is_here, pages.wanted()) {
                (false, Some((after, wanted))) => Ok(Some((after, (pages.fetch)(wanted).await?))),
                _ => Ok::<_, Fault>(None),
            }
        };
        run_async(py, self.operation, work, move |py, fetched| {
            if let Some((after, fetched)) = fetched {
                made.turn(after, fetched(py)?);
            }
            // Only the first page of a list is ever empty, and then it is the last.
            made.take(py)?
                .ok_or_else(|| PyStopAsyncIteration::new_err(()))
        })
    }
}

fn page_input(cursor: &Given<'_>, limit: &Given<'_>) -> PyResult<PageInput> {
    Ok(PageInput {
        limit: limit.read("limit")?,
        cursor: cursor.read("cursor")?,
    })
}

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
        let fetched = run_sync(py, (self.0.fetch)(page_input(&cursor, &limit)?))?;
        fetched(py)
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
        let work = (self.0.fetch)(page_input(&cursor, &limit)?);
        let made = |py: Python<'_>, fetched: Fetched| Ok(fetched(py)?.into_any());
        run_async(py, self.0.operation, work, made)
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
