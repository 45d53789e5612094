//! The rules of links: what is shared with whoever has one.

use crate::access::rules::sharing::Share;
use crate::access::{CreateLink, Grant, Holder, Level, NewLink, Permissions};
use crate::call::{Decision, Outcome, restricted_key};
use crate::directory::credentials::{Minted, Names, mint};
use crate::directory::rules::keys::check_outlives;
use crate::{Error, ErrorKind, LinkId, OrgId, Result};

/// Makes a link. `share` shares the object as it is shared with others.
pub(crate) fn create(
    now: &Decision<'_>,
    org: OrgId,
    input: &CreateLink,
    share: impl FnOnce(&Share) -> Result<Outcome<Grant>>,
) -> Result<Outcome<NewLink>> {
    let link = LinkId::from_uuid(now.id());
    let Minted { secret, hash, .. } = mint(Names::Link(org, link), now.entropy());
    let outcome = share(&Share {
        hash: Some(hash),
        ..Share::with(Holder::Link(link), input.level, input.expires_at)
    })?;
    if input.level == Level::Manage {
        let why = "whoever has a link has no name, and so manages nothing; \
                   share at most `edit`, or share with somebody";
        let error = Error::new(ErrorKind::Invalid, "link_without_name", why);
        return Err(error.with("field", "level"));
    }
    check_outlives(now, input.expires_at)?;
    let is_the_products = input.object.must_be_the_products().is_ok();
    if is_the_products && now.identity.carried != Permissions::EVERY {
        // What a level holds there is for the product to say, and may be more than the key carries.
        return Err(restricted_key());
    }
    let grant = outcome.answer.clone();
    Ok(outcome.answering(NewLink {
        grant,
        secret: Some(secret),
    }))
}
