//! The JSON door: an operation called by its id, beside the typed facade.

use futures_util::future::BoxFuture;
use futures_util::stream::BoxStream;
use serde_json::Value;

use super::{Operation, Receiver, find};
use crate::call::{Caller, Tenant, Tenantry};
use crate::{Error, ErrorKind, Result};

/// The way into an operation, by the handle that it is called on.
#[derive(Clone, Debug)]
pub(crate) enum Door {
    /// On the opened library.
    #[expect(
        dead_code,
        reason = "nothing may be done unproven yet but to prove somebody"
    )]
    Tenantry(Entry<Tenantry>),
    /// On somebody proven.
    Caller(Entry<Caller>),
    /// On a tenant.
    Tenant(Entry<Tenant>),
}

/// JSON goes in, JSON comes out: once, or item by item.
#[derive(Debug)]
pub(crate) enum Entry<R> {
    /// A read or a change.
    Answer(for<'a> fn(&'a R, Value) -> BoxFuture<'a, Result<Value>>),
    /// A stream.
    Items(for<'a> fn(&'a R, Value) -> BoxFuture<'a, Result<Items>>),
}

/// The items of a stream.
pub(crate) type Items = BoxStream<'static, Result<Value>>;

// Derived, this would ask that the handle be `Clone`.
impl<R> Clone for Entry<R> {
    fn clone(&self) -> Self {
        match self {
            Self::Answer(enter) => Self::Answer(*enter),
            Self::Items(enter) => Self::Items(*enter),
        }
    }
}

macro_rules! doors {
    ($($handle:ident)*) => {$(
        impl $handle {
            /// Calls an operation by its id, with its input as JSON; `null` is an empty input.
            ///
            /// It does what the method of the same name does.
            ///
            /// # Errors
            /// `NotFound` if there is no such operation; `Invalid` if it is of another
            /// handle, is a stream, or has another input; and what the operation gives.
            pub async fn call(&self, operation: &str, input: Value) -> Result<Value> {
                let operation = find(operation)?;
                match &operation.door {
                    Door::$handle(Entry::Answer(enter)) => enter(self, input).await,
                    _ => Err(closed(operation, Receiver::$handle)),
                }
            }

            /// Opens a stream by the operation's id, with its input as JSON.
            ///
            /// # Errors
            /// As [`call`](Self::call), and `Invalid` if the operation is not a stream.
            pub async fn stream(
                &self,
                operation: &str,
                input: Value,
            ) -> Result<BoxStream<'static, Result<Value>>> {
                let operation = find(operation)?;
                match &operation.door {
                    Door::$handle(Entry::Items(enter)) => enter(self, input).await,
                    _ => Err(closed(operation, Receiver::$handle)),
                }
            }
        }
    )*};
}

doors!(Tenantry Caller Tenant);

/// Why an operation that there is does not open from here.
fn closed(operation: &Operation, tried: Receiver) -> Error {
    let id = operation.id;
    let (has, is) = (operation.receiver.name(), tried.name());
    let refused = |code, message: String| {
        let error = Error::new(ErrorKind::Invalid, code, message);
        error.with("operation", id).with("receiver", has)
    };
    if operation.receiver != tried {
        let message = format!("`{id}` is called on a {has}, not on a {is}");
        refused("other_receiver", message)
    } else if operation.kind == super::Kind::Stream {
        let message = format!("`{id}` is a stream, which is opened and not called");
        refused("is_stream", message)
    } else {
        let message = format!("`{id}` answers once, so it is called and not opened as a stream");
        refused("is_no_stream", message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registry::operation::tests::sample;
    use crate::registry::{Kind, Operation};

    #[test]
    fn a_closed_door_says_which_one_is_open() {
        let read = sample("samples.get");
        let stream = Operation {
            kind: Kind::Stream,
            ..sample("samples.watch")
        };
        let cases = [
            (&read, Receiver::Caller, "other_receiver"),
            (&read, Receiver::Tenant, "is_no_stream"),
            (&stream, Receiver::Tenant, "is_stream"),
        ];
        for (operation, tried, code) in cases {
            let error = closed(operation, tried);
            assert_eq!(error.kind(), ErrorKind::Invalid);
            assert_eq!(error.code(), code);
            assert_eq!(error.field("receiver").unwrap(), "tenant");
        }
    }
}
