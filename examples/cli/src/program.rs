//! The program: its commands, what they are told, and how it ends.

use std::ffi::OsString;
use std::io::Write;
use std::sync::LazyLock;

use clap::{ArgMatches, Command};
use futures_util::future::{Either, select};
use tenantry_surface::Model;
use tenantry_surface::model::Operation;
use tenantry_surface::words::kebab;
use tokio::runtime::Builder;

use crate::commands::{self, Chore};
use crate::ports::Ports;
use crate::stop::Stop;
use crate::{arguments, context, exit, help, interrupt, operation, output, who};

const ABOUT: &str =
    "The back office of an AI product: organisations, teams, people and their rights";

const LONG_ABOUT: &str = "\
The back office of an AI product: organisations, teams, people and their rights.

Commands work on a store that they open themselves (`--db`, TENANTRY_DB) or call a server
(`--url`, TENANTRY_URL), and answer the same. Data goes to the standard output, all else to
the standard error. No secret is taken from an argument. `tenantry exit-codes` lists how
commands end.";

/// The registry of this build.
static MODEL: LazyLock<anyhow::Result<Model>> = LazyLock::new(Model::own);

/// Runs the program and answers its exit code.
pub fn run(words: impl IntoIterator<Item = OsString>, ports: Ports) -> u8 {
    let model = match &*MODEL {
        Ok(model) => model,
        Err(error) => return ended(output::Format::Table, &Stop::Other(format!("{error:#}"))),
    };
    let matches = match command(model).try_get_matches_from(words) {
        Ok(matches) => matches,
        // Help and the version are errors to clap, and end with 0.
        Err(error) => {
            let _ = error.print();
            return u8::try_from(error.exit_code()).unwrap_or(exit::USAGE);
        }
    };
    match dispatched(model, &matches, &ports) {
        Ok(()) => exit::OK,
        Err(stop) => ended(context::format(leaf(&matches)), &stop),
    }
}

fn ended(format: output::Format, stop: &Stop) -> u8 {
    if let Some(told) = stop.told(format) {
        // Nobody may be there to be told.
        let _ = writeln!(std::io::stderr(), "{told}");
    }
    stop.code()
}

/// The matches of the innermost command.
fn leaf(matches: &ArgMatches) -> &ArgMatches {
    match matches.subcommand() {
        Some((_, matches)) => leaf(matches),
        None => matches,
    }
}

fn dispatched(model: &Model, matches: &ArgMatches, ports: &Ports) -> Result<(), Stop> {
    let Some((noun, matches)) = matches.subcommand() else {
        return Err(Stop::usage("name a command"));
    };
    if let Some(chore) = commands::find(noun) {
        return perform(chore, model, matches, ports);
    }
    let verb = matches.subcommand();
    let found = verb.and_then(|(verb, matches)| Some((find(model, noun, verb)?, matches)));
    let (operation, matches) = found.ok_or_else(|| Stop::usage("there is no such command"))?;
    block_on(
        false,
        until_interrupted(operation::run(model, operation, matches, ports)),
    )
}

fn perform(chore: &Chore, model: &Model, matches: &ArgMatches, ports: &Ports) -> Result<(), Stop> {
    let work = (chore.run)(model, matches, ports);
    match chore.minds_interrupts {
        true => block_on(true, work),
        false => block_on(false, until_interrupted(work)),
    }
}

/// One thread is enough for one call, and starts sooner.
fn block_on(is_wide: bool, work: impl Future<Output = Result<(), Stop>>) -> Result<(), Stop> {
    let mut builder = match is_wide {
        true => Builder::new_multi_thread(),
        false => Builder::new_current_thread(),
    };
    let runtime = builder.enable_all().build()?;
    let done = runtime.block_on(work);
    // What was interrupted is not waited for.
    runtime.shutdown_background();
    done
}

/// Ctrl-C ends what is under way. What commits, commits whole.
async fn until_interrupted(work: impl Future<Output = Result<(), Stop>>) -> Result<(), Stop> {
    match select(Box::pin(work), interrupt::by_ctrl_c()?).await {
        Either::Left((done, _)) => done,
        Either::Right((_, work)) => {
            // To let go of a store is to wait for what it does, such as a long backup. The end
            // of the process does not wait, and harms no store.
            std::mem::forget(work);
            Err(Stop::Interrupted)
        }
    }
}

fn find<'a>(model: &'a Model, noun: &str, verb: &str) -> Option<&'a Operation> {
    let mut operations = model.operations.iter();
    operations.find(|known| kebab(&known.room) == noun && kebab(&known.verb) == verb)
}

/// The command line of a registry, with all that stands beside it.
#[must_use]
pub fn command(model: &Model) -> Command {
    let root = Command::new("tenantry")
        .version(model.version.clone())
        .about(ABOUT)
        .long_about(LONG_ABOUT)
        .after_help(help::shown(commands::FIRST_EXAMPLE))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .args(context::arguments());
    let root = commands::all().fold(root, |root, chore| root.subcommand((chore.command)(model)));
    rooms(model)
        .into_iter()
        .fold(root, |root, room| root.subcommand(noun(model, room)))
}

fn rooms(model: &Model) -> Vec<&str> {
    let mut rooms: Vec<&str> = Vec::new();
    for operation in &model.operations {
        if !rooms.contains(&operation.room.as_str()) {
            rooms.push(&operation.room);
        }
    }
    rooms
}

fn noun(model: &Model, room: &str) -> Command {
    let operations = model.operations.iter().filter(|known| known.room == room);
    let operations: Vec<&Operation> = operations.collect();
    let verbs: Vec<String> = operations.iter().map(|known| kebab(&known.verb)).collect();
    let noun = Command::new(kebab(room))
        .about(format!("{}: {}", room.replace('_', " "), verbs.join(", ")))
        .subcommand_required(true)
        .arg_required_else_help(true);
    let example = operations
        .iter()
        .find_map(|known| help::of_operation(&known.id));
    let noun = match example {
        Some(example) => noun.after_help(help::shown(example)),
        None => noun,
    };
    operations.into_iter().fold(noun, |noun, operation| {
        noun.subcommand(verb(model, operation))
    })
}

fn verb(model: &Model, operation: &Operation) -> Command {
    let verb = Command::new(kebab(&operation.verb))
        .about(operation.summary.clone())
        .long_about(operation.doc.clone())
        .args(arguments::of(model, operation))
        .args(who::arguments());
    match help::of_operation(&operation.id) {
        Some(example) => verb.after_help(help::shown(example)),
        None => verb,
    }
}
