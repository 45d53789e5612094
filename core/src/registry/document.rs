//! `api.json`: the registry as one document, from which every surface is derived.

use std::sync::LazyLock;

use schemars::generate::SchemaSettings;
use serde::Serialize;
use serde_json::Value;

use super::form::TYPES_PATH;
use super::json::sorted;
use super::secrets::secrets;
use super::types::{Types, Underivable, check_input, check_output};
use super::{Kind, Operation, Receiver, operations};
use crate::ErrorKind;
use crate::access::{Permission, Role};

/// All operations, and the words that they use.
///
/// References in the schemas point into `types`; the schemas are of draft 2020-12.
#[derive(Clone, Debug, Serialize)]
pub struct Api {
    /// The version of this crate.
    pub tenantry: &'static str,
    /// The operations, in the order of the documentation.
    pub operations: Vec<ApiOperation>,
    /// The types that have a name.
    pub types: Types,
    /// The built-in permissions.
    pub permissions: Vec<ApiPermission>,
    /// The built-in roles, the most powerful first.
    pub roles: Vec<ApiRole>,
    /// The kinds of error.
    pub errors: Vec<ApiError>,
}

/// An operation of the document.
#[derive(Clone, Debug, Serialize)]
pub struct ApiOperation {
    /// `teams.create`.
    pub id: &'static str,
    /// `teams`.
    pub room: &'static str,
    /// `create`.
    pub verb: &'static str,
    /// What it is called on.
    pub receiver: Receiver,
    /// What it does to the data.
    pub kind: Kind,
    /// Whether a call may carry an idempotency key.
    pub is_idempotent: bool,
    /// What the caller must hold; null if whoever has the handle may call.
    pub permission: Option<Permission>,
    /// The first paragraph of the documentation.
    pub summary: &'static str,
    /// The documentation.
    pub doc: &'static str,
    /// The schema of the input; null if there is none.
    pub input: Option<Value>,
    /// The schema of the answer, or of an item of the stream.
    pub output: Value,
    /// Where the answer holds secrets: JSON pointers, with `*` for every item.
    pub secrets: Vec<String>,
    /// The kinds of error that it can give.
    pub errors: Vec<ErrorKind>,
}

/// A permission of the document.
#[derive(Clone, Debug, Serialize)]
pub struct ApiPermission {
    /// Its name.
    pub name: &'static str,
}

/// A role of the document.
#[derive(Clone, Debug, Serialize)]
pub struct ApiRole {
    /// Its name.
    pub name: &'static str,
    /// What it allows.
    pub permissions: Vec<Permission>,
}

/// A kind of error of the document.
#[derive(Clone, Debug, Serialize)]
pub struct ApiError {
    /// Its name.
    pub kind: ErrorKind,
    /// Whether the same call may simply be made again.
    pub is_retryable: bool,
}

/// The registry as one document.
///
/// # Errors
/// If an operation uses a type that not every surface can say. A test holds this crate's
/// own operations to that, so a release does not fail here.
pub fn api() -> Result<&'static Api, Underivable> {
    static API: LazyLock<Result<Api, Underivable>> = LazyLock::new(|| derive(operations()));
    API.as_ref().map_err(Clone::clone)
}

impl Api {
    /// The text of `api.json`.
    ///
    /// # Errors
    /// Never in practice: the document is made of plain data.
    pub fn to_json(&self) -> serde_json::Result<String> {
        let mut text = serde_json::to_string_pretty(self)?;
        text.push('\n');
        Ok(text)
    }
}

pub(crate) fn derive(operations: &[Operation]) -> Result<Api, Underivable> {
    let mut generator = SchemaSettings::draft2020_12()
        .with(|settings| settings.definitions_path = TYPES_PATH.into())
        .into_generator();
    let schemas: Vec<(Option<Value>, Value)> = operations
        .iter()
        .map(|operation| {
            let input = operation.input.map(|input| input(&mut generator));
            let output = (operation.output)(&mut generator);
            (input.map(Into::into), output.into())
        })
        .collect();
    let types = generator.take_definitions(true);
    let operations = operations
        .iter()
        .zip(schemas)
        .map(|(operation, (input, output))| describe(operation, input, output, &types))
        .collect::<Result<_, _>>()?;
    Ok(Api {
        tenantry: env!("CARGO_PKG_VERSION"),
        operations,
        types: types
            .into_iter()
            .map(|(name, schema)| (name, sorted(schema)))
            .collect(),
        permissions: permissions(),
        roles: roles(),
        errors: errors(),
    })
}

fn describe(
    operation: &Operation,
    input: Option<Value>,
    output: Value,
    types: &Types,
) -> Result<ApiOperation, Underivable> {
    if let Some(input) = &input {
        check_input(operation, input, types)?;
    }
    check_output(operation, &output, types)?;
    Ok(ApiOperation {
        id: operation.id,
        room: operation.room,
        verb: operation.verb,
        receiver: operation.receiver,
        kind: operation.kind,
        is_idempotent: operation.is_idempotent(),
        permission: operation.permission,
        summary: operation.summary,
        doc: operation.doc,
        secrets: secrets(operation, &output, types)?,
        input: input.map(sorted),
        output: sorted(output),
        errors: operation.errors(),
    })
}

fn permissions() -> Vec<ApiPermission> {
    let all = Permission::ALL.iter();
    all.map(|permission| ApiPermission {
        name: permission.name(),
    })
    .collect()
}

fn roles() -> Vec<ApiRole> {
    let all = Role::ALL.into_iter();
    all.map(|role| ApiRole {
        name: role.name(),
        permissions: Permission::ALL
            .iter()
            .copied()
            .filter(|permission| role.permissions().holds(*permission))
            .collect(),
    })
    .collect()
}

fn errors() -> Vec<ApiError> {
    let all = ErrorKind::ALL.into_iter();
    all.map(|kind| ApiError {
        kind,
        is_retryable: kind.is_retryable(),
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registry::operation::tests::sample;
    use crate::registry::schema_of;

    #[test]
    fn types_are_shared_and_references_lead_somewhere() {
        let get = Operation {
            output: schema_of::<crate::teams::Team>,
            ..sample("teams.get")
        };
        let list = Operation {
            input: Some(schema_of::<crate::PageInput>),
            output: schema_of::<crate::Page<crate::teams::Team>>,
            ..sample("teams.list")
        };
        let api = derive(&[get, list]).unwrap();
        let document: Value = serde_json::from_str(&api.to_json().unwrap()).unwrap();
        let references = [
            "/operations/0/output",
            "/operations/1/output",
            "/operations/1/input",
        ];
        for reference in references {
            let target = document.pointer(reference).unwrap()["$ref"]
                .as_str()
                .unwrap();
            let target = document.pointer(target.trim_start_matches('#')).unwrap();
            assert!(target["properties"].is_object(), "{reference}");
        }
        assert_eq!(
            document["operations"][1]["output"]["$ref"],
            "#/types/TeamPage"
        );
    }

    #[test]
    fn lists_of_two_types_have_two_names() {
        let teams = Operation {
            output: schema_of::<crate::Page<crate::teams::Team>>,
            ..sample("teams.list")
        };
        let users = Operation {
            output: schema_of::<crate::Page<crate::directory::User>>,
            ..sample("users.list")
        };
        let api = derive(&[teams, users]).unwrap();
        assert!(api.types.contains_key("TeamPage") && api.types.contains_key("UserPage"));
    }

    #[test]
    fn the_words_are_complete() {
        let api = derive(&[]).unwrap();
        assert_eq!(api.permissions.len(), Permission::ALL.len());
        assert_eq!(api.roles.len(), Role::ALL.len());
        assert_eq!(api.errors.len(), ErrorKind::ALL.len());
    }
}
