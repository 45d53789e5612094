//! The matrix: the surfaces that are programs of their own are built, then all are played.

use anyhow::Result;

use crate::command::{self, root, target};
use crate::node::node;
use crate::postgres::Postgres;
use crate::python;

/// Prints it, and fails where a surface lacks an operation or goes another way.
pub(crate) fn run(postgres: &Postgres) -> Result<()> {
    let mut matrix = command::built("tenantry-matrix")?;
    matrix.arg("--python").arg(python::ready_to_test()?.python);
    let mut node = node()?;
    node.args(["bindings/node/scripts/test.mjs", "--build"]);
    command::run(node.env("CARGO_TARGET_DIR", target()?))?;
    matrix.arg("--node");
    matrix.arg(root().join("bindings/node/dist-test/test/programs/player.js"));
    matrix.arg("--cli").arg(target()?.join("debug/tenantry"));
    command::run(postgres.named_to(&mut matrix))
}
