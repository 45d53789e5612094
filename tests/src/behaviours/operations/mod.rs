//! The walls between tenants, by every operation: nothing of another one is told, nothing of
//! it changes, and its ids are as unknown as ids that nobody ever gave.

mod dump;
mod neighbours;
mod own;
mod random;
mod unknown;

pub(super) use random::nothing_of_a_neighbour_is_told_or_changed_by_any_operation;
pub(super) use unknown::{
    a_neighbour_in_another_directory_is_unknown, a_neighbour_in_one_directory_is_unknown,
};
