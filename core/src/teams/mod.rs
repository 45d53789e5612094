//! Teams: a tree of any depth, with members that have a role in each.

mod inputs;
mod model;
pub(crate) mod operations;
pub(crate) mod rules;

pub use inputs::{
    AddTeamMember, Children, CreateTeam, DeleteTeam, GetTeam, ListDescendants, ListTeamMembers,
    ListTeams, MoveTeam, RemoveTeamMember, UpdateTeam, UpdateTeamMember,
};
pub use model::{Team, TeamMember};
pub use rules::{DELETED_MEMBERSHIPS_MAX, DELETED_TEAMS_MAX, TEAMS_MAX};
