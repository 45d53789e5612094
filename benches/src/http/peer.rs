//! The peer of `http.teams`: brought into an environment of its own, then served.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

use super::server::Server;
use super::teams::{ORGS, Side};
use crate::bench::{Bench, xtask};

/// Starts the peer on a new file.
pub(crate) fn start(bench: &Bench) -> Result<Side> {
    let python = brought()?;
    let file = bench.file("peer.db");
    let run = |program: &str| {
        let mut command = Command::new(python.with_file_name(program));
        command.current_dir(folder()).env("SERVICE_FILE", &file);
        command
    };
    let seeded = run("python")
        .args(["service.py", "seed", &ORGS.to_string()])
        .output()?;
    ensure!(
        seeded.status.success(),
        "the peer cannot be seeded: {seeded:?}"
    );
    let mut lines = str::from_utf8(&seeded.stdout)?.lines().map(str::to_owned);
    let key = lines.next().context("the peer told no key")?;
    let mut uvicorn = run("uvicorn");
    uvicorn.args(["service:app", "--port", "0", "--workers", "1"]);
    Ok(Side {
        server: Server::start(uvicorn.arg("--no-access-log"))?,
        key,
        orgs: lines.collect(),
    })
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("peers/fastapi")
}

/// The Python of an environment that has what the peer requires.
fn brought() -> Result<PathBuf> {
    let mut bring = xtask()?;
    let brought = bring
        .args(["venv", "fastapi"])
        .arg(folder().join("requirements.txt"));
    let brought = brought.stderr(Stdio::inherit()).output()?;
    ensure!(brought.status.success(), "the peer cannot be installed");
    Ok(PathBuf::from(str::from_utf8(&brought.stdout)?.trim()))
}
