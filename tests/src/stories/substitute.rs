//! `${…}` in a story.

use std::collections::BTreeMap;

use serde_json::Value;

/// The answers that were kept, by name.
pub(super) type Kept = BTreeMap<String, Value>;

/// A value with every `${…}` in it replaced.
///
/// A text that is one reference becomes the value that it names, whatever its type;
/// inside a longer text it becomes a part of that text. `${'x' * 121}` repeats.
pub(super) fn substitute(value: &Value, kept: &Kept) -> Result<Value, String> {
    Ok(match value {
        Value::String(text) => whole(text, kept)?,
        Value::Array(items) => Value::Array(
            items
                .iter()
                .map(|item| substitute(item, kept))
                .collect::<Result<_, _>>()?,
        ),
        Value::Object(fields) => Value::Object(
            fields
                .iter()
                .map(|(name, field)| Ok((name.clone(), substitute(field, kept)?)))
                .collect::<Result<_, String>>()?,
        ),
        scalar => scalar.clone(),
    })
}

/// A text with every `${…}` in it replaced.
pub(super) fn text(text: &str, kept: &Kept) -> Result<String, String> {
    Ok(match whole(text, kept)? {
        Value::String(text) => text,
        other => other.to_string(),
    })
}

fn whole(text: &str, kept: &Kept) -> Result<Value, String> {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, from)) = rest.split_once("${") {
        let (reference, after) = from
            .split_once('}')
            .ok_or_else(|| format!("`{text}` has an open reference"))?;
        let value = find(reference.trim(), kept)?;
        if before.is_empty() && after.is_empty() && out.is_empty() {
            return Ok(value);
        }
        out.push_str(before);
        match value {
            Value::String(part) => out.push_str(&part),
            other => out.push_str(&other.to_string()),
        }
        rest = after;
    }
    out.push_str(rest);
    Ok(Value::String(out))
}

fn find(reference: &str, kept: &Kept) -> Result<Value, String> {
    if let Some(repeated) = repeat(reference) {
        return Ok(Value::String(repeated));
    }
    let (name, path) = reference.split_once('.').unwrap_or((reference, ""));
    let mut found = kept
        .get(name)
        .ok_or_else(|| format!("nothing was kept as `{name}`"))?;
    for part in path.split('.').filter(|part| !part.is_empty()) {
        let inner = match part.parse::<usize>() {
            Ok(index) => found.get(index),
            Err(_) => found.get(part),
        };
        found = inner.ok_or_else(|| format!("`{reference}` leads nowhere"))?;
    }
    Ok(found.clone())
}

/// `'ab' * 3` is `ababab`.
fn repeat(reference: &str) -> Option<String> {
    let (unit, count) = reference.strip_prefix('\'')?.split_once("' *")?;
    Some(unit.repeat(count.trim().parse().ok()?))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn references_become_what_they_name() {
        let kept = Kept::from([("team".to_owned(), json!({ "id": "t1", "path": [7, 8] }))]);
        let cases = [
            (json!("${team.id}"), json!("t1")),
            (json!("${team.path.1}"), json!(8)),
            (
                json!({ "a": ["x-${team.path.0}-y"] }),
                json!({ "a": ["x-7-y"] }),
            ),
            (json!("${'ab' * 3}!"), json!("ababab!")),
            (json!("plain"), json!("plain")),
        ];
        for (written, read) in cases {
            assert_eq!(substitute(&written, &kept).unwrap(), read);
        }
        for bad in ["${team.name}", "${nobody.id}", "${team"] {
            assert!(substitute(&json!(bad), &kept).is_err(), "{bad}");
        }
    }
}
