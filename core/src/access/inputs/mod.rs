//! What the operations on access take.

mod assignments;
mod grants;
mod links;
mod permissions;
mod questions;
mod roles;

pub use assignments::{
    CreateAssignment, DeleteAssignment, GetAssignment, ListAssignments, UpdateAssignment,
};
pub use grants::{CreateGrant, DeleteGrant, GetGrant, ListGrants, UpdateGrant};
pub use links::{CreateLink, DeleteLink};
pub use permissions::{
    CreatePermission, DeletePermission, GetPermission, ListPermissions, UpdatePermission,
};
pub use questions::{CheckAccess, CheckMany, ExplainAccess, WhatCan, WhoCan};
pub use roles::{CreateRole, DeleteRole, GetRole, ListRoles, UpdateRole};
