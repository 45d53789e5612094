//! What the room keeps: permissions and roles of an organisation's own, who was given which
//! role, and what is shared with whom.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Actor, Holder, Level, Object, Permission, PermissionName, Permissions, Role};
use crate::storage::Stamp;
use crate::{AssignmentId, GrantId, OrgId, PermissionId, RoleId, Secret, TeamId, Time, text};

/// A permission: a built-in one, or one that the organisation has made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PermissionInfo {
    /// The organisation.
    pub org: OrgId,
    /// Its id; that of a built-in permission is the same in every organisation.
    pub id: PermissionId,
    /// Its name, by which roles and keys hold it.
    pub name: PermissionName,
    /// What it allows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Whether it is one of Tenantry's own, which nobody changes.
    pub built_in: bool,
    /// Who has an object shared with them at this level holds it there; absent if no sharing
    /// gives it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// Counts the changes of this row.
    pub version: u64,
    /// When it was created; for a built-in one, when the organisation was.
    pub created_at: Time,
    /// When it was last changed.
    pub updated_at: Time,
}

impl PermissionInfo {
    /// A built-in one, in an organisation that began then.
    pub(crate) fn of_built_in(org: OrgId, permission: Permission, began: Time) -> Self {
        Self {
            org,
            id: permission.id(),
            name: permission.into(),
            description: Some(permission.about().to_owned()),
            built_in: true,
            level: permission.level(),
            version: 1,
            created_at: began,
            updated_at: began,
        }
    }
}

/// A role: a name for a set of permissions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RoleInfo {
    /// The organisation.
    pub org: OrgId,
    /// Its id; that of a built-in role is the same in every organisation.
    pub id: RoleId,
    /// Its name; unique in the organisation.
    pub name: String,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Whether it is one of Tenantry's own, which nobody changes.
    pub built_in: bool,
    /// What it allows at the organisation, everywhere in it.
    pub permissions: Vec<PermissionName>,
    /// What of that it allows when it is held in a team, there and below.
    pub in_team: Vec<PermissionName>,
    /// Whether it holds each permission of the organisation's own too, also those to come.
    pub every_own: bool,
    /// Counts the changes of this row.
    pub version: u64,
    /// When it was created; for a built-in one, when the organisation was.
    pub created_at: Time,
    /// When it was last changed.
    pub updated_at: Time,
}

impl RoleInfo {
    /// A built-in one, in an organisation that began then.
    pub(crate) fn of_built_in(org: OrgId, role: Role, began: Time) -> Self {
        let permissions = role.permissions();
        Self {
            org,
            id: role.id(),
            name: role.name().to_owned(),
            description: Some(role.about().to_owned()),
            built_in: true,
            permissions: permissions.names().collect(),
            in_team: permissions.in_team().names().collect(),
            every_own: permissions.holds_every_own(),
            version: 1,
            created_at: began,
            updated_at: began,
        }
    }

    /// The form of the name that is unique in the organisation: see [`text::folded`].
    #[must_use]
    pub fn name_key(&self) -> String {
        text::folded(&self.name)
    }

    /// What of these permissions counts in a team, in the order of [`Permissions::names`].
    #[must_use]
    pub fn in_team_of(permissions: &[PermissionName]) -> Vec<PermissionName> {
        Permissions::named(permissions).in_team().names().collect()
    }

    /// What it allows, as a set.
    #[must_use]
    pub fn set(&self) -> Permissions {
        match Role::of_id(self.id) {
            Some(role) => role.permissions(),
            None => Permissions::named(&self.permissions),
        }
    }
}

/// That somebody was given a role: at the organisation, or in a team and all teams below it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Assignment {
    /// The organisation.
    pub org: OrgId,
    /// Its id.
    pub id: AssignmentId,
    /// Who holds the role: a person, a service account, or the members of a team.
    pub holder: Holder,
    /// The role.
    pub role: RoleId,
    /// The team that it reaches, with all teams below; absent if it is the organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
    /// When it ends by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Time>,
    /// Who gave it.
    pub given_by: Actor,
    /// Counts the changes of this row.
    pub version: u64,
    /// When it was given.
    pub created_at: Time,
    /// When it was last changed.
    pub updated_at: Time,
}

impl Assignment {
    /// Whether it has not ended by itself.
    pub(crate) fn is_live(&self, now: Time) -> bool {
        self.expires_at.is_none_or(|end| now < end)
    }
}

/// That an object is shared with somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Grant {
    /// The organisation.
    pub org: OrgId,
    /// Its id.
    pub id: GrantId,
    /// What is shared.
    pub object: Object,
    /// With whom.
    pub holder: Holder,
    /// How much of it.
    pub level: Level,
    /// When it ends by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Time>,
    /// Who shared it.
    pub given_by: Actor,
    /// Counts the changes of this row.
    pub version: u64,
    /// When it was shared. What was shared with somebody who has left since ends with their
    /// membership, also if they come back.
    pub created_at: Time,
    /// When it was last changed.
    pub updated_at: Time,
}

/// A grant as a store keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredGrant {
    /// What may be shown of it.
    pub grant: Grant,
    /// The SHA-256 of the secret, if it is to whoever has a link: it stays as long as the grant, and
    /// whoever changes that says it again.
    pub hash: Option<[u8; 32]>,
}

impl From<Grant> for StoredGrant {
    fn from(grant: Grant) -> Self {
        Self { grant, hash: None }
    }
}

/// A link that was just made, with the only sight of its secret.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct NewLink {
    /// What is shared with whoever has the link.
    pub grant: Grant,
    /// The link itself, a bearer's token: shown now and never again. A replay answers without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub secret: Option<Secret>,
}

impl Stamp for NewLink {
    fn stamp(&mut self, at: Time) {
        self.grant.stamp(at);
    }
}
