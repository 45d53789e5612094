//! Reads of the directory room.

use async_trait::async_trait;

use super::{Proof, Seen, View};
use crate::access::Principal;
use crate::directory::{ApiKey, DepartedOrg, Directory, StoredKey, Subject, User};
use crate::orgs::{Member, Org};
use crate::page::Keyset;
use crate::storage::Head;
use crate::{DirectoryId, KeyId, OrgId, Result, UserId};

/// An API key with the person behind it, as authentication needs them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credential {
    /// The key.
    pub stored: StoredKey,
    /// Its owner, if that is a person.
    pub user: Option<User>,
}

/// Reads of the directory room.
///
/// - a row of another directory is not found
/// - a list returns at most `keyset.limit` rows after `keyset.after`, by id in `keyset.order`
#[async_trait]
pub trait DirectoryReads: Send + Sync {
    /// A directory.
    async fn directory(&self, id: DirectoryId) -> Result<Option<Seen<Directory>>>;

    /// All directories.
    async fn directories(&self, keyset: Keyset) -> Result<Vec<Directory>>;

    /// A key by its id, for authentication.
    async fn credential(&self, proof: Proof) -> Result<Option<Credential>>;

    /// The person that a vouched subject stands for.
    async fn vouched(
        &self,
        directory: DirectoryId,
        issuer: &str,
        subject: &str,
    ) -> Result<Option<(Subject, User)>>;

    /// A person.
    async fn user(&self, view: &View, id: UserId) -> Result<Seen<Option<User>>>;

    /// All people.
    async fn users(&self, view: &View, keyset: Keyset) -> Result<Seen<Vec<User>>>;

    /// The subjects that stand for a person, by issuer and subject; at most 200.
    async fn subjects(&self, view: &View, user: UserId) -> Result<Seen<Vec<Subject>>>;

    /// The keys of a person or service account.
    async fn keys(
        &self,
        view: &View,
        owner: Principal,
        keyset: Keyset,
    ) -> Result<Seen<Vec<ApiKey>>>;

    /// A key, as it is stored.
    async fn key(&self, view: &View, id: KeyId) -> Result<Seen<Option<StoredKey>>>;

    /// The organisations that a person belongs to and that are not deleted.
    async fn orgs_of(&self, view: &View, user: UserId, keyset: Keyset) -> Result<Seen<Vec<Org>>>;

    /// A person's memberships with the heads of their organisations, for a change that
    /// reaches into all of them.
    async fn memberships(
        &self,
        directory: DirectoryId,
        user: UserId,
    ) -> Result<Vec<(Head, Member)>>;

    /// What stays of a deleted organisation.
    async fn departed(&self, view: &View, org: OrgId) -> Result<Seen<Option<DepartedOrg>>>;
}
