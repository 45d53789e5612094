//! `cargo xtask bindgen`: every file that is derived from the registry, written or compared.

use anyhow::Result;

use crate::api;
use crate::command::{self, cargo, root};

/// Writes the registry and all that is derived from it, or fails if a file is stale.
pub(crate) fn run(check: bool) -> Result<()> {
    api::run(check)?;
    let mut derive = cargo();
    derive.args(["run", "--quiet", "-p", "tenantry-bindgen", "--"]);
    derive.arg("--api").arg(root().join("core/api.json"));
    derive.arg("--into").arg(root());
    command::run(derive.args(check.then_some("--check")))
}
