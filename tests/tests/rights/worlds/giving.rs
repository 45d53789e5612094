//! Random changes of who is given which role, and of what is shared with whom.

use tenantry::access::{
    CreateAssignment, CreateGrant, DeleteAssignment, DeleteGrant, Holder, Level, Object,
    PermissionName, Principal, Role, UpdateAssignment, UpdateGrant,
};
use tenantry::{Patch, TeamId};

use super::facts::Who;
use super::model::{counts, holds};
use super::world::{Actor, World};

/// Roles that are given.
impl World {
    pub(super) async fn gives(&mut self, actor: &Actor) {
        let roles = self.roles.iter().filter(|role| role.name != "owner");
        let roles: Vec<_> = roles.map(|role| role.id).collect();
        let input = CreateAssignment {
            holder: self.holder(),
            role: *self.dice.one(&roles),
            team: match self.dice.hits(2) || self.teams.is_empty() {
                true => self.place(),
                false => Some(self.team_for(actor).id),
            },
            expires_at: self.end(),
        };
        let may = self.may_give(&actor.who, input.role, input.team);
        let done = actor.inside.assignments().create(input.clone()).await;
        let done = self.agreed(actor, may, format!("{input:?}"), done);
        self.assignments.extend(done);
    }

    pub(super) async fn gives_for_another_time(&mut self, actor: &Actor) {
        if self.assignments.is_empty() {
            return;
        }
        let given = self.dice.one(&self.assignments).clone();
        let may = self.may_give(&actor.who, given.role, given.team);
        let input = UpdateAssignment {
            assignment: given.id,
            if_version: None,
            expires_at: self.end().map_or(Patch::Clear, Patch::Set),
        };
        let done = actor.inside.assignments().update(input.clone()).await;
        if let Some(given) = self.agreed(actor, may, format!("{input:?}"), done) {
            self.assignments.retain(|row| row.id != given.id);
            self.assignments.push(given);
        }
    }

    pub(super) async fn takes_back(&mut self, actor: &Actor) {
        if self.assignments.is_empty() {
            return;
        }
        let given = self.dice.one(&self.assignments).clone();
        let may = self.is_own(&actor.who, given.holder.principal())
            || self.may_give(&actor.who, given.role, given.team);
        let input = DeleteAssignment {
            assignment: given.id,
        };
        let done = actor.inside.assignments().delete(input.clone()).await;
        if self
            .agreed(actor, may, format!("{input:?}"), done)
            .is_some()
        {
            self.assignments.retain(|row| row.id != given.id);
        }
    }

    fn may_give(&self, who: &Who, role: tenantry::RoleId, team: Option<TeamId>) -> bool {
        self.may(who, "access.manage", team) && self.covers(who, self.info(role), team)
    }

    /// Whether somebody covers what whoever joins a team is given: as its member, or as one of a
    /// subtree that it is in.
    pub(super) fn covers_given(&self, who: &Who, team: TeamId, as_member: bool) -> bool {
        let mut given = self.assignments.iter().filter(|given| match given.holder {
            Holder::Team(of) => as_member && of == team,
            Holder::Subtree(top) => self.model.in_at(Some(team), Some(top)),
            _ => false,
        });
        let is_live = |end| self.is_live(end);
        given.all(|given| {
            !is_live(given.expires_at) || self.covers(who, self.info(given.role), given.team)
        })
    }
}

/// Teams that pass to somebody else.
impl World {
    /// Whether somebody covers what whoever owns another's teams is given by it.
    pub(super) fn covers_estate(&self, who: &Who, of: Principal) -> bool {
        let mut owned = self.teams.iter().filter(|team| team.owner == of);
        let owns = |id| {
            self.teams
                .iter()
                .any(|team| team.owner == of && team.id == id)
        };
        let mut given = self.assignments.iter().filter(|given| match given.holder {
            Holder::Team(team) => owns(team),
            holder => matches!(holder, Holder::Subtree(_)) && self.model.is_among(of, holder),
        });
        owned.all(|team| self.covers_owner(who, team.id))
            && given.all(|given| {
                !self.is_live(given.expires_at)
                    || self.covers(who, self.info(given.role), given.team)
            })
    }

    /// Whether somebody holds the owner's role by what they hold in the team itself or everywhere:
    /// who takes over is not asked about the teams above.
    fn covers_owner(&self, who: &Who, team: TeamId) -> bool {
        let here = self.roles_of(who.0).into_iter();
        let here: Vec<_> = here
            .filter(|(_, at)| at.is_none_or(|at| at == team))
            .collect();
        let has = |name: &PermissionName| {
            let mut here = here.iter();
            here.any(|(role, at)| holds(role, *at, name))
        };
        let owner = self.info(Role::Owner.id()).permissions.iter();
        let mut of_team = owner.filter(|name| counts(name, Some(team)));
        let has_every = here.iter().any(|(role, _)| role.every_own);
        who.1.is_none() && has_every && of_team.all(has)
    }
}

/// Objects that are shared.
impl World {
    pub(super) async fn shares(&mut self, actor: &Actor) {
        let own_role = |world: &mut Self| world.dice.one(&world.roles).id;
        let input = CreateGrant {
            object: self.dice.one(&self.objects).clone(),
            holder: match self.dice.roll(6) {
                0 => Holder::Org(self.org),
                1 => Holder::Role(own_role(self)),
                _ => self.holder(),
            },
            level: *self.dice.one(&Level::ALL),
            expires_at: self.end(),
        };
        let may = self.may_share(&actor.who, &input.object);
        let done = actor.inside.grants().create(input.clone()).await;
        if let Some(grant) = self.agreed(actor, may, format!("{input:?}"), done) {
            // What was shared in a membership that has ended is replaced.
            self.grants.retain(|row| row.id != grant.id);
            self.grants.push(grant);
        }
    }

    pub(super) async fn shares_otherwise(&mut self, actor: &Actor) {
        if self.grants.is_empty() {
            return;
        }
        let grant = self.dice.one(&self.grants).clone();
        let may = self.may_share(&actor.who, &grant.object);
        let input = UpdateGrant {
            grant: grant.id,
            if_version: None,
            level: Some(*self.dice.one(&Level::ALL)),
            expires_at: self.end().map_or(Patch::Clear, Patch::Set),
        };
        let done = actor.inside.grants().update(input.clone()).await;
        if let Some(grant) = self.agreed(actor, may, format!("{input:?}"), done) {
            self.grants.retain(|row| row.id != grant.id);
            self.grants.push(grant);
        }
    }

    pub(super) async fn shares_no_more(&mut self, actor: &Actor) {
        if self.grants.is_empty() {
            return;
        }
        let grant = self.dice.one(&self.grants).clone();
        let may = self.is_own(&actor.who, grant.holder.principal())
            || self.may_share(&actor.who, &grant.object);
        let input = DeleteGrant { grant: grant.id };
        let done = actor.inside.grants().delete(input.clone()).await;
        if self
            .agreed(actor, may, format!("{input:?}"), done)
            .is_some()
        {
            self.grants.retain(|row| row.id != grant.id);
        }
    }

    pub(super) fn may_share(&self, who: &Who, object: &Object) -> bool {
        let name = "objects.share".parse().unwrap();
        let carried = who.1.as_ref().is_none_or(|only| only.contains(&name));
        let manages = self.level(who.0, object) == Some(Level::Manage);
        self.may(who, "objects.share", None) || carried && manages
    }
}
