//! The rules of people: who they are, and what becomes of their memberships.

use super::subjects::linked;
use crate::call::{Decision, Outcome, Told, check_version};
use crate::directory::{CreateUser, NewSubject, UpdateUser, User, UserStatus};
use crate::orgs::rules::members::{self, counts_as_owner, owners_down};
use crate::orgs::{MEMBERS_MAX, Member};
use crate::storage::{Counter, Expect, Row};
use crate::{DirectoryId, Error, Result, Time, UserId, text};

pub(crate) fn create(
    now: &Decision<'_>,
    directory: DirectoryId,
    input: &CreateUser,
) -> Result<Outcome<User>> {
    let user = User {
        directory,
        id: UserId::from_uuid(now.id()),
        username: text::slug("username", &input.username)?,
        email: text::email("email", &input.email)?.address,
        display_name: text::name("display_name", &input.display_name)?,
        status: UserStatus::Active,
        last_login_at: None,
        version: 1,
        created_at: Time::OF_COMMIT,
        updated_at: Time::OF_COMMIT,
    };
    let told = about(user.id)
        .personal(now, "username", user.id.uuid(), &user.username)
        .personal(now, "email", user.id.uuid(), &user.email)
        .personal(now, "display_name", user.id.uuid(), &user.display_name)
        .widens();
    let outcome = Outcome::new(user.clone(), directory)
        .insert(Row::User(user.clone()))
        .tell(now, told);
    match &input.subject {
        None => Ok(outcome),
        Some(NewSubject { issuer, subject }) => {
            linked(now, outcome, &user, issuer, subject).map(|(outcome, _)| outcome)
        }
    }
}

pub(crate) fn update(now: &Decision<'_>, user: &User, input: &UpdateUser) -> Result<Outcome<User>> {
    check_version(input.if_version, user.version)?;
    let mut to = User {
        version: user.version + 1,
        updated_at: Time::OF_COMMIT,
        ..user.clone()
    };
    let mut told = about(user.id);
    if let Some(username) = &input.username {
        to.username = text::slug("username", username)?;
        told = told.personal(now, "username", user.id.uuid(), &to.username);
    }
    if let Some(email) = &input.email {
        to.email = text::email("email", email)?.address;
        told = told.personal(now, "email", user.id.uuid(), &to.email);
    }
    if let Some(name) = &input.display_name {
        to.display_name = text::name("display_name", name)?;
        told = told.personal(now, "display_name", user.id.uuid(), &to.display_name);
    }
    Ok(Outcome::new(to.clone(), user.directory)
        .update(Row::User(user.clone()), Row::User(to))
        .tell(now, told))
}

/// Everywhere that a person belongs, for what holds in each of their organisations at once.
pub(crate) struct Everywhere {
    pub(crate) members: Vec<Member>,
    /// That they have not joined another one since.
    pub(crate) unchanged: Expect,
}

/// Suspends, resumes or deactivates a person, in the directory and in each of their
/// organisations at once. The last owner of an organisation who can act cannot go.
pub(crate) fn set_status(
    now: &Decision<'_>,
    user: &User,
    status: UserStatus,
    everywhere: Everywhere,
) -> Result<Outcome<User>> {
    if user.status == status {
        return Err(Error::conflict(
            "no_change",
            format!("this person is {} already", status.name()),
        ));
    }
    if user.status == UserStatus::Deactivated {
        return Err(Error::conflict(
            "deactivated",
            "this person's account is closed for good; create a new one",
        ));
    }
    let to = User {
        status,
        version: user.version + 1,
        updated_at: Time::OF_COMMIT,
        ..user.clone()
    };
    let suspended = status != UserStatus::Active;
    let told = about(user.id).changed("status", user.status.name(), status.name());
    let told = if suspended {
        told.narrows()
    } else {
        told.widens()
    };
    let outcome = Outcome::new(to.clone(), user.directory)
        .expect(everywhere.unchanged)
        .update(Row::User(user.clone()), Row::User(to))
        .tell(now, told);
    let affected = everywhere
        .members
        .iter()
        .filter(|member| member.suspended != suspended);
    Ok(affected.fold(outcome, |outcome, member| {
        set_suspended(now, outcome, member, suspended)
    }))
}

fn set_suspended<T>(
    now: &Decision<'_>,
    outcome: Outcome<T>,
    member: &Member,
    suspended: bool,
) -> Outcome<T> {
    let to = Member {
        suspended,
        version: member.version + 1,
        updated_at: Time::OF_COMMIT,
        ..member.clone()
    };
    let told = members::about(member)
        .with("suspended", suspended)
        .touching(member.principal);
    let told = if suspended {
        told.narrows()
    } else {
        told.widens()
    };
    let outcome = outcome.then_in(member.org);
    let outcome = match (counts_as_owner(member), counts_as_owner(&to)) {
        (true, false) => owners_down(outcome),
        (false, true) => outcome.count_up(Counter::Owners, MEMBERS_MAX),
        _ => outcome,
    };
    outcome
        .update(Row::Member(member.clone()), Row::Member(to))
        .tell(now, told)
}

pub(super) fn about(user: UserId) -> Told {
    Told::about("user", user.uuid()).concerns(user.uuid())
}
