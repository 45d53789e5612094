//! Documentation, as Rust's comments and as docstrings.

use tenantry_surface::Model;
use tenantry_surface::model::Field;

use super::names::python;

/// Documentation as comments of Rust's.
pub(super) fn rust_doc(doc: &str, indent: &str) -> String {
    let lines = doc.lines().map(|line| match line {
        "" => format!("{indent}///\n"),
        line => format!("{indent}/// {line}\n"),
    });
    lines.collect()
}

/// Documentation of something that is called, with each of its arguments: editors show what an
/// argument means with the call, or not at all.
pub(super) fn call_doc(model: &Model, doc: &str, arguments: &[&Field]) -> String {
    let mut text = doc.trim_end().to_owned();
    if !arguments.is_empty() {
        text.push_str("\n\nArgs:");
    }
    for field in arguments {
        let doc = argument_doc(model, field).replace('\n', "\n        ");
        text.push_str(&format!("\n    {}: {doc}", python(&field.name)));
    }
    text
}

fn argument_doc(model: &Model, field: &Field) -> String {
    let doc = model.doc(field);
    match field.is_patch {
        true => format!("{doc} `UNSET` leaves it as it is, `None` clears it."),
        false => doc,
    }
}

/// Documentation as a docstring.
pub(super) fn docstring(doc: &str, indent: &str) -> String {
    let doc = doc.replace('\\', "\\\\").replace("\"\"\"", "'''");
    let mut lines = doc.lines();
    let first = lines.next().unwrap_or_default();
    let mut text = format!("{indent}\"\"\"{first}");
    let mut is_long = false;
    for line in lines {
        is_long = true;
        text.push('\n');
        if !line.is_empty() {
            text.push_str(indent);
            text.push_str(line);
        }
    }
    if is_long {
        text.push('\n');
        text.push_str(indent);
    }
    text + "\"\"\"\n"
}
