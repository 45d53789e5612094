//! Sharing: objects, each shared with two users and two teams of a random tree.

use super::chance::Chance;
use super::{Holder, World};

/// How many teams before it a team may be below of: the fewer, the deeper the tree.
const REACH: usize = 8;
const QUESTIONS: usize = 200_000;

pub(crate) fn shared(is_quick: bool) -> World {
    let (users, teams, objects) = match is_quick {
        true => (500, 100, 1_000),
        false => (10_000, 1_000, 20_000),
    };
    let mut chance = Chance::new(99);
    let parents: Vec<Option<usize>> = (0..teams)
        .map(|team: usize| match team.min(REACH) {
            0 => None,
            reach => Some(team - reach + chance.below(reach)),
        })
        .collect();
    let teams_of = (0..users).map(|_| chance.some_below(2, teams)).collect();
    let objects: Vec<Vec<Holder>> = (0..objects)
        .map(|_| {
            let with_users = chance.some_below(2, users).into_iter().map(Holder::User);
            // The lower half alone, so that not everybody may see everything.
            let half = teams / 2;
            let with_teams = chance.some_below(2, teams - half).into_iter();
            let with_teams = with_teams.map(|team| Holder::Subtree(half + team));
            with_users.chain(with_teams).collect()
        })
        .collect();
    let world = World {
        teams_of,
        roles_of: vec![Vec::new(); users],
        parents,
        permissions: 1,
        objects: objects.clone(),
        ..World::default()
    };
    world.asking((0..QUESTIONS).map(|_| {
        let object = chance.below(objects.len());
        let user = match chance.one_of(&objects[object]) {
            // Half of them are shared with themselves.
            Holder::User(user) => user,
            Holder::Subtree(_) => chance.below(users),
        };
        (user, 0, Some(object))
    }))
}
