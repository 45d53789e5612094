//! A list, fetched page after page.
//!
//! Several may iterate over one list: what comes next is kept in one place, and each item
//! goes to one of them.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use futures_util::future::BoxFuture;
use pyo3::exceptions::PyStopAsyncIteration;
use pyo3::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tenantry::page::PAGE_ITEMS_MAX;
use tenantry::{PageInput, Result};
use tokio::sync::{Mutex as AsyncMutex, OwnedMutexGuard};

use crate::call::Outcome;
use crate::convert::{Given, ToPy};
use crate::error::Fault;
use crate::handle::Handle;
use crate::page::Page;
use crate::remote::written_with_page;
use crate::run::{run_async, run_sync};
use crate::runtime::forks;

/// A page of whatever kind, to be made Python's once Python's lock is held.
trait Fetched: Send {
    /// The page as it is.
    fn page(&self, py: Python<'_>) -> PyResult<Py<Page>>;

    /// Its items one by one, and the cursor of the page behind it.
    fn items(self: Box<Self>) -> (Vec<Outcome>, Option<String>);
}

impl<T: ToPy + Send + 'static> Fetched for tenantry::Page<T> {
    fn page(&self, py: Python<'_>) -> PyResult<Py<Page>> {
        let page = self.to_py(py)?.cast_into::<Page>()?;
        Ok(page.unbind())
    }

    fn items(self: Box<Self>) -> (Vec<Outcome>, Option<String>) {
        let items = self
            .items
            .into_iter()
            .map(|item| Box::new(move |py: Python<'_>| Ok(item.to_py(py)?.unbind())) as Outcome);
        (items.collect(), self.next)
    }
}

type Fetch = dyn Fn(PageInput) -> BoxFuture<'static, Result<Box<dyn Fetched>, Fault>>
    + Send
    + std::marker::Sync;

/// A list, and how far it was iterated.
pub(crate) struct Pages(Arc<Inner>);

struct Inner {
    operation: &'static str,
    made_in: u64,
    fetch: Box<Fetch>,
    place: Mutex<Place>,
    /// Held by those who await an item, one after the other, until it is Python's.
    turn: Arc<AsyncMutex<()>>,
}

struct Place {
    /// The items that were fetched and come next.
    ready: VecDeque<Outcome>,
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
                Ok(Box::new(page) as Box<dyn Fetched>)
            };
            Box::pin(work) as BoxFuture<'static, _>
        };
        Self(Arc::new(Inner {
            operation,
            made_in: forks(),
            fetch: Box::new(fetch),
            place: Mutex::new(Place {
                ready: VecDeque::new(),
                pages: 0,
                cursor: Some(None),
            }),
            turn: Arc::default(),
        }))
    }

    /// The next item, here and now.
    pub(crate) fn next(&self, py: Python<'_>) -> PyResult<Option<Py<PyAny>>> {
        let item = match self.0.take() {
            Some(item) => Some(item),
            None => run_sync(py, self.0.found())?,
        };
        item.map(|item| item(py)).transpose()
    }

    /// The next item, to be awaited.
    pub(crate) fn next_async<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let handing = Arc::clone(&self.0).handed();
        run_async(py, self.0.operation, handing, |py, handed| {
            handed
                .take(py)?
                .ok_or_else(|| PyStopAsyncIteration::new_err(()))
        })
    }

    /// One page, here and now.
    pub(crate) fn page(&self, py: Python<'_>, wanted: PageInput) -> PyResult<Py<Page>> {
        run_sync(py, (self.0.fetch)(wanted))?.page(py)
    }

    /// One page, to be awaited.
    pub(crate) fn page_async<'py>(
        &self,
        py: Python<'py>,
        wanted: PageInput,
    ) -> PyResult<Bound<'py, PyAny>> {
        let fetching = (self.0.fetch)(wanted);
        run_async(py, self.0.operation, fetching, |py, fetched| {
            Ok(fetched.page(py)?.into_any())
        })
    }
}

impl Inner {
    fn place(&self) -> MutexGuard<'_, Place> {
        self.place.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next item, if it was fetched already.
    fn take(&self) -> Option<Outcome> {
        self.place().ready.pop_front()
    }

    /// What to fetch next, and after how many pages; `None` at the end.
    fn wanted(&self) -> Option<(u64, PageInput)> {
        let place = self.place();
        let cursor = place.cursor.clone()?;
        let limit = Some(PAGE_ITEMS_MAX);
        Some((place.pages, PageInput { limit, cursor }))
    }

    /// Goes on to a page, unless somebody else has.
    fn turn_to(&self, after: u64, fetched: Box<dyn Fetched>) {
        let mut place = self.place();
        if place.pages == after {
            let (items, next) = fetched.items();
            place.pages += 1;
            place.cursor = next.map(Some);
            place.ready.extend(items);
        }
    }

    /// The next item, fetched if need be; `None` at the end.
    async fn found(&self) -> Result<Option<Outcome>, Fault> {
        loop {
            // Looked up first: a page may come between the two, and is not the end.
            let wanted = self.wanted();
            if let Some(item) = self.take() {
                return Ok(Some(item));
            }
            let Some((after, wanted)) = wanted else {
                return Ok(None);
            };
            let fetched = (self.fetch)(wanted).await?;
            self.turn_to(after, fetched);
        }
    }

    /// The next item on its way to whoever awaits it.
    async fn handed(self: Arc<Self>) -> Result<Handed, Fault> {
        // In a fork nobody is left to give a turn back that was taken before it.
        let turn = match self.made_in == forks() {
            true => Some(Arc::clone(&self.turn).lock_owned().await),
            false => None,
        };
        Ok(Handed {
            item: self.found().await?,
            list: self,
            _turn: turn,
        })
    }
}

/// An item on its way to whoever awaits it. It goes back if they are gone, before it is
/// somebody else's turn.
struct Handed {
    item: Option<Outcome>,
    list: Arc<Inner>,
    _turn: Option<OwnedMutexGuard<()>>,
}

impl Handed {
    fn take(mut self, py: Python<'_>) -> PyResult<Option<Py<PyAny>>> {
        let item = self.item.take();
        drop(self);
        item.map(|item| item(py)).transpose()
    }
}

impl Drop for Handed {
    fn drop(&mut self) {
        if let Some(item) = self.item.take() {
            self.list.place().ready.push_front(item);
        }
    }
}

/// Which page is wanted.
pub(crate) fn page_input(cursor: &Given<'_>, limit: &Given<'_>) -> PyResult<PageInput> {
    Ok(PageInput {
        limit: limit.read("limit")?,
        cursor: cursor.read("cursor")?,
    })
}
