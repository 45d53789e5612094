//! The room of access: reads, writes and rows.

use async_trait::async_trait;
use tenantry::access::{Assignment, Grant, PermissionInfo, PermissionName, RoleInfo, StoredGrant};
use tenantry::page::Keyset;
use tenantry::storage::{AccessReads, Assigned, AssignmentsOf, GrantsOf, Seen, View};
use tenantry::{AssignmentId, GrantId, LinkId, PermissionId, Result, RoleId, TeamId};

use crate::engine::Postgres;

pub(crate) mod assignments;
pub(crate) mod grants;
pub(crate) mod permissions;
pub(crate) mod roles;

#[async_trait]
impl AccessReads for Postgres {
    async fn permissions(&self, view: &View, keyset: Keyset) -> Result<Seen<Vec<PermissionInfo>>> {
        permissions::list(&self.engine, view, keyset).await
    }

    async fn permission(
        &self,
        view: &View,
        id: PermissionId,
    ) -> Result<Seen<Option<PermissionInfo>>> {
        permissions::find(&self.engine, view, id).await
    }

    async fn permission_named(
        &self,
        view: &View,
        name: &PermissionName,
    ) -> Result<Seen<Option<PermissionInfo>>> {
        permissions::find_named(&self.engine, view, name).await
    }

    async fn roles(&self, view: &View, keyset: Keyset) -> Result<Seen<Vec<RoleInfo>>> {
        roles::list(&self.engine, view, keyset).await
    }

    async fn role(&self, view: &View, id: RoleId) -> Result<Seen<Option<RoleInfo>>> {
        roles::find(&self.engine, view, id).await
    }

    async fn assignments(
        &self,
        view: &View,
        of: AssignmentsOf,
        keyset: Keyset,
    ) -> Result<Seen<Vec<Assignment>>> {
        assignments::list(&self.engine, view, of, keyset).await
    }

    async fn given_to_team(&self, view: &View, team: TeamId) -> Result<Seen<Vec<Assigned>>> {
        assignments::to_team(&self.engine, view, team).await
    }

    async fn assignment(&self, view: &View, id: AssignmentId) -> Result<Seen<Option<Assignment>>> {
        assignments::find(&self.engine, view, id).await
    }

    async fn grants(&self, view: &View, of: &GrantsOf, keyset: Keyset) -> Result<Seen<Vec<Grant>>> {
        grants::list(&self.engine, view, of, keyset).await
    }

    async fn grant(&self, view: &View, id: GrantId) -> Result<Seen<Option<Grant>>> {
        grants::find(&self.engine, view, id).await
    }

    async fn link(&self, view: &View, id: LinkId) -> Result<Seen<Option<StoredGrant>>> {
        grants::find_link(&self.engine, view, id).await
    }
}
