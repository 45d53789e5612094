//! Teams: a tree of any depth.

mod model;

pub use model::{Team, TeamMember};
