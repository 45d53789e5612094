//! The rules of organisations, members and service accounts: pure, no await, no clock, no store.

pub(crate) mod members;
pub(crate) mod organisations;
pub(crate) mod services;
