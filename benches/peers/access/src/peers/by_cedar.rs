//! Cedar, with everybody in one store whose ancestors are worked out when it is built.
//!
//! Of the models that were tried each world has the fastest. Names are parsed beforehand, which a
//! product that is called with strings would do in each call.

use std::collections::{HashMap, HashSet};

use anyhow::Result;
use cedar_policy::{
    Authorizer, Context, Decision, Entities, Entity, EntityId, EntityTypeName, EntityUid,
    PolicySet, Request, RestrictedExpression,
};

use crate::world::{Holder, Question, World};

/// Cedar, ready to be asked.
pub(crate) struct Cedar {
    authorizer: Authorizer,
    policies: PolicySet,
    entities: Entities,
    users: Vec<EntityUid>,
    /// What they would do: by the permission, or the same each time.
    actions: Vec<EntityUid>,
    /// What they would do it to: by the permission or object, or the same each time.
    resources: Vec<EntityUid>,
}

impl Cedar {
    /// Permissions are groups of roles, and roles groups of users: one policy. With a policy for
    /// each role Cedar looks at all of them in each call.
    pub(crate) fn flat(world: &World) -> Result<Self> {
        let (user, role, permission) = (kind("User")?, kind("Role")?, kind("Permission")?);
        let mut entities = all(&permission, world.permissions, |_| HashSet::new());
        entities.extend(all(&role, world.roles.len(), |of| {
            numbers(&permission, &world.roles[of])
        }));
        entities.extend(all(&user, world.users(), |of| {
            numbers(&role, &world.roles_of[of])
        }));
        let policies = r#"permit(principal, action == Action::"use", resource)
            when { principal in resource };"#;
        Ok(Self {
            authorizer: Authorizer::new(),
            policies: policies.parse()?,
            entities: Entities::from_entities(entities, None)?,
            users: named(&user, world.users()),
            actions: vec![r#"Action::"use""#.parse()?],
            resources: named(&permission, world.permissions),
        })
    }

    /// A policy for each team that was given a role.
    pub(crate) fn deep(world: &World) -> Result<Self> {
        let (user, team, action) = (kind("User")?, kind("Team")?, kind("Action")?);
        let given = world.subtree_roles.iter().flat_map(|(team, role)| {
            let permissions = world.roles[*role].iter();
            permissions.map(move |permission| {
                format!(
                    r#"permit(principal in Team::"{team}", action == Action::"{permission}", resource);"#
                )
            })
        });
        Ok(Self {
            authorizer: Authorizer::new(),
            policies: given.collect::<String>().parse()?,
            entities: Entities::from_entities(people(world, &user, &team), None)?,
            users: named(&user, world.users()),
            actions: named(&action, world.permissions),
            resources: vec![r#"Place::"here""#.parse()?],
        })
    }

    /// Each object has an attribute: with whom it is shared.
    pub(crate) fn shared(world: &World) -> Result<Self> {
        let (user, team, object) = (kind("User")?, kind("Team")?, kind("Object")?);
        let mut entities = people(world, &user, &team);
        for (number, holders) in world.objects.iter().enumerate() {
            let holders = holders.iter().map(|holder| {
                RestrictedExpression::new_entity_uid(match holder {
                    Holder::User(of) => uid(&user, *of),
                    Holder::Subtree(of) => uid(&team, *of),
                })
            });
            let viewers = RestrictedExpression::new_set(holders);
            let attributes = HashMap::from([("viewers".to_owned(), viewers)]);
            entities.push(Entity::new(
                uid(&object, number),
                attributes,
                HashSet::new(),
            )?);
        }
        let policies = r#"permit(principal, action == Action::"view", resource)
            when { principal in resource.viewers };"#;
        Ok(Self {
            authorizer: Authorizer::new(),
            policies: policies.parse()?,
            entities: Entities::from_entities(entities, None)?,
            users: named(&user, world.users()),
            actions: vec![r#"Action::"view""#.parse()?],
            resources: named(&object, world.objects.len()),
        })
    }

    /// Asks.
    pub(crate) fn ask(&self, question: &Question) -> Result<bool> {
        let request = Request::new(
            self.users[question.user].clone(),
            or_only(&self.actions, question.permission).clone(),
            or_only(&self.resources, question.target()).clone(),
            Context::empty(),
            None,
        )?;
        let answer = self
            .authorizer
            .is_authorized(&request, &self.policies, &self.entities);
        Ok(answer.decision() == Decision::Allow)
    }
}

/// The one of a number, or the only one.
fn or_only(uids: &[EntityUid], number: usize) -> &EntityUid {
    match uids {
        [only] => only,
        many => &many[number],
    }
}

/// Users in their teams, and teams below each other.
fn people(world: &World, user: &EntityTypeName, team: &EntityTypeName) -> Vec<Entity> {
    let mut people = all(team, world.parents.len(), |of| {
        numbers(team, world.parents[of].as_slice())
    });
    people.extend(all(user, world.users(), |of| {
        numbers(team, &world.teams_of[of])
    }));
    people
}

fn all(
    kind: &EntityTypeName,
    count: usize,
    parents: impl Fn(usize) -> HashSet<EntityUid>,
) -> Vec<Entity> {
    let all = 0..count;
    all.map(|number| Entity::new_no_attrs(uid(kind, number), parents(number)))
        .collect()
}

fn numbers(kind: &EntityTypeName, numbers: &[usize]) -> HashSet<EntityUid> {
    numbers.iter().map(|number| uid(kind, *number)).collect()
}

fn named(kind: &EntityTypeName, count: usize) -> Vec<EntityUid> {
    (0..count).map(|number| uid(kind, number)).collect()
}

fn uid(kind: &EntityTypeName, number: usize) -> EntityUid {
    EntityUid::from_type_name_and_id(kind.clone(), EntityId::new(number.to_string()))
}

fn kind(name: &str) -> Result<EntityTypeName> {
    Ok(name.parse()?)
}
