//! What the room of tasks keeps.

mod counts;
mod crowds;
mod filters;
mod orders;
mod places;
mod random;
mod rows;
mod searches;
mod sights;
mod vocabulary;

use tenantry::access::Visible;
use tenantry::storage::{Row, Storage, TaskKeyset, TaskMark, TasksOf, Write};
use tenantry::tasks::{Task, TaskSort};
use tenantry::{TaskId, Time};

use crate::fixture::{Story, all_tasks, batch, committed, id, part, task, updated};

pub(super) use counts::{
    counts_are_a_recount_at_any_moment, counts_follow_every_change_of_a_task,
    counts_of_a_team_follow_its_tree,
};
pub(super) use crowds::lists_of_thousands_of_tasks_are_exact_for_everybody;
pub(super) use filters::a_list_of_tasks_shows_what_is_asked_for;
pub(super) use orders::{
    lists_of_tasks_go_on_behind_a_mark, what_is_never_due_comes_last_and_once,
};
pub(super) use places::{
    no_two_tasks_are_moved_to_one_position, the_next_position_is_found_on_either_side,
};
pub(super) use random::whatever_is_done_to_tasks_is_listed_and_counted_as_it_is;
pub(super) use rows::{
    a_label_that_goes_goes_off_its_tasks, a_status_is_used_while_any_task_has_it,
    a_task_that_comes_again_has_nothing_of_the_old_one, comments_hang_on_their_task,
    tasks_are_read_as_they_were_written, tasks_are_read_with_what_they_are_part_of,
};
pub(super) use searches::{
    a_search_finds_all_of_its_words_by_their_beginnings, a_search_goes_by_the_text_as_it_is,
    a_search_stays_in_its_organisation,
};
pub(super) use sights::{
    a_list_of_tasks_shows_what_is_assigned, a_list_of_tasks_shows_what_is_shared_now,
    a_list_of_tasks_shows_what_somebody_sees,
};
pub(super) use vocabulary::{
    a_task_may_name_what_is_there_and_no_archived_label, lists_of_statuses_and_labels_go_both_ways,
    lists_of_statuses_and_labels_leave_out_the_archived_or_the_others,
    names_of_statuses_and_labels_are_there_once, statuses_and_labels_are_read_as_they_were_written,
};

/// The place of a task in a list.
fn mark(sort: TaskSort, task: &Task) -> TaskMark {
    let number = match sort {
        TaskSort::Newest | TaskSort::Oldest => return TaskMark::Age(task.id),
        TaskSort::Position => return TaskMark::Position(task.position.clone(), task.id),
        TaskSort::Updated => task.updated_at.micros(),
        TaskSort::Due => task.due().map_or(i64::MAX, Time::micros),
        TaskSort::Priority => task.priority.rank().into(),
    };
    TaskMark::Number(number, task.id)
}

async fn write(store: &dyn Storage, story: &Story, rows: impl IntoIterator<Item = Row>) {
    let writes: Vec<_> = rows.into_iter().map(Write::Insert).collect();
    committed(store, batch([part(story.org, writes)])).await;
}

/// A task of the organisation's owner.
fn new_task(story: &Story, title: &str) -> Task {
    task(story.org, TaskId::from_uuid(id()), story.principal(), title)
}

async fn read(store: &dyn Storage, story: &Story, id: TaskId) -> Task {
    let found = store.task(&story.view(), id).await.unwrap();
    found.value.expect("the task")
}

async fn change(store: &dyn Storage, from: &Task, to: &Task) {
    let write = updated(Row::Task(from.clone()), Row::Task(to.clone()));
    committed(store, batch([part(from.org, [write])])).await;
}

/// The titles of what somebody sees, the oldest first: the same in every order.
async fn seen(store: &dyn Storage, story: &Story, sight: &Visible, of: &TasksOf) -> Vec<String> {
    let list = async |sort| {
        let keyset = TaskKeyset {
            sort,
            ..all_tasks()
        };
        let found = store.tasks(&story.view(), sight, of, &keyset).await;
        found.unwrap().value
    };
    let oldest = list(TaskSort::Oldest).await;
    for sort in TaskSort::ALL {
        let mut found = list(sort).await;
        found.sort_by_key(|task| task.id);
        assert_eq!(found, oldest, "{sort:?}");
    }
    oldest.into_iter().map(|task| task.title).collect()
}
