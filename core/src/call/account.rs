//! The caller's own rows: whether the proof still stands.

use super::identity::Identity;
use super::library::Library;
use crate::access::{Grant, Principal, StoredGrant};
use crate::directory::credentials::{unknown_key, unknown_link};
use crate::directory::{User, UserStatus};
use crate::storage::{Credential, Storage, View};
use crate::{Error, ErrorKind, LinkId, OrgId, Result, Time};

/// What was last read of the caller's own rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Account {
    pub(crate) proof_version: Option<u64>,
    pub(crate) user_version: Option<u64>,
    pub(crate) valid_until: Option<Time>,
}

impl Account {
    /// The account behind a key that may be used now.
    pub(crate) fn of_credential(credential: &Credential, now: Time) -> Result<Self> {
        let key = &credential.stored.key;
        if key.revoked_at.is_some() {
            return Err(Error::unauthenticated(
                "key_revoked",
                "this API key was revoked",
            ));
        }
        if key.expires_at.is_some_and(|end| end <= now) {
            return Err(Error::unauthenticated(
                "key_expired",
                "this API key has expired",
            ));
        }
        let user_version = match (&credential.user, key.owner) {
            (Some(user), _) => Self::of_user(user)?.user_version,
            (None, Principal::Service(_)) => None,
            (None, Principal::User(id)) => {
                return Err(Error::corrupt(format!(
                    "the key of user `{id}` has no user"
                )));
            }
        };
        Ok(Self {
            proof_version: Some(key.version),
            user_version,
            valid_until: key.expires_at,
        })
    }

    /// The account of a person who may act.
    pub(crate) fn of_user(user: &User) -> Result<Self> {
        match user.status {
            UserStatus::Active => Ok(Self {
                user_version: Some(user.version),
                ..Self::default()
            }),
            UserStatus::Suspended => Err(Error::unauthenticated(
                "user_suspended",
                "this person is suspended; ask whoever runs the product",
            )),
            UserStatus::Deactivated => Err(Error::unauthenticated(
                "user_deactivated",
                "this person's account is closed",
            )),
        }
    }

    /// The account of whoever has a link that may be used now. Its row is the organisation's, whose
    /// position tells when it ends.
    pub(crate) fn of_link(shared: &Grant, now: Time) -> Result<Self> {
        if shared.expires_at.is_some_and(|end| end <= now) {
            let why = "this link has expired; ask for another";
            return Err(Error::unauthenticated("link_expired", why));
        }
        Ok(Self {
            valid_until: shared.expires_at,
            ..Self::default()
        })
    }

    /// Reads what is shared with whoever has a link.
    pub(crate) async fn find_link(
        storage: &dyn Storage,
        org: OrgId,
        link: LinkId,
    ) -> Result<StoredGrant> {
        let view = View {
            scope: org.into(),
            proof: None,
        };
        let found = match storage.link(&view, link).await {
            // There is no such organisation any more.
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            found => found?.value,
        };
        found.ok_or_else(unknown_link)
    }

    /// Reads the caller's own rows anew.
    pub(crate) async fn load(library: &Library, identity: &Identity) -> Result<Self> {
        let storage = &library.storage;
        if let Some(proof) = identity.proof {
            let credential = storage.credential(proof).await?;
            let credential = credential.ok_or_else(unknown_key)?;
            return Self::of_credential(&credential, storage.now());
        }
        if let Some((org, link)) = identity.link() {
            let stored = Self::find_link(&**storage, org, link).await?;
            return Self::of_link(&stored.grant, storage.now());
        }
        let Some(subject) = &identity.subject else {
            return Ok(Self::default());
        };
        let found = storage
            .vouched(subject.directory, &subject.issuer, &subject.subject)
            .await?
            .filter(|(found, _)| found == subject);
        let (_, user) = found.ok_or_else(|| {
            Error::unauthenticated(
                "unknown_subject",
                "this subject does not stand for this person any more",
            )
        })?;
        Self::of_user(&user)
    }
}
