//! What comes up by chance in a world.

use tenantry::access::{Holder, PermissionInfo, PermissionName, Principal, Role};
use tenantry::teams::Team;
use tenantry::{TeamId, Time};

use super::HOUR;
use super::facts::What;
use super::world::{Actor, World};

impl World {
    /// A member.
    pub(super) fn someone(&mut self) -> Principal {
        self.dice.one(&self.model.members).principal
    }

    /// The founder as often as anybody else together.
    pub(super) fn actor(&mut self) -> Actor {
        match self.dice.hits(2) {
            true => self.actors[0].clone(),
            false => self.dice.one(&self.actors).clone(),
        }
    }

    /// A team: as often as not one that they own, if there is any.
    pub(super) fn team_for(&mut self, actor: &Actor) -> Team {
        let own = self.teams.iter().filter(|team| team.owner == actor.who.0);
        let own: Vec<_> = own.cloned().collect();
        match own.is_empty() || self.dice.hits(2) {
            true => self.dice.one(&self.teams).clone(),
            false => self.dice.one(&own).clone(),
        }
    }

    /// A team, or the organisation as often as one of four.
    pub(super) fn place(&mut self) -> Option<TeamId> {
        let is_team = !self.teams.is_empty() && !self.dice.hits(4);
        is_team.then(|| self.dice.one(&self.teams).id)
    }

    pub(super) fn role(&mut self) -> Role {
        *self.dice.one(&Role::ALL[1..])
    }

    /// A person, a service account, a team or a subtree.
    pub(super) fn holder(&mut self) -> Holder {
        match (self.dice.roll(4), self.teams.is_empty()) {
            (2, false) => Holder::Team(self.dice.one(&self.teams).id),
            (3, false) => Holder::Subtree(self.dice.one(&self.teams).id),
            _ => self.someone().into(),
        }
    }

    pub(super) fn some_names(&mut self) -> Vec<PermissionName> {
        let (names, dice) = (&self.names, &mut self.dice);
        let some = names.iter().filter(|_| dice.hits(5)).cloned();
        let mut some: Vec<_> = some.collect();
        some.push(dice.one(names).clone());
        some.sort();
        some.dedup();
        some
    }

    pub(super) fn own_permission(&mut self) -> PermissionInfo {
        let own = self.model.permissions.iter().filter(|of| !of.built_in);
        let own: Vec<_> = own.cloned().collect();
        self.dice.one(&own).clone()
    }

    /// Within some hours, or never.
    pub(super) fn end(&mut self) -> Option<Time> {
        let ahead = 1 + self.dice.roll(4 * HOUR);
        let end = Time::from_micros(self.model.now.micros() + ahead.cast_signed());
        self.dice.hits(2).then_some(end)
    }

    /// Of what is asked about an object, most is what sharing can give.
    pub(super) fn what(&mut self) -> What {
        let is_of_object = !self.dice.hits(4);
        let object = is_of_object.then(|| self.dice.one(&self.objects).clone());
        let name = match object.is_some() && !self.dice.hits(4) {
            true => self.own_permission().name,
            false => self.dice.one(&self.names).clone(),
        };
        What(name, self.place(), object)
    }
}
