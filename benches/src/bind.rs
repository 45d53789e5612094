//! The bindings: each is measured by a program in its own language, which writes rows such as
//! ours. `xtask` builds it as it is released, and only when it is asked for.

use anyhow::Result;

use crate::bench::Bench;
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
    bench.told(&["bind", "python"])
}

/// What Python installs.
pub(crate) fn python_wheel(bench: &Bench) -> Result<Vec<Row>> {
    bench.told(&["bind", "python-wheel"])
}

/// Calls from Node.
pub(crate) fn node(bench: &Bench) -> Result<Vec<Row>> {
    bench.told(&["bind", "node"])
}
