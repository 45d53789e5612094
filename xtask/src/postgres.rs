//! The PostgreSQL of a chore: the user's own, or a private one whose programs are brought when they are missing.

use std::process::Command;
use std::{env, io};

use anyhow::{Context, Result, bail};
use tenantry_private_postgres::{PrivatePostgres, Programs};

use crate::debian;

/// The address of a server to use; children find the private one's in it.
const URL: &str = "TENANTRY_POSTGRES_URL";

/// A server to test on, for as long as this value lives.
pub(crate) struct Postgres {
    url: String,
    /// Those of the private server, and of the private servers that children start.
    programs: Option<Programs>,
    _server: Option<PrivatePostgres>,
}

impl Postgres {
    /// Takes the server that `TENANTRY_POSTGRES_URL` names, or starts a private one.
    pub(crate) fn bring() -> Result<Self> {
        match env::var(URL) {
            Ok(url) => Ok(Self {
                url,
                programs: None,
                _server: None,
            }),
            Err(_) => Self::start(),
        }
    }

    /// The same, for children that kill servers: those start private ones in any case.
    pub(crate) fn bring_to_kill() -> Result<Self> {
        let mut postgres = Self::bring()?;
        if postgres.programs.is_none() {
            let found = Programs::find().or_else(|missing| beside_yours(is_root(), missing));
            postgres.programs = Some(found?);
        }
        Ok(postgres)
    }

    fn start() -> Result<Self> {
        let programs = programs().context("cannot bring PostgreSQL")?;
        let server = PrivatePostgres::start_with(programs.clone())
            .context("cannot start a private PostgreSQL")?;
        Ok(Self {
            url: server.url(),
            programs: Some(programs),
            _server: Some(server),
        })
    }

    /// The server's address.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// Tells a child where the server and its programs are.
    pub(crate) fn named_to<'a>(&self, child: &'a mut Command) -> &'a mut Command {
        let programs = self.programs.as_ref();
        child
            .env(URL, &self.url)
            .envs(programs.map(|programs| (Programs::VARIABLE, programs.folder())))
    }
}

fn programs() -> Result<Programs> {
    if env::var_os(Programs::VARIABLE).is_some() {
        return Ok(Programs::find()?);
    }
    match Programs::find() {
        Ok(programs) => Ok(programs),
        Err(_) if is_root() => {
            debian::install()?;
            Ok(Programs::find()?)
        }
        Err(_) => debian::unpacked(),
    }
}

/// Whoever names a server has decided what is on the machine: nothing is installed there.
fn beside_yours(is_root: bool, missing: io::Error) -> Result<Programs> {
    if is_root || env::var_os(Programs::VARIABLE).is_some() {
        bail!(
            "{missing}, and some tests kill servers of their own: install its programs, name their folder in `{}`, or unset \
             `{URL}` to have Debian's package installed",
            Programs::VARIABLE
        );
    }
    debian::unpacked()
}

fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::beside_yours;

    #[test]
    fn root_with_a_server_of_its_own_is_told_what_to_do_and_nothing_is_installed() {
        let missing = io::Error::new(io::ErrorKind::NotFound, "no PostgreSQL 15");
        let told = beside_yours(true, missing).unwrap_err().to_string();
        assert!(
            told.starts_with("no PostgreSQL 15, and some tests"),
            "{told}"
        );
        assert!(told.contains("`TENANTRY_POSTGRES_BIN`"), "{told}");
    }
}
