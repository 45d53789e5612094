//! An answer's type as columns, and its values as cells.

use serde_json::Value;
use tenantry_surface::Model;
use tenantry_surface::model::{Body, Field, Resolved, Type};
use tenantry_surface::texts;

/// How deep structs within structs become columns; below stands JSON.
const DEPTH_MAX: usize = 3;

/// A column: where in an item its value is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Column {
    /// The names on the way, `["key", "id"]`.
    path: Vec<String>,
    /// Where it stands among the others.
    rank: u8,
}

impl Column {
    /// A column of a name, for what is not derived.
    pub(crate) fn named(name: &str) -> Self {
        Self {
            path: vec![name.to_owned()],
            rank: 1,
        }
    }

    /// Its name: `key.id`.
    pub(crate) fn name(&self) -> String {
        self.path.join(".")
    }

    /// Its value in an item.
    pub(crate) fn value<'a>(&self, item: &'a Value) -> &'a Value {
        let mut steps = self.path.iter();
        steps
            .try_fold(item, |at, name| at.get(name))
            .unwrap_or(&Value::Null)
    }
}

/// The columns of a type: what names a thing first, when it was made and changed last.
pub(crate) fn columns(model: &Model, kind: &Type) -> Vec<Column> {
    let mut found = Vec::new();
    walk(model, kind, &mut Vec::new(), &mut found);
    found.sort_by_key(|column| column.rank);
    found
}

fn walk(model: &Model, kind: &Type, path: &mut Vec<String>, found: &mut Vec<Column>) {
    let is_parted = path.len() < DEPTH_MAX && !model.is_reference(kind);
    match model.resolved(kind) {
        Resolved::Body(_, Body::Struct(body)) if is_parted => {
            for field in &body.fields {
                walk_field(model, field, path, found);
            }
        }
        Resolved::Body(_, Body::Tagged { tag, variants }) if is_parted => {
            walk_tag(tag, path, found);
            for field in variants.iter().flat_map(|variant| &variant.fields) {
                walk_field(model, field, path, found);
            }
        }
        resolved => {
            let rank = rank(path, resolved);
            push(found, path, rank);
        }
    }
}

fn walk_field(model: &Model, field: &Field, path: &mut Vec<String>, found: &mut Vec<Column>) {
    path.push(field.name.clone());
    walk(model, &field.kind, path, found);
    path.pop();
}

fn walk_tag(tag: &str, path: &mut Vec<String>, found: &mut Vec<Column>) {
    path.push(tag.to_owned());
    push(found, path, 1);
    path.pop();
}

/// Variants may share a field, which is one column.
fn push(found: &mut Vec<Column>, path: &[String], rank: u8) {
    if found.iter().all(|column| column.path != path) {
        found.push(Column {
            path: path.to_vec(),
            rank,
        });
    }
}

fn rank(path: &[String], kind: Resolved<'_>) -> u8 {
    let name = path.last().map(String::as_str);
    match (name, kind) {
        (Some("id"), _) if path.len() == 1 => 0,
        (Some("version"), _) => 2,
        (_, Resolved::Plain(Type::Time)) => 3,
        _ => 1,
    }
}

/// A value as the text of a cell.
pub(crate) fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Array(items) => items.iter().map(text).collect::<Vec<_>>().join(", "),
        value => texts::write(value).unwrap_or_else(|| value.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn names(kind: &str) -> Vec<String> {
        let model = Model::own().unwrap();
        let columns = columns(&model, &Type::Named(kind.to_owned()));
        columns.iter().map(Column::name).collect()
    }

    #[test]
    fn what_names_a_thing_comes_first() {
        let team = [
            "id",
            "name",
            "org",
            "owner",
            "description",
            "parent",
            "version",
            "created_at",
            "updated_at",
        ];
        assert_eq!(names("Team"), team);
        assert!(names("Org").contains(&"address.city".to_owned()));
        assert!(names("FeedItem").contains(&"entry.subject.id".to_owned()));
    }

    #[test]
    fn values_are_texts() {
        for (value, cell) in [
            (json!(null), ""),
            (json!(7), "7"),
            (json!({ "kind": "user", "id": "1" }), "user:1"),
            (json!(["a", "b"]), "a, b"),
            (json!({ "a": 1 }), "{\"a\":1}"),
        ] {
            assert_eq!(text(&value), cell);
        }
    }
}
