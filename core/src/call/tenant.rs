//! A caller inside one organisation.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use futures_util::future::BoxFuture;
use uuid::Uuid;

use super::account::Account;
use super::allows::{Look, Watch};
use super::authority::Authority;
use super::caller::Caller;
use super::decision::Decision;
use super::door::{self, Call, Receiver};
use super::library::Library;
use super::outcome::{Outcome, Told};
use crate::access::operations::grants::grants_on;
use crate::access::operations::objects;
use crate::access::{Actor, Check, Object, Permission, Place, Role, denied};
use crate::storage::{Expect, Scope, Seen, Storage, View};
use crate::{Error, OrgId, Result, TeamId, Time};

type Held = Arc<RwLock<Arc<Authority>>>;

fn held(authority: Arc<Authority>) -> Held {
    Arc::new(RwLock::new(authority))
}

fn at_present(held: &Held) -> Arc<Authority> {
    Arc::clone(&held.read().unwrap_or_else(PoisonError::into_inner))
}

fn replace(held: &Held, authority: Arc<Authority>) -> Arc<Authority> {
    let mut held = held.write().unwrap_or_else(PoisonError::into_inner);
    std::mem::replace(&mut *held, authority)
}

/// A caller inside one organisation: everything on its data is done from here.
///
/// Made by [`Caller::enter`] only. Cheap to clone. Every operation compares what it was
/// decided on with the store, so a right that was revoked is not used again.
#[derive(Clone)]
pub struct Tenant {
    pub(crate) caller: Caller,
    org: OrgId,
    /// INVARIANT: within one attempt of a call it does not change, so that what is read and
    /// what is committed are held to the same positions, whatever other calls find out.
    authority: Held,
    /// The newest that any call on this handle has read: where the next call begins.
    newest: Held,
    call: Call,
    /// Whether something was read of which it is not known yet whether the caller might.
    unsettled: Arc<AtomicBool>,
    pub(super) watch: Arc<Watch>,
}

impl std::fmt::Debug for Tenant {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tenant")
            .field("org", &self.org)
            .field("actor", &self.caller.identity.actor)
            .finish_non_exhaustive()
    }
}

impl Tenant {
    pub(crate) async fn enter(caller: &Caller, org: OrgId) -> Result<Self> {
        let cells = &caller.tenantry.library.cells;
        // Before the look: what is committed after it is noted there.
        let cell = cells.of(org);
        let look = Look::begin(cells, &cell);
        let authority = match Authority::load_settled(caller, org).await {
            Ok(authority) => Arc::new(authority),
            Err(error) => {
                cells.forget_unused(&cell);
                return Err(error);
            }
        };
        Ok(Self {
            watch: Arc::new(Watch::new(cell, &look, &authority)),
            caller: caller.clone(),
            org,
            authority: held(Arc::clone(&authority)),
            newest: held(authority),
            call: Call::default(),
            unsettled: Arc::default(),
        })
    }

    /// The organisation.
    #[must_use]
    pub fn org(&self) -> OrgId {
        self.org
    }

    /// Who the caller is.
    #[must_use]
    pub fn actor(&self) -> Actor {
        self.caller.identity.actor
    }

    /// This handle with an idempotency key: every change made on it carries the key.
    ///
    /// For 24 hours the same operation with the same key and input is done once, and answers
    /// the first result. Another input is refused with `idempotency_key_reused`: a new call
    /// takes a new key, a repeated call the same.
    ///
    /// # Errors
    /// `Invalid` for a key that is empty, over 120 characters or not printable.
    pub fn with_idempotency_key(&self, key: &str) -> Result<Self> {
        Ok(Self {
            call: self.call.keyed(key)?,
            ..self.clone()
        })
    }

    /// This handle with the idempotency key of the one that it was entered from.
    pub(super) fn carrying(self, call: &Call) -> Self {
        Self {
            call: call.clone(),
            ..self
        }
    }

    pub(crate) fn storage(&self) -> &dyn Storage {
        &*self.caller.tenantry.library.storage
    }

    pub(crate) fn view(&self) -> View {
        View {
            scope: self.org.into(),
            proof: self.caller.identity.proof,
        }
    }

    pub(crate) fn authority(&self) -> Arc<Authority> {
        at_present(&self.authority)
    }

    /// Requires a permission for a read.
    pub(crate) fn require(&self, permission: Permission, place: &Place) -> Result<()> {
        let authority = self.authority();
        if authority.rights.allows(permission, place) {
            return Ok(());
        }
        Err(denied(permission, place))
    }

    /// Takes what was read if nobody lost a right since the authority was, and the
    /// caller's proof still stands.
    ///
    /// Whether it was the caller who lost one, a change is told when it commits: nothing of what
    /// was read is told before.
    pub(crate) fn see<T>(&self, seen: Seen<T>) -> Result<T> {
        let authority = self.authority();
        let is_unnarrowed = seen.head.narrowed == authority.narrowed;
        if !is_unnarrowed {
            self.unsettled.store(true, Ordering::Relaxed);
        }
        let stands = (is_unnarrowed || self.call.is_change)
            && seen.proof == authority.account.proof_version
            && authority
                .valid_until()
                .is_none_or(|end| self.storage().now() < end);
        if stands {
            Ok(seen.value)
        } else {
            Err(super::stale())
        }
    }

    /// Requires a permission for a read in a team. The teams above it are read only if a
    /// role in one of them is what it takes.
    pub(crate) async fn require_in(&self, permission: Permission, team: TeamId) -> Result<()> {
        let held = self.require(permission, &Place::Org);
        if held.is_ok() || self.authority().rights.in_teams.is_empty() {
            return held;
        }
        self.require(permission, &self.place(team).await?)
    }

    /// Where a team is. The teams above it are read only if a role in one of them could matter.
    pub(crate) async fn place(&self, team: TeamId) -> Result<Place> {
        let authority = self.authority();
        let rights = &authority.rights;
        if rights.in_teams.is_empty() || rights.beyond_teams.covers(&Role::Owner.in_team()) {
            return Ok(Place::Team(vec![team]));
        }
        let path = self.see(self.storage().team_path(&self.view(), team).await?)?;
        if path.is_empty() {
            return Err(Error::not_found("team", team));
        }
        Ok(Place::Team(path))
    }

    /// Looks at the store: whether the caller's proof stands, and where the organisation does.
    pub(super) async fn look_again(&self) -> Result<()> {
        let look = self.watch.begin(&self.caller.tenantry.library.cells);
        let fresh = Arc::new(Authority::load_settled(&self.caller, self.org).await?);
        self.watch.note(&look, &fresh.head, &fresh);
        replace(&self.newest, fresh);
        Ok(())
    }

    /// Decides and commits.
    pub(crate) async fn commit<T: door::Answer>(
        &self,
        decide: impl FnOnce(&Decision<'_>) -> Result<Outcome<T>> + Send,
    ) -> Result<T> {
        let authority = self.authority();
        let mut expect = self.caller.expectations(Account {
            // Whoever is suspended loses rights in each of their organisations.
            user_version: None,
            ..authority.account
        });
        let unnarrowed = Expect::Narrowed(authority.narrowed, authority.grounds.clone());
        expect.push((self.org.into(), unnarrowed));
        let proven_until = authority.account.valid_until;
        let identity = &self.caller.identity;
        let answer = door::commit(
            self,
            &self.call,
            identity,
            &authority.rights,
            proven_until,
            expect,
            decide,
        )
        .await?;
        self.unsettled.store(false, Ordering::Relaxed);
        Ok(answer)
    }

    /// That nobody's rights have changed since this call was decided.
    pub(crate) fn unchanged_rights(&self) -> Expect {
        Expect::Rights(self.authority().changed)
    }

    /// Journals that the system has entered.
    pub(crate) async fn note_entering(&self) -> Result<()> {
        let org = self.org;
        door::change(self, "orgs.enter", (), |tenant: &Tenant, ()| {
            Box::pin(tenant.commit(move |now| {
                let told = Told::about("org", org.uuid()).seen_with(Permission::JOURNAL_READ);
                Ok(Outcome::new((), org).tell(now, told))
            }))
        })
        .await
    }
}

impl Receiver for Tenant {
    fn library(&self) -> &Library {
        &self.caller.tenantry.library
    }

    fn call(&self) -> &Call {
        &self.call
    }

    fn during(&self, call: Call) -> Self {
        Self {
            call,
            authority: held(at_present(&self.newest)),
            unsettled: Arc::default(),
            ..self.clone()
        }
    }

    fn caller_id(&self) -> Uuid {
        self.caller.identity.remembered_as()
    }

    fn home(&self, _: &serde_json::Value, _: &str) -> Scope {
        self.org.into()
    }

    fn recheck(&self) -> BoxFuture<'_, Result<bool>> {
        Box::pin(async {
            let fresh = Arc::new(Authority::load_settled(&self.caller, self.org).await?);
            let has_moved = !replace(&self.authority, Arc::clone(&fresh)).is_as(&fresh);
            replace(&self.newest, fresh);
            self.unsettled.store(false, Ordering::Relaxed);
            Ok(has_moved)
        })
    }

    fn is_settled(&self) -> bool {
        !self.unsettled.load(Ordering::Relaxed)
    }

    /// Every read in an organisation looks at its head and the credential itself.
    fn prepare(&self) -> BoxFuture<'_, Result<()>> {
        Box::pin(async { Ok(()) })
    }

    fn allow(&self, checks: Vec<Check>) -> BoxFuture<'_, Result<()>> {
        Box::pin(async move {
            for check in checks {
                if let Check::Does { does, to } = &check {
                    may_still(self, *does, to).await?;
                    continue;
                }
                let place = match check.team() {
                    Some(team) => self.place(team).await?,
                    None => Place::Org,
                };
                let grants = match &check {
                    Check::Reaches { object, .. } => grants_on(self, object).await?,
                    _ => Vec::new(),
                };
                check.ask(&self.authority().rights, &place, &grants, self.now())?;
            }
            Ok(())
        })
    }
}

/// Asks again for a permission on an object. Whether one may do it to what is gone by now nobody
/// can say: its end was told, and the answer says no more.
async fn may_still(tenant: &Tenant, does: Permission, to: &Object) -> Result<()> {
    match objects::find(tenant, to).await? {
        Some((standing, _)) if !standing.allows(tenant, does) => Err(denied(does, &standing.place)),
        _ => Ok(()),
    }
}

impl Tenant {
    /// The present moment, for what expires.
    pub(crate) fn now(&self) -> Time {
        self.storage().now()
    }
}
