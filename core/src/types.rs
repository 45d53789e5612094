//! Every type that operations take and answer, in one place: what derived code names.
//!
//! A binding is derived from the registry, which knows types by their names alone. Names are
//! unique among the rooms; the registry refuses a second type of the same name.

pub use crate::access::*;
pub use crate::directory::*;
pub use crate::id::*;
pub use crate::journal::*;
pub use crate::orgs::*;
pub use crate::projects::*;
pub use crate::storage::Scope;
pub use crate::tasks::*;
pub use crate::teams::*;
pub use crate::{Amount, Day, Order, Page, PageInput, Patch, Secret, Time};
