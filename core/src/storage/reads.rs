//! Typed reads, a sub-trait a room.
//!
//! A read inside a scope takes a [`View`] and answers with what was [`Seen`]: the value
//! and, from the same statement or snapshot, where the scope stands and whether the
//! caller's proof still does. The operation compares them with what it was decided on.

use async_trait::async_trait;
use futures_util::stream::BoxStream;
use uuid::Uuid;

use super::{Head, ReplayKey, Scope, StoredPersonal, StoredReplay};
use crate::access::{
    Assignment, Grant, Holder, Object, PermissionInfo, PermissionName, Principal, Role, RoleInfo,
};
use crate::directory::{ApiKey, DepartedOrg, Directory, StoredKey, Subject, User};
use crate::journal::{Checkpoint, StoredEntry};
use crate::orgs::{Member, Org, Service};
use crate::page::Keyset;
use crate::teams::{Team, TeamMember};
use crate::{
    AssignmentId, CommitId, DirectoryId, GrantId, KeyId, OrgId, PermissionId, Result, RoleId,
    ServiceId, TeamId, Time, UserId,
};

/// The credential that a caller was proven by, whose row every read looks at again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Proof {
    /// The directory that holds it.
    pub directory: DirectoryId,
    /// The API key.
    pub key: KeyId,
}

/// Which scope is read, on whose proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct View {
    /// The scope.
    pub scope: Scope,
    /// The credential to look at, if the caller has one.
    pub proof: Option<Proof>,
}

/// A value, and where things stood when it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen<T> {
    /// The scope's head.
    pub head: Head,
    /// The version of the credential's row; `None` if there is none, or none was asked for.
    pub proof: Option<u64>,
    /// The value.
    pub value: T,
}

/// An API key with the person behind it, as authentication needs them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credential {
    /// The key.
    pub stored: StoredKey,
    /// Its owner, if that is a person.
    pub user: Option<User>,
}

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

/// Where and when a commit landed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Landed {
    /// The sequence of its last entry in the scope.
    pub seq: u64,
    /// Its time.
    pub at: Time,
}

/// Hints that a scope's journal has grown. Coalesced; never the entries themselves.
pub type Watch = BoxStream<'static, ()>;

/// Reads of the directory room.
///
/// - a row of another directory is not found
/// - a list returns at most `keyset.limit` rows after `keyset.after`, by id in `keyset.order`
#[async_trait]
pub trait DirectoryReads: Send + Sync {
    /// A directory.
    async fn directory(&self, id: DirectoryId) -> Result<Option<Seen<Directory>>>;

    /// All directories.
    async fn directories(&self, keyset: Keyset) -> Result<Vec<Directory>>;

    /// A key by its id, for authentication.
    async fn credential(&self, proof: Proof) -> Result<Option<Credential>>;

    /// The person that a vouched subject stands for.
    async fn vouched(
        &self,
        directory: DirectoryId,
        issuer: &str,
        subject: &str,
    ) -> Result<Option<(Subject, User)>>;

    /// A person.
    async fn user(&self, view: &View, id: UserId) -> Result<Seen<Option<User>>>;

    /// All people.
    async fn users(&self, view: &View, keyset: Keyset) -> Result<Seen<Vec<User>>>;

    /// The subjects that stand for a person, by issuer and subject; at most 200.
    async fn subjects(&self, view: &View, user: UserId) -> Result<Seen<Vec<Subject>>>;

    /// The keys of a person or service account.
    async fn keys(
        &self,
        view: &View,
        owner: Principal,
        keyset: Keyset,
    ) -> Result<Seen<Vec<ApiKey>>>;

    /// A key, as it is stored.
    async fn key(&self, view: &View, id: KeyId) -> Result<Seen<Option<StoredKey>>>;

    /// The organisations that a person belongs to and that are not deleted.
    async fn orgs_of(&self, view: &View, user: UserId, keyset: Keyset) -> Result<Seen<Vec<Org>>>;

    /// A person's memberships with the heads of their organisations, for a change that
    /// reaches into all of them.
    async fn memberships(
        &self,
        directory: DirectoryId,
        user: UserId,
    ) -> Result<Vec<(Head, Member)>>;

    /// What stays of a deleted organisation.
    async fn departed(&self, view: &View, org: OrgId) -> Result<Seen<Option<DepartedOrg>>>;
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

/// Reads of the journal room.
#[async_trait]
pub trait JournalReads: Send + Sync {
    /// All scopes, organisations first, each by id; at most `limit` after the given one.
    async fn scopes(&self, after: Option<Scope>, limit: u32) -> Result<Vec<Scope>>;

    /// Where a scope stands.
    async fn head(&self, scope: Scope) -> Result<Option<Head>>;

    /// The entries after a sequence, in order, at most `limit`.
    ///
    /// - shows only what is committed, and never an entry before all earlier ones
    async fn entries(&self, scope: Scope, after: u64, limit: u32) -> Result<Vec<StoredEntry>>;

    /// The personal values of entries `from` to `to`, both included.
    async fn personal(&self, scope: Scope, from: u64, to: u64) -> Result<Vec<StoredPersonal>>;

    /// The entries about one thing, newest first, before a sequence, at most `limit`.
    async fn activity(
        &self,
        view: &View,
        subject: Uuid,
        before: u64,
        limit: u32,
    ) -> Result<Seen<Vec<StoredEntry>>>;

    /// A checkpoint.
    async fn checkpoint(&self, view: &View, seq: u64) -> Result<Seen<Option<Checkpoint>>>;

    /// The checkpoints of a journal, newest first, at most `limit`.
    async fn checkpoints(&self, view: &View, limit: u32) -> Result<Seen<Vec<Checkpoint>>>;

    /// Whether a commit landed: looked for among the entries after a sequence.
    ///
    /// - what it answers after `Unknown` stays so: a commit under way is waited for
    async fn landed(&self, scope: Scope, commit: CommitId, after: u64) -> Result<Option<Landed>>;

    /// What is remembered of a call, whatever its age.
    async fn replay(&self, scope: Scope, key: &ReplayKey) -> Result<Option<StoredReplay>>;

    /// Hints whenever the scope's journal may have grown.
    ///
    /// - after every commit of this process at once, of others within a second
    /// - a commit between `watch` and the first poll is hinted too
    fn watch(&self, scope: Scope) -> Watch;
}
