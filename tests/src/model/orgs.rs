//! The model's organisations.

use std::collections::BTreeSet;

use async_trait::async_trait;
use tenantry::access::{Holder, Principal, Role};
use tenantry::orgs::{Member, Org, Service};
use tenantry::page::Keyset;
use tenantry::storage::{Assigned, Key, OrgReads, OrgStanding, Row, Seen, View};
use tenantry::{ErrorKind, Result, ServiceId, TeamId};

use super::access::assigned;
use super::disk::{Shelf, page};
use super::store::Model;
use super::teams::{path, team, team_member};

#[async_trait]
impl OrgReads for Model {
    async fn standing(
        &self,
        view: &View,
        principal: Option<Principal>,
    ) -> Result<Option<Seen<OrgStanding>>> {
        let seen = self.see(view, |shelf| standing(shelf, principal));
        match seen {
            Ok(seen) => Ok(seen.value.map(|value| Seen {
                head: seen.head,
                proof: seen.proof,
                value,
            })),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    async fn members(&self, view: &View, keyset: Keyset) -> Result<Seen<Vec<Member>>> {
        self.see(view, |shelf| {
            page(shelf.all(member), keyset, |member| member.principal.uuid())
        })
    }

    async fn member(&self, view: &View, principal: Principal) -> Result<Seen<Option<Member>>> {
        self.see(view, |shelf| find_member(shelf, principal))
    }

    async fn services(&self, view: &View, keyset: Keyset) -> Result<Seen<Vec<Service>>> {
        self.see(view, |shelf| {
            page(shelf.all(service), keyset, |service| service.id.uuid())
        })
    }

    async fn service(&self, view: &View, id: ServiceId) -> Result<Seen<Option<Service>>> {
        self.see(view, |shelf| {
            let row = shelf.rows.get(&Key::Service(id));
            row.and_then(service).cloned()
        })
    }
}

fn standing(shelf: &Shelf, principal: Option<Principal>) -> Option<OrgStanding> {
    let org = shelf.rows.get(&Key::Org).and_then(org)?.clone();
    Some(OrgStanding {
        org,
        member: principal.and_then(|principal| find_member(shelf, principal)),
        team_roles: principal.map_or_else(Vec::new, |principal| team_roles(shelf, principal)),
        above: principal.map_or_else(Vec::new, |principal| above(shelf, principal)),
        assigned: principal.map_or_else(Vec::new, |principal| given(shelf, principal)),
    })
}

/// The teams of somebody, and all teams above them.
fn above(shelf: &Shelf, principal: Principal) -> Vec<TeamId> {
    let teams = team_roles(shelf, principal).into_iter();
    let all: BTreeSet<_> = teams.flat_map(|(team, _)| path(shelf, team)).collect();
    all.into_iter().collect()
}

fn given(shelf: &Shelf, principal: Principal) -> Vec<Assigned> {
    let own = team_roles(shelf, principal).into_iter();
    let own = own.map(|(team, _)| Holder::Team(team));
    let above = above(shelf, principal).into_iter().map(Holder::Subtree);
    let holders: Vec<_> = own.chain(above).chain([principal.into()]).collect();
    assigned(shelf, &holders)
}

fn team_roles(shelf: &Shelf, principal: Principal) -> Vec<(TeamId, Role)> {
    let owned = shelf.all(team).filter(|team| team.owner == principal);
    let owned = owned.map(|team| (team.id, Role::Owner));
    let joined = shelf.all(team_member);
    let joined = joined.filter(|member| member.principal == principal);
    owned
        .chain(joined.map(|member| (member.team, member.role)))
        .collect()
}

pub(super) fn find_member(shelf: &Shelf, principal: Principal) -> Option<Member> {
    let row = shelf.rows.get(&Key::Member(principal.uuid()));
    let found = row.and_then(member).cloned();
    found.filter(|member| member.principal == principal)
}

pub(super) fn org(row: &Row) -> Option<&Org> {
    match row {
        Row::Org(org) => Some(org),
        _ => None,
    }
}

pub(super) fn member(row: &Row) -> Option<&Member> {
    match row {
        Row::Member(member) => Some(member),
        _ => None,
    }
}

fn service(row: &Row) -> Option<&Service> {
    match row {
        Row::Service(service) => Some(service),
        _ => None,
    }
}
