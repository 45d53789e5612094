//! What a rule may ask: who calls, what they may do, new ids. No clock, no store.

use std::cell::{Cell, RefCell};

use uuid::Uuid;

use super::Identity;
use crate::access::operations::objects::Standing;
use crate::access::{
    Check, Grant, Level, Object, Permission, PermissionName, Permissions, Place, Principal, Rights,
    Role, RoleInfo, Thing, denied,
};
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
    /// When what was decided on ends by itself, as far as it is not of the caller's roles.
    pub(crate) until: Cell<Option<Time>>,
    pub(crate) ids: &'a dyn Ids,
    /// Where the call's idempotency key is remembered, if it has one.
    pub(crate) home: Option<Scope>,
    pub(crate) checks: RefCell<Vec<Check>>,
}

impl Decision<'_> {
    /// Requires a permission at a place: the one access decision.
    pub(crate) fn require(&self, permission: Permission, place: &Place) -> Result<()> {
        let team = place.team();
        self.ask(Check::Allows { permission, team }, place, &[])
    }

    /// Requires a permission everywhere, which may be the organisation's own.
    pub(crate) fn require_named(&self, name: &PermissionName) -> Result<()> {
        let holds = name.clone();
        self.ask(Check::Holds { holds }, &Place::Org, &[])
    }

    /// Requires that the caller holds all that a role does.
    pub(crate) fn require_cover(&self, role: Role, place: &Place) -> Result<()> {
        let team = place.team();
        self.ask(Check::Covers { role, team }, place, &[])
    }

    /// Requires that the caller holds all that a role does, which may be the organisation's own.
    pub(crate) fn require_cover_of(&self, role: &RoleInfo, place: &Place) -> Result<()> {
        if let Some(role) = Role::of_id(role.id) {
            return self.require_cover(role, place);
        }
        let check = Check::CoversOwn {
            permissions: role.permissions.clone(),
            name: role.name.clone(),
            team: place.team(),
        };
        self.ask(check, place, &[])
    }

    /// Requires that the caller holds all that each of these roles does, where it is held.
    pub(crate) fn require_cover_of_all(&self, roles: &[(Place, RoleInfo)]) -> Result<()> {
        let mut roles = roles.iter();
        roles.try_for_each(|(place, role)| self.require_cover_of(role, place))
    }

    /// Requires that so much of an object is shared with the caller, by one of its grants, and
    /// that their credential carries the permission. What is decided on it ends with the grant.
    pub(crate) fn require_reach(
        &self,
        carries: Permission,
        object: &Object,
        level: Level,
        grants: &[Grant],
    ) -> Result<()> {
        let check = Check::Reaches {
            carries,
            object: object.clone(),
            level,
        };
        self.ask(check, &Place::Org, grants)?;
        let best = self.rights.best(grants, self.at);
        self.ends(best.and_then(|grant| grant.expires_at));
        Ok(())
    }

    /// Requires a permission on an object of Tenantry's own: by a role that reaches it, by owning
    /// it, or because enough of it is shared. What is decided on a sharing ends with it.
    pub(crate) fn require_on(&self, permission: Permission, on: &Standing) -> Result<()> {
        let principal = self.identity.actor.principal();
        let visible = self.rights.visible(principal, permission, self.at);
        let unshared = Thing {
            grants: &[],
            ..on.thing()
        };
        if !visible.sees(unshared) {
            let mut reaching = on.grants.iter().filter(|grant| visible.reaches(grant));
            let first = reaching
                .next()
                .ok_or_else(|| denied(permission, &on.place))?;
            let last = std::iter::once(first).chain(reaching);
            let last = last
                .map(|grant| grant.expires_at.unwrap_or(Time::MAX))
                .max();
            self.ends(last.filter(|end| *end < Time::MAX));
        }
        self.checks.borrow_mut().push(Check::Does {
            does: permission,
            to: on.object.clone(),
        });
        Ok(())
    }

    /// Notes that what was decided on ends by itself.
    fn ends(&self, at: Option<Time>) {
        self.until.set(self.until.get().into_iter().chain(at).min());
    }

    /// Asks, and keeps what was asked: a replay is asked the same.
    fn ask(&self, check: Check, place: &Place, grants: &[Grant]) -> Result<()> {
        check.ask(self.rights, place, grants, self.at)?;
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
