//! Projects: what work belongs together.

mod inputs;
mod model;
pub(crate) mod operations;
pub(crate) mod rules;

pub use inputs::{
    CreateProject, DeleteProject, GetProject, ListProjectShares, ListProjects, ShareProject,
    UnshareProject, UpdateProject,
};
pub use model::{Project, ProjectStatus};
pub use rules::PROJECTS_MAX;
