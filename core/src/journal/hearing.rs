//! Who hears what: an entry reaches its audience with a present right, and those who
//! lost sight of a thing are told that it is gone.

use uuid::Uuid;

use super::{Audience, Effect};
use crate::access::{Permission, Rights};

/// What a reader gets of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hearing {
    /// All of it.
    Whole,
    /// That its subject is gone for them.
    Gone,
    /// Nothing.
    Nothing,
    /// All of it if they see its object now; else that it is gone, if they saw it before.
    IfSeen {
        /// Whether they saw it before.
        had: bool,
    },
}

impl Hearing {
    /// The same, when it is known whether the reader sees the object now.
    pub(crate) fn when_seen(self, sees: bool) -> Self {
        match self {
            Self::IfSeen { .. } if sees => Self::Whole,
            Self::IfSeen { had: true } => Self::Gone,
            Self::IfSeen { had: false } => Self::Nothing,
            settled => settled,
        }
    }
}

/// Decides what a reader gets, given what they may do now.
pub(crate) fn hearing(
    rights: &Rights,
    reader: Option<Uuid>,
    audience: &Audience,
    effect: Effect,
) -> Hearing {
    if rights.everywhere.holds(Permission::JOURNAL_READ) {
        return Hearing::Whole;
    }
    let is_concerned = reader.is_some_and(|reader| audience.people.contains(&reader));
    let sees = match audience.sight {
        Some(sight) => {
            rights.beyond_teams.holds(sight)
                || audience.teams.iter().any(|team| {
                    let held = rights.in_teams.get(team);
                    held.is_some_and(|held| held.holds(sight))
                })
        }
        None => is_concerned,
    };
    if audience.object.is_some() {
        let sees_all = audience.sight;
        if sees_all.is_some_and(|sight| rights.beyond_teams.holds(sight)) {
            return Hearing::Whole;
        }
        let shared = |holder| rights.holders.contains(holder);
        let had = sees || is_concerned || audience.holders.iter().any(shared);
        return Hearing::IfSeen { had };
    }
    match (sees, is_concerned && effect == Effect::Narrows) {
        (true, _) => Hearing::Whole,
        (false, true) => Hearing::Gone,
        (false, false) => Hearing::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::{Held, Permissions, Role};

    #[test]
    fn who_hears_what() {
        let me = Uuid::from_u128(1);
        let member = Rights::of(Held::with(Role::Member, &[], Permissions::EVERY));
        let owner = Rights::of(Held::with(Role::Owner, &[], Permissions::EVERY));
        let none = Rights::none();
        let teams = Audience {
            sight: Some(Permission::TEAMS_READ),
            ..Audience::default()
        };
        let services = Audience {
            sight: Some(Permission::SERVICES_READ),
            ..Audience::default()
        };
        let mine = Audience {
            people: vec![me],
            ..teams.clone()
        };
        let cases = [
            (&owner, &services, Effect::None, Hearing::Whole),
            (&member, &teams, Effect::None, Hearing::Whole),
            (&member, &services, Effect::None, Hearing::Nothing),
            (&none, &mine, Effect::Narrows, Hearing::Gone),
            (&none, &mine, Effect::Widens, Hearing::Nothing),
            (&none, &teams, Effect::Narrows, Hearing::Nothing),
        ];
        for (index, (rights, audience, effect, expected)) in cases.into_iter().enumerate() {
            assert_eq!(
                hearing(rights, Some(me), audience, effect),
                expected,
                "case {index}"
            );
        }
    }
}
