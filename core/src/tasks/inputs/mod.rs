//! What the operations on tasks, statuses and labels take.

mod comments;
mod labels;
mod lists;
mod sharing;
mod statuses;
mod tasks;

pub use comments::{
    CreateTaskComment, DeleteTaskComment, GetTaskComment, ListTaskComments, UpdateTaskComment,
};
pub use labels::{CreateLabel, DeleteLabel, GetLabel, ListLabels, UpdateLabel};
pub use lists::{ListTasks, TaskSort, TaskStatisticsInput};
pub use sharing::{ListTaskShares, ShareTask, UnshareTask};
pub use statuses::{CreateStatus, DeleteStatus, GetStatus, ListStatuses, UpdateStatus};
pub use tasks::{
    AssignTask, CreateTask, DeleteTask, GetTask, MoveTask, RestoreTask, TransitionTask, UpdateTask,
};
