//! Typed reads, a sub-trait a room.
//!
//! A read inside a scope takes a [`View`] and answers with what was [`Seen`]: the value
//! and, from the same statement or snapshot, where the scope stands and whether the
//! caller's proof still does. The operation compares them with what it was decided on.

mod access;
mod directory;
mod journal;
mod orgs;
mod projects;
mod tasks;
mod teams;

use super::{Head, Scope};
use crate::{DirectoryId, KeyId};

pub use access::{AccessReads, Assigned, AssignmentsOf, GrantsOf};
pub use directory::{Credential, DirectoryReads};
pub use journal::{JournalReads, Landed, Watch};
pub use orgs::{OrgReads, OrgStanding};
pub use projects::{ProjectReads, ProjectsOf};
pub use tasks::{
    CountedOf, Counts, CountsOf, DayCounts, TaskKeyset, TaskMark, TaskNames, TaskPart, TaskReads,
    TasksOf,
};
pub use teams::{TeamReads, TeamsOf};

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
