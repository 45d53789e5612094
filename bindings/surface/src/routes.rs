//! Where each operation is found over HTTP: derived from its receiver, room, verb and input.
//!
//! `teams.get` of a tenant is `GET /v1/orgs/{org}/teams/{team}`. Nothing about HTTP stands
//! in an operation, and nothing about an operation stands here.

mod created;
mod path;
mod query;
mod reading;

use anyhow::{Context, Result, bail};

use self::created::created;
use self::path::{place, take};
use crate::model::{Field, Kind, Model, Operation, Receiver, Type};
use crate::words::kebab;

pub use query::Param;
pub use reading::{cursor, from, next};

/// The field that guards an update; over HTTP it is the header `If-Match`.
pub const IF_VERSION: &str = "if_version";

/// The field that a stream continues from; over HTTP it may be `Last-Event-ID` too.
pub const AFTER: &str = "after";

/// Where an operation is found.
#[derive(Clone, Debug, PartialEq)]
pub struct Route {
    /// The operation's id.
    pub operation: String,
    /// What it is called on.
    pub receiver: Receiver,
    /// The method.
    pub method: Method,
    /// The path, below `/v1`.
    pub path: Vec<Segment>,
    /// What stands in the query.
    pub query: Vec<Param>,
    /// The fields of the input that stand in the body.
    pub body: Vec<Field>,
    /// Whether `If-Match` guards it.
    pub is_conditional: bool,
    /// Whether it answers with events.
    pub is_stream: bool,
    /// The status of success.
    pub status: u16,
    /// Where what it creates is read again: what varies there and not in `path` is the id.
    pub created: Option<Vec<Segment>>,
}

/// A method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "they are the words of HTTP")]
pub enum Method {
    Get,
    Post,
    Patch,
    Delete,
}

impl Method {
    /// `GET`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

/// A part of a path.
#[derive(Clone, Debug, PartialEq)]
pub enum Segment {
    /// A word.
    Word(String),
    /// The organisation that is entered.
    Org,
    /// A value of the input.
    Param {
        /// Its name in the path.
        name: String,
        /// The field of the input.
        field: Field,
    },
}

impl Segment {
    /// The name of what varies.
    #[must_use]
    pub fn param(&self) -> Option<&str> {
        match self {
            Self::Word(_) => None,
            Self::Org => Some("org"),
            Self::Param { name, .. } => Some(name),
        }
    }
}

impl Route {
    /// The path as axum and OpenAPI write it: `/v1/orgs/{org}/teams/{team}`.
    #[must_use]
    pub fn template(&self) -> String {
        let segments = self.path.iter().map(|segment| match segment {
            Segment::Word(word) => format!("/{word}"),
            Segment::Org => "/{org}".to_owned(),
            Segment::Param { name, .. } => format!("/{{{name}}}"),
        });
        std::iter::once("/v1".to_owned()).chain(segments).collect()
    }

    /// The names of what varies in the path.
    #[must_use]
    pub fn path_params(&self) -> Vec<&str> {
        self.path.iter().filter_map(Segment::param).collect()
    }
}

/// The status of a kind of error.
#[must_use]
pub fn status(kind: &str) -> u16 {
    match kind {
        "unauthenticated" => 401,
        "denied" => 403,
        "not_found" => 404,
        // The state of the data forbids it: a retry alone changes nothing.
        "conflict" | "limit_reached" => 409,
        "invalid" => 422,
        "throttled" => 429,
        "busy" | "unavailable" => 503,
        _ => 500,
    }
}

/// The routes of all operations, in their order.
///
/// # Errors
/// If an operation has no place, or two have the same.
pub fn routes(model: &Model) -> Result<Vec<Route>> {
    let mut routes: Vec<Route> = model
        .operations
        .iter()
        .map(|operation| route(model, operation).with_context(|| format!("`{}`", operation.id)))
        .collect::<Result<_>>()?;
    refuse_twins(&routes)?;
    let pairs = model.operations.iter().zip(&routes);
    let created: Vec<_> = pairs
        .map(|(operation, route)| created(model, &routes, operation, route))
        .collect();
    for (route, created) in routes.iter_mut().zip(created) {
        route.created = created;
    }
    Ok(routes)
}

fn refuse_twins(routes: &[Route]) -> Result<()> {
    for (index, route) in routes.iter().enumerate() {
        let twin = routes[..index]
            .iter()
            .find(|other| other.method == route.method && other.template() == route.template());
        if let Some(twin) = twin {
            bail!(
                "`{}` and `{}` are both `{} {}`",
                twin.operation,
                route.operation,
                route.method.name(),
                route.template()
            );
        }
    }
    Ok(())
}

fn route(model: &Model, operation: &Operation) -> Result<Route> {
    let mut left: Vec<Field> = model.input(operation).to_vec();
    let mut path = place(model, operation, &mut left);
    let verb = operation.verb.as_str();
    let has_item = path.has_item;
    let method = match verb {
        "create" | "add" => Method::Post,
        "get" | "list" => Method::Get,
        "update" if has_item => Method::Patch,
        "delete" | "remove" if has_item => Method::Delete,
        "update" | "delete" | "remove" => bail!("its input does not name what it changes"),
        _ => {
            path.segments.push(Segment::Word(kebab(verb)));
            match operation.kind {
                Kind::Change => Method::Post,
                // What it asks for is too much for a query.
                Kind::Read if !query::fits(model, &left) => Method::Post,
                Kind::Read | Kind::Stream => Method::Get,
            }
        }
    };
    let is_conditional = take(&mut left, |field| field.name == IF_VERSION).is_some();
    let (query, body) = match method {
        Method::Get | Method::Delete => (query::params(model, left)?, Vec::new()),
        Method::Post | Method::Patch => (Vec::new(), left),
    };
    Ok(Route {
        operation: operation.id.clone(),
        receiver: operation.receiver,
        method,
        path: path.segments,
        query,
        body,
        is_conditional,
        is_stream: operation.kind == Kind::Stream,
        status: match (verb, &operation.output) {
            (_, Type::Nothing) => 204,
            ("create" | "add", _) => 201,
            _ => 200,
        },
        created: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found() -> Vec<(String, String)> {
        let routes = routes(&Model::own().unwrap()).unwrap();
        let found = routes.into_iter().map(|route| {
            let place = format!("{} {}", route.method.name(), route.template());
            (route.operation, place)
        });
        found.collect()
    }

    #[test]
    fn operations_are_found_where_one_expects_them() {
        let found = found();
        for (operation, place) in [
            ("me.get", "GET /v1/me"),
            ("users.update", "PATCH /v1/me/users/{user}"),
            ("keys.rotate", "POST /v1/me/keys/{key}/rotate"),
            ("subjects.unlink", "POST /v1/me/subjects/unlink"),
            ("orgs.create", "POST /v1/me/orgs"),
            ("orgs.get", "GET /v1/orgs/{org}"),
            ("orgs.delete", "DELETE /v1/orgs/{org}"),
            ("orgs.suspend", "POST /v1/orgs/{org}/suspend"),
            ("members.add", "POST /v1/orgs/{org}/members"),
            ("members.get", "GET /v1/orgs/{org}/members/{member}"),
            ("members.remove", "DELETE /v1/orgs/{org}/members/{member}"),
            ("teams.list", "GET /v1/orgs/{org}/teams"),
            (
                "teams.descendants",
                "GET /v1/orgs/{org}/teams/{team}/descendants",
            ),
            (
                "team_members.update",
                "PATCH /v1/orgs/{org}/teams/{team}/members/{member}",
            ),
            (
                "service_keys.revoke",
                "POST /v1/orgs/{org}/services/{service}/keys/{key}/revoke",
            ),
            ("journal.subscribe", "GET /v1/orgs/{org}/journal/subscribe"),
        ] {
            let pair = (operation.to_owned(), place.to_owned());
            assert!(found.contains(&pair), "{operation}: {found:#?}");
        }
    }

    #[test]
    fn every_operation_has_a_route_of_its_own() {
        let places: std::collections::BTreeSet<_> =
            found().into_iter().map(|(_, place)| place).collect();
        assert_eq!(places.len(), Model::own().unwrap().operations.len());
    }

    #[test]
    fn what_is_created_is_found_where_its_id_is_all_that_is_asked_for() {
        let routes = routes(&Model::own().unwrap()).unwrap();
        let created = |id: &str| {
            let route = routes.iter().find(|route| route.operation == id).unwrap();
            let path = route.created.clone()?;
            Some(
                Route {
                    path,
                    ..route.clone()
                }
                .template(),
            )
        };
        for (operation, place) in [
            ("orgs.create", Some("/v1/orgs/{org}")),
            ("teams.create", Some("/v1/orgs/{org}/teams/{team}")),
            ("services.create", Some("/v1/orgs/{org}/services/{service}")),
            ("users.create", None),
            ("members.add", None),
            ("teams.get", None),
        ] {
            assert_eq!(created(operation).as_deref(), place, "{operation}");
        }
    }

    #[test]
    fn pages_are_flat_in_a_query_and_versions_are_no_part_of_a_body() {
        let routes = routes(&Model::own().unwrap()).unwrap();
        let route = |id: &str| routes.iter().find(|route| route.operation == id).unwrap();
        let names: Vec<&str> = route("teams.list")
            .query
            .iter()
            .map(|p| p.name.as_str())
            .collect();
        assert_eq!(names, ["order", "cursor", "limit", "parent", "top"]);
        let update = route("teams.update");
        assert!(update.is_conditional);
        assert!(update.body.iter().all(|field| field.name != IF_VERSION));
    }
}
