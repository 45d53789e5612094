//! Reads of the room of organisations.

use async_trait::async_trait;

use super::{Assigned, Seen, View};
use crate::access::{Principal, Role};
use crate::orgs::{Member, Org, Service};
use crate::page::Keyset;
use crate::{Result, ServiceId, TeamId};

/// Everything that a caller's authority in an organisation is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrgStanding {
    /// The organisation.
    pub org: Org,
    /// The caller's membership.
    pub member: Option<Member>,
    /// The caller's roles in teams: as a member, and `owner` where the team is theirs.
    pub team_roles: Vec<(TeamId, Role)>,
    /// Those teams and all teams above them, each once.
    pub above: Vec<TeamId>,
    /// The roles that were given to the caller, to those teams or to the subtrees they are in,
    /// also those that have ended by themselves.
    pub assigned: Vec<Assigned>,
}

/// Reads of the room of organisations.
///
/// - an organisation that there is not is `NotFound`
/// - a row of another organisation is not found
/// - a list returns at most `keyset.limit` rows after `keyset.after`, by id in `keyset.order`
#[async_trait]
pub trait OrgReads: Send + Sync {
    /// What a principal's authority in an organisation is made of.
    async fn standing(
        &self,
        view: &View,
        principal: Option<Principal>,
    ) -> Result<Option<Seen<OrgStanding>>>;

    /// The members of an organisation, by the principal's id.
    async fn members(&self, view: &View, keyset: Keyset) -> Result<Seen<Vec<Member>>>;

    /// A member.
    async fn member(&self, view: &View, principal: Principal) -> Result<Seen<Option<Member>>>;

    /// The service accounts of an organisation.
    async fn services(&self, view: &View, keyset: Keyset) -> Result<Seen<Vec<Service>>>;

    /// A service account.
    async fn service(&self, view: &View, id: ServiceId) -> Result<Seen<Option<Service>>>;
}
