//! Random decisions: every way to ask answers what the rules say.

use std::collections::BTreeSet;

use tenantry::access::{
    self, Able, Answers, CheckAccess, CheckMany, ExplainAccess, PermissionName, Principal, Rule,
    WhatCan, WhoCan,
};
use tenantry::{Order, PageInput, Result, Tenant};

use super::facts::{What, Who};
use super::world::{Actor, World};

/// How many are asked at once: about everybody, and about oneself.
const CHECKS: usize = 50;
const OWN_CHECKS: usize = 10;

/// What was asked in all, so that no run passes by asking for nothing.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) decisions: usize,
    pub(super) allowed: usize,
    /// By a sharing alone.
    pub(super) shared: usize,
    pub(super) rules: BTreeSet<Rule>,
}

impl World {
    pub(super) async fn asks(&mut self, tally: &mut Tally) {
        self.about_others(tally).await;
        for _ in 0..2 {
            let actor = self.dice.one(&self.actors).clone();
            self.about_oneself(&actor, tally).await;
        }
        for _ in 0..2 {
            self.singly(tally).await;
        }
        self.asks_of_tasks(tally).await;
        self.asks_by_a_link().await;
        if self.dice.hits(8) {
            self.who_can().await;
        }
    }

    async fn singly(&mut self, tally: &mut Tally) {
        let (founder, other) = (self.actors[0].clone(), Who(self.someone(), None));
        self.one_by_one(&founder, &other, Some(other.0), tally)
            .await;
        let actor = self.dice.one(&self.actors).clone();
        self.one_by_one(&actor, &actor.who, None, tally).await;
    }

    /// Many at once, about everybody.
    async fn about_others(&mut self, tally: &mut Tally) {
        let asked: Vec<_> = (0..CHECKS).map(|_| (self.someone(), self.what())).collect();
        let checks = asked.iter().map(|(who, what)| check(what, Some(*who)));
        let checks = CheckMany {
            checks: checks.collect(),
        };
        let answers = self.founder().access().check_many(checks).await;
        let asked = asked.into_iter().map(|(who, what)| (Who(who, None), what));
        let asked: Vec<_> = asked.collect();
        self.barely(self.founder(), &asked).await;
        self.compare(answers, asked, tally);
    }

    /// Many at once, about whoever asks, for the credential that they ask with.
    async fn about_oneself(&mut self, actor: &Actor, tally: &mut Tally) {
        let asked: Vec<_> = (0..OWN_CHECKS)
            .map(|_| (actor.who.clone(), self.what()))
            .collect();
        let checks = asked.iter().map(|(_, what)| check(what, None)).collect();
        let answers = actor.inside.access().check_many(CheckMany { checks }).await;
        self.barely(&actor.inside, &asked).await;
        if self.can_act(actor.who.0) {
            self.compare(answers, asked, tally);
        } else {
            assert!(answers.is_err(), "{} answers {:?}", self.told(), actor.who);
        }
    }

    /// The bare check, which names one thing: the object, or else the team.
    async fn barely(&self, inside: &Tenant, asked: &[(Who, What)]) {
        let asks = inside.actor().principal().unwrap();
        for (who, What(name, team, object)) in asked {
            let team = team.filter(|_| object.is_none());
            let on = team.map(|team| format!("team:{team}"));
            let on = on.or_else(|| object.as_ref().map(ToString::to_string));
            let what = What(name.clone(), team, object.clone());
            let named = format!("{}:{}", who.0.kind(), who.0.uuid());
            let allowed = inside.allows(&named, name.as_str(), on.as_deref()).await;
            let expected = self.can_act(asks).then(|| self.model.allows(who, &what));
            assert_eq!(allowed.ok(), expected, "{} {who:?} {what:?}", self.told());
        }
    }

    fn compare(&self, answers: Result<Answers>, asked: Vec<(Who, What)>, tally: &mut Tally) {
        let answers = answers.unwrap_or_else(|error| panic!("{}: {error}", self.told()));
        assert_eq!(answers.allowed.len(), asked.len());
        for ((who, what), allowed) in asked.iter().zip(answers.allowed) {
            assert_eq!(
                allowed,
                self.model.allows(who, what),
                "{} {who:?} {what:?}",
                self.told()
            );
            tally.decisions += 1;
            tally.allowed += usize::from(allowed);
            let What(name, team, _) = what;
            let by_role = self.model.allows(who, &What(name.clone(), *team, None));
            tally.shared += usize::from(allowed && !by_role);
        }
    }

    /// The other ways to ask.
    async fn one_by_one(
        &mut self,
        actor: &Actor,
        who: &Who,
        principal: Option<Principal>,
        tally: &mut Tally,
    ) {
        if !self.can_act(actor.who.0) {
            return;
        }
        let what = self.what();
        let told = format!("{} {who:?} {what:?}", self.told());
        let access = actor.inside.access();
        let checked = access.check(check(&what, principal)).await.unwrap();
        let What(permission, team, object) = what.clone();
        let (to_explain, to_list) = (
            ExplainAccess {
                permission,
                team,
                object: object.clone(),
                principal,
            },
            WhatCan {
                team,
                object,
                principal,
            },
        );
        let explained = access.explain(to_explain).await.unwrap();
        let listed = access.what_can(to_list).await.unwrap();
        let expected = self.model.allows(who, &what);
        assert_eq!(
            (checked.allowed, explained.allowed),
            (expected, expected),
            "{told} {explained:?}"
        );
        tally.rules.insert(explained.rule);
        let may = |name: &&PermissionName| {
            let what = What((*name).clone(), what.1, what.2.clone());
            self.model.allows(who, &what)
        };
        let may: BTreeSet<_> = self.names.iter().filter(may).cloned().collect();
        assert_eq!(BTreeSet::from_iter(listed.permissions), may, "{told}");
        let shared = what.2.as_ref();
        let shared = shared.and_then(|object| self.level(who.0, object));
        assert_eq!(listed.level, shared, "{told}");
    }

    async fn who_can(&mut self) {
        let what = self.what();
        let What(permission, team, object) = what.clone();
        let mut page = PageInput {
            limit: Some(4),
            cursor: None,
        };
        let mut found: Vec<Able> = Vec::new();
        loop {
            let asked = WhoCan {
                permission: permission.clone(),
                team,
                object: object.clone(),
                order: Order::Oldest,
                page,
            };
            let answer = self.founder().access().who_can(asked).await.unwrap();
            found.extend(answer.items);
            let Some(next) = answer.next else { break };
            page = PageInput {
                limit: Some(4),
                cursor: Some(next),
            };
        }
        let found: Vec<_> = found.into_iter().map(|able| able.who).collect();
        let members = self.model.members.iter().map(|member| member.principal);
        let may = members.filter(|who| self.model.allows(&Who(*who, None), &what));
        let links = self.links_that_may(&what).map(access::Actor::Link);
        let mut may: Vec<_> = may.map(access::Actor::from).chain(links).collect();
        may.sort_by_key(|who| who.uuid());
        assert_eq!(found, may, "{} {what:?}", self.told());
    }
}

pub(super) fn check(
    What(permission, team, object): &What,
    principal: Option<Principal>,
) -> CheckAccess {
    CheckAccess {
        permission: permission.clone(),
        team: *team,
        object: object.clone(),
        principal,
        at_least: None,
    }
}
