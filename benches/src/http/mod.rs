//! The server over HTTP: its release program in a process of its own, and clients that come
//! over the loopback.

mod connection;
mod events;
pub(crate) mod feed;
pub(crate) mod loss;
mod peer;
mod server;
pub(crate) mod teams;
