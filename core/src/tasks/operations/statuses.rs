//! The operations on statuses.

use tenantry_macros::operation;

use crate::access::{Permission, Place};
use crate::call::Tenant;
use crate::orgs::operations::organisations::current;
use crate::page::{Keyset, beside};
use crate::tasks::rules::{STATUSES_MAX, statuses};
use crate::tasks::{
    Category, CreateStatus, DeleteStatus, GetStatus, ListStatuses, Status, UpdateStatus,
};
use crate::{Error, Page, Result, StatusId};

/// Makes a status of the organisation's own, beside the built-in one of its category.
///
/// An organisation has at most 64. Their names differ from one another and from the built-in
/// ones' by more than case.
#[operation(id = "statuses.create", kind = change, permission = TASKS_CONFIGURE, errors = [Conflict, LimitReached])]
pub(crate) async fn create(tenant: &Tenant, input: CreateStatus) -> Result<Status> {
    tenant
        .commit(|now| statuses::create(now, tenant.org(), &input))
        .await
}

/// Gets a status, built in or of the organisation's own.
#[operation(id = "statuses.get", kind = read, permission = ORGS_READ)]
pub(crate) async fn get(tenant: &Tenant, input: GetStatus) -> Result<Status> {
    let status = load(tenant, input.status).await?;
    tenant.require(Permission::ORGS_READ, &Place::Org)?;
    Ok(status)
}

/// Lists all statuses by age: the built-in ones, as work goes on, before the organisation's own.
#[operation(id = "statuses.list", kind = read, permission = ORGS_READ)]
pub(crate) async fn list(tenant: &Tenant, input: ListStatuses) -> Result<Page<Status>> {
    let keyset = input.page.in_order(input.order)?;
    let org = current(tenant).await?;
    let (storage, view) = (tenant.storage(), tenant.view());
    let read = storage
        .statuses(&view, input.archived, keyset.one_more())
        .await?;
    let cursor = read.head.cursor();
    let own = tenant.see(read)?;
    tenant.require(Permission::ORGS_READ, &Place::Org)?;
    let built_in = Category::ALL.into_iter();
    let built_in = built_in
        .map(|category| Status::of_built_in(org.id, category, org.created_at))
        .filter(|status| input.archived.is_none_or(|only| status.archived == only));
    let id = |status: &Status| status.id.uuid();
    let rows = beside(built_in.collect(), own, keyset, id);
    Ok(Page::of(rows, keyset, id).at(cursor))
}

/// Changes a status of the organisation's own, for every task that has it. What it means stays.
///
/// Tasks are given an archived status no more; those that have it keep it.
#[operation(id = "statuses.update", kind = change, permission = TASKS_CONFIGURE, errors = [Conflict])]
pub(crate) async fn update(tenant: &Tenant, input: UpdateStatus) -> Result<Status> {
    let status = load(tenant, input.status).await?;
    tenant
        .commit(|now| statuses::update(now, &status, &input))
        .await
}

/// Deletes a status of the organisation's own that is archived and that no task has, also none
/// that is deleted.
#[operation(id = "statuses.delete", kind = change, permission = TASKS_CONFIGURE, errors = [Conflict])]
pub(crate) async fn delete(tenant: &Tenant, input: DeleteStatus) -> Result<()> {
    let status = load(tenant, input.status).await?;
    let (storage, view) = (tenant.storage(), tenant.view());
    let is_used = tenant.see(storage.status_is_used(&view, input.status).await?)?;
    tenant
        .commit(|now| statuses::delete(now, &status, is_used, &input))
        .await
}

/// All statuses: by what they mean, then by rank, then by age.
pub(super) async fn all(tenant: &Tenant) -> Result<Vec<Status>> {
    let org = current(tenant).await?;
    let (storage, view) = (tenant.storage(), tenant.view());
    let keyset = Keyset::first(STATUSES_MAX as u32);
    let own = tenant.see(storage.statuses(&view, None, keyset).await?)?;
    let built_in = Category::ALL.into_iter();
    let built_in = built_in.map(|category| Status::of_built_in(org.id, category, org.created_at));
    let mut all: Vec<Status> = built_in.chain(own).collect();
    all.sort_by_key(|status| (status.category, status.rank, status.id));
    Ok(all)
}

/// A status, built in or of the organisation's own.
pub(crate) async fn load(tenant: &Tenant, id: StatusId) -> Result<Status> {
    if let Some(category) = Category::of_built_in(id) {
        let org = current(tenant).await?;
        return Ok(Status::of_built_in(org.id, category, org.created_at));
    }
    tenant
        .see(tenant.storage().status(&tenant.view(), id).await?)?
        .ok_or_else(|| Error::not_found(StatusId::NOUN, id))
}
