//! The model's teams.

use async_trait::async_trait;
use tenantry::access::Principal;
use tenantry::page::Keyset;
use tenantry::storage::{Key, Row, Seen, TeamReads, TeamsOf, View};
use tenantry::teams::{Team, TeamMember};
use tenantry::{Result, TeamId};
use uuid::Uuid;

use super::Defect;
use super::disk::{Shelf, page};
use super::store::Model;

#[async_trait]
impl TeamReads for Model {
    async fn team(&self, view: &View, id: TeamId) -> Result<Seen<Option<Team>>> {
        let stray = if self.has(Defect::ForgetsTheTenantInARead) {
            let disk = self.disk();
            disk.shelves
                .values()
                .find_map(|shelf| find(shelf, id).cloned())
        } else {
            None
        };
        self.see(view, |shelf| stray.or_else(|| find(shelf, id).cloned()))
    }

    async fn team_path(&self, view: &View, id: TeamId) -> Result<Seen<Vec<TeamId>>> {
        self.see(view, |shelf| path(shelf, id))
    }

    async fn teams(&self, view: &View, of: TeamsOf, keyset: Keyset) -> Result<Seen<Vec<Team>>> {
        self.see(view, |shelf| {
            let teams = shelf.all(team).filter(|team| match of {
                TeamsOf::Org => true,
                TeamsOf::Top => team.parent.is_none(),
                TeamsOf::Parent(parent) => team.parent == Some(parent),
                TeamsOf::Below(top) => team.id != top && path(shelf, team.id).contains(&top),
            });
            page(teams, keyset, |team| team.id.uuid())
        })
    }

    async fn team_members(
        &self,
        view: &View,
        team: TeamId,
        keyset: Keyset,
    ) -> Result<Seen<Vec<TeamMember>>> {
        self.see(view, |shelf| {
            let members = shelf.all(team_member).filter(|member| member.team == team);
            page(members, keyset, |member| member.principal.uuid())
        })
    }

    async fn all_team_members(
        &self,
        view: &View,
        after: (TeamId, Uuid),
        limit: u32,
    ) -> Result<Seen<Vec<TeamMember>>> {
        self.see(view, |shelf| {
            let all = shelf.all(team_member);
            let mut all: Vec<_> = all
                .map(|row| (row.team, row.principal.uuid(), row))
                .collect();
            all.sort_by_key(|(team, principal, _)| (*team, *principal));
            let rest = all.into_iter();
            let rest = rest.filter(|(team, principal, _)| (*team, *principal) > after);
            let rest = rest.map(|(_, _, row)| row.clone());
            rest.take(limit as usize).collect()
        })
    }

    async fn team_members_count(
        &self,
        view: &View,
        teams: &[TeamId],
        limit: u32,
    ) -> Result<Seen<u64>> {
        self.see(view, |shelf| {
            let members = shelf.all(team_member);
            let members = members.filter(|member| teams.contains(&member.team));
            members.take(limit as usize).count() as u64
        })
    }

    async fn team_member(
        &self,
        view: &View,
        team: TeamId,
        principal: Principal,
    ) -> Result<Seen<Option<TeamMember>>> {
        self.see(view, |shelf| {
            let row = shelf.rows.get(&Key::TeamMember(team, principal.uuid()));
            let found = row.and_then(team_member).cloned();
            found.filter(|member| member.principal == principal)
        })
    }

    async fn teams_owned(
        &self,
        view: &View,
        owner: Principal,
        limit: u32,
    ) -> Result<Seen<Vec<Team>>> {
        self.see(view, |shelf| {
            let owned = shelf.all(team).filter(|team| team.owner == owner);
            owned.take(limit as usize).cloned().collect()
        })
    }
}

fn find(shelf: &Shelf, id: TeamId) -> Option<&Team> {
    shelf.rows.get(&Key::Team(id)).and_then(team)
}

pub(super) fn path(shelf: &Shelf, id: TeamId) -> Vec<TeamId> {
    let mut path = Vec::new();
    let mut next = find(shelf, id);
    while let Some(team) = next {
        next = team.parent.and_then(|parent| find(shelf, parent));
        path.push(team.id);
    }
    path
}

pub(super) fn team(row: &Row) -> Option<&Team> {
    match row {
        Row::Team(team) => Some(team),
        _ => None,
    }
}

pub(super) fn team_member(row: &Row) -> Option<&TeamMember> {
    match row {
        Row::TeamMember(member) => Some(member),
        _ => None,
    }
}
