//! What a rule may ask: who calls, what they may do, new ids. No clock, no store.

use std::cell::RefCell;

use uuid::Uuid;

use super::Identity;
use crate::access::{Check, Permission, Permissions, Place, Principal, Rights, Role};
use crate::storage::Scope;
use crate::{Ids, Result, Time};

/// The circumstances of one decision.
pub(crate) struct Decision<'a> {
    pub(crate) identity: &'a Identity,
    pub(crate) rights: &'a Rights,
    pub(crate) operation: &'static str,
    pub(crate) at: Time,
    /// When the caller's proof ends, if it does by itself.
    pub(crate) proven_until: Option<Time>,
    pub(crate) ids: &'a dyn Ids,
    /// Where the call's idempotency key is remembered, if it has one.
    pub(crate) home: Option<Scope>,
    pub(crate) checks: RefCell<Vec<Check>>,
}

impl Decision<'_> {
    /// Requires a permission at a place: the one access decision.
    pub(crate) fn require(&self, permission: Permission, place: &Place) -> Result<()> {
        let team = place.team();
        self.ask(Check::Allows { permission, team }, place)
    }

    /// Requires that the caller holds all that a role does.
    pub(crate) fn require_cover(&self, role: Role, place: &Place) -> Result<()> {
        let team = place.team();
        self.ask(Check::Covers { role, team }, place)
    }

    /// Asks, and keeps what was asked: a replay is asked the same.
    fn ask(&self, check: Check, place: &Place) -> Result<()> {
        check.ask(self.rights, place)?;
        self.checks.borrow_mut().push(check);
        Ok(())
    }

    /// Whether the caller is this principal, with a proof that carries all of their rights:
    /// a key that was cut to some permissions does not leave for its owner.
    pub(crate) fn is_of(&self, principal: Principal) -> bool {
        self.identity.actor.principal() == Some(principal)
            && self.identity.carried == Permissions::EVERY
    }

    /// A new id.
    pub(crate) fn id(&self) -> Uuid {
        self.ids.next(self.at)
    }

    /// A new salt.
    pub(crate) fn salt(&self) -> [u8; 16] {
        let mut salt = [0; 16];
        self.ids.fill(&mut salt);
        salt
    }

    /// 32 random bytes for a secret.
    pub(crate) fn entropy(&self) -> [u8; 32] {
        let mut bytes = [0; 32];
        self.ids.fill(&mut bytes);
        bytes
    }
}
