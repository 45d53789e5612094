//! Organisations, their members and their service accounts.

mod model;

pub use model::{Address, Contact, Member, Org, OrgStatus, Service};
