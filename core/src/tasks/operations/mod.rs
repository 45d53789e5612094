//! The operations on tasks, statuses and labels: load, decide, commit.

pub(crate) mod comments;
pub(crate) mod labels;
pub(crate) mod lists;
pub(crate) mod sharing;
pub(crate) mod statuses;
pub(crate) mod tasks;
