//! How much of an object is shared.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How much of an object is shared with somebody: each level holds those before it.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// To see it.
    View,
    /// To say something about it.
    Comment,
    /// To change it.
    Edit,
    /// To share, move and delete it.
    Manage,
}

impl Level {
    /// Every level, the least first.
    pub const ALL: [Level; 4] = [Level::View, Level::Comment, Level::Edit, Level::Manage];

    /// The level's stable name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::View => "view",
            Self::Comment => "comment",
            Self::Edit => "edit",
            Self::Manage => "manage",
        }
    }

    /// The level of a stored name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.name() == name)
    }
}
