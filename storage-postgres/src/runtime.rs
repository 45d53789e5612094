//! The runtime that the store lives on, whoever calls it.

use std::pin::Pin;
use std::task::{Context, Poll};

use tenantry::{Error, Result};
use tokio::runtime::Handle;

/// The runtime that the store is opened on.
pub(crate) fn current() -> Result<Handle> {
    Handle::try_current()
        .map_err(|error| Error::invalid("runtime", "must be tokio's").caused_by(error))
}

/// A future that is polled, and dropped, inside the store's runtime.
///
/// The driver asks for the runtime of the thread that it happens to be on, and panics where
/// there is none: in a blocking caller, or on another executor.
pub(crate) struct Inside<F> {
    runtime: Handle,
    future: Option<Pin<Box<F>>>,
}

impl<F> Inside<F> {
    pub(crate) fn new(runtime: &Handle, future: F) -> Self {
        Self {
            runtime: runtime.clone(),
            future: Some(Box::pin(future)),
        }
    }
}

impl<F: Future<Output = Result<T>>, T> Future for Inside<F> {
    type Output = Result<T>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let this = &mut *self;
        let _inside = this.runtime.enter();
        match &mut this.future {
            Some(future) => future.as_mut().poll(context),
            None => Poll::Pending,
        }
    }
}

impl<F> Drop for Inside<F> {
    fn drop(&mut self) {
        let _inside = self.runtime.enter();
        self.future = None;
    }
}
