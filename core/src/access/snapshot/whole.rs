//! A snapshot that is read from a store as a whole.

use std::collections::HashMap;
use std::sync::Arc;

use foldhash::fast::RandomState;
use uuid::Uuid;

use super::Snapshot;
use super::load::{Reader, Still};
use super::shards::Shards;
use super::shared::GRANT_BYTES;
use super::standing::{Given, Read};
use super::tree::{Planted, Tree};
use crate::access::{Assignment, Grant, Holder, Object, Role};
use crate::orgs::OrgStatus;
use crate::page::Keyset;
use crate::storage::{AssignmentsOf, GrantsOf, TeamsOf};
use crate::{Error, Result, TeamId};

/// How many rows are read at once.
const PAGE_ROWS: u32 = 4_000;

type TeamsRead = HashMap<TeamId, Planted, RandomState>;
type ByPrincipal<T> = HashMap<Uuid, Vec<T>, RandomState>;

impl Reader<'_> {
    /// Everything, and whether nobody's rights have changed meanwhile; `None` if there is no
    /// room for it.
    pub(super) async fn read_all(&self) -> Result<Option<(Snapshot, bool)>> {
        let position = self.position().await?;
        let mut still = Still(position.rights, true);
        let found = self.storage.standing(&self.view, None).await?;
        let found = found.ok_or_else(|| Error::not_found("org", self.org))?;
        let is_active = still.see(found).org.status == OrgStatus::Active;
        let (names, roles) = self.names_and_roles(&mut still).await?;
        let (planted, mut members) = self.tree_and_roles_in_teams(&mut still).await?;
        let (tree, mut given) = self.given(planted, &mut still).await?;
        let mut snapshot = Snapshot {
            position,
            is_active,
            names: Arc::new(names),
            roles: Arc::new(roles),
            tree: Arc::new(tree),
            members: Shards::for_entries(0),
            objects: None,
            kinds: Arc::default(),
            bytes: 0,
        };
        snapshot.bytes = snapshot.count_bytes();
        let mut all = Vec::new();
        let mut after = Keyset::first(PAGE_ROWS);
        loop {
            let page = still.see(self.storage.members(&self.view, after).await?);
            let Some(last) = page.last() else { break };
            after.after = last.principal.uuid();
            all.extend(page);
        }
        snapshot.members = Shards::for_entries(all.len());
        for member in all {
            let principal = member.principal;
            let id = principal.uuid();
            let read = Read {
                member,
                teams: members.remove(&id).unwrap_or_default().into(),
                given: given.remove(&id).unwrap_or_default().into(),
            };
            snapshot.put_member(principal, Some(read));
            if snapshot.bytes > self.bytes_max {
                return Ok(None);
            }
        }
        self.objects(&mut snapshot, &mut still).await?;
        Ok(Some((snapshot, still.1)))
    }

    /// The teams, and the roles in them by principal.
    async fn tree_and_roles_in_teams(
        &self,
        still: &mut Still,
    ) -> Result<(TeamsRead, ByPrincipal<(TeamId, Role)>)> {
        let mut planted = TeamsRead::default();
        let mut held: ByPrincipal<_> = HashMap::default();
        let mut after = Keyset::first(PAGE_ROWS);
        loop {
            let of = TeamsOf::Org;
            let page = still.see(self.storage.teams(&self.view, of, after).await?);
            let Some(last) = page.last() else { break };
            after.after = last.id.uuid();
            for team in page {
                let owned = held.entry(team.owner.uuid()).or_default();
                owned.push((team.id, Role::Owner));
                let read = Planted {
                    parent: team.parent,
                    ..Planted::default()
                };
                planted.insert(team.id, read);
            }
        }
        let mut after = (TeamId::from_uuid(Uuid::nil()), Uuid::nil());
        loop {
            let page = self.storage.all_team_members(&self.view, after, PAGE_ROWS);
            let page = still.see(page.await?);
            let Some(last) = page.last() else { break };
            after = (last.team, last.principal.uuid());
            for member in page {
                let roles = held.entry(member.principal.uuid()).or_default();
                roles.push((member.team, member.role));
            }
        }
        Ok((planted, held))
    }

    /// The roles that were given: to teams, in the tree, and to principals.
    async fn given(
        &self,
        mut planted: TeamsRead,
        still: &mut Still,
    ) -> Result<(Tree, ByPrincipal<Given>)> {
        let mut direct: ByPrincipal<_> = HashMap::default();
        let mut after = Keyset::first(PAGE_ROWS);
        loop {
            let of = AssignmentsOf::Org;
            let page = self.storage.assignments(&self.view, of, after).await?;
            let page: Vec<Assignment> = still.see(page);
            let Some(last) = page.last() else { break };
            after.after = last.id.uuid();
            for given in &page {
                let kept = match given.holder {
                    Holder::Team(team) => planted.get_mut(&team).map(|team| &mut team.members),
                    Holder::Subtree(team) => planted.get_mut(&team).map(|team| &mut team.subtree),
                    holder => Some(direct.entry(holder.uuid()).or_default()),
                };
                if let Some(kept) = kept {
                    kept.push(Given::of(given));
                }
            }
        }
        Ok((Tree::of(planted), direct))
    }

    /// What is shared, as long as there is room for it.
    async fn objects(&self, snapshot: &mut Snapshot, still: &mut Still) -> Result<()> {
        let room = self.bytes_max.saturating_sub(snapshot.bytes);
        let grants_max = room / GRANT_BYTES;
        let mut all: HashMap<Object, Vec<Grant>, RandomState> = HashMap::default();
        let mut count = 0;
        let mut after = Keyset::first(PAGE_ROWS);
        loop {
            let of = GrantsOf::Org;
            let page = still.see(self.storage.grants(&self.view, &of, after).await?);
            let Some(last) = page.last() else { break };
            after.after = last.id.uuid();
            let page = page.into_iter();
            for grant in page.filter(|grant| grant.object.must_be_the_products().is_ok()) {
                count += 1;
                if count > grants_max {
                    return Ok(());
                }
                all.entry(grant.object.clone()).or_default().push(grant);
            }
        }
        snapshot.objects = Some(Shards::for_entries(all.len()));
        for (object, grants) in all {
            snapshot.put_object(object.kind(), object.id(), &grants);
        }
        Ok(())
    }
}
