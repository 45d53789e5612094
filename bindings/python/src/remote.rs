//! Calls over HTTP: the same operations on a server, by their ids.

use std::pin::Pin;
use std::task::{Context, Poll};

use futures_util::stream::{BoxStream, Stream, StreamExt};
use pyo3::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use tenantry::{Error, OrgId, PageInput};
use tenantry_remote::{Options, Proof, Remote};
use tokio::runtime::Runtime;

use crate::convert::{Given, read};
use crate::error::Fault;
use crate::runtime::runtime;

/// A server, and how it is called.
#[derive(Clone, Debug)]
pub(crate) struct Server {
    address: String,
    options: Options,
}

impl Server {
    /// A server that is asked nothing yet.
    pub(crate) fn new(url: &Bound<'_, PyAny>, tries: &Given<'_>) -> PyResult<Self> {
        let mut options = Options::default();
        if let Some(tries) = tries.read::<Option<u32>>("tries")? {
            options.tries_max = tries.max(1);
        }
        let address = read("url", url)?;
        Ok(Self { address, options })
    }

    /// Somebody who calls this server. Nothing is sent yet.
    pub(crate) fn caller(&self, proof: &Proof) -> Result<Remote, Fault> {
        Ok(Remote::connect(&self.address, proof.clone(), self.options)?)
    }
}

impl std::fmt::Display for Server {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.address)
    }
}

/// Where on a server a call is made: by whom, and in which organisation.
pub(crate) struct At {
    pub(crate) remote: Remote,
    pub(crate) org: Option<OrgId>,
}

impl At {
    /// Calls an operation.
    pub(crate) async fn call<T: DeserializeOwned>(
        self,
        operation: &'static str,
        input: Value,
    ) -> Result<T, Fault> {
        let call = async move { self.remote.call(self.org, operation, input).await };
        let answer = Inside::new(call)?.await?;
        understood(answer)
    }

    /// Opens a stream.
    pub(crate) async fn stream<T: DeserializeOwned + Send + 'static>(
        self,
        operation: &'static str,
        input: Value,
    ) -> Result<BoxStream<'static, Result<T, Fault>>, Fault> {
        let open = async move { self.remote.stream(self.org, operation, input).await };
        let items = Inside::new(open)?.await?;
        let items = Inside::new(items)?.map(|item| item.map_err(Fault::from).and_then(understood));
        Ok(items.boxed())
    }
}

/// An input as JSON.
pub(crate) fn written(input: &impl Serialize) -> Result<Value, Fault> {
    let written = serde_json::to_value(input);
    Ok(written.map_err(|error| Error::invalid("input", "is no JSON").caused_by(error))?)
}

/// An input as JSON, with the page that is wanted.
pub(crate) fn written_with_page(input: &impl Serialize, page: &PageInput) -> Result<Value, Fault> {
    let mut input = written(input)?;
    input["page"] = written(page)?;
    Ok(input)
}

fn understood<T: DeserializeOwned>(answer: Value) -> Result<T, Fault> {
    let read = serde_json::from_value(answer);
    Ok(read.map_err(|error| {
        Error::unavailable("the server answers what this version does not know").caused_by(error)
    })?)
}

/// What is polled, and dropped, inside the runtime, whichever thread does it: timers and
/// sockets ask for the runtime of the thread that they happen to be on.
struct Inside<F> {
    runtime: &'static Runtime,
    inner: Option<Pin<Box<F>>>,
}

impl<F> Inside<F> {
    fn new(inner: F) -> Result<Self, Fault> {
        Ok(Self {
            runtime: runtime()?,
            inner: Some(Box::pin(inner)),
        })
    }
}

impl<F: Future> Future for Inside<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        let _inside = self.runtime.enter();
        match &mut self.inner {
            Some(inner) => inner.as_mut().poll(context),
            None => Poll::Pending,
        }
    }
}

impl<S: Stream> Stream for Inside<S> {
    type Item = S::Item;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<S::Item>> {
        let _inside = self.runtime.enter();
        match &mut self.inner {
            Some(inner) => inner.as_mut().poll_next(context),
            None => Poll::Ready(None),
        }
    }
}

impl<F> Drop for Inside<F> {
    fn drop(&mut self) {
        let _inside = self.runtime.enter();
        self.inner = None;
    }
}
