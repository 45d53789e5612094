//! Reads of the room of projects.

use async_trait::async_trait;

use super::{Seen, View};
use crate::access::{Principal, Visible};
use crate::page::Keyset;
use crate::projects::{Project, ProjectStatus};
use crate::{ProjectId, Result, TeamId};

/// Which projects are listed: those that all of this says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ProjectsOf {
    /// Of this team itself.
    pub team: Option<TeamId>,
    /// Owned by this principal.
    pub owner: Option<Principal>,
    /// So far.
    pub status: Option<ProjectStatus>,
}

/// Reads of the room of projects.
///
/// - an organisation that there is not is `NotFound`
/// - a row of another organisation is not found
/// - a list returns at most `keyset.limit` rows after `keyset.after`, by id in `keyset.order`
#[async_trait]
pub trait ProjectReads: Send + Sync {
    /// A project.
    async fn project(&self, view: &View, id: ProjectId) -> Result<Seen<Option<Project>>>;

    /// The projects that somebody may see.
    ///
    /// - returns exactly those that [`Visible`] says, and of them those that `of` does
    async fn projects(
        &self,
        view: &View,
        visible: &Visible,
        of: ProjectsOf,
        keyset: Keyset,
    ) -> Result<Seen<Vec<Project>>>;
}
