//! The rules of an organisation's own statuses.

use crate::access::{Permission, Place};
use crate::call::{Decision, Outcome, Told, check_version};
use crate::storage::{Counter, Row};
use crate::tasks::{Category, CreateStatus, DeleteStatus, Status, UpdateStatus};
use crate::{Error, OrgId, Result, StatusId, Time, text};

/// The most statuses of one organisation's own.
pub const STATUSES_MAX: i64 = 64;

pub(crate) fn create(
    now: &Decision<'_>,
    org: OrgId,
    input: &CreateStatus,
) -> Result<Outcome<Status>> {
    now.require(Permission::TASKS_CONFIGURE, &Place::Org)?;
    let described = input.description.as_deref();
    let status = Status {
        org,
        id: StatusId::from_uuid(now.id()),
        name: name(&input.name)?,
        description: described.map(super::description).transpose()?,
        category: input.category,
        rank: input.rank.unwrap_or_default(),
        built_in: false,
        archived: false,
        version: 1,
        created_at: Time::OF_COMMIT,
        updated_at: Time::OF_COMMIT,
    };
    let told = about(&status)
        .with("name", status.name.as_str())
        .with("category", status.category.name());
    Ok(Outcome::new(status.clone(), org)
        .insert(Row::Status(status))
        .count_up(Counter::Statuses, STATUSES_MAX)
        .tell(now, told))
}

/// Changes a status, for every task that has it.
pub(crate) fn update(
    now: &Decision<'_>,
    status: &Status,
    input: &UpdateStatus,
) -> Result<Outcome<Status>> {
    now.require(Permission::TASKS_CONFIGURE, &Place::Org)?;
    must_be_own(status)?;
    check_version(input.if_version, status.version)?;
    let mut to = Status {
        description: super::described(&input.description, &status.description)?,
        rank: input.rank.unwrap_or(status.rank),
        archived: input.archived.unwrap_or(status.archived),
        version: status.version + 1,
        updated_at: Time::OF_COMMIT,
        ..status.clone()
    };
    if let Some(given) = &input.name {
        to.name = name(given)?;
    }
    let told = about(&to)
        .changed("name", status.name.as_str(), to.name.as_str())
        .changed("rank", status.rank, to.rank)
        .changed("archived", status.archived, to.archived)
        .with("described", to.description != status.description);
    Ok(Outcome::new(to.clone(), to.org)
        .update(Row::Status(status.clone()), Row::Status(to))
        .tell(now, told))
}

/// Deletes a status that is archived, and that no task has: no task is given it meanwhile.
pub(crate) fn delete(
    now: &Decision<'_>,
    status: &Status,
    is_used: bool,
    input: &DeleteStatus,
) -> Result<Outcome<()>> {
    now.require(Permission::TASKS_CONFIGURE, &Place::Org)?;
    must_be_own(status)?;
    check_version(input.if_version, status.version)?;
    if !status.archived {
        let why = "archive this status first, so that no task is given it meanwhile";
        return Err(Error::conflict("not_archived", why));
    }
    if is_used {
        let why = "tasks have this status, perhaps deleted ones; give them another first";
        return Err(Error::conflict("status_in_use", why));
    }
    let told = about(status)
        .with("name", status.name.as_str())
        .with("deleted", true);
    Ok(Outcome::new((), status.org)
        .delete(Row::Status(status.clone()))
        .count_down(Counter::Statuses, 0)
        .tell(now, told))
}

/// A name that no built-in status has.
fn name(given: &str) -> Result<String> {
    let name = super::name(given)?;
    let folded = text::folded(&name);
    let mut built_in = Category::ALL.into_iter().map(Category::title);
    if built_in.any(|title| text::folded(title) == folded) {
        let why = "is a built-in status; choose another";
        return Err(Error::invalid("name", why));
    }
    Ok(name)
}

fn must_be_own(status: &Status) -> Result<()> {
    if status.built_in {
        let why = "this status is built in, which nobody changes; make one of your own";
        return Err(Error::conflict("built_in", why));
    }
    Ok(())
}

fn about(status: &Status) -> Told {
    Told::about("status", status.id.uuid()).seen_with(Permission::ORGS_READ)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_is_called_as_no_built_in_one_is() {
        for (given, kept) in [
            ("  In review ", Some("In review")),
            ("In progress", None),
            ("TODO", None),
            ("cancelleD", None),
            ("", None),
            (&"x".repeat(60), Some(&"x".repeat(60))),
            (&"x".repeat(61), None),
        ] {
            assert_eq!(name(given).ok().as_deref(), kept, "{given}");
        }
    }
}
