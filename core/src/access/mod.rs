//! Who may do what: permissions, roles, who was given which, what is shared with whom, and the
//! one decision that every room asks.

mod decision;
mod explain;
mod holder;
mod inputs;
mod level;
mod model;
mod name;
mod object;
pub(crate) mod operations;
mod permission;
mod permissions;
mod principal;
mod role;
pub(crate) mod rules;
pub(crate) mod snapshot;
mod standing;
mod touch;
mod visible;

pub(crate) use decision::{Check, Place, Rights, denied};
pub use explain::{Explanation, Rule};
pub use holder::Holder;
pub use inputs::*;
pub use level::Level;
pub use model::{Assignment, Grant, NewLink, PermissionInfo, RoleInfo, StoredGrant};
pub use name::{PERMISSION_CHARS_MAX, PermissionName};
pub use object::{KIND_CHARS_MAX, Object};
pub use operations::questions::{Abilities, Able, Answer, Answers};
pub use permission::Permission;
pub use permissions::Permissions;
pub use principal::{Actor, Principal};
pub use role::Role;
pub use rules::{ASSIGNMENTS_MAX, GRANTS_MAX, PERMISSIONS_MAX, ROLE_PERMISSIONS_MAX, ROLES_MAX};
pub(crate) use standing::Held;
pub use touch::{Grounds, Touch};
pub(crate) use visible::Thing;
pub use visible::Visible;
