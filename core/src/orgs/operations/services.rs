//! The operations on service accounts.

use tenantry_macros::operation;

use super::members::{estate, load as load_member};
use super::organisations::current;
use crate::access::{Permission, Place, Principal};
use crate::call::Tenant;
use crate::directory::rules::keys;
use crate::orgs::rules::services;
use crate::orgs::{CreateService, DeleteService, GetService, ListServices, Service, UpdateService};
use crate::{Error, Page, Result, ServiceId};

/// Lists the service accounts of the organisation by age.
#[operation(id = "services.list", kind = read, permission = SERVICES_READ)]
pub(crate) async fn list(tenant: &Tenant, input: ListServices) -> Result<Page<Service>> {
    let keyset = input.page.in_order(input.order)?;
    let read = tenant
        .storage()
        .services(&tenant.view(), keyset.one_more())
        .await?;
    let cursor = read.head.cursor();
    let rows = tenant.see(read)?;
    tenant.require(Permission::SERVICES_READ, &Place::Org)?;
    Ok(Page::of(rows, keyset, |service| service.id.uuid()).at(cursor))
}

/// Gets a service account.
#[operation(id = "services.get", kind = read, permission = SERVICES_READ)]
pub(crate) async fn get(tenant: &Tenant, input: GetService) -> Result<Service> {
    let service = load(tenant, input.service).await?;
    tenant.require(Permission::SERVICES_READ, &Place::Org)?;
    Ok(service)
}

/// Creates a service account: a member that acts by API keys, with a role of its own.
#[operation(id = "services.create", kind = change, permission = SERVICES_MANAGE, errors = [Conflict, LimitReached])]
pub(crate) async fn create(tenant: &Tenant, input: CreateService) -> Result<Service> {
    tenant
        .commit(|now| services::create(now, tenant.org(), &input))
        .await
}

/// Changes a service account's name or description.
#[operation(id = "services.update", kind = change, permission = SERVICES_MANAGE, errors = [Conflict])]
pub(crate) async fn update(tenant: &Tenant, input: UpdateService) -> Result<Service> {
    let service = load(tenant, input.service).await?;
    tenant
        .commit(|now| services::update(now, &service, &input))
        .await
}

/// Deletes a service account. Its keys stop working at once.
#[operation(id = "services.delete", kind = change, permission = SERVICES_MANAGE, errors = [Conflict, LimitReached])]
pub(crate) async fn delete(tenant: &Tenant, input: DeleteService) -> Result<()> {
    tenant.require(Permission::SERVICES_MANAGE, &Place::Org)?;
    let service = load(tenant, input.service).await?;
    let principal = Principal::Service(service.id);
    let member = load_member(tenant, principal).await?;
    let estate = estate(tenant, principal, input.heir).await?;
    let org = current(tenant).await?;
    let unchanged = tenant.unchanged_rights();
    tenant
        .commit(|now| {
            let outcome = services::delete(now, &service, &member, &estate)?;
            let outcome = keys::end_all(now, outcome, org.directory, principal);
            Ok(outcome.then_in(org.id).expect(unchanged))
        })
        .await
}

pub(crate) async fn load(tenant: &Tenant, id: ServiceId) -> Result<Service> {
    tenant
        .see(tenant.storage().service(&tenant.view(), id).await?)?
        .ok_or_else(|| Error::not_found("service", id))
}
