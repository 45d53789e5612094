//! The arguments of a derived command, and the input that they make.

use std::io::Read;
use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Arg, ArgAction, ArgMatches, ValueHint, value_parser};
use secrecy::ExposeSecret;
use serde_json::{Map, Value};
use tenantry_surface::Model;
use tenantry_surface::commands::{Flag, Form, ORG, flags, is_paged};
use tenantry_surface::model::{Kind, Operation, Receiver};

use crate::stop::Stop;
use crate::who;

/// No input is longer.
const INPUT_BYTES_MAX: u64 = 64 << 20;

/// The arguments of an operation's command.
pub(crate) fn of(model: &Model, operation: &Operation) -> Vec<Arg> {
    let flags = flags(model, operation);
    let mut arguments = Vec::new();
    if operation.receiver == Receiver::Tenant {
        arguments.push(org());
    }
    arguments.extend(flags.iter().map(|flag| {
        let argument = of_flag(model, flag);
        match flag.field.is_required {
            true => argument.required_unless_present("input"),
            false => argument,
        }
    }));
    let clearable = flags.iter().filter(|flag| flag.is_clearable());
    let clearable: Vec<String> = clearable.map(|flag| flag.name.clone()).collect();
    if !clearable.is_empty() {
        arguments.push(clear(clearable));
    }
    if !flags.is_empty() {
        arguments.push(input_file());
    }
    // What changes nothing needs no key and minds none.
    arguments.push(idempotency_key().hide(!operation.is_idempotent));
    if is_paged(model, operation) {
        let all = Arg::new("all").long("all").num_args(0);
        arguments.push(all.help("Follows the cursors to the end of the list"));
    }
    if operation.kind == Kind::Stream {
        arguments.push(take());
    }
    arguments
}

/// The organisation that is entered.
pub(crate) fn org() -> Arg {
    Arg::new(ORG)
        .long(ORG)
        .value_name("ORG")
        .env("TENANTRY_ORG")
        .hide_env_values(true)
        .required(true)
        .help("The organisation that is entered")
}

/// How many items of a stream are taken.
pub(crate) fn take() -> Arg {
    Arg::new("take")
        .long("take")
        .value_name("NUMBER")
        .value_parser(value_parser!(usize))
        .help("Ends after so many items")
}

fn idempotency_key() -> Arg {
    Arg::new("idempotency-key")
        .long("idempotency-key")
        .value_name("KEY")
        .help("For a day, the same call with the same key is made once and answers the same")
}

fn input_file() -> Arg {
    Arg::new("input")
        .long("input")
        .value_name("FILE")
        .value_parser(value_parser!(PathBuf))
        .value_hint(ValueHint::FilePath)
        .help("The input as JSON, `-` for the standard input; flags go before what it says")
}

fn clear(names: Vec<String>) -> Arg {
    Arg::new("clear")
        .long("clear")
        .value_name("FIELD")
        .value_parser(names)
        .action(ArgAction::Append)
        .help("Empties a field")
}

/// The argument of a field.
pub(crate) fn of_flag(model: &Model, flag: &Flag) -> Arg {
    let argument = Arg::new(flag.name.clone())
        .long(flag.name.clone())
        .help(said(flag))
        .value_name(flag.value_name(model))
        .allow_negative_numbers(true);
    let argument = match flag.choices(model) {
        [] => argument,
        words => argument.value_parser(
            words
                .iter()
                .map(|word| PossibleValue::new(word.word.clone()).help(word.doc.clone()))
                .collect::<Vec<_>>(),
        ),
    };
    match flag.form {
        Form::Switch => argument
            .num_args(0..=1)
            .require_equals(true)
            .default_missing_value("true")
            .value_parser(["true", "false"]),
        Form::Each => argument.action(ArgAction::Append),
        Form::Secret => argument.value_hint(ValueHint::FilePath),
        Form::Text | Form::Json => argument,
    }
}

fn said(flag: &Flag) -> String {
    let doc = flag.field.doc.trim().trim_end_matches('.').to_owned();
    match flag.form {
        Form::Each => format!("{doc}; may be given several times"),
        Form::Json => format!("{doc}, as JSON"),
        Form::Secret => format!("{doc}: the file that holds it, `-` for the standard input"),
        Form::Text | Form::Switch => doc,
    }
}

/// The input that the arguments make.
pub(crate) fn input(
    model: &Model,
    operation: &Operation,
    matches: &ArgMatches,
) -> Result<Value, Stop> {
    let flags = flags(model, operation);
    let mut input = match flags.is_empty() {
        true => None,
        false => file(matches)?,
    };
    for flag in &flags {
        if let Some(value) = value(model, flag, matches)? {
            put(&mut input, flag, value)?;
        }
    }
    let cleared = flags.iter().filter(|flag| flag.is_clearable());
    for flag in cleared.filter(|flag| is_cleared(flag, matches)) {
        put(&mut input, flag, Value::Null)?;
    }
    Ok(input.unwrap_or_else(|| Value::Object(Map::new())))
}

fn is_cleared(flag: &Flag, matches: &ArgMatches) -> bool {
    let mut cleared = matches.get_many::<String>("clear").into_iter().flatten();
    cleared.any(|name| *name == flag.name)
}

fn file(matches: &ArgMatches) -> Result<Option<Value>, Stop> {
    let Some(file) = matches.get_one::<PathBuf>("input") else {
        return Ok(None);
    };
    let mut text = String::new();
    let read = match file.as_os_str() == "-" {
        true => std::io::stdin()
            .take(INPUT_BYTES_MAX)
            .read_to_string(&mut text),
        false => std::fs::File::open(file)
            .and_then(|file| file.take(INPUT_BYTES_MAX).read_to_string(&mut text)),
    };
    let name = file.display();
    read.map_err(|error| Stop::usage(format!("cannot read the input in `{name}`: {error}")))?;
    let input = serde_json::from_str(&text);
    input
        .map(Some)
        .map_err(|error| Stop::usage(format!("the input in `{name}` is no JSON: {error}")))
}

/// The value that an argument gives a field.
pub(crate) fn value(
    model: &Model,
    flag: &Flag,
    matches: &ArgMatches,
) -> Result<Option<Value>, Stop> {
    let Some(given) = matches.get_many::<String>(&flag.name) else {
        return Ok(None);
    };
    let given: Vec<String> = given.cloned().collect();
    if let (Form::Secret, [file]) = (flag.form, given.as_slice()) {
        let file = (file != "-").then(|| PathBuf::from(file));
        let secret = who::from_file(file.as_deref())?;
        return Ok(Some(secret.expose_secret().into()));
    }
    match flag.read(model, &given) {
        Some(value) => Ok(Some(value)),
        None => Err(Stop::usage(format!(
            "`--{}` takes {}, not `{}`",
            flag.name,
            flag.value_name(model),
            given.join("`, `")
        ))),
    }
}

fn put(input: &mut Option<Value>, flag: &Flag, value: Value) -> Result<(), Stop> {
    let empty = || Value::Object(Map::new());
    let whole = input.get_or_insert_with(empty);
    let place = match &flag.within {
        None => Some(whole),
        Some(outer) => whole
            .as_object_mut()
            .map(|fields| fields.entry(outer.as_str()).or_insert_with(empty)),
    };
    let fields = place.and_then(Value::as_object_mut);
    let fields = fields.ok_or_else(|| Stop::usage("the input is no JSON object"))?;
    fields.insert(flag.field.name.clone(), value);
    Ok(())
}

#[cfg(test)]
mod tests {
    use clap::Command;
    use tenantry_surface::model::Type;

    use super::*;

    #[test]
    fn a_negative_amount_is_a_value() {
        let model = Model::own().unwrap();
        let named = flags(&model, model.operation("teams.create").unwrap());
        let mut price = named.into_iter().find(|flag| flag.name == "name").unwrap();
        price.field.kind = Type::Amount;
        let command = Command::new("tenantry").arg(of_flag(&model, &price));
        for words in [["--name", "-12.5"].as_slice(), &["--name=-12.5"]] {
            let words = std::iter::once(&"tenantry").chain(words);
            let matches = command.clone().try_get_matches_from(words).unwrap();
            let given = value(&model, &price, &matches).ok().flatten();
            assert_eq!(given, Some("-12.5".into()));
        }
    }
}
