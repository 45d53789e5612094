//! The operations on organisations.

use tenantry_macros::operation;

use crate::access::{Permission, Place};
use crate::call::{Caller, Tenant};
use crate::directory::DepartedOrg;
use crate::directory::operations::users::load;
use crate::orgs::rules::organisations;
use crate::orgs::{CreateOrg, ListOrgs, NameDeparted, Org, OrgStatus, PurgeProgress, UpdateOrg};
use crate::storage::Purged;
use crate::{Error, ErrorKind, Page, Result};

/// How many rows one call of a purge removes at most.
const PURGED_ROWS_MAX: u32 = 10_000;

/// Creates an organisation. The caller becomes its owner.
///
/// The system names the directory and the owner. A person belongs to at most 1,000
/// organisations.
#[operation(id = "orgs.create", kind = change, permission = none, errors = [Denied, NotFound, Conflict, LimitReached])]
pub(crate) async fn create(caller: &Caller, input: CreateOrg) -> Result<Org> {
    caller.require_unrestricted()?;
    let directory = caller.directory(input.directory)?;
    let owner = match input.owner {
        Some(owner) if caller.identity.user() != Some(owner) => {
            caller.require_operator()?;
            owner
        }
        Some(owner) => owner,
        None if caller.identity.is_system() => {
            return Err(Error::invalid("owner", "must be named by the system"));
        }
        None => caller.person()?.1,
    };
    let owner = load(caller, directory, owner).await?;
    caller
        .commit(|now| organisations::create(now, directory, &owner, &input))
        .await
}

/// Lists the organisations that the caller belongs to, by age.
#[operation(id = "orgs.list", kind = read, permission = none, errors = [Denied])]
pub(crate) async fn list(caller: &Caller, input: ListOrgs) -> Result<Page<Org>> {
    let (directory, user) = caller.person()?;
    let keyset = input.page.in_order(input.order)?;
    let read = caller
        .storage()
        .orgs_of(&caller.view(directory), user, keyset.one_more())
        .await?;
    let cursor = read.head.cursor();
    let page = Page::of(caller.see(read)?, keyset, |org| org.id.uuid()).at(cursor);
    let only = caller.identity.org;
    let items = page
        .items
        .into_iter()
        .filter(|org| only.is_none_or(|only| only == org.id));
    Ok(Page {
        items: items.collect(),
        next: page.next,
        feed: page.feed,
    })
}

/// Gets the organisation.
#[operation(id = "orgs.get", kind = read, permission = ORGS_READ)]
pub(crate) async fn get(tenant: &Tenant) -> Result<Org> {
    let org = current(tenant).await?;
    tenant.require(Permission::ORGS_READ, &Place::Org)?;
    Ok(org)
}

/// Changes the organisation's name, slug, address or contact.
#[operation(id = "orgs.update", kind = change, permission = ORGS_UPDATE, errors = [Conflict])]
pub(crate) async fn update(tenant: &Tenant, input: UpdateOrg) -> Result<Org> {
    let org = current(tenant).await?;
    tenant
        .commit(|now| organisations::update(now, &org, &input))
        .await
}

/// Suspends the organisation: refused to everybody but the system, at once. Only the system can.
#[operation(id = "orgs.suspend", kind = change, permission = ORGS_SUSPEND, errors = [Conflict])]
pub(crate) async fn suspend(tenant: &Tenant) -> Result<Org> {
    let org = current(tenant).await?;
    tenant
        .commit(|now| organisations::set_status(now, &org, OrgStatus::Suspended))
        .await
}

/// Lets a suspended organisation be used again. Only the system can.
#[operation(id = "orgs.resume", kind = change, permission = ORGS_SUSPEND, errors = [Conflict])]
pub(crate) async fn resume(tenant: &Tenant) -> Result<Org> {
    let org = current(tenant).await?;
    tenant
        .commit(|now| organisations::set_status(now, &org, OrgStatus::Active))
        .await
}

/// Deletes the organisation: gone for everybody at once, purged afterwards.
///
/// The sequence and hash of its last entry stay with its directory.
#[operation(id = "orgs.delete", kind = change, permission = ORGS_DELETE)]
pub(crate) async fn delete(tenant: &Tenant) -> Result<()> {
    let org = current(tenant).await?;
    tenant.commit(|now| organisations::delete(now, &org)).await
}

/// Removes a slice of a deleted organisation's rows. Only the system can.
///
/// Call it until `is_done`: each call removes at most 10,000 rows. Called once more it
/// answers that nothing was left.
#[operation(id = "orgs.purge", kind = change, permission = DIRECTORY_MANAGE, errors = [NotFound])]
pub(crate) async fn purge(caller: &Caller, input: NameDeparted) -> Result<PurgeProgress> {
    caller.require_operator()?;
    find_departed(caller, &input).await?;
    let purged = match caller.storage().purge(input.org, PURGED_ROWS_MAX).await {
        // Nothing is left of it, and it was deleted: somebody asks once more.
        Err(error) if error.kind() == ErrorKind::NotFound => Purged::NOTHING_LEFT,
        purged => purged?,
    };
    caller
        .commit(|now| Ok(organisations::purged(now, &input, purged)))
        .await
}

/// Gets what stays of a deleted organisation: where its journal ended. Only the system can.
#[operation(id = "orgs.departed", kind = read, permission = DIRECTORY_MANAGE, errors = [NotFound])]
pub(crate) async fn departed(caller: &Caller, input: NameDeparted) -> Result<DepartedOrg> {
    caller.require_operator()?;
    find_departed(caller, &input).await
}

async fn find_departed(caller: &Caller, input: &NameDeparted) -> Result<DepartedOrg> {
    caller
        .see(
            caller
                .storage()
                .departed(&caller.view(input.directory), input.org)
                .await?,
        )?
        .ok_or_else(|| Error::not_found("org", input.org))
}

/// The organisation's row as it is now.
pub(crate) async fn current(tenant: &Tenant) -> Result<Org> {
    let found = tenant.storage().standing(&tenant.view(), None).await?;
    let seen = found.ok_or_else(|| Error::not_found("org", tenant.org()))?;
    Ok(tenant.see(seen)?.org)
}
