//! Every derived file: where it lies, and its text.

use anyhow::Result;
use serde_json::Value;

use tenantry_surface::Model;

use crate::{cli, node, openapi, python};

/// The derived files, by path from the project's root.
///
/// # Errors
/// If something of the model cannot be said on a surface.
pub fn derived(model: &Model) -> Result<Vec<(&'static str, String)>> {
    let mut files = vec![(
        "examples/server/openapi.json",
        pretty(&openapi::document(model)?)?,
    )];
    files.extend(cli::files(model)?);
    files.extend(node::files(model)?);
    files.extend(python::files(model)?);
    Ok(files)
}

pub(crate) fn pretty(value: &Value) -> Result<String> {
    Ok(serde_json::to_string_pretty(value)? + "\n")
}
