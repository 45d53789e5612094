//! The bindings: each is measured by a program in its own language, which writes rows such as
//! ours. `xtask` builds it as it is released, and only when it is asked for.

use std::fs;
use std::io;

use anyhow::{Context, Result, ensure};

use crate::bench::{Bench, xtask};
use crate::table::Row;

pub(crate) const CALLS: [&str; 4] = [
    "bind.python.check",
    "bind.python.read",
    "bind.python.async",
    "bind.python.async.read",
];
pub(crate) const WHEEL: [&str; 2] = ["bind.python.import", "bind.python.wheel"];
pub(crate) const NODE: [&str; 2] = ["bind.node.read", "bind.node.read.sequential"];

/// Calls from Python.
pub(crate) fn python(bench: &Bench) -> Result<Vec<Row>> {
    told(bench, "python")
}

/// What Python installs.
pub(crate) fn python_wheel(bench: &Bench) -> Result<Vec<Row>> {
    told(bench, "python-wheel")
}

/// Calls from Node.
pub(crate) fn node(bench: &Bench) -> Result<Vec<Row>> {
    told(bench, "node")
}

fn told(bench: &Bench, binding: &str) -> Result<Vec<Row>> {
    let file = bench.file(&format!("{binding}.json"));
    let mut measure = xtask()?;
    measure.args(["bind", binding, "--json"]).arg(&file);
    measure.args(bench.is_quick.then_some("--quick"));
    // Python and Node put their files where ours are.
    measure.env("TMPDIR", bench.folder());
    // Ours is for the table.
    let status = measure.stdout(io::stderr()).status()?;
    ensure!(status.success(), "`{binding}` cannot be measured");
    let rows = fs::read(&file).with_context(|| format!("`{binding}` told nothing"))?;
    serde_json::from_slice(&rows).with_context(|| format!("`{binding}` told no rows"))
}
