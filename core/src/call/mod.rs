//! The handles that calls are made on, and the door that every call goes through.
//!
//! [`Tenantry`] is the opened library, [`Caller`] somebody proven, [`Tenant`] a caller
//! inside one organisation. There is no other way to an organisation's data.

mod account;
mod allows;
mod authority;
mod caller;
mod decision;
mod door;
mod forgetting;
mod identity;
mod library;
mod outcome;
mod refusal;
mod tenant;

pub use caller::Caller;
pub(crate) use caller::restricted_key;
pub(crate) use decision::Decision;
pub(crate) use door::{DECISIONS_MAX, Receiver, change, overtaken, read};
pub(crate) use identity::Identity;
pub use library::Tenantry;
pub(crate) use outcome::{Outcome, Told, text_or_null};
pub(crate) use refusal::{check_version, is_stale, stale};
pub use tenant::Tenant;
