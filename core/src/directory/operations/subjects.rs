//! The operations on vouched subjects: the operator's.

use tenantry_macros::operation;

use super::users::{everywhere, load};
use crate::call::Caller;
use crate::directory::rules::subjects;
use crate::directory::{LinkSubject, NameUser, Subject, UnlinkSubject};
use crate::{Error, Page, Result};

/// Links a subject of the product's own sign-in to a person. Only the system can.
///
/// From then on `vouch` proves the person by issuer and subject. Both are compared byte
/// for byte; an e-mail address is never taken for a subject.
#[operation(id = "subjects.link", kind = change, permission = DIRECTORY_MANAGE, errors = [NotFound, Conflict, LimitReached])]
pub(crate) async fn link(caller: &Caller, input: LinkSubject) -> Result<Subject> {
    caller.require_operator()?;
    let user = load(caller, input.directory, input.user).await?;
    caller
        .commit(|now| subjects::link(now, &user, &input))
        .await
}

/// Unlinks a subject: it proves nobody any more. Only the system can.
#[operation(id = "subjects.unlink", kind = change, permission = DIRECTORY_MANAGE, errors = [NotFound])]
pub(crate) async fn unlink(caller: &Caller, input: UnlinkSubject) -> Result<()> {
    caller.require_operator()?;
    let issuer = subjects::opaque("issuer", &input.issuer)?;
    let subject = subjects::opaque("subject", &input.subject)?;
    let found = caller
        .storage()
        .vouched(input.directory, &issuer, &subject)
        .await?;
    let (subject, user) = found.ok_or_else(|| Error::not_found("subject", &input.subject))?;
    let everywhere = everywhere(caller, &user).await?;
    caller
        .commit(|now| subjects::unlink(now, &subject, &user, everywhere))
        .await
}

/// Lists the subjects that stand for a person. Only the system can.
#[operation(id = "subjects.list", kind = read, permission = DIRECTORY_MANAGE, errors = [NotFound])]
pub(crate) async fn list(caller: &Caller, input: NameUser) -> Result<Page<Subject>> {
    caller.require_operator()?;
    let view = caller.view(input.directory);
    let read = caller.storage().subjects(&view, input.user).await?;
    let cursor = read.head.cursor();
    Ok(Page {
        items: caller.see(read)?,
        next: None,
        feed: Some(cursor),
    })
}
