//! The model's directories.

use async_trait::async_trait;
use tenantry::access::Principal;
use tenantry::directory::{Affiliation, ApiKey, DepartedOrg, Directory, StoredKey, Subject, User};
use tenantry::orgs::{Member, Org, OrgStatus};
use tenantry::page::Keyset;
use tenantry::storage::{Credential, DirectoryReads, Head, Key, Proof, Row, Scope, Seen, View};
use tenantry::{DirectoryId, KeyId, OrgId, Result, UserId};

use super::disk::{Disk, Shelf, page};
use super::orgs::{member, org};
use super::store::Model;
use crate::fixture::view;

#[async_trait]
impl DirectoryReads for Model {
    async fn directory(&self, id: DirectoryId) -> Result<Option<Seen<Directory>>> {
        let seen = self.see(&view(id), |shelf| {
            shelf.rows.get(&Key::Directory).and_then(directory).cloned()
        });
        Ok(seen.ok().and_then(|seen| {
            Some(Seen {
                head: seen.head,
                proof: seen.proof,
                value: seen.value?,
            })
        }))
    }

    async fn directories(&self, keyset: Keyset) -> Result<Vec<Directory>> {
        let disk = self.disk();
        let rows = disk
            .shelves
            .values()
            .filter_map(|shelf| shelf.rows.get(&Key::Directory));
        let directories = rows.filter_map(directory);
        Ok(page(directories, keyset, |directory| directory.id.uuid()))
    }

    async fn credential(&self, proof: Proof) -> Result<Option<Credential>> {
        let disk = self.disk();
        let shelf = disk.shelves.get(&proof.directory.into());
        Ok(shelf.and_then(|shelf| {
            let stored = shelf
                .rows
                .get(&Key::ApiKey(proof.key))
                .and_then(stored_key)?;
            let user = match stored.key.owner {
                Principal::User(id) => find_user(shelf, id),
                Principal::Service(_) => None,
            };
            Some(Credential {
                stored: stored.clone(),
                user,
            })
        }))
    }

    async fn vouched(
        &self,
        directory: DirectoryId,
        issuer: &str,
        subject: &str,
    ) -> Result<Option<(Subject, User)>> {
        let disk = self.disk();
        let shelf = disk.shelves.get(&directory.into());
        Ok(shelf.and_then(|shelf| {
            let key = Key::Subject(issuer.to_owned(), subject.to_owned());
            let subject = shelf.rows.get(&key).and_then(subject_of)?.clone();
            let user = find_user(shelf, subject.user)?;
            Some((subject, user))
        }))
    }

    async fn user(&self, view: &View, id: UserId) -> Result<Seen<Option<User>>> {
        self.see(view, |shelf| find_user(shelf, id))
    }

    async fn users(&self, view: &View, keyset: Keyset) -> Result<Seen<Vec<User>>> {
        self.see(view, |shelf| {
            page(shelf.all(user), keyset, |user| user.id.uuid())
        })
    }

    async fn subjects(&self, view: &View, user: UserId) -> Result<Seen<Vec<Subject>>> {
        self.see(view, |shelf| {
            let subjects = shelf.all(subject_of).filter(|subject| subject.user == user);
            subjects.take(200).cloned().collect()
        })
    }

    async fn keys(
        &self,
        view: &View,
        owner: Principal,
        keyset: Keyset,
    ) -> Result<Seen<Vec<ApiKey>>> {
        self.see(view, |shelf| {
            let keys = shelf.all(stored_key).map(|stored| &stored.key);
            let keys = keys.filter(|key| key.owner == owner);
            page(keys, keyset, |key| key.id.uuid())
        })
    }

    async fn key(&self, view: &View, id: KeyId) -> Result<Seen<Option<StoredKey>>> {
        self.see(view, |shelf| {
            let row = shelf.rows.get(&Key::ApiKey(id));
            row.and_then(stored_key).cloned()
        })
    }

    async fn orgs_of(&self, view: &View, user: UserId, keyset: Keyset) -> Result<Seen<Vec<Org>>> {
        let orgs = {
            let disk = self.disk();
            let shelves = affiliated(&disk, view.scope, user).into_iter();
            let orgs = shelves.filter_map(|shelf| shelf.rows.get(&Key::Org).and_then(org));
            let orgs = orgs.filter(|org| org.status != OrgStatus::Deleted);
            page(orgs, keyset, |org| org.id.uuid())
        };
        self.see(view, |_| orgs)
    }

    async fn memberships(
        &self,
        directory: DirectoryId,
        user: UserId,
    ) -> Result<Vec<(Head, Member)>> {
        let disk = self.disk();
        let shelves = affiliated(&disk, directory.into(), user).into_iter();
        let memberships = shelves.filter_map(|shelf| {
            let row = shelf.rows.get(&Key::Member(user.uuid()));
            Some((shelf.head, row.and_then(member)?.clone()))
        });
        Ok(memberships.collect())
    }

    async fn departed(&self, view: &View, org: OrgId) -> Result<Seen<Option<DepartedOrg>>> {
        self.see(view, |shelf| match shelf.rows.get(&Key::Departed(org)) {
            Some(Row::Departed(departed)) => Some(departed.clone()),
            _ => None,
        })
    }
}

/// The organisations that a person belongs to, by id.
fn affiliated(disk: &Disk, directory: Scope, user: UserId) -> Vec<&Shelf> {
    let Some(shelf) = disk.shelves.get(&directory) else {
        return Vec::new();
    };
    let orgs = shelf
        .all(affiliation)
        .filter(|affiliation| affiliation.user == user);
    orgs.filter_map(|affiliation| disk.shelves.get(&affiliation.org.into()))
        .collect()
}

fn find_user(shelf: &Shelf, id: UserId) -> Option<User> {
    shelf.rows.get(&Key::User(id)).and_then(user).cloned()
}

fn directory(row: &Row) -> Option<&Directory> {
    match row {
        Row::Directory(directory) => Some(directory),
        _ => None,
    }
}

fn user(row: &Row) -> Option<&User> {
    match row {
        Row::User(user) => Some(user),
        _ => None,
    }
}

pub(super) fn stored_key(row: &Row) -> Option<&StoredKey> {
    match row {
        Row::ApiKey(stored) => Some(stored),
        _ => None,
    }
}

fn subject_of(row: &Row) -> Option<&Subject> {
    match row {
        Row::Subject(subject) => Some(subject),
        _ => None,
    }
}

fn affiliation(row: &Row) -> Option<&Affiliation> {
    match row {
        Row::Affiliation(affiliation) => Some(affiliation),
        _ => None,
    }
}
