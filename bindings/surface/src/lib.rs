//! The registry as the surfaces need it.
//!
//! [`Model`] is `api.json`, resolved. [`mod@routes`] says where each operation is found over
//! HTTP: the server, `openapi.json` and the remote client all ask there. [`texts`] is how a
//! value stands in a path, a query or a command line, [`mod@address`] where a store is.
//! [`commands`] are operations as the commands of a terminal. [`words`] are the names of things
//! as each surface writes them.

pub mod address;
pub mod commands;
pub mod model;
pub mod routes;
pub mod texts;
pub mod words;

pub use address::Address;
pub use model::Model;
pub use routes::{Route, routes};
