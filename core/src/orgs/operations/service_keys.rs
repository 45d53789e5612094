//! The operations on the API keys of service accounts.

use tenantry_macros::operation;

use super::organisations::current;
use super::services::load as load_service;
use crate::access::operations::assignments::{live, placed};
use crate::access::{Permission, Place, Principal, RoleInfo};
use crate::call::Tenant;
use crate::directory::rules::keys::{self, KeyTerms};
use crate::directory::{ApiKey, NewKey, StoredKey};
use crate::orgs::rules::services::{Held, keyring};
use crate::orgs::{CreateServiceKey, ListServiceKeys, RevokeServiceKey, RotateServiceKey};
use crate::storage::View;
use crate::{Error, KeyId, Page, Result, ServiceId};

/// Creates an API key for a service account. The key itself is in the answer, once.
#[operation(id = "service_keys.create", kind = change, permission = SERVICES_MANAGE, errors = [LimitReached])]
pub(crate) async fn create(tenant: &Tenant, input: CreateServiceKey) -> Result<NewKey> {
    let held = load(tenant, input.service).await?;
    let directory = current(tenant).await?.directory;
    let terms = KeyTerms {
        directory,
        owner: Principal::Service(input.service),
        org: Some(tenant.org()),
        name: &input.name,
        scopes: &input.scopes,
        expires_at: input.expires_at,
    };
    // The answer is a key: the service must not have been given more meanwhile.
    let unchanged = tenant.unchanged_rights();
    tenant
        .commit(|now| {
            let keyring = keyring(now, &held)?.expect(unchanged);
            keys::create(now, keyring, &terms)
        })
        .await
}

/// Lists the API keys of a service account by age, without the keys themselves.
///
/// Those that were revoked, or replaced and are over, are listed until the next one is made.
#[operation(id = "service_keys.list", kind = read, permission = SERVICES_READ)]
pub(crate) async fn list(tenant: &Tenant, input: ListServiceKeys) -> Result<Page<ApiKey>> {
    tenant.require(Permission::SERVICES_READ, &Place::Org)?;
    let service = load_service(tenant, input.service).await?;
    let directory = current(tenant).await?.directory;
    let keyset = input.page.in_order(input.order)?;
    let view = View {
        scope: directory.into(),
        proof: None,
    };
    let owner = Principal::Service(service.id);
    let read = tenant
        .storage()
        .keys(&view, owner, keyset.one_more())
        .await?;
    // Last, so that nobody whose right ended meanwhile is shown them.
    current(tenant).await?;
    Ok(Page::of(read.value, keyset, |key| key.id.uuid()))
}

/// Replaces an API key of a service account. The old one works on for the overlap.
///
/// At most 100 that were rotated work on at the same time.
#[operation(id = "service_keys.rotate", kind = change, permission = SERVICES_MANAGE, errors = [Conflict, LimitReached])]
pub(crate) async fn rotate(tenant: &Tenant, input: RotateServiceKey) -> Result<NewKey> {
    let held = load(tenant, input.service).await?;
    let old = load_key(tenant, input.service, input.key).await?;
    // The answer is a key: the service must not have been given more meanwhile.
    let unchanged = tenant.unchanged_rights();
    tenant
        .commit(|now| {
            let keyring = keyring(now, &held)?.expect(unchanged);
            keys::rotate(now, keyring, &old, input.overlap_secs)
        })
        .await
}

/// Revokes an API key of a service account, at once and everywhere.
#[operation(id = "service_keys.revoke", kind = change, permission = SERVICES_MANAGE, errors = [Conflict])]
pub(crate) async fn revoke(tenant: &Tenant, input: RevokeServiceKey) -> Result<()> {
    let held = load(tenant, input.service).await?;
    let old = load_key(tenant, input.service, input.key).await?;
    tenant
        .commit(|now| keys::revoke(now, keyring(now, &held)?, &old))
        .await
}

async fn load(tenant: &Tenant, id: ServiceId) -> Result<Held> {
    let service = load_service(tenant, id).await?;
    // The rule asks again. Here it keeps everybody else from having many paths read.
    tenant.require(Permission::SERVICES_MANAGE, &Place::Org)?;
    let principal = Principal::Service(id);
    let found = tenant
        .storage()
        .standing(&tenant.view(), Some(principal))
        .await?;
    let seen = found.ok_or_else(|| Error::not_found("org", tenant.org()))?;
    let standing = tenant.see(seen)?;
    let member = standing.member.as_ref();
    let member = member.ok_or_else(|| Error::not_found("service", id))?;
    let built_in = |role| RoleInfo::of_built_in(tenant.org(), role, standing.org.created_at);
    let in_teams = standing.team_roles.iter();
    let in_teams = in_teams.map(|(team, role)| (Some(*team), built_in(*role)));
    let assigned = live(&standing.assigned, tenant.now());
    let own = std::iter::once((None, built_in(member.role)));
    let roles = placed(tenant, own.chain(in_teams).chain(assigned)).await?;
    Ok(Held { service, roles })
}

async fn load_key(tenant: &Tenant, service: ServiceId, id: KeyId) -> Result<StoredKey> {
    let directory = current(tenant).await?.directory;
    let view = View {
        scope: directory.into(),
        proof: None,
    };
    let found = tenant.storage().key(&view, id).await?.value;
    found
        .filter(|stored| {
            stored.key.owner == Principal::Service(service) && stored.key.org == Some(tenant.org())
        })
        .ok_or_else(|| Error::not_found("key", id))
}
