//! Writes every derived file from `core/api.json`, or says which are stale.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::Parser;
use tenantry_bindgen::files;
use tenantry_surface::Model;

#[derive(Parser)]
#[command(about = "Writes every derived file from the registry")]
struct Options {
    /// Fails if a file is stale, instead of writing it
    #[arg(long)]
    check: bool,
    /// The registry
    #[arg(long, default_value = "core/api.json")]
    api: PathBuf,
    /// The folder that the files are written below
    #[arg(long, default_value = ".")]
    into: PathBuf,
}

fn main() -> Result<()> {
    let options = Options::parse();
    let document = fs::read_to_string(&options.api)
        .with_context(|| format!("cannot read `{}`", options.api.display()))?;
    let model = Model::read(&serde_json::from_str(&document)?)?;
    let mut stale = Vec::new();
    for (path, text) in files::derived(&model)? {
        let path = options.into.join(path);
        if fs::read_to_string(&path).is_ok_and(|found| found == text) {
            continue;
        }
        if options.check {
            stale.push(path.display().to_string());
        } else {
            write(&path, &text)?;
        }
    }
    if stale.is_empty() {
        return Ok(());
    }
    bail!("stale, run `cargo xtask bindgen`: {}", stale.join(", "))
}

fn write(path: &Path, text: &str) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text).with_context(|| format!("cannot write `{}`", path.display()))
}
