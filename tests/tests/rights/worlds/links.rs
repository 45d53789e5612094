//! Links: whoever has one may do what is shared with it, and nothing else.

use tenantry::ErrorKind;
use tenantry::access::{CreateLink, Grant, Holder, Level};

use super::facts::What;
use super::questions::check;
use super::world::{Actor, World};

impl World {
    pub(super) async fn makes_a_link(&mut self, actor: &Actor) {
        let input = CreateLink {
            object: self.dice.one(&self.objects).clone(),
            level: *self.dice.one(&Level::ALL[..3]),
            expires_at: self.end(),
        };
        let may = self.may_share(&actor.who, &input.object);
        let done = actor.inside.links().create(input.clone()).await;
        if let Some(made) = self.agreed(actor, may, format!("{input:?}"), done) {
            let secret = made.secret.unwrap();
            let caller = self.tenantry.authenticate(secret.expose()).await;
            let inside = caller.unwrap().enter(self.org).await.unwrap();
            self.grants.push(made.grant.clone());
            self.links.push((made.grant, inside));
        }
    }

    /// By a link that has ended, perhaps.
    pub(super) async fn asks_by_a_link(&mut self) {
        if self.links.is_empty() {
            return;
        }
        let (grant, inside) = self.dice.one(&self.links).clone();
        let what = self.what();
        let answer = inside.access().check(check(&what, None)).await;
        let is_there = self.grants.iter().any(|row| row.id == grant.id);
        let expected = match is_there && self.is_live(grant.expires_at) {
            true => Ok(self.link_may(&grant, &what)),
            false => Err(ErrorKind::Unauthenticated),
        };
        let answer = answer.map(|answer| answer.allowed);
        let answer = answer.map_err(|error| error.kind());
        assert_eq!(answer, expected, "{} {what:?} by {grant:?}", self.told());
    }

    /// The links with which one may do something.
    pub(super) fn links_that_may(&self, what: &What) -> impl Iterator<Item = tenantry::LinkId> {
        let grants = self.grants.iter();
        let able = grants.filter(|grant| self.link_may(grant, what));
        able.filter_map(|grant| match grant.holder {
            Holder::Link(link) => Some(link),
            _ => None,
        })
    }

    fn link_may(&self, grant: &Grant, What(name, _, object): &What) -> bool {
        let mut own = self
            .model
            .permissions
            .iter()
            .filter(|own| own.name == *name);
        let needed = own.next().and_then(|own| own.level);
        let is_enough = needed.is_some_and(|needed| grant.level >= needed);
        is_enough && object.as_ref() == Some(&grant.object) && self.is_live(grant.expires_at)
    }
}
