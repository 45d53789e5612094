//! Who may do what: permissions, roles, and the one decision that every room asks.

mod decision;
pub(crate) mod operations;
mod permission;
mod principal;

pub(crate) use decision::{Check, Place, Rights, denied};
pub use operations::RoleInfo;
pub use permission::{Permission, Permissions, Role};
pub use principal::{Actor, Principal};
