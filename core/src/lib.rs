//! The back office of an AI product, as a library: organisations, hierarchical teams,
//! people and their rights, API keys, and a journal that is audit trail and live feed in
//! one. Every change, the check that allowed it and its journal entry commit together or
//! not at all.
//!
//! # How a call goes
//! A store is opened ([`tenantry-sqlite`], [`tenantry-postgres`], or any other
//! [`Storage`](storage::Storage)) and [`Tenantry`] is made of it. Somebody is proven and
//! becomes a [`Caller`]; a caller enters an organisation and becomes a [`Tenant`].
//! Operations have no other way to an organisation's data. The store below
//! ([`Tenantry::storage`]) asks nobody who they are: it is the operator's.
//!
//! ```no_run
//! # async fn example(tenantry: tenantry::Tenantry, org: tenantry::OrgId) -> tenantry::Result<()> {
//! use tenantry::teams::CreateTeam;
//!
//! let caller = tenantry.authenticate("tnt_…").await?;
//! let acme = caller.enter(org).await?;
//! let team = CreateTeam { name: "Research".into(), ..Default::default() };
//! let team = acme.teams().create(team).await?;
//! println!("{} at {}", team.name, team.created_at);
//! # Ok(())
//! # }
//! ```
//!
//! Each operation is also a line of data in the [`registry`], and can be called by its id
//! with JSON: `acme.call("teams.create", json!({"name": "Research"}))`.
//!
//! # What holds
//! * A call walks one line: operation → rule (pure) → batch → store. Rules know no store,
//!   stores know no rule.
//! * What was decided on is expected again under the store's lock. If it has moved, the
//!   call is decided again.
//! * A row is found by organisation and id together; another tenant's id is
//!   [`NotFound`](ErrorKind::NotFound).
//!
//! [`tenantry-sqlite`]: https://docs.rs/tenantry-sqlite
//! [`tenantry-postgres`]: https://docs.rs/tenantry-postgres

pub mod access;
mod amount;
pub mod blocking;
mod call;
mod clock;
mod day;
pub mod directory;
mod error;
pub mod facade;
mod id;
pub mod journal;
pub mod orgs;
pub mod page;
mod patch;
pub mod projects;
pub mod registry;
mod secret;
pub mod storage;
pub mod tasks;
pub mod teams;
pub mod text;
pub mod types;

pub use amount::Amount;
pub use call::{Caller, Tenant, Tenantry};
pub use clock::{Clock, SystemClock, Time};
pub use day::Day;
pub use error::{Error, ErrorKind, Result};
pub use id::{
    AssignmentId, CommentId, CommitId, DirectoryId, GrantId, Ids, KeyId, LabelId, LinkId, OrgId,
    OsIds, PermissionId, ProjectId, RoleId, ServiceId, StatusId, TaskId, TeamId, UserId,
};
pub use page::{Order, Page, PageInput};
pub use patch::Patch;
pub use secret::Secret;
