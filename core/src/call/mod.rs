//! The handles that calls are made on, and the door that every call goes through.
//!
//! [`Tenantry`] is the opened library, [`Caller`] somebody proven, [`Tenant`] a caller
//! inside one organisation. There is no other way to an organisation's data.

mod caller;
mod decision;
mod door;
mod library;
mod outcome;
mod refusal;
mod tenant;

pub use caller::Caller;
pub(crate) use caller::Identity;
pub(crate) use decision::Decision;
pub(crate) use door::{Receiver, change, read};
pub use library::{OsIds, Tenantry};
pub(crate) use outcome::{Outcome, Told};
pub(crate) use refusal::{is_stale, stale};
pub use tenant::Tenant;
