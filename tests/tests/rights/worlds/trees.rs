//! Random changes of the teams, and of who belongs to them.

use tenantry::access::Role;
use tenantry::teams::{
    AddTeamMember, Children, CreateTeam, DeleteTeam, MoveTeam, RemoveTeamMember, Team, UpdateTeam,
};
use tenantry::{Patch, TeamId};

use super::world::{Actor, World};

/// Who belongs to a team.
impl World {
    pub(super) async fn takes_in(&mut self, actor: &Actor) {
        if self.teams.is_empty() {
            return;
        }
        let team = self.team_for(actor).id;
        let input = AddTeamMember {
            team,
            principal: self.someone(),
            role: *self.dice.one(&Role::ALL),
        };
        let may = self.may(&actor.who, "teams.manage", Some(team))
            && self.covers_built_in(&actor.who, input.role, Some(team))
            && self.covers_given(&actor.who, team, true);
        let done = actor.inside.team_members().add(input.clone()).await;
        let done = self.agreed(actor, may, format!("{input:?}"), done);
        self.team_members.extend(done);
    }

    pub(super) async fn puts_out(&mut self, actor: &Actor) {
        if self.team_members.is_empty() {
            return;
        }
        let member = self.dice.one(&self.team_members).clone();
        let (team, principal) = (member.team, member.principal);
        let may = self.is_own(&actor.who, Some(principal))
            || self.may(&actor.who, "teams.manage", Some(team))
                && self.covers_built_in(&actor.who, member.role, Some(team));
        let input = RemoveTeamMember { team, principal };
        let done = actor.inside.team_members().remove(input.clone()).await;
        if self
            .agreed(actor, may, format!("{input:?}"), done)
            .is_some()
        {
            self.team_members.retain(|row| *row != member);
        }
    }
}

/// The teams themselves.
impl World {
    /// Or changes what it is called, where nobody is named.
    pub(super) async fn hands_a_team_over(&mut self, actor: &Actor) {
        if self.teams.is_empty() {
            return;
        }
        let team = self.team_for(actor);
        let (at, heir) = (Some(team.id), self.someone());
        let owner = self.dice.hits(2).then_some(heir);
        let gives = owner.is_some_and(|owner| owner != team.owner);
        let may = self.may(&actor.who, "teams.update", at)
            && (!gives
                || self.covers_built_in(&actor.who, Role::Owner, at)
                    && self.covers_given(&actor.who, team.id, true));
        let input = UpdateTeam {
            team: team.id,
            if_version: None,
            name: Some("renamed".to_owned()),
            description: Patch::Keep,
            owner,
        };
        let done = actor.inside.teams().update(input.clone()).await;
        let done = self.agreed(actor, may, format!("{input:?}"), done);
        self.is_now(done);
    }

    pub(super) async fn moves_a_team(&mut self, actor: &Actor) {
        if self.teams.is_empty() {
            return;
        }
        let team = self.team_for(actor);
        let parent = self.place();
        let may = self.may(&actor.who, "teams.update", Some(team.id))
            && self.may(&actor.who, "teams.create", parent)
            && (!self.is_in_more(parent, team.id)
                || self.covers_built_in(&actor.who, Role::Owner, Some(team.id)))
            && parent.is_none_or(|parent| self.covers_given(&actor.who, parent, false));
        let input = MoveTeam {
            team: team.id,
            if_version: None,
            parent,
        };
        let done = actor.inside.teams().move_(input.clone()).await;
        let done = self.agreed(actor, may, format!("{input:?}"), done);
        self.is_now(done);
    }

    /// Whether a place is in a team that another one is not in.
    fn is_in_more(&self, place: Option<TeamId>, than: TeamId) -> bool {
        let mut tops = self.teams.iter().map(|team| Some(team.id));
        tops.any(|top| self.model.in_at(place, top) && !self.model.in_at(Some(than), top))
    }

    fn is_now(&mut self, done: Option<Team>) {
        if let Some(team) = done {
            self.teams.retain(|row| row.id != team.id);
            self.teams.push(team);
        }
    }

    pub(super) async fn makes_or_deletes_a_team(&mut self, actor: &Actor) {
        match self.dice.hits(2) {
            true => self.makes_a_team(actor).await,
            false => self.deletes_a_team(actor).await,
        }
    }

    /// The maker's own: nobody else is given anything.
    async fn makes_a_team(&mut self, actor: &Actor) {
        let parent = self.place();
        let may = self.may(&actor.who, "teams.create", parent)
            && parent.is_none_or(|parent| self.covers_given(&actor.who, parent, false));
        let input = CreateTeam {
            parent,
            ..CreateTeam::named("another")
        };
        let done = actor.inside.teams().create(input.clone()).await;
        let done = self.agreed(actor, may, format!("{input:?}"), done);
        self.teams.extend(done);
    }

    async fn deletes_a_team(&mut self, actor: &Actor) {
        if self.teams.is_empty() {
            return;
        }
        let team = self.team_for(actor);
        let below = |row: &Team| self.model.in_at(Some(row.id), Some(team.id));
        let below = self.teams.iter().filter(|row| below(row)).map(|row| row.id);
        let below: Vec<TeamId> = below.collect();
        let children = match below.len() {
            // What is left to ask about is not to get too little.
            ..4 if self.dice.hits(2) => Children::Delete,
            _ => *self.dice.one(&[Children::Refuse, Children::Promote]),
        };
        let may_promote = children != Children::Promote
            || below.len() == 1
            || self.may(&actor.who, "teams.update", Some(team.id))
                && self.may(&actor.who, "teams.create", team.parent);
        let may = self.may(&actor.who, "teams.delete", Some(team.id)) && may_promote;
        let input = DeleteTeam {
            team: team.id,
            if_version: None,
            children,
        };
        let done = actor.inside.teams().delete(input.clone()).await;
        if self
            .agreed(actor, may, format!("{input:?}"), done)
            .is_none()
        {
            return;
        }
        let gone = match children {
            Children::Delete => below,
            _ => vec![team.id],
        };
        let is_gone = |id: TeamId| gone.contains(&id);
        self.teams.retain(|row| !is_gone(row.id));
        self.team_members.retain(|row| !is_gone(row.team));
        self.assignments.retain(|row| {
            !row.team.is_some_and(is_gone) && !gone.iter().any(|id| row.holder.uuid() == id.uuid())
        });
        let children = self
            .teams
            .iter_mut()
            .filter(|row| row.parent == Some(team.id));
        children.for_each(|child| child.parent = team.parent);
    }
}
