//! A complete store in memory: the contract in its plainest form.
//!
//! Its "disk" belongs to the process and not to a handle, so a handle can be dropped in
//! the middle of things, as if it had crashed, and what was durable can be looked at. A
//! [`Defect`] breaks the store in one place, so that the kit can be seen to notice.

mod access;
mod backup;
mod commit;
mod defect;
mod directory;
mod disk;
mod journal;
mod leak;
mod orgs;
mod projects;
mod spoil;
mod store;
mod tasks;
mod teams;

pub use defect::Defect;
pub use store::{fresh, open};
