//! `tenantry can`: may somebody do this, here, and why.
//!
//! It is the operation `access.explain` as a question: the exit code is the answer.

use clap::{Arg, ArgMatches, Command};
use serde_json::{Map, Value};
use tenantry_surface::Model;
use tenantry_surface::commands::{Flag, flags};
use tenantry_surface::model::Operation;

use crate::output::{self, Column};
use crate::ports::Ports;
use crate::stop::Stop;
use crate::{arguments, context, help, operation, who};

const EXAMPLE: &str = "tenantry can teams.create --org \"$ORG\" --explain";

/// The operation that answers.
const EXPLAIN: &str = "access.explain";

/// The fields that are asked with, and what they are called here.
const ASKED: [(&str, &str); 3] = [
    ("permission", "permission"),
    ("team", "team"),
    ("principal", "member"),
];

pub(super) fn command(model: &Model) -> Command {
    let asked = model
        .operation(EXPLAIN)
        .map(|explain| asked(model, explain));
    Command::new("can")
        .about("Answers whether somebody may do something, and why")
        .long_about(
            "Answers whether somebody may do something, and why.\n\nThe exit code is 0 if they \
             may, and 1 if not.",
        )
        .arg(arguments::org())
        .args(asked.unwrap_or_default())
        .arg(
            Arg::new("explain")
                .long("explain")
                .num_args(0)
                .help("Also names the rule that decides, in words"),
        )
        .args(who::arguments())
        .after_help(help::shown(EXAMPLE))
}

fn asked(model: &Model, explain: &Operation) -> Vec<Arg> {
    let named = named(model, explain).into_iter();
    let arguments = named.map(|flag| {
        let argument = arguments::of_flag(model, &flag);
        match flag.field.is_required {
            // What is asked stands without a flag.
            true => argument.long(None).required(true).value_name("PERMISSION"),
            false => argument,
        }
    });
    arguments.collect()
}

/// The flags of the operation, by the names that they have here.
fn named(model: &Model, explain: &Operation) -> Vec<Flag> {
    let flags = flags(model, explain).into_iter();
    let named = flags.filter_map(|flag| {
        let (_, name) = ASKED.iter().find(|(field, _)| *field == flag.field.name)?;
        let name = (*name).to_owned();
        Some(Flag { name, ..flag })
    });
    named.collect()
}

pub(super) async fn run(model: &Model, matches: &ArgMatches, ports: &Ports) -> Result<(), Stop> {
    let explain = model.operation(EXPLAIN);
    let explain = explain.ok_or_else(|| Stop::usage("there is no such command"))?;
    let mut input = Map::new();
    for flag in named(model, explain) {
        if let Some(value) = arguments::value(model, &flag, matches)? {
            input.insert(flag.field.name, value);
        }
    }
    let answer = operation::call(explain, matches, ports, input.into()).await?;
    let format = context::format(matches);
    match matches.get_flag("explain") {
        true => output::answer(format, model, explain, &answer)?,
        false => {
            let allowed = Value::from_iter([("allowed", answer["allowed"].clone())]);
            output::one(format, &[Column::named("allowed")], &allowed)?;
        }
    }
    match answer["allowed"] == true {
        true => Ok(()),
        false => Err(Stop::No),
    }
}
