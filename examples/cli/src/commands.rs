//! The chores of whoever runs a store: all that is no operation of the registry.

mod backup;
mod can;
mod completions;
mod doctor;
mod events;
mod exit_codes;
mod init;
mod migrate;
mod serve;

use clap::{ArgMatches, Command};
use futures_util::future::LocalBoxFuture;
use tenantry_surface::Model;

use crate::ports::Ports;
use crate::stop::Stop;

/// The work of a chore.
pub(crate) type Work<'a> = LocalBoxFuture<'a, Result<(), Stop>>;

/// A chore.
pub(crate) struct Chore {
    /// What it is called.
    pub(crate) name: &'static str,
    /// What it may be told.
    pub(crate) command: fn(&Model) -> Command,
    /// Does it.
    pub(crate) run: for<'a> fn(&'a Model, &'a ArgMatches, &'a Ports) -> Work<'a>,
    /// Whether it ends by itself on Ctrl-C.
    pub(crate) minds_interrupts: bool,
}

/// The example of the first page of the help.
pub(crate) const FIRST_EXAMPLE: &str = init::EXAMPLE;

const CHORES: [Chore; 9] = [
    Chore {
        name: "init",
        command: init::command,
        run: |_, matches, ports| Box::pin(init::run(matches, ports)),
        minds_interrupts: false,
    },
    Chore {
        name: "serve",
        command: serve::command,
        run: |_, matches, ports| Box::pin(serve::run(matches, ports)),
        minds_interrupts: true,
    },
    Chore {
        name: "doctor",
        command: doctor::command,
        run: |_, matches, ports| Box::pin(doctor::run(matches, ports)),
        minds_interrupts: false,
    },
    Chore {
        name: "migrate",
        command: migrate::command,
        run: |_, matches, ports| Box::pin(migrate::run(matches, ports)),
        minds_interrupts: false,
    },
    Chore {
        name: "backup",
        command: backup::command,
        run: |_, matches, ports| Box::pin(backup::run(matches, ports)),
        minds_interrupts: false,
    },
    Chore {
        name: "events",
        command: events::command,
        run: |model, matches, ports| Box::pin(events::run(model, matches, ports)),
        minds_interrupts: false,
    },
    Chore {
        name: "can",
        command: can::command,
        run: |model, matches, ports| Box::pin(can::run(model, matches, ports)),
        minds_interrupts: false,
    },
    Chore {
        name: "completions",
        command: completions::command,
        run: |model, matches, _| Box::pin(completions::run(model, matches)),
        minds_interrupts: false,
    },
    Chore {
        name: "exit-codes",
        command: exit_codes::command,
        run: |_, _, _| Box::pin(exit_codes::run()),
        minds_interrupts: false,
    },
];

/// The chores, in the order of the help.
pub(crate) fn all() -> impl Iterator<Item = &'static Chore> {
    CHORES.iter()
}

/// The chore of a name.
pub(crate) fn find(name: &str) -> Option<&'static Chore> {
    CHORES.iter().find(|chore| chore.name == name)
}
