//! The path of an operation: the words and ids that lead to what it is about.

use super::Segment;
use crate::model::{Field, Model, Operation, Receiver, Resolved, Type};
use crate::words::{kebab, plural, singular};

/// A path, as far as it leads to what an operation is about.
pub(super) struct Place {
    pub(super) segments: Vec<Segment>,
    /// Whether it leads to one thing.
    pub(super) has_item: bool,
}

/// The path to what an operation is about. The fields that stand in it are taken.
pub(super) fn place(model: &Model, operation: &Operation, left: &mut Vec<Field>) -> Place {
    let mut segments = match operation.receiver {
        Receiver::Tenantry => Vec::new(),
        Receiver::Caller => vec![Segment::Word("me".to_owned())],
        Receiver::Tenant => vec![Segment::Word("orgs".to_owned()), Segment::Org],
    };
    let is_receiver_itself = matches!(
        (operation.receiver, operation.room.as_str()),
        (Receiver::Caller, "me") | (Receiver::Tenant, "orgs")
    );
    if is_receiver_itself {
        return Place {
            segments,
            has_item: true,
        };
    }
    let noun = within(model, &operation.room, left, &mut segments);
    segments.push(Segment::Word(kebab(&noun)));
    if matches!(operation.verb.as_str(), "create" | "add" | "list") {
        return Place {
            segments,
            has_item: false,
        };
    }
    let name = singular(&noun);
    let item = take_id(model, left, &name).or_else(|| match operation.verb.as_str() {
        "get" | "update" | "delete" | "remove" => take_only_id(model, left),
        _ => None,
    });
    let has_item = item.is_some();
    segments.extend(item.map(|field| Segment::Param { name, field }));
    Place { segments, has_item }
}

/// Things of a thing stand below it: `team_members` are `teams/{team}/members`. Answers what
/// remains of the room's name.
fn within(model: &Model, room: &str, left: &mut Vec<Field>, segments: &mut Vec<Segment>) -> String {
    let Some((outer, inner)) = room.split_once('_') else {
        return room.to_owned();
    };
    let Some(field) = take_id(model, left, outer) else {
        return room.to_owned();
    };
    segments.push(Segment::Word(plural(outer)));
    segments.push(Segment::Param {
        name: outer.to_owned(),
        field,
    });
    inner.to_owned()
}

/// Takes the required field that is the id of such a thing.
fn take_id(model: &Model, left: &mut Vec<Field>, name: &str) -> Option<Field> {
    take(left, |field| {
        field.name == name && is_item(model, field) && !model.is_reference(&field.kind)
    })
}

/// Takes the required field that is an id or a kind and an id, if there is only one.
fn take_only_id(model: &Model, left: &mut Vec<Field>) -> Option<Field> {
    let items = left.iter().filter(|field| is_item(model, field)).count();
    if items == 1 {
        take(left, |field| is_item(model, field))
    } else {
        None
    }
}

fn is_item(model: &Model, field: &Field) -> bool {
    let is_id = matches!(model.resolved(&field.kind), Resolved::Plain(Type::Id(_)));
    field.is_required && (is_id || model.is_reference(&field.kind))
}

/// Takes the first such field.
pub(super) fn take(left: &mut Vec<Field>, is_it: impl Fn(&Field) -> bool) -> Option<Field> {
    let index = left.iter().position(is_it)?;
    Some(left.remove(index))
}
