//! What a caller may do in an organisation, as it was last read.

use super::account::Account;
use super::caller::Caller;
use super::door;
use crate::access::{self, Grounds, Rights};
use crate::orgs::OrgStatus;
use crate::storage::{Head, OrgStanding, View};
use crate::{Error, ErrorKind, OrgId, Result, Time};

/// What the caller may do here, and the positions that this was read at.
#[derive(Clone, Debug)]
pub(crate) struct Authority {
    pub(crate) rights: Rights,
    /// The position at which somebody last lost a right.
    pub(crate) narrowed: u64,
    /// The position at which anybody's rights last changed.
    pub(crate) changed: u64,
    pub(crate) account: Account,
    /// Where the organisation stood.
    pub(super) head: Head,
    /// Whose rights these stand on.
    pub(super) grounds: Grounds,
}

impl Authority {
    /// When the caller's proof or some of their rights end by themselves.
    pub(crate) fn valid_until(&self) -> Option<Time> {
        let ends = self
            .account
            .valid_until
            .into_iter()
            .chain(self.rights.until);
        ends.min()
    }
}

impl Authority {
    async fn load(caller: &Caller, org: OrgId) -> Result<Self> {
        let library = &caller.tenantry.library;
        let view = View {
            scope: org.into(),
            proof: caller.identity.proof,
        };
        let principal = caller.identity.actor.principal();
        let found = library.storage.standing(&view, principal).await?;
        // After the standing: a subject that is unlinked in between has moved `narrowed` past it.
        let account = Account::load(library, &caller.identity).await?;
        let seen = found.ok_or_else(|| Error::not_found("org", org))?;
        if seen.proof != account.proof_version {
            return Err(super::stale());
        }
        let (rights, grounds) = rights_of(caller, &seen.value, library.storage.now())?;
        Ok(Self {
            rights,
            grounds,
            narrowed: seen.head.narrowed,
            changed: seen.head.rights,
            account,
            head: seen.head,
        })
    }

    /// The same, once both reads agree.
    pub(super) async fn load_settled(caller: &Caller, org: OrgId) -> Result<Self> {
        for _ in 0..door::DECISIONS_MAX {
            match Self::load(caller, org).await {
                Err(error) if super::refusal::is_stale(&error) => {}
                settled => return settled,
            }
        }
        Err(door::overtaken())
    }

    /// Whether a decision on this still stands on that.
    pub(super) fn is_as(&self, other: &Self) -> bool {
        self.changed == other.changed
            && self.narrowed == other.narrowed
            && self.account == other.account
    }
}

/// The rights of a caller who may be here at all, and whose they stand on.
fn rights_of(caller: &Caller, standing: &OrgStanding, now: Time) -> Result<(Rights, Grounds)> {
    let not_found = || Error::not_found("org", standing.org.id);
    if standing.org.status == OrgStatus::Deleted {
        return Err(not_found());
    }
    if caller.identity.is_system() {
        // Only what touches everybody ends the system's: that the organisation does.
        return Ok((Rights::every(), Grounds::of([])));
    }
    let carried = &caller.identity.carried;
    let held = match (caller.identity.link(), &standing.member) {
        (Some((_, link)), _) => access::Held::of_link(link),
        (None, Some(member)) => access::Held::of(standing, member, carried, now),
        (None, None) => return Err(not_found()),
    };
    if held.suspended {
        return Err(Error::unauthenticated(
            "user_suspended",
            "this person is suspended; ask whoever runs the product",
        ));
    }
    if standing.org.status == OrgStatus::Suspended {
        return Err(Error::new(
            ErrorKind::Denied,
            "org_suspended",
            "this organisation is suspended; ask whoever runs the product",
        ));
    }
    let grounds = held.grounds();
    Ok((Rights::of(held), grounds))
}
