//! What the operations on tasks, statuses and labels take.

mod comments;
mod labels;
mod statuses;
mod tasks;

pub use comments::{
    CreateTaskComment, DeleteTaskComment, GetTaskComment, ListTaskComments, UpdateTaskComment,
};
pub use labels::{CreateLabel, DeleteLabel, GetLabel, ListLabels, UpdateLabel};
pub use statuses::{CreateStatus, DeleteStatus, GetStatus, ListStatuses, UpdateStatus};
pub use tasks::{
    AssignTask, CreateTask, DeleteTask, GetTask, ListTaskShares, ListTasks, MoveTask, RestoreTask,
    ShareTask, TaskSort, TaskStatisticsInput, TransitionTask, UnshareTask, UpdateTask,
};
