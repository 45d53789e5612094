//! A list, fetched page after page.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use futures_util::future::BoxFuture;
use pyo3::exceptions::PyStopAsyncIteration;
use pyo3::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tenantry::page::PAGE_ITEMS_MAX;
use tenantry::{PageInput, Result};

use crate::convert::{Given, ToPy};
use crate::error::Fault;
use crate::handle::Handle;
use crate::page::Page;
use crate::remote::written_with_page;
use crate::run::{run_async, run_sync};

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
    /// A list that was not looked at yet.
    pub(crate) fn new<H, I, T, F>(
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

    /// The next item, here and now.
    pub(crate) fn next(&self, py: Python<'_>) -> PyResult<Option<Py<PyAny>>> {
        loop {
            if let Some(item) = self.take(py)? {
                return Ok(Some(item));
            }
            let Some((after, wanted)) = self.wanted() else {
                return Ok(None);
            };
            self.turn(after, self.page(py, wanted)?);
        }
    }

    /// The next item, to be awaited.
    pub(crate) fn next_async<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
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

    /// One page, here and now.
    pub(crate) fn page(&self, py: Python<'_>, wanted: PageInput) -> PyResult<Py<Page>> {
        let fetched = run_sync(py, (self.fetch)(wanted))?;
        fetched(py)
    }

    /// One page, to be awaited.
    pub(crate) fn page_async<'py>(
        &self,
        py: Python<'py>,
        wanted: PageInput,
    ) -> PyResult<Bound<'py, PyAny>> {
        let made = |py: Python<'_>, fetched: Fetched| Ok(fetched(py)?.into_any());
        run_async(py, self.operation, (self.fetch)(wanted), made)
    }
}

/// Which page is wanted.
pub(crate) fn page_input(cursor: &Given<'_>, limit: &Given<'_>) -> PyResult<PageInput> {
    Ok(PageInput {
        limit: limit.read("limit")?,
        cursor: cursor.read("cursor")?,
    })
}
