//! The rules of service accounts, and of who may have keys made for them.

use super::members::{self, Estate, MEMBERS_MAX};
use crate::access::{Permission, Place, Principal, Role, RoleInfo};
use crate::call::{Decision, Outcome, Told, check_version};
use crate::orgs::{CreateService, Member, Service, UpdateService};
use crate::storage::{Counter, Key, Row};
use crate::{Error, OrgId, Result, ServiceId, Time, text};

/// The most service accounts of one organisation.
pub const SERVICES_MAX: i64 = 1_000;

pub(crate) fn create(
    now: &Decision<'_>,
    org: OrgId,
    input: &CreateService,
) -> Result<Outcome<Service>> {
    now.require(Permission::SERVICES_MANAGE, &Place::Org)?;
    now.require_cover(input.role, &Place::Org)?;
    if input.role == Role::Owner {
        return Err(Error::invalid(
            "role",
            "cannot be `owner` for a service account",
        ));
    }
    let service = Service {
        org,
        id: ServiceId::from_uuid(now.id()),
        name: text::name("name", &input.name)?,
        description: text::description(input.description.as_deref())?,
        version: 1,
        created_at: Time::OF_COMMIT,
        updated_at: Time::OF_COMMIT,
    };
    let member = members::new(org, Principal::Service(service.id), input.role);
    let told = about(&service)
        .with("name", service.name.as_str())
        .with("role", input.role.name())
        .touching(Principal::Service(service.id))
        .widens();
    Ok(Outcome::new(service.clone(), org)
        .insert(Row::Service(service))
        .insert(Row::Member(member))
        .count_up(Counter::Services, SERVICES_MAX)
        .count_up(Counter::Members, MEMBERS_MAX)
        .tell(now, told))
}

pub(crate) fn update(
    now: &Decision<'_>,
    service: &Service,
    input: &UpdateService,
) -> Result<Outcome<Service>> {
    now.require(Permission::SERVICES_MANAGE, &Place::Org)?;
    check_version(input.if_version, service.version)?;
    let mut to = Service {
        version: service.version + 1,
        updated_at: Time::OF_COMMIT,
        ..service.clone()
    };
    if let Some(name) = &input.name {
        to.name = text::name("name", name)?;
    }
    text::describe(&mut to.description, &input.description)?;
    let told = about(&to)
        .changed("name", service.name.as_str(), to.name.as_str())
        .with("described", to.description != service.description);
    Ok(Outcome::new(to.clone(), service.org)
        .update(Row::Service(service.clone()), Row::Service(to))
        .tell(now, told))
}

/// Deletes a service account with its membership; its keys end beside this.
pub(crate) fn delete(
    now: &Decision<'_>,
    service: &Service,
    member: &Member,
    estate: &Estate,
) -> Result<Outcome<()>> {
    now.require(Permission::SERVICES_MANAGE, &Place::Org)?;
    now.require_cover(member.role, &Place::Org)?;
    let told = about(service).with("name", service.name.as_str());
    let told = told.touching(Principal::Service(service.id)).narrows();
    Ok(members::leaves(now, member, estate)?
        .delete(Row::Service(service.clone()))
        .count_down(Counter::Services, 0)
        .tell(now, told))
}

/// A service account with everything that its keys may do.
pub(crate) struct Held {
    pub(crate) service: Service,
    /// Its roles, each with where it is held.
    pub(crate) roles: Vec<(Place, RoleInfo)>,
}

/// What every change of a service account's keys does in the organisation: whoever holds
/// a key acts with all of the service's roles, so each must be covered.
pub(crate) fn keyring(now: &Decision<'_>, held: &Held) -> Result<Outcome<()>> {
    now.require(Permission::SERVICES_MANAGE, &Place::Org)?;
    now.require_cover_of_all(&held.roles)?;
    let told = about(&held.service).with("keys", true);
    let told = told.touching(Principal::Service(held.service.id)).widens();
    Ok(Outcome::new((), held.service.org)
        .while_present(Key::Service(held.service.id))
        .tell(now, told))
}

fn about(service: &Service) -> Told {
    Told::about("service", service.id.uuid())
        .seen_with(Permission::SERVICES_READ)
        .concerns(service.id.uuid())
}
