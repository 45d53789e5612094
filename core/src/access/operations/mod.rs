//! The operations on access: load, decide, commit.

pub(crate) mod assignments;
pub(crate) mod grants;
pub(crate) mod links;
pub(crate) mod objects;
pub(crate) mod permissions;
pub(crate) mod questions;
pub(crate) mod roles;
