//! The rules of directories, people, their subjects and their keys: pure, no await, no clock, no store.

pub(crate) mod directories;
pub(crate) mod keys;
pub(crate) mod subjects;
pub(crate) mod users;
