//! Reads of the room of teams.

use async_trait::async_trait;
use uuid::Uuid;

use super::{Seen, View};
use crate::access::Principal;
use crate::page::Keyset;
use crate::teams::{Team, TeamMember};
use crate::{Result, TeamId};

/// Which teams are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TeamsOf {
    /// All teams of the organisation.
    Org,
    /// The teams at the top of the tree.
    Top,
    /// The teams right below one.
    Parent(TeamId),
    /// All teams below one, at any depth, without itself.
    Below(TeamId),
}

/// Reads of the room of teams.
///
/// - an organisation that there is not is `NotFound`
/// - a row of another organisation is not found
/// - a list returns at most `keyset.limit` rows after `keyset.after`, by id in `keyset.order`
#[async_trait]
pub trait TeamReads: Send + Sync {
    /// A team.
    async fn team(&self, view: &View, id: TeamId) -> Result<Seen<Option<Team>>>;

    /// The ids of a team and of the teams above it, itself first, the top last; empty if there
    /// is no such team.
    ///
    /// - a path of any length is exact
    async fn team_path(&self, view: &View, id: TeamId) -> Result<Seen<Vec<TeamId>>>;

    /// A list of teams.
    async fn teams(&self, view: &View, of: TeamsOf, keyset: Keyset) -> Result<Seen<Vec<Team>>>;

    /// The members of a team, by the principal's id.
    async fn team_members(
        &self,
        view: &View,
        team: TeamId,
        keyset: Keyset,
    ) -> Result<Seen<Vec<TeamMember>>>;

    /// The members of all teams, by the team's id and then the principal's, after a pair of them
    /// that may be nil; at most `limit`.
    async fn all_team_members(
        &self,
        view: &View,
        after: (TeamId, Uuid),
        limit: u32,
    ) -> Result<Seen<Vec<TeamMember>>>;

    /// How many members these teams have; none are counted beyond `limit`.
    ///
    /// - counts whoever is in two of them twice
    /// - counts a team once that is named twice, and one that is not there not at all
    async fn team_members_count(
        &self,
        view: &View,
        teams: &[TeamId],
        limit: u32,
    ) -> Result<Seen<u64>>;

    /// A member of a team.
    async fn team_member(
        &self,
        view: &View,
        team: TeamId,
        principal: Principal,
    ) -> Result<Seen<Option<TeamMember>>>;

    /// The teams that a principal owns; at most `limit`.
    async fn teams_owned(
        &self,
        view: &View,
        owner: Principal,
        limit: u32,
    ) -> Result<Seen<Vec<Team>>>;
}
