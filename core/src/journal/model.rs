//! Checkpoints: places in the journal that are remembered apart from it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{OrgId, Time};

/// A place in a journal from which it can be verified, and behind which it may be pruned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Checkpoint {
    /// The organisation.
    pub org: OrgId,
    /// The sequence of the entry.
    pub seq: u64,
    /// Its hash, in hexadecimal.
    pub hash: String,
    /// When the checkpoint was set.
    pub created_at: Time,
}
