//! What one member may do, closed over everything that they were given: what a check looks at.

use std::collections::{BTreeSet, HashMap};
use std::mem::size_of;

use foldhash::fast::RandomState;
use uuid::Uuid;

use super::bits::{Bits, Named};
use super::segments::Segments;
use super::tree::{Span, Tree};
use crate::access::{Assignment, Permissions, Role, RoleInfo};
use crate::orgs::Member;
use crate::{RoleId, TeamId, Time};

/// A role as it is held: at the organisation, and in a team, where less of it counts.
pub(super) struct Kept {
    pub(super) at_org: Bits,
    pub(super) in_team: Bits,
}

/// The roles that there are.
pub(super) type Roles = HashMap<RoleId, Kept, RandomState>;

impl Kept {
    pub(super) fn of(role: &RoleInfo, names: &super::bits::Names) -> Self {
        let set: Permissions = role.set();
        Self {
            at_org: Bits::of(&set, names),
            in_team: Bits::of(&set.in_team(), names),
        }
    }
}

/// That a role was given, to whomever this is kept with.
#[derive(Clone, Copy, Debug)]
pub(super) struct Given {
    role: RoleId,
    team: Option<TeamId>,
    until: Option<Time>,
}

impl Given {
    pub(super) fn of(assignment: &Assignment) -> Self {
        Self {
            role: assignment.role,
            team: assignment.team,
            until: assignment.expires_at,
        }
    }

    #[cfg(test)]
    pub(super) fn of_role(role: RoleId) -> Self {
        Self {
            role,
            team: None,
            until: None,
        }
    }
}

/// A member as they were read.
#[derive(Clone)]
pub(super) struct Read {
    pub(super) member: Member,
    /// Their roles in teams: as members, and `owner` where the team is theirs.
    pub(super) teams: Box<[(TeamId, Role)]>,
    /// The roles that they were given themselves.
    pub(super) given: Box<[Given]>,
}

/// A role that ends by itself.
struct Ending {
    until: Time,
    role: RoleId,
    /// Where it reaches; it is held at the organisation if absent.
    span: Option<Span>,
    bits: Bits,
}

impl Ending {
    fn holds(&self, number: u32, now: impl Fn() -> Time) -> bool {
        self.bits.hold(number) && now() < self.until
    }
}

/// What a member may do.
// What checks in teams and of what is shared read comes first, and so next to each other.
#[repr(C)]
pub(super) struct Standing {
    /// Where their own teams are, sorted.
    labels: Box<[u32]>,
    /// What reaches teams.
    in_teams: Segments,
    ending: Box<[Ending]>,
    /// What is held at the organisation and does not end by itself.
    at_org: Bits,
    /// The roles at the organisation that do not end by themselves, sorted.
    roles: Box<[RoleId]>,
    read: Read,
}

impl Standing {
    /// Closes what a member holds over roles and teams.
    pub(super) fn of(read: Read, roles: &Roles, tree: &Tree) -> Self {
        let mut closing = Closing {
            at_org: Bits::default(),
            in_teams: HashMap::default(),
            ending: Vec::new(),
            roles_at_org: BTreeSet::new(),
            roles,
            tree,
        };
        if !read.member.suspended {
            closing.hold_all(&read);
        }
        let own = read
            .teams
            .iter()
            .filter_map(|(team, _)| tree.span_of(*team));
        let mut labels: Vec<u32> = own.map(|span| span.start).collect();
        labels.sort_unstable();
        labels.dedup();
        Self {
            in_teams: Segments::of(closing.in_teams.into_values().collect()),
            at_org: closing.at_org,
            ending: closing.ending.into(),
            roles: closing.roles_at_org.into_iter().collect(),
            labels: labels.into(),
            read,
        }
    }

    pub(super) fn read(&self) -> &Read {
        &self.read
    }

    pub(super) fn at_org(&self) -> &Bits {
        &self.at_org
    }

    /// Where their own teams are, sorted.
    pub(super) fn labels(&self) -> &[u32] {
        &self.labels
    }

    /// Whether more is held at the organisation than the first words of what is so for good.
    pub(super) fn holds_more_at_org(&self) -> bool {
        let mut ending = self.ending.iter();
        !self.at_org.is_first() || ending.any(|ending| ending.span.is_none())
    }

    /// Whether anything is held in teams.
    pub(super) fn holds_in_teams(&self) -> bool {
        let mut ending = self.ending.iter();
        !self.in_teams.is_empty() || ending.any(|ending| ending.span.is_some())
    }

    pub(super) fn joined_at(&self) -> Time {
        self.read.member.created_at
    }

    /// Whether a role that reaches there holds a permission: in the team with this label, or at
    /// the organisation.
    #[inline]
    pub(super) fn holds(&self, named: Named, label: Option<u32>, now: impl Fn() -> Time) -> bool {
        self.holds_at_org(named, label.is_none(), &now)
            || label.is_some_and(|label| self.holds_in_team(named.number, label, &now))
    }

    /// Whether a role at the organisation holds it and reaches so far: of what is seen one by one
    /// only with the permission for all of it.
    #[inline]
    fn holds_at_org(&self, named: Named, is_of_org: bool, now: impl Fn() -> Time) -> bool {
        let has = |number| self.has_at_org(number, &now);
        let is_enough = is_of_org && named.is_for_oneself;
        has(named.number) && (is_enough || named.beyond.is_none_or(has))
    }

    #[inline]
    fn has_at_org(&self, number: u32, now: impl Fn() -> Time) -> bool {
        // The clock is asked only where something ends.
        let mut ending = self.ending.iter().filter(|ending| ending.span.is_none());
        self.at_org.hold(number) || ending.any(|ending| ending.holds(number, &now))
    }

    #[inline]
    fn holds_in_team(&self, number: u32, label: u32, now: impl Fn() -> Time) -> bool {
        let reaches = |ending: &&Ending| ending.span.is_some_and(|span| span.holds(label));
        let mut ending = self.ending.iter().filter(reaches);
        self.in_teams.hold(number, label) || ending.any(|ending| ending.holds(number, &now))
    }

    /// Whether they are in the team with this label.
    pub(super) fn is_in(&self, label: u32) -> bool {
        self.labels.binary_search(&label).is_ok()
    }

    /// Whether they are in a team that is in this span.
    pub(super) fn is_below(&self, span: Span) -> bool {
        let at = self.labels.partition_point(|label| *label < span.start);
        self.labels.get(at).is_some_and(|label| span.holds(*label))
    }

    /// Whether they have a role at the organisation.
    pub(super) fn has(&self, role: Uuid, now: impl Fn() -> Time) -> bool {
        let role = RoleId::from_uuid(role);
        let ends = |ending: &Ending| ending.role == role && ending.span.is_none();
        self.roles.binary_search(&role).is_ok()
            || self
                .ending
                .iter()
                .any(|ending| ends(ending) && now() < ending.until)
    }

    pub(super) fn bytes(&self) -> usize {
        let ending = self.ending.iter();
        let ending = ending.map(|ending| size_of::<Ending>() + ending.bits.bytes());
        // Beside it its place in the map, which is seldom full, and what allocating takes.
        size_of::<Self>()
            + 144
            + self.in_teams.bytes()
            + ending.sum::<usize>()
            + self.roles.len() * size_of::<RoleId>()
            + self.labels.len() * size_of::<u32>()
            + self.read.teams.len() * size_of::<(TeamId, Role)>()
            + self.read.given.len() * size_of::<Given>()
    }
}

/// What somebody holds, while it is put together.
struct Closing<'a> {
    at_org: Bits,
    /// By the label that the team begins with.
    in_teams: HashMap<u32, (Span, Bits), RandomState>,
    ending: Vec<Ending>,
    roles_at_org: BTreeSet<RoleId>,
    roles: &'a Roles,
    tree: &'a Tree,
}

impl Closing<'_> {
    /// Everything that a member holds. Whoever is suspended holds nothing.
    fn hold_all(&mut self, read: &Read) {
        self.hold(read.member.role.id(), None, None);
        for given in &read.given {
            self.give(*given);
        }
        let tree = self.tree;
        let mut seen = BTreeSet::new();
        for (team, role) in &read.teams {
            self.hold(role.id(), Some(*team), None);
            for given in tree.given_to(*team) {
                self.give(*given);
            }
            for (above, given) in tree.given_above(*team) {
                if !seen.insert(above) {
                    break;
                }
                for given in given {
                    self.give(*given);
                }
            }
        }
    }

    fn give(&mut self, given: Given) {
        self.hold(given.role, given.team, given.until);
    }

    /// A role or a team that is no more gives nothing.
    fn hold(&mut self, role: RoleId, team: Option<TeamId>, until: Option<Time>) {
        let Some(kept) = self.roles.get(&role) else {
            return;
        };
        let span = match team {
            None => None,
            Some(team) => match self.tree.span_of(team) {
                Some(span) => Some(span),
                None => return,
            },
        };
        let bits = if span.is_some() {
            &kept.in_team
        } else {
            &kept.at_org
        };
        match (until, span) {
            (Some(until), span) => self.ending.push(Ending {
                until,
                role,
                span,
                bits: bits.clone(),
            }),
            (None, None) => {
                self.at_org.join(bits);
                self.roles_at_org.insert(role);
            }
            (None, Some(span)) => {
                let held = self.in_teams.entry(span.start);
                held.or_insert((span, Bits::default())).1.join(bits);
            }
        }
    }
}
