//! The PostgreSQL of a chore: the user's own, or a private one whose programs are brought when they are missing.

use std::env;
use std::process::Command;

use anyhow::{Context, Result};
use tenantry_private_postgres::{PrivatePostgres, Programs};

use crate::debian;

/// The address of a server to use; children find the private one's in it.
const URL: &str = "TENANTRY_POSTGRES_URL";

/// A server to test on, for as long as this value lives.
pub(crate) struct Postgres {
    url: String,
    programs: Programs,
    _server: Option<PrivatePostgres>,
}

impl Postgres {
    /// Takes the server that `TENANTRY_POSTGRES_URL` names, or starts a private one.
    ///
    /// The programs are needed in any case: some tests kill servers, and those are their own.
    pub(crate) fn bring() -> Result<Self> {
        let programs = programs().context("cannot bring PostgreSQL")?;
        if let Ok(url) = env::var(URL) {
            return Ok(Self {
                url,
                programs,
                _server: None,
            });
        }
        let server = PrivatePostgres::start_with(programs.clone())
            .context("cannot start a private PostgreSQL")?;
        Ok(Self {
            url: server.url(),
            programs,
            _server: Some(server),
        })
    }

    /// The server's address.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// Tells a child where the server and its programs are.
    pub(crate) fn named_to<'a>(&self, child: &'a mut Command) -> &'a mut Command {
        child
            .env(URL, &self.url)
            .env(Programs::VARIABLE, self.programs.folder())
    }
}

fn programs() -> Result<Programs> {
    if env::var_os(Programs::VARIABLE).is_some() {
        return Ok(Programs::find()?);
    }
    match Programs::find() {
        Ok(programs) => Ok(programs),
        Err(_) if rustix::process::geteuid().is_root() => {
            debian::install()?;
            Ok(Programs::find()?)
        }
        Err(_) => debian::unpacked(),
    }
}
