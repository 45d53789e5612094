//! The program that a story starts on a store of its own: this test, started again.

use std::fs;
use std::process::{Command, ExitCode};
use std::sync::Arc;

use tenantry::{Clock, Time, storage};
use tenantry_cli::{Ports, run};
use tenantry_conformance::stories::{Ports as StoryPorts, StoryClock, StoryIds};

const CLOCK: &str = "STORY_CLOCK_MICROS";
const IDS: &str = "STORY_IDS_FILE";
const SCHEMA: &str = "STORY_SCHEMA";

/// Acts as the program, if this process was started as it.
pub(crate) fn act() -> Option<ExitCode> {
    let clock = std::env::var(CLOCK).ok()?.parse().unwrap();
    let file = std::env::var(IDS).unwrap();
    // Before the first call there is no file.
    let drawn = fs::read_to_string(&file).unwrap_or_default();
    let ids = Arc::new(StoryIds::after(drawn.parse().unwrap_or_default()));
    let ports = Ports {
        store: storage::Ports {
            clock: Some(Arc::new(StoryClock::at(Time::from_micros(clock)))),
            ..storage::Ports::default()
        },
        ids: ids.clone(),
        schema: std::env::var(SCHEMA).unwrap_or_else(|_| Ports::default().schema),
    };
    let code = run(std::env::args_os(), ports);
    fs::write(&file, ids.drawn().to_string()).unwrap();
    Some(ExitCode::from(code))
}

/// The program, at the moment that a story has come to.
pub(crate) fn at(ports: &StoryPorts, ids: &std::path::Path, schema: &str) -> Command {
    let mut program = Command::new(std::env::current_exe().unwrap());
    program.env(CLOCK, ports.clock.now().micros().to_string());
    program.env(IDS, ids);
    program.env(SCHEMA, schema);
    program
}
