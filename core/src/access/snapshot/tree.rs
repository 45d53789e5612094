//! The tree of teams with labels: whether one is in another is two comparisons, however deep.

use std::collections::HashMap;
use std::mem::size_of;

use foldhash::fast::RandomState;

use super::standing::Given;
use crate::TeamId;

/// Where a team and all below it are: from `start` on, and before `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) start: u32,
    pub(super) end: u32,
}

impl Span {
    #[inline]
    pub(super) fn holds(self, label: u32) -> bool {
        (self.start..self.end).contains(&label)
    }

    /// Both in one number.
    pub(super) fn packed(self) -> u64 {
        u64::from(self.start) << 32 | u64::from(self.end)
    }

    #[inline]
    pub(super) fn unpacked(both: u64) -> Self {
        Self {
            start: (both >> 32) as u32,
            end: both as u32,
        }
    }
}

/// A team as it was read.
#[derive(Clone, Default)]
pub(super) struct Planted {
    pub(super) parent: Option<TeamId>,
    /// The roles that its members were given.
    pub(super) members: Vec<Given>,
    /// The roles that the members of it and of all below were given.
    pub(super) subtree: Vec<Given>,
}

/// All teams.
#[derive(Clone, Default)]
pub(super) struct Tree {
    planted: HashMap<TeamId, Planted, RandomState>,
    spans: HashMap<u128, Span, RandomState>,
    /// The nearest team, itself or above, whose subtree was given something.
    giving: HashMap<TeamId, TeamId, RandomState>,
}

impl Tree {
    pub(super) fn of(planted: HashMap<TeamId, Planted, RandomState>) -> Self {
        let mut tree = Self {
            planted,
            ..Self::default()
        };
        tree.label();
        tree
    }

    /// The same tree with a team read anew, or with a new one.
    pub(super) fn with(&self, teams: impl IntoIterator<Item = (TeamId, Planted)>) -> Self {
        let mut planted = self.planted.clone();
        planted.extend(teams);
        Self::of(planted)
    }

    fn label(&mut self) {
        let mut below: HashMap<Option<TeamId>, Vec<TeamId>, RandomState> = HashMap::default();
        for (id, team) in &self.planted {
            below.entry(team.parent).or_default().push(*id);
        }
        // Without recursion: a tree may be as deep as there are teams.
        let mut label = 0;
        let mut open = vec![(
            None,
            below.remove(&None).unwrap_or_default().into_iter(),
            None,
        )];
        while let Some((above, rest, giving)) = open.last_mut() {
            let Some(next) = rest.next() else {
                if let Some(span) = above.and_then(|id: TeamId| self.spans.get_mut(&key(id))) {
                    span.end = label;
                }
                open.pop();
                continue;
            };
            let gives = self
                .planted
                .get(&next)
                .is_some_and(|team| !team.subtree.is_empty());
            let giving = if gives { Some(next) } else { *giving };
            if let Some(giving) = giving {
                self.giving.insert(next, giving);
            }
            self.spans.insert(
                key(next),
                Span {
                    start: label,
                    end: label,
                },
            );
            label += 1;
            let children = below.remove(&Some(next)).unwrap_or_default();
            open.push((Some(next), children.into_iter(), giving));
        }
    }

    #[inline]
    pub(super) fn span(&self, team: u128) -> Option<Span> {
        self.spans.get(&team).copied()
    }

    pub(super) fn span_of(&self, team: TeamId) -> Option<Span> {
        self.span(key(team))
    }

    /// What the members of a team were given by it.
    pub(super) fn given_to(&self, team: TeamId) -> &[Given] {
        self.planted.get(&team).map_or(&[], |team| &team.members)
    }

    /// What the subtrees that a team is in were given, from the nearest to the top.
    pub(super) fn given_above(&self, team: TeamId) -> impl Iterator<Item = (TeamId, &[Given])> {
        let mut next = self.giving.get(&team).copied();
        std::iter::from_fn(move || {
            let at = next?;
            let team = self.planted.get(&at)?;
            next = team
                .parent
                .and_then(|above| self.giving.get(&above))
                .copied();
            Some((at, team.subtree.as_slice()))
        })
    }

    pub(super) fn bytes(&self) -> usize {
        let given = self.planted.values();
        let given: usize = given
            .map(|team| team.members.len() + team.subtree.len())
            .sum();
        let each = size_of::<(TeamId, Planted)>() + size_of::<(u128, Span)>() + 16;
        // A table is seldom full.
        self.planted.len() * each * 3 / 2 + given * size_of::<Given>()
    }
}

fn key(team: TeamId) -> u128 {
    team.uuid().as_u128()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn team(number: u128) -> TeamId {
        TeamId::from_uuid(Uuid::from_u128(number))
    }

    /// A tree of these parents, by number.
    fn tree(parents: &[Option<u128>]) -> Tree {
        let planted = parents.iter().enumerate().map(|(number, parent)| {
            let parent = parent.map(team);
            let planted = Planted {
                parent,
                ..Planted::default()
            };
            (team(number as u128), planted)
        });
        Tree::of(planted.collect())
    }

    fn is_in(tree: &Tree, inner: u128, outer: u128) -> bool {
        let (inner, outer) = (tree.span(inner).unwrap(), tree.span(outer).unwrap());
        outer.holds(inner.start)
    }

    #[test]
    fn labels_say_which_team_is_in_which() {
        let tree = tree(&[None, Some(0), Some(1), Some(0), None, Some(4)]);
        let within = [
            (0, vec![0]),
            (1, vec![0, 1]),
            (2, vec![0, 1, 2]),
            (3, vec![0, 3]),
            (4, vec![4]),
            (5, vec![4, 5]),
        ];
        for (inner, all) in within {
            for outer in 0..6 {
                assert_eq!(
                    is_in(&tree, inner, outer),
                    all.contains(&outer),
                    "{inner} {outer}"
                );
            }
        }
        assert_eq!(tree.span(9), None);
    }

    #[test]
    fn a_chain_of_a_hundred_thousand_is_exact() {
        let parents: Vec<_> = (0..100_000_u128).map(|n| n.checked_sub(1)).collect();
        let tree = tree(&parents);
        assert!(is_in(&tree, 99_999, 0) && is_in(&tree, 99_999, 99_998));
        assert!(!is_in(&tree, 99_998, 99_999));
    }

    #[test]
    fn what_subtrees_were_given_is_found_from_below() {
        let tree = tree(&[None, Some(0), Some(1), Some(2)]);
        let given = |role| Given::of_role(crate::access::Role::id(role));
        let giving = [
            (0, crate::access::Role::Viewer),
            (2, crate::access::Role::Admin),
        ];
        let tree = tree.with(giving.map(|(number, role)| {
            let mut planted = tree.planted[&team(number)].clone();
            planted.subtree = vec![given(role)];
            (team(number), planted)
        }));
        let above =
            |number| -> Vec<_> { tree.given_above(team(number)).map(|(at, _)| at).collect() };
        assert_eq!(above(3), [team(2), team(0)]);
        assert_eq!(above(1), [team(0)]);
        assert_eq!(above(9), []);
    }
}
