//! Reads of the room of access.

use async_trait::async_trait;

use super::{Seen, View};
use crate::access::{
    Assignment, Grant, Holder, Object, PermissionInfo, PermissionName, Role, RoleInfo, StoredGrant,
};
use crate::page::Keyset;
use crate::{AssignmentId, GrantId, LinkId, PermissionId, Result, RoleId, TeamId, Time};

/// A role that was given to somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assigned {
    /// To whom, and where.
    pub assignment: Assignment,
    /// The role, if it is the organisation's own.
    pub role: Option<RoleInfo>,
}

impl Assigned {
    /// The role, built in or the organisation's own; `None` if there is no such one any more.
    #[must_use]
    pub fn info(&self) -> Option<RoleInfo> {
        let given = &self.assignment;
        let built_in = Role::of_id(given.role);
        let built_in = built_in.map(|role| RoleInfo::of_built_in(given.org, role, Time::MIN));
        built_in.or_else(|| self.role.clone())
    }
}

/// Which assignments are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AssignmentsOf {
    /// All of the organisation.
    Org,
    /// Those to one holder.
    Holder(Holder),
    /// Those of one role.
    Role(RoleId),
    /// Those in one team.
    Team(TeamId),
}

/// Which grants are listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GrantsOf {
    /// All of the organisation.
    Org,
    /// Those on one object.
    Object(Object),
    /// Those to one holder.
    Holder(Holder),
}

/// Reads of the room of access.
///
/// - an organisation that there is not is `NotFound`
/// - a row of another organisation is not found
/// - a list returns at most `keyset.limit` rows after `keyset.after`, by id in `keyset.order`
#[async_trait]
pub trait AccessReads: Send + Sync {
    /// The permissions of the organisation's own.
    async fn permissions(&self, view: &View, keyset: Keyset) -> Result<Seen<Vec<PermissionInfo>>>;

    /// A permission of the organisation's own.
    async fn permission(
        &self,
        view: &View,
        id: PermissionId,
    ) -> Result<Seen<Option<PermissionInfo>>>;

    /// The permission of the organisation's own that has this name.
    async fn permission_named(
        &self,
        view: &View,
        name: &PermissionName,
    ) -> Result<Seen<Option<PermissionInfo>>>;

    /// The roles of the organisation's own.
    async fn roles(&self, view: &View, keyset: Keyset) -> Result<Seen<Vec<RoleInfo>>>;

    /// A role of the organisation's own.
    async fn role(&self, view: &View, id: RoleId) -> Result<Seen<Option<RoleInfo>>>;

    /// A list of assignments.
    async fn assignments(
        &self,
        view: &View,
        of: AssignmentsOf,
        keyset: Keyset,
    ) -> Result<Seen<Vec<Assignment>>>;

    /// The roles that whoever joins a team gets by it: those given to its members, and to the
    /// subtrees that it is in.
    ///
    /// - also those that have ended by themselves
    async fn given_to_team(&self, view: &View, team: TeamId) -> Result<Seen<Vec<Assigned>>>;

    /// An assignment.
    async fn assignment(&self, view: &View, id: AssignmentId) -> Result<Seen<Option<Assignment>>>;

    /// A list of grants.
    async fn grants(&self, view: &View, of: &GrantsOf, keyset: Keyset) -> Result<Seen<Vec<Grant>>>;

    /// A grant.
    async fn grant(&self, view: &View, id: GrantId) -> Result<Seen<Option<Grant>>>;

    /// What is shared with whoever has a link, with the hash of the secret.
    ///
    /// - also what has ended by itself
    async fn link(&self, view: &View, id: LinkId) -> Result<Seen<Option<StoredGrant>>>;
}
