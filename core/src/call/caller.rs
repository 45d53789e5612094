//! Somebody proven.

use std::sync::{Arc, PoisonError, RwLock};

use futures_util::future::BoxFuture;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::account::Account;
use super::decision::Decision;
use super::door::{self, Call, Receiver};
use super::identity::Identity;
use super::library::{Library, Tenantry};
use super::outcome::Outcome;
use super::tenant::Tenant;
use crate::access::{Actor, Check, Permission, Place, Rights, denied};
use crate::directory::User;
use crate::storage::{Expect, Key, Scope, Seen, Storage, View};
use crate::{DirectoryId, Error, ErrorKind, OrgId, Result, UserId};

/// Somebody proven: what they may do outside of any one organisation.
///
/// Cheap to clone. [`enter`](Self::enter) leads into an organisation.
#[derive(Clone)]
pub struct Caller {
    pub(crate) tenantry: Tenantry,
    pub(crate) identity: Arc<Identity>,
    account: Arc<RwLock<Account>>,
    call: Call,
}

impl std::fmt::Debug for Caller {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Caller")
            .field("actor", &self.identity.actor)
            .finish_non_exhaustive()
    }
}

impl Caller {
    pub(crate) fn new(tenantry: &Tenantry, identity: Identity, account: Account) -> Self {
        Self {
            tenantry: tenantry.clone(),
            identity: Arc::new(identity),
            account: Arc::new(RwLock::new(account)),
            call: Call::default(),
        }
    }

    /// Enters an organisation: the one way to its data.
    ///
    /// The system's entering is an entry of the organisation's journal.
    ///
    /// # Errors
    /// `NotFound` for an organisation that the caller does not belong to, `Denied` with the
    /// code `org_suspended` for one that is suspended, `Unauthenticated` if the caller's
    /// proof has ended.
    pub async fn enter(&self, org: OrgId) -> Result<Tenant> {
        if self.identity.org.is_some_and(|only| only != org) {
            return Err(Error::not_found("org", org));
        }
        let tenant = Tenant::enter(self, org).await?;
        if self.identity.is_system() {
            // Before the handle has a key: each entering is told, not the first one only.
            tenant.note_entering().await?;
        }
        Ok(tenant.carrying(&self.call))
    }

    /// This handle with an idempotency key. Every change made on it carries the key, and so
    /// does every change in the organisations that are entered from it; the handle that it
    /// was made from has none.
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

    /// Who the caller is.
    #[must_use]
    pub fn actor(&self) -> Actor {
        self.identity.actor
    }

    pub(crate) fn storage(&self) -> &dyn Storage {
        &*self.tenantry.library.storage
    }

    pub(crate) fn account(&self) -> Account {
        *self.account.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// The caller's own person and directory.
    pub(crate) fn person(&self) -> Result<(DirectoryId, UserId)> {
        match (self.identity.directory, self.identity.user()) {
            (Some(directory), Some(user)) => Ok((directory, user)),
            _ => Err(people_only()),
        }
    }

    /// Requires the operator: the system scope.
    pub(crate) fn require_operator(&self) -> Result<()> {
        if self.identity.is_system() {
            return Ok(());
        }
        Err(denied(Permission::DIRECTORY_MANAGE, &Place::Org))
    }

    /// Requires a proof that carries all of the caller's rights: a key that is cut to some
    /// permissions or to one organisation is not to make itself a wider one.
    pub(crate) fn require_unrestricted(&self) -> Result<()> {
        if self.identity.is_unrestricted() {
            return Ok(());
        }
        if self.identity.link().is_some() {
            return Err(people_only());
        }
        Err(restricted_key())
    }

    /// The directory that a call is about: the caller's own, or the one the system names.
    pub(crate) fn directory(&self, named: Option<DirectoryId>) -> Result<DirectoryId> {
        match (self.identity.directory, named) {
            (Some(own), None) => Ok(own),
            (Some(own), Some(named)) if own == named => Ok(own),
            (Some(_), Some(named)) => Err(Error::not_found("directory", named)),
            (None, _) if !self.identity.is_system() => Err(people_only()),
            (None, Some(named)) => Ok(named),
            (None, None) => Err(Error::invalid("directory", "must be named by the system")),
        }
    }

    pub(crate) fn view(&self, directory: DirectoryId) -> View {
        View {
            scope: directory.into(),
            proof: self.identity.proof,
        }
    }

    /// Takes what was read if the caller's proof still stands.
    pub(crate) fn see<T>(&self, seen: Seen<T>) -> Result<T> {
        if self.identity.proof.is_some() && seen.proof != self.account().proof_version {
            return Err(super::stale());
        }
        Ok(seen.value)
    }

    /// Refuses the caller's own person as one that has changed since they were proven: they
    /// are looked at anew, and may not be allowed to act any more.
    pub(crate) fn must_be_as_proven(&self, person: &User) -> Result<()> {
        let is_own = self.identity.user() == Some(person.id);
        if is_own && self.account().user_version != Some(person.version) {
            return Err(super::stale());
        }
        Ok(())
    }

    /// What the caller may do outside of every organisation.
    fn rights(&self) -> Rights {
        match self.identity.is_system() {
            true => Rights::every(),
            false => Rights::none(),
        }
    }

    /// Decides and commits.
    pub(crate) async fn commit<T: door::Answer>(
        &self,
        decide: impl FnOnce(&Decision<'_>) -> Result<Outcome<T>> + Send,
    ) -> Result<T> {
        let rights = self.rights();
        let account = self.account();
        let expect = self.expectations(account);
        door::commit(
            self,
            &self.call,
            &self.identity,
            &rights,
            account.valid_until,
            expect,
            decide,
        )
        .await
    }

    /// That the caller's own rows are as they were read.
    pub(crate) fn expectations(&self, account: Account) -> Vec<(Scope, Expect)> {
        let Some(directory) = self.identity.directory else {
            return Vec::new();
        };
        let key = self.identity.proof.zip(account.proof_version);
        let key = key.map(|(proof, version)| Expect::Version(Key::ApiKey(proof.key), version));
        let user = self.identity.user().zip(account.user_version);
        let user = user.map(|(id, version)| Expect::Version(Key::User(id), version));
        key.into_iter()
            .chain(user)
            .map(|expect| (directory.into(), expect))
            .collect()
    }
}

impl Receiver for Caller {
    fn library(&self) -> &Library {
        &self.tenantry.library
    }

    fn call(&self) -> &Call {
        &self.call
    }

    fn during(&self, call: Call) -> Self {
        Self {
            call,
            ..self.clone()
        }
    }

    fn caller_id(&self) -> Uuid {
        self.identity.remembered_as()
    }

    fn home(&self, input: &serde_json::Value, key: &str) -> Scope {
        let named = || serde_json::from_value(input.get("directory")?.clone()).ok();
        let home = self.identity.directory.or_else(named);
        home.unwrap_or_else(|| directory_of(key)).into()
    }

    fn recheck(&self) -> BoxFuture<'_, Result<bool>> {
        Box::pin(async {
            let account = Account::load(&self.tenantry.library, &self.identity).await?;
            let mut held = self.account.write().unwrap_or_else(PoisonError::into_inner);
            let has_moved = *held != account;
            *held = account;
            Ok(has_moved)
        })
    }

    fn is_settled(&self) -> bool {
        true
    }

    /// The caller's own rows are not in the snapshot of what is read.
    fn prepare(&self) -> BoxFuture<'_, Result<()>> {
        Box::pin(async { self.recheck().await.map(drop) })
    }

    fn allow(&self, checks: Vec<Check>) -> BoxFuture<'_, Result<()>> {
        Box::pin(async move {
            let rights = self.rights();
            let mut asked = checks.iter();
            asked.try_for_each(|check| check.ask(&rights, &Place::Org, &[], self.storage().now()))
        })
    }
}

/// The refusal of what would make a key wider than it is.
pub(crate) fn restricted_key() -> Error {
    Error::new(
        ErrorKind::Denied,
        "restricted_key",
        "this API key is restricted to some permissions or one organisation; use one that is not",
    )
}

/// The refusal of what is of people, to somebody who is none.
fn people_only() -> Error {
    Error::new(
        ErrorKind::Denied,
        "people_only",
        "only a person can do this, not a service account, a link or the system",
    )
}

/// Only a call that creates a directory has none to remember its key in. Then the new
/// directory's id is made of the key, and the key is looked up there.
fn directory_of(key: &str) -> DirectoryId {
    let mut hasher = Sha256::new();
    hasher.update(b"tenantry/directory/1\n");
    hasher.update(key.as_bytes());
    let [bytes @ .., _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _] =
        <[u8; 32]>::from(hasher.finalize());
    DirectoryId::from_uuid(uuid::Builder::from_custom_bytes(bytes).into_uuid())
}
