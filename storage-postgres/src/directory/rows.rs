//! The room of directories: rows as they are read.

use tenantry::directory::{ApiKey, DepartedOrg, Directory, StoredKey, Subject, User, UserStatus};
use tenantry::storage::Credential;
use tenantry::{DirectoryId, KeyId, OrgId, Result, UserId};

use crate::row::Fields;

/// A directory.
pub(super) fn directory(fields: &mut Fields<'_>) -> Result<Directory> {
    Ok(Directory {
        id: fields.id(DirectoryId::from_uuid)?,
        name: fields.next()?,
        version: fields.count()?,
        created_at: fields.time()?,
        updated_at: fields.time()?,
    })
}

/// A person.
pub(super) fn user(fields: &mut Fields<'_>) -> Result<User> {
    Ok(User {
        directory: fields.id(DirectoryId::from_uuid)?,
        id: fields.id(UserId::from_uuid)?,
        username: fields.next()?,
        email: fields.next()?,
        display_name: fields.next()?,
        status: fields.named("status", UserStatus::from_name)?,
        last_login_at: fields.maybe_time()?,
        version: fields.count()?,
        created_at: fields.time()?,
        updated_at: fields.time()?,
    })
}

/// An API key, without what proves it.
pub(super) fn key(fields: &mut Fields<'_>) -> Result<ApiKey> {
    Ok(ApiKey {
        directory: fields.id(DirectoryId::from_uuid)?,
        id: fields.id(KeyId::from_uuid)?,
        owner: fields.principal()?,
        org: fields.maybe_id(OrgId::from_uuid)?,
        name: fields.next()?,
        hint: fields.next()?,
        scopes: fields.json("scope")?,
        expires_at: fields.maybe_time()?,
        last_used_at: fields.maybe_time()?,
        revoked_at: fields.maybe_time()?,
        replaced_by: fields.maybe_id(KeyId::from_uuid)?,
        version: fields.count()?,
        created_at: fields.time()?,
        updated_at: fields.time()?,
    })
}

/// An API key, as it is stored.
pub(crate) fn api_key(fields: &mut Fields<'_>) -> Result<StoredKey> {
    Ok(StoredKey {
        key: key(fields)?,
        hash: fields.next()?,
    })
}

/// An API key with the person behind it.
pub(super) fn credential(fields: &mut Fields<'_>) -> Result<Credential> {
    Ok(Credential {
        stored: api_key(fields)?,
        user: fields.maybe(user)?,
    })
}

/// A vouched subject.
pub(super) fn subject(fields: &mut Fields<'_>) -> Result<Subject> {
    Ok(Subject {
        directory: fields.id(DirectoryId::from_uuid)?,
        issuer: fields.next()?,
        subject: fields.next()?,
        user: fields.id(UserId::from_uuid)?,
        version: fields.count()?,
        created_at: fields.time()?,
    })
}

/// A vouched subject with the person it stands for.
pub(super) fn vouched(fields: &mut Fields<'_>) -> Result<(Subject, User)> {
    Ok((subject(fields)?, user(fields)?))
}

/// What stays of a deleted organisation.
pub(super) fn departed(fields: &mut Fields<'_>) -> Result<DepartedOrg> {
    Ok(DepartedOrg {
        directory: fields.id(DirectoryId::from_uuid)?,
        org: fields.id(OrgId::from_uuid)?,
        seq: fields.count()?,
        hash: fields.next()?,
        deleted_at: fields.time()?,
    })
}
