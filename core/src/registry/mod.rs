//! The registry: every operation as data, and the JSON door to it.
//!
//! `#[operation]` describes an operation where it is written, `list` puts all of them in
//! order, and everything else reads that list: the JSON door, `api.json`, and from it
//! every binding, route, command and tool.

mod document;
mod door;
mod form;
mod json;
mod list;
mod operation;
mod secrets;
mod shape;
mod types;

pub use document::{Api, ApiError, ApiOperation, ApiPermission, ApiRole, api};
pub use form::form;
pub use list::operations;
pub use operation::{Kind, Operation, Receiver};
pub use shape::{Form, Misfit, Scalar, Shape, Variant, Word};
pub use types::Underivable;

pub(crate) use door::{Door, Entry};
pub(crate) use json::{read_input, read_nothing, sorted, write_answer, write_items};
pub(crate) use list::find;
pub(crate) use operation::{Described, schema_of};
pub(crate) use secrets::redact;
