//! What is known of an operation beside its code.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;

use super::Door;
use crate::ErrorKind;
use crate::access::Permission;

/// An operation, as `#[operation]` describes it.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The stable name: `teams.create`.
    pub id: &'static str,
    /// The noun: `teams`.
    pub room: &'static str,
    /// The verb: `create`.
    pub verb: &'static str,
    /// What it is called on.
    pub receiver: Receiver,
    /// What it does to the data.
    pub kind: Kind,
    /// What the caller must hold; `None` if whoever has the handle may call.
    pub permission: Option<Permission>,
    /// The first paragraph of the documentation, on one line.
    pub summary: &'static str,
    /// The documentation, Markdown.
    pub doc: &'static str,
    /// The kinds of error that its documentation names.
    pub(crate) own_errors: &'static [ErrorKind],
    /// The schema of the input; `None` if there is none.
    pub(crate) input: Option<SchemaOf>,
    /// The schema of the answer, or of an item of the stream.
    pub(crate) output: SchemaOf,
    /// How JSON gets in.
    pub(crate) door: Door,
}

/// Writes the schema of a type, and those of the types in it into the generator.
pub(crate) type SchemaOf = fn(&mut SchemaGenerator) -> Schema;

/// The schema of a type: a reference, where the type has a name.
pub(crate) fn schema_of<T: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<T>()
}

/// Implemented by the type that stands for an operation in the list.
pub(crate) trait Described {
    /// The description.
    const OPERATION: Operation;
}

/// What an operation is called on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Receiver {
    /// The opened library: what may be done before anybody is proven.
    Tenantry,
    /// Somebody proven.
    Caller,
    /// Somebody proven, inside one organisation.
    Tenant,
}

impl Receiver {
    /// The stable name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Tenantry => "tenantry",
            Self::Caller => "caller",
            Self::Tenant => "tenant",
        }
    }
}

/// What an operation does to the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Looks, and answers once.
    Read,
    /// Changes something, and answers once.
    Change,
    /// Answers item by item until it is dropped.
    Stream,
}

impl Operation {
    /// Whether a call may carry an idempotency key: a change by somebody who is proven.
    #[must_use]
    pub fn is_idempotent(&self) -> bool {
        self.kind == Kind::Change && self.receiver != Receiver::Tenantry
    }

    /// Every kind of error that the operation can give, in the order of the documentation.
    ///
    /// Those that its own doing gives are named where it is written. Others come with every
    /// call of its kind:
    ///
    /// * `invalid`: an input that is none of the operation's; of one without an input, any.
    /// * `unauthenticated`: on whoever is proven, because a proof can end.
    /// * `denied`, `not_found`: inside an organisation, which can be suspended, deleted or
    ///   left; `denied` also wherever a permission is asked for.
    /// * `conflict`: of a change with an idempotency key, which can be used already.
    /// * `unknown`: of a change, when the connection is lost while it is committed.
    /// * `busy`, `unavailable`, `corrupt`: of a store in trouble.
    #[must_use]
    pub fn errors(&self) -> Vec<ErrorKind> {
        ErrorKind::ALL
            .into_iter()
            .filter(|kind| self.own_errors.contains(kind) || self.comes_with(*kind))
            .collect()
    }

    /// Whether the handle, the kind or the input bring an error with them.
    fn comes_with(&self, error: ErrorKind) -> bool {
        match error {
            ErrorKind::Unauthenticated => self.receiver != Receiver::Tenantry,
            ErrorKind::Denied => self.permission.is_some() || self.receiver == Receiver::Tenant,
            ErrorKind::NotFound => self.receiver == Receiver::Tenant,
            // Whoever calls by JSON can send anything, also where there is no input.
            ErrorKind::Invalid => true,
            // The key of an earlier call with another input.
            ErrorKind::Conflict => self.is_idempotent(),
            ErrorKind::Unknown => self.kind == Kind::Change,
            ErrorKind::Busy | ErrorKind::Unavailable | ErrorKind::Corrupt => true,
            ErrorKind::LimitReached | ErrorKind::Throttled => false,
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::registry::Entry;

    /// An operation of a tenant that answers null, to be varied by the tests.
    pub(crate) fn sample(id: &'static str) -> Operation {
        Operation {
            id,
            room: "samples",
            verb: "get",
            receiver: Receiver::Tenant,
            kind: Kind::Read,
            permission: None,
            summary: "Gets a sample.",
            doc: "Gets a sample.",
            own_errors: &[],
            input: None,
            output: schema_of::<()>,
            door: Door::Tenant(Entry::Answer(|_, _| {
                Box::pin(async { Ok(serde_json::Value::Null) })
            })),
        }
    }

    #[test]
    fn a_read_of_a_tenant_cannot_leave_anything_unknown() {
        use ErrorKind::*;
        let read = sample("samples.get");
        assert_eq!(
            read.errors(),
            [
                Unauthenticated,
                Denied,
                NotFound,
                Invalid,
                Busy,
                Unavailable,
                Corrupt
            ]
        );
        assert!(!read.is_idempotent());
    }

    #[test]
    fn a_change_lists_its_own_errors_once_and_in_order() {
        use ErrorKind::*;
        let change = Operation {
            kind: Kind::Change,
            receiver: Receiver::Caller,
            own_errors: &[LimitReached, Conflict],
            input: Some(schema_of::<crate::PageInput>),
            ..sample("samples.create")
        };
        assert!(change.is_idempotent());
        assert_eq!(
            change.errors(),
            [
                Unauthenticated,
                Invalid,
                Conflict,
                LimitReached,
                Busy,
                Unavailable,
                Unknown,
                Corrupt
            ]
        );
    }

    #[test]
    fn nobody_proven_has_no_keys() {
        let change = Operation {
            kind: Kind::Change,
            receiver: Receiver::Tenantry,
            ..sample("users.register")
        };
        assert!(!change.is_idempotent());
        assert!(!change.errors().contains(&ErrorKind::Unauthenticated));
    }
}
