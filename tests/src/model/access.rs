//! The model's permissions, roles, assignments and grants.

use async_trait::async_trait;
use tenantry::access::{
    Assignment, Grant, Holder, PermissionInfo, PermissionName, RoleInfo, StoredGrant,
};
use tenantry::page::Keyset;
use tenantry::storage::{AccessReads, Assigned, AssignmentsOf, GrantsOf, Key, Row, Seen, View};
use tenantry::{AssignmentId, GrantId, LinkId, PermissionId, Result, RoleId, TeamId};

use super::disk::{Shelf, page};
use super::store::Model;
use super::teams::path;

#[async_trait]
impl AccessReads for Model {
    async fn permissions(&self, view: &View, keyset: Keyset) -> Result<Seen<Vec<PermissionInfo>>> {
        self.see(view, |shelf| {
            page(shelf.all(permission), keyset, |row| row.id.uuid())
        })
    }

    async fn permission(
        &self,
        view: &View,
        id: PermissionId,
    ) -> Result<Seen<Option<PermissionInfo>>> {
        self.see(view, |shelf| {
            let row = shelf.rows.get(&Key::Permission(id));
            row.and_then(permission).cloned()
        })
    }

    async fn permission_named(
        &self,
        view: &View,
        name: &PermissionName,
    ) -> Result<Seen<Option<PermissionInfo>>> {
        self.see(view, |shelf| {
            shelf.all(permission).find(|row| row.name == *name).cloned()
        })
    }

    async fn roles(&self, view: &View, keyset: Keyset) -> Result<Seen<Vec<RoleInfo>>> {
        self.see(view, |shelf| {
            page(shelf.all(role), keyset, |row| row.id.uuid())
        })
    }

    async fn role(&self, view: &View, id: RoleId) -> Result<Seen<Option<RoleInfo>>> {
        self.see(view, |shelf| find_role(shelf, id).cloned())
    }

    async fn assignments(
        &self,
        view: &View,
        of: AssignmentsOf,
        keyset: Keyset,
    ) -> Result<Seen<Vec<Assignment>>> {
        self.see(view, |shelf| {
            let rows = shelf.all(assignment).filter(|row| match of {
                AssignmentsOf::Org => true,
                AssignmentsOf::Holder(holder) => row.holder == holder,
                AssignmentsOf::Role(role) => row.role == role,
                AssignmentsOf::Team(team) => row.team == Some(team),
            });
            page(rows, keyset, |row| row.id.uuid())
        })
    }

    async fn given_to_team(&self, view: &View, team: TeamId) -> Result<Seen<Vec<Assigned>>> {
        self.see(view, |shelf| {
            let above = path(shelf, team).into_iter().map(Holder::Subtree);
            let holders: Vec<_> = above.chain([Holder::Team(team)]).collect();
            assigned(shelf, &holders)
        })
    }

    async fn assignment(&self, view: &View, id: AssignmentId) -> Result<Seen<Option<Assignment>>> {
        self.see(view, |shelf| {
            let row = shelf.rows.get(&Key::Assignment(id));
            row.and_then(assignment).cloned()
        })
    }

    async fn grants(&self, view: &View, of: &GrantsOf, keyset: Keyset) -> Result<Seen<Vec<Grant>>> {
        self.see(view, |shelf| {
            let rows = shelf.all(grant).filter(|row| match of {
                GrantsOf::Org => true,
                GrantsOf::Object(object) => row.object == *object,
                GrantsOf::Holder(holder) => row.holder == *holder,
            });
            page(rows, keyset, |row| row.id.uuid())
        })
    }

    async fn grant(&self, view: &View, id: GrantId) -> Result<Seen<Option<Grant>>> {
        self.see(view, |shelf| {
            shelf.rows.get(&Key::Grant(id)).and_then(grant).cloned()
        })
    }

    async fn link(&self, view: &View, id: LinkId) -> Result<Seen<Option<StoredGrant>>> {
        self.see(view, |shelf| {
            let mut links = shelf.all(stored).filter(|stored| stored.hash.is_some());
            links
                .find(|stored| stored.grant.holder == Holder::Link(id))
                .cloned()
        })
    }
}

/// What these holders were given, with the roles of the organisation's own.
pub(super) fn assigned(shelf: &Shelf, holders: &[Holder]) -> Vec<Assigned> {
    let given = shelf.all(assignment);
    let given = given.filter(|given| holders.contains(&given.holder));
    let given = given.map(|given| Assigned {
        assignment: given.clone(),
        role: find_role(shelf, given.role).cloned(),
    });
    given.collect()
}

fn find_role(shelf: &Shelf, id: RoleId) -> Option<&RoleInfo> {
    shelf.rows.get(&Key::Role(id)).and_then(role)
}

fn permission(row: &Row) -> Option<&PermissionInfo> {
    match row {
        Row::Permission(permission) => Some(permission),
        _ => None,
    }
}

fn role(row: &Row) -> Option<&RoleInfo> {
    match row {
        Row::Role(role) => Some(role),
        _ => None,
    }
}

fn assignment(row: &Row) -> Option<&Assignment> {
    match row {
        Row::Assignment(assignment) => Some(assignment),
        _ => None,
    }
}

pub(super) fn grant(row: &Row) -> Option<&Grant> {
    stored(row).map(|stored| &stored.grant)
}

fn stored(row: &Row) -> Option<&StoredGrant> {
    match row {
        Row::Grant(stored) => Some(stored),
        _ => None,
    }
}
