//! What users, teams and objects of a world are called in a store.

use anyhow::Result;
use tenantry::access::{CheckAccess, Object, PermissionName, Principal};
use tenantry::{AssignmentId, GrantId, PermissionId, RoleId, TeamId, UserId};
use uuid::Uuid;

use crate::world::{Question, World};

/// Where ids of one kind begin: UUIDv7, each kind apart.
const FIRST: u128 = 0x0190_0000_0000_7000_8000_0000_0000_0000;
const KIND_BITS: u32 = 40;

pub(super) fn user(number: usize) -> UserId {
    UserId::from_uuid(uuid(1, number))
}

pub(super) fn team(number: usize) -> TeamId {
    TeamId::from_uuid(uuid(2, number))
}

pub(super) fn role(number: usize) -> RoleId {
    RoleId::from_uuid(uuid(3, number))
}

pub(super) fn permission_id(number: usize) -> PermissionId {
    PermissionId::from_uuid(uuid(4, number))
}

pub(super) fn assignment(number: usize) -> AssignmentId {
    AssignmentId::from_uuid(uuid(5, number))
}

pub(super) fn grant(number: usize) -> GrantId {
    GrantId::from_uuid(uuid(6, number))
}

pub(super) fn object(number: usize) -> Result<Object> {
    Ok(Object::new("doc", uuid(7, number))?)
}

pub(super) fn permission(number: usize) -> Result<PermissionName> {
    Ok(format!("docs.p{number}").parse()?)
}

fn uuid(kind: u128, number: usize) -> Uuid {
    Uuid::from_u128(FIRST + (kind << KIND_BITS) + number as u128)
}

/// The names that questions are asked with, as a product has them: as strings.
pub(crate) struct Names {
    users: Vec<String>,
    permissions: Vec<PermissionName>,
    objects: Vec<String>,
}

impl Names {
    pub(crate) fn of(world: &World) -> Result<Self> {
        let users = (0..world.users()).map(|number| format!("user:{}", user(number)));
        let permissions = (0..world.permissions).map(permission);
        let objects = (0..world.objects.len()).map(|number| Ok(object(number)?.to_string()));
        Ok(Self {
            users: users.collect(),
            permissions: permissions.collect::<Result<_>>()?,
            objects: objects.collect::<Result<_>>()?,
        })
    }

    /// Who, what and on what.
    pub(super) fn of_question(&self, asked: &Question) -> (&str, &str, Option<&str>) {
        (
            &self.users[asked.user],
            self.permissions[asked.permission].as_str(),
            asked.object.map(|object| self.objects[object].as_str()),
        )
    }

    /// The same as an operation takes it.
    pub(super) fn in_full(&self, asked: &Question) -> Result<CheckAccess> {
        Ok(CheckAccess {
            permission: self.permissions[asked.permission].clone(),
            team: None,
            object: asked.object.map(object).transpose()?,
            principal: Some(Principal::User(user(asked.user))),
            at_least: None,
        })
    }
}
