//! Sweeps: rows that go together, however many they are.

use uuid::Uuid;

use super::{Counter, Key, Row};
use crate::access::Principal;
use crate::directory::StoredKey;
use crate::{OrgId, TeamId, Time};

/// Removes many rows at once. Rows that the same group adds later stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sweep {
    /// Everybody's membership of a team.
    TeamMembers(TeamId),
    /// Somebody's membership of every team.
    TeamsOf(Principal),
    /// Every role that the holder of this bare id was given, and every one that was given in the
    /// team of this id.
    Assignments(Uuid),
    /// Everybody's belonging to an organisation, in its directory.
    Affiliations(OrgId),
    /// Every API key of a principal, and where its counter stands.
    KeysOf(Principal),
    /// Every API key of an organisation's service accounts, and where their counters stand. A
    /// person's key that opens this organisation alone is the person's.
    ServiceKeys(OrgId),
    /// The API keys of a principal that work no more at a moment and that nothing counts: those
    /// that were revoked, and those that were replaced and are over. One that somebody looks at
    /// just then, or that the same group writes, may stay for the next time.
    EndedKeys(Principal, Time),
}

impl Sweep {
    /// Whether a row is removed. Where only its name is known, whether it may be.
    #[must_use]
    pub fn covers(self, key: &Key, row: Option<&Row>) -> bool {
        match (self, key) {
            (Self::TeamMembers(swept), Key::TeamMember(team, _)) => swept == *team,
            (Self::TeamsOf(swept), Key::TeamMember(_, principal)) => swept.uuid() == *principal,
            (Self::Affiliations(swept), Key::Affiliation(_, org)) => swept == *org,
            (Self::Assignments(swept), Key::Assignment(_)) => match row {
                Some(Row::Assignment(row)) => {
                    row.holder.uuid() == swept || row.team.is_some_and(|team| team.uuid() == swept)
                }
                _ => true,
            },
            (_, Key::ApiKey(_)) => match row {
                Some(Row::ApiKey(stored)) => self.covers_key(stored),
                _ => matches!(self, Self::KeysOf(_) | Self::ServiceKeys(_)),
            },
            _ => false,
        }
    }

    /// Whether it may remove what a counter counts.
    #[must_use]
    pub fn moves(self, counter: Counter) -> bool {
        match (self, counter) {
            (Self::Affiliations(_), Counter::Orgs(_))
            | (Self::Assignments(_), Counter::Assignments(_))
            | (Self::ServiceKeys(_), Counter::ReplacedKeys(_)) => true,
            (Self::KeysOf(swept), Counter::ReplacedKeys(owner)) => swept.uuid() == owner,
            _ => false,
        }
    }

    fn covers_key(self, stored: &StoredKey) -> bool {
        let key = &stored.key;
        match self {
            Self::KeysOf(owner) => key.owner == owner,
            Self::ServiceKeys(org) => {
                matches!(key.owner, Principal::Service(_)) && key.org == Some(org)
            }
            Self::EndedKeys(owner, at) => {
                let is_over = key.expires_at.is_some_and(|end| end <= at);
                key.owner == owner
                    && (key.revoked_at.is_some() || (key.replaced_by.is_some() && is_over))
            }
            _ => false,
        }
    }
}
