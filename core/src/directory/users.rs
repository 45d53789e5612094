//! The rules of people: who they are, and what becomes of their memberships.

use super::{
    CreateUser, Directory, LinkSubject, NewSubject, Subject, UpdateUser, User, UserStatus,
};
use crate::call::{Decision, Outcome, Told};
use crate::orgs::members::{self, counts_as_owner, owners_down};
use crate::orgs::{MEMBERS_MAX, Member};
use crate::storage::{Counter, Expect, Key, Row, Scope};
use crate::teams::rules::check_version;
use crate::{DirectoryId, Error, Result, Time, UserId, text};

/// The most characters of an issuer or a subject.
const SUBJECT_CHARS_MAX: usize = 255;

pub(super) fn create_directory(now: &Decision<'_>, name: &str) -> Result<Outcome<Directory>> {
    let id = match now.home {
        Some(Scope::Directory(id)) => id,
        _ => DirectoryId::from_uuid(now.id()),
    };
    let directory = Directory {
        id,
        name: text::name("name", name)?,
        version: 1,
        created_at: Time::OF_COMMIT,
        updated_at: Time::OF_COMMIT,
    };
    let told = Told::about("directory", directory.id.uuid()).with("name", directory.name.as_str());
    Ok(Outcome::new(directory.clone(), directory.id)
        .insert(Row::Directory(directory))
        .tell(now, told))
}

pub(super) fn create(
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

pub(super) fn update(now: &Decision<'_>, user: &User, input: &UpdateUser) -> Result<Outcome<User>> {
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

/// Suspends, resumes or deactivates a person, in the directory and in each of their
/// organisations at once. The last owner of an organisation who can act cannot go.
pub(super) fn set_status(
    now: &Decision<'_>,
    user: &User,
    status: UserStatus,
    memberships: &[Member],
    unchanged: Expect,
) -> Result<Outcome<User>> {
    if user.status == status || user.status == UserStatus::Deactivated {
        return Err(Error::conflict(
            "no_change",
            format!(
                "this person is {} and cannot become {}",
                user.status.name(),
                status.name()
            ),
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
        .expect(unchanged)
        .update(Row::User(user.clone()), Row::User(to))
        .tell(now, told);
    let affected = memberships
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
    let told = members::about(member).with("suspended", suspended);
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

pub(super) fn link(
    now: &Decision<'_>,
    user: &User,
    input: &LinkSubject,
) -> Result<Outcome<Subject>> {
    let outcome = Outcome::new((), user.directory).while_present(Key::User(user.id));
    let (outcome, subject) = linked(now, outcome, user, &input.issuer, &input.subject)?;
    Ok(outcome.answering(subject))
}

fn linked<T>(
    now: &Decision<'_>,
    outcome: Outcome<T>,
    user: &User,
    issuer: &str,
    subject: &str,
) -> Result<(Outcome<T>, Subject)> {
    let subject = Subject {
        directory: user.directory,
        issuer: opaque("issuer", issuer)?,
        subject: opaque("subject", subject)?,
        user: user.id,
        version: 1,
        created_at: Time::OF_COMMIT,
    };
    let told = about(user.id)
        .with("issuer", subject.issuer.as_str())
        .personal(now, "subject", user.id.uuid(), &subject.subject)
        .widens();
    Ok((
        outcome
            .insert(Row::Subject(subject.clone()))
            .tell(now, told),
        subject,
    ))
}

pub(super) fn unlink(now: &Decision<'_>, subject: &Subject) -> Result<Outcome<()>> {
    let told = about(subject.user)
        .with("issuer", subject.issuer.as_str())
        .with("unlinked", true)
        .narrows();
    Ok(Outcome::new((), subject.directory)
        .delete(Row::Subject(subject.clone()))
        .tell(now, told))
}

/// Text that an issuer chose and that is compared byte for byte.
pub(crate) fn opaque(field: &'static str, text: &str) -> Result<String> {
    let printable = !text.chars().any(char::is_control);
    if text.is_empty() || text.chars().count() > SUBJECT_CHARS_MAX || !printable {
        return Err(Error::invalid(
            field,
            format!("must be 1 to {SUBJECT_CHARS_MAX} characters without control characters"),
        )
        .with("max", SUBJECT_CHARS_MAX));
    }
    Ok(text.to_owned())
}

fn about(user: UserId) -> Told {
    Told::about("user", user.uuid()).concerns(user.uuid())
}
