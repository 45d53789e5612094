//! The operations on labels.

use tenantry_macros::operation;

use crate::access::{Permission, Place};
use crate::call::Tenant;
use crate::tasks::rules::details;
use crate::tasks::rules::labels::{self, LABEL_USES_MAX};
use crate::tasks::{CreateLabel, DeleteLabel, GetLabel, Label, ListLabels, UpdateLabel};
use crate::{Error, LabelId, Page, Result};

/// Makes a label.
///
/// An organisation has at most 1,000. Their names differ by more than case.
#[operation(id = "labels.create", kind = change, permission = TASKS_CONFIGURE, errors = [Conflict, LimitReached])]
pub(crate) async fn create(tenant: &Tenant, input: CreateLabel) -> Result<Label> {
    tenant
        .commit(|now| labels::create(now, tenant.org(), &input))
        .await
}

/// Gets a label.
#[operation(id = "labels.get", kind = read, permission = ORGS_READ)]
pub(crate) async fn get(tenant: &Tenant, input: GetLabel) -> Result<Label> {
    let label = load(tenant, input.label).await?;
    tenant.require(Permission::ORGS_READ, &Place::Org)?;
    Ok(label)
}

/// Lists all labels, by age.
#[operation(id = "labels.list", kind = read, permission = ORGS_READ)]
pub(crate) async fn list(tenant: &Tenant, input: ListLabels) -> Result<Page<Label>> {
    let keyset = input.page.in_order(input.order)?;
    let (storage, view) = (tenant.storage(), tenant.view());
    let read = storage
        .labels(&view, input.archived, keyset.one_more())
        .await?;
    let cursor = read.head.cursor();
    let rows = tenant.see(read)?;
    tenant.require(Permission::ORGS_READ, &Place::Org)?;
    Ok(Page::of(rows, keyset, |label| label.id.uuid()).at(cursor))
}

/// Changes a label, on every task that has it.
///
/// Tasks are given an archived label no more; those that have it keep it.
#[operation(id = "labels.update", kind = change, permission = TASKS_CONFIGURE, errors = [Conflict])]
pub(crate) async fn update(tenant: &Tenant, input: UpdateLabel) -> Result<Label> {
    let label = load(tenant, input.label).await?;
    tenant
        .commit(|now| labels::update(now, &label, &input))
        .await
}

/// Deletes a label, and takes it off the tasks that have it. One of more than 10,000 tasks is
/// archived instead.
#[operation(id = "labels.delete", kind = change, permission = TASKS_CONFIGURE, errors = [Conflict])]
pub(crate) async fn delete(tenant: &Tenant, input: DeleteLabel) -> Result<()> {
    let label = load(tenant, input.label).await?;
    let (storage, view) = (tenant.storage(), tenant.view());
    let uses = storage.label_uses(&view, input.label, LABEL_USES_MAX + 1);
    let uses = tenant.see(uses.await?)?;
    tenant
        .commit(|now| labels::delete(now, &label, uses, &input))
        .await
}

/// Refuses labels that there are not, or that are given no more.
pub(super) async fn must_be_labels(tenant: &Tenant, ids: &[LabelId]) -> Result<()> {
    for id in details::labels(ids)? {
        if load(tenant, id).await?.archived {
            let why = "this label is archived; choose another";
            return Err(Error::conflict("label_archived", why).with("label", id.to_string()));
        }
    }
    Ok(())
}

/// A label.
pub(crate) async fn load(tenant: &Tenant, id: LabelId) -> Result<Label> {
    tenant
        .see(tenant.storage().label(&tenant.view(), id).await?)?
        .ok_or_else(|| Error::not_found(LabelId::NOUN, id))
}
