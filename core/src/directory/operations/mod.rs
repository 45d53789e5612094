//! The operations on directories and what lives in them: load, decide, commit.

pub(crate) mod directories;
pub(crate) mod keys;
pub(crate) mod subjects;
pub(crate) mod users;
