//! The operations, called here and now. Derived by `cargo xtask bindgen`: do not edit.

use std::sync::Arc;

use pyo3::prelude::*;
use tenantry::types;

use crate::convert::{Given, ToPy, read};
use crate::entry;
use crate::error::Fault;
use crate::feed::SyncFeed;
use crate::handle::{CallerHandle, TenantHandle};
use crate::pager::SyncPager;
use crate::proof;
use crate::remote::Server;
use crate::run::{Sync, Mode, run_held};
use crate::store::{Sources, Store};

entry::classes! {
    "tenantry" Sync entry::now, __enter__ __exit__
    Tenantry {
    }
    Caller {
        /// Operations on directories, outside of any one organisation.
        directories: CallerDirectories,
        /// Operations on users, outside of any one organisation.
        users: CallerUsers,
        /// Operations on me, outside of any one organisation.
        me: CallerMe,
        /// Operations on subjects, outside of any one organisation.
        subjects: CallerSubjects,
        /// Operations on keys, outside of any one organisation.
        keys: CallerKeys,
        /// Operations on orgs, outside of any one organisation.
        orgs: CallerOrgs,
        /// Operations on commits, outside of any one organisation.
        commits: CallerCommits,
    }
    Tenant {
        /// Operations on orgs, inside an organisation.
        orgs: TenantOrgs,
        /// Operations on members, inside an organisation.
        members: TenantMembers,
        /// Operations on services, inside an organisation.
        services: TenantServices,
        /// Operations on service keys, inside an organisation.
        service_keys: TenantServiceKeys,
        /// Operations on permissions, inside an organisation.
        permissions: TenantPermissions,
        /// Operations on roles, inside an organisation.
        roles: TenantRoles,
        /// Operations on assignments, inside an organisation.
        assignments: TenantAssignments,
        /// Operations on grants, inside an organisation.
        grants: TenantGrants,
        /// Operations on links, inside an organisation.
        links: TenantLinks,
        /// Operations on access, inside an organisation.
        access: TenantAccess,
        /// Operations on projects, inside an organisation.
        projects: TenantProjects,
        /// Operations on tasks, inside an organisation.
        tasks: TenantTasks,
        /// Operations on task comments, inside an organisation.
        task_comments: TenantTaskComments,
        /// Operations on statuses, inside an organisation.
        statuses: TenantStatuses,
        /// Operations on labels, inside an organisation.
        labels: TenantLabels,
        /// Operations on teams, inside an organisation.
        teams: TenantTeams,
        /// Operations on team members, inside an organisation.
        team_members: TenantTeamMembers,
        /// Operations on journal, inside an organisation.
        journal: TenantJournal,
        /// Operations on checkpoints, inside an organisation.
        checkpoints: TenantCheckpoints,
    }
}

/// Operations on directories, outside of any one organisation.
#[pyclass(frozen, module = "tenantry")]
pub(crate) struct CallerDirectories(Sync<CallerHandle>);

#[pymethods]
impl CallerDirectories {
    /// Creates a directory. Only the system can.
    ///
    /// One directory serves all organisations of most products. Organisations whose people
    /// must not meet get directories of their own: the same e-mail address may live in two.
    ///
    /// An idempotency key names its directory for good: a day later, when other operations take
    /// the key for a new call's, this one is refused with `key_names_directory`.
    ///
    /// Args:
    ///     name: Its name: at most 120 characters.
    #[pyo3(name = "create", signature = (*, name), text_signature = "($self, *, name)")]
    fn create<'py>(&self, py: Python<'py>, name: &Bound<'_, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::CreateDirectory {
            name: read("name", name)?,
        };
        self.0.run(py, "directories.create", input, |on, input| async move { on.directories().create(input).await })
    }

    /// Gets a directory. Only the system can.
    ///
    /// Args:
    ///     directory: The directory.
    #[pyo3(name = "get", signature = (*, directory), text_signature = "($self, *, directory)")]
    fn get<'py>(&self, py: Python<'py>, directory: &Bound<'_, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::GetDirectory {
            directory: read("directory", directory)?,
        };
        self.0.run(py, "directories.get", input, |on, input| async move { on.directories().get(input).await })
    }

    /// Lists the directories by age. Only the system can.
    ///
    /// Args:
    ///     order: Which comes first.
    #[pyo3(name = "list", signature = (*, order=Given::Absent), text_signature = "($self, *, order='oldest')")]
    fn list<'py>(&self, py: Python<'py>, order: Given<'_>) -> PyResult<SyncPager> {
        let input = types::ListDirectories {
            order: order.read("order")?,
            page: types::PageInput::default(),
        };
        let _ = py;
        Ok(self.0.pages("directories.list", input, |on, mut input, page| async move {
            input.page = page;
            on.directories().list(input).await
        }))
    }

    /// Lists the journal of a directory from a place on, oldest first. Only the system can.
    ///
    /// Args:
    ///     directory: The directory.
    ///     after: The entries after this place; absent for the oldest that are kept.
    ///     limit: How many entries at most: 1 to 200, 50 if absent.
    #[pyo3(name = "journal", signature = (*, directory, after=Given::Absent, limit=Given::Absent), text_signature = "($self, *, directory, after=None, limit=None)")]
    fn journal<'py>(&self, py: Python<'py>, directory: &Bound<'_, PyAny>, after: Given<'_>, limit: Given<'_>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::ListDirectoryJournal {
            directory: read("directory", directory)?,
            after: after.read("after")?,
            limit: limit.read("limit")?,
        };
        self.0.run(py, "directories.journal", input, |on, input| async move { on.directories().journal(input).await })
    }

    /// Verifies the journal of a directory: every entry against the hash before it. Only the
    /// system can.
    ///
    /// Args:
    ///     directory: The directory.
    #[pyo3(name = "verify", signature = (*, directory), text_signature = "($self, *, directory)")]
    fn verify<'py>(&self, py: Python<'py>, directory: &Bound<'_, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::GetDirectory {
            directory: read("directory", directory)?,
        };
        self.0.run(py, "directories.verify", input, |on, input| async move { on.directories().verify(input).await })
    }
}

/// Operations on users, outside of any one organisation.
#[pyclass(frozen, module = "tenantry")]
pub(crate) struct CallerUsers(Sync<CallerHandle>);

#[pymethods]
impl CallerUsers {
    /// Creates a person in a directory. Only the system can.
    ///
    /// Args:
    ///     directory: The directory.
    ///     display_name: The name that others see.
    ///     email: The e-mail address, unique in the directory whatever its case; refused as taken also if
    ///         it looks like another's. At most 254 bytes.
    ///     username: The short name, unique in the directory: `a` to `z`, digits, hyphens.
    ///     subject: The subject of the product's own sign-in that stands for the person.
    #[pyo3(name = "create", signature = (*, directory, display_name, email, username, subject=Given::Absent), text_signature = "($self, *, directory, display_name, email, username, subject=None)")]
    fn create<'py>(&self, py: Python<'py>, directory: &Bound<'_, PyAny>, display_name: &Bound<'_, PyAny>, email: &Bound<'_, PyAny>, username: &Bound<'_, PyAny>, subject: Given<'_>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::CreateUser {
            directory: read("directory", directory)?,
            display_name: read("display_name", display_name)?,
            email: read("email", email)?,
            username: read("username", username)?,
            subject: subject.read("subject")?,
        };
        self.0.run(py, "users.create", input, |on, input| async move { on.users().create(input).await })
    }

    /// Gets a person: oneself, or anybody for the system.
    ///
    /// Args:
    ///     user: The person.
    ///     directory: The directory: the caller's own if absent; the system must name it.
    #[pyo3(name = "get", signature = (*, user, directory=Given::Absent), text_signature = "($self, *, user, directory=None)")]
    fn get<'py>(&self, py: Python<'py>, user: &Bound<'_, PyAny>, directory: Given<'_>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::GetUser {
            user: read("user", user)?,
            directory: directory.read("directory")?,
        };
        self.0.run(py, "users.get", input, |on, input| async move { on.users().get(input).await })
    }

    /// Lists the people of a directory by age. Only the system can.
    ///
    /// Args:
    ///     directory: The directory.
    ///     order: Which comes first.
    #[pyo3(name = "list", signature = (*, directory, order=Given::Absent), text_signature = "($self, *, directory, order='oldest')")]
    fn list<'py>(&self, py: Python<'py>, directory: &Bound<'_, PyAny>, order: Given<'_>) -> PyResult<SyncPager> {
        let input = types::ListUsers {
            directory: read("directory", directory)?,
            order: order.read("order")?,
            page: types::PageInput::default(),
        };
        let _ = py;
        Ok(self.0.pages("users.list", input, |on, mut input, page| async move {
            input.page = page;
            on.users().list(input).await
        }))
    }

    /// Changes a person: their own names, or everything for the system.
    ///
    /// Args:
    ///     user: The person.
    ///     directory: The directory: the caller's own if absent; the system must name it.
    ///     display_name: The new name that others see.
    ///     email: The new e-mail address, at most 254 bytes; only the system changes it.
    ///     if_version: The version that the change was made on.
    ///     username: The new short name.
    #[pyo3(name = "update", signature = (*, user, directory=Given::Absent, display_name=Given::Absent, email=Given::Absent, if_version=Given::Absent, username=Given::Absent), text_signature = "($self, *, user, directory=None, display_name=None, email=None, if_version=None, username=None)")]
    fn update<'py>(&self, py: Python<'py>, user: &Bound<'_, PyAny>, directory: Given<'_>, display_name: Given<'_>, email: Given<'_>, if_version: Given<'_>, username: Given<'_>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::UpdateUser {
            user: read("user", user)?,
            directory: directory.read("directory")?,
            display_name: display_name.read("display_name")?,
            email: email.read("email")?,
            if_version: if_version.read("if_version")?,
            username: username.read("username")?,
        };
        self.0.run(py, "users.update", input, |on, input| async move { on.users().update(input).await })
    }

    /// Suspends a person: refused everywhere at once, until resumed. Only the system can.
    ///
    /// The last owner of an organisation cannot be suspended: make somebody else an owner first.
    ///
    /// Args:
    ///     directory: The directory.
    ///     user: The person.
    #[pyo3(name = "suspend", signature = (*, directory, user), text_signature = "($self, *, directory, user)")]
    fn suspend<'py>(&self, py: Python<'py>, directory: &Bound<'_, PyAny>, user: &Bound<'_, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::NameUser {
            directory: read("directory", directory)?,
            user: read("user", user)?,
        };
        self.0.run(py, "users.suspend", input, |on, input| async move { on.users().suspend(input).await })
    }

    /// Lets a suspended person act again. Only the system can.
    ///
    /// Args:
    ///     directory: The directory.
    ///     user: The person.
    #[pyo3(name = "resume", signature = (*, directory, user), text_signature = "($self, *, directory, user)")]
    fn resume<'py>(&self, py: Python<'py>, directory: &Bound<'_, PyAny>, user: &Bound<'_, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::NameUser {
            directory: read("directory", directory)?,
            user: read("user", user)?,
        };
        self.0.run(py, "users.resume", input, |on, input| async move { on.users().resume(input).await })
    }

    /// Closes a person's account for good. Only the system can.
    ///
    /// The last owner of an organisation cannot go: make somebody else an owner first.
    ///
    /// Args:
    ///     directory: The directory.
    ///     user: The person.
    #[pyo3(name = "deactivate", signature = (*, directory, user), text_signature = "($self, *, directory, user)")]
    fn deactivate<'py>(&self, py: Python<'py>, directory: &Bound<'_, PyAny>, user: &Bound<'_, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::NameUser {
            directory: read("directory", directory)?,
            user: read("user", user)?,
        };
        self.0.run(py, "users.deactivate", input, |on, input| async move { on.users().deactivate(input).await })
    }
}

/// Operations on me, outside of any one organisation.
#[pyclass(frozen, module = "tenantry")]
pub(crate) struct CallerMe(Sync<CallerHandle>);

#[pymethods]
impl CallerMe {
    /// Gets the caller's own person.
    #[pyo3(name = "get", signature = (), text_signature = "($self)")]
    fn get<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.run(py, "me.get", (), |on, ()| async move { on.me().get().await })
    }
}

/// Operations on subjects, outside of any one organisation.
#[pyclass(frozen, module = "tenantry")]
pub(crate) struct CallerSubjects(Sync<CallerHandle>);

#[pymethods]
impl CallerSubjects {
    /// Links a subject of the product's own sign-in to a person. Only the system can.
    ///
    /// From then on `vouch` proves the person by issuer and subject. Both are compared byte
    /// for byte; an e-mail address is never taken for a subject.
    ///
    /// Args:
    ///     directory: The directory.
    ///     issuer: Who says so: the product's own sign-in, an identity provider.
    ///     subject: The issuer's name for the person.
    ///     user: The person.
    #[pyo3(name = "link", signature = (*, directory, issuer, subject, user), text_signature = "($self, *, directory, issuer, subject, user)")]
    fn link<'py>(&self, py: Python<'py>, directory: &Bound<'_, PyAny>, issuer: &Bound<'_, PyAny>, subject: &Bound<'_, PyAny>, user: &Bound<'_, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::LinkSubject {
            directory: read("directory", directory)?,
            issuer: read("issuer", issuer)?,
            subject: read("subject", subject)?,
            user: read("user", user)?,
        };
        self.0.run(py, "subjects.link", input, |on, input| async move { on.subjects().link(input).await })
    }

    /// Lists the subjects that stand for a person. Only the system can.
    ///
    /// Args:
    ///     directory: The directory.
    ///     user: The person.
    #[pyo3(name = "list", signature = (*, directory, user), text_signature = "($self, *, directory, user)")]
    fn list<'py>(&self, py: Python<'py>, directory: &Bound<'_, PyAny>, user: &Bound<'_, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::NameUser {
            directory: read("directory", directory)?,
            user: read("user", user)?,
        };
        self.0.run(py, "subjects.list", input, |on, input| async move { on.subjects().list(input).await })
    }

    /// Unlinks a subject: it proves nobody any more. Only the system can.
    ///
    /// Args:
    ///     directory: The directory.
    ///     issuer: Who said so.
    ///     subject: The issuer's name for the person.
    #[pyo3(name = "unlink", signature = (*, directory, issuer, subject), text_signature = "($self, *, directory, issuer, subject)")]
    fn unlink<'py>(&self, py: Python<'py>, directory: &Bound<'_, PyAny>, issuer: &Bound<'_, PyAny>, subject: &Bound<'_, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::UnlinkSubject {
            directory: read("directory", directory)?,
            issuer: read("issuer", issuer)?,
            subject: read("subject", subject)?,
        };
        self.0.run(py, "subjects.unlink", input, |on, input| async move { on.subjects().unlink(input).await })
    }
}

/// Operations on keys, outside of any one organisation.
#[pyclass(frozen, module = "tenantry")]
pub(crate) struct CallerKeys(Sync<CallerHandle>);

#[pymethods]
impl CallerKeys {
    /// Creates an API key for the caller. The key itself is in the answer, once.
    ///
    /// A key that ends makes none that works longer than itself, and nobody makes one that opens
    /// an organisation that they cannot enter.
    ///
    /// Args:
    ///     name: What the key is called.
    ///     expires_at: When it stops working: no later than the API key that creates it does.
    ///     org: The only organisation that it opens; absent for all of the caller's.
    ///     scopes: The only permissions it carries; empty for all that the caller has.
    #[pyo3(name = "create", signature = (*, name, expires_at=Given::Absent, org=Given::Absent, scopes=Given::Absent), text_signature = "($self, *, name, expires_at=None, org=None, scopes=())")]
    fn create<'py>(&self, py: Python<'py>, name: &Bound<'_, PyAny>, expires_at: Given<'_>, org: Given<'_>, scopes: Given<'_>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::CreateKey {
            name: read("name", name)?,
            expires_at: expires_at.read("expires_at")?,
            org: org.read("org")?,
            scopes: scopes.read("scopes")?,
        };
        self.0.run(py, "keys.create", input, |on, input| async move { on.keys().create(input).await })
    }

    /// Lists the caller's own API keys by age, without the keys themselves.
    ///
    /// Those that were revoked, or replaced and are over, are listed until the next one is made.
    /// A restricted key sees itself alone: the others name organisations that it does not open.
    ///
    /// Args:
    ///     order: Which comes first.
    #[pyo3(name = "list", signature = (*, order=Given::Absent), text_signature = "($self, *, order='oldest')")]
    fn list<'py>(&self, py: Python<'py>, order: Given<'_>) -> PyResult<SyncPager> {
        let input = types::ListKeys {
            order: order.read("order")?,
            page: types::PageInput::default(),
        };
        let _ = py;
        Ok(self.0.pages("keys.list", input, |on, mut input, page| async move {
            input.page = page;
            on.keys().list(input).await
        }))
    }

    /// Replaces one of the caller's own API keys. The old one works on for the overlap.
    ///
    /// A key can be rotated once; of many at the same time, one wins. At most 100 that were
    /// rotated work on at the same time.
    ///
    /// Args:
    ///     key: The key.
    ///     overlap_secs: For how long the old key still works: 0 to 604,800 seconds, 86,400 if absent.
    #[pyo3(name = "rotate", signature = (*, key, overlap_secs=Given::Absent), text_signature = "($self, *, key, overlap_secs=None)")]
    fn rotate<'py>(&self, py: Python<'py>, key: &Bound<'_, PyAny>, overlap_secs: Given<'_>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::RotateKey {
            key: read("key", key)?,
            overlap_secs: overlap_secs.read("overlap_secs")?,
        };
        self.0.run(py, "keys.rotate", input, |on, input| async move { on.keys().rotate(input).await })
    }

    /// Revokes one of the caller's own API keys, at once and everywhere.
    ///
    /// Args:
    ///     key: The key.
    #[pyo3(name = "revoke", signature = (*, key), text_signature = "($self, *, key)")]
    fn revoke<'py>(&self, py: Python<'py>, key: &Bound<'_, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::RevokeKey {
            key: read("key", key)?,
        };
        self.0.run(py, "keys.revoke", input, |on, input| async move { on.keys().revoke(input).await })
    }
}

/// Operations on orgs, outside of any one organisation.
#[pyclass(frozen, module = "tenantry")]
pub(crate) struct CallerOrgs(Sync<CallerHandle>);

#[pymethods]
impl CallerOrgs {
    /// Creates an organisation. The caller becomes its owner.
    ///
    /// The system names the directory and the owner. A person belongs to at most 1,000
    /// organisations.
    ///
    /// Args:
    ///     name: Its name: at most 120 characters.
    ///     slug: Its short name in addresses, unique in its directory: `a` to `z`, digits, hyphens.
    ///     address: Where it is.
    ///     contact: Whom to reach.
    ///     directory: The directory its people come from: the caller's own; the system must name it.
    ///     owner: Its first owner: the caller; the system must name somebody.
    #[pyo3(name = "create", signature = (*, name, slug, address=Given::Absent, contact=Given::Absent, directory=Given::Absent, owner=Given::Absent), text_signature = "($self, *, name, slug, address=None, contact=None, directory=None, owner=None)")]
    fn create<'py>(&self, py: Python<'py>, name: &Bound<'_, PyAny>, slug: &Bound<'_, PyAny>, address: Given<'_>, contact: Given<'_>, directory: Given<'_>, owner: Given<'_>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::CreateOrg {
            name: read("name", name)?,
            slug: read("slug", slug)?,
            address: address.read("address")?,
            contact: contact.read("contact")?,
            directory: directory.read("directory")?,
            owner: owner.read("owner")?,
        };
        self.0.run(py, "orgs.create", input, |on, input| async move { on.orgs().create(input).await })
    }

    /// Lists the organisations that the caller belongs to, by age.
    ///
    /// Args:
    ///     order: Which comes first.
    #[pyo3(name = "list", signature = (*, order=Given::Absent), text_signature = "($self, *, order='oldest')")]
    fn list<'py>(&self, py: Python<'py>, order: Given<'_>) -> PyResult<SyncPager> {
        let input = types::ListOrgs {
            order: order.read("order")?,
            page: types::PageInput::default(),
        };
        let _ = py;
        Ok(self.0.pages("orgs.list", input, |on, mut input, page| async move {
            input.page = page;
            on.orgs().list(input).await
        }))
    }

    /// Removes a slice of a deleted organisation's rows. Only the system can.
    ///
    /// Call it until `is_done`: each call removes at most 10,000 rows. Called once more it
    /// answers that nothing was left.
    ///
    /// Args:
    ///     directory: The directory that it belonged to.
    ///     org: The organisation.
    #[pyo3(name = "purge", signature = (*, directory, org), text_signature = "($self, *, directory, org)")]
    fn purge<'py>(&self, py: Python<'py>, directory: &Bound<'_, PyAny>, org: &Bound<'_, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::NameDeparted {
            directory: read("directory", directory)?,
            org: read("org", org)?,
        };
        self.0.run(py, "orgs.purge", input, |on, input| async move { on.orgs().purge(input).await })
    }

    /// Gets what stays of a deleted organisation: where its journal ended. Only the system can.
    ///
    /// Args:
    ///     directory: The directory that it belonged to.
    ///     org: The organisation.
    #[pyo3(name = "departed", signature = (*, directory, org), text_signature = "($self, *, directory, org)")]
    fn departed<'py>(&self, py: Python<'py>, directory: &Bound<'_, PyAny>, org: &Bound<'_, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::NameDeparted {
            directory: read("directory", directory)?,
            org: read("org", org)?,
        };
        self.0.run(py, "orgs.departed", input, |on, input| async move { on.orgs().departed(input).await })
    }
}

/// Operations on orgs, inside an organisation.
#[pyclass(frozen, module = "tenantry")]
pub(crate) struct TenantOrgs(Sync<TenantHandle>);

#[pymethods]
impl TenantOrgs {
    /// Gets the organisation.
    #[pyo3(name = "get", signature = (), text_signature = "($self)")]
    fn get<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.run(py, "orgs.get", (), |on, ()| async move { on.orgs().get().await })
    }

    /// Changes the organisation's name, slug, address or contact.
    ///
    /// Args:
    ///     address: Where it is; replaced as a whole. `UNSET` leaves it as it is, `None` clears it.
    ///     contact: Whom to reach; replaced as a whole. `UNSET` leaves it as it is, `None` clears it.
    ///     if_version: The version that the change was made on.
    ///     name: Its new name.
    ///     slug: Its new short name.
    #[pyo3(name = "update", signature = (*, address=Given::Absent, contact=Given::Absent, if_version=Given::Absent, name=Given::Absent, slug=Given::Absent), text_signature = "($self, *, address=..., contact=..., if_version=None, name=None, slug=None)")]
    fn update<'py>(&self, py: Python<'py>, address: Given<'_>, contact: Given<'_>, if_version: Given<'_>, name: Given<'_>, slug: Given<'_>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::UpdateOrg {
            address: address.read("address")?,
            contact: contact.read("contact")?,
            if_version: if_version.read("if_version")?,
            name: name.read("name")?,
            slug: slug.read("slug")?,
        };
        self.0.run(py, "orgs.update", input, |on, input| async move { on.orgs().update(input).await })
    }

    /// Suspends the organisation: refused to everybody but the system, at once. Only the system can.
    #[pyo3(name = "suspend", signature = (), text_signature = "($self)")]
    fn suspend<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.run(py, "orgs.suspend", (), |on, ()| async move { on.orgs().suspend().await })
    }

    /// Lets a suspended organisation be used again. Only the system can.
    #[pyo3(name = "resume", signature = (), text_signature = "($self)")]
    fn resume<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.run(py, "orgs.resume", (), |on, ()| async move { on.orgs().resume().await })
    }

    /// Deletes the organisation: gone for everybody at once, purged afterwards.
    ///
    /// The sequence and hash of its last entry stay with its directory.
    #[pyo3(name = "delete", signature = (), text_signature = "($self)")]
    fn delete<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.run(py, "orgs.delete", (), |on, ()| async move { on.orgs().delete().await })
    }
}

/// Operations on members, inside an organisation.
#[pyclass(frozen, module = "tenantry")]
pub(crate) struct TenantMembers(Sync<TenantHandle>);

#[pymethods]
impl TenantMembers {
    /// Adds a person of the organisation's directory, with a role that reaches everywhere in it.
    ///
    /// Nobody gives a role that holds more than their own. A person belongs to at most 1,000
    /// organisations.
    ///
    /// Args:
    ///     role: The role at the organisation.
    ///     user: A person of the organisation's directory.
    #[pyo3(name = "add", signature = (*, role, user), text_signature = "($self, *, role, user)")]
    fn add<'py>(&self, py: Python<'py>, role: &Bound<'_, PyAny>, user: &Bound<'_, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::AddMember {
            role: read("role", role)?,
            user: read("user", user)?,
        };
        self.0.run(py, "members.add", input, |on, input| async move { on.members().add(input).await })
    }

    /// Gets a membership.
    ///
    /// Args:
    ///     principal: The member.
    #[pyo3(name = "get", signature = (*, principal), text_signature = "($self, *, principal)")]
    fn get<'py>(&self, py: Python<'py>, principal: &Bound<'_, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::GetMember {
            principal: read("principal", principal)?,
        };
        self.0.run(py, "members.get", input, |on, input| async move { on.members().get(input).await })
    }

    /// Lists who belongs to the organisation, people and service accounts, by id.
    ///
    /// Args:
    ///     order: Which comes first.
    #[pyo3(name = "list", signature = (*, order=Given::Absent), text_signature = "($self, *, order='oldest')")]
    fn list<'py>(&self, py: Python<'py>, order: Given<'_>) -> PyResult<SyncPager> {
        let input = types::ListMembers {
            order: order.read("order")?,
            page: types::PageInput::default(),
        };
        let _ = py;
        Ok(self.0.pages("members.list", input, |on, mut input, page| async move {
            input.page = page;
            on.members().list(input).await
        }))
    }

    /// Changes a member's role at the organisation.
    ///
    /// The last owner who can act keeps the role.
    ///
    /// Args:
    ///     principal: The member.
    ///     role: The new role.
    ///     if_version: The version that the change was made on.
    #[pyo3(name = "update", signature = (*, principal, role, if_version=Given::Absent), text_signature = "($self, *, principal, role, if_version=None)")]
    fn update<'py>(&self, py: Python<'py>, principal: &Bound<'_, PyAny>, role: &Bound<'_, PyAny>, if_version: Given<'_>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::UpdateMember {
            principal: read("principal", principal)?,
            role: read("role", role)?,
            if_version: if_version.read("if_version")?,
        };
        self.0.run(py, "members.update", input, |on, input| async move { on.members().update(input).await })
    }

    /// Removes a person from the organisation and from all its teams. Everybody may leave.
    ///
    /// The last owner who can act stays. Teams that the person owns go to the heir.
    ///
    /// Args:
    ///     user: The member.
    ///     heir: Who takes over the teams that the member owns; refused without it if there are any.
    #[pyo3(name = "remove", signature = (*, user, heir=Given::Absent), text_signature = "($self, *, user, heir=None)")]
    fn remove<'py>(&self, py: Python<'py>, user: &Bound<'_, PyAny>, heir: Given<'_>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::RemoveMember {
            user: read("user", user)?,
            heir: heir.read("heir")?,
        };
        self.0.run(py, "members.remove", input, |on, input| async move { on.members().remove(input).await })
    }
}

/// Operations on services, inside an organisation.
#[pyclass(frozen, module = "tenantry")]
pub(crate) struct TenantServices(Sync<TenantHandle>);

#[pymethods]
impl TenantServices {
    /// Creates a service account: a member that acts by API keys, with a role of its own.
    ///
    /// Args:
    ///     name: Its name; unique in the organisation.
    ///     role: Its role at the organisation.
    ///     description: What it is for.
    #[pyo3(name = "create", signature = (*, name, role, description=Given::Absent), text_signature = "($self, *, name, role, description=None)")]
    fn create<'py>(&self, py: Python<'py>, name: &Bound<'_, PyAny>, role: &Bound<'_, PyAny>, description: Given<'_>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::CreateService {
            name: read("name", name)?,
            role: read("role", role)?,
            description: description.read("description")?,
        };
        self.0.run(py, "services.create", input, |on, input| async move { on.services().create(input).await })
    }

    /// Gets a service account.
    ///
    /// Args:
    ///     service: The service account.
    #[pyo3(name = "get", signature = (*, service), text_signature = "($self, *, service)")]
    fn get<'py>(&self, py: Python<'py>, service: &Bound<'_, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::GetService {
            service: read("service", service)?,
        };
        self.0.run(py, "services.get", input, |on, input| async move { on.services().get(input).await })
    }

    /// Lists the service accounts of the organisation by age.
    ///
    /// Args:
    ///     order: Which comes first.
    #[pyo3(name = "list", signature = (*, order=Given::Absent), text_signature = "($self, *, order='oldest')")]
    fn list<'py>(&self, py: Python<'py>, order: Given<'_>) -> PyResult<SyncPager> {
        let input = types::ListServices {
            order: order.read("order")?,
            page: types::PageInput::default(),
        };
        let _ = py;
        Ok(self.0.pages("services.list", input, |on, mut input, page| async move {
            input.page = page;
            on.services().list(input).await
        }))
    }

    /// Changes a service account's name or description.
    ///
    /// Args:
    ///     service: The service account.
    ///     description: What it is for. `UNSET` leaves it as it is, `None` clears it.
    ///     if_version: The version that the change was made on.
    ///     name: Its new name.
    #[pyo3(name = "update", signature = (*, service, description=Given::Absent, if_version=Given::Absent, name=Given::Absent), text_signature = "($self, *, service, description=..., if_version=None, name=None)")]
    fn update<'py>(&self, py: Python<'py>, service: &Bound<'_, PyAny>, description: Given<'_>, if_version: Given<'_>, name: Given<'_>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::UpdateService {
            service: read("service", service)?,
            description: description.read("description")?,
            if_version: if_version.read("if_version")?,
            name: name.read("name")?,
        };
        self.0.run(py, "services.update", input, |on, input| async move { on.services().update(input).await })
    }

    /// Deletes a service account. Its keys stop working at once.
    ///
    /// Args:
    ///     service: The service account; its keys stop working at once.
    ///     heir: Who takes over the teams that it owns; refused without it if there are any.
    #[pyo3(name = "delete", signature = (*, service, heir=Given::Absent), text_signature = "($self, *, service, heir=None)")]
    fn delete<'py>(&self, py: Python<'py>, service: &Bound<'_, PyAny>, heir: Given<'_>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::DeleteService {
            service: read("service", service)?,
            heir: heir.read("heir")?,
        };
        self.0.run(py, "services.delete", input, |on, input| async move { on.services().delete(input).await })
    }
}

/// Operations on service keys, inside an organisation.
#[pyclass(frozen, module = "tenantry")]
pub(crate) struct TenantServiceKeys(Sync<TenantHandle>);

#[pymethods]
impl TenantServiceKeys {
    /// Creates an API key for a service account. The key itself is in the answer, once.
    ///
    /// Args:
    ///     name: What the key is called.
    ///     service: The service account.
    ///     expires_at: When it stops working: no later than the API key that creates it does.
    ///     scopes: The only permissions it carries; empty for all that the service account has.
    #[pyo3(name = "create", signature = (*, name, service, expires_at=Given::Absent, scopes=Given::Absent), text_signature = "($self, *, name, service, expires_at=None, scopes=())")]
    fn create<'py>(&self, py: Python<'py>, name: &Bound<'_, PyAny>, service: &Bound<'_, PyAny>, expires_at: Given<'_>, scopes: Given<'_>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::CreateServiceKey {
            name: read("name", name)?,
            service: read("service", service)?,
            expires_at: expires_at.read("expires_at")?,
            scopes: scopes.read("scopes")?,
        };
        self.0.run(py, "service_keys.create", input, |on, input| async move { on.service_keys().create(input).await })
    }

    /// Lists the API keys of a service account by age, without the keys themselves.
    ///
    /// Those that were revoked, or replaced and are over, are listed until the next one is made.
    ///
    /// Args:
    ///     service: The service account.
    ///     order: Which comes first.
    #[pyo3(name = "list", signature = (*, service, order=Given::Absent), text_signature = "($self, *, service, order='oldest')")]
    fn list<'py>(&self, py: Python<'py>, service: &Bound<'_, PyAny>, order: Given<'_>) -> PyResult<SyncPager> {
        let input = types::ListServiceKeys {
            service: read("service", service)?,
            order: order.read("order")?,
            page: types::PageInput::default(),
        };
        let _ = py;
        Ok(self.0.pages("service_keys.list", input, |on, mut input, page| async move {
            input.page = page;
            on.service_keys().list(input).await
        }))
    }

    /// Replaces an API key of a service account. The old one works on for the overlap.
    ///
    /// At most 100 that were rotated work on at the same time.
    ///
    /// Args:
    ///     key: The key.
    ///     service: The service account.
    ///     overlap_secs: For how long the old key still works: 0 to 604,800 seconds, 86,400 if absent.
    #[pyo3(name = "rotate", signature = (*, key, service, overlap_secs=Given::Absent), text_signature = "($self, *, key, service, overlap_secs=None)")]
    fn rotate<'py>(&self, py: Python<'py>, key: &Bound<'_, PyAny>, service: &Bound<'_, PyAny>, overlap_secs: Given<'_>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::RotateServiceKey {
            key: read("key", key)?,
            service: read("service", service)?,
            overlap_secs: overlap_secs.read("overlap_secs")?,
        };
        self.0.run(py, "service_keys.rotate", input, |on, input| async move { on.service_keys().rotate(input).await })
    }

    /// Revokes an API key of a service account, at once and everywhere.
    ///
    /// Args:
    ///     key: The key.
    ///     service: The service account.
    #[pyo3(name = "revoke", signature = (*, key, service), text_signature = "($self, *, key, service)")]
    fn revoke<'py>(&self, py: Python<'py>, key: &Bound<'_, PyAny>, service: &Bound<'_, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::RevokeServiceKey {
            key: read("key", key)?,
            service: read("service", service)?,
        };
        self.0.run(py, "service_keys.revoke", input, |on, input| async move { on.service_keys().revoke(input).await })
    }
}

/// Operations on permissions, inside an organisation.
#[pyclass(frozen, module = "tenantry")]
pub(crate) struct TenantPermissions(Sync<TenantHandle>);

#[pymethods]
impl TenantPermissions {
    /// Makes a permission of the organisation's own, which roles may hold and checks may ask for.
    ///
    /// Whoever names a level of sharing that holds it holds every one of the organisation's own. An
    /// organisation has at most 1,000.
    ///
    /// Args:
    ///     name: Its name, which stays: words with dots between them, such as `docs.publish`. The first
    ///         is none of Tenantry's own nouns.
    ///     description: What it allows: at most 4,000 characters.
    ///     level: The level of sharing that holds it; absent if no sharing of an object does.
    #[pyo3(name = "create", signature = (*, name, description=Given::Absent, level=Given::Absent), text_signature = "($self, *, name, description=None, level=None)")]
    fn create<'py>(&self, py: Python<'py>, name: &Bound<'_, PyAny>, description: Given<'_>, level: Given<'_>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::CreatePermission {
            name: read("name", name)?,
            description: description.read("description")?,
            level: level.read("level")?,
        };
        self.0.run(py, "permissions.create", input, |on, input| async move { on.permissions().create(input).await })
    }

    /// Gets a permission, built in or of the organisation's own.
    ///
    /// Args:
    ///     permission: The permission.
    #[pyo3(name = "get", signature = (*, permission), text_signature = "($self, *, permission)")]
    fn get<'py>(&self, py: Python<'py>, permission: &Bound<'_, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::GetPermission {
            permission: read("permission", permission)?,
        };
        self.0.run(py, "permissions.get", input, |on, input| async move { on.permissions().get(input).await })
    }

    /// Lists all permissions, the built-in ones before the organisation's own.
    ///
    /// Args:
    ///     order: Which comes first.
    #[pyo3(name = "list", signature = (*, order=Given::Absent), text_signature = "($self, *, order='oldest')")]
    fn list<'py>(&self, py: Python<'py>, order: Given<'_>) -> PyResult<SyncPager> {
        let input = types::ListPermissions {
            order: order.read("order")?,
            page: types::PageInput::default(),
        };
        let _ = py;
        Ok(self.0.pages("permissions.list", input, |on, mut input, page| async move {
            input.page = page;
            on.permissions().list(input).await
        }))
    }

    /// Changes what is said of a permission of the organisation's own, or which sharing holds it.
    ///
    /// Which sharing holds it is changed by who holds it themselves.
    ///
    /// Args:
    ///     permission: The permission.
    ///     description: What it allows. `UNSET` leaves it as it is, `None` clears it.
    ///     if_version: The version that the change was made on; refused with `version_moved` if it is another.
    ///     level: The level of sharing that holds it. `UNSET` leaves it as it is, `None` clears it.
    #[pyo3(name = "update", signature = (*, permission, description=Given::Absent, if_version=Given::Absent, level=Given::Absent), text_signature = "($self, *, permission, description=..., if_version=None, level=...)")]
    fn update<'py>(&self, py: Python<'py>, permission: &Bound<'_, PyAny>, description: Given<'_>, if_version: Given<'_>, level: Given<'_>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::UpdatePermission {
            permission: read("permission", permission)?,
            description: description.read("description")?,
            if_version: if_version.read("if_version")?,
            level: level.read("level")?,
        };
        self.0.run(py, "permissions.update", input, |on, input| async move { on.permissions().update(input).await })
    }

    /// Deletes a permission of the organisation's own that no role holds.
    ///
    /// Args:
    ///     permission: The permission.
    ///     if_version: The version that the deletion was decided on.
    #[pyo3(name = "delete", signature = (*, permission, if_version=Given::Absent), text_signature = "($self, *, permission, if_version=None)")]
    fn delete<'py>(&self, py: Python<'py>, permission: &Bound<'_, PyAny>, if_version: Given<'_>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::DeletePermission {
            permission: read("permission", permission)?,
            if_version: if_version.read("if_version")?,
        };
        self.0.run(py, "permissions.delete", input, |on, input| async move { on.permissions().delete(input).await })
    }
}

/// Operations on roles, inside an organisation.
#[pyclass(frozen, module = "tenantry")]
pub(crate) struct TenantRoles(Sync<TenantHandle>);

#[pymethods]
impl TenantRoles {
    /// Makes a role of the organisation's own: a name for permissions, all of which the caller holds.
    ///
    /// An organisation has at most 1,000.
    ///
    /// Args:
    ///     name: Its name: at most 120 characters; unique in the organisation.
    ///     permissions: What it allows: at most 200 permissions, all of which the caller holds.
    ///     description: What it is for: at most 4,000 characters.
    #[pyo3(name = "create", signature = (*, name, permissions, description=Given::Absent), text_signature = "($self, *, name, permissions, description=None)")]
    fn create<'py>(&self, py: Python<'py>, name: &Bound<'_, PyAny>, permissions: &Bound<'_, PyAny>, description: Given<'_>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::CreateRole {
            name: read("name", name)?,
            permissions: read("permissions", permissions)?,
            description: description.read("description")?,
        };
        self.0.run(py, "roles.create", input, |on, input| async move { on.roles().create(input).await })
    }

    /// Gets a role, built in or of the organisation's own, with what it allows.
    ///
    /// Args:
    ///     role: The role.
    #[pyo3(name = "get", signature = (*, role), text_signature = "($self, *, role)")]
    fn get<'py>(&self, py: Python<'py>, role: &Bound<'_, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::GetRole {
            role: read("role", role)?,
        };
        self.0.run(py, "roles.get", input, |on, input| async move { on.roles().get(input).await })
    }

    /// Lists all roles with what each allows: the built-in ones, the most powerful first, before the
    /// organisation's own.
    ///
    /// Args:
    ///     order: Which comes first.
    #[pyo3(name = "list", signature = (*, order=Given::Absent), text_signature = "($self, *, order='oldest')")]
    fn list<'py>(&self, py: Python<'py>, order: Given<'_>) -> PyResult<SyncPager> {
        let input = types::ListRoles {
            order: order.read("order")?,
            page: types::PageInput::default(),
        };
        let _ = py;
        Ok(self.0.pages("roles.list", input, |on, mut input, page| async move {
            input.page = page;
            on.roles().list(input).await
        }))
    }

    /// Changes a role of the organisation's own, for everybody who has it, at once.
    ///
    /// Nobody changes a role that holds more than they do, before or after.
    ///
    /// Args:
    ///     role: The role.
    ///     description: What it is for. `UNSET` leaves it as it is, `None` clears it.
    ///     if_version: The version that the change was made on; refused with `version_moved` if it is another.
    ///     name: Its new name.
    ///     permissions: All that it allows from now on.
    #[pyo3(name = "update", signature = (*, role, description=Given::Absent, if_version=Given::Absent, name=Given::Absent, permissions=Given::Absent), text_signature = "($self, *, role, description=..., if_version=None, name=None, permissions=None)")]
    fn update<'py>(&self, py: Python<'py>, role: &Bound<'_, PyAny>, description: Given<'_>, if_version: Given<'_>, name: Given<'_>, permissions: Given<'_>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::UpdateRole {
            role: read("role", role)?,
            description: description.read("description")?,
            if_version: if_version.read("if_version")?,
            name: name.read("name")?,
            permissions: permissions.read("permissions")?,
        };
        self.0.run(py, "roles.update", input, |on, input| async move { on.roles().update(input).await })
    }

    /// Deletes a role of the organisation's own that nobody has.
    ///
    /// Args:
    ///     role: The role.
    ///     if_version: The version that the deletion was decided on.
    #[pyo3(name = "delete", signature = (*, role, if_version=Given::Absent), text_signature = "($self, *, role, if_version=None)")]
    fn delete<'py>(&self, py: Python<'py>, role: &Bound<'_, PyAny>, if_version: Given<'_>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::DeleteRole {
            role: read("role", role)?,
            if_version: if_version.read("if_version")?,
        };
        self.0.run(py, "roles.delete", input, |on, input| async move { on.roles().delete(input).await })
    }
}

/// Operations on assignments, inside an organisation.
#[pyclass(frozen, module = "tenantry")]
pub(crate) struct TenantAssignments(Sync<TenantHandle>);

#[pymethods]
impl TenantAssignments {
    /// Gives a role to a person, a service account or the members of a team: at the organisation,
    /// or in a team and all teams below it.
    ///
    /// Nobody gives a role that holds more than they do there. One holder is given at most 1,000.
    ///
    /// Args:
    ///     holder: To whom: a person, a service account, the members of a team, or of a team and all below.
    ///     role: The role, built in or of the organisation's own.
    ///     expires_at: When it ends by itself.
    ///     team: The team that it reaches, with all teams below; absent for the whole organisation.
    #[pyo3(name = "create", signature = (*, holder, role, expires_at=Given::Absent, team=Given::Absent), text_signature = "($self, *, holder, role, expires_at=None, team=None)")]
    fn create<'py>(&self, py: Python<'py>, holder: &Bound<'_, PyAny>, role: &Bound<'_, PyAny>, expires_at: Given<'_>, team: Given<'_>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::CreateAssignment {
            holder: read("holder", holder)?,
            role: read("role", role)?,
            expires_at: expires_at.read("expires_at")?,
            team: team.read("team")?,
        };
        self.0.run(py, "assignments.create", input, |on, input| async move { on.assignments().create(input).await })
    }

    /// Gets an assignment. Everybody may get their own.
    ///
    /// Args:
    ///     assignment: The assignment.
    #[pyo3(name = "get", signature = (*, assignment), text_signature = "($self, *, assignment)")]
    fn get<'py>(&self, py: Python<'py>, assignment: &Bound<'_, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::GetAssignment {
            assignment: read("assignment", assignment)?,
        };
        self.0.run(py, "assignments.get", input, |on, input| async move { on.assignments().get(input).await })
    }

    /// Lists assignments by age: all, or by one of holder, role and team. Everybody may list their own.
    ///
    /// Args:
    ///     holder: Only those to this holder. Everybody may ask about themselves.
    ///     order: Which comes first.
    ///     role: Only those of this role.
    ///     team: Only those in this team itself.
    #[pyo3(name = "list", signature = (*, holder=Given::Absent, order=Given::Absent, role=Given::Absent, team=Given::Absent), text_signature = "($self, *, holder=None, order='oldest', role=None, team=None)")]
    fn list<'py>(&self, py: Python<'py>, holder: Given<'_>, order: Given<'_>, role: Given<'_>, team: Given<'_>) -> PyResult<SyncPager> {
        let input = types::ListAssignments {
            holder: holder.read("holder")?,
            order: order.read("order")?,
            role: role.read("role")?,
            team: team.read("team")?,
            page: types::PageInput::default(),
        };
        let _ = py;
        Ok(self.0.pages("assignments.list", input, |on, mut input, page| async move {
            input.page = page;
            on.assignments().list(input).await
        }))
    }

    /// Changes until when a role is given.
    ///
    /// Args:
    ///     assignment: The assignment.
    ///     expires_at: When it ends by itself. `UNSET` leaves it as it is, `None` clears it.
    ///     if_version: The version that the change was made on; refused with `version_moved` if it is another.
    #[pyo3(name = "update", signature = (*, assignment, expires_at=Given::Absent, if_version=Given::Absent), text_signature = "($self, *, assignment, expires_at=..., if_version=None)")]
    fn update<'py>(&self, py: Python<'py>, assignment: &Bound<'_, PyAny>, expires_at: Given<'_>, if_version: Given<'_>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::UpdateAssignment {
            assignment: read("assignment", assignment)?,
            expires_at: expires_at.read("expires_at")?,
            if_version: if_version.read("if_version")?,
        };
        self.0.run(py, "assignments.update", input, |on, input| async move { on.assignments().update(input).await })
    }

    /// Takes a role back, at once and everywhere. Everybody may put down their own.
    ///
    /// Args:
    ///     assignment: The assignment.
    #[pyo3(name = "delete", signature = (*, assignment), text_signature = "($self, *, assignment)")]
    fn delete<'py>(&self, py: Python<'py>, assignment: &Bound<'_, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::DeleteAssignment {
            assignment: read("assignment", assignment)?,
        };
        self.0.run(py, "assignments.delete", input, |on, input| async move { on.assignments().delete(input).await })
    }
}

/// Operations on grants, inside an organisation.
#[pyclass(frozen, module = "tenantry")]
pub(crate) struct TenantGrants(Sync<TenantHandle>);

#[pymethods]
impl TenantGrants {
    /// Shares an object of the product's with somebody, at a level.
    ///
    /// It takes `objects.share` at the organisation, or that the object is shared with the caller to
    /// `manage`. An object is shared with at most 1,000 holders.
    ///
    /// Args:
    ///     holder: With whom: a person, a service account, the members of a team, or of a team and all
    ///         below, whoever has a role at the organisation, or all of its members.
    ///     level: How much of it.
    ///     object: The object: a kind of the product's and a UUID, as `doc:0190…`.
    ///     expires_at: When it ends by itself.
    #[pyo3(name = "create", signature = (*, holder, level, object, expires_at=Given::Absent), text_signature = "($self, *, holder, level, object, expires_at=None)")]
    fn create<'py>(&self, py: Python<'py>, holder: &Bound<'_, PyAny>, level: &Bound<'_, PyAny>, object: &Bound<'_, PyAny>, expires_at: Given<'_>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::CreateGrant {
            holder: read("holder", holder)?,
            level: read("level", level)?,
            object: read("object", object)?,
            expires_at: expires_at.read("expires_at")?,
        };
        self.0.run(py, "grants.create", input, |on, input| async move { on.grants().create(input).await })
    }

    /// Gets a grant. Everybody may get those to themselves.
    ///
    /// Args:
    ///     grant: The grant.
    #[pyo3(name = "get", signature = (*, grant), text_signature = "($self, *, grant)")]
    fn get<'py>(&self, py: Python<'py>, grant: &Bound<'_, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::GetGrant {
            grant: read("grant", grant)?,
        };
        self.0.run(py, "grants.get", input, |on, input| async move { on.grants().get(input).await })
    }

    /// Lists grants by age: those on an object, to somebody, or to the caller.
    ///
    /// Everybody may list those to themselves, to their teams and to their roles; those on an object,
    /// who may share it.
    ///
    /// Args:
    ///     holder: Those to this holder.
    ///     object: Those on this object.
    ///     order: Which comes first.
    #[pyo3(name = "list", signature = (*, holder=Given::Absent, object=Given::Absent, order=Given::Absent), text_signature = "($self, *, holder=None, object=None, order='oldest')")]
    fn list<'py>(&self, py: Python<'py>, holder: Given<'_>, object: Given<'_>, order: Given<'_>) -> PyResult<SyncPager> {
        let input = types::ListGrants {
            holder: holder.read("holder")?,
            object: object.read("object")?,
            order: order.read("order")?,
            page: types::PageInput::default(),
        };
        let _ = py;
        Ok(self.0.pages("grants.list", input, |on, mut input, page| async move {
            input.page = page;
            on.grants().list(input).await
        }))
    }

    /// Changes how much of an object is shared with somebody, or until when.
    ///
    /// Args:
    ///     grant: The grant.
    ///     expires_at: When it ends by itself. `UNSET` leaves it as it is, `None` clears it.
    ///     if_version: The version that the change was made on; refused with `version_moved` if it is another.
    ///     level: How much of the object.
    #[pyo3(name = "update", signature = (*, grant, expires_at=Given::Absent, if_version=Given::Absent, level=Given::Absent), text_signature = "($self, *, grant, expires_at=..., if_version=None, level=None)")]
    fn update<'py>(&self, py: Python<'py>, grant: &Bound<'_, PyAny>, expires_at: Given<'_>, if_version: Given<'_>, level: Given<'_>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::UpdateGrant {
            grant: read("grant", grant)?,
            expires_at: expires_at.read("expires_at")?,
            if_version: if_version.read("if_version")?,
            level: level.read("level")?,
        };
        self.0.run(py, "grants.update", input, |on, input| async move { on.grants().update(input).await })
    }

    /// Takes back what was shared, at once and everywhere. Everybody may put down their own.
    ///
    /// Args:
    ///     grant: The grant.
    #[pyo3(name = "delete", signature = (*, grant), text_signature = "($self, *, grant)")]
    fn delete<'py>(&self, py: Python<'py>, grant: &Bound<'_, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::DeleteGrant {
            grant: read("grant", grant)?,
        };
        self.0.run(py, "grants.delete", input, |on, input| async move { on.grants().delete(input).await })
    }
}

/// Operations on links, inside an organisation.
#[pyclass(frozen, module = "tenantry")]
pub(crate) struct TenantLinks(Sync<TenantHandle>);

#[pymethods]
impl TenantLinks {
    /// Makes a link to an object: whoever presents it sees that one object, and may comment on it or
    /// change it, as the level says.
    ///
    /// It takes what sharing the object so with somebody does. A link never manages an object, and
    /// stays as it was made. It is listed among those whom the object is shared with, as a holder of
    /// the kind `link`, and counts as one of them. The link itself is in the answer, once: it is
    /// presented as an API key is, and opens this organisation alone.
    ///
    /// Args:
    ///     level: How much of it; at most `edit`.
    ///     object: The object: a task or a project, as `task:0190…`, or one of the product's, as `doc:0190…`.
    ///     expires_at: When it ends by itself.
    #[pyo3(name = "create", signature = (*, level, object, expires_at=Given::Absent), text_signature = "($self, *, level, object, expires_at=None)")]
    fn create<'py>(&self, py: Python<'py>, level: &Bound<'_, PyAny>, object: &Bound<'_, PyAny>, expires_at: Given<'_>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::CreateLink {
            level: read("level", level)?,
            object: read("object", object)?,
            expires_at: expires_at.read("expires_at")?,
        };
        self.0.run(py, "links.create", input, |on, input| async move { on.links().create(input).await })
    }

    /// Ends a link, at once and everywhere.
    ///
    /// It takes what sharing the object with somebody no more does.
    ///
    /// Args:
    ///     link: The link.
    #[pyo3(name = "delete", signature = (*, link), text_signature = "($self, *, link)")]
    fn delete<'py>(&self, py: Python<'py>, link: &Bound<'_, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::DeleteLink {
            link: read("link", link)?,
        };
        self.0.run(py, "links.delete", input, |on, input| async move { on.links().delete(input).await })
    }
}

/// Operations on access, inside an organisation.
#[pyclass(frozen, module = "tenantry")]
pub(crate) struct TenantAccess(Sync<TenantHandle>);

#[pymethods]
impl TenantAccess {
    /// Decides whether somebody may do something here, on what the store knows now.
    ///
    /// Everybody may ask about themselves, and is answered for the API key that they present.
    /// Asking about another member takes `members.read`, and is answered for the member's roles.
    ///
    /// Args:
    ///     permission: What they would do.
    ///     at_least: A place in the journal that the answer must know of, such as the `feed` of a page.
    ///     object: The object that they would do it to: of the product's, a project or a task. What is shared of it counts beside
    ///         the roles.
    ///     principal: Whose right it is, if not the caller's own.
    ///     team: The team they would do it in; absent for the organisation as a whole.
    #[pyo3(name = "check", signature = (*, permission, at_least=Given::Absent, object=Given::Absent, principal=Given::Absent, team=Given::Absent), text_signature = "($self, *, permission, at_least=None, object=None, principal=None, team=None)")]
    fn check<'py>(&self, py: Python<'py>, permission: &Bound<'_, PyAny>, at_least: Given<'_>, object: Given<'_>, principal: Given<'_>, team: Given<'_>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::CheckAccess {
            permission: read("permission", permission)?,
            at_least: at_least.read("at_least")?,
            object: object.read("object")?,
            principal: principal.read("principal")?,
            team: team.read("team")?,
        };
        self.0.run(py, "access.check", input, |on, input| async move { on.access().check(input).await })
    }

    /// Decides up to 200 questions at one position: nobody's rights change between them.
    ///
    /// Who may ask what is as for a single one.
    ///
    /// Args:
    ///     checks: The decisions: 1 to 200. The latest of their `at_least` counts for all.
    #[pyo3(name = "check_many", signature = (*, checks), text_signature = "($self, *, checks)")]
    fn check_many<'py>(&self, py: Python<'py>, checks: &Bound<'_, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::CheckMany {
            checks: read("checks", checks)?,
        };
        self.0.run(py, "access.check_many", input, |on, input| async move { on.access().check_many(input).await })
    }

    /// Explains a decision: whether somebody may do something here, and the rule that decides.
    ///
    /// Everybody may ask about themselves, and is answered for the API key that they present.
    /// Asking about another member takes `members.read`, and is answered for the member's roles.
    ///
    /// Args:
    ///     permission: What they would do.
    ///     object: The object that they would do it to: of the product's, a project or a task.
    ///     principal: Whose right it is, if not the caller's own.
    ///     team: The team they would do it in; absent for the organisation as a whole.
    #[pyo3(name = "explain", signature = (*, permission, object=Given::Absent, principal=Given::Absent, team=Given::Absent), text_signature = "($self, *, permission, object=None, principal=None, team=None)")]
    fn explain<'py>(&self, py: Python<'py>, permission: &Bound<'_, PyAny>, object: Given<'_>, principal: Given<'_>, team: Given<'_>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::ExplainAccess {
            permission: read("permission", permission)?,
            object: object.read("object")?,
            principal: principal.read("principal")?,
            team: team.read("team")?,
        };
        self.0.run(py, "access.explain", input, |on, input| async move { on.access().explain(input).await })
    }

    /// Lists the members who may do something here, and the links to an object with which one may,
    /// each with the rule that allows it, by id.
    ///
    /// As many are looked at as a page holds: it has fewer items where not all of them may.
    ///
    /// Args:
    ///     permission: What they would do.
    ///     object: The object that they would do it to: of the product's, a project or a task.
    ///     order: Which comes first.
    ///     team: The team they would do it in; absent for the organisation as a whole.
    #[pyo3(name = "who_can", signature = (*, permission, object=Given::Absent, order=Given::Absent, team=Given::Absent), text_signature = "($self, *, permission, object=None, order='oldest', team=None)")]
    fn who_can<'py>(&self, py: Python<'py>, permission: &Bound<'_, PyAny>, object: Given<'_>, order: Given<'_>, team: Given<'_>) -> PyResult<SyncPager> {
        let input = types::WhoCan {
            permission: read("permission", permission)?,
            object: object.read("object")?,
            order: order.read("order")?,
            team: team.read("team")?,
            page: types::PageInput::default(),
        };
        let _ = py;
        Ok(self.0.pages("access.who_can", input, |on, mut input, page| async move {
            input.page = page;
            on.access().who_can(input).await
        }))
    }

    /// Lists what somebody may do here.
    ///
    /// Everybody may ask about themselves, and is answered for the API key that they present.
    /// Asking about another member takes `members.read`, and is answered for the member's roles.
    ///
    /// Args:
    ///     object: The object that they would do it to: of the product's, a project or a task.
    ///     principal: Whose rights they are, if not the caller's own.
    ///     team: The team they would do it in; absent for the organisation as a whole.
    #[pyo3(name = "what_can", signature = (*, object=Given::Absent, principal=Given::Absent, team=Given::Absent), text_signature = "($self, *, object=None, principal=None, team=None)")]
    fn what_can<'py>(&self, py: Python<'py>, object: Given<'_>, principal: Given<'_>, team: Given<'_>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::WhatCan {
            object: object.read("object")?,
            principal: principal.read("principal")?,
            team: team.read("team")?,
        };
        self.0.run(py, "access.what_can", input, |on, input| async move { on.access().what_can(input).await })
    }
}

/// Operations on projects, inside an organisation.
#[pyclass(frozen, module = "tenantry")]
pub(crate) struct TenantProjects(Sync<TenantHandle>);

#[pymethods]
impl TenantProjects {
    /// Creates a project: the caller's own, or a team's.
    ///
    /// In a team it takes `projects.create` there; the caller's own, at the organisation.
    ///
    /// Args:
    ///     name: Its name: at most 120 characters.
    ///     description: What it is for: at most 4,000 characters.
    ///     due_on: The day that it is to be done on; not before it begins.
    ///     owner: Who answers for it; the caller if absent. The system must name somebody.
    ///     starts_on: The day that it begins on.
    ///     team: The team that it belongs to; absent if it is the owner's alone.
    #[pyo3(name = "create", signature = (*, name, description=Given::Absent, due_on=Given::Absent, owner=Given::Absent, starts_on=Given::Absent, team=Given::Absent), text_signature = "($self, *, name, description=None, due_on=None, owner=None, starts_on=None, team=None)")]
    fn create<'py>(&self, py: Python<'py>, name: &Bound<'_, PyAny>, description: Given<'_>, due_on: Given<'_>, owner: Given<'_>, starts_on: Given<'_>, team: Given<'_>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::CreateProject {
            name: read("name", name)?,
            description: description.read("description")?,
            due_on: due_on.read("due_on")?,
            owner: owner.read("owner")?,
            starts_on: starts_on.read("starts_on")?,
            team: team.read("team")?,
        };
        self.0.run(py, "projects.create", input, |on, input| async move { on.projects().create(input).await })
    }

    /// Gets a project. One that the caller may not see is not found.
    ///
    /// Args:
    ///     project: The project.
    #[pyo3(name = "get", signature = (*, project), text_signature = "($self, *, project)")]
    fn get<'py>(&self, py: Python<'py>, project: &Bound<'_, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::GetProject {
            project: read("project", project)?,
        };
        self.0.run(py, "projects.get", input, |on, input| async move { on.projects().get(input).await })
    }

    /// Lists the projects that the caller sees, by age.
    ///
    /// Args:
    ///     order: Which comes first.
    ///     owner: Only those that this principal owns.
    ///     status: Only those that are so far.
    ///     team: Only those of this team itself.
    #[pyo3(name = "list", signature = (*, order=Given::Absent, owner=Given::Absent, status=Given::Absent, team=Given::Absent), text_signature = "($self, *, order='oldest', owner=None, status=None, team=None)")]
    fn list<'py>(&self, py: Python<'py>, order: Given<'_>, owner: Given<'_>, status: Given<'_>, team: Given<'_>) -> PyResult<SyncPager> {
        let input = types::ListProjects {
            order: order.read("order")?,
            owner: owner.read("owner")?,
            status: status.read("status")?,
            team: team.read("team")?,
            page: types::PageInput::default(),
        };
        let _ = py;
        Ok(self.0.pages("projects.list", input, |on, mut input, page| async move {
            input.page = page;
            on.projects().list(input).await
        }))
    }

    /// Changes a project: its name, description, owner, team, status and days.
    ///
    /// Who puts it into a team may create projects there.
    ///
    /// Args:
    ///     project: The project.
    ///     description: What it is for. `UNSET` leaves it as it is, `None` clears it.
    ///     due_on: The day that it is to be done on. `UNSET` leaves it as it is, `None` clears it.
    ///     if_version: The version that the change was made on; refused with `version_moved` if it is another.
    ///     name: Its new name.
    ///     owner: Who answers for it.
    ///     starts_on: The day that it begins on. `UNSET` leaves it as it is, `None` clears it.
    ///     status: How far it is.
    ///     team: The team that it belongs to. `UNSET` leaves it as it is, `None` clears it.
    #[pyo3(name = "update", signature = (*, project, description=Given::Absent, due_on=Given::Absent, if_version=Given::Absent, name=Given::Absent, owner=Given::Absent, starts_on=Given::Absent, status=Given::Absent, team=Given::Absent), text_signature = "($self, *, project, description=..., due_on=..., if_version=None, name=None, owner=None, starts_on=..., status=None, team=...)")]
    fn update<'py>(&self, py: Python<'py>, project: &Bound<'_, PyAny>, description: Given<'_>, due_on: Given<'_>, if_version: Given<'_>, name: Given<'_>, owner: Given<'_>, starts_on: Given<'_>, status: Given<'_>, team: Given<'_>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::UpdateProject {
            project: read("project", project)?,
            description: description.read("description")?,
            due_on: due_on.read("due_on")?,
            if_version: if_version.read("if_version")?,
            name: name.read("name")?,
            owner: owner.read("owner")?,
            starts_on: starts_on.read("starts_on")?,
            status: status.read("status")?,
            team: team.read("team")?,
        };
        self.0.run(py, "projects.update", input, |on, input| async move { on.projects().update(input).await })
    }

    /// Deletes a project.
    ///
    /// Args:
    ///     project: The project.
    ///     if_version: The version that the deletion was decided on.
    #[pyo3(name = "delete", signature = (*, project, if_version=Given::Absent), text_signature = "($self, *, project, if_version=None)")]
    fn delete<'py>(&self, py: Python<'py>, project: &Bound<'_, PyAny>, if_version: Given<'_>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::DeleteProject {
            project: read("project", project)?,
            if_version: if_version.read("if_version")?,
        };
        self.0.run(py, "projects.delete", input, |on, input| async move { on.projects().delete(input).await })
    }

    /// Shares a project with somebody, or changes how it is shared with them.
    ///
    /// Nobody shares more than they may do themselves. A project is shared with at most 1,000
    /// holders.
    ///
    /// Args:
    ///     holder: With whom. Shared with them before, it is from now on as this says.
    ///     level: How much of it.
    ///     project: The project.
    ///     expires_at: When it ends by itself.
    #[pyo3(name = "share", signature = (*, holder, level, project, expires_at=Given::Absent), text_signature = "($self, *, holder, level, project, expires_at=None)")]
    fn share<'py>(&self, py: Python<'py>, holder: &Bound<'_, PyAny>, level: &Bound<'_, PyAny>, project: &Bound<'_, PyAny>, expires_at: Given<'_>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::ShareProject {
            holder: read("holder", holder)?,
            level: read("level", level)?,
            project: read("project", project)?,
            expires_at: expires_at.read("expires_at")?,
        };
        self.0.run(py, "projects.share", input, |on, input| async move { on.projects().share(input).await })
    }

    /// Shares a project with somebody no more, at once and everywhere.
    ///
    /// Args:
    ///     holder: With whom.
    ///     project: The project.
    #[pyo3(name = "unshare", signature = (*, holder, project), text_signature = "($self, *, holder, project)")]
    fn unshare<'py>(&self, py: Python<'py>, holder: &Bound<'_, PyAny>, project: &Bound<'_, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::UnshareProject {
            holder: read("holder", holder)?,
            project: read("project", project)?,
        };
        self.0.run(py, "projects.unshare", input, |on, input| async move { on.projects().unshare(input).await })
    }

    /// Lists with whom a project is shared, by age.
    ///
    /// Args:
    ///     project: The project.
    ///     order: Which comes first.
    #[pyo3(name = "shares", signature = (*, project, order=Given::Absent), text_signature = "($self, *, project, order='oldest')")]
    fn shares<'py>(&self, py: Python<'py>, project: &Bound<'_, PyAny>, order: Given<'_>) -> PyResult<SyncPager> {
        let input = types::ListProjectShares {
            project: read("project", project)?,
            order: order.read("order")?,
            page: types::PageInput::default(),
        };
        let _ = py;
        Ok(self.0.pages("projects.shares", input, |on, mut input, page| async move {
            input.page = page;
            on.projects().shares(input).await
        }))
    }
}

/// Operations on tasks, inside an organisation.
#[pyclass(frozen, module = "tenantry")]
pub(crate) struct TenantTasks(Sync<TenantHandle>);

#[pymethods]
impl TenantTasks {
    /// Creates a task: the caller's own, or a team's.
    ///
    /// In a team it takes `tasks.create` there; the caller's own, at the organisation. What is part
    /// of another task takes what changing that does. Whom it is assigned to see it and may change
    /// it, so assigning it to others takes what sharing it to `edit` does. At most 8 tasks stand one
    /// under the other, and at most 1,000 are part of one.
    ///
    /// Args:
    ///     title: What is to be done: at most 120 characters.
    ///     assignees: Whom it is assigned to: people, service accounts and teams, at most 32.
    ///     description: What there is to know about it: at most 4,000 characters.
    ///     due_at: The moment that it is to be done by, instead of a day.
    ///     due_on: The day that it is to be done on.
    ///     labels: Its labels, at most 20.
    ///     links: Where more about it is found: at most 20.
    ///     owner: Who answers for it; the caller if absent. The system must name somebody.
    ///     parent: The task that it is part of.
    ///     priority: How urgent it is.
    ///     project: The project that it is part of.
    ///     repeat: How it comes again once it is done; takes a day or a moment that it is due.
    ///     status: How far it is; `Todo` if absent.
    ///     team: The team that it belongs to. If absent it is that of the parent, and without one the
    ///         task is the owner's alone.
    #[pyo3(name = "create", signature = (*, title, assignees=Given::Absent, description=Given::Absent, due_at=Given::Absent, due_on=Given::Absent, labels=Given::Absent, links=Given::Absent, owner=Given::Absent, parent=Given::Absent, priority=Given::Absent, project=Given::Absent, repeat=Given::Absent, status=Given::Absent, team=Given::Absent), text_signature = "($self, *, title, assignees=(), description=None, due_at=None, due_on=None, labels=(), links=(), owner=None, parent=None, priority='none', project=None, repeat=None, status=None, team=None)")]
    fn create<'py>(&self, py: Python<'py>, title: &Bound<'_, PyAny>, assignees: Given<'_>, description: Given<'_>, due_at: Given<'_>, due_on: Given<'_>, labels: Given<'_>, links: Given<'_>, owner: Given<'_>, parent: Given<'_>, priority: Given<'_>, project: Given<'_>, repeat: Given<'_>, status: Given<'_>, team: Given<'_>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::CreateTask {
            title: read("title", title)?,
            assignees: assignees.read("assignees")?,
            description: description.read("description")?,
            due_at: due_at.read("due_at")?,
            due_on: due_on.read("due_on")?,
            labels: labels.read("labels")?,
            links: links.read("links")?,
            owner: owner.read("owner")?,
            parent: parent.read("parent")?,
            priority: priority.read("priority")?,
            project: project.read("project")?,
            repeat: repeat.read("repeat")?,
            status: status.read("status")?,
            team: team.read("team")?,
        };
        self.0.run(py, "tasks.create", input, |on, input| async move { on.tasks().create(input).await })
    }

    /// Gets a task, with stubs of those that it is part of. One that the caller may not see is not
    /// found.
    ///
    /// Args:
    ///     task: The task.
    #[pyo3(name = "get", signature = (*, task), text_signature = "($self, *, task)")]
    fn get<'py>(&self, py: Python<'py>, task: &Bound<'_, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::GetTask {
            task: read("task", task)?,
        };
        self.0.run(py, "tasks.get", input, |on, input| async move { on.tasks().get(input).await })
    }

    /// Lists the tasks that the caller sees.
    ///
    /// A list sorted by what changes may show a task again, or pass it over, that is changed between
    /// two pages.
    ///
    /// Args:
    ///     assignee: Only those that are assigned to exactly this person, service account or team.
    ///     category: Only those of a status of this category.
    ///     deleted: Those that were deleted and that the caller may restore, instead of those that are there.
    ///     due_before: Only those that are due before this moment. One that is due on a day is due at its last.
    ///     due_from: Only those that are due at this moment or later.
    ///     label: Only those with this label.
    ///     owner: Only those that this principal owns.
    ///     parent: Only those that are part of this task themselves.
    ///     pending: Only those that are pending, or only those that are not.
    ///     project: Only those of this project.
    ///     shared_with_me: Only those that are shared with the caller, as themself or by a team, role or the
    ///         organisation.
    ///     sort: What comes first.
    ///     status: Only those of this status.
    ///     team: Only those of this team itself.
    ///     text: Only those with words that begin with all of these: 1 to 16, in title or description.
    #[pyo3(name = "list", signature = (*, assignee=Given::Absent, category=Given::Absent, deleted=Given::Absent, due_before=Given::Absent, due_from=Given::Absent, label=Given::Absent, owner=Given::Absent, parent=Given::Absent, pending=Given::Absent, project=Given::Absent, shared_with_me=Given::Absent, sort=Given::Absent, status=Given::Absent, team=Given::Absent, text=Given::Absent), text_signature = "($self, *, assignee=None, category=None, deleted=False, due_before=None, due_from=None, label=None, owner=None, parent=None, pending=None, project=None, shared_with_me=False, sort='newest', status=None, team=None, text=None)")]
    fn list<'py>(&self, py: Python<'py>, assignee: Given<'_>, category: Given<'_>, deleted: Given<'_>, due_before: Given<'_>, due_from: Given<'_>, label: Given<'_>, owner: Given<'_>, parent: Given<'_>, pending: Given<'_>, project: Given<'_>, shared_with_me: Given<'_>, sort: Given<'_>, status: Given<'_>, team: Given<'_>, text: Given<'_>) -> PyResult<SyncPager> {
        let input = types::ListTasks {
            assignee: assignee.read("assignee")?,
            category: category.read("category")?,
            deleted: deleted.read("deleted")?,
            due_before: due_before.read("due_before")?,
            due_from: due_from.read("due_from")?,
            label: label.read("label")?,
            owner: owner.read("owner")?,
            parent: parent.read("parent")?,
            pending: pending.read("pending")?,
            project: project.read("project")?,
            shared_with_me: shared_with_me.read("shared_with_me")?,
            sort: sort.read("sort")?,
            status: status.read("status")?,
            team: team.read("team")?,
            text: text.read("text")?,
            page: types::PageInput::default(),
        };
        let _ = py;
        Ok(self.0.pages("tasks.list", input, |on, mut input, page| async move {
            input.page = page;
            on.tasks().list(input).await
        }))
    }

    /// Changes what a task says of itself.
    ///
    /// Args:
    ///     task: The task.
    ///     description: What there is to know about it: at most 4,000 characters. `UNSET` leaves it as it is, `None` clears it.
    ///     due_at: The moment that it is to be done by; takes the place of a day. `UNSET` leaves it as it is, `None` clears it.
    ///     due_on: The day that it is to be done on; takes the place of a moment. `UNSET` leaves it as it is, `None` clears it.
    ///     if_version: The version that the change was made on; refused with `version_moved` if it is another.
    ///     labels: All of its labels, at most 20.
    ///     links: All places where more about it is found: at most 20.
    ///     owner: Who answers for it. Takes what deleting it does.
    ///     priority: How urgent it is.
    ///     project: The project that it is part of. `UNSET` leaves it as it is, `None` clears it.
    ///     repeat: How it comes again once it is done. `UNSET` leaves it as it is, `None` clears it.
    ///     title: What is to be done: at most 120 characters.
    #[pyo3(name = "update", signature = (*, task, description=Given::Absent, due_at=Given::Absent, due_on=Given::Absent, if_version=Given::Absent, labels=Given::Absent, links=Given::Absent, owner=Given::Absent, priority=Given::Absent, project=Given::Absent, repeat=Given::Absent, title=Given::Absent), text_signature = "($self, *, task, description=..., due_at=..., due_on=..., if_version=None, labels=None, links=None, owner=None, priority=None, project=..., repeat=..., title=None)")]
    fn update<'py>(&self, py: Python<'py>, task: &Bound<'_, PyAny>, description: Given<'_>, due_at: Given<'_>, due_on: Given<'_>, if_version: Given<'_>, labels: Given<'_>, links: Given<'_>, owner: Given<'_>, priority: Given<'_>, project: Given<'_>, repeat: Given<'_>, title: Given<'_>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::UpdateTask {
            task: read("task", task)?,
            description: description.read("description")?,
            due_at: due_at.read("due_at")?,
            due_on: due_on.read("due_on")?,
            if_version: if_version.read("if_version")?,
            labels: labels.read("labels")?,
            links: links.read("links")?,
            owner: owner.read("owner")?,
            priority: priority.read("priority")?,
            project: project.read("project")?,
            repeat: repeat.read("repeat")?,
            title: title.read("title")?,
        };
        self.0.run(py, "tasks.update", input, |on, input| async move { on.tasks().update(input).await })
    }

    /// Gives a task a status.
    ///
    /// A task that comes again and gets a status of the category `done` is made anew in the same
    /// commit, due at its next time. What is gone since, such as somebody who had it and has left, the
    /// next one is without.
    ///
    /// Args:
    ///     status: Its new status.
    ///     task: The task.
    ///     if_version: The version that the change was made on; refused with `version_moved` if it is another.
    #[pyo3(name = "transition", signature = (*, status, task, if_version=Given::Absent), text_signature = "($self, *, status, task, if_version=None)")]
    fn transition<'py>(&self, py: Python<'py>, status: &Bound<'_, PyAny>, task: &Bound<'_, PyAny>, if_version: Given<'_>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::TransitionTask {
            status: read("status", status)?,
            task: read("task", task)?,
            if_version: if_version.read("if_version")?,
        };
        self.0.run(py, "tasks.transition", input, |on, input| async move { on.tasks().transition(input).await })
    }

    /// Moves a task: to another team, under another task, before or behind another one.
    ///
    /// To take it out of a team takes what deleting it there does; to put it into one, what creating
    /// it does. What is part of the task goes under another one with it, and stays in its team.
    ///
    /// Args:
    ///     task: The task.
    ///     after: Right behind this task, instead.
    ///     before: Right before this task.
    ///     if_version: The version that the change was made on; refused with `version_moved` if it is another.
    ///     parent: The task that it is part of from now on; null for none. What is part of the task goes
    ///         with it. `UNSET` leaves it as it is, `None` clears it.
    ///     team: The team that it belongs to from now on; null for none. `UNSET` leaves it as it is, `None` clears it.
    #[pyo3(name = "move", signature = (*, task, after=Given::Absent, before=Given::Absent, if_version=Given::Absent, parent=Given::Absent, team=Given::Absent), text_signature = "($self, *, task, after=None, before=None, if_version=None, parent=..., team=...)")]
    fn move_<'py>(&self, py: Python<'py>, task: &Bound<'_, PyAny>, after: Given<'_>, before: Given<'_>, if_version: Given<'_>, parent: Given<'_>, team: Given<'_>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::MoveTask {
            task: read("task", task)?,
            after: after.read("after")?,
            before: before.read("before")?,
            if_version: if_version.read("if_version")?,
            parent: parent.read("parent")?,
            team: team.read("team")?,
        };
        self.0.run(py, "tasks.move", input, |on, input| async move { on.tasks().move_(input).await })
    }

    /// Assigns a task to people, service accounts and teams, or to some of them no more.
    ///
    /// They see it and may change it, so assigning it to others takes what sharing it to `edit` does.
    ///
    /// Args:
    ///     task: The task.
    ///     add: To these: people, service accounts and teams. Who has it already stays where they are.
    ///     if_version: The version that the change was made on; refused with `version_moved` if it is another.
    ///     remove: To these no more. Who does not have it is passed over.
    #[pyo3(name = "assign", signature = (*, task, add=Given::Absent, if_version=Given::Absent, remove=Given::Absent), text_signature = "($self, *, task, add=(), if_version=None, remove=())")]
    fn assign<'py>(&self, py: Python<'py>, task: &Bound<'_, PyAny>, add: Given<'_>, if_version: Given<'_>, remove: Given<'_>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::AssignTask {
            task: read("task", task)?,
            add: add.read("add")?,
            if_version: if_version.read("if_version")?,
            remove: remove.read("remove")?,
        };
        self.0.run(py, "tasks.assign", input, |on, input| async move { on.tasks().assign(input).await })
    }

    /// Deletes a task that no other is part of. It can be restored.
    ///
    /// Args:
    ///     task: The task.
    ///     if_version: The version to delete; refused with `version_moved` if it is another.
    #[pyo3(name = "delete", signature = (*, task, if_version=Given::Absent), text_signature = "($self, *, task, if_version=None)")]
    fn delete<'py>(&self, py: Python<'py>, task: &Bound<'_, PyAny>, if_version: Given<'_>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::DeleteTask {
            task: read("task", task)?,
            if_version: if_version.read("if_version")?,
        };
        self.0.run(py, "tasks.delete", input, |on, input| async move { on.tasks().delete(input).await })
    }

    /// Restores a task that was deleted, with all that it was.
    ///
    /// If its project was deleted since, it is part of none.
    ///
    /// Args:
    ///     task: The task.
    ///     if_version: The version to restore; refused with `version_moved` if it is another.
    #[pyo3(name = "restore", signature = (*, task, if_version=Given::Absent), text_signature = "($self, *, task, if_version=None)")]
    fn restore<'py>(&self, py: Python<'py>, task: &Bound<'_, PyAny>, if_version: Given<'_>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::RestoreTask {
            task: read("task", task)?,
            if_version: if_version.read("if_version")?,
        };
        self.0.run(py, "tasks.restore", input, |on, input| async move { on.tasks().restore(input).await })
    }

    /// Shares a task with somebody, or changes how it is shared with them.
    ///
    /// Nobody shares more than they may do themselves. A task is shared with at most 1,000 holders.
    ///
    /// Args:
    ///     holder: With whom.
    ///     level: How much of it.
    ///     task: The task.
    ///     expires_at: When it ends by itself; never if absent.
    #[pyo3(name = "share", signature = (*, holder, level, task, expires_at=Given::Absent), text_signature = "($self, *, holder, level, task, expires_at=None)")]
    fn share<'py>(&self, py: Python<'py>, holder: &Bound<'_, PyAny>, level: &Bound<'_, PyAny>, task: &Bound<'_, PyAny>, expires_at: Given<'_>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::ShareTask {
            holder: read("holder", holder)?,
            level: read("level", level)?,
            task: read("task", task)?,
            expires_at: expires_at.read("expires_at")?,
        };
        self.0.run(py, "tasks.share", input, |on, input| async move { on.tasks().share(input).await })
    }

    /// Shares a task with somebody no more, at once and everywhere.
    ///
    /// Args:
    ///     holder: With whom.
    ///     task: The task.
    #[pyo3(name = "unshare", signature = (*, holder, task), text_signature = "($self, *, holder, task)")]
    fn unshare<'py>(&self, py: Python<'py>, holder: &Bound<'_, PyAny>, task: &Bound<'_, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::UnshareTask {
            holder: read("holder", holder)?,
            task: read("task", task)?,
        };
        self.0.run(py, "tasks.unshare", input, |on, input| async move { on.tasks().unshare(input).await })
    }

    /// Lists with whom a task is shared, by age.
    ///
    /// Args:
    ///     task: The task.
    ///     order: Which comes first.
    #[pyo3(name = "shares", signature = (*, task, order=Given::Absent), text_signature = "($self, *, task, order='oldest')")]
    fn shares<'py>(&self, py: Python<'py>, task: &Bound<'_, PyAny>, order: Given<'_>) -> PyResult<SyncPager> {
        let input = types::ListTaskShares {
            task: read("task", task)?,
            order: order.read("order")?,
            page: types::PageInput::default(),
        };
        let _ = py;
        Ok(self.0.pages("tasks.shares", input, |on, mut input, page| async move {
            input.page = page;
            on.tasks().shares(input).await
        }))
    }

    /// Counts tasks: the caller's own, a team's with those of the teams below it, or the
    /// organisation's. Own are those that somebody owns or that are assigned to them by name.
    ///
    /// What is deleted is not counted. Nothing is counted task by task, so it takes as long for many
    /// as for few. Days are those of UTC.
    ///
    /// Args:
    ///     first_day: The first day that is told by itself; 29 days before the last one if absent.
    ///     last_day: The last day that is told by itself: at most 366 of them; today in UTC if absent.
    ///     org: Those of the whole organisation. Takes `tasks.all`.
    ///     team: Those of this team and of all below it. Takes `tasks.read` there.
    #[pyo3(name = "statistics", signature = (*, first_day=Given::Absent, last_day=Given::Absent, org=Given::Absent, team=Given::Absent), text_signature = "($self, *, first_day=None, last_day=None, org=False, team=None)")]
    fn statistics<'py>(&self, py: Python<'py>, first_day: Given<'_>, last_day: Given<'_>, org: Given<'_>, team: Given<'_>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::TaskStatisticsInput {
            first_day: first_day.read("first_day")?,
            last_day: last_day.read("last_day")?,
            org: org.read("org")?,
            team: team.read("team")?,
        };
        self.0.run(py, "tasks.statistics", input, |on, input| async move { on.tasks().statistics(input).await })
    }
}

/// Operations on task comments, inside an organisation.
#[pyclass(frozen, module = "tenantry")]
pub(crate) struct TenantTaskComments(Sync<TenantHandle>);

#[pymethods]
impl TenantTaskComments {
    /// Comments on a task. One task has at most 10,000 comments.
    ///
    /// Args:
    ///     task: The task.
    ///     text: What there is to say: at most 4,000 characters.
    #[pyo3(name = "create", signature = (*, task, text), text_signature = "($self, *, task, text)")]
    fn create<'py>(&self, py: Python<'py>, task: &Bound<'_, PyAny>, text: &Bound<'_, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::CreateTaskComment {
            task: read("task", task)?,
            text: read("text", text)?,
        };
        self.0.run(py, "task_comments.create", input, |on, input| async move { on.task_comments().create(input).await })
    }

    /// Gets a comment on a task that the caller sees.
    ///
    /// Args:
    ///     comment: The comment.
    ///     task: The task.
    #[pyo3(name = "get", signature = (*, comment, task), text_signature = "($self, *, comment, task)")]
    fn get<'py>(&self, py: Python<'py>, comment: &Bound<'_, PyAny>, task: &Bound<'_, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::GetTaskComment {
            comment: read("comment", comment)?,
            task: read("task", task)?,
        };
        self.0.run(py, "task_comments.get", input, |on, input| async move { on.task_comments().get(input).await })
    }

    /// Lists the comments on a task that the caller sees, by age.
    ///
    /// Args:
    ///     task: The task.
    ///     order: Which comes first.
    #[pyo3(name = "list", signature = (*, task, order=Given::Absent), text_signature = "($self, *, task, order='oldest')")]
    fn list<'py>(&self, py: Python<'py>, task: &Bound<'_, PyAny>, order: Given<'_>) -> PyResult<SyncPager> {
        let input = types::ListTaskComments {
            task: read("task", task)?,
            order: order.read("order")?,
            page: types::PageInput::default(),
        };
        let _ = py;
        Ok(self.0.pages("task_comments.list", input, |on, mut input, page| async move {
            input.page = page;
            on.task_comments().list(input).await
        }))
    }

    /// Changes what one's own comment says.
    ///
    /// Args:
    ///     comment: The comment.
    ///     task: The task.
    ///     text: What there is to say instead: at most 4,000 characters.
    ///     if_version: The version that the change was made on; refused with `version_moved` if it is another.
    #[pyo3(name = "update", signature = (*, comment, task, text, if_version=Given::Absent), text_signature = "($self, *, comment, task, text, if_version=None)")]
    fn update<'py>(&self, py: Python<'py>, comment: &Bound<'_, PyAny>, task: &Bound<'_, PyAny>, text: &Bound<'_, PyAny>, if_version: Given<'_>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::UpdateTaskComment {
            comment: read("comment", comment)?,
            task: read("task", task)?,
            text: read("text", text)?,
            if_version: if_version.read("if_version")?,
        };
        self.0.run(py, "task_comments.update", input, |on, input| async move { on.task_comments().update(input).await })
    }

    /// Deletes a comment: one's own, or any on a task that one may delete.
    ///
    /// Args:
    ///     comment: The comment.
    ///     task: The task.
    ///     if_version: The version to delete; refused with `version_moved` if it is another.
    #[pyo3(name = "delete", signature = (*, comment, task, if_version=Given::Absent), text_signature = "($self, *, comment, task, if_version=None)")]
    fn delete<'py>(&self, py: Python<'py>, comment: &Bound<'_, PyAny>, task: &Bound<'_, PyAny>, if_version: Given<'_>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::DeleteTaskComment {
            comment: read("comment", comment)?,
            task: read("task", task)?,
            if_version: if_version.read("if_version")?,
        };
        self.0.run(py, "task_comments.delete", input, |on, input| async move { on.task_comments().delete(input).await })
    }
}

/// Operations on statuses, inside an organisation.
#[pyclass(frozen, module = "tenantry")]
pub(crate) struct TenantStatuses(Sync<TenantHandle>);

#[pymethods]
impl TenantStatuses {
    /// Makes a status of the organisation's own, beside the built-in one of its category.
    ///
    /// An organisation has at most 64. Their names differ from one another and from the built-in
    /// ones' by more than case.
    ///
    /// Args:
    ///     category: What it means, which stays.
    ///     name: Its name: at most 60 characters; unique in the organisation.
    ///     description: What it says of a task: at most 500 characters.
    ///     rank: Which comes first of those of one category: the lower. 0 if absent.
    #[pyo3(name = "create", signature = (*, category, name, description=Given::Absent, rank=Given::Absent), text_signature = "($self, *, category, name, description=None, rank=None)")]
    fn create<'py>(&self, py: Python<'py>, category: &Bound<'_, PyAny>, name: &Bound<'_, PyAny>, description: Given<'_>, rank: Given<'_>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::CreateStatus {
            category: read("category", category)?,
            name: read("name", name)?,
            description: description.read("description")?,
            rank: rank.read("rank")?,
        };
        self.0.run(py, "statuses.create", input, |on, input| async move { on.statuses().create(input).await })
    }

    /// Gets a status, built in or of the organisation's own.
    ///
    /// Args:
    ///     status: The status.
    #[pyo3(name = "get", signature = (*, status), text_signature = "($self, *, status)")]
    fn get<'py>(&self, py: Python<'py>, status: &Bound<'_, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::GetStatus {
            status: read("status", status)?,
        };
        self.0.run(py, "statuses.get", input, |on, input| async move { on.statuses().get(input).await })
    }

    /// Lists all statuses by age: the built-in ones, as work goes on, before the organisation's own.
    ///
    /// Args:
    ///     archived: Only those that are archived, or only those that are not. Built-in ones never are.
    ///     order: Which comes first.
    #[pyo3(name = "list", signature = (*, archived=Given::Absent, order=Given::Absent), text_signature = "($self, *, archived=None, order='oldest')")]
    fn list<'py>(&self, py: Python<'py>, archived: Given<'_>, order: Given<'_>) -> PyResult<SyncPager> {
        let input = types::ListStatuses {
            archived: archived.read("archived")?,
            order: order.read("order")?,
            page: types::PageInput::default(),
        };
        let _ = py;
        Ok(self.0.pages("statuses.list", input, |on, mut input, page| async move {
            input.page = page;
            on.statuses().list(input).await
        }))
    }

    /// Changes a status of the organisation's own, for every task that has it. What it means stays.
    ///
    /// Tasks are given an archived status no more; those that have it keep it.
    ///
    /// Args:
    ///     status: The status.
    ///     archived: Whether tasks are given it no more.
    ///     description: What it says of a task. `UNSET` leaves it as it is, `None` clears it.
    ///     if_version: The version that the change was made on; refused with `version_moved` if it is another.
    ///     name: Its new name.
    ///     rank: Which comes first of those of one category: the lower.
    #[pyo3(name = "update", signature = (*, status, archived=Given::Absent, description=Given::Absent, if_version=Given::Absent, name=Given::Absent, rank=Given::Absent), text_signature = "($self, *, status, archived=None, description=..., if_version=None, name=None, rank=None)")]
    fn update<'py>(&self, py: Python<'py>, status: &Bound<'_, PyAny>, archived: Given<'_>, description: Given<'_>, if_version: Given<'_>, name: Given<'_>, rank: Given<'_>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::UpdateStatus {
            status: read("status", status)?,
            archived: archived.read("archived")?,
            description: description.read("description")?,
            if_version: if_version.read("if_version")?,
            name: name.read("name")?,
            rank: rank.read("rank")?,
        };
        self.0.run(py, "statuses.update", input, |on, input| async move { on.statuses().update(input).await })
    }

    /// Deletes a status of the organisation's own that is archived and that no task has, also none
    /// that is deleted.
    ///
    /// Args:
    ///     status: The status.
    ///     if_version: The version that the deletion was decided on.
    #[pyo3(name = "delete", signature = (*, status, if_version=Given::Absent), text_signature = "($self, *, status, if_version=None)")]
    fn delete<'py>(&self, py: Python<'py>, status: &Bound<'_, PyAny>, if_version: Given<'_>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::DeleteStatus {
            status: read("status", status)?,
            if_version: if_version.read("if_version")?,
        };
        self.0.run(py, "statuses.delete", input, |on, input| async move { on.statuses().delete(input).await })
    }
}

/// Operations on labels, inside an organisation.
#[pyclass(frozen, module = "tenantry")]
pub(crate) struct TenantLabels(Sync<TenantHandle>);

#[pymethods]
impl TenantLabels {
    /// Makes a label.
    ///
    /// An organisation has at most 1,000. Their names differ by more than case.
    ///
    /// Args:
    ///     name: Its name: at most 60 characters; unique in the organisation.
    ///     color: Its colour, as `#rrggbb` in lower case.
    ///     description: What it says of a task: at most 500 characters.
    #[pyo3(name = "create", signature = (*, name, color=Given::Absent, description=Given::Absent), text_signature = "($self, *, name, color=None, description=None)")]
    fn create<'py>(&self, py: Python<'py>, name: &Bound<'_, PyAny>, color: Given<'_>, description: Given<'_>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::CreateLabel {
            name: read("name", name)?,
            color: color.read("color")?,
            description: description.read("description")?,
        };
        self.0.run(py, "labels.create", input, |on, input| async move { on.labels().create(input).await })
    }

    /// Gets a label.
    ///
    /// Args:
    ///     label: The label.
    #[pyo3(name = "get", signature = (*, label), text_signature = "($self, *, label)")]
    fn get<'py>(&self, py: Python<'py>, label: &Bound<'_, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::GetLabel {
            label: read("label", label)?,
        };
        self.0.run(py, "labels.get", input, |on, input| async move { on.labels().get(input).await })
    }

    /// Lists all labels, by age.
    ///
    /// Args:
    ///     archived: Only those that are archived, or only those that are not.
    ///     order: Which comes first.
    #[pyo3(name = "list", signature = (*, archived=Given::Absent, order=Given::Absent), text_signature = "($self, *, archived=None, order='oldest')")]
    fn list<'py>(&self, py: Python<'py>, archived: Given<'_>, order: Given<'_>) -> PyResult<SyncPager> {
        let input = types::ListLabels {
            archived: archived.read("archived")?,
            order: order.read("order")?,
            page: types::PageInput::default(),
        };
        let _ = py;
        Ok(self.0.pages("labels.list", input, |on, mut input, page| async move {
            input.page = page;
            on.labels().list(input).await
        }))
    }

    /// Changes a label, on every task that has it.
    ///
    /// Tasks are given an archived label no more; those that have it keep it.
    ///
    /// Args:
    ///     label: The label.
    ///     archived: Whether tasks are given it no more.
    ///     color: Its colour, as `#rrggbb` in lower case. `UNSET` leaves it as it is, `None` clears it.
    ///     description: What it says of a task. `UNSET` leaves it as it is, `None` clears it.
    ///     if_version: The version that the change was made on; refused with `version_moved` if it is another.
    ///     name: Its new name.
    #[pyo3(name = "update", signature = (*, label, archived=Given::Absent, color=Given::Absent, description=Given::Absent, if_version=Given::Absent, name=Given::Absent), text_signature = "($self, *, label, archived=None, color=..., description=..., if_version=None, name=None)")]
    fn update<'py>(&self, py: Python<'py>, label: &Bound<'_, PyAny>, archived: Given<'_>, color: Given<'_>, description: Given<'_>, if_version: Given<'_>, name: Given<'_>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::UpdateLabel {
            label: read("label", label)?,
            archived: archived.read("archived")?,
            color: color.read("color")?,
            description: description.read("description")?,
            if_version: if_version.read("if_version")?,
            name: name.read("name")?,
        };
        self.0.run(py, "labels.update", input, |on, input| async move { on.labels().update(input).await })
    }

    /// Deletes a label, and takes it off the tasks that have it. One of more than 10,000 tasks is
    /// archived instead.
    ///
    /// Args:
    ///     label: The label.
    ///     if_version: The version that the deletion was decided on.
    #[pyo3(name = "delete", signature = (*, label, if_version=Given::Absent), text_signature = "($self, *, label, if_version=None)")]
    fn delete<'py>(&self, py: Python<'py>, label: &Bound<'_, PyAny>, if_version: Given<'_>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::DeleteLabel {
            label: read("label", label)?,
            if_version: if_version.read("if_version")?,
        };
        self.0.run(py, "labels.delete", input, |on, input| async move { on.labels().delete(input).await })
    }
}

/// Operations on teams, inside an organisation.
#[pyclass(frozen, module = "tenantry")]
pub(crate) struct TenantTeams(Sync<TenantHandle>);

#[pymethods]
impl TenantTeams {
    /// Creates a team, at the top of the tree or below another.
    ///
    /// The caller answers for it unless somebody else is named, and holds the owner's role
    /// in it and in all teams below.
    ///
    /// Args:
    ///     name: Its name: at most 120 characters.
    ///     description: What it is for: at most 4,000 characters.
    ///     owner: Who answers for it; the caller if absent. The system must name somebody. To name
    ///         another takes the owner's role there.
    ///     parent: The team above; absent for the top of the tree.
    #[pyo3(name = "create", signature = (*, name, description=Given::Absent, owner=Given::Absent, parent=Given::Absent), text_signature = "($self, *, name, description=None, owner=None, parent=None)")]
    fn create<'py>(&self, py: Python<'py>, name: &Bound<'_, PyAny>, description: Given<'_>, owner: Given<'_>, parent: Given<'_>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::CreateTeam {
            name: read("name", name)?,
            description: description.read("description")?,
            owner: owner.read("owner")?,
            parent: parent.read("parent")?,
        };
        self.0.run(py, "teams.create", input, |on, input| async move { on.teams().create(input).await })
    }

    /// Gets a team.
    ///
    /// Args:
    ///     team: The team.
    #[pyo3(name = "get", signature = (*, team), text_signature = "($self, *, team)")]
    fn get<'py>(&self, py: Python<'py>, team: &Bound<'_, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::GetTeam {
            team: read("team", team)?,
        };
        self.0.run(py, "teams.get", input, |on, input| async move { on.teams().get(input).await })
    }

    /// Lists teams by age: all of them, those at the top, or those right below one.
    ///
    /// Args:
    ///     order: Which comes first.
    ///     parent: Only the teams right below this one.
    ///     top: Only the teams at the top of the tree; not together with `parent`.
    #[pyo3(name = "list", signature = (*, order=Given::Absent, parent=Given::Absent, top=Given::Absent), text_signature = "($self, *, order='oldest', parent=None, top=False)")]
    fn list<'py>(&self, py: Python<'py>, order: Given<'_>, parent: Given<'_>, top: Given<'_>) -> PyResult<SyncPager> {
        let input = types::ListTeams {
            order: order.read("order")?,
            parent: parent.read("parent")?,
            top: top.read("top")?,
            page: types::PageInput::default(),
        };
        let _ = py;
        Ok(self.0.pages("teams.list", input, |on, mut input, page| async move {
            input.page = page;
            on.teams().list(input).await
        }))
    }

    /// Lists all teams below one, at any depth, by age.
    ///
    /// Args:
    ///     team: The team; it is not in the list itself.
    ///     order: Which comes first.
    #[pyo3(name = "descendants", signature = (*, team, order=Given::Absent), text_signature = "($self, *, team, order='oldest')")]
    fn descendants<'py>(&self, py: Python<'py>, team: &Bound<'_, PyAny>, order: Given<'_>) -> PyResult<SyncPager> {
        let input = types::ListDescendants {
            team: read("team", team)?,
            order: order.read("order")?,
            page: types::PageInput::default(),
        };
        let _ = py;
        Ok(self.0.pages("teams.descendants", input, |on, mut input, page| async move {
            input.page = page;
            on.teams().descendants(input).await
        }))
    }

    /// Changes a team's name, description or owner.
    ///
    /// Args:
    ///     team: The team.
    ///     description: What it is for. `UNSET` leaves it as it is, `None` clears it.
    ///     if_version: The version that the change was made on; refused with `version_moved` if it is another.
    ///     name: Its new name.
    ///     owner: Who answers for it.
    #[pyo3(name = "update", signature = (*, team, description=Given::Absent, if_version=Given::Absent, name=Given::Absent, owner=Given::Absent), text_signature = "($self, *, team, description=..., if_version=None, name=None, owner=None)")]
    fn update<'py>(&self, py: Python<'py>, team: &Bound<'_, PyAny>, description: Given<'_>, if_version: Given<'_>, name: Given<'_>, owner: Given<'_>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::UpdateTeam {
            team: read("team", team)?,
            description: description.read("description")?,
            if_version: if_version.read("if_version")?,
            name: name.read("name")?,
            owner: owner.read("owner")?,
        };
        self.0.run(py, "teams.update", input, |on, input| async move { on.teams().update(input).await })
    }

    /// Moves a team, with all teams below it, under another team or to the top.
    ///
    /// Whoever owns a team above may do in it what its owner may: who moves it below another team
    /// holds all of that. A team cannot be moved below itself, also not by two moves at once.
    ///
    /// Args:
    ///     team: The team; the teams below it go with it.
    ///     if_version: The version that the move was decided on.
    ///     parent: The new team above; absent for the top of the tree.
    #[pyo3(name = "move", signature = (*, team, if_version=Given::Absent, parent=Given::Absent), text_signature = "($self, *, team, if_version=None, parent=None)")]
    fn move_<'py>(&self, py: Python<'py>, team: &Bound<'_, PyAny>, if_version: Given<'_>, parent: Given<'_>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::MoveTeam {
            team: read("team", team)?,
            if_version: if_version.read("if_version")?,
            parent: parent.read("parent")?,
        };
        self.0.run(py, "teams.move", input, |on, input| async move { on.teams().move_(input).await })
    }

    /// Deletes a team, with a choice of what happens to the teams below it.
    ///
    /// At most 1,000 teams below are deleted or promoted in one call, and at most 10,000
    /// memberships end.
    ///
    /// Args:
    ///     team: The team.
    ///     children: What happens to the teams below.
    ///     if_version: The version that the deletion was decided on.
    #[pyo3(name = "delete", signature = (*, team, children=Given::Absent, if_version=Given::Absent), text_signature = "($self, *, team, children='refuse', if_version=None)")]
    fn delete<'py>(&self, py: Python<'py>, team: &Bound<'_, PyAny>, children: Given<'_>, if_version: Given<'_>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::DeleteTeam {
            team: read("team", team)?,
            children: children.read("children")?,
            if_version: if_version.read("if_version")?,
        };
        self.0.run(py, "teams.delete", input, |on, input| async move { on.teams().delete(input).await })
    }
}

/// Operations on team members, inside an organisation.
#[pyclass(frozen, module = "tenantry")]
pub(crate) struct TenantTeamMembers(Sync<TenantHandle>);

#[pymethods]
impl TenantTeamMembers {
    /// Adds a member of the organisation to a team, with a role that reaches all teams below.
    ///
    /// Args:
    ///     principal: A member of the organisation.
    ///     role: The role in the team and all teams below.
    ///     team: The team.
    #[pyo3(name = "add", signature = (*, principal, role, team), text_signature = "($self, *, principal, role, team)")]
    fn add<'py>(&self, py: Python<'py>, principal: &Bound<'_, PyAny>, role: &Bound<'_, PyAny>, team: &Bound<'_, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::AddTeamMember {
            principal: read("principal", principal)?,
            role: read("role", role)?,
            team: read("team", team)?,
        };
        self.0.run(py, "team_members.add", input, |on, input| async move { on.team_members().add(input).await })
    }

    /// Lists the members of a team.
    ///
    /// Args:
    ///     team: The team.
    ///     order: Which comes first.
    #[pyo3(name = "list", signature = (*, team, order=Given::Absent), text_signature = "($self, *, team, order='oldest')")]
    fn list<'py>(&self, py: Python<'py>, team: &Bound<'_, PyAny>, order: Given<'_>) -> PyResult<SyncPager> {
        let input = types::ListTeamMembers {
            team: read("team", team)?,
            order: order.read("order")?,
            page: types::PageInput::default(),
        };
        let _ = py;
        Ok(self.0.pages("team_members.list", input, |on, mut input, page| async move {
            input.page = page;
            on.team_members().list(input).await
        }))
    }

    /// Changes a member's role in a team.
    ///
    /// Args:
    ///     principal: The member.
    ///     role: The new role.
    ///     team: The team.
    ///     if_version: The version that the change was made on.
    #[pyo3(name = "update", signature = (*, principal, role, team, if_version=Given::Absent), text_signature = "($self, *, principal, role, team, if_version=None)")]
    fn update<'py>(&self, py: Python<'py>, principal: &Bound<'_, PyAny>, role: &Bound<'_, PyAny>, team: &Bound<'_, PyAny>, if_version: Given<'_>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::UpdateTeamMember {
            principal: read("principal", principal)?,
            role: read("role", role)?,
            team: read("team", team)?,
            if_version: if_version.read("if_version")?,
        };
        self.0.run(py, "team_members.update", input, |on, input| async move { on.team_members().update(input).await })
    }

    /// Removes a member from a team. Everybody may leave by themselves.
    ///
    /// Args:
    ///     principal: The member.
    ///     team: The team.
    #[pyo3(name = "remove", signature = (*, principal, team), text_signature = "($self, *, principal, team)")]
    fn remove<'py>(&self, py: Python<'py>, principal: &Bound<'_, PyAny>, team: &Bound<'_, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::RemoveTeamMember {
            principal: read("principal", principal)?,
            team: read("team", team)?,
        };
        self.0.run(py, "team_members.remove", input, |on, input| async move { on.team_members().remove(input).await })
    }
}

/// Operations on journal, inside an organisation.
#[pyclass(frozen, module = "tenantry")]
pub(crate) struct TenantJournal(Sync<TenantHandle>);

#[pymethods]
impl TenantJournal {
    /// Lists the journal from a place on, oldest first: the whole audit trail.
    ///
    /// Args:
    ///     after: The entries after this place; absent for the oldest that are kept.
    ///     limit: How many entries at most: 1 to 200, 50 if absent.
    #[pyo3(name = "list", signature = (*, after=Given::Absent, limit=Given::Absent), text_signature = "($self, *, after=None, limit=None)")]
    fn list<'py>(&self, py: Python<'py>, after: Given<'_>, limit: Given<'_>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::ListJournal {
            after: after.read("after")?,
            limit: limit.read("limit")?,
        };
        self.0.run(py, "journal.list", input, |on, input| async move { on.journal().list(input).await })
    }

    /// Follows what happens in the organisation, as far as the caller may see it.
    ///
    /// Replays what came after a cursor, then follows; without one, first tells where it starts.
    /// A cursor that is not of this journal, is pruned, or lies over 100,000 entries back is
    /// answered with one `resync`.
    ///
    /// Args:
    ///     after: The place that was read last: replays what came after it, then follows. Absent
    ///         for what happens from now on; the first item says where that is.
    #[pyo3(name = "subscribe", signature = (*, after=Given::Absent), text_signature = "($self, *, after=None)")]
    fn subscribe<'py>(&self, py: Python<'py>, after: Given<'_>) -> PyResult<SyncFeed> {
        let input = types::Subscribe {
            after: after.read("after")?,
        };
        self.0.stream(py, "journal.subscribe", input, |on, input| async move { on.journal().subscribe(input).await })
    }

    /// Lists what happened to one thing, newest first, as far as the caller may see it.
    ///
    /// Args:
    ///     subject: The thing: a team, a member, the organisation itself.
    ///     before: Only entries before this sequence; absent for the newest.
    ///     limit: How many entries at most: 1 to 200, 50 if absent.
    #[pyo3(name = "activity", signature = (*, subject, before=Given::Absent, limit=Given::Absent), text_signature = "($self, *, subject, before=None, limit=None)")]
    fn activity<'py>(&self, py: Python<'py>, subject: &Bound<'_, PyAny>, before: Given<'_>, limit: Given<'_>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::ListActivity {
            subject: read("subject", subject)?,
            before: before.read("before")?,
            limit: limit.read("limit")?,
        };
        self.0.run(py, "journal.activity", input, |on, input| async move { on.journal().activity(input).await })
    }

    /// Verifies the journal: every entry against the hash before it, the end against the
    /// head, and a checkpoint that was kept elsewhere if one is given.
    ///
    /// Args:
    ///     hash: The hash of that checkpoint, in hexadecimal.
    ///     seq: The sequence of a checkpoint that was kept elsewhere.
    #[pyo3(name = "verify", signature = (*, hash=Given::Absent, seq=Given::Absent), text_signature = "($self, *, hash=None, seq=None)")]
    fn verify<'py>(&self, py: Python<'py>, hash: Given<'_>, seq: Given<'_>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::VerifyJournal {
            hash: hash.read("hash")?,
            seq: seq.read("seq")?,
        };
        self.0.run(py, "journal.verify", input, |on, input| async move { on.journal().verify(input).await })
    }

    /// Removes the journal up to and with a checkpoint. What remains still verifies.
    ///
    /// At most 10,000 entries go in one call: for more, set checkpoints closer together, from the
    /// oldest entry on, and prune to one after the other.
    ///
    /// Args:
    ///     through: The sequence of a checkpoint: this entry and all before it go.
    #[pyo3(name = "prune", signature = (*, through), text_signature = "($self, *, through)")]
    fn prune<'py>(&self, py: Python<'py>, through: &Bound<'_, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::PruneJournal {
            through: read("through", through)?,
        };
        self.0.run(py, "journal.prune", input, |on, input| async move { on.journal().prune(input).await })
    }
}

/// Operations on checkpoints, inside an organisation.
#[pyclass(frozen, module = "tenantry")]
pub(crate) struct TenantCheckpoints(Sync<TenantHandle>);

#[pymethods]
impl TenantCheckpoints {
    /// Sets a checkpoint: a place from which the journal can be verified, and behind which
    /// it may be pruned. Keep a copy elsewhere.
    ///
    /// Args:
    ///     seq: The sequence of the entry; the newest if absent.
    #[pyo3(name = "create", signature = (*, seq=Given::Absent), text_signature = "($self, *, seq=None)")]
    fn create<'py>(&self, py: Python<'py>, seq: Given<'_>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::CreateCheckpoint {
            seq: seq.read("seq")?,
        };
        self.0.run(py, "checkpoints.create", input, |on, input| async move { on.checkpoints().create(input).await })
    }

    /// Lists the newest 200 checkpoints, newest first.
    #[pyo3(name = "list", signature = (), text_signature = "($self)")]
    fn list<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.run(py, "checkpoints.list", (), |on, ()| async move { on.checkpoints().list().await })
    }
}

/// Operations on commits, outside of any one organisation.
#[pyclass(frozen, module = "tenantry")]
pub(crate) struct CallerCommits(Sync<CallerHandle>);

#[pymethods]
impl CallerCommits {
    /// Asks whether a change of the caller's landed, after an error of the kind `unknown`.
    ///
    /// What did not land has left nothing behind, and may be tried again; nor is an organisation
    /// there that was to be created. Somebody else's change is answered like one that did not land.
    /// Over 100,000 entries later, or when the journal was pruned since, it cannot be learnt any
    /// more.
    ///
    /// Args:
    ///     after: Where the journal stood before it.
    ///     commit: The commit.
    ///     scope: Where the change was to be made.
    #[pyo3(name = "landed", signature = (*, after, commit, scope), text_signature = "($self, *, after, commit, scope)")]
    fn landed<'py>(&self, py: Python<'py>, after: &Bound<'_, PyAny>, commit: &Bound<'_, PyAny>, scope: &Bound<'_, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let input = types::AskLanded {
            after: read("after", after)?,
            commit: read("commit", commit)?,
            scope: read("scope", scope)?,
        };
        self.0.run(py, "commits.landed", input, |on, input| async move { on.commits().landed(input).await })
    }
}

/// Adds the classes.
pub(crate) fn add(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<Tenantry>()?;
    module.add_class::<Caller>()?;
    module.add_class::<Tenant>()?;
    module.add_class::<CallerDirectories>()?;
    module.add_class::<CallerUsers>()?;
    module.add_class::<CallerMe>()?;
    module.add_class::<CallerSubjects>()?;
    module.add_class::<CallerKeys>()?;
    module.add_class::<CallerOrgs>()?;
    module.add_class::<TenantOrgs>()?;
    module.add_class::<TenantMembers>()?;
    module.add_class::<TenantServices>()?;
    module.add_class::<TenantServiceKeys>()?;
    module.add_class::<TenantPermissions>()?;
    module.add_class::<TenantRoles>()?;
    module.add_class::<TenantAssignments>()?;
    module.add_class::<TenantGrants>()?;
    module.add_class::<TenantLinks>()?;
    module.add_class::<TenantAccess>()?;
    module.add_class::<TenantProjects>()?;
    module.add_class::<TenantTasks>()?;
    module.add_class::<TenantTaskComments>()?;
    module.add_class::<TenantStatuses>()?;
    module.add_class::<TenantLabels>()?;
    module.add_class::<TenantTeams>()?;
    module.add_class::<TenantTeamMembers>()?;
    module.add_class::<TenantJournal>()?;
    module.add_class::<TenantCheckpoints>()?;
    module.add_class::<CallerCommits>()?;
    Ok(())
}
