//! The rules of teams and of who belongs to them: pure, no await, no clock, no store.

pub(super) mod deletion;
pub(super) mod members;
pub(super) mod teams;

pub use deletion::{DELETED_MEMBERSHIPS_MAX, DELETED_TEAMS_MAX};
pub use teams::TEAMS_MAX;
