//! `tenantry doctor`: looks whether a store and its machine are well, and changes nothing.

mod machine;

use clap::{ArgMatches, Command};
use serde_json::{Value, json};
use tenantry::journal::verify_scope;
use tenantry::storage::{Scope, Storage};
use tenantry::{Clock, Error, SystemClock};
use tenantry_surface::Address;

use super::serve;
use crate::output::{self, Column};
use crate::ports::Ports;
use crate::stop::Stop;
use crate::{context, help, progress, store};

/// Clocks that differ by more make a mess of what expires.
const CLOCKS_DIFFER_SECS_MAX: i64 = 5;

/// Scopes that are looked up at a time.
const SLICE_SCOPES: u32 = 200;

pub(super) fn command(_: &tenantry_surface::Model) -> Command {
    Command::new("doctor")
        .about("Looks whether a store and its machine are well, and changes nothing")
        .long_about(
            "Looks whether a store and its machine are well, and changes nothing.\n\nEach line is \
             a check: what was found, and what to do where it failed. The exit code is 1 if one \
             did.",
        )
        .arg(serve::config())
        .after_help(help::shown("tenantry doctor --db app.db"))
}

/// What was looked at, and what came of it.
struct Check {
    name: &'static str,
    /// What was found; or what is wrong, and what to do.
    found: Result<String, (String, &'static str)>,
}

impl Check {
    fn new(name: &'static str, found: Result<String, String>, todo: &'static str) -> Self {
        let found = found.map_err(|why| (why, todo));
        Self { name, found }
    }

    fn is_ok(&self) -> bool {
        self.found.is_ok()
    }

    fn row(&self) -> Value {
        match &self.found {
            Ok(found) => json!({ "check": self.name, "result": "ok", "found": found }),
            Err((why, todo)) => {
                json!({ "check": self.name, "result": "fail", "found": why, "todo": todo })
            }
        }
    }
}

pub(super) async fn run(matches: &ArgMatches, ports: &Ports) -> Result<(), Stop> {
    let store = context::store(matches)?;
    let mut checks = vec![config(matches)];
    if let Address::File(path) = &store {
        checks.extend(machine::checks(path));
    }
    let schema = schema(&store, ports).await;
    let is_current = schema.is_ok();
    checks.push(schema);
    // Opening it would bring it up to date, which is for somebody to decide.
    if is_current {
        checks.extend(opened(&store, ports).await);
    }
    let rows: Vec<Value> = checks.iter().map(Check::row).collect();
    let columns = ["result", "check", "found", "todo"].map(Column::named);
    output::written(context::format(matches), &columns, &rows, None)?;
    match checks.iter().all(Check::is_ok) {
        true => Ok(()),
        false => Err(Stop::No),
    }
}

fn config(matches: &ArgMatches) -> Check {
    let found = serve::configured(matches)
        .map(|_| "readable, its secrets are long enough".to_owned())
        .map_err(|error| format!("{error:#}"));
    Check::new(
        "configuration",
        found,
        "mend the file, or the variables TENANTRY_…",
    )
}

async fn schema(store: &Address, ports: &Ports) -> Check {
    let (found, todo) = match store::schema(store, ports).await {
        Ok(standing) if standing.applied == standing.known => {
            (Ok(format!("version {}", standing.applied)), "")
        }
        Ok(standing) => {
            let (applied, known) = (standing.applied, standing.known);
            let behind = format!("version {applied} of {known}");
            (Err(behind), "make a backup, then run `tenantry migrate`")
        }
        Err(error) => (Err(told(&error)), "check the path, or update `tenantry`"),
    };
    Check::new("schema", found, todo)
}

async fn opened(store: &Address, ports: &Ports) -> Vec<Check> {
    let tenantry = store::open(store, ports).await;
    let todo = "see that nobody else holds the store, and that it may be written";
    let opens = tenantry.as_ref().map(|_| "it does".to_owned());
    let mut checks = vec![Check::new("opens", opens.map_err(told), todo)];
    if let Ok(tenantry) = tenantry {
        let storage = &**tenantry.storage();
        checks.push(clock(storage));
        checks.push(journals(storage).await);
    }
    checks
}

fn clock(storage: &dyn Storage) -> Check {
    let apart = storage.now().micros() - SystemClock.now().micros();
    let found = format!("{} ms from this machine's", apart / 1_000);
    let found = match apart.abs() > CLOCKS_DIFFER_SECS_MAX * 1_000_000 {
        true => Err(found),
        false => Ok(found),
    };
    Check::new("clock", found, "let both machines follow one time server")
}

async fn journals(storage: &dyn Storage) -> Check {
    let done = std::cell::Cell::new((0_u64, 0_u64));
    let how_far = || {
        let (scopes, entries) = done.get();
        Some(format!("{scopes} journals, {entries} entries"))
    };
    let work = verified(storage, &done);
    let found = match progress::during("verifying", how_far, work).await {
        Ok(()) => Ok(how_far().unwrap_or_default() + " are intact"),
        Err(why) => Err(why),
    };
    Check::new(
        "journals",
        found,
        "keep the file, and restore the last good backup",
    )
}

/// Verifies every journal; counts them and their entries.
async fn verified(storage: &dyn Storage, done: &std::cell::Cell<(u64, u64)>) -> Result<(), String> {
    let mut after: Option<Scope> = None;
    loop {
        let slice = storage.scopes(after, SLICE_SCOPES).await;
        let slice = slice.map_err(|error| told(&error))?;
        let Some(last) = slice.last().copied() else {
            return Ok(());
        };
        after = Some(last);
        for scope in slice {
            let verification = verify_scope(storage, scope).await;
            let verification = verification.map_err(|error| told(&error))?;
            if let Some(at) = verification.broken_at {
                return Err(format!("the journal of {scope} is broken at entry {at}"));
            }
            let (scopes, entries) = done.get();
            done.set((scopes + 1, entries + verification.entries));
        }
    }
}

fn told(error: &Error) -> String {
    error.to_string()
}
