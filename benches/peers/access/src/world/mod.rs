//! A world: who there is, what was given to whom, what is asked, and what is right.

mod chance;
mod deep;
mod flat;
mod shared;

pub(crate) use deep::deep;
pub(crate) use flat::flat;
pub(crate) use shared::shared;

/// People and teams by their numbers, the same for everybody who answers.
#[derive(Default)]
pub(crate) struct World {
    /// The teams that each user is in.
    pub(crate) teams_of: Vec<Vec<usize>>,
    /// The roles that each user was given.
    pub(crate) roles_of: Vec<Vec<usize>>,
    /// The team above each team, which has a lower number.
    pub(crate) parents: Vec<Option<usize>>,
    /// The roles that were given to a team with all below it: team and role.
    pub(crate) subtree_roles: Vec<(usize, usize)>,
    /// How many permissions there are.
    pub(crate) permissions: usize,
    /// The permissions of each role.
    pub(crate) roles: Vec<Vec<usize>>,
    /// With whom each object is shared: that is the first permission.
    pub(crate) objects: Vec<Vec<Holder>>,
    /// What is asked, in this order, by everybody alike.
    pub(crate) questions: Vec<Question>,
}

/// With whom an object is shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Holder {
    User(usize),
    /// The members of a team and of all teams below it.
    Subtree(usize),
}

/// May they do this, to that?
#[derive(Clone, Copy, Debug)]
pub(crate) struct Question {
    pub(crate) user: usize,
    pub(crate) permission: usize,
    pub(crate) object: Option<usize>,
    /// What is right.
    pub(crate) answer: bool,
}

impl Question {
    /// What the question is about, beside the user: an object, or else the permission.
    pub(crate) fn target(&self) -> usize {
        self.object.unwrap_or(self.permission)
    }
}

impl World {
    /// How many users there are.
    pub(crate) fn users(&self) -> usize {
        self.teams_of.len()
    }

    /// The world with questions, each with what is right.
    fn asking(mut self, asked: impl Iterator<Item = (usize, usize, Option<usize>)>) -> Self {
        let questions = asked.map(|(user, permission, object)| Question {
            user,
            permission,
            object,
            answer: self.is_right(user, permission, object),
        });
        self.questions = questions.collect();
        self
    }

    /// The oracle: looks at everything that was given, with no index and nothing worked out before.
    fn is_right(&self, user: usize, permission: usize, object: Option<usize>) -> bool {
        let holds = |role: &usize| self.roles[*role].contains(&permission);
        let is_shared = |holder: &Holder| match holder {
            Holder::User(other) => *other == user,
            Holder::Subtree(team) => self.is_below(user, *team),
        };
        let through_teams = self.subtree_roles.iter();
        self.roles_of[user].iter().any(holds)
            || through_teams
                .filter(|(team, _)| self.is_below(user, *team))
                .any(|(_, role)| holds(role))
            || object.is_some_and(|object| self.objects[object].iter().any(is_shared))
    }

    /// Whether a user is in a team or in one below it.
    fn is_below(&self, user: usize, top: usize) -> bool {
        self.teams_of[user].iter().any(|team| {
            let mut path = std::iter::successors(Some(*team), |team| self.parents[*team]);
            path.any(|team| team == top)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_right_is_walked_by_hand() {
        // Team 0 above 1 above 2, and 3 beside; user n is in team n.
        let world = World {
            teams_of: (0..4).map(|team| vec![team]).collect(),
            roles_of: vec![vec![], vec![], vec![], vec![0]],
            parents: vec![None, Some(0), Some(1), None],
            subtree_roles: vec![(1, 1)],
            permissions: 2,
            roles: vec![vec![0], vec![1]],
            objects: vec![vec![Holder::User(0), Holder::Subtree(2)]],
            questions: Vec::new(),
        };
        let of_all = |permission, object| {
            let right = |user| world.is_right(user, permission, object);
            [0, 1, 2, 3].map(right)
        };
        assert_eq!(of_all(0, None), [false, false, false, true]);
        assert_eq!(of_all(1, None), [false, true, true, false]);
        assert_eq!(of_all(0, Some(0)), [true, false, true, true]);
    }

    #[test]
    fn every_world_asks_for_what_is_allowed_and_what_is_not() {
        for world in [flat(true), deep(true), shared(true)] {
            let allowed = world.questions.iter().filter(|asked| asked.answer).count();
            let part = allowed as f64 / world.questions.len() as f64;
            assert!((0.3..0.9).contains(&part), "{part} are allowed");
        }
    }
}
