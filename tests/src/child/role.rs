//! What a child is told to do, through its environment.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::fixture::Story;

const ROLE: &str = "TENANTRY_CONFORMANCE_ROLE";
const ADDRESS: &str = "TENANTRY_CONFORMANCE_ADDRESS";

/// What a child does.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum Role {
    /// Opens the store when it is let go.
    Open,
    /// Creates teams when it is let go, and says the name of each that is acknowledged.
    Write {
        /// In this organisation.
        story: Story,
        /// From so many tasks at once.
        tasks: u32,
        /// So many each.
        commits: u32,
        /// Up to this many teams in all, where there is a limit.
        limit: Option<i64>,
    },
    /// Runs the script, and kills itself before a statement.
    Crash {
        /// In this organisation.
        story: Story,
        /// Which makes the ids of the script's rows.
        round: u32,
        /// Before the statement of this number.
        at: u32,
    },
    /// Writes a backup, and kills itself before a step of it.
    BackUp {
        /// To this file.
        to: PathBuf,
        /// Before the step of this number.
        at: u32,
    },
    /// Begins a commit, and holds it up until it is let go.
    Hold {
        /// In this organisation.
        story: Story,
    },
}

/// The role and address that this process was started with.
pub(super) fn given() -> Option<(Role, String)> {
    let role = std::env::var(ROLE).ok()?;
    let role = serde_json::from_str(&role).expect("a role");
    Some((role, std::env::var(ADDRESS).expect("an address")))
}

/// The environment of a child.
pub(super) fn environment(role: &Role, address: &str) -> [(&'static str, String); 2] {
    let role = serde_json::to_string(role).expect("a role has JSON");
    [(ROLE, role), (ADDRESS, address.to_owned())]
}
