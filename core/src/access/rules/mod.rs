//! The rules of access: pure, no await, no clock, no store.

pub(crate) mod assignments;
pub(crate) mod grants;
pub(crate) mod links;
pub(crate) mod permissions;
pub(crate) mod roles;
pub(crate) mod sharing;

use crate::{Error, Result, Time};

pub use assignments::ASSIGNMENTS_MAX;
pub use grants::GRANTS_MAX;
pub use permissions::PERMISSIONS_MAX;
pub use roles::{ROLE_PERMISSIONS_MAX, ROLES_MAX};

/// Refuses an end that is not ahead.
fn ahead(end: Option<Time>, now: Time) -> Result<()> {
    match end {
        Some(end) if end <= now => Err(Error::invalid("expires_at", "must be in the future")),
        _ => Ok(()),
    }
}

/// Whether something that ends by itself ends earlier than before.
fn is_shortened(from: Option<Time>, to: Option<Time>) -> bool {
    match (from, to) {
        (_, None) => false,
        (None, Some(_)) => true,
        (Some(from), Some(to)) => to < from,
    }
}
