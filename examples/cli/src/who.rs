//! Who calls, and the secrets that prove it: from the environment, a file or the standard
//! input, never from an argument.

use std::io::Read;
use std::path::{Path, PathBuf};

use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, ValueHint, value_parser};
use secrecy::SecretString;
use tenantry_remote::{Failure, Proof};
use tenantry_surface::texts;

use crate::stop::Stop;

/// No secret is longer.
const SECRET_BYTES_MAX: u64 = 1 << 20;

/// The arguments that say who calls.
pub(crate) fn arguments() -> Vec<Arg> {
    let arguments = [
        Arg::new("key-file")
            .long("key-file")
            .value_name("FILE")
            .value_parser(value_parser!(PathBuf))
            .value_hint(ValueHint::FilePath)
            .help("The file that holds the API key; without it TENANTRY_KEY"),
        Arg::new("key-stdin")
            .long("key-stdin")
            .num_args(0)
            .help("Reads the API key from the standard input"),
        Arg::new("system")
            .long("system")
            .value_name("REASON")
            .env("TENANTRY_SYSTEM")
            .hide_env_values(true)
            .help("Acts as the operator, for this reason, which is journalled"),
        Arg::new("vouched")
            .long("vouched")
            .value_name("DIRECTORY/ISSUER/SUBJECT")
            .env("TENANTRY_VOUCHED")
            .hide_env_values(true)
            .hide_short_help(true)
            .help("Acts as somebody whom you have signed in; `/` and `%` in a part are percent-encoded"),
        Arg::new("operator-secret-file")
            .long("operator-secret-file")
            .value_name("FILE")
            .value_parser(value_parser!(PathBuf))
            .value_hint(ValueHint::FilePath)
            .hide_short_help(true)
            .help("What proves `--system` to a server; without it TENANTRY_OPERATOR_SECRET"),
        Arg::new("proxy-secret-file")
            .long("proxy-secret-file")
            .value_name("FILE")
            .value_parser(value_parser!(PathBuf))
            .value_hint(ValueHint::FilePath)
            .hide_short_help(true)
            .help("What proves `--vouched` to a server; without it TENANTRY_PROXY_SECRET"),
    ];
    let heading = |argument: Arg| argument.help_heading("Who calls");
    arguments.map(heading).into()
}

/// Who calls. What stands on the command line goes before the environment. The secrets that a
/// server asks for are left empty: a store that is opened here asks for none.
pub(crate) fn who(matches: &ArgMatches) -> Result<Proof, Stop> {
    let is_typed = |name: &&str| matches.value_source(name) == Some(ValueSource::CommandLine);
    let ways = ["key-file", "key-stdin", "system", "vouched"];
    let typed: Vec<&str> = ways.into_iter().filter(is_typed).collect();
    match typed.as_slice() {
        [] => of_environment(matches),
        ["key-file"] => {
            let file = matches.get_one::<PathBuf>("key-file");
            Ok(Proof::Key(from_file(file.map(PathBuf::as_path))?))
        }
        ["key-stdin"] => Ok(Proof::Key(from_file(None)?)),
        ["system"] => Ok(operator(text(matches, "system"))),
        ["vouched"] => vouched(&text(matches, "vouched")),
        _ => Err(Stop::usage(format!(
            "say in one way who calls, not in {}: `--{}`",
            typed.len(),
            typed.join("`, `--")
        ))),
    }
}

fn of_environment(matches: &ArgMatches) -> Result<Proof, Stop> {
    if let Ok(key) = std::env::var("TENANTRY_KEY") {
        return Ok(Proof::Key(key.into()));
    }
    if matches.contains_id("system") {
        return Ok(operator(text(matches, "system")));
    }
    if matches.contains_id("vouched") {
        return vouched(&text(matches, "vouched"));
    }
    let error = tenantry::Error::unauthenticated("no_proof", "nobody says who calls");
    Err(Failure::from(&error).into())
}

fn text(matches: &ArgMatches, name: &str) -> String {
    matches.get_one(name).cloned().unwrap_or_default()
}

fn vouched(text: &str) -> Result<Proof, Stop> {
    let parts: Vec<&str> = text.split('/').collect();
    let parts: Option<Vec<String>> = parts.into_iter().map(texts::unescape).collect();
    match parts.as_deref() {
        Some([directory, issuer, subject]) => Ok(Proof::Vouched {
            secret: SecretString::default(),
            directory: directory.clone(),
            issuer: issuer.clone(),
            subject: subject.clone(),
        }),
        _ => Err(Stop::usage(
            "`--vouched` is DIRECTORY/ISSUER/SUBJECT; a `/` in a part is written `%2F`",
        )),
    }
}

fn operator(reason: String) -> Proof {
    let secret = SecretString::default();
    Proof::Operator { secret, reason }
}

/// The same with the secret that a server asks for.
pub(crate) fn with_secret(who: Proof, matches: &ArgMatches) -> Result<Proof, Stop> {
    Ok(match who {
        Proof::Nobody => Proof::Nobody,
        Proof::Key(key) => Proof::Key(key),
        Proof::Operator { reason, .. } => Proof::Operator {
            secret: secret(matches, "operator-secret-file", "TENANTRY_OPERATOR_SECRET")?,
            reason,
        },
        Proof::Vouched {
            directory,
            issuer,
            subject,
            ..
        } => Proof::Vouched {
            secret: secret(matches, "proxy-secret-file", "TENANTRY_PROXY_SECRET")?,
            directory,
            issuer,
            subject,
        },
    })
}

fn secret(matches: &ArgMatches, flag: &str, variable: &str) -> Result<SecretString, Stop> {
    if let Some(file) = matches.get_one::<PathBuf>(flag) {
        return from_file(Some(file));
    }
    match std::env::var(variable) {
        Ok(secret) => Ok(secret.into()),
        Err(_) => Err(Stop::usage(format!(
            "a server asks for a secret here: `--{flag}` or {variable}"
        ))),
    }
}

/// Reads a secret from a file, or from the standard input. One line end behind it is not
/// part of it.
pub(crate) fn from_file(file: Option<&Path>) -> Result<SecretString, Stop> {
    let mut text = String::new();
    let read = match file {
        Some(file) => std::fs::File::open(file)
            .and_then(|file| file.take(SECRET_BYTES_MAX).read_to_string(&mut text)),
        None => std::io::stdin()
            .take(SECRET_BYTES_MAX)
            .read_to_string(&mut text),
    };
    let name = file.map_or("the standard input".to_owned(), |file| {
        format!("`{}`", file.display())
    });
    read.map_err(|error| Stop::Other(format!("cannot read the secret in {name}: {error}")))?;
    let text = text.strip_suffix('\n').unwrap_or(&text);
    Ok(text.strip_suffix('\r').unwrap_or(text).into())
}
