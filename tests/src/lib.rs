//! The behaviours that every Tenantry store passes, and the stories that every surface does.

pub mod stories;
