//! The room of directories: reads. Rows and writes stand beside.

mod rows;
mod writes;

use async_trait::async_trait;
use tenantry::access::Principal;
use tenantry::directory::{ApiKey, DepartedOrg, Directory, StoredKey, Subject, User};
use tenantry::orgs::{Member, Org};
use tenantry::page::Keyset;
use tenantry::storage::{Credential, DirectoryReads, Head, Proof, Scope, Seen, View};
use tenantry::{DirectoryId, KeyId, OrgId, Result, UserId};

use crate::engine::Postgres;
use crate::orgs::{member, org};
use crate::row::head;

pub(crate) use rows::api_key;
use rows::{credential, departed, directory, key, subject, user, vouched};
pub(crate) use writes::{
    put_affiliations, put_api_keys, put_departed, put_directories, put_slugs, put_subjects,
    put_users, remove_affiliations, remove_api_keys, remove_departed, remove_directories,
    remove_slugs, remove_subjects, remove_users, sweep_affiliations,
};

const DIRECTORY: &str = "
SELECT {seen}, d.directory_id, d.name, d.version, d.created_at, d.updated_at
FROM tenantry.directory_heads h
JOIN tenantry.directories d ON d.directory_id = h.directory_id
WHERE h.directory_id = $1";

const DIRECTORIES: &str = "
SELECT directory_id, name, version, created_at, updated_at
FROM tenantry.directories
WHERE directory_id > $1 ORDER BY directory_id LIMIT $2";

const CREDENTIAL: &str = "
SELECT k.directory_id, k.key_id, k.owner_kind, k.owner_id, k.org_id, k.name, k.hint,
       k.scopes::text, k.expires_at, k.last_used_at, k.revoked_at, k.replaced_by,
       k.version, k.created_at, k.updated_at, k.hash,
       u.directory_id, u.user_id, u.username, u.email, u.display_name, u.status,
       u.last_login_at, u.version, u.created_at, u.updated_at
FROM tenantry.api_keys k
LEFT JOIN tenantry.users u
    ON u.directory_id = k.directory_id AND u.user_id = k.owner_id AND k.owner_kind = 'user'
WHERE k.directory_id = $1 AND k.key_id = $2";

const VOUCHED: &str = "
SELECT s.directory_id, s.issuer, s.subject, s.user_id, s.version, s.created_at,
       u.directory_id, u.user_id, u.username, u.email, u.display_name, u.status,
       u.last_login_at, u.version, u.created_at, u.updated_at
FROM tenantry.subjects s
JOIN tenantry.users u ON u.directory_id = s.directory_id AND u.user_id = s.user_id
WHERE s.directory_id = $1 AND s.issuer = $2 AND s.subject = $3";

const USER: &str = "
SELECT {seen}, u.directory_id, u.user_id, u.username, u.email, u.display_name, u.status,
       u.last_login_at, u.version, u.created_at, u.updated_at
FROM tenantry.directory_heads h
LEFT JOIN tenantry.users u ON u.directory_id = h.directory_id AND u.user_id = $4
WHERE h.directory_id = $1";

const USERS: &str = "
SELECT {seen}, u.*
FROM tenantry.directory_heads h
LEFT JOIN LATERAL (
    SELECT directory_id, user_id, username, email, display_name, status,
           last_login_at, version, created_at, updated_at
    FROM tenantry.users
    WHERE directory_id = $1 AND user_id > $4 ORDER BY user_id LIMIT $5
) u ON true
WHERE h.directory_id = $1
ORDER BY u.user_id";

const SUBJECTS: &str = "
SELECT {seen}, s.*
FROM tenantry.directory_heads h
LEFT JOIN LATERAL (
    SELECT directory_id, issuer, subject, user_id, version, created_at
    FROM tenantry.subjects
    WHERE directory_id = $1 AND user_id = $4 ORDER BY issuer, subject LIMIT 200
) s ON true
WHERE h.directory_id = $1
ORDER BY s.issuer, s.subject";

const KEYS: &str = "
SELECT {seen}, k.*
FROM tenantry.directory_heads h
LEFT JOIN LATERAL (
    SELECT directory_id, key_id, owner_kind, owner_id, org_id, name, hint, scopes::text,
           expires_at, last_used_at, revoked_at, replaced_by, version, created_at, updated_at
    FROM tenantry.api_keys
    WHERE directory_id = $1 AND owner_id = $4 AND owner_kind = $5 AND key_id > $6
    ORDER BY key_id LIMIT $7
) k ON true
WHERE h.directory_id = $1
ORDER BY k.key_id";

const KEY: &str = "
SELECT {seen}, k.directory_id, k.key_id, k.owner_kind, k.owner_id, k.org_id, k.name, k.hint,
       k.scopes::text, k.expires_at, k.last_used_at, k.revoked_at, k.replaced_by,
       k.version, k.created_at, k.updated_at, k.hash
FROM tenantry.directory_heads h
LEFT JOIN tenantry.api_keys k ON k.directory_id = h.directory_id AND k.key_id = $4
WHERE h.directory_id = $1";

const ORGS_OF: &str = "
SELECT {seen}, o.*
FROM tenantry.directory_heads h
LEFT JOIN LATERAL (
    SELECT o.org_id, o.directory_id, o.name, o.slug, o.address::text, o.contact::text, o.status,
           o.version, o.created_at, o.updated_at
    FROM tenantry.affiliations a
    JOIN tenantry.orgs o ON o.org_id = a.org_id AND o.status <> 'deleted'
    WHERE a.directory_id = $1 AND a.user_id = $4 AND a.org_id > $5
    ORDER BY a.org_id LIMIT $6
) o ON true
WHERE h.directory_id = $1
ORDER BY o.org_id";

const MEMBERSHIPS: &str = "
SELECT h.seq, h.rights, h.narrowed, h.floor, h.floor_hash, h.hash, h.at,
       m.org_id, m.principal_kind, m.principal_id, m.role, m.suspended,
       m.version, m.created_at, m.updated_at
FROM tenantry.affiliations a
JOIN tenantry.org_heads h ON h.org_id = a.org_id
JOIN tenantry.members m ON m.org_id = a.org_id AND m.principal_id = a.user_id
WHERE a.directory_id = $1 AND a.user_id = $2
ORDER BY a.org_id";

const DEPARTED: &str = "
SELECT {seen}, d.directory_id, d.org_id, d.seq, encode(d.hash, 'hex'), d.deleted_at
FROM tenantry.directory_heads h
LEFT JOIN tenantry.departed_orgs d ON d.directory_id = h.directory_id AND d.org_id = $4
WHERE h.directory_id = $1";

#[async_trait]
impl DirectoryReads for Postgres {
    async fn directory(&self, id: DirectoryId) -> Result<Option<Seen<Directory>>> {
        let engine = &self.engine;
        let view = View {
            scope: Scope::Directory(id),
            proof: None,
        };
        engine
            .seen_maybe(|| engine.view(&view, DIRECTORY), directory)
            .await
    }

    async fn directories(&self, keyset: Keyset) -> Result<Vec<Directory>> {
        let engine = &self.engine;
        let ask = || {
            let ask = engine.schema.ask(DIRECTORIES).bind(keyset.after);
            ask.bind(i64::from(keyset.limit))
        };
        engine.list(ask, directory).await
    }

    async fn credential(&self, proof: Proof) -> Result<Option<Credential>> {
        let engine = &self.engine;
        let ask = || {
            let ask = engine.schema.ask(CREDENTIAL).bind(proof.directory.uuid());
            ask.bind(proof.key.uuid())
        };
        engine.maybe(ask, credential).await
    }

    async fn vouched(
        &self,
        directory: DirectoryId,
        issuer: &str,
        subject: &str,
    ) -> Result<Option<(Subject, User)>> {
        let engine = &self.engine;
        let ask = || {
            let ask = engine.schema.ask(VOUCHED).bind(directory.uuid());
            ask.bind(issuer).bind(subject)
        };
        engine.maybe(ask, vouched).await
    }

    async fn user(&self, view: &View, id: UserId) -> Result<Seen<Option<User>>> {
        let engine = &self.engine;
        let ask = || engine.view(view, USER).bind(id.uuid());
        engine.seen_one(view, ask, user).await
    }

    async fn users(&self, view: &View, keyset: Keyset) -> Result<Seen<Vec<User>>> {
        let engine = &self.engine;
        let ask = || {
            let ask = engine.view(view, USERS).bind(keyset.after);
            ask.bind(i64::from(keyset.limit))
        };
        engine.seen_many(view, ask, user).await
    }

    async fn subjects(&self, view: &View, user: UserId) -> Result<Seen<Vec<Subject>>> {
        let engine = &self.engine;
        let ask = || engine.view(view, SUBJECTS).bind(user.uuid());
        engine.seen_many(view, ask, subject).await
    }

    async fn keys(
        &self,
        view: &View,
        owner: Principal,
        keyset: Keyset,
    ) -> Result<Seen<Vec<ApiKey>>> {
        let engine = &self.engine;
        let ask = || {
            let ask = engine
                .view(view, KEYS)
                .bind(owner.uuid())
                .bind(owner.kind());
            ask.bind(keyset.after).bind(i64::from(keyset.limit))
        };
        engine.seen_many(view, ask, key).await
    }

    async fn key(&self, view: &View, id: KeyId) -> Result<Seen<Option<StoredKey>>> {
        let engine = &self.engine;
        let ask = || engine.view(view, KEY).bind(id.uuid());
        engine.seen_one(view, ask, api_key).await
    }

    async fn orgs_of(&self, view: &View, user: UserId, keyset: Keyset) -> Result<Seen<Vec<Org>>> {
        let engine = &self.engine;
        let ask = || {
            let ask = engine.view(view, ORGS_OF).bind(user.uuid());
            ask.bind(keyset.after).bind(i64::from(keyset.limit))
        };
        engine.seen_many(view, ask, org).await
    }

    async fn memberships(
        &self,
        directory: DirectoryId,
        user: UserId,
    ) -> Result<Vec<(Head, Member)>> {
        let engine = &self.engine;
        let ask = || {
            let ask = engine.schema.ask(MEMBERSHIPS).bind(directory.uuid());
            ask.bind(user.uuid())
        };
        engine
            .list(ask, |fields| Ok((head(fields)?, member(fields)?)))
            .await
    }

    async fn departed(&self, view: &View, org: OrgId) -> Result<Seen<Option<DepartedOrg>>> {
        let engine = &self.engine;
        let ask = || engine.view(view, DEPARTED).bind(org.uuid());
        engine.seen_one(view, ask, departed).await
    }
}
