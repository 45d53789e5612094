//! Random changes by anybody: each goes through exactly when the rules say so.

use serde_json::json;
use tenantry::access::{
    Level, Object, PermissionName, Principal, Role, RoleInfo, UpdatePermission, UpdateRole,
};
use tenantry::orgs::{AddMember, Member, RemoveMember, UpdateMember};
use tenantry::{ErrorKind, Patch, Result, TeamId, Time};

use super::HOUR;
use super::facts::{Gift, What, Who};
use super::model::{counts, holds};
use super::world::{Actor, World};

impl World {
    pub(super) async fn changes(&mut self) {
        self.passes(1);
        let actor = self.actor();
        match self.dice.roll(40) {
            0 => self.passes_for_long(),
            1..=3 => self.gives(&actor).await,
            4 => self.gives_for_another_time(&actor).await,
            5 => self.takes_back(&actor).await,
            6 => self.makes_a_link(&actor).await,
            7..=9 => self.shares(&actor).await,
            10 => self.shares_otherwise(&actor).await,
            11 => self.shares_no_more(&actor).await,
            12..=14 => self.takes_in(&actor).await,
            15 => self.puts_out(&actor).await,
            16 => self.hands_a_team_over(&actor).await,
            17 => self.moves_a_team(&actor).await,
            18 => self.makes_or_deletes_a_team(&actor).await,
            19 => self.changes_a_role(&actor).await,
            20 => self.changes_a_permission(&actor).await,
            21..=26 => self.comes_or_goes(&actor).await,
            27..=28 => self.changes_a_member(&actor).await,
            29..=38 => self.changes_tasks(&actor).await,
            _ => self.suspends_or_resumes().await,
        }
        self.retell();
    }

    fn passes_for_long(&mut self) {
        let micros = self.dice.roll(HOUR);
        self.last = format!("{micros} micros passed");
        self.passes(micros);
    }

    /// What was asked for and came of it, if it was done.
    pub(super) fn agreed<T>(
        &mut self,
        actor: &Actor,
        may: bool,
        what: String,
        done: Result<T>,
    ) -> Option<T> {
        self.last = format!("{what} by {:?}, who may: {may}", actor.who);
        let can_act = self.can_act(actor.who.0);
        match done.map_err(|error| (error.kind(), error)) {
            Ok(done) if may && can_act => Some(done),
            Err((ErrorKind::NotFound | ErrorKind::Unauthenticated, _)) if !can_act => None,
            Err((ErrorKind::Denied, _)) if !may && can_act => None,
            // There already, or in the way.
            Err((ErrorKind::Conflict, _)) if may && can_act => None,
            Ok(_) => panic!("{}, and did", self.told()),
            Err((_, error)) => panic!("{}: {error}", self.told()),
        }
    }

    pub(super) fn told(&self) -> String {
        format!("seed {}, after {}:", self.seed, self.last)
    }
}

/// What operations ask for.
impl World {
    pub(super) fn may(&self, who: &Who, name: &str, team: Option<TeamId>) -> bool {
        let asked = What(name.parse().unwrap(), team, None);
        self.model.allows(who, &asked)
    }

    /// Nobody gives what they do not hold.
    pub(super) fn covers(&self, who: &Who, role: &RoleInfo, at: Option<TeamId>) -> bool {
        let mut given = role.permissions.iter().filter(|name| counts(name, at));
        let held = self.roles_of(who.0).into_iter();
        let mut here = held.filter(|(_, held)| self.model.in_at(at, *held));
        let has_every = here.any(|(held, _)| held.every_own) && who.1.is_none();
        let has = |name: &PermissionName| match at {
            Some(_) => self.may(who, name.as_str(), at),
            None => self.has_at_org(who, name),
        };
        given.all(has) && (!role.every_own || has_every)
    }

    /// Whether a role at the organisation holds it, whatever that reaches there.
    fn has_at_org(&self, who: &Who, name: &PermissionName) -> bool {
        let held = self.roles_of(who.0).into_iter();
        let mut at_org = held.filter(|(_, at)| at.is_none());
        let carries = who.1.as_ref().is_none_or(|only| only.contains(name));
        carries && at_org.any(|(role, at)| holds(role, at, name))
    }

    /// The roles that somebody has now, each with where.
    pub(super) fn roles_of(&self, who: Principal) -> Vec<(&RoleInfo, Option<TeamId>)> {
        let given = self.model.given.iter();
        let roles = given.filter_map(|given| match &given.1 {
            Gift::Role(role, at) if self.model.has(who, given) => Some((&**role, *at)),
            _ => None,
        });
        roles.collect()
    }

    /// The most of an object that somebody has now.
    pub(super) fn level(&self, who: Principal, object: &Object) -> Option<Level> {
        let given = self.model.given.iter();
        let levels = given.filter_map(|given| match &given.1 {
            Gift::Share(of, level) if of == object && self.model.has(who, given) => Some(*level),
            _ => None,
        });
        levels.max()
    }

    pub(super) fn member(&self, who: Principal) -> Option<&Member> {
        let mut members = self.model.members.iter();
        members.find(|member| member.principal == who)
    }

    pub(super) fn can_act(&self, who: Principal) -> bool {
        self.member(who).is_some_and(|member| !member.suspended)
    }

    pub(super) fn is_live(&self, end: Option<Time>) -> bool {
        end.is_none_or(|end| self.model.now < end)
    }

    pub(super) fn info(&self, role: tenantry::RoleId) -> &RoleInfo {
        let mut roles = self.roles.iter();
        roles.find(|row| row.id == role).unwrap()
    }

    pub(super) fn covers_built_in(&self, who: &Who, role: Role, at: Option<TeamId>) -> bool {
        self.covers(who, self.info(role.id()), at)
    }

    /// Whether it is the caller's own, who calls with all of their rights.
    pub(super) fn is_own(&self, who: &Who, of: Option<Principal>) -> bool {
        of == Some(who.0) && who.1.is_none()
    }
}

/// Changes of words and of members.
impl World {
    async fn changes_a_role(&mut self, actor: &Actor) {
        let own = self.roles.iter().filter(|role| !role.built_in);
        let own: Vec<_> = own.cloned().collect();
        let (role, permissions) = (self.dice.one(&own).clone(), self.some_names());
        let to = RoleInfo {
            permissions: permissions.clone(),
            ..role.clone()
        };
        let may = self.may(&actor.who, "access.manage", None)
            && self.covers(&actor.who, &role, None)
            && self.covers(&actor.who, &to, None);
        let input = UpdateRole {
            role: role.id,
            if_version: None,
            name: None,
            description: Patch::Keep,
            permissions: Some(permissions),
        };
        let done = actor.inside.roles().update(input.clone()).await;
        if let Some(role) = self.agreed(actor, may, format!("{input:?}"), done) {
            self.roles.retain(|row| row.id != role.id);
            self.roles.push(role);
        }
    }

    async fn changes_a_permission(&mut self, actor: &Actor) {
        let own = self.own_permission();
        let level = match self.dice.hits(5) {
            true => Patch::Clear,
            false => Patch::Set(*self.dice.one(&Level::ALL)),
        };
        let mut to = own.level;
        level.apply(&mut to);
        let may = self.may(&actor.who, "access.manage", None)
            && (to == own.level || self.may(&actor.who, own.name.as_str(), None));
        let input = UpdatePermission {
            permission: own.id,
            if_version: None,
            description: Patch::Keep,
            level,
        };
        let done = actor.inside.permissions().update(input.clone()).await;
        if let Some(own) = self.agreed(actor, may, format!("{input:?}"), done) {
            self.model.permissions.retain(|row| row.id != own.id);
            self.model.permissions.push(own);
        }
    }

    /// Somebody who left comes back, or a person leaves.
    async fn comes_or_goes(&mut self, actor: &Actor) {
        let people = self.actors.iter().map(|actor| actor.who.0);
        let people = people.filter(|who| matches!(who, Principal::User(_)));
        let people: Vec<_> = people.skip(1).collect();
        let is_away = |who: &&Principal| self.member(**who).is_none();
        let away: Vec<_> = people.iter().filter(is_away).copied().collect();
        let who = match away.is_empty() {
            true => *self.dice.one(&people),
            false => *self.dice.one(&away),
        };
        let Principal::User(user) = who else { return };
        match self.member(who).cloned() {
            // Who leaves suspended does not come back.
            Some(member) if member.suspended => {}
            Some(member) => self.goes(actor, user, &member).await,
            None => {
                let role = self.role();
                let may = self.may(&actor.who, "members.manage", None)
                    && self.covers_built_in(&actor.who, role, None);
                let input = AddMember { user, role };
                let done = actor.inside.members().add(input.clone()).await;
                let done = self.agreed(actor, may, format!("{input:?}"), done);
                self.model.members.extend(done);
            }
        }
    }

    async fn goes(&mut self, actor: &Actor, user: tenantry::UserId, member: &Member) {
        let (who, heir) = (member.principal, self.someone());
        let owns = self.teams.iter().any(|team| team.owner == who);
        let may = self.is_own(&actor.who, Some(who))
            || self.may(&actor.who, "members.manage", None)
                && self.covers_built_in(&actor.who, member.role, None);
        let may_pass = !owns || heir == who || self.covers_estate(&actor.who, who);
        let input = RemoveMember {
            user,
            heir: Some(heir),
        };
        let done = actor.inside.members().remove(input.clone()).await;
        if self
            .agreed(actor, may && may_pass, format!("{input:?}"), done)
            .is_some()
        {
            self.model.members.retain(|row| row.principal != who);
            self.team_members.retain(|row| row.principal != who);
            self.assignments.retain(|row| row.holder != who.into());
            let owned = self.teams.iter_mut().filter(|team| team.owner == who);
            owned.for_each(|team| team.owner = heir);
        }
    }

    async fn changes_a_member(&mut self, actor: &Actor) {
        let (who, role) = (self.someone(), self.role());
        let member = self.member(who).cloned().unwrap();
        if who == self.actors[0].who.0 {
            return;
        }
        let may = self.may(&actor.who, "members.manage", None)
            && self.covers_built_in(&actor.who, member.role, None)
            && self.covers_built_in(&actor.who, role, None);
        let input = UpdateMember {
            principal: who,
            if_version: None,
            role,
        };
        let done = actor.inside.members().update(input.clone()).await;
        if let Some(member) = self.agreed(actor, may, format!("{input:?}"), done) {
            self.model.members.retain(|row| row.principal != who);
            self.model.members.push(member);
        }
    }

    /// The operator's, in the directory.
    async fn suspends_or_resumes(&mut self) {
        let (who, founder) = (self.someone(), self.actors[0].who.0);
        if who == founder || matches!(who, Principal::Service(_)) {
            return;
        }
        let (directory, user) = (self.directory, who.uuid());
        let named = json!({ "directory": directory, "user": user });
        let mut members = self.model.members.iter_mut();
        let member = members.find(|member| member.principal == who).unwrap();
        member.suspended = !member.suspended;
        let operation = match member.suspended {
            true => "users.suspend",
            false => "users.resume",
        };
        self.last = format!("{operation} of {who:?}");
        self.system.call(operation, named).await.unwrap();
    }
}
