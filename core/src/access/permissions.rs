//! Sets of permissions: the built-in ones as bits, the organisation's own by name.

use std::collections::BTreeSet;

use super::{Permission, PermissionName};

/// A set of permissions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Permissions {
    built_in: u64,
    own: Own,
}

/// Which of the organisation's own permissions are in a set.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Own {
    These(BTreeSet<PermissionName>),
    Every,
}

/// What counts inside a team, of the built-in permissions. What only concerns the organisation
/// as a whole is not given there.
const IN_TEAM: Permissions = Permissions::of(&[
    Permission::TEAMS_READ,
    Permission::TEAMS_CREATE,
    Permission::TEAMS_UPDATE,
    Permission::TEAMS_DELETE,
    Permission::TEAMS_MANAGE,
    Permission::ACCESS_MANAGE,
    Permission::PROJECTS_CREATE,
    Permission::PROJECTS_READ,
    Permission::PROJECTS_UPDATE,
    Permission::PROJECTS_DELETE,
    Permission::PROJECTS_SHARE,
    Permission::TASKS_CREATE,
    Permission::TASKS_READ,
    Permission::TASKS_COMMENT,
    Permission::TASKS_UPDATE,
    Permission::TASKS_DELETE,
    Permission::TASKS_SHARE,
]);

impl Permissions {
    /// No permission.
    pub const NONE: Permissions = Permissions::of(&[]);

    /// Every permission.
    pub const EVERY: Permissions = Permissions::all_but(&[]);

    /// The set of the given permissions.
    #[must_use]
    pub const fn of(permissions: &[Permission]) -> Self {
        Self {
            built_in: bits(permissions),
            own: Own::These(BTreeSet::new()),
        }
    }

    /// Every permission but the given ones, those of the organisation's own included.
    #[must_use]
    pub const fn all_but(permissions: &[Permission]) -> Self {
        Self {
            built_in: !bits(permissions),
            own: Own::Every,
        }
    }

    /// The set of the permissions of these names.
    pub fn named<'a>(names: impl IntoIterator<Item = &'a PermissionName>) -> Self {
        let mut set = Self::NONE;
        for name in names {
            set.add(name);
        }
        set
    }

    fn add(&mut self, name: &PermissionName) {
        match (name.built_in(), &mut self.own) {
            (Some(permission), _) => self.built_in |= 1 << permission.0,
            (None, Own::These(own)) => drop(own.insert(name.clone())),
            (None, Own::Every) => {}
        }
    }

    /// Whether the set holds a permission.
    #[must_use]
    pub const fn holds(&self, permission: Permission) -> bool {
        self.built_in & (1 << permission.0) != 0
    }

    /// Whether the set holds the permission of a name.
    #[must_use]
    pub fn holds_named(&self, name: &PermissionName) -> bool {
        match (name.built_in(), &self.own) {
            (Some(permission), _) => self.holds(permission),
            (None, Own::These(own)) => own.contains(name),
            (None, Own::Every) => true,
        }
    }

    /// Whether the set holds each permission of the organisation's own, also those to come.
    #[must_use]
    pub const fn holds_every_own(&self) -> bool {
        matches!(self.own, Own::Every)
    }

    /// Whether every permission of the other set is in this one.
    #[must_use]
    pub fn covers(&self, other: &Permissions) -> bool {
        let own = match (&self.own, &other.own) {
            (Own::Every, _) => true,
            (Own::These(_), Own::Every) => false,
            (Own::These(mine), Own::These(theirs)) => mine.is_superset(theirs),
        };
        other.built_in & !self.built_in == 0 && own
    }

    /// The names in the set. Where it holds every own permission, they are not among them.
    pub fn names(&self) -> impl Iterator<Item = PermissionName> {
        let all = Permission::ALL.iter().copied();
        let built_in = all.filter(|permission| self.holds(*permission));
        let own = match &self.own {
            Own::These(own) => Some(own.iter().cloned()),
            Own::Every => None,
        };
        built_in
            .map(PermissionName::from)
            .chain(own.into_iter().flatten())
    }

    /// What either set holds.
    #[must_use]
    pub fn or(&self, other: &Permissions) -> Permissions {
        let own = match (&self.own, &other.own) {
            (Own::These(mine), Own::These(theirs)) => Own::These(mine | theirs),
            _ => Own::Every,
        };
        Self {
            built_in: self.built_in | other.built_in,
            own,
        }
    }

    /// What both sets hold.
    #[must_use]
    pub fn and(&self, other: &Permissions) -> Permissions {
        let own = match (&self.own, &other.own) {
            (Own::Every, own) | (own, Own::Every) => own.clone(),
            (Own::These(mine), Own::These(theirs)) => Own::These(mine & theirs),
        };
        Self {
            built_in: self.built_in & other.built_in,
            own,
        }
    }

    /// What of the set reaches into teams, and to what has no team, where it is held at the
    /// organisation.
    #[must_use]
    pub fn beyond_teams(&self) -> Permissions {
        self.without(|permission| self.stays_in_teams(permission))
    }

    /// What of the set counts at the organisation as a whole, where it is held there.
    #[must_use]
    pub fn as_a_whole(&self) -> Permissions {
        let is_gone = |permission: Permission| {
            !permission.is_for_oneself() && self.stays_in_teams(permission)
        };
        self.without(is_gone)
    }

    fn stays_in_teams(&self, permission: Permission) -> bool {
        let all = permission.beyond_teams();
        all.is_some_and(|all| !self.holds(all))
    }

    fn without(&self, is_gone: impl Fn(Permission) -> bool) -> Permissions {
        let here: u64 = Permission::ALL
            .iter()
            .filter(|permission| is_gone(**permission))
            .fold(0, |bits, permission| bits | 1 << permission.0);
        Self {
            built_in: self.built_in & !here,
            own: self.own.clone(),
        }
    }

    /// What of the set counts inside a team.
    #[must_use]
    pub fn in_team(&self) -> Permissions {
        Self {
            built_in: self.built_in & IN_TEAM.built_in,
            own: self.own.clone(),
        }
    }
}

const fn bits(permissions: &[Permission]) -> u64 {
    let mut bits = 0;
    let mut index = 0;
    while index < permissions.len() {
        bits |= 1 << permissions[index].0;
        index += 1;
    }
    bits
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(names: &[&str]) -> Permissions {
        let names: Vec<PermissionName> = names.iter().map(|name| name.parse().unwrap()).collect();
        Permissions::named(&names)
    }

    #[test]
    fn sets_are_of_both_kinds_of_permissions() {
        let set = named(&["teams.read", "docs.publish"]);
        assert!(set.holds(Permission::TEAMS_READ));
        assert!(set.holds_named(&"docs.publish".parse().unwrap()));
        assert!(!set.holds_named(&"docs.read".parse().unwrap()));
        let names: Vec<String> = set.names().map(|name| name.to_string()).collect();
        assert_eq!(names, ["teams.read", "docs.publish"]);
    }

    #[test]
    fn sets_are_joined_cut_and_compared() {
        let (read, publish) = (named(&["docs.read"]), named(&["docs.publish"]));
        let both = read.or(&publish);
        assert!(both.covers(&read) && both.covers(&publish) && !read.covers(&both));
        assert_eq!(both.and(&read), read);
        assert_eq!(read.and(&publish), Permissions::NONE);
        assert!(Permissions::EVERY.covers(&both) && !both.covers(&Permissions::EVERY));
        assert_eq!(Permissions::EVERY.and(&both), both);
        assert_eq!(Permissions::EVERY.or(&both), Permissions::EVERY);
        assert!(Permissions::EVERY.holds_every_own());
    }

    #[test]
    fn what_concerns_the_organisation_as_a_whole_does_not_count_in_a_team() {
        let set = named(&["orgs.update", "teams.update", "docs.read"]);
        assert_eq!(set.in_team(), named(&["teams.update", "docs.read"]));
    }
}
