//! Tasks: pages of what somebody may see, and statistics, however many there are.

mod estate;
pub(crate) mod lists;
pub(crate) mod statistics;
