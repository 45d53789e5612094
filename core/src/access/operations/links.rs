//! The operations on links: what is shared with whoever has one.

use tenantry_macros::operation;

use super::grants::grants_on;
use super::objects::Standing;
use crate::access::rules::sharing::Share;
use crate::access::rules::{grants, links};
use crate::access::{CreateLink, DeleteLink, Grant, Holder, NewLink, Object};
use crate::call::{Decision, Outcome, Tenant};
use crate::page::Keyset;
use crate::projects::{self, Project};
use crate::storage::GrantsOf;
use crate::tasks::operations::tasks;
use crate::tasks::rules::{Known, shares};
use crate::{Error, OrgId, ProjectId, Result, TaskId};

/// Makes a link to an object: whoever presents it sees that one object, and may comment on it or
/// change it, as the level says.
///
/// It takes what sharing the object so with somebody does. A link never manages an object, and
/// stays as it was made. It is listed among those whom the object is shared with, as a holder of
/// the kind `link`, and counts as one of them. The link itself is in the answer, once: it is
/// presented as an API key is, and opens this organisation alone.
#[operation(id = "links.create", kind = change, permission = none, errors = [Denied, NotFound, Conflict, LimitReached])]
pub(crate) async fn create(tenant: &Tenant, input: CreateLink) -> Result<NewLink> {
    let shared = Shared::load(tenant, &input.object).await?;
    let org = tenant.org();
    tenant
        .commit(|now| links::create(now, org, &input, |share| shared.with(now, org, share)))
        .await
}

/// Ends a link, at once and everywhere.
///
/// It takes what sharing the object with somebody no more does.
#[operation(id = "links.delete", kind = change, permission = none, errors = [Denied, NotFound])]
pub(crate) async fn delete(tenant: &Tenant, input: DeleteLink) -> Result<()> {
    let (of, one) = (GrantsOf::Holder(Holder::Link(input.link)), Keyset::first(1));
    let found = tenant.storage().grants(&tenant.view(), &of, one).await?;
    let grant = tenant.see(found)?.pop();
    let grant = grant.ok_or_else(|| Error::not_found("link", input.link))?;
    let shared = Shared::load(tenant, &grant.object).await?;
    tenant.commit(|now| shared.no_more(now, &grant)).await
}

/// An object that is shared: one that Tenantry keeps itself, or one of the product's.
enum Shared {
    Project(Box<Project>, Standing),
    Task(Box<Known>),
    Product(Object, Vec<Grant>),
}

impl Shared {
    async fn load(tenant: &Tenant, object: &Object) -> Result<Self> {
        Ok(match object.kind() {
            projects::operations::KIND => {
                let id = ProjectId::from_uuid(object.id());
                let (project, standing) = projects::operations::load(tenant, id).await?;
                Self::Project(project.into(), standing)
            }
            tasks::KIND => {
                let id = TaskId::from_uuid(object.id());
                Self::Task(tasks::load(tenant, id).await?.into())
            }
            _ => Self::Product(object.clone(), grants_on(tenant, object).await?),
        })
    }

    fn with(&self, now: &Decision<'_>, org: OrgId, share: &Share) -> Result<Outcome<Grant>> {
        match self {
            Self::Project(project, on) => projects::rules::share(now, project, on, share),
            Self::Task(known) => shares::share(now, known, share),
            Self::Product(object, all) => grants::create(now, org, all, None, (object, share)),
        }
    }

    fn no_more(&self, now: &Decision<'_>, grant: &Grant) -> Result<Outcome<()>> {
        match self {
            Self::Project(project, on) => projects::rules::unshare(now, project, on, grant.holder),
            Self::Task(known) => shares::unshare(now, known, grant.holder),
            Self::Product(_, all) => grants::delete(now, all, grant),
        }
    }
}
