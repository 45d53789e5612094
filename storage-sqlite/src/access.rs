//! The room of access: rows, writes, reads.

use async_trait::async_trait;
use tenantry::access::{Assignment, Grant, PermissionInfo, PermissionName, RoleInfo, StoredGrant};
use tenantry::page::Keyset;
use tenantry::storage::{AccessReads, Assigned, AssignmentsOf, GrantsOf, Seen, View};
use tenantry::{AssignmentId, GrantId, LinkId, PermissionId, Result, RoleId, TeamId};

use crate::store::Sqlite;
use crate::view;

pub(crate) mod assignments;
pub(crate) mod grants;
pub(crate) mod permissions;
pub(crate) mod roles;

#[async_trait]
impl AccessReads for Sqlite {
    async fn permissions(&self, view: &View, keyset: Keyset) -> Result<Seen<Vec<PermissionInfo>>> {
        let view = *view;
        self.list(keyset.limit, move |db| {
            view::of_org(db, &view, |org| permissions::list(db, org, keyset))
        })
        .await
    }

    async fn permission(
        &self,
        view: &View,
        id: PermissionId,
    ) -> Result<Seen<Option<PermissionInfo>>> {
        self.read(|db| view::of_org(db, view, |org| permissions::find(db, org, id)))
    }

    async fn permission_named(
        &self,
        view: &View,
        name: &PermissionName,
    ) -> Result<Seen<Option<PermissionInfo>>> {
        self.read(|db| view::of_org(db, view, |org| permissions::find_named(db, org, name)))
    }

    async fn roles(&self, view: &View, keyset: Keyset) -> Result<Seen<Vec<RoleInfo>>> {
        let view = *view;
        self.list(keyset.limit, move |db| {
            view::of_org(db, &view, |org| roles::list(db, org, keyset))
        })
        .await
    }

    async fn role(&self, view: &View, id: RoleId) -> Result<Seen<Option<RoleInfo>>> {
        self.read(|db| view::of_org(db, view, |org| roles::find(db, org, id)))
    }

    async fn assignments(
        &self,
        view: &View,
        of: AssignmentsOf,
        keyset: Keyset,
    ) -> Result<Seen<Vec<Assignment>>> {
        let view = *view;
        self.list(keyset.limit, move |db| {
            view::of_org(db, &view, |org| assignments::list(db, org, of, keyset))
        })
        .await
    }

    async fn given_to_team(&self, view: &View, team: TeamId) -> Result<Seen<Vec<Assigned>>> {
        self.read(|db| view::of_org(db, view, |org| assignments::to_team(db, org, team)))
    }

    async fn assignment(&self, view: &View, id: AssignmentId) -> Result<Seen<Option<Assignment>>> {
        self.read(|db| view::of_org(db, view, |org| assignments::find(db, org, id)))
    }

    async fn grants(&self, view: &View, of: &GrantsOf, keyset: Keyset) -> Result<Seen<Vec<Grant>>> {
        let (view, of) = (*view, of.clone());
        let read = move |db: &_| view::of_org(db, &view, |org| grants::list(db, org, &of, keyset));
        self.list(keyset.limit, read).await
    }

    async fn grant(&self, view: &View, id: GrantId) -> Result<Seen<Option<Grant>>> {
        self.read(|db| view::of_org(db, view, |org| grants::find(db, org, id)))
    }

    async fn link(&self, view: &View, id: LinkId) -> Result<Seen<Option<StoredGrant>>> {
        self.read(|db| view::of_org(db, view, |org| grants::find_link(db, org, id)))
    }
}
