//! Directories: people, their credentials, and who belongs where.

pub(crate) mod credentials;
mod inputs;
pub(crate) mod keys;
mod model;
pub(crate) mod operations;
pub(crate) mod users;

pub use inputs::{
    CreateDirectory, CreateKey, CreateUser, GetDirectory, GetUser, LinkSubject, ListDirectories,
    ListKeys, ListUsers, NameUser, NewSubject, RevokeKey, RotateKey, UnlinkSubject, UpdateUser,
};
pub use keys::{KEYS_MAX, NewKey, OVERLAP_SECS_DEFAULT, OVERLAP_SECS_MAX};
pub use model::{
    Affiliation, ApiKey, DepartedOrg, Directory, Slug, StoredKey, Subject, User, UserStatus,
};
