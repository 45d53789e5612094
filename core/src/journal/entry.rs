//! Entries of the journal: who did what to which thing, and who hears of it.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::Cursor;
use crate::access::{Actor, Holder, Object, Permission, Touch};
use crate::storage::Scope;
use crate::{CommitId, Error, Result, TeamId, Time, UserId};

/// The most bytes that an entry's body may have.
pub const BODY_BYTES_MAX: usize = 8 * 1024;

/// The field of a body that names whose rights the entry changes.
pub(crate) const TOUCHES: &str = "touches";

/// What an entry does to rights.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// Nothing.
    #[default]
    None,
    /// Somebody may do more than before, or the tree of teams grew.
    Widens,
    /// Somebody may do less than before. What does both narrows.
    Narrows,
}

impl Effect {
    /// The stable name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Widens => "widens",
            Self::Narrows => "narrows",
        }
    }

    /// The effect of a stored name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::None, Self::Widens, Self::Narrows]
            .into_iter()
            .find(|effect| effect.name() == name)
    }
}

/// Who hears of an entry: those who could see its subject before or can see it after.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Audience {
    /// Holders of this permission, at the organisation or at one of the teams.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sight: Option<Permission>,
    /// The teams whose roles count, beside those of the organisation.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub teams: Vec<TeamId>,
    /// Principals who are concerned themselves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<Uuid>,
    /// The object that it is about, where that is seen one by one: whoever sees it now hears of
    /// it, and the others named here are told that it is gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object: Option<Object>,
    /// With whom it was shared.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holders: Vec<Holder>,
}

/// The thing that an entry is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub struct EntrySubject {
    /// What it is: `team`, `user`, …
    pub noun: String,
    /// Which one.
    pub id: Uuid,
}

/// A personal value of an entry: kept beside the journal under a salted commitment,
/// so that it can be erased and the chain still verifies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Personal {
    /// The field of the body that holds the commitment, as `{"commitment": …}`.
    pub field: &'static str,
    /// The person whose value it is.
    pub person: Uuid,
    /// Makes the commitment say nothing about the value.
    pub salt: [u8; 16],
    /// The value.
    pub value: String,
}

/// An entry before it is appended: the store adds sequence, time and hash under its lock.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Who did it.
    pub actor: Actor,
    /// For whom, where somebody else did it in their name.
    pub on_behalf_of: Option<UserId>,
    /// Why, where the system did it.
    pub reason: Option<String>,
    /// The operation's id.
    pub operation: &'static str,
    /// The thing it is about.
    pub subject: EntrySubject,
    /// What changed: ids and values of fields, never contents.
    pub body: Map<String, Value>,
    /// Personal values; their commitments are in the body.
    pub personal: Vec<Personal>,
    /// Who hears of it.
    pub audience: Audience,
    /// What it does to rights.
    pub effect: Effect,
    /// Whose rights those are; the body's `touches` says the same. None stands for everybody's.
    pub touches: Vec<Touch>,
}

/// An entry as a store keeps it: body and audience as the text that was hashed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredEntry {
    /// Whose journal.
    pub scope: Scope,
    /// Position in the journal: 1, 2, 3, … without a gap.
    pub seq: u64,
    /// When it was committed.
    pub at: Time,
    /// The commit it belongs to.
    pub commit: CommitId,
    /// Who did it.
    pub actor: Actor,
    /// For whom.
    pub on_behalf_of: Option<UserId>,
    /// Why, where the system did it.
    pub reason: Option<String>,
    /// The operation's id.
    pub operation: String,
    /// The thing it is about.
    pub subject: EntrySubject,
    /// The body, JSON.
    pub body: String,
    /// The audience, JSON.
    pub audience: String,
    /// What it does to rights.
    pub effect: Effect,
    /// The hash over all of this and the hash of the entry before.
    pub hash: [u8; 32],
}

impl StoredEntry {
    /// Where a reader stands that has read up to this entry.
    #[must_use]
    pub fn cursor(&self) -> Cursor {
        Cursor::new(self.seq, &self.hash)
    }

    /// The audience, parsed.
    ///
    /// # Errors
    /// `Corrupt` if the stored text is not an audience.
    pub fn audience(&self) -> Result<Audience> {
        serde_json::from_str(&self.audience).map_err(|error| self.unreadable("audience", error))
    }

    /// Whose rights the entry changes, parsed; none stands for everybody's.
    pub(crate) fn touches(&self) -> Result<Vec<Touch>> {
        #[derive(Deserialize)]
        struct Body {
            #[serde(default)]
            touches: Vec<Touch>,
        }
        let body: Result<Body, _> = serde_json::from_str(&self.body);
        let body = body.map_err(|error| self.unreadable("body", error))?;
        Ok(body.touches)
    }

    fn unreadable(&self, part: &str, error: serde_json::Error) -> Error {
        Error::corrupt(format!(
            "the {part} of entry {} of {} is not readable",
            self.seq, self.scope
        ))
        .caused_by(error)
    }
}

/// An entry of the journal: the audit trail, the activity list and the live feed are made of these.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Entry {
    /// Position in the journal: 1, 2, 3, … without a gap.
    pub seq: u64,
    /// When it was committed.
    pub at: Time,
    /// The commit it belongs to.
    pub commit: CommitId,
    /// Who did it.
    pub actor: Actor,
    /// For whom, where somebody else did it in their name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_behalf_of: Option<UserId>,
    /// Why, where the system did it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The operation's id.
    pub operation: String,
    /// The thing it is about.
    pub subject: EntrySubject,
    /// What changed.
    pub body: Map<String, Value>,
    /// The personal values behind the body's commitments, for who reads the audit trail;
    /// a value that was erased is missing.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub personal: BTreeMap<String, String>,
    /// What it did to rights.
    pub effect: Effect,
    /// Where a reader stands that has read up to this entry.
    pub cursor: Cursor,
}

impl TryFrom<&StoredEntry> for Entry {
    type Error = Error;

    fn try_from(stored: &StoredEntry) -> Result<Self> {
        Ok(Self {
            seq: stored.seq,
            at: stored.at,
            commit: stored.commit,
            actor: stored.actor,
            on_behalf_of: stored.on_behalf_of,
            reason: stored.reason.clone(),
            operation: stored.operation.clone(),
            subject: stored.subject.clone(),
            body: serde_json::from_str(&stored.body)
                .map_err(|error| stored.unreadable("body", error))?,
            personal: BTreeMap::new(),
            effect: stored.effect,
            cursor: stored.cursor(),
        })
    }
}
