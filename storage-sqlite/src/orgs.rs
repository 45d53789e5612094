//! The room of organisations: rows, writes, reads.

use async_trait::async_trait;
use rusqlite::{Connection, Result, params};
use tenantry::access::Principal;
use tenantry::orgs::{Member, Org, Service};
use tenantry::page::Keyset;
use tenantry::storage::{OrgReads, OrgStanding, Seen, View};
use tenantry::{OrgId, ServiceId};
use uuid::Uuid;

use crate::access::assignments;
use crate::query::{Columns, one, only, page};
use crate::store::Sqlite;
use crate::transaction::{Put, Statements};
use crate::{teams, view};

pub(crate) mod services;

#[async_trait]
impl OrgReads for Sqlite {
    async fn standing(
        &self,
        view: &View,
        principal: Option<Principal>,
    ) -> tenantry::Result<Option<Seen<OrgStanding>>> {
        self.read(|db| {
            let seen = view::of_org(db, view, |org| standing(db, org, principal))?;
            Ok(seen.value.map(|value| Seen {
                head: seen.head,
                proof: seen.proof,
                value,
            }))
        })
        .or_else(no_org)
    }

    async fn members(&self, view: &View, keyset: Keyset) -> tenantry::Result<Seen<Vec<Member>>> {
        let view = *view;
        self.list(keyset.limit, move |db| {
            view::of_org(db, &view, |org| {
                let params = params![org.uuid(), keyset.after, keyset.limit];
                page(db, LIST_MEMBERS, keyset, params, member)
            })
        })
        .await
    }

    async fn member(
        &self,
        view: &View,
        principal: Principal,
    ) -> tenantry::Result<Seen<Option<Member>>> {
        self.read(|db| view::of_org(db, view, |org| find_member(db, org, principal)))
    }

    async fn services(&self, view: &View, keyset: Keyset) -> tenantry::Result<Seen<Vec<Service>>> {
        let view = *view;
        self.list(keyset.limit, move |db| {
            view::of_org(db, &view, |org| services::list(db, org, keyset))
        })
        .await
    }

    async fn service(&self, view: &View, id: ServiceId) -> tenantry::Result<Seen<Option<Service>>> {
        self.read(|db| view::of_org(db, view, |org| services::find(db, org, id)))
    }
}

/// Everybody may ask how they stand in an organisation that there is not: not at all.
fn no_org<T>(error: tenantry::Error) -> tenantry::Result<Option<T>> {
    if error.kind() == tenantry::ErrorKind::NotFound {
        Ok(None)
    } else {
        Err(error)
    }
}

fn standing(
    db: &Connection,
    id: OrgId,
    principal: Option<Principal>,
) -> Result<Option<OrgStanding>> {
    let Some(org) = one(db, FIND, params![id.uuid()], org)? else {
        return Ok(None);
    };
    let Some(principal) = principal else {
        return Ok(Some(OrgStanding {
            org,
            member: None,
            team_roles: Vec::new(),
            above: Vec::new(),
            assigned: Vec::new(),
        }));
    };
    Ok(Some(OrgStanding {
        org,
        member: find_member(db, id, principal)?,
        team_roles: teams::roles_of(db, id, principal)?,
        above: assignments::above(db, id, principal)?,
        assigned: assignments::of_principal(db, id, principal)?,
    }))
}

fn find_member(db: &Connection, org: OrgId, principal: Principal) -> Result<Option<Member>> {
    let params = params![org.uuid(), principal.uuid(), principal.kind()];
    one(db, FIND_MEMBER, params, member)
}

/// The version of an organisation, if there is one.
pub(crate) fn version(tx: Statements, org: Uuid) -> Result<Option<u64>> {
    tx.one("orgs.version", VERSION, params![org], only)
}

const VERSION: &str = "SELECT version FROM orgs WHERE org_id = ?1";

/// Writes an organisation as it shall be.
pub(crate) fn put(tx: Statements, org: &Org) -> Result<usize> {
    tx.put(
        "orgs.put",
        &PUT,
        org.version,
        params![
            org.id.uuid(),
            org.directory.uuid(),
            org.name,
            org.slug,
            // Plain structs of strings always have JSON text.
            org.address
                .as_ref()
                .and_then(|a| serde_json::to_string(a).ok()),
            org.contact
                .as_ref()
                .and_then(|c| serde_json::to_string(c).ok()),
            org.status.name(),
            org.version.cast_signed(),
            org.created_at.micros(),
            org.updated_at.micros(),
        ],
    )
}

const PUT: Put = Put {
    insert: "
    INSERT INTO orgs (org_id, directory_id, name, slug, address, contact, status, version,
                      created_at, updated_at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
    ON CONFLICT (org_id) DO NOTHING",
    update: "
    UPDATE orgs
    SET directory_id = ?2, name = ?3, slug = ?4, address = ?5, contact = ?6, status = ?7,
        version = ?8, created_at = ?9, updated_at = ?10
    WHERE org_id = ?1",
};

/// Removes an organisation's own row.
pub(crate) fn remove(tx: Statements, org: Uuid) -> Result<usize> {
    tx.run("orgs.remove", REMOVE, params![org])
}

const REMOVE: &str = "DELETE FROM orgs WHERE org_id = ?1";

/// The version of a member, if there is one.
pub(crate) fn member_version(tx: Statements, org: Uuid, principal: Uuid) -> Result<Option<u64>> {
    tx.one(
        "members.version",
        MEMBER_VERSION,
        params![org, principal],
        only,
    )
}

const MEMBER_VERSION: &str = "
    SELECT version FROM members WHERE org_id = ?1 AND principal_id = ?2";

/// Writes a member as it shall be.
pub(crate) fn put_member(tx: Statements, member: &Member) -> Result<usize> {
    tx.put(
        "members.put",
        &PUT_MEMBER,
        member.version,
        params![
            member.org.uuid(),
            member.principal.uuid(),
            member.principal.kind(),
            member.role.name(),
            member.suspended,
            member.version.cast_signed(),
            member.created_at.micros(),
            member.updated_at.micros(),
        ],
    )
}

const PUT_MEMBER: Put = Put {
    insert: "
    INSERT INTO members (org_id, principal_id, principal_kind, role, suspended, version,
                         created_at, updated_at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
    ON CONFLICT (org_id, principal_id) DO NOTHING",
    update: "
    UPDATE members
    SET principal_kind = ?3, role = ?4, suspended = ?5, version = ?6, created_at = ?7,
        updated_at = ?8
    WHERE org_id = ?1 AND principal_id = ?2",
};

/// Removes a member.
pub(crate) fn remove_member(tx: Statements, org: Uuid, principal: Uuid) -> Result<usize> {
    tx.run("members.remove", REMOVE_MEMBER, params![org, principal])
}

const REMOVE_MEMBER: &str = "DELETE FROM members WHERE org_id = ?1 AND principal_id = ?2";

/// Reads an organisation from its columns, in the order of [`FIND`].
pub(crate) fn org(row: &mut Columns) -> Result<Org> {
    Ok(Org {
        id: row.take()?,
        directory: row.take()?,
        name: row.take()?,
        slug: row.take()?,
        address: row.take()?,
        contact: row.take()?,
        status: row.take()?,
        version: row.take()?,
        created_at: row.take()?,
        updated_at: row.take()?,
    })
}

/// Reads a member from its columns, in the order of [`FIND_MEMBER`].
pub(crate) fn member(row: &mut Columns) -> Result<Member> {
    Ok(Member {
        org: row.take()?,
        principal: row.principal()?,
        role: row.take()?,
        suspended: row.take()?,
        version: row.take()?,
        created_at: row.take()?,
        updated_at: row.take()?,
    })
}

const FIND: &str = "
    SELECT org_id, directory_id, name, slug, address, contact, status, version, created_at,
           updated_at
    FROM orgs WHERE org_id = ?1";

const FIND_MEMBER: &str = "
    SELECT org_id, principal_kind, principal_id, role, suspended, version, created_at, updated_at
    FROM members WHERE org_id = ?1 AND principal_id = ?2 AND principal_kind = ?3";

const LIST_MEMBERS: &str = "
    SELECT org_id, principal_kind, principal_id, role, suspended, version, created_at, updated_at
    FROM members WHERE org_id = ?1 AND principal_id {>} ?2
    ORDER BY principal_id {asc} LIMIT ?3";
