//! What the operations on whom a task is shared with take.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::access::{Holder, Level};
use crate::{Order, PageInput, TaskId, Time};

/// Shares a task with somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ShareTask {
    /// The task.
    pub task: TaskId,
    /// With whom.
    pub holder: Holder,
    /// How much of it.
    pub level: Level,
    /// When it ends by itself; never if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Time>,
}

impl ShareTask {
    /// Shared with somebody, with no end.
    #[must_use]
    pub fn new(task: TaskId, holder: impl Into<Holder>, level: Level) -> Self {
        Self {
            task,
            holder: holder.into(),
            level,
            expires_at: None,
        }
    }
}

/// Shares a task with somebody no more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UnshareTask {
    /// The task.
    pub task: TaskId,
    /// With whom.
    pub holder: Holder,
}

/// With whom a task is shared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListTaskShares {
    /// The task.
    pub task: TaskId,
    /// Which comes first.
    #[serde(default)]
    pub order: Order,
    /// Which part of the list.
    #[serde(default)]
    pub page: PageInput,
}
