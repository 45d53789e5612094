//! Comments on tasks.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::access::Actor;
use crate::{CommentId, OrgId, TaskId, Time};

/// What somebody said about a task. Whoever sees the task sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TaskComment {
    /// The organisation.
    pub org: OrgId,
    /// The task.
    pub task: TaskId,
    /// Its id.
    pub id: CommentId,
    /// Who said it, and may change and delete it.
    pub author: Actor,
    /// What they said.
    pub text: String,
    /// Counts the changes of this row.
    pub version: u64,
    /// When it was said.
    pub created_at: Time,
    /// When it was last changed.
    pub updated_at: Time,
}
