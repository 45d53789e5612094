//! casbin, with a matcher that compares the object before it looks for roles: the other order of
//! its documents is many times slower. Its cap on how deep roles go, ten by default, is raised to
//! what the world has, or it would answer wrong.

use std::sync::Arc;

use anyhow::Result;
use casbin::prelude::Model;
use casbin::{CoreApi, DefaultModel, DefaultRoleManager, Enforcer, MemoryAdapter, MgmtApi};
use parking_lot::RwLock;

use crate::world::{Holder, Question, World};

/// casbin, ready to be asked.
pub(crate) struct Casbin {
    enforcer: Enforcer,
    users: Vec<String>,
    targets: Vec<String>,
}

/// Rules of casbin: `p` says who may what, `g` who is of what.
#[derive(Default)]
struct Rules {
    p: Vec<Vec<String>>,
    g: Vec<Vec<String>>,
    depth: usize,
}

impl Casbin {
    /// Roles may, and users are of roles.
    pub(crate) fn flat(world: &World) -> Result<Self> {
        let mut rules = Rules {
            depth: 10,
            ..Rules::default()
        };
        for (role, permissions) in world.roles.iter().enumerate() {
            rules.p.extend(
                permissions
                    .iter()
                    .map(|of| pair(("role", role), ("permission", *of))),
            );
        }
        for (user, roles) in world.roles_of.iter().enumerate() {
            rules
                .g
                .extend(roles.iter().map(|of| pair(("user", user), ("role", *of))));
        }
        Self::new(world, rules, names("permission", world.permissions))
    }

    /// Teams may, users are of teams, and teams of the teams above them.
    pub(crate) fn deep(world: &World) -> Result<Self> {
        let mut rules = Rules::of_teams(world);
        for (team, role) in &world.subtree_roles {
            let permissions = world.roles[*role].iter();
            rules
                .p
                .extend(permissions.map(|of| pair(("team", *team), ("permission", *of))));
        }
        Self::new(world, rules, names("permission", world.permissions))
    }

    /// Users and teams may see objects.
    pub(crate) fn shared(world: &World) -> Result<Self> {
        let mut rules = Rules::of_teams(world);
        for (object, holders) in world.objects.iter().enumerate() {
            rules.p.extend(holders.iter().map(|holder| {
                let holder = match holder {
                    Holder::User(user) => ("user", *user),
                    Holder::Subtree(team) => ("team", *team),
                };
                pair(holder, ("object", object))
            }));
        }
        Self::new(world, rules, names("object", world.objects.len()))
    }

    fn new(world: &World, rules: Rules, targets: Vec<String>) -> Result<Self> {
        let mut model = DefaultModel::default();
        for (key, value) in [
            ("r", "sub, obj"),
            ("p", "sub, obj"),
            ("g", "_, _"),
            ("e", "some(where (p.eft == allow))"),
            ("m", "r.obj == p.obj && g(r.sub, p.sub)"),
        ] {
            model.add_def(key, key, value);
        }
        let enforcer = tenantry::blocking::run(async {
            let mut enforcer = Enforcer::new(model, MemoryAdapter::default()).await?;
            // Links are worked out once, when all rules are there.
            enforcer.enable_auto_build_role_links(false);
            enforcer.enable_auto_save(false);
            let roles = DefaultRoleManager::new(rules.depth);
            enforcer.set_role_manager(Arc::new(RwLock::new(roles)))?;
            enforcer.add_policies(rules.p).await?;
            enforcer.add_grouping_policies(rules.g).await?;
            enforcer.build_role_links()?;
            casbin::Result::Ok(enforcer)
        })?;
        Ok(Self {
            enforcer,
            users: names("user", world.users()),
            targets,
        })
    }

    /// Asks.
    pub(crate) fn ask(&self, question: &Question) -> Result<bool> {
        let (user, target) = (&self.users[question.user], &self.targets[question.target()]);
        Ok(self.enforcer.enforce((user.as_str(), target.as_str()))?)
    }
}

impl Rules {
    /// Users of their teams, and teams of the teams above them.
    fn of_teams(world: &World) -> Self {
        let above = world.parents.iter().enumerate();
        let above = above.filter_map(|(team, parent)| Some((("team", team), ("team", (*parent)?))));
        let users = world.teams_of.iter().enumerate();
        let users = users.flat_map(|(user, teams)| {
            teams
                .iter()
                .map(move |team| (("user", user), ("team", *team)))
        });
        Self {
            p: Vec::new(),
            g: above
                .chain(users)
                .map(|(below, above)| pair(below, above))
                .collect(),
            // Above a user there are at most all teams.
            depth: world.parents.len() + 1,
        }
    }
}

fn pair(one: (&str, usize), other: (&str, usize)) -> Vec<String> {
    [one, other].map(|(kind, number)| name(kind, number)).into()
}

fn names(kind: &str, count: usize) -> Vec<String> {
    (0..count).map(|number| name(kind, number)).collect()
}

fn name(kind: &str, number: usize) -> String {
    format!("{kind}{number}")
}
