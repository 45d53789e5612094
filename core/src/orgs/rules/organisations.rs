//! The rules of organisations.

use super::members::{self, MEMBERS_MAX, ORGS_OF_PERSON_MAX};
use crate::access::{Permission, Place, Principal, Role};
use crate::call::{Decision, Outcome, Told, check_version};
use crate::directory::{Affiliation, DepartedOrg, Slug, User, UserStatus};
use crate::orgs::{
    Address, Contact, CreateOrg, NameDeparted, Org, OrgStatus, PurgeProgress, UpdateOrg,
};
use crate::storage::{Counter, Expect, Key, Purged, Row, Sweep};
use crate::{DirectoryId, Error, OrgId, Result, Time, text};

/// Founds an organisation: its row, its first owner, its slug.
pub(crate) fn create(
    now: &Decision<'_>,
    directory: DirectoryId,
    owner: &User,
    input: &CreateOrg,
) -> Result<Outcome<Org>> {
    if owner.status != UserStatus::Active {
        return Err(Error::conflict(
            "user_not_active",
            "the first owner must be an active person",
        ));
    }
    let id = OrgId::from_uuid(now.id());
    let org = Org {
        id,
        directory,
        name: text::name("name", &input.name)?,
        slug: text::slug("slug", &input.slug)?,
        address: input.address.as_ref().map(address).transpose()?,
        contact: input.contact.as_ref().map(contact).transpose()?,
        status: OrgStatus::Active,
        version: 1,
        created_at: Time::OF_COMMIT,
        updated_at: Time::OF_COMMIT,
    };
    let member = members::new(id, Principal::User(owner.id), Role::Owner);
    let told = about(&org)
        .with("name", org.name.as_str())
        .with("slug", org.slug.as_str())
        .with("owner", owner.id.to_string())
        .widens();
    let listed = Told::about("org", id.uuid())
        .with("slug", org.slug.as_str())
        .with("owner", owner.id.to_string())
        .concerns(owner.id.uuid())
        .widens();
    Ok(Outcome::new(org.clone(), id)
        .insert(Row::Org(org.clone()))
        .insert(Row::Member(member))
        .count_up(Counter::Owners, MEMBERS_MAX)
        .count_up(Counter::Members, MEMBERS_MAX)
        .tell(now, told)
        .then_in(directory)
        .expect(Expect::Version(Key::User(owner.id), owner.version))
        .insert(Row::Slug(Slug {
            directory,
            slug: org.slug,
            org: id,
        }))
        .insert(Row::Affiliation(Affiliation {
            directory,
            user: owner.id,
            org: id,
        }))
        .count_up(Counter::Orgs(owner.id), ORGS_OF_PERSON_MAX)
        .tell(now, listed))
}

pub(crate) fn update(now: &Decision<'_>, org: &Org, input: &UpdateOrg) -> Result<Outcome<Org>> {
    now.require(Permission::ORGS_UPDATE, &Place::Org)?;
    check_version(input.if_version, org.version)?;
    let mut to = Org {
        version: org.version + 1,
        updated_at: Time::OF_COMMIT,
        ..org.clone()
    };
    if let Some(name) = &input.name {
        to.name = text::name("name", name)?;
    }
    if let Some(slug) = &input.slug {
        to.slug = text::slug("slug", slug)?;
    }
    input
        .address
        .clone()
        .try_map(|value| address(&value))?
        .apply(&mut to.address);
    input
        .contact
        .clone()
        .try_map(|value| contact(&value))?
        .apply(&mut to.contact);
    let told = about(&to)
        .changed("name", org.name.as_str(), to.name.as_str())
        .changed("slug", org.slug.as_str(), to.slug.as_str())
        .with("readdressed", org.address != to.address)
        .with("new_contact", org.contact != to.contact);
    let outcome = Outcome::new(to.clone(), org.id)
        .update(Row::Org(org.clone()), Row::Org(to.clone()))
        .tell(now, told);
    if to.slug == org.slug {
        return Ok(outcome);
    }
    let told =
        Told::about("org", org.id.uuid()).changed("slug", org.slug.as_str(), to.slug.as_str());
    Ok(outcome
        .then_in(org.directory)
        .delete(Row::Slug(slug_of(org)))
        .insert(Row::Slug(slug_of(&to)))
        .tell(now, told))
}

/// Suspends or resumes: the operator's.
pub(crate) fn set_status(now: &Decision<'_>, org: &Org, status: OrgStatus) -> Result<Outcome<Org>> {
    now.require(Permission::ORGS_SUSPEND, &Place::Org)?;
    if org.status == status {
        return Err(Error::conflict(
            "no_change",
            format!("the organisation is {} already", status.name()),
        ));
    }
    let to = Org {
        status,
        version: org.version + 1,
        updated_at: Time::OF_COMMIT,
        ..org.clone()
    };
    let told = about(&to).changed("status", org.status.name(), status.name());
    let told = if status == OrgStatus::Active {
        told.widens()
    } else {
        told.narrows()
    };
    Ok(Outcome::new(to.clone(), org.id)
        .update(Row::Org(org.clone()), Row::Org(to))
        .tell(now, told))
}

/// Marks an organisation deleted: gone for everybody at once, purged later. The keys of its
/// service accounts end; its last hash stays with its directory.
pub(crate) fn delete(now: &Decision<'_>, org: &Org) -> Result<Outcome<()>> {
    now.require(Permission::ORGS_DELETE, &Place::Org)?;
    let to = Org {
        status: OrgStatus::Deleted,
        version: org.version + 1,
        updated_at: Time::OF_COMMIT,
        ..org.clone()
    };
    let told = about(&to)
        .changed("status", org.status.name(), to.status.name())
        .narrows();
    let directory = org.directory;
    let departed = DepartedOrg {
        directory,
        org: org.id,
        seq: 0,
        hash: String::new(),
        deleted_at: Time::OF_COMMIT,
    };
    let left = Told::about("org", org.id.uuid())
        .with("slug", org.slug.as_str())
        .narrows();
    Ok(Outcome::new((), org.id)
        .update(Row::Org(org.clone()), Row::Org(to))
        .tell(now, told)
        .then_in(directory)
        .delete(Row::Slug(slug_of(org)))
        .sweep(Sweep::Affiliations(org.id))
        .sweep(Sweep::ServiceKeys(org.id))
        .insert(Row::Departed(departed))
        .tell(now, left))
}

/// Tells the directory how far a purge has come.
pub(crate) fn purged(
    now: &Decision<'_>,
    input: &NameDeparted,
    purged: Purged,
) -> Outcome<PurgeProgress> {
    let told = Told::about("org", input.org.uuid())
        .with("rows", purged.rows)
        .with("is_done", purged.is_done);
    let progress = PurgeProgress {
        rows: purged.rows,
        is_done: purged.is_done,
    };
    Outcome::new(progress, input.directory).tell(now, told)
}

fn slug_of(org: &Org) -> Slug {
    Slug {
        directory: org.directory,
        slug: org.slug.clone(),
        org: org.id,
    }
}

fn about(org: &Org) -> Told {
    Told::about("org", org.id.uuid()).seen_with(Permission::ORGS_READ)
}

fn address(given: &Address) -> Result<Address> {
    Ok(Address {
        street: line("address.street", &given.street)?,
        city: line("address.city", &given.city)?,
        region: line("address.region", &given.region)?,
        postal_code: line("address.postal_code", &given.postal_code)?,
        country: line("address.country", &given.country)?,
    })
}

fn contact(given: &Contact) -> Result<Contact> {
    let email = given.email.as_deref();
    let email = email.map(|text| text::email("contact.email", text));
    Ok(Contact {
        name: line("contact.name", &given.name)?,
        email: email.transpose()?.map(|email| email.address),
        phone: line("contact.phone", &given.phone)?,
    })
}

fn line(field: &'static str, text: &Option<String>) -> Result<Option<String>> {
    text.as_deref()
        .map(|text| text::name(field, text))
        .transpose()
}
