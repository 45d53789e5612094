//! Service accounts of organisations.

use rusqlite::{Connection, Result, params};
use tenantry::orgs::Service;
use tenantry::page::Keyset;
use tenantry::{OrgId, ServiceId};
use uuid::Uuid;

use crate::query::{Columns, one, only, page};
use crate::transaction::{Put, Statements};

/// A service account.
pub(crate) fn find(db: &Connection, org: OrgId, id: ServiceId) -> Result<Option<Service>> {
    one(db, FIND, params![org.uuid(), id.uuid()], service)
}

const FIND: &str = "
    SELECT org_id, service_id, name, description, version, created_at, updated_at
    FROM services WHERE org_id = ?1 AND service_id = ?2";

/// The service accounts of an organisation, by id.
pub(crate) fn list(db: &Connection, org: OrgId, keyset: Keyset) -> Result<Vec<Service>> {
    let params = params![org.uuid(), keyset.after, keyset.limit];
    page(db, LIST, keyset, params, service)
}

const LIST: &str = "
    SELECT org_id, service_id, name, description, version, created_at, updated_at
    FROM services WHERE org_id = ?1 AND service_id {>} ?2
    ORDER BY service_id {asc} LIMIT ?3";

fn service(row: &mut Columns) -> Result<Service> {
    Ok(Service {
        org: row.take()?,
        id: row.take()?,
        name: row.take()?,
        description: row.take()?,
        version: row.take()?,
        created_at: row.take()?,
        updated_at: row.take()?,
    })
}

/// The version of a service account, if there is one.
pub(crate) fn version(tx: Statements, org: Uuid, id: ServiceId) -> Result<Option<u64>> {
    let params = params![org, id.uuid()];
    tx.one("services.version", VERSION, params, only)
}

const VERSION: &str = "SELECT version FROM services WHERE org_id = ?1 AND service_id = ?2";

/// Who has a name.
pub(crate) fn named(tx: Statements, org: Uuid, name_key: &str) -> Result<Option<Uuid>> {
    let params = params![org, name_key];
    tx.one("services.named", NAMED, params, only)
}

const NAMED: &str = "SELECT service_id FROM services WHERE org_id = ?1 AND name_key = ?2";

/// Writes a service account as it shall be.
pub(crate) fn put(tx: Statements, service: &Service) -> Result<usize> {
    tx.put(
        "services.put",
        &PUT,
        service.version,
        params![
            service.org.uuid(),
            service.id.uuid(),
            service.name,
            service.name_key(),
            service.description,
            service.version.cast_signed(),
            service.created_at.micros(),
            service.updated_at.micros(),
        ],
    )
}

const PUT: Put = Put {
    insert: "
    INSERT INTO services (org_id, service_id, name, name_key, description, version, created_at,
                          updated_at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
    ON CONFLICT (org_id, service_id) DO NOTHING",
    update: "
    UPDATE services
    SET name = ?3, name_key = ?4, description = ?5, version = ?6, created_at = ?7,
        updated_at = ?8
    WHERE org_id = ?1 AND service_id = ?2",
};

/// Removes a service account.
pub(crate) fn remove(tx: Statements, org: Uuid, id: ServiceId) -> Result<usize> {
    tx.run("services.remove", REMOVE, params![org, id.uuid()])
}

const REMOVE: &str = "DELETE FROM services WHERE org_id = ?1 AND service_id = ?2";
