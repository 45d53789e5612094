//! The program that a story starts on a store of its own: whoever plays, started again.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::sync::Arc;

use anyhow::{Context, Result};
use tenantry::{Clock, Time, storage};
use tenantry_cli::{Ports, run};
use tenantry_conformance::stories::{Ports as StoryPorts, StoryClock, StoryIds};

const CLOCK: &str = "STORY_CLOCK_MICROS";
const IDS: &str = "STORY_IDS_FILE";
const SCHEMA: &str = "STORY_SCHEMA";

/// Acts as the program `tenantry`, if this process was started as it.
///
/// # Errors
/// If what a story hands on from call to call cannot be read or written.
pub fn act() -> Result<Option<ExitCode>> {
    let Ok(clock) = std::env::var(CLOCK) else {
        return Ok(None);
    };
    let file = PathBuf::from(std::env::var_os(IDS).context("the ids are in no file")?);
    // Before the first call there is no file.
    let drawn = fs::read_to_string(&file).unwrap_or_default();
    let ids = Arc::new(StoryIds::after(drawn.parse().unwrap_or_default()));
    let clock = StoryClock::at(Time::from_micros(clock.parse()?));
    let ports = Ports {
        store: storage::Ports {
            clock: Some(Arc::new(clock)),
            ..storage::Ports::default()
        },
        ids: ids.clone(),
        schema: std::env::var(SCHEMA).unwrap_or_else(|_| Ports::default().schema),
    };
    let code = run(std::env::args_os(), ports);
    fs::write(&file, ids.drawn().to_string())?;
    Ok(Some(ExitCode::from(code)))
}

/// The program, at the moment that a story has come to.
#[must_use]
pub fn at(ports: &StoryPorts, ids: &Path, schema: Option<&str>) -> Command {
    let this = std::env::current_exe().unwrap_or_else(|_| "tenantry".into());
    let mut program = bare(this);
    program.env(CLOCK, ports.clock.now().micros().to_string());
    program.env(IDS, ids);
    if let Some(schema) = schema {
        program.env(SCHEMA, schema);
    }
    program
}

/// A program that the environment of whoever plays tells nothing.
#[must_use]
pub fn bare(program: PathBuf) -> Command {
    let mut program = Command::new(program);
    for name in ["KEY", "ORG", "SYSTEM", "VOUCHED", "DB", "URL"] {
        program.env_remove(format!("TENANTRY_{name}"));
    }
    program
}
