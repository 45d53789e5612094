//! Peers outside of the workspace: only their own rows of the benchmarks build them.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;
use clap::ValueEnum;

use crate::command::{self, cargo, root, target};

/// Who is measured beside.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Peers {
    /// Cedar and casbin
    Access,
}

impl Peers {
    /// Measures what the arguments choose.
    pub(crate) fn measure(self, arguments: &[String]) -> Result<()> {
        let mut run = self.optimised("run")?;
        command::run(run.arg("--").args(arguments))
    }

    fn optimised(self, does: &str) -> Result<Command> {
        let mut cargo = cargo();
        cargo.args([does, "--quiet", "--release", "--manifest-path"]);
        cargo.arg(self.manifest());
        cargo.env("CARGO_TARGET_DIR", target()?);
        Ok(cargo)
    }

    fn manifest(self) -> PathBuf {
        root().join(match self {
            Self::Access => "benches/peers/access/Cargo.toml",
        })
    }
}

/// Fails unless what measures beside them is formatted, which builds none of them.
pub(crate) fn are_formatted() -> Result<()> {
    for peers in Peers::value_variants() {
        let mut fmt = cargo();
        fmt.args(["fmt", "--check", "--manifest-path"]);
        command::run(fmt.arg(peers.manifest()))?;
    }
    Ok(())
}

/// Lints and tests what measures beside them, as it is measured.
pub(crate) fn test() -> Result<()> {
    for peers in Peers::value_variants() {
        let mut lint = peers.optimised("clippy")?;
        command::run(lint.args(["--all-targets", "--", "-D", "warnings"]))?;
        command::run(&mut peers.optimised("test")?)?;
    }
    Ok(())
}
