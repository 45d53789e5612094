//! Directories: people, their credentials, and who belongs where.

pub(crate) mod credentials;
mod inputs;
mod model;
pub(crate) mod operations;
pub(crate) mod rules;

pub use inputs::{
    CreateDirectory, CreateKey, CreateUser, GetDirectory, GetUser, LinkSubject, ListDirectories,
    ListKeys, ListUsers, NameUser, NewSubject, RevokeKey, RotateKey, UnlinkSubject, UpdateUser,
};
pub use model::{
    Affiliation, ApiKey, DepartedOrg, Directory, NewKey, Slug, StoredKey, Subject, User, UserStatus,
};
pub use rules::keys::{KEYS_MAX, OVERLAP_SECS_DEFAULT, OVERLAP_SECS_MAX, REPLACED_KEYS_MAX};
pub use rules::subjects::SUBJECTS_MAX;
