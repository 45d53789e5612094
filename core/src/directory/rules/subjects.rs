//! The rules of vouched subjects: what an issuer chose, compared byte for byte.

use super::users::about;
use crate::call::{Decision, Outcome};
use crate::directory::{LinkSubject, Subject, User};
use crate::storage::{Counter, Key, Row};
use crate::{Error, Result, Time};

/// The most subjects that stand for one person, so that all of them are one list.
pub const SUBJECTS_MAX: i64 = 100;

/// The most characters of an issuer or a subject.
const SUBJECT_CHARS_MAX: usize = 255;

pub(crate) fn link(
    now: &Decision<'_>,
    user: &User,
    input: &LinkSubject,
) -> Result<Outcome<Subject>> {
    let outcome = Outcome::new((), user.directory).while_present(Key::User(user.id));
    let (outcome, subject) = linked(now, outcome, user, &input.issuer, &input.subject)?;
    Ok(outcome.answering(subject))
}

pub(super) fn linked<T>(
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
            .count_up(Counter::Subjects(user.id), SUBJECTS_MAX)
            .tell(now, told),
        subject,
    ))
}

pub(crate) fn unlink(now: &Decision<'_>, subject: &Subject) -> Result<Outcome<()>> {
    let told = about(subject.user)
        .with("issuer", subject.issuer.as_str())
        .with("unlinked", true)
        .narrows();
    Ok(Outcome::new((), subject.directory)
        .delete(Row::Subject(subject.clone()))
        .count_down(Counter::Subjects(subject.user), 0)
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
