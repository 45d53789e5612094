//! The back office of an AI product, as a library.

pub mod access;
pub mod blocking;
mod call;
mod clock;
pub mod directory;
mod error;
pub mod facade;
mod id;
pub mod journal;
pub mod orgs;
pub mod page;
mod patch;
pub mod registry;
mod secret;
pub mod storage;
pub mod teams;
pub mod text;

pub use call::{Caller, OsIds, Tenant, Tenantry};
pub use clock::{Clock, SystemClock, Time};
pub use error::{Error, ErrorKind, Result};
pub use id::{CommitId, DirectoryId, Ids, KeyId, OrgId, ServiceId, TeamId, UserId};
pub use page::{Page, PageInput};
pub use patch::Patch;
pub use secret::Secret;
