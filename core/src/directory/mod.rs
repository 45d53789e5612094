//! Directories: people, their credentials, and who belongs where.

mod model;

pub use model::{
    Affiliation, ApiKey, DepartedOrg, Directory, Slug, StoredKey, Subject, User, UserStatus,
};
