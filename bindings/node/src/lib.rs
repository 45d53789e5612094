//! The native half of the Node binding: calls go in by number, replies come out in batches.
//!
//! [`bridge`] runs calls and hands back what came of them, [`handle`] is what JavaScript
//! holds of a library, a caller, an organisation or a feed, [`seat`] is what stands behind
//! it, and [`house`] is all that came of one library, to be closed as a whole. Nothing here
//! knows an operation: the facade in `src-ts/` does, which is derived from the registry.

mod bridge;
mod failure;
mod handle;
#[cfg(feature = "harness")]
mod harness;
mod house;
mod seat;
