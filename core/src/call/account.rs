//! The caller's own rows: whether the proof still stands.

use super::identity::Identity;
use super::library::Library;
use crate::access::Principal;
use crate::directory::{User, UserStatus};
use crate::storage::Credential;
use crate::{Error, Result, Time};

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

    /// Reads the caller's own rows anew.
    pub(crate) async fn load(library: &Library, identity: &Identity) -> Result<Self> {
        let storage = &library.storage;
        if let Some(proof) = identity.proof {
            let credential = storage.credential(proof).await?;
            let credential = credential.ok_or_else(crate::directory::credentials::unknown_key)?;
            return Self::of_credential(&credential, storage.now());
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
