//! The list of all operations, in the order of the documentation.

use super::{Described, Operation};
use crate::{Error, Result};
use crate::{access, directory, journal, orgs, projects, tasks, teams};

macro_rules! operations {
    ($($operation:ty),* $(,)?) => {
        &[$(<$operation as Described>::OPERATION),*]
    };
}

/// To add an operation, add its path here.
static OPERATIONS: &[Operation] = operations![
    directory::operations::directories::create,
    directory::operations::directories::get,
    directory::operations::directories::list,
    directory::operations::directories::journal,
    directory::operations::directories::verify,
    directory::operations::users::create,
    directory::operations::users::get,
    directory::operations::users::list,
    directory::operations::users::update,
    directory::operations::users::suspend,
    directory::operations::users::resume,
    directory::operations::users::deactivate,
    directory::operations::users::me,
    directory::operations::subjects::link,
    directory::operations::subjects::list,
    directory::operations::subjects::unlink,
    directory::operations::keys::create,
    directory::operations::keys::list,
    directory::operations::keys::rotate,
    directory::operations::keys::revoke,
    orgs::operations::organisations::create,
    orgs::operations::organisations::list,
    orgs::operations::organisations::get,
    orgs::operations::organisations::update,
    orgs::operations::organisations::suspend,
    orgs::operations::organisations::resume,
    orgs::operations::organisations::delete,
    orgs::operations::organisations::purge,
    orgs::operations::organisations::departed,
    orgs::operations::members::add,
    orgs::operations::members::get,
    orgs::operations::members::list,
    orgs::operations::members::update,
    orgs::operations::members::remove,
    orgs::operations::services::create,
    orgs::operations::services::get,
    orgs::operations::services::list,
    orgs::operations::services::update,
    orgs::operations::services::delete,
    orgs::operations::service_keys::create,
    orgs::operations::service_keys::list,
    orgs::operations::service_keys::rotate,
    orgs::operations::service_keys::revoke,
    access::operations::permissions::create,
    access::operations::permissions::get,
    access::operations::permissions::list,
    access::operations::permissions::update,
    access::operations::permissions::delete,
    access::operations::roles::create,
    access::operations::roles::get,
    access::operations::roles::list,
    access::operations::roles::update,
    access::operations::roles::delete,
    access::operations::assignments::create,
    access::operations::assignments::get,
    access::operations::assignments::list,
    access::operations::assignments::update,
    access::operations::assignments::delete,
    access::operations::grants::create,
    access::operations::grants::get,
    access::operations::grants::list,
    access::operations::grants::update,
    access::operations::grants::delete,
    access::operations::links::create,
    access::operations::links::delete,
    access::operations::questions::check,
    access::operations::questions::check_many,
    access::operations::questions::explain,
    access::operations::questions::who_can,
    access::operations::questions::what_can,
    projects::operations::create,
    projects::operations::get,
    projects::operations::list,
    projects::operations::update,
    projects::operations::delete,
    projects::operations::share,
    projects::operations::unshare,
    projects::operations::shares,
    tasks::operations::tasks::create,
    tasks::operations::tasks::get,
    tasks::operations::lists::list,
    tasks::operations::tasks::update,
    tasks::operations::tasks::transition,
    tasks::operations::tasks::relocate,
    tasks::operations::tasks::assign,
    tasks::operations::tasks::delete,
    tasks::operations::tasks::restore,
    tasks::operations::sharing::share,
    tasks::operations::sharing::unshare,
    tasks::operations::sharing::list,
    tasks::operations::lists::statistics,
    tasks::operations::comments::create,
    tasks::operations::comments::get,
    tasks::operations::comments::list,
    tasks::operations::comments::update,
    tasks::operations::comments::delete,
    tasks::operations::statuses::create,
    tasks::operations::statuses::get,
    tasks::operations::statuses::list,
    tasks::operations::statuses::update,
    tasks::operations::statuses::delete,
    tasks::operations::labels::create,
    tasks::operations::labels::get,
    tasks::operations::labels::list,
    tasks::operations::labels::update,
    tasks::operations::labels::delete,
    teams::operations::create,
    teams::operations::get,
    teams::operations::list,
    teams::operations::descendants,
    teams::operations::update,
    teams::operations::relocate,
    teams::operations::delete,
    teams::operations::add_member,
    teams::operations::list_members,
    teams::operations::update_member,
    teams::operations::remove_member,
    journal::operations::list,
    journal::operations::subscribe,
    journal::operations::activity,
    journal::operations::verify,
    journal::operations::prune,
    journal::operations::checkpoint,
    journal::operations::checkpoints,
    journal::operations::landed,
];

/// Every operation, in the order of the documentation.
#[must_use]
pub fn operations() -> &'static [Operation] {
    OPERATIONS
}

/// The operation of an id.
///
/// # Errors
/// `NotFound` if there is none.
pub(crate) fn find(id: &str) -> Result<&'static Operation> {
    operations()
        .iter()
        .find(|operation| operation.id == id)
        .ok_or_else(|| Error::not_found("operation", id.chars().take(64).collect::<String>()))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn ids_are_unique() {
        let ids: BTreeSet<&str> = operations().iter().map(|operation| operation.id).collect();
        assert_eq!(ids.len(), operations().len());
    }

    #[test]
    fn an_unknown_id_is_not_found() {
        let error = find(&"x".repeat(1_000)).unwrap_err();
        assert_eq!(error.kind(), crate::ErrorKind::NotFound);
        assert_eq!(error.field("operation").unwrap(), &"x".repeat(64));
    }
}
