//! The rules of tasks, statuses and labels: pure, no await, no clock, no store.

pub(crate) mod comments;
pub(crate) mod details;
pub(crate) mod ends;
pub(crate) mod labels;
pub(crate) mod places;
pub(crate) mod shares;
pub(crate) mod statuses;
pub(crate) mod steps;
pub(crate) mod tasks;

use serde_json::Value;

use super::Task;
use crate::access::operations::objects::Standing;
use crate::access::{Holder, Permission};
use crate::call::Told;
use crate::{Day, Patch, Result, Time, text};

pub use comments::COMMENTS_MAX;
pub use details::{ASSIGNEES_MAX, LINK_URL_BYTES_MAX, LINKS_MAX, TASK_LABELS_MAX};
pub use labels::LABELS_MAX;
pub use places::{DEPTH_MAX, PARTS_MAX, SUBTASKS_MAX};
pub use statuses::STATUSES_MAX;
pub use tasks::TASKS_MAX;

/// What a task is called where it is shared and told of.
pub(crate) const KIND: &str = "task";

/// A task as it was read, and what decides who may do what to it.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    pub(crate) task: Task,
    pub(crate) standing: Standing,
}

/// The entry of a task, told to those who see it and, that it is gone, to these who did.
fn about(task: &Task, holders: Vec<Holder>) -> Told {
    let object = task.id.into();
    let told = Told::about("task", task.id.uuid())
        .seen_with(Permission::TASKS_READ)
        .of_object(&object, holders);
    task.team.into_iter().fold(told, Told::in_team)
}

fn due_or_null(on: Option<Day>, at: Option<Time>) -> Value {
    let at = at.map(|at| at.to_string());
    at.or(on.map(|on| on.to_string()))
        .map_or(Value::Null, Value::from)
}

/// The most characters in the name of a status or a label.
const NAME_CHARS_MAX: usize = 60;

/// The most characters that describe a status or a label.
const DESCRIPTION_CHARS_MAX: usize = 500;

fn name(given: &str) -> Result<String> {
    text::short_name("name", given, NAME_CHARS_MAX)
}

fn description(given: &str) -> Result<String> {
    text::short_prose("description", given, DESCRIPTION_CHARS_MAX)
}

/// A description as a change leaves it.
fn described(given: &Patch<String>, from: &Option<String>) -> Result<Option<String>> {
    let mut to = from.clone();
    let given = given.clone().try_map(|text| description(&text))?;
    given.apply(&mut to);
    Ok(to)
}
