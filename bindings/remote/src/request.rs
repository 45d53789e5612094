//! The request that a call becomes.

use reqwest::Method;
use serde_json::{Map, Value};
use tenantry::{ErrorKind, OrgId};
use tenantry_surface::model::{Field, Receiver};
use tenantry_surface::routes::{self, IF_VERSION, Segment};
use tenantry_surface::{Route, texts};

use crate::Failure;
use crate::client::model;

/// A request, ready to be sent more than once.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) method: Method,
    /// Whether it says who calls: what is the library's own is called unproven.
    pub(crate) is_proven: bool,
    /// Below the server's address.
    pub(crate) path: String,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) if_match: Option<u64>,
    pub(crate) body: Option<Value>,
}

/// The request of a call.
pub(crate) fn request(route: &Route, org: Option<OrgId>, input: Value) -> Result<Request, Failure> {
    let mut input = match input {
        Value::Null => Map::new(),
        Value::Object(input) => input,
        _ => return Err(invalid("input", "is no object")),
    };
    if org.is_some() && route.receiver != Receiver::Tenant {
        return Err(invalid(
            "org",
            "must not be named: the operation is the caller's",
        ));
    }
    let path = path(route, org, &mut input)?;
    let if_match = match input.remove(IF_VERSION).filter(|_| route.is_conditional) {
        None | Some(Value::Null) => None,
        Some(version) => match version.as_u64() {
            Some(version) => Some(version),
            None => return Err(invalid(IF_VERSION, "is no version")),
        },
    };
    let query = query(route, &mut input)?;
    let is_bodied = matches!(route.method, routes::Method::Post | routes::Method::Patch);
    if let Some(name) = input.keys().next().filter(|_| !is_bodied) {
        return Err(invalid(name, "is not known"));
    }
    Ok(Request {
        method: match route.method {
            routes::Method::Get => Method::GET,
            routes::Method::Post => Method::POST,
            routes::Method::Patch => Method::PATCH,
            routes::Method::Delete => Method::DELETE,
        },
        is_proven: route.receiver != Receiver::Tenantry,
        path,
        query,
        if_match,
        body: (!input.is_empty()).then_some(Value::Object(input)),
    })
}

fn path(
    route: &Route,
    org: Option<OrgId>,
    input: &mut Map<String, Value>,
) -> Result<String, Failure> {
    let mut path = "v1".to_owned();
    for segment in &route.path {
        let text = match segment {
            Segment::Word(word) => word.clone(),
            Segment::Org => match org {
                Some(org) => org.to_string(),
                None => return Err(invalid("org", "must be named: the operation is a tenant's")),
            },
            Segment::Param { field, .. } => input
                .remove(&field.name)
                .and_then(|value| written(field, &value))
                .filter(|text| !matches!(text.as_str(), "" | "." | ".."))
                .ok_or_else(|| invalid(&field.name, "is missing"))?,
        };
        path.push('/');
        path.push_str(&texts::escape(&text));
    }
    Ok(path)
}

/// A value as its text, if it is read as that value again: a number is not a text.
fn written(field: &Field, value: &Value) -> Option<String> {
    let [text] = written_all(field, value)?.try_into().ok()?;
    Some(text)
}

/// The same of a value that may be a list: a text for each item.
fn written_all(field: &Field, value: &Value) -> Option<Vec<String>> {
    let written = texts::write_all(value)?;
    let again: Vec<&str> = written.iter().map(String::as_str).collect();
    (texts::read_all(model()?, field, &again)? == *value).then_some(written)
}

fn query(route: &Route, input: &mut Map<String, Value>) -> Result<Vec<(String, String)>, Failure> {
    let mut query = Vec::new();
    for param in &route.query {
        let value = match &param.within {
            None => input.remove(&param.field.name),
            Some(outer) => {
                let outer = input.get_mut(outer).and_then(Value::as_object_mut);
                outer.and_then(|outer| outer.remove(&param.field.name))
            }
        };
        match value {
            None => {}
            Some(Value::Null) if param.field.is_nullable => {}
            Some(value) => match written_all(&param.field, &value) {
                Some(texts) => {
                    query.extend(texts.into_iter().map(|text| (param.name.clone(), text)))
                }
                None => return Err(invalid(&param.name, "is not what it must be")),
            },
        }
    }
    let outers = route.query.iter().filter_map(|param| param.within.as_ref());
    for outer in outers {
        if input
            .get(outer)
            .and_then(Value::as_object)
            .is_some_and(Map::is_empty)
        {
            input.remove(outer);
        }
    }
    Ok(query)
}

pub(crate) fn invalid(field: &str, rule: &str) -> Failure {
    let mut failure = Failure::of_transport(ErrorKind::Invalid, format!("`{field}` {rule}"));
    failure.fields.insert("field".to_owned(), field.into());
    failure
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use tenantry_surface::Model;

    use super::*;

    fn of(operation: &str, input: Value) -> Result<Request, Failure> {
        let routes = routes::routes(&Model::own().unwrap()).unwrap();
        let route = routes
            .iter()
            .find(|route| route.operation == operation)
            .unwrap();
        request(route, Some(OrgId::from_uuid(uuid::Uuid::nil())), input)
    }

    #[test]
    fn an_input_is_laid_out_as_its_route_says() {
        let list = of("teams.list", json!({ "top": true, "page": { "limit": 5 } })).unwrap();
        assert_eq!(
            list.path,
            "v1/orgs/00000000-0000-0000-0000-000000000000/teams"
        );
        assert_eq!(list.query.len(), 2);
        assert_eq!(list.body, None);
        let update = json!({ "team": "a/b", "name": "New", "if_version": 3 });
        let update = of("teams.update", update).unwrap();
        assert!(update.path.ends_with("/teams/a%2Fb"));
        assert_eq!(update.if_match, Some(3));
        assert_eq!(update.body, Some(json!({ "name": "New" })));
    }

    #[test]
    fn a_list_stands_in_the_query_once_for_each_item() {
        let model = Model::own().unwrap();
        let fields = model.input(model.operation("keys.create").unwrap());
        let scopes = fields.iter().find(|field| field.name == "scopes").unwrap();
        let mut routes = routes::routes(&model).unwrap();
        let list = routes
            .iter_mut()
            .find(|r| r.operation == "keys.list")
            .unwrap();
        list.query.push(routes::Param {
            name: "scopes".to_owned(),
            within: None,
            field: scopes.clone(),
        });
        let sent = |scopes| request(list, None, json!({ "scopes": scopes }));
        let pair = |text: &str| ("scopes".to_owned(), text.to_owned());
        let both = sent(json!(["teams.read", "orgs.read"])).unwrap();
        assert_eq!(both.query, [pair("teams.read"), pair("orgs.read")]);
        for input in [json!([]), json!([["teams.read"]]), json!("teams.read")] {
            assert_eq!(sent(input).unwrap_err().kind, ErrorKind::Invalid);
        }
    }

    #[test]
    fn null_is_left_out_where_it_is_a_value_and_refused_where_it_is_none() {
        let list = of("teams.list", json!({ "parent": null })).unwrap();
        assert_eq!(list.query, []);
        for input in [json!({ "order": null }), json!({ "top": null })] {
            let refused = of("teams.list", input).unwrap_err();
            assert_eq!(refused.kind, ErrorKind::Invalid);
        }
    }

    #[test]
    fn what_has_no_place_is_refused_before_it_is_sent() {
        for input in [json!({}), json!({ "team": "1", "more": 1 }), json!([])] {
            assert_eq!(of("teams.get", input).unwrap_err().kind, ErrorKind::Invalid);
        }
    }
}
