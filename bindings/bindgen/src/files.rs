//! Every derived file: where it lies, and its text.

use anyhow::Result;
use serde_json::Value;

use tenantry_surface::Model;

use crate::openapi;

/// The derived files, by path from the project's root.
///
/// # Errors
/// If something of the model cannot be said on a surface.
pub fn derived(model: &Model) -> Result<Vec<(&'static str, String)>> {
    Ok(vec![(
        "examples/server/openapi.json",
        pretty(&openapi::document(model)?)?,
    )])
}

fn pretty(value: &Value) -> Result<String> {
    Ok(serde_json::to_string_pretty(value)? + "\n")
}
