//! Touches: whose rights an entry of the journal changes, and on whose a decision stands.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Holder, Object, Principal};
use crate::{Error, LinkId, OrgId, PermissionId, Result, RoleId, ServiceId, TeamId, UserId};

/// One whose rights an entry changes; written as a kind, a colon and an id, `user:0190…`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Touch {
    /// A person.
    User(UserId),
    /// A service account.
    Service(ServiceId),
    /// Whoever is in a team or below it: what the team or its subtree was given, or that there
    /// is the team.
    Team(TeamId),
    /// Whoever has a role.
    Role(RoleId),
    /// What a permission of the organisation's own means.
    Permission(PermissionId),
    /// Everybody in the organisation, by what is shared with all of it.
    Org(OrgId),
    /// Whoever has a link.
    Link(LinkId),
    /// With whom an object is shared.
    Object(Object),
}

impl From<Principal> for Touch {
    fn from(principal: Principal) -> Self {
        match principal {
            Principal::User(id) => Self::User(id),
            Principal::Service(id) => Self::Service(id),
        }
    }
}

impl From<Holder> for Touch {
    fn from(holder: Holder) -> Self {
        match holder {
            Holder::User(id) => Self::User(id),
            Holder::Service(id) => Self::Service(id),
            Holder::Team(id) | Holder::Subtree(id) => Self::Team(id),
            Holder::Role(id) => Self::Role(id),
            Holder::Org(id) => Self::Org(id),
            Holder::Link(id) => Self::Link(id),
        }
    }
}

impl From<&Object> for Touch {
    fn from(object: &Object) -> Self {
        Self::Object(object.clone())
    }
}

impl fmt::Display for Touch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::User(id) => write!(f, "user:{id}"),
            Self::Service(id) => write!(f, "service:{id}"),
            Self::Team(id) => write!(f, "team:{id}"),
            Self::Role(id) => write!(f, "role:{id}"),
            Self::Permission(id) => write!(f, "permission:{id}"),
            Self::Org(id) => write!(f, "org:{id}"),
            Self::Link(id) => write!(f, "link:{id}"),
            Self::Object(object) => object.fmt(f),
        }
    }
}

impl FromStr for Touch {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let object: Object = text.parse()?;
        let id = object.id();
        Ok(match object.kind() {
            "permission" => Self::Permission(PermissionId::from_uuid(id)),
            "subtree" => Self::Object(object),
            kind => match Holder::from_parts(kind, id) {
                Some(holder) => holder.into(),
                None => Self::Object(object),
            },
        })
    }
}

impl Serialize for Touch {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Touch {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// Whose rights a decision stands on: the caller's own, and those of everything that gives them
/// some. Where one of these narrows the decision is made again, and for nobody else's sake.
///
/// Rights are only ever given, by rows that each belong to one of these, so a narrowing that
/// touches none of them leaves the decision as it was. The place that was asked about needs
/// naming no more than the rows that a batch writes: what moves a place touches everybody, and
/// rows are expected by their versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grounds(Option<Arc<BTreeSet<Touch>>>);

impl Grounds {
    /// The rights of everybody: whoever loses something, the decision is made again.
    pub const EVERYBODY: Self = Self(None);

    /// The rights of these.
    pub fn of(these: impl IntoIterator<Item = Touch>) -> Self {
        Self(Some(Arc::new(these.into_iter().collect())))
    }

    /// Whether an entry that names these touches the grounds. One that names nobody touches
    /// everybody.
    #[must_use]
    pub fn are_touched(&self, named: &[Touch]) -> bool {
        match &self.0 {
            Some(grounds) if !named.is_empty() => named.iter().any(|one| grounds.contains(one)),
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn touches_are_written_and_read_as_kind_and_id() {
        let id = "01900000-0000-7000-8000-000000000001";
        for kind in [
            "user",
            "service",
            "team",
            "role",
            "permission",
            "org",
            "link",
            "doc",
            "subtree",
        ] {
            let text = format!("{kind}:{id}");
            let touch: Touch = text.parse().unwrap();
            assert_eq!(touch.to_string(), text);
            let is_object = matches!(touch, Touch::Object(_));
            assert_eq!(is_object, kind == "doc" || kind == "subtree", "{text}");
        }
        assert!("user".parse::<Touch>().is_err());
    }

    #[test]
    fn grounds_are_touched_by_what_they_are_made_of_and_by_what_names_nobody() {
        let user = |number| Touch::User(UserId::from_uuid(uuid::Uuid::from_u128(number)));
        let grounds = Grounds::of([user(1), user(2)]);
        for (named, is_touched) in [
            (vec![], true),
            (vec![user(1)], true),
            (vec![user(3), user(2)], true),
            (vec![user(3)], false),
        ] {
            assert_eq!(grounds.are_touched(&named), is_touched, "{named:?}");
            assert!(Grounds::EVERYBODY.are_touched(&named));
        }
    }
}
