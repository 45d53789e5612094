//! Who may do what: permissions, roles, and the one decision that every room asks.

mod decision;
mod explain;
mod inputs;
pub(crate) mod operations;
mod permission;
mod principal;

pub(crate) use decision::{Check, Place, Rights, denied};
pub use explain::{Explanation, Rule};
pub use inputs::ExplainAccess;
pub use operations::RoleInfo;
pub use permission::{Permission, Permissions, Role};
pub use principal::{Actor, Principal};
