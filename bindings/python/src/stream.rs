//! A stream of an operation, asked for item after item.
//!
//! An item that was taken off the stream is kept beside it until it is handed out, so that
//! whoever stops waiting (a cancelled task, a timeout, Ctrl-C) loses nothing: the item is
//! there for the next one who asks. Several may ask: they take turns, and a turn lasts until
//! its item is Python's.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Weak};

use futures_util::future::{BoxFuture, Either, select};
use futures_util::stream::{BoxStream, Stream, StreamExt};
use pyo3::exceptions::{PyStopAsyncIteration, PyStopIteration};
use pyo3::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tenantry::Result;
use tokio::sync::{Mutex as AsyncMutex, Notify, OwnedMutexGuard};

use crate::call::Outcome;
use crate::convert::ToPy;
use crate::error::{Fault, forked};
use crate::handle::Handle;
use crate::remote::written;
use crate::run::{run_async, run_sync};
use crate::runtime::forks;
use crate::store::Empty;

type Item = Result<Outcome, Fault>;

type Items = BoxStream<'static, Item>;

/// A stream of an operation.
pub(crate) struct Source {
    pub(crate) operation: &'static str,
    made_in: u64,
    asked: Arc<AsyncMutex<Asked>>,
    is_over: AtomicBool,
    stop: Notify,
}

/// What is touched in turns.
struct Asked {
    stream: Opened,
    /// Taken off the stream, and not handed out yet.
    ready: Option<Item>,
}

enum Opened {
    NotYet(BoxFuture<'static, Result<Items, Fault>>),
    Running(Items),
    Over,
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
            asked: Arc::new(AsyncMutex::new(Asked {
                stream: Opened::NotYet(open),
                ready: None,
            })),
            is_over: AtomicBool::new(false),
            stop: Notify::new(),
        });
        let weak: Weak<dyn Empty> = Arc::downgrade(&source) as Weak<dyn Empty>;
        handle.store().note(weak);
        source
    }

    /// Opens the stream, if it is not.
    pub(crate) async fn open(self: Arc<Self>) -> Result<(), Fault> {
        self.turn().await.map(drop)
    }

    /// A turn, with the stream opened.
    async fn turn(self: Arc<Self>) -> Result<Turn, Fault> {
        if self.made_in != forks() {
            return Err(forked("a feed").into());
        }
        let asked = Arc::clone(&self.asked).lock_owned().await;
        let mut turn = Turn {
            asked,
            of: Leaving(self),
        };
        turn.open().await?;
        Ok(turn)
    }

    /// A turn that has an item to hand out, or the end.
    async fn filled(self: Arc<Self>) -> Result<Turn, Fault> {
        let mut turn = self.turn().await?;
        turn.fill().await;
        Ok(turn)
    }

    /// The next item, here and now.
    pub(crate) fn next(self: &Arc<Self>, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let turn = run_sync(py, Arc::clone(self).filled())?;
        turn.take(py)?.ok_or_else(|| PyStopIteration::new_err(()))
    }

    /// The next item, to be awaited.
    pub(crate) fn next_async<'py>(
        self: &Arc<Self>,
        py: Python<'py>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let filling = Arc::clone(self).filled();
        run_async(py, self.operation, filling, |py, turn| {
            turn.take(py)?
                .ok_or_else(|| PyStopAsyncIteration::new_err(()))
        })
    }
}

impl Empty for Source {
    /// Ends it: whoever waits is told that nothing more comes.
    fn empty(&self) {
        self.is_over.store(true, Ordering::SeqCst);
        match self.asked.try_lock() {
            Ok(mut asked) => asked.stream = Opened::Over,
            // Somebody has the turn: they wait no longer, and end it when they leave.
            Err(_) => self.stop.notify_one(),
        }
    }
}

/// Whoever has the turn is handed the next item; everybody else waits until it is dropped.
struct Turn {
    /// Given back first: who leaves may have to end the stream.
    asked: OwnedMutexGuard<Asked>,
    of: Leaving,
}

struct Leaving(Arc<Source>);

impl Drop for Leaving {
    fn drop(&mut self) {
        if self.0.is_over.load(Ordering::SeqCst) {
            self.0.empty();
        }
    }
}

impl Turn {
    async fn open(&mut self) -> Result<(), Fault> {
        let stream = &mut self.asked.stream;
        if let Opened::NotYet(opening) = stream {
            let opened = opening.await;
            *stream = Opened::Over;
            *stream = Opened::Running(opened?);
        }
        Ok(())
    }

    /// Waits until there is something to hand out.
    async fn fill(&mut self) {
        let Asked { stream, ready } = &mut *self.asked;
        let Opened::Running(items) = stream else {
            return;
        };
        if ready.is_some() {
            return;
        }
        let stopped = std::pin::pin!(self.of.0.stop.notified());
        let next = match select(stopped, items.next()).await {
            Either::Left(_) => None,
            Either::Right((next, _)) => next,
        };
        // From here to the end nothing is awaited: what was taken is kept.
        if !matches!(next, Some(Ok(_))) {
            *stream = Opened::Over;
        }
        *ready = next;
    }

    /// What there is to hand out; `None` at the end.
    fn take(mut self, py: Python<'_>) -> PyResult<Option<Py<PyAny>>> {
        let taken = self.asked.ready.take();
        let is_over = self.of.0.is_over.load(Ordering::SeqCst);
        drop(self);
        match taken.filter(|_| !is_over) {
            Some(Ok(item)) => item(py).map(Some),
            Some(Err(fault)) => Err(fault.raise(py)),
            None => Ok(None),
        }
    }
}
