//! A stream as something to iterate, blocking or not.
//!
//! An item is taken off the stream into a place of its own and handed out from there, so
//! that whoever stops waiting (a cancelled task, a timeout, Ctrl-C) loses nothing: the item
//! is there for the next one who asks.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use futures_util::future::{BoxFuture, Either, select};
use futures_util::stream::{BoxStream, Stream, StreamExt};
use pyo3::exceptions::{PyStopAsyncIteration, PyStopIteration};
use pyo3::prelude::*;
use pyo3::types::PyType;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tenantry::Result;
use tokio::sync::{Mutex as AsyncMutex, Notify};

use crate::call::Outcome;
use crate::convert::ToPy;
use crate::error::{Fault, forked};
use crate::handle::Handle;
use crate::page::alias;
use crate::remote::written;
use crate::run::{Aio, Sync, run_async, run_sync};
use crate::runtime::forks;
use crate::store::Empty;

type Items = BoxStream<'static, Result<Outcome, Fault>>;

/// A stream of an operation.
pub(crate) struct Source {
    operation: &'static str,
    made_in: u64,
    stream: AsyncMutex<Opened>,
    ready: Mutex<Ready>,
    stop: Notify,
}

enum Opened {
    NotYet(BoxFuture<'static, Result<Items, Fault>>),
    Running(Items),
    Over,
}

enum Ready {
    Nothing,
    Item(Result<Outcome, Fault>),
    End,
}

impl Source {
    fn new<H, I, T, S, F>(
        handle: &H,
        operation: &'static str,
        input: I,
        local: impl FnOnce(H::Core, I) -> F + Send + 'static,
    ) -> Arc<Self>
    where
        H: Handle,
        I: Serialize + Send + 'static,
        T: ToPy + DeserializeOwned + Send + 'static,
        S: Stream<Item = Result<T>> + Send + 'static,
        F: Future<Output = Result<S>> + Send + 'static,
    {
        let core = handle.clone();
        let open = Box::pin(async move {
            let stream: BoxStream<'static, Result<T, Fault>> = match core.at()? {
                Some(at) => at.stream(operation, written(&input)?).await?,
                None => {
                    let stream = local(core.core().await?, input).await?;
                    stream.map(|item| item.map_err(Fault::from)).boxed()
                }
            };
            let items = stream.map(|item| {
                item.map(|item| {
                    Box::new(move |py: Python<'_>| Ok(item.to_py(py)?.unbind())) as Outcome
                })
            });
            Ok(items.boxed())
        });
        let source = Arc::new(Self {
            operation,
            made_in: forks(),
            stream: AsyncMutex::new(Opened::NotYet(open)),
            ready: Mutex::new(Ready::Nothing),
            stop: Notify::new(),
        });
        let weak: Weak<dyn Empty> = Arc::downgrade(&source) as Weak<dyn Empty>;
        handle.store().note(weak);
        source
    }

    fn ready(&self) -> MutexGuard<'_, Ready> {
        self.ready.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_ready(&self) -> bool {
        !matches!(&*self.ready(), Ready::Nothing)
    }

    /// Opens the stream, if it is not.
    async fn open(&self) -> Result<(), Fault> {
        if self.made_in != forks() {
            return Err(forked("a feed").into());
        }
        let mut stream = self.stream.lock().await;
        if let Opened::NotYet(opening) = &mut *stream {
            let opened = opening.await;
            *stream = Opened::Over;
            *stream = Opened::Running(opened?);
        }
        Ok(())
    }

    /// Waits until there is something to hand out.
    async fn fill(&self) -> Result<(), Fault> {
        self.open().await?;
        let mut stream = self.stream.lock().await;
        if self.is_ready() {
            return Ok(());
        }
        let next = match &mut *stream {
            Opened::Running(items) => {
                let stopped = std::pin::pin!(self.stop.notified());
                match select(stopped, items.next()).await {
                    Either::Left(_) => None,
                    Either::Right((next, _)) => next,
                }
            }
            Opened::NotYet(_) | Opened::Over => None,
        };
        // From here to the end nothing is awaited: what was taken is kept.
        let is_over = !matches!(next, Some(Ok(_)));
        if is_over {
            *stream = Opened::Over;
        }
        let mut ready = self.ready();
        if !matches!(&*ready, Ready::End) {
            *ready = next.map_or(Ready::End, Ready::Item);
        }
        Ok(())
    }

    /// What there is to hand out; `None` at the end.
    fn take(&self, py: Python<'_>) -> PyResult<Option<Py<PyAny>>> {
        let mut ready = self.ready();
        let taken = match &*ready {
            Ready::End => None,
            _ => Some(std::mem::replace(&mut *ready, Ready::Nothing)),
        };
        drop(ready);
        match taken {
            Some(Ready::Item(Ok(item))) => item(py).map(Some),
            Some(Ready::Item(Err(fault))) => Err(fault.raise(py)),
            _ => Ok(None),
        }
    }

    fn next(self: &Arc<Self>, py: Python<'_>) -> PyResult<Py<PyAny>> {
        if !self.is_ready() {
            run_sync(py, self.fill())?;
        }
        self.take(py)?.ok_or_else(|| PyStopIteration::new_err(()))
    }

    fn next_async<'py>(self: &Arc<Self>, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let (filling, taking) = (Arc::clone(self), Arc::clone(self));
        let work = async move { filling.fill().await };
        run_async(py, self.operation, work, move |py, ()| {
            taking
                .take(py)?
                .ok_or_else(|| PyStopAsyncIteration::new_err(()))
        })
    }
}

impl Empty for Source {
    /// Ends it: whoever waits is told that nothing more comes.
    fn empty(&self) {
        *self.ready() = Ready::End;
        match self.stream.try_lock() {
            Ok(mut stream) => *stream = Opened::Over,
            // Somebody waits for the next item, and ends it.
            Err(_) => self.stop.notify_one(),
        }
    }
}

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
        let source = Arc::clone(&slf.get().0);
        let feed = slf.clone().unbind();
        let work = async move { source.open().await };
        let operation = slf.get().0.operation;
        run_async(slf.py(), operation, work, move |_, ()| Ok(feed.into_any()))
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
        run_sync(py, source.open())?;
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
