//! Where a reader stands, and how it reads on.

use serde_json::Value;

use super::{AFTER, Route};
use crate::texts;

/// The fields that say where a list begins, the first that a list has.
const FROM: [&str; 3] = ["cursor", "before", AFTER];

/// Where a reader stands that has read an item: the item says it, or the thing in it.
#[must_use]
pub fn cursor(item: &Value) -> Option<&str> {
    let inner = || {
        let mut within = item.as_object()?.values();
        within.find_map(|value| value.get("cursor"))
    };
    item.get("cursor").or_else(inner)?.as_str()
}

/// The parameter that says where a list begins, if it is one that is read in parts.
#[must_use]
pub fn from(route: &Route) -> Option<&'static str> {
    let is_known = |name: &&str| route.query.iter().any(|param| param.name == *name);
    let mut known = FROM.into_iter().filter(is_known);
    known.next().filter(|_| !route.is_stream)
}

/// The parameter and the value that read on after a part of a list; none at its end.
#[must_use]
pub fn next(route: &Route, answer: &Value) -> Option<(&'static str, String)> {
    let from = from(route)?;
    let next = match from {
        // A journal has no end: who has read all of it so far is told nothing.
        AFTER if answer["items"].as_array()?.is_empty() => return None,
        AFTER => &answer["cursor"],
        _ => &answer["next"],
    };
    texts::write(next).map(|next| (from, next))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::{Model, routes};

    #[test]
    fn a_list_says_how_it_is_read_on() {
        let routes = routes(&Model::own().unwrap()).unwrap();
        let after = |operation: &str, answer: &Value| {
            let route = routes.iter().find(|route| route.operation == operation);
            next(route.unwrap(), answer)
        };
        let some = |name, text: &str| Some((name, text.to_owned()));
        let page = json!({ "items": [], "next": "c" });
        assert_eq!(after("teams.list", &page), some("cursor", "c"));
        assert_eq!(after("teams.list", &json!({ "items": [1] })), None);
        let page = json!({ "items": [1], "next": 7 });
        assert_eq!(after("journal.activity", &page), some("before", "7"));
        let page = json!({ "items": [1], "cursor": "c" });
        assert_eq!(after("journal.list", &page), some("after", "c"));
        let end = json!({ "items": [], "cursor": "c" });
        assert_eq!(after("journal.list", &end), None);
        assert_eq!(after("journal.subscribe", &page), None);
        assert_eq!(after("teams.get", &page), None);
    }
}
