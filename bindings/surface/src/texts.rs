//! Values in one text: in a path, in a query, on a command line.
//!
//! Texts, ids, times and amounts stand for themselves; a kind and an id are `user:0190…`, and where
//! only one kind may stand, the kind may be left out or not. A list is one text for each item.

use serde_json::{Map, Value, json};

use crate::model::{Body, Field, Model, Resolved, Type};

/// Whether a value can be written in one text: what has no parts, a word, a kind and an id.
#[must_use]
pub fn is_one_text(model: &Model, kind: &Type) -> bool {
    match model.resolved(kind) {
        Resolved::Plain(Type::List(_) | Type::Map(_) | Type::Json | Type::Nothing) => false,
        Resolved::Plain(_) => true,
        Resolved::Body(_, Body::Choice(_)) => true,
        Resolved::Body(..) => model.is_reference(kind),
    }
}

/// One item of a list whose items can each be written in one text.
#[must_use]
pub fn item(model: &Model, field: &Field) -> Option<Field> {
    match model.resolved(&field.kind) {
        Resolved::Plain(Type::List(items)) if is_one_text(model, items) => Some(Field {
            kind: (**items).clone(),
            // They are the list's own.
            default: None,
            limits: Map::new(),
            ..field.clone()
        }),
        _ => None,
    }
}

/// Reads a value from its texts: one, or one for each item of a list.
#[must_use]
pub fn read_all(model: &Model, field: &Field, texts: &[&str]) -> Option<Value> {
    match (item(model, field), texts) {
        (Some(item), texts) => {
            let items = texts.iter().map(|text| read(model, &item, text));
            items.collect::<Option<Vec<_>>>().map(Value::Array)
        }
        (None, [text]) => read(model, field, text),
        (None, _) => None,
    }
}

/// Writes a value as the texts that `read_all` reads. `None` if it has none: no text says that
/// a list is empty.
#[must_use]
pub fn write_all(value: &Value) -> Option<Vec<String>> {
    match value {
        Value::Array(items) if items.is_empty() => None,
        Value::Array(items) => items.iter().map(write).collect(),
        value => write(value).map(|text| vec![text]),
    }
}

/// Reads a value from its text. `None` if it is no value of the type.
///
/// What a text, an id, a time or an amount may be is for the operation to say.
#[must_use]
pub fn read(model: &Model, field: &Field, text: &str) -> Option<Value> {
    match model.resolved(&field.kind) {
        Resolved::Plain(Type::Bool) => text.parse::<bool>().ok().map(Value::from),
        Resolved::Plain(Type::Integer(format)) if format.starts_with('u') => {
            text.parse::<u64>().ok().map(Value::from)
        }
        Resolved::Plain(Type::Integer(_)) => text.parse::<i64>().ok().map(Value::from),
        Resolved::Plain(Type::Id(noun)) => {
            let bare = text
                .strip_prefix(noun.as_str())
                .and_then(|text| text.strip_prefix(':'));
            Some(bare.unwrap_or(text).into())
        }
        Resolved::Plain(Type::List(_) | Type::Map(_) | Type::Json | Type::Nothing) => None,
        Resolved::Plain(_) | Resolved::Body(_, Body::Choice(_)) => Some(text.into()),
        Resolved::Body(..) if model.is_reference(&field.kind) => {
            let (kind, id) = text.split_once(':')?;
            Some(json!({ "kind": kind, "id": id }))
        }
        Resolved::Body(..) => None,
    }
}

/// Writes a value as the text that `read` reads. `None` if it has no text.
#[must_use]
pub fn write(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(_) | Value::Number(_) => Some(value.to_string()),
        Value::Object(fields) => {
            let (kind, id) = (fields.get("kind")?.as_str()?, fields.get("id")?.as_str()?);
            (fields.len() == 2).then(|| format!("{kind}:{id}"))
        }
        Value::Null | Value::Array(_) => None,
    }
}

/// Writes a text so that it may stand in one part of a path, or in a header: what is no
/// letter, digit or one of `-_.~:` is percent-encoded.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b':' => {
                escaped.push(byte.into());
            }
            _ => escaped.push_str(&format!("%{byte:02X}")),
        }
    }
    escaped
}

/// Reads what `escape` wrote. `None` if it is not UTF-8 then.
#[must_use]
pub fn unescape(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, more @ ..] = rest {
        rest = more;
        let hex = more.get(..2).filter(|_| *first == b'%');
        match hex.and_then(byte_of) {
            Some(byte) => {
                bytes.push(byte);
                rest = &more[2..];
            }
            None => bytes.push(*first),
        }
    }
    String::from_utf8(bytes).ok()
}

/// The byte that two hex digits say: a sign is no digit.
fn byte_of(hex: &[u8]) -> Option<u8> {
    let digits = hex.iter().all(u8::is_ascii_hexdigit).then_some(hex)?;
    u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(model: &Model, operation: &str, name: &str) -> Field {
        let fields = model.input(model.operation(operation).unwrap());
        fields
            .iter()
            .find(|field| field.name == name)
            .unwrap()
            .clone()
    }

    #[test]
    fn what_is_written_is_read_again() {
        let model = Model::own().unwrap();
        for (operation, name, value, text) in [
            (
                "members.get",
                "principal",
                json!({ "kind": "user", "id": "7" }),
                "user:7",
            ),
            ("teams.get", "team", json!("7"), "7"),
            ("teams.list", "top", json!(true), "true"),
            ("journal.verify", "seq", json!(12), "12"),
            ("members.add", "role", json!("admin"), "admin"),
        ] {
            assert_eq!(write(&value).unwrap(), text);
            assert_eq!(
                read(&model, &field(&model, operation, name), text),
                Some(value)
            );
        }
    }

    #[test]
    fn what_is_no_value_is_not_read() {
        let model = Model::own().unwrap();
        for (operation, name, text) in [
            ("members.get", "principal", "7"),
            ("teams.list", "top", "yes"),
            ("journal.verify", "seq", "-1"),
            ("orgs.update", "address", "{}"),
        ] {
            assert_eq!(read(&model, &field(&model, operation, name), text), None);
        }
    }

    #[test]
    fn what_is_escaped_is_visible_ascii_and_read_again() {
        for text in ["", "plain:0-9", "a/b c%", "Zoë\u{1F600}\n", "100%", "%zz"] {
            let escaped = escape(text);
            assert!(
                escaped.bytes().all(|byte| byte.is_ascii_graphic()),
                "{escaped}"
            );
            assert_eq!(unescape(&escaped).unwrap(), text);
        }
        assert_eq!(unescape("%FF"), None);
        for plain in ["100%", "%+f", "%-1", "%f"] {
            assert_eq!(unescape(plain).unwrap(), plain);
        }
    }

    #[test]
    fn an_id_may_say_what_it_is_of() {
        let model = Model::own().unwrap();
        let user = field(&model, "members.remove", "user");
        assert_eq!(read(&model, &user, "user:7"), Some(json!("7")));
        assert_eq!(read(&model, &user, "service:7"), Some(json!("service:7")));
    }
}
