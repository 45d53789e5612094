//! Runs calls, and hands back what came of them in batches.
//!
//! A call gets a number from JavaScript and is spawned. What comes of it is queued, and
//! JavaScript is woken once for all that is queued: under load one wake serves many calls,
//! which a promise made natively for each would not. The wake itself never keeps the
//! process alive; the facade does that while somebody waits for an answer.

use std::collections::HashMap;
use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};

use futures_util::FutureExt;
use napi::bindgen_prelude::Either;
use napi::threadsafe_function::{ThreadsafeFunction, ThreadsafeFunctionCallMode};
use napi_derive::napi;
use serde::Deserialize;
use serde_json::{Value, json};
use tenantry::Error;
use tenantry_remote::Proof;
use tokio::runtime::{Builder, Runtime};
use tokio::task::AbortHandle;

use crate::failure::Fault;
use crate::handle::Handle;
use crate::house::{Held, Stream};
use crate::seat::Seat;

/// One runtime for the process, whichever thread of JavaScript calls first. It is never
/// ended: whoever waits for nothing any more simply exits.
static RUNTIME: LazyLock<std::io::Result<Runtime>> = LazyLock::new(|| {
    let mut builder = Builder::new_multi_thread();
    builder.thread_name("tenantry").enable_all().build()
});

/// An answer as JSON, or something to hold.
pub(crate) type Answer = Either<String, Handle>;

/// What came of some calls, in three lists of one length.
#[napi(object, object_from_js = false)]
pub struct Replies {
    /// The numbers of the calls.
    pub calls: Vec<u32>,
    /// Whether the call failed; then its answer is the error as JSON.
    pub failed: Vec<bool>,
    /// The answers.
    pub answers: Vec<Either<String, Handle>>,
}

/// The way into Tenantry for one thread of JavaScript.
#[napi]
pub struct Bridge {
    done: Arc<Done>,
    under_way: Mutex<HashMap<u32, AbortHandle>>,
}

struct Done {
    queue: Mutex<Vec<(u32, Result<Answer, Fault>)>>,
    /// Weak: it does not keep the process alive.
    wake: ThreadsafeFunction<(), (), (), napi::Status, false, true>,
}

impl Done {
    fn tell(&self, call: u32, outcome: Result<Answer, Fault>) {
        let mut queue = lock(&self.queue);
        queue.push((call, outcome));
        if queue.len() == 1 {
            // A thread that is ending is not woken any more, and nobody waits there.
            self.wake.call((), ThreadsafeFunctionCallMode::NonBlocking);
        }
    }
}

/// What is opened, and from where.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Way {
    /// A store: `:memory:`, the path of a file, or `postgres://…`.
    Store(String),
    /// A server, for somebody who proves themselves to it.
    Server {
        address: String,
        who: Proof,
        /// How often a call is tried at most, if it is not as always.
        tries: Option<u32>,
    },
    /// A library, for somebody who proves themselves to it.
    Proof(Proof),
    /// An organisation, by a caller.
    Org(String),
    /// A stream.
    Stream { operation: String, input: Value },
}

impl Way {
    async fn take(self, from: Option<Seat>) -> Result<Held, Fault> {
        let from = || from.as_ref().ok_or_else(Fault::closed);
        Ok(Held::Seat(Box::new(match self {
            Self::Store(address) => Seat::open(&address).await?,
            Self::Server {
                address,
                who,
                tries,
            } => Seat::connect(&address, who, tries)?,
            Self::Proof(who) => from()?.prove(who).await?,
            Self::Org(org) => from()?.enter(&org).await?,
            Self::Stream { operation, input } => {
                let items = from()?.stream(&operation, input).await?;
                return Ok(Held::Stream(Stream::new(items)));
            }
        })))
    }
}

#[napi]
impl Bridge {
    /// Makes the way in. `wake` is called when there is something to `take`.
    #[napi(constructor)]
    pub fn new(wake: ThreadsafeFunction<(), (), (), napi::Status, false, true>) -> Self {
        let queue = Mutex::default();
        Self {
            done: Arc::new(Done { queue, wake }),
            under_way: Mutex::default(),
        }
    }

    /// What came of calls since this was last asked.
    #[napi]
    pub fn take(&self) -> Replies {
        let done = std::mem::take(&mut *lock(&self.done.queue));
        let mut under_way = lock(&self.under_way);
        let (mut calls, mut failed, mut answers) = (Vec::new(), Vec::new(), Vec::new());
        for (call, outcome) in done {
            under_way.remove(&call);
            calls.push(call);
            failed.push(outcome.is_err());
            answers.push(outcome.unwrap_or_else(|fault| Either::A(fault.0.to_string())));
        }
        Replies {
            calls,
            failed,
            answers,
        }
    }

    /// Opens what a `Way` leads to, from a handle or from nothing.
    #[napi]
    pub fn open(&self, call: u32, from: Option<&Handle>, way: String) -> napi::Result<()> {
        let house = from.map_or_else(Arc::default, Handle::house);
        let seat = from.and_then(Handle::seat);
        self.run(call, async move {
            let way: Way = serde_json::from_str(&way).map_err(unreadable)?;
            Ok(Either::B(Handle::new(way.take(seat).await?, house)?))
        })
    }

    /// Calls an operation with its input as JSON.
    #[napi]
    pub fn call(
        &self,
        call: u32,
        on: &Handle,
        operation: String,
        input: String,
        key: Option<String>,
    ) -> napi::Result<()> {
        let seat = on.seat();
        self.run(call, async move {
            let mut seat = seat.ok_or_else(Fault::closed)?;
            if let Some(key) = key {
                seat = seat.keyed(&key)?;
            }
            let input = serde_json::from_str(&input).map_err(unreadable)?;
            let answer = seat.call(&operation, input).await?;
            Ok(Either::A(answer.to_string()))
        })
    }

    /// Waits for the next items of a stream: `{"items", "fault"}`, the fault behind the items that
    /// came before it; no items and no fault at the end.
    #[napi]
    pub fn next_batch(&self, call: u32, feed: &Handle) -> napi::Result<()> {
        let (stream, house) = (feed.stream(), feed.house());
        self.run(call, async move {
            let batch = match stream {
                Some(stream) => house.next(&stream).await,
                None => Vec::new(),
            };
            let mut fault = None;
            let delivered = batch
                .into_iter()
                .map_while(|item| item.map_err(|why| fault = Some(why.0)).ok());
            let delivered: Vec<Value> = delivered.collect();
            Ok(Either::A(
                json!({ "items": delivered, "fault": fault }).to_string(),
            ))
        })
    }

    /// Stops waiting for a call. A change that is under way lands whole or not at all; a stream
    /// loses none of the items that were waited for.
    #[napi]
    pub fn cancel(&self, call: u32) {
        if let Some(task) = lock(&self.under_way).remove(&call) {
            task.abort();
        }
    }

    /// Lets go of what a stream holds.
    #[napi]
    pub fn end(&self, feed: &Handle) {
        feed.end();
    }

    /// Closes an opened library with all that came of it, once calls under way are done. Streams
    /// have no end of their own, and are ended.
    #[napi]
    pub fn close(&self, call: u32, on: &Handle) -> napi::Result<()> {
        let house = on.house();
        self.run(call, async move {
            let held = house.close().await;
            let closing = tokio::task::spawn_blocking(move || drop(held));
            let closed = closing.await.map(|()| Either::A("null".to_owned()));
            closed.map_err(|error| Error::unavailable("closing failed").caused_by(error).into())
        })
    }
}

impl Bridge {
    /// Runs the work of a call, and tells what came of it.
    pub(crate) fn run(
        &self,
        call: u32,
        work: impl Future<Output = Result<Answer, Fault>> + Send + 'static,
    ) -> napi::Result<()> {
        let runtime = RUNTIME.as_ref();
        let runtime = runtime.map_err(|error| napi::Error::from_reason(error.to_string()))?;
        let done = Arc::clone(&self.done);
        let work = async move {
            let outcome = AssertUnwindSafe(work).catch_unwind().await;
            done.tell(
                call,
                outcome.unwrap_or_else(|panic| Err(Fault::of_panic(&*panic))),
            );
        };
        // `take` runs on this thread, so it cannot find the call before it stands here.
        let task = runtime.spawn(work).abort_handle();
        lock(&self.under_way).insert(call, task);
        Ok(())
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn unreadable(error: serde_json::Error) -> Error {
    Error::invalid("input", format!("is not understood: {error}"))
}
