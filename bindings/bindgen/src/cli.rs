//! What is derived for the command line: an example of each command, out of the stories, and
//! the reference of all commands. The commands themselves are made when the program starts.

mod examples;
mod reference;

use anyhow::Result;
use serde_json::to_value;
use tenantry_surface::Model;

use crate::files::pretty;

/// The derived files, by path from the project's root.
///
/// # Errors
/// If the stories cannot be read.
pub fn files(model: &Model) -> Result<Vec<(&'static str, String)>> {
    let examples = examples::of(model)?;
    Ok(vec![
        (
            "examples/cli/src/derived/examples.json",
            pretty(&to_value(&examples)?)?,
        ),
        (
            "examples/cli/COMMANDS.md",
            reference::document(model, &examples),
        ),
    ])
}
