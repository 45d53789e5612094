//! A stream of an operation, asked for item after item.
//!
//! An item is taken off the stream into a place of its own and handed out from there, so
//! that whoever stops waiting (a cancelled task, a timeout, Ctrl-C) loses nothing: the item
//! is there for the next one who asks.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use futures_util::future::{BoxFuture, Either, select};
use futures_util::stream::{BoxStream, Stream, StreamExt};
use pyo3::exceptions::{PyStopAsyncIteration, PyStopIteration};
use pyo3::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tenantry::Result;
use tokio::sync::{Mutex as AsyncMutex, Notify};

use crate::call::Outcome;
use crate::convert::ToPy;
use crate::error::{Fault, forked};
use crate::handle::Handle;
use crate::remote::written;
use crate::run::{run_async, run_sync};
use crate::runtime::forks;
use crate::store::Empty;

type Items = BoxStream<'static, Result<Outcome, Fault>>;

/// A stream of an operation.
pub(crate) struct Source {
    pub(crate) operation: &'static str,
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
    /// A stream that is opened when it is first asked.
    pub(crate) fn new<H, I, T, S, F>(
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
    pub(crate) async fn open(&self) -> Result<(), Fault> {
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

    /// The next item, here and now.
    pub(crate) fn next(self: &Arc<Self>, py: Python<'_>) -> PyResult<Py<PyAny>> {
        if !self.is_ready() {
            run_sync(py, self.fill())?;
        }
        self.take(py)?.ok_or_else(|| PyStopIteration::new_err(()))
    }

    /// The next item, to be awaited.
    pub(crate) fn next_async<'py>(
        self: &Arc<Self>,
        py: Python<'py>,
    ) -> PyResult<Bound<'py, PyAny>> {
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
