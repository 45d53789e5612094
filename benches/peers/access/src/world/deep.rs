//! A chain of teams: one permission for all below the top, one for all below the middle.

use super::World;
use super::chance::Chance;

const QUESTIONS: usize = 20_000;

pub(crate) fn deep(is_quick: bool) -> World {
    let (depth, users) = match is_quick {
        true => (100, 500),
        false => (1_000, 10_000),
    };
    let mut chance = Chance::new(11);
    let world = World {
        teams_of: (0..users).map(|_| vec![chance.below(depth)]).collect(),
        roles_of: vec![Vec::new(); users],
        parents: (0..depth).map(|team: usize| team.checked_sub(1)).collect(),
        subtree_roles: vec![(0, 0), (depth / 2, 1)],
        permissions: 2,
        roles: vec![vec![0], vec![1]],
        ..World::default()
    };
    world.asking((0..QUESTIONS).map(|_| (chance.below(users), chance.below(2), None)))
}
