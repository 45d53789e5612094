//! Who calls, and what they were proven by.

use uuid::Uuid;

use crate::access::{Actor, Permission, PermissionName, Permissions};
use crate::directory::{ApiKey, Subject};
use crate::storage::Proof;
use crate::{DirectoryId, LinkId, OrgId, UserId};

/// Who calls, and on which proof. It does not change while the handle lives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Identity {
    pub(crate) actor: Actor,
    /// Where the caller's own things are; absent for the system.
    pub(crate) directory: Option<DirectoryId>,
    /// The credential whose row every operation looks at again.
    pub(crate) proof: Option<Proof>,
    /// The subject that the product vouched for.
    pub(crate) subject: Option<Subject>,
    /// What the credential carries of its owner's permissions.
    pub(crate) carried: Permissions,
    /// The only organisation that the credential opens.
    pub(crate) org: Option<OrgId>,
    /// Why the system acts.
    pub(crate) reason: Option<String>,
}

impl Identity {
    pub(crate) fn of_key(key: &ApiKey) -> Self {
        let carried = if key.scopes.is_empty() {
            Permissions::EVERY
        } else {
            Permissions::named(&key.scopes)
        };
        Self {
            actor: key.owner.into(),
            directory: Some(key.directory),
            proof: Some(Proof {
                directory: key.directory,
                key: key.id,
            }),
            subject: None,
            carried,
            org: key.org,
            reason: None,
        }
    }

    pub(crate) fn of_subject(subject: Subject) -> Self {
        Self {
            actor: Actor::User(subject.user),
            directory: Some(subject.directory),
            proof: None,
            subject: Some(subject),
            carried: Permissions::EVERY,
            org: None,
            reason: None,
        }
    }

    pub(crate) fn of_link(org: OrgId, link: LinkId) -> Self {
        Self {
            actor: Actor::Link(link),
            directory: None,
            proof: None,
            subject: None,
            // How much it gives is what is shared with it.
            carried: Permissions::EVERY,
            org: Some(org),
            reason: None,
        }
    }

    pub(crate) fn system(reason: String) -> Self {
        Self {
            actor: Actor::System,
            directory: None,
            proof: None,
            subject: None,
            carried: Permissions::EVERY,
            org: None,
            reason: Some(reason),
        }
    }

    /// Whether the credential carries a permission of its owner's, by its name, as far as it
    /// reaches.
    pub(crate) fn carries(&self, permission: &str) -> bool {
        let is_named = |name: PermissionName| {
            let beyond = name.built_in().and_then(Permission::beyond_teams);
            self.carried.holds_named(&name) && beyond.is_none_or(|all| self.carried.holds(all))
        };
        self.carried == Permissions::EVERY || permission.parse().is_ok_and(is_named)
    }

    pub(crate) fn is_system(&self) -> bool {
        self.actor == Actor::System
    }

    /// Whether the proof carries all that its owner may do.
    pub(crate) fn is_unrestricted(&self) -> bool {
        self.carried == Permissions::EVERY && self.org.is_none()
    }

    /// Who is remembered beside an idempotency key. A restricted API key stands for itself:
    /// it is not to be answered what its owner was.
    pub(crate) fn remembered_as(&self) -> Uuid {
        match self.proof {
            Some(proof) if !self.is_unrestricted() => proof.key.uuid(),
            _ => self.actor.uuid(),
        }
    }

    /// The link that the caller has, and the organisation that it opens.
    pub(crate) fn link(&self) -> Option<(OrgId, LinkId)> {
        match self.actor {
            Actor::Link(link) => self.org.map(|org| (org, link)),
            _ => None,
        }
    }

    pub(crate) fn user(&self) -> Option<UserId> {
        match self.actor {
            Actor::User(id) => Some(id),
            _ => None,
        }
    }
}
