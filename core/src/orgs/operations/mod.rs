//! The operations on organisations, members and service accounts: load, decide, commit.

pub(crate) mod members;
pub(crate) mod organisations;
pub(crate) mod service_keys;
pub(crate) mod services;
