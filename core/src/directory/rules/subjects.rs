//! The rules of vouched subjects: what an issuer chose, compared byte for byte.

use super::users::{Everywhere, about};
use crate::access::Permission;
use crate::call::{Decision, Outcome, Told};
use crate::directory::{LinkSubject, Subject, User};
use crate::storage::{Counter, Key, Row};
use crate::{Error, Result, Time, text};

/// The most subjects that stand for one person, so that all of them are one list.
pub const SUBJECTS_MAX: i64 = 100;

/// The most characters of an issuer or a subject.
const SUBJECT_CHARS_MAX: usize = 255;

/// The most bytes of an issuer or a subject. Both are in one key, which Postgres indexes up to
/// 2,704 bytes.
const SUBJECT_BYTES_MAX: usize = 1_020;

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

/// Unlinks a subject, in the directory and in each of the person's organisations at once: who
/// was vouched for by it before is looked at anew wherever they are.
pub(crate) fn unlink(
    now: &Decision<'_>,
    subject: &Subject,
    user: &User,
    everywhere: Everywhere,
) -> Result<Outcome<()>> {
    let told = about(user.id)
        .with("issuer", subject.issuer.as_str())
        .with("unlinked", true)
        .narrows();
    let to = User {
        version: user.version + 1,
        updated_at: Time::OF_COMMIT,
        ..user.clone()
    };
    let outcome = Outcome::new((), user.directory)
        .expect(everywhere.unchanged)
        .delete(Row::Subject(subject.clone()))
        .count_down(Counter::Subjects(user.id), 0)
        .update(Row::User(user.clone()), Row::User(to))
        .tell(now, told);
    Ok(everywhere.members.iter().fold(outcome, |outcome, member| {
        // Not to the person: by another proof they go on, and nothing is gone for them.
        let told = Told::about("member", member.principal.uuid())
            .with("kind", member.principal.kind())
            .with("unlinked", true)
            .seen_with(Permission::JOURNAL_READ)
            .touching(member.principal)
            .narrows();
        outcome.then_in(member.org).tell(now, told)
    }))
}

/// Text that an issuer chose and that is compared byte for byte.
pub(crate) fn opaque(field: &'static str, text: &str) -> Result<String> {
    if text.is_empty() {
        return Err(Error::invalid(field, "must not be empty"));
    }
    text::within(field, text, SUBJECT_CHARS_MAX, SUBJECT_BYTES_MAX)?;
    if text.chars().any(char::is_control) {
        return Err(Error::invalid(field, "must not contain control characters"));
    }
    Ok(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_issuer_chose_is_kept_as_it_is_within_its_limits() {
        let longest = "\u{1f511}".repeat(SUBJECT_CHARS_MAX);
        assert_eq!(longest.len(), SUBJECT_BYTES_MAX);
        for text in ["a", " A\u{200b}", &longest] {
            assert_eq!(opaque("subject", text).unwrap(), text);
        }
        for (text, max_bytes) in [
            (String::new(), None),
            ("a\nb".to_owned(), None),
            ("a".repeat(SUBJECT_CHARS_MAX + 1), Some(SUBJECT_BYTES_MAX)),
            (longest + "a", Some(SUBJECT_BYTES_MAX)),
        ] {
            let error = opaque("subject", &text).unwrap_err();
            assert_eq!(error.code(), "invalid", "{text}");
            let told = error.field("max_bytes").map(|max| max.as_u64().unwrap());
            assert_eq!(told, max_bytes.map(|max| max as u64), "{text}");
        }
    }
}
