//! The operations on access: which roles there are and what they allow.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tenantry_macros::operation;

use super::{Permission, Place, Role};
use crate::call::Tenant;
use crate::orgs::operations::organisations::current;
use crate::{Page, Result};

/// A role and what it allows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RoleInfo {
    /// The role.
    pub role: Role,
    /// What it allows at the organisation.
    pub permissions: Vec<Permission>,
    /// What of that it allows when it is held in a team, there and below.
    pub in_team: Vec<Permission>,
}

/// Lists the built-in roles, the most powerful first, with what each allows.
#[operation(id = "roles.list", kind = read, permission = ORGS_READ)]
pub(crate) async fn list(tenant: &Tenant) -> Result<Page<RoleInfo>> {
    tenant.require(Permission::ORGS_READ, &Place::Org)?;
    // The answer is the same for everybody, but not everybody may still ask.
    current(tenant).await?;
    let items = Role::ALL.into_iter().map(|role| RoleInfo {
        role,
        permissions: role.permissions().iter().collect(),
        in_team: role.in_team().iter().collect(),
    });
    Ok(Page {
        items: items.collect(),
        next: None,
        feed: None,
    })
}
