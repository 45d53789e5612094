//! How rows are named inside their scope, and which values only one of them may have.

use uuid::Uuid;

use super::Scope;
use crate::access::{Holder, Object};
use crate::tasks::Position;
use crate::{
    AssignmentId, CommentId, GrantId, KeyId, LabelId, OrgId, PermissionId, ProjectId, RoleId,
    ServiceId, StatusId, TaskId, TeamId, UserId,
};

/// Names a row inside its scope. The scope stands beside it, so a key alone finds nothing.
///
/// Keys sort by table, in an order in which rows can be written one after the other.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// A directory's own row.
    Directory,
    /// A person.
    User(UserId),
    /// An API key.
    ApiKey(KeyId),
    /// A vouched subject: issuer and the issuer's name for the person.
    Subject(String, String),
    /// A slug.
    Slug(String),
    /// Who belongs where.
    Affiliation(UserId, OrgId),
    /// A deleted organisation.
    Departed(OrgId),
    /// An organisation's own row.
    Org,
    /// A member, by the principal's bare id.
    Member(Uuid),
    /// A service account.
    Service(ServiceId),
    /// A team.
    Team(TeamId),
    /// A member of a team, by the principal's bare id.
    TeamMember(TeamId, Uuid),
    /// A project.
    Project(ProjectId),
    /// A status of the organisation's own.
    Status(StatusId),
    /// A label.
    Label(LabelId),
    /// A task.
    Task(TaskId),
    /// A comment on a task.
    TaskComment(TaskId, CommentId),
    /// A permission of the organisation's own.
    Permission(PermissionId),
    /// A role of the organisation's own.
    Role(RoleId),
    /// That somebody was given a role.
    Assignment(AssignmentId),
    /// That an object is shared with somebody.
    Grant(GrantId),
    /// A checkpoint of the journal.
    Checkpoint(u64),
}

impl Key {
    /// Whether rows of this name live in scopes of this kind.
    #[must_use]
    pub fn belongs_to(&self, scope: Scope) -> bool {
        let of_directory = matches!(
            self,
            Self::Directory
                | Self::User(_)
                | Self::ApiKey(_)
                | Self::Subject(..)
                | Self::Slug(_)
                | Self::Affiliation(..)
                | Self::Departed(_)
        );
        of_directory == matches!(scope, Scope::Directory(_))
    }
}

/// A value that only one row of its scope may have.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unique {
    /// The key of a person's e-mail address.
    Email(String),
    /// A person's username.
    Username(String),
    /// A service account's folded name.
    ServiceName(String),
    /// The name of a permission of the organisation's own.
    PermissionName(String),
    /// The folded name of a role of the organisation's own.
    RoleName(String),
    /// The folded name of a status of the organisation's own.
    StatusName(String),
    /// The folded name of a label.
    LabelName(String),
    /// Where a task was moved to. The position that it was made with is its own anyway.
    Position(Position),
    /// A role that a holder was given, at the organisation or in a team.
    Assigned(Holder, RoleId, Option<TeamId>),
    /// An object, and a holder that it is shared with.
    Shared(Object, Holder),
}

impl Unique {
    /// The input field that holds the value.
    #[must_use]
    pub fn field(&self) -> &'static str {
        match self {
            Self::Email(_) => "email",
            Self::Username(_) => "username",
            Self::ServiceName(_)
            | Self::PermissionName(_)
            | Self::RoleName(_)
            | Self::StatusName(_)
            | Self::LabelName(_) => "name",
            Self::Position(_) => "position",
            Self::Assigned(..) => "role",
            Self::Shared(..) => "holder",
        }
    }
}
