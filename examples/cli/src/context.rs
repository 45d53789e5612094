//! What every command may be told: where the store is, and how answers are written.

use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, ValueHint, value_parser};
use tenantry_surface::address::{Address, holds_password};

use crate::output::Format;
use crate::stop::Stop;
use crate::store;

/// How often a call to a server is made at most, if nothing else is said.
const TRIES_MAX: &str = "5";

/// Where the store is.
#[derive(Clone, Debug)]
pub(crate) enum Place {
    /// In a file, or a database.
    Store(Address),
    /// A server.
    Server(String),
}

/// The arguments of every command.
pub(crate) fn arguments() -> Vec<Arg> {
    let arguments = [
        Arg::new("output")
            .short('o')
            .long("output")
            .value_name("FORMAT")
            .value_parser(value_parser!(Format))
            .help("How answers are written [default: table on a terminal, json elsewhere]"),
        Arg::new("db")
            .long("db")
            .value_name("STORE")
            .env("TENANTRY_DB")
            .hide_env_values(true)
            .value_hint(ValueHint::FilePath)
            .help("The store: the path of a SQLite file, or `postgres://…`"),
        Arg::new("url")
            .long("url")
            .value_name("URL")
            .env("TENANTRY_URL")
            .hide_env_values(true)
            .value_hint(ValueHint::Url)
            .help("A server to call, instead of a store"),
        Arg::new("tries")
            .long("tries")
            .value_name("NUMBER")
            .env("TENANTRY_TRIES")
            .value_parser(value_parser!(u32).range(1..=10))
            .default_value(TRIES_MAX)
            .hide_short_help(true)
            .help("How often a call to a server is made at most, where repeating it is safe"),
    ];
    let everywhere = |argument: Arg| {
        argument
            .global(true)
            .help_heading("Where, and how it is written")
    };
    arguments.map(everywhere).into()
}

/// How answers are written.
pub(crate) fn format(matches: &ArgMatches) -> Format {
    let chosen = matches.get_one("output").copied();
    chosen.unwrap_or_else(Format::default)
}

/// How often a call to a server is made at most.
pub(crate) fn tries_max(matches: &ArgMatches) -> u32 {
    matches.get_one("tries").copied().unwrap_or(1)
}

/// Where the store is. What stands on the command line goes before the environment.
pub(crate) fn place(matches: &ArgMatches) -> Result<Place, Stop> {
    let given = |name| {
        let text: String = matches.get_one::<String>(name)?.clone();
        let is_typed = matches.value_source(name) == Some(ValueSource::CommandLine);
        Some((text, is_typed))
    };
    match (given("db"), given("url")) {
        (Some((db, true)), None | Some((_, false))) | (Some((db, false)), None) => {
            refuse_password(&db, given("db"), "TENANTRY_DB, PGPASSWORD or ~/.pgpass")?;
            Ok(Place::Store(store::named(&db)?))
        }
        (None | Some((_, false)), Some((url, true))) | (None, Some((url, false))) => {
            refuse_password(&url, given("url"), "TENANTRY_KEY")?;
            Ok(Place::Server(url))
        }
        (None, None) => Err(Stop::usage(
            "name a store with `--db FILE` or TENANTRY_DB, or a server with `--url` or TENANTRY_URL",
        )),
        (Some(_), Some(_)) => Err(Stop::usage(
            "name a store or a server, not both: `--db` or `--url`",
        )),
    }
}

/// Where the store is, for a command that works on the store itself.
pub(crate) fn store(matches: &ArgMatches) -> Result<Address, Stop> {
    match place(matches)? {
        Place::Store(store) => Ok(store),
        Place::Server(_) => Err(Stop::usage(
            "this works on the store itself: name it with `--db` or TENANTRY_DB",
        )),
    }
}

/// Arguments are seen by everybody on the machine, so no address there holds a password.
fn refuse_password(
    address: &str,
    given: Option<(String, bool)>,
    instead: &str,
) -> Result<(), Stop> {
    let is_typed = given.is_some_and(|(_, is_typed)| is_typed);
    if is_typed && holds_password(address) {
        return Err(Stop::usage(format!(
            "the address holds a password, which everybody on this machine can see: use {instead}"
        )));
    }
    Ok(())
}
