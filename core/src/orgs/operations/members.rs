//! The operations on members.

use tenantry_macros::operation;

use crate::access::operations::assignments::{live, placed};
use crate::access::{Holder, Permission, Place, Principal, RoleInfo};
use crate::call::Tenant;
use crate::orgs::operations::organisations::current;
use crate::orgs::rules::members::{self, Estate, INHERITED_TEAMS_MAX};
use crate::orgs::{AddMember, GetMember, ListMembers, Member, RemoveMember, UpdateMember};
use crate::storage::View;
use crate::teams::Team;
use crate::{Error, Page, Result};

/// Lists who belongs to the organisation, people and service accounts, by id.
#[operation(id = "members.list", kind = read, permission = MEMBERS_READ)]
pub(crate) async fn list(tenant: &Tenant, input: ListMembers) -> Result<Page<Member>> {
    let keyset = input.page.in_order(input.order)?;
    let read = tenant
        .storage()
        .members(&tenant.view(), keyset.one_more())
        .await?;
    let cursor = read.head.cursor();
    let rows = tenant.see(read)?;
    tenant.require(Permission::MEMBERS_READ, &Place::Org)?;
    Ok(Page::of(rows, keyset, |member| member.principal.uuid()).at(cursor))
}

/// Gets a membership.
#[operation(id = "members.get", kind = read, permission = MEMBERS_READ)]
pub(crate) async fn get(tenant: &Tenant, input: GetMember) -> Result<Member> {
    let member = load(tenant, input.principal).await?;
    tenant.require(Permission::MEMBERS_READ, &Place::Org)?;
    Ok(member)
}

/// Adds a person of the organisation's directory, with a role that reaches everywhere in it.
///
/// Nobody gives a role that holds more than their own. A person belongs to at most 1,000
/// organisations.
#[operation(id = "members.add", kind = change, permission = MEMBERS_MANAGE, errors = [Conflict, LimitReached])]
pub(crate) async fn add(tenant: &Tenant, input: AddMember) -> Result<Member> {
    tenant.require(Permission::MEMBERS_MANAGE, &Place::Org)?;
    let org = current(tenant).await?;
    let view = View {
        scope: org.directory.into(),
        proof: None,
    };
    let user = tenant.storage().user(&view, input.user).await?.value;
    let user = user.ok_or_else(|| Error::not_found("user", input.user))?;
    tenant
        .commit(|now| members::add(now, &org, &user, input.role))
        .await
}

/// Changes a member's role at the organisation.
///
/// The last owner who can act keeps the role.
#[operation(id = "members.update", kind = change, permission = MEMBERS_MANAGE, errors = [Conflict])]
pub(crate) async fn update(tenant: &Tenant, input: UpdateMember) -> Result<Member> {
    let member = load(tenant, input.principal).await?;
    if matches!(member.principal, Principal::Service(_)) && input.role == crate::access::Role::Owner
    {
        return Err(Error::invalid(
            "role",
            "cannot be `owner` for a service account",
        ));
    }
    tenant
        .commit(|now| members::update(now, &member, &input))
        .await
}

/// Removes a person from the organisation and from all its teams. Everybody may leave.
///
/// The last owner who can act stays. Teams that the person owns go to the heir.
#[operation(id = "members.remove", kind = change, permission = MEMBERS_MANAGE, errors = [Conflict, LimitReached])]
pub(crate) async fn remove(tenant: &Tenant, input: RemoveMember) -> Result<()> {
    let principal = Principal::User(input.user);
    let member = load(tenant, principal).await?;
    let org = current(tenant).await?;
    let estate = estate(tenant, principal, input.heir).await?;
    let unchanged = tenant.unchanged_rights();
    tenant
        .commit(|now| {
            let outcome = members::remove(now, &org, &member, &estate)?;
            Ok(outcome.then_in(org.id).expect(unchanged))
        })
        .await
}

pub(crate) async fn load(tenant: &Tenant, principal: Principal) -> Result<Member> {
    tenant
        .see(tenant.storage().member(&tenant.view(), principal).await?)?
        .filter(|member| member.principal == principal)
        .ok_or_else(|| Error::not_found("member", principal.uuid()))
}

/// What passes to the heir, who must be a member too.
pub(super) async fn estate(
    tenant: &Tenant,
    owner: Principal,
    heir: Option<Principal>,
) -> Result<Estate> {
    if let Some(heir) = heir {
        load(tenant, heir).await?;
    }
    let limit = INHERITED_TEAMS_MAX + 1;
    let view = tenant.view();
    let owned = tenant.storage().teams_owned(&view, owner, limit).await?;
    let owned = tenant.see(owned)?;
    let given = match owned.is_empty() {
        true => Vec::new(),
        false => given_through(tenant, owner, &owned).await?,
    };
    Ok(Estate { owned, given, heir })
}

/// What an owner was given through these teams of theirs, and through subtrees.
async fn given_through(
    tenant: &Tenant,
    owner: Principal,
    owned: &[Team],
) -> Result<Vec<(Place, RoleInfo)>> {
    let (storage, view) = (tenant.storage(), tenant.view());
    let found = storage.standing(&view, Some(owner)).await?;
    let found = found.ok_or_else(|| Error::not_found("org", tenant.org()))?;
    let mut given = tenant.see(found)?.assigned;
    given.retain(|given| match given.assignment.holder {
        Holder::Team(of) => owned.iter().any(|team| team.id == of),
        holder => matches!(holder, Holder::Subtree(_)),
    });
    placed(tenant, live(&given, tenant.now())).await
}
