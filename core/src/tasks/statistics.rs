//! What statistics tell.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Category;
use crate::{Day, StatusId};

/// How many tasks there are, of what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TaskStatistics {
    /// All of them.
    pub total: u64,
    /// Those of every category but done and cancelled.
    pub pending: u64,
    /// Those of the category done.
    pub completed: u64,
    /// Pending ones that were due before now.
    pub overdue: u64,
    /// Those that are shared with anybody still.
    pub shared: u64,
    /// Those that are shared with the caller, where it is the caller's own that are counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shared_with_me: Option<SharedWithMe>,
    /// By status, in the order of lists of statuses.
    pub by_status: Vec<StatusCount>,
    /// By day, without those on which there is nothing.
    pub by_day: Vec<DayStatistics>,
}

/// How many tasks are shared with somebody: 100 are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SharedWithMe {
    /// How many, at most 100.
    pub count: u32,
    /// Whether there are more.
    pub is_more: bool,
}

/// How many tasks have a status.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StatusCount {
    /// The status.
    pub status: StatusId,
    /// Its name.
    pub name: String,
    /// Its category.
    pub category: Category,
    /// How many.
    pub count: u64,
}

/// How many tasks there are of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DayStatistics {
    /// The day, in UTC.
    pub day: Day,
    /// Created on it.
    pub created: u64,
    /// Done or cancelled on it, and not taken up again.
    pub completed: u64,
    /// Pending, and due on it.
    pub due: u64,
}
