//! The registry with rooms that there are not: operations of every kind and receiver, types of
//! every form.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::Value;
use tenantry::Amount;
use tenantry_surface::Model;

/// The project's root.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The model of both, and what is new in it.
pub(crate) fn with_scratch_rooms() -> Result<(Model, Value)> {
    let text = fs::read_to_string(root().join("core/api.json"))?;
    let mut document: Value = serde_json::from_str(&text)?;
    let scratch: Value = serde_json::from_str(include_str!("kites.json"))?;
    let operations = scratch["operations"].as_array().context("no operations")?;
    let all = document["operations"].as_array_mut();
    all.context("no operations")?.extend(operations.clone());
    let types = scratch["types"].as_object().context("no types")?;
    let all = document["types"].as_object_mut().context("no types")?;
    all.extend(types.clone());
    // No room that there is has amounts yet.
    let amount = Amount::json_schema(&mut SchemaGenerator::default());
    all.insert(Amount::schema_name().into_owned(), amount.to_value());
    Ok((Model::read(&document)?, scratch))
}
