//! `tenantry backup create|verify|restore`: the store's own backups.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches, Command, ValueHint, value_parser};
use serde_json::json;
use tenantry::Error;
use tenantry::storage::{BackupReport, Draft, Storage};
use tenantry_sqlite::Sqlite;
use tenantry_surface::Address;

use crate::output::{self, Column};
use crate::ports::Ports;
use crate::stop::Stop;
use crate::{context, help, progress, store};

/// What the backup of a Postgres store begins with; one of a SQLite store is a database.
const POSTGRES_BACKUP: &[u8] = b"-- tenantry backup";

const CREATE: &str = "tenantry backup create --db app.db monday.backup";

pub(super) fn command(_: &tenantry_surface::Model) -> Command {
    let verbs = [
        (
            "create",
            "Writes a consistent copy of the store to a new file, while others work on",
            CREATE,
        ),
        (
            "verify",
            "Reads a backup and checks it to the last entry",
            "tenantry backup verify monday.backup",
        ),
        (
            "restore",
            "Fills a new or empty store from a backup",
            "tenantry backup restore --db copy.db monday.backup",
        ),
    ];
    let backup = Command::new("backup")
        .about("Writes, checks and restores backups of a store")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .after_help(help::shown(CREATE));
    verbs
        .into_iter()
        .fold(backup, |backup, (name, about, example)| {
            let verb = Command::new(name).about(about).arg(file());
            backup.subcommand(verb.after_help(help::shown(example)))
        })
}

fn file() -> Arg {
    Arg::new("file")
        .value_name("FILE")
        .required(true)
        .value_parser(value_parser!(PathBuf))
        .value_hint(ValueHint::FilePath)
        .help("The backup")
}

pub(super) async fn run(matches: &ArgMatches, ports: &Ports) -> Result<(), Stop> {
    let Some((verb, matches)) = matches.subcommand() else {
        return Err(Stop::usage("name what to do: create, verify or restore"));
    };
    let Some(file) = matches.get_one::<PathBuf>("file") else {
        return Err(Stop::usage("name the backup"));
    };
    let report = match verb {
        "create" => create(matches, ports, file).await?,
        "verify" => verify(matches, ports, file).await?,
        _ => restore(matches, ports, file).await?,
    };
    let columns = ["schema", "scopes", "entries", "bytes"].map(Column::named);
    output::one(context::format(matches), &columns, &json!(report))
}

async fn create(matches: &ArgMatches, ports: &Ports, file: &Path) -> Result<BackupReport, Stop> {
    let tenantry = store::open(&context::store(matches)?, ports).await?;
    let left = Draft::newest(file);
    let written = || written(file, left.as_deref());
    let work = tenantry.storage().backup(file);
    Ok(progress::during("writing the backup", written, work).await?)
}

/// How far the backup is: the length of its draft, and not of one that was left before.
fn written(file: &Path, left: Option<&Path>) -> Option<String> {
    let draft = Draft::newest(file).filter(|draft| Some(draft.as_path()) > left)?;
    Some(format!("{} bytes", fs::metadata(draft).ok()?.len()))
}

async fn verify(matches: &ArgMatches, ports: &Ports, file: &Path) -> Result<BackupReport, Stop> {
    let work = async {
        match is_of_postgres(file)? {
            // The way to check it is the store's, which is only looked at.
            true => {
                let tenantry = store::open(&context::store(matches)?, ports).await?;
                Ok::<_, Stop>(tenantry.storage().verify_backup(file).await?)
            }
            false => Ok(Sqlite::memory()?.verify_backup(file).await?),
        }
    };
    progress::during("verifying the backup", || None, work).await
}

async fn restore(matches: &ArgMatches, ports: &Ports, file: &Path) -> Result<BackupReport, Stop> {
    let store = context::store(matches)?;
    let is_postgres = is_of_postgres(file)?;
    if is_postgres != matches!(store, Address::Postgres(_)) {
        return Err(Error::invalid("db", "is a store of another kind than the backup's").into());
    }
    let work = async {
        if !is_postgres {
            // A damaged backup must not leave a new, empty store behind.
            Sqlite::memory()?.verify_backup(file).await?;
        }
        let tenantry = store::open_or_create(&store, ports).await?;
        tenantry.storage().restore(file).await
    };
    Ok(progress::during("restoring", || None, work).await?)
}

fn is_of_postgres(file: &Path) -> Result<bool, Stop> {
    let mut start = Vec::new();
    let opened = fs::File::open(file).map_err(|error| unreadable(file, error))?;
    let mut bounded = opened.take(POSTGRES_BACKUP.len() as u64);
    bounded.read_to_end(&mut start)?;
    Ok(start == POSTGRES_BACKUP)
}

fn unreadable(file: &Path, error: std::io::Error) -> Error {
    match error.kind() {
        std::io::ErrorKind::NotFound => Error::not_found("backup", file.display()),
        _ => Error::unavailable("the backup cannot be read").caused_by(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_that_was_left_is_not_how_far_a_backup_is() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("app");
        let dead = Draft::of(&file).unwrap();
        fs::write(dead.path(), "left behind").unwrap();
        let left = Draft::newest(&file);
        assert_eq!(written(&file, left.as_deref()), None);
        let draft = Draft::of(&file).unwrap();
        fs::write(draft.path(), "begun").unwrap();
        assert_eq!(written(&file, left.as_deref()).unwrap(), "5 bytes");
        assert_eq!(written(&file, None).unwrap(), "5 bytes");
    }
}
