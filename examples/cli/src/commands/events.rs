//! `tenantry events tail`: the live feed of an organisation.
//!
//! It is the operation `journal.subscribe` under a name that people look for; what it takes
//! and gives is the operation's.

use clap::{ArgMatches, Command};
use tenantry_surface::Model;
use tenantry_surface::model::Operation;

use crate::ports::Ports;
use crate::stop::Stop;
use crate::{arguments, help, operation, who};

const EXAMPLE: &str = "tenantry events tail --org \"$ORG\" --after \"$CURSOR\" --take 1";

/// The operation that the feed is.
const FEED: &str = "journal.subscribe";

fn feed(model: &Model) -> Option<&Operation> {
    model.operation(FEED)
}

pub(super) fn command(model: &Model) -> Command {
    let arguments = feed(model).map(|feed| arguments::of(model, feed));
    let tail = Command::new("tail")
        .about("Follows what happens in an organisation, one event a line")
        .long_about(
            "Follows what happens in an organisation, one event a line, until Ctrl-C.\n\nAt its \
             end it tells the cursor to go on with: `--after` misses nothing and shows nothing \
             twice.",
        )
        .args(arguments.unwrap_or_default())
        .args(who::arguments())
        .after_help(help::shown(EXAMPLE));
    Command::new("events")
        .about("The live feed of an organisation")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(tail)
        .after_help(help::shown(EXAMPLE))
}

pub(super) async fn run(model: &Model, matches: &ArgMatches, ports: &Ports) -> Result<(), Stop> {
    match (feed(model), matches.subcommand()) {
        (Some(feed), Some((_, matches))) => operation::run(model, feed, matches, ports).await,
        _ => Err(Stop::usage("there is no such command")),
    }
}
