//! What an operation is called with, so that it does what it is for: ids of our own, of
//! things that are in the state that it begins with.

use serde_json::{Value, json};

use super::neighbours::{id_for, plain};
use crate::fixture::Dice;
use crate::tenants::Field;
use crate::tenants::World;

/// A value for a field of an operation.
pub(super) fn own(ours: &World, dice: &mut Dice, field: &Field<'_>) -> Value {
    let fresh = format!("fresh-{}-{}", ours.mark, dice.roll(1_000_000));
    beginning(ours, dice, field)
        .or_else(|| id_for(ours, field))
        .unwrap_or_else(|| match field.name {
            "slug" | "username" | "subject" => fresh.into(),
            "email" => format!("{fresh}@example.com").into(),
            _ => plain(field, &fresh),
        })
}

/// Who or what is in the state that an operation begins with.
fn beginning(ours: &World, dice: &mut Dice, field: &Field<'_>) -> Option<Value> {
    Some(match (field.operation, field.name) {
        ("members.add", "user") => ours.id("dan"),
        ("users.resume", "user") => ours.id("sleeper"),
        ("team_members.add", "principal") => json!({ "kind": "user", "id": ours.id("tess") }),
        ("subjects.unlink", "issuer") => "app".into(),
        ("subjects.unlink", "subject") => format!("{}-tess", ours.mark).into(),
        ("journal.prune", "through") => ours.id("through"),
        ("permissions.create", "name") => format!("docs.fresh_{}", dice.roll(1_000_000)).into(),
        ("permissions.delete", "permission") => ours.id("spare permission"),
        ("roles.delete", "role") => ours.id("spare role"),
        ("statuses.delete", "status") => ours.id("spare status"),
        ("tasks.restore", "task") => ours.id("spare task"),
        // What has never been told cannot be known of.
        (_, "at_least") => return None,
        _ => return None,
    })
}
