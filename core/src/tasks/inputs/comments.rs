//! What the operations on comments take.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{CommentId, Order, PageInput, TaskId};

/// A new comment on a task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateTaskComment {
    /// The task.
    pub task: TaskId,
    /// What there is to say: at most 4,000 characters.
    #[schemars(length(min = 1, max = 4000))]
    pub text: String,
}

/// Names a comment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GetTaskComment {
    /// The task.
    pub task: TaskId,
    /// The comment.
    pub comment: CommentId,
}

/// The comments on a task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListTaskComments {
    /// The task.
    pub task: TaskId,
    /// Which comes first.
    #[serde(default)]
    pub order: Order,
    /// Which part of the list.
    #[serde(default)]
    pub page: PageInput,
}

/// Says something else in a comment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateTaskComment {
    /// The task.
    pub task: TaskId,
    /// The comment.
    pub comment: CommentId,
    /// The version that the change was made on; refused with `version_moved` if it is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub if_version: Option<u64>,
    /// What there is to say instead: at most 4,000 characters.
    #[schemars(length(min = 1, max = 4000))]
    pub text: String,
}

/// Deletes a comment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeleteTaskComment {
    /// The task.
    pub task: TaskId,
    /// The comment.
    pub comment: CommentId,
    /// The version to delete; refused with `version_moved` if it is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub if_version: Option<u64>,
}
