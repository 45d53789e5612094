//! Where what an operation creates is read again.

use super::{Route, Segment};
use crate::model::{Model, Operation, Resolved, Type};

/// Where what a route creates is read again: at the `get` of its room, if that asks for
/// nothing beyond the route's own path but the id of what is answered.
pub(super) fn created(
    model: &Model,
    routes: &[Route],
    operation: &Operation,
    route: &Route,
) -> Option<Vec<Segment>> {
    if route.status != 201 {
        return None;
    }
    let get = format!("{}.get", operation.room);
    let get = routes.iter().find(|route| route.operation == get)?;
    let known = route.path_params();
    let own = |segment: &&Segment| segment.param().is_some_and(|name| !known.contains(&name));
    let mut own = get.path.iter().filter(own);
    let (Some(item), None, true) = (own.next(), own.next(), get.query.is_empty()) else {
        return None;
    };
    let id = id_of(model, &operation.output)?;
    let is_it = match item {
        Segment::Word(_) => false,
        Segment::Org => id == "org",
        Segment::Param { field, .. } => {
            matches!(model.resolved(&field.kind), Resolved::Plain(Type::Id(noun)) if noun == id)
        }
    };
    is_it.then(|| get.path.clone())
}

/// What the field `id` of an answer is the id of.
fn id_of<'a>(model: &'a Model, output: &'a Type) -> Option<&'a str> {
    let Type::Named(name) = output else {
        return None;
    };
    let field = model.fields(name).iter().find(|field| field.name == "id")?;
    match model.resolved(&field.kind) {
        Resolved::Plain(Type::Id(noun)) => Some(noun),
        _ => None,
    }
}
