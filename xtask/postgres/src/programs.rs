//! Where PostgreSQL's programs are.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder that `cargo xtask` names to its children.
const VARIABLE: &str = "TENANTRY_POSTGRES_BIN";

/// Where Debian's packages put one folder a major version.
const DEBIAN: &str = "/usr/lib/postgresql";

/// The oldest major version that Tenantry runs on.
const OLDEST: u32 = 15;

/// The folder with the programs `postgres` and `initdb` of one installation.
#[derive(Clone, Debug)]
pub struct Programs {
    folder: PathBuf,
}

impl Programs {
    /// The environment variable that overrules the search.
    pub const VARIABLE: &str = VARIABLE;

    /// Finds PostgreSQL 15 or newer: the folder in `TENANTRY_POSTGRES_BIN`, else on the `PATH`, else the newest of Debian's packages.
    pub fn find() -> io::Result<Self> {
        if let Some(folder) = env::var_os(VARIABLE) {
            return Self::in_folder(Path::new(&folder));
        }
        candidates()
            .iter()
            .find_map(|folder| Self::in_folder(folder).ok())
            .ok_or_else(|| {
                let message = format!(
                    "no PostgreSQL {OLDEST} or newer on this machine; `cargo xtask test` brings one"
                );
                io::Error::new(io::ErrorKind::NotFound, message)
            })
    }

    /// The programs in this folder, if they are new enough.
    pub fn in_folder(folder: &Path) -> io::Result<Self> {
        let programs = Self {
            folder: folder.to_owned(),
        };
        let output = programs.command("postgres").arg("--version").output()?;
        let version = String::from_utf8_lossy(&output.stdout);
        match major(&version) {
            Some(major) if major >= OLDEST && programs.program("initdb").exists() => Ok(programs),
            _ => {
                let found = version.trim();
                let message = format!(
                    "no PostgreSQL {OLDEST} or newer in `{}`: it answers `{found}`",
                    folder.display()
                );
                Err(io::Error::new(io::ErrorKind::NotFound, message))
            }
        }
    }

    /// The folder itself.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// A command that runs one of the programs, with messages in English.
    pub(crate) fn command(&self, name: &str) -> Command {
        let mut command = Command::new(self.program(name));
        command.env("LC_ALL", "C");
        command
    }

    fn program(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }
}

/// Real folders only: a server finds its shared files from where it stands, not from a link to it.
fn candidates() -> Vec<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let on_path = env::split_paths(&path)
        .filter_map(|folder| fs::canonicalize(folder.join("postgres")).ok())
        .filter_map(|program| program.parent().map(Path::to_owned));
    let mut debian: Vec<(u32, PathBuf)> = fs::read_dir(DEBIAN)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| Some((number(&entry.file_name())?, entry.path().join("bin"))))
        .collect();
    debian.sort_by_key(|(major, _)| std::cmp::Reverse(*major));
    on_path
        .chain(debian.into_iter().map(|(_, folder)| folder))
        .collect()
}

fn number(name: &OsStr) -> Option<u32> {
    name.to_str()?.parse().ok()
}

/// `postgres (PostgreSQL) 15.18 (Debian …)` is 15, and so are `15beta2` and `15rc1`.
fn major(version: &str) -> Option<u32> {
    let number = version.split_whitespace().nth(2)?;
    number
        .split(|letter: char| !letter.is_ascii_digit())
        .next()?
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::major;

    #[test]
    fn the_major_version_is_read_from_what_the_program_prints() {
        let cases = [
            (
                "postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)",
                Some(15),
            ),
            ("postgres (PostgreSQL) 18beta2", Some(18)),
            ("postgres (PostgreSQL) 9.6.24", Some(9)),
            ("postgres (PostgreSQL) devel", None),
            ("", None),
        ];
        for (printed, expected) in cases {
            assert_eq!(major(printed), expected, "{printed}");
        }
    }
}
