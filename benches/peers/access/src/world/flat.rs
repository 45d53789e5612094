//! Roles and nothing else: each user has three, each of twenty permissions.

use super::World;
use super::chance::Chance;

const ROLES_EACH: usize = 3;
const PERMISSIONS_EACH: usize = 20;
const QUESTIONS: usize = 200_000;

pub(crate) fn flat(is_quick: bool) -> World {
    let (users, roles, permissions) = match is_quick {
        true => (500, 20, 50),
        false => (10_000, 100, 200),
    };
    let mut chance = Chance::new(42);
    let roles: Vec<Vec<usize>> = (0..roles)
        .map(|_| chance.some_below(PERMISSIONS_EACH, permissions))
        .collect();
    let roles_of: Vec<Vec<usize>> = (0..users)
        .map(|_| chance.some_below(ROLES_EACH, roles.len()))
        .collect();
    let world = World {
        teams_of: vec![Vec::new(); users],
        roles_of: roles_of.clone(),
        permissions,
        roles: roles.clone(),
        ..World::default()
    };
    let mut chance = Chance::new(7);
    world.asking((0..QUESTIONS).map(|_| {
        let user = chance.below(users);
        // Half of them hit for sure.
        let permission = match chance.tossed() {
            true => {
                let role = chance.one_of(&roles_of[user]);
                chance.one_of(&roles[role])
            }
            false => chance.below(permissions),
        };
        (user, permission, None)
    }))
}
