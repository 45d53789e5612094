//! Tasks, and the words for them: the statuses that they go through, the labels that they bear.

mod comment;
mod inputs;
mod label;
pub(crate) mod operations;
mod position;
mod repeat;
pub(crate) mod rules;
mod statistics;
mod status;
mod tally;
mod task;
mod words;

pub use comment::TaskComment;
pub use inputs::*;
pub use label::Label;
pub use operations::lists::STATISTICS_DAYS_MAX;
pub use position::{POSITION_CHARS_MAX, Position};
pub use repeat::{REPEAT_EVERY_MAX, Repeat, RepeatUnit};
pub use rules::{
    ASSIGNEES_MAX, COMMENTS_MAX, DEPTH_MAX, LABELS_MAX, LINK_URL_BYTES_MAX, LINKS_MAX, PARTS_MAX,
    STATUSES_MAX, SUBTASKS_MAX, TASK_LABELS_MAX, TASKS_MAX,
};
pub use statistics::{DayStatistics, SharedWithMe, StatusCount, TaskStatistics};
pub use status::{Category, Status};
pub use tally::{Measure, Tally, TallyOf};
pub use task::{Assignee, Priority, Task, TaskDetails, TaskLink, TaskStub, TransitionedTask};
pub use words::{SEARCH_WORDS_MAX, WORDS_MAX, terms};
