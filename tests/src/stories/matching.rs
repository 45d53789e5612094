//! Whether an answer holds what a story expects.

use serde_json::Value;

/// Compares an answer with what is expected of it; the error says where they differ.
///
/// Fields that are not mentioned may be anything. A list must be as long as expected.
/// `"$any"` is anything but `null`, `"$absent"` is nothing at all.
pub(super) fn holds(answer: &Value, expected: &Value) -> Result<(), String> {
    at("", Some(answer), expected)
}

fn at(path: &str, answer: Option<&Value>, expected: &Value) -> Result<(), String> {
    if expected == "$absent" {
        return match answer {
            None => Ok(()),
            Some(found) => Err(format!("at `{path}`: {found} should be absent")),
        };
    }
    let Some(found) = answer else {
        return Err(format!("at `{path}`: nothing, expected {expected}"));
    };
    if expected == "$any" && !found.is_null() {
        return Ok(());
    }
    match (found, expected) {
        (Value::Object(found), Value::Object(expected)) => expected
            .iter()
            .try_for_each(|(name, field)| at(&format!("{path}/{name}"), found.get(name), field)),
        (Value::Array(items), Value::Array(wanted)) if items.len() == wanted.len() => {
            let pairs = items.iter().zip(wanted).enumerate();
            pairs.into_iter().try_for_each(|(index, (item, wanted))| {
                at(&format!("{path}/{index}"), Some(item), wanted)
            })
        }
        _ if found == expected => Ok(()),
        _ => Err(format!("at `{path}`: {found}, expected {expected}")),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_not_mentioned_may_be_anything() {
        let answer = json!({ "id": 1, "items": [{ "a": 1, "b": 2 }], "gone": null });
        let fine = [
            json!({}),
            json!({ "id": "$any", "next": "$absent" }),
            json!({ "items": [{ "a": 1 }] }),
        ];
        let wrong = [
            json!({ "id": 2 }),
            json!({ "id": "$absent" }),
            json!({ "gone": "$any" }),
            json!({ "items": [] }),
            json!({ "items": [{ "c": 1 }] }),
        ];
        for expected in fine {
            assert_eq!(holds(&answer, &expected), Ok(()));
        }
        for expected in wrong {
            assert!(holds(&answer, &expected).is_err(), "{expected}");
        }
    }
}
