//! The operations on access: which roles there are, what they allow, and why.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tenantry_macros::operation;

use super::explain::{Explanation, Held};
use super::{ExplainAccess, Permission, Permissions, Place, Role};
use crate::call::Tenant;
use crate::orgs::operations::organisations::current;
use crate::teams::operations::path;
use crate::{Error, Page, Result};

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

/// Explains a decision: whether somebody may do something here, and the rule that decides.
///
/// Everybody may ask about themselves, and is answered for the API key that they present.
/// Asking about another member takes `members.read`, and is answered for the member's roles.
#[operation(id = "access.explain", kind = read, permission = none)]
pub(crate) async fn explain(tenant: &Tenant, input: ExplainAccess) -> Result<Explanation> {
    let place = match input.team {
        Some(team) => path(tenant, team).await?,
        None => Place::Org,
    };
    let own = tenant.actor().principal();
    let asked = input.principal.or(own);
    let carried = if asked == own {
        tenant.caller.identity.carried
    } else {
        tenant.require(Permission::MEMBERS_READ, &Place::Org)?;
        Permissions::EVERY
    };
    let found = tenant.storage().standing(&tenant.view(), asked).await?;
    let seen = found.ok_or_else(|| Error::not_found("org", tenant.org()))?;
    let standing = tenant.see(seen)?;
    let Some(principal) = asked else {
        return Ok(Explanation::of_system());
    };
    let member = standing
        .member
        .ok_or_else(|| Error::not_found("member", principal.uuid()))?;
    let held = Held {
        role: member.role,
        team_roles: &standing.team_roles,
        carried,
        suspended: member.suspended,
    };
    Ok(Explanation::of(held, input.permission, &place))
}
