//! The list of all operations, in the order of the documentation.

use super::{Described, Operation};
use crate::{Error, Result};

macro_rules! operations {
    ($($operation:ty),* $(,)?) => {
        &[$(<$operation as Described>::OPERATION),*]
    };
}

/// To add an operation, add its path here.
static OPERATIONS: &[Operation] = operations![];

/// Every operation, in the order of the documentation.
#[must_use]
pub fn operations() -> &'static [Operation] {
    OPERATIONS
}

/// The operation of an id.
///
/// # Errors
/// `NotFound` if there is none.
pub(crate) fn find(id: &str) -> Result<&'static Operation> {
    operations()
        .iter()
        .find(|operation| operation.id == id)
        .ok_or_else(|| Error::not_found("operation", id.chars().take(64).collect::<String>()))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn ids_are_unique() {
        let ids: BTreeSet<&str> = operations().iter().map(|operation| operation.id).collect();
        assert_eq!(ids.len(), operations().len());
    }

    #[test]
    fn an_unknown_id_is_not_found() {
        let error = find(&"x".repeat(1_000)).unwrap_err();
        assert_eq!(error.kind(), crate::ErrorKind::NotFound);
        assert_eq!(error.field("operation").unwrap(), &"x".repeat(64));
    }
}
