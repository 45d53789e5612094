//! The examples of the help pages. Each of them is run by a test.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// The example of an operation, as `cargo xtask bindgen` found it in a story.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Example {
    pub(crate) line: String,
}

static EXAMPLES: LazyLock<BTreeMap<String, Example>> = LazyLock::new(|| {
    serde_json::from_str(include_str!("derived/examples.json")).unwrap_or_default()
});

/// The example of an operation's command.
pub(crate) fn of_operation(operation: &str) -> Option<&'static str> {
    EXAMPLES.get(operation).map(|example| example.line.as_str())
}

/// The end of a help page.
pub(crate) fn shown(example: &str) -> String {
    format!("Example:\n  {example}")
}
