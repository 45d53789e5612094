//! Tasks: many callers who create them, pages of what somebody may see, and statistics, however
//! many there are.

pub(crate) mod creates;
mod estate;
pub(crate) mod lists;
pub(crate) mod statistics;
