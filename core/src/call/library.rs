//! The opened library: what one may do before anybody is proven.

use std::sync::Arc;

use super::account::Account;
use super::caller::Caller;
use super::forgetting::OldReplays;
use super::identity::Identity;
use crate::access::snapshot::Cells;
use crate::directory::credentials::{self, Names, Presented};
use crate::directory::rules::subjects::opaque;
use crate::journal::Hubs;
use crate::storage::{Chore, Proof, Storage};
use crate::{DirectoryId, Error, Ids, LinkId, OrgId, OsIds, Result};

/// Tenantry, opened on a store.
///
/// Cheap to clone; all clones share the store. From here somebody is proven:
/// by an API key or a link ([`authenticate`](Self::authenticate)), by the product's own sign-in
/// ([`vouch`](Self::vouch)), or as the product itself ([`system`](Self::system)).
#[derive(Clone)]
pub struct Tenantry {
    pub(crate) library: Arc<Library>,
}

pub(crate) struct Library {
    pub(crate) storage: Arc<dyn Storage>,
    pub(crate) ids: Arc<dyn Ids>,
    pub(crate) hubs: Hubs,
    pub(crate) cells: Arc<Cells>,
    pub(super) old_replays: OldReplays,
}

impl std::fmt::Debug for Tenantry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tenantry").finish_non_exhaustive()
    }
}

impl Tenantry {
    /// Opens the library on a store.
    #[must_use]
    pub fn new(storage: impl Storage + 'static) -> Self {
        Self::shared(Arc::new(storage), Arc::new(OsIds))
    }

    /// Opens the library on a shared store, with ids from a given source.
    #[must_use]
    pub fn shared(storage: Arc<dyn Storage>, ids: Arc<dyn Ids>) -> Self {
        Self {
            library: Arc::new(Library {
                storage,
                ids,
                hubs: Hubs::default(),
                cells: Arc::default(),
                old_replays: OldReplays::default(),
            }),
        }
    }

    /// Limits what [`Tenant::allows`](crate::Tenant::allows) keeps in memory of one organisation,
    /// in bytes; 64 MiB unless said. Where there is more, what is shared of objects is asked of
    /// the store, and if need be everything: the answers are the same.
    ///
    /// Counts for all clones, and for what is read from now on.
    #[must_use]
    pub fn with_rights_bytes_max(self, bytes: usize) -> Self {
        self.library.cells.limit(bytes);
        self
    }

    /// The store, for backups and for what a host does beside the operations.
    #[must_use]
    pub fn storage(&self) -> &Arc<dyn Storage> {
        &self.library.storage
    }

    /// Proves somebody by an API key, or by a link that was made with `links.create`.
    ///
    /// A typo is refused by the key's checksum without asking the store. Whoever has a link enters
    /// its organisation alone, and there it is nobody but the link.
    ///
    /// # Errors
    /// `Unauthenticated` with the code `malformed_key`, `unknown_key`, `key_revoked`,
    /// `key_expired`, `user_suspended`, `user_deactivated`, `unknown_link` or `link_expired`.
    pub async fn authenticate(&self, key: &str) -> Result<Caller> {
        let presented = credentials::parse(key)?;
        match presented.names {
            Names::Key(directory, key) => self.by_key(&presented, Proof { directory, key }).await,
            Names::Link(org, link) => self.by_link(&presented, org, link).await,
        }
    }

    async fn by_key(&self, presented: &Presented, proof: Proof) -> Result<Caller> {
        let storage = &self.library.storage;
        let found = storage.credential(proof).await?;
        let credential = found
            .filter(|credential| presented.matches(&credential.stored.hash))
            .ok_or_else(credentials::unknown_key)?;
        let now = storage.now();
        let account = Account::of_credential(&credential, now)?;
        let stored = &credential.stored.key;
        if credentials::is_use_worth_noting(stored.last_used_at, now) {
            let chore = Chore::KeyUsed {
                directory: proof.directory,
                key: proof.key,
                at: now,
            };
            // A store that cannot note the use now can still be read.
            let _ = storage.housekeep(chore).await;
        }
        Ok(Caller::new(self, Identity::of_key(stored), account))
    }

    async fn by_link(&self, presented: &Presented, org: OrgId, link: LinkId) -> Result<Caller> {
        let storage = &self.library.storage;
        let stored = Account::find_link(&**storage, org, link).await?;
        if !stored.hash.is_some_and(|hash| presented.matches(&hash)) {
            return Err(credentials::unknown_link());
        }
        let account = Account::of_link(&stored.grant, storage.now())?;
        Ok(Caller::new(self, Identity::of_link(org, link), account))
    }

    /// Proves somebody by the word of the product: its own sign-in has checked that this
    /// is `subject` of `issuer`.
    ///
    /// The word is for one request: Tenantry does not know when the product's own session ends,
    /// so vouch anew for the next. What it does know ends the handle at once, like an API key's:
    /// that the subject is unlinked, and that the person is suspended.
    ///
    /// # Errors
    /// `Unauthenticated` with the code `unknown_subject`, `user_suspended` or
    /// `user_deactivated`.
    pub async fn vouch(
        &self,
        directory: DirectoryId,
        issuer: &str,
        subject: &str,
    ) -> Result<Caller> {
        let storage = &self.library.storage;
        // What could never be linked is nobody, and not every store could look for it.
        let could_be = opaque("issuer", issuer).is_ok() && opaque("subject", subject).is_ok();
        let found = match could_be {
            true => storage.vouched(directory, issuer, subject).await?,
            false => None,
        };
        let (subject, user) = found.ok_or_else(|| {
            Error::unauthenticated(
                "unknown_subject",
                "nobody here goes by this subject; link it to a person first",
            )
        })?;
        let account = Account::of_user(&user)?;
        let at = storage.now();
        if credentials::is_use_worth_noting(user.last_login_at, at) {
            let chore = Chore::LoggedIn {
                directory,
                user: user.id,
                at,
            };
            // A store that cannot note the use now can still be read.
            let _ = storage.housekeep(chore).await;
        }
        Ok(Caller::new(self, Identity::of_subject(subject), account))
    }

    /// Acts as the product itself. The reason is written into every entry.
    ///
    /// # Errors
    /// `Invalid` if the reason is empty or longer than 120 characters.
    pub fn system(&self, reason: &str) -> Result<Caller> {
        let reason = crate::text::name("reason", reason)?;
        Ok(Caller::new(
            self,
            Identity::system(reason),
            Account::default(),
        ))
    }
}
