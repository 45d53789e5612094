//! Counters: how many of something there are, under the lock of its scope.

use uuid::Uuid;

use crate::{TaskId, UserId};

/// A counter that is kept in the same commit as what it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Counter {
    /// Owners of the organisation who are not suspended.
    Owners,
    /// Members of the organisation.
    Members,
    /// Service accounts of the organisation.
    Services,
    /// Teams of the organisation.
    Teams,
    /// Projects of the organisation.
    Projects,
    /// Statuses of the organisation's own.
    Statuses,
    /// Labels of the organisation.
    Labels,
    /// Tasks of the organisation, with those that are deleted.
    Tasks,
    /// Tasks that are part of one task themselves and not deleted.
    Subtasks(TaskId),
    /// Comments on one task.
    Comments(TaskId),
    /// Permissions of the organisation's own.
    Permissions,
    /// Roles of the organisation's own.
    Roles,
    /// Roles that one holder was given, by the holder's bare id. Nobody keeps it: a store counts
    /// them, since many go at once with a member or a team.
    Assignments(Uuid),
    /// Holders that one object is shared with, by its bare id. Nobody keeps it: a store counts
    /// them, which are never many.
    Grants(Uuid),
    /// API keys of one principal that are neither revoked nor replaced.
    Keys(Uuid),
    /// API keys of one principal that were replaced and still work. Nobody keeps it, since
    /// they end by the clock: a store counts them at the time of the commit.
    ReplacedKeys(Uuid),
    /// Subjects that stand for one person.
    Subjects(UserId),
    /// Organisations that one person belongs to. Nobody keeps it: a store that is asked for
    /// it counts the person's [`Affiliation`](crate::directory::Affiliation)s, so that what
    /// removes many at once does not have to count for each person.
    Orgs(UserId),
}

impl Counter {
    /// The stable name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Owners => "owners",
            Self::Members => "members",
            Self::Services => "services",
            Self::Teams => "teams",
            Self::Projects => "projects",
            Self::Statuses => "statuses",
            Self::Labels => "labels",
            Self::Tasks => "tasks",
            Self::Subtasks(_) => "subtasks",
            Self::Comments(_) => "comments",
            Self::Permissions => "permissions",
            Self::Roles => "roles",
            Self::Assignments(_) => "assignments",
            Self::Grants(_) => "grants",
            Self::Keys(_) => "keys",
            Self::ReplacedKeys(_) => "replaced_keys",
            Self::Subjects(_) => "subjects",
            Self::Orgs(_) => "orgs",
        }
    }

    /// Whether it is written where it ends, or counted whenever it is asked for.
    #[must_use]
    pub const fn is_kept(self) -> bool {
        !matches!(
            self,
            Self::Orgs(_) | Self::ReplacedKeys(_) | Self::Assignments(_) | Self::Grants(_)
        )
    }

    /// What it counts for; nil if for the whole scope.
    #[must_use]
    pub const fn of(self) -> Uuid {
        match self {
            Self::Keys(owner) | Self::ReplacedKeys(owner) => owner,
            Self::Assignments(of) | Self::Grants(of) => of,
            Self::Subtasks(task) | Self::Comments(task) => task.uuid(),
            Self::Orgs(user) | Self::Subjects(user) => user.uuid(),
            _ => Uuid::nil(),
        }
    }
}
