//! What is held in teams, label by label.

use std::mem::size_of;

use super::bits::Bits;
use super::tree::Span;

/// Sets of permissions, each from a label on to the next.
// The labels lie together: to find one among thousands touches little else.
#[derive(Default)]
pub(super) struct Segments {
    /// Sorted.
    starts: Box<[u32]>,
    held: Box<[Bits]>,
}

impl Segments {
    /// What is held in each of these teams, and with it what is held in those around it.
    pub(super) fn of(mut teams: Vec<(Span, Bits)>) -> Self {
        // Outer teams begin before those inside.
        teams.sort_unstable_by_key(|(span, _)| span.start);
        let mut open = Open::default();
        for (span, mut bits) in teams {
            open.leave_until(span.start);
            if let Some((_, around)) = open.teams.last() {
                bits.join(around);
            }
            open.put(span.start, bits.clone());
            open.teams.push((span.end, bits));
        }
        open.leave_until(u32::MAX);
        let (starts, held): (Vec<_>, Vec<_>) = open.segments.into_iter().unzip();
        Self {
            starts: starts.into(),
            held: held.into(),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// Whether a permission is held in the team with a label.
    #[inline]
    pub(super) fn hold(&self, number: u32, label: u32) -> bool {
        let after = self.starts.partition_point(|start| *start <= label);
        let at = after.checked_sub(1);
        at.is_some_and(|at| self.held[at].hold(number))
    }

    pub(super) fn bytes(&self) -> usize {
        let held = self.held.iter().map(Bits::bytes);
        held.sum::<usize>() + self.starts.len() * size_of::<u32>()
    }
}

/// Segments while they are put together.
#[derive(Default)]
struct Open {
    /// The teams that one is in, by where they end, and what is held there.
    teams: Vec<(u32, Bits)>,
    segments: Vec<(u32, Bits)>,
}

impl Open {
    /// Leaves the teams that end before a label: what is around them goes on behind them.
    fn leave_until(&mut self, label: u32) {
        while let Some((end, _)) = self.teams.pop_if(|(end, _)| *end <= label) {
            let around = self.teams.last().map(|(_, bits)| bits.clone());
            self.put(end, around.unwrap_or_default());
        }
    }

    fn put(&mut self, start: u32, bits: Bits) {
        self.segments.pop_if(|(last, _)| *last == start);
        if self.segments.last().is_none_or(|(_, held)| *held != bits) {
            self.segments.push((start, bits));
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::super::bits::Names;
    use super::super::standing::{Kept, Read, Roles, Standing};
    use super::super::tree::{Planted, Tree};
    use crate::access::{Principal, Role, RoleInfo};
    use crate::orgs::Member;
    use crate::{OrgId, TeamId, Time, UserId};

    /// Of ten teams each is below one before it, or at the top; some roles are held in some.
    #[test]
    fn a_role_reaches_its_team_and_those_below_whatever_the_tree() {
        let org = OrgId::from_uuid(Uuid::nil());
        let names = Names::of(&[]);
        let roles = Role::ALL.map(|role| {
            let info = RoleInfo::of_built_in(org, role, Time::MIN);
            (role.id(), Kept::of(&info, &names))
        });
        let roles: Roles = roles.into_iter().collect();
        let named = names.get("teams.update").unwrap();
        let team = |n: usize| TeamId::from_uuid(Uuid::from_u128(n as u128));
        for seed in 0..200_usize {
            let throw = |n: usize| seed.wrapping_mul(2_654_435_761).rotate_left(7 * n as u32) >> 3;
            let parents: Vec<_> = (0..10)
                .map(|n| (throw(n) % (n + 1)).checked_sub(1))
                .collect();
            let planted = parents.iter().enumerate().map(|(n, parent)| {
                let parent = parent.map(team);
                let planted = Planted {
                    parent,
                    ..Default::default()
                };
                (team(n), planted)
            });
            let tree = Tree::of(planted.collect());
            let holds = |n: usize| throw(n + 20) % 4 == 0;
            let teams = (0..10).filter(|n| holds(*n));
            let read = Read {
                member: Member {
                    org,
                    principal: Principal::User(UserId::from_uuid(Uuid::nil())),
                    role: Role::Viewer,
                    suspended: false,
                    version: 1,
                    created_at: Time::MIN,
                    updated_at: Time::MIN,
                },
                teams: teams.map(|n| (team(n), Role::Manager)).collect(),
                given: Box::default(),
            };
            let standing = Standing::of(read, &roles, &tree);
            for n in 0..10 {
                let mut path = std::iter::successors(Some(n), |n| parents[*n]);
                let label = tree.span_of(team(n)).map(|span| span.start);
                let held = standing.holds(named, label, || Time::MIN);
                assert_eq!(held, path.any(holds), "{seed} {n} of {parents:?}");
            }
            assert!(!standing.holds(named, None, || Time::MIN));
        }
    }
}
