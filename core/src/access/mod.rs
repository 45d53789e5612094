//! Who may do what: permissions, roles, and the one decision that every room asks.

mod permission;
mod principal;

pub use permission::{Permission, Permissions, Role};
pub use principal::{Actor, Principal};
