//! What the questions take: may they, why, who, what.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::access::{Object, PermissionName, Principal};
use crate::journal::Cursor;
use crate::{Order, PageInput, TeamId};

/// A decision to ask for: may they do this, here?
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckAccess {
    /// What they would do.
    pub permission: PermissionName,
    /// The team they would do it in; absent for the organisation as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
    /// The object that they would do it to: of the product's, a project or a task. What is shared of it counts beside
    /// the roles.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object: Option<Object>,
    /// Whose right it is, if not the caller's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub principal: Option<Principal>,
    /// A place in the journal that the answer must know of, such as the `feed` of a page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<Cursor>,
}

/// Many decisions to ask for, which are all made at one position.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckMany {
    /// The decisions: 1 to 200. The latest of their `at_least` counts for all.
    #[schemars(length(min = 1, max = 200))]
    pub checks: Vec<CheckAccess>,
}

/// A decision to explain: may they do this, here?
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExplainAccess {
    /// What they would do.
    pub permission: PermissionName,
    /// The team they would do it in; absent for the organisation as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
    /// The object that they would do it to: of the product's, a project or a task.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object: Option<Object>,
    /// Whose right it is, if not the caller's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub principal: Option<Principal>,
}

impl ExplainAccess {
    /// Whether the caller may do this at the organisation as a whole.
    #[must_use]
    pub fn of(permission: impl Into<PermissionName>) -> Self {
        Self {
            permission: permission.into(),
            team: None,
            object: None,
            principal: None,
        }
    }

    /// To this object.
    #[must_use]
    pub fn to(self, object: impl Into<Object>) -> Self {
        Self {
            object: Some(object.into()),
            ..self
        }
    }
}

/// Whom to look for: who may do this, here?
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WhoCan {
    /// What they would do.
    pub permission: PermissionName,
    /// The team they would do it in; absent for the organisation as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
    /// The object that they would do it to: of the product's, a project or a task.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object: Option<Object>,
    /// Which comes first.
    #[serde(default)]
    pub order: Order,
    /// Which part of the list. So many members are looked at: a page has fewer items, or none,
    /// where not all of them may.
    #[serde(default)]
    pub page: PageInput,
}

/// What to look for: what may they do, here?
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct WhatCan {
    /// The team they would do it in; absent for the organisation as a whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
    /// The object that they would do it to: of the product's, a project or a task.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub object: Option<Object>,
    /// Whose rights they are, if not the caller's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub principal: Option<Principal>,
}
