//! The JSON door of a Tenantry server, over HTTP.
//!
//! [`Remote`] calls any operation by its id, as [`tenantry::Tenant::call`] does on an embedded
//! store. Calls are repeated where that is safe: reads, and changes under an idempotency key,
//! which every change gets that can have one. A change whose answer is lost for good is
//! [`Unknown`](tenantry::ErrorKind::Unknown), and its failure says the key to ask again with.

mod answer;
mod client;
mod events;
mod failure;
mod proof;
mod request;
mod retry;
#[cfg(test)]
mod script;
mod tls;

pub use client::{Options, Remote};
pub use failure::Failure;
pub use proof::Proof;
