//! Objects of Tenantry's own that are seen one by one: what decides who may do what to each.

use super::grants::grants_on;
use crate::access::{Grant, Holder, Object, Permission, Place, Principal, Thing, denied};
use crate::call::Tenant;
use crate::page::Keyset;
use crate::projects::operations as projects;
use crate::storage::GrantsOf;
use crate::tasks::Assignee;
use crate::tasks::operations::tasks;
use crate::{ErrorKind, Page, Result, TeamId, Time};

/// An object, as far as it decides who may do what to it.
#[derive(Clone, Debug)]
pub(crate) struct Standing {
    pub(crate) object: Object,
    pub(crate) place: Place,
    pub(crate) owner: Principal,
    pub(crate) assignees: Vec<Assignee>,
    pub(crate) grants: Vec<Grant>,
}

impl Standing {
    /// Reads what there is beside the object's own row.
    pub(crate) async fn load(
        tenant: &Tenant,
        object: Object,
        owner: Principal,
        team: Option<TeamId>,
        assignees: &[Assignee],
    ) -> Result<Self> {
        let place = match team {
            Some(team) => match tenant.place(team).await {
                // A team that was deleted left its things to who owns them.
                Err(error) if error.kind() == ErrorKind::NotFound => Place::Loose,
                place => place?,
            },
            None => Place::Loose,
        };
        let grants = grants_on(tenant, &object).await?;
        Ok(Self {
            object,
            place,
            owner,
            assignees: assignees.to_vec(),
            grants,
        })
    }

    pub(crate) fn thing(&self) -> Thing<'_> {
        Thing {
            place: &self.place,
            owner: self.owner,
            assignees: &self.assignees,
            grants: &self.grants,
        }
    }

    /// Everybody who saw it by owning it, by having it assigned, or as it was shared at a moment.
    pub(crate) fn holders(&self, at: Time) -> Vec<Holder> {
        let is_live = |grant: &&Grant| grant.expires_at.is_none_or(|end| at < end);
        let grants = self.grants.iter().filter(is_live).map(|grant| grant.holder);
        let assignees = self.assignees.iter().map(|assignee| assignee.holder);
        let own = [self.owner.into()];
        grants.chain(assignees).chain(own).collect()
    }

    /// Whether the caller may do something to it now.
    pub(crate) fn allows(&self, tenant: &Tenant, permission: Permission) -> bool {
        let principal = tenant.actor().principal();
        let authority = tenant.authority();
        let visible = authority
            .rights
            .visible(principal, permission, tenant.now());
        visible.sees(self.thing())
    }

    /// With whom it is shared, for a caller who may share it.
    pub(crate) async fn shares(
        self,
        tenant: &Tenant,
        share: Permission,
        keyset: Keyset,
    ) -> Result<Page<Grant>> {
        if !self.allows(tenant, share) {
            return Err(denied(share, &self.place));
        }
        let (view, of) = (tenant.view(), GrantsOf::Object(self.object));
        let read = tenant.storage().grants(&view, &of, keyset.one_more());
        let read = read.await?;
        let cursor = read.head.cursor();
        let rows = tenant.see(read)?;
        Ok(Page::of(rows, keyset, |grant| grant.id.uuid()).at(cursor))
    }
}

/// An object as it stands, and what it takes to see it; `None` if there is no such one.
pub(crate) async fn find(
    tenant: &Tenant,
    object: &Object,
) -> Result<Option<(Standing, Permission)>> {
    match object.kind() {
        projects::KIND => {
            let found = projects::find_standing(tenant, object).await?;
            Ok(found.map(|standing| (standing, Permission::PROJECTS_READ)))
        }
        tasks::KIND => {
            let found = tasks::find_standing(tenant, object).await?;
            Ok(found.map(|standing| (standing, Permission::TASKS_READ)))
        }
        _ => Ok(None),
    }
}

/// Whether the caller sees an object now.
pub(crate) async fn sees(tenant: &Tenant, object: &Object) -> Result<bool> {
    let found = find(tenant, object).await?;
    Ok(found.is_some_and(|(standing, read)| standing.allows(tenant, read)))
}
