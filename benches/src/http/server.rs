//! Programs that serve HTTP, each a process that ends with its value.

use std::env;
use std::fs;
use std::io::{self, BufRead, BufReader};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;

use anyhow::{Context, Result, bail};

/// A server, until it is dropped or killed.
pub(crate) struct Server {
    process: Child,
    /// Where it listens.
    pub(crate) address: SocketAddr,
}

impl Server {
    /// Starts ours on a store. Like the peer, it writes no line for each request.
    pub(crate) fn ours(store: &str) -> Result<Self> {
        let mut command = Command::new(program()?);
        command.args(["--listen", "127.0.0.1:0"]);
        // The address of a store may hold a password.
        command.env("TENANTRY_STORE", store);
        Self::start(command.env("RUST_LOG", "warn"))
    }

    /// Starts a program that says on its standard error at which `http://` it listens.
    pub(crate) fn start(command: &mut Command) -> Result<Self> {
        let mut process = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot start `{}`", command.get_program().display()))?;
        let said = process.stderr.take().context("a server without a voice")?;
        let mut said = BufReader::new(said);
        let address = announced(&mut said);
        // Whoever stops listening would stop the server once the pipe is full.
        thread::spawn(move || io::copy(&mut said, &mut io::stderr()));
        match address {
            Ok(address) => Ok(Self { process, address }),
            Err(error) => {
                process.wait()?;
                Err(error)
            }
        }
    }

    /// `kill -9`: nothing is flushed, closed or answered.
    pub(crate) fn kill(&mut self) -> Result<()> {
        self.process.kill()?;
        self.process.wait()?;
        Ok(())
    }

    /// How much memory it holds.
    pub(crate) fn resident_bytes(&self) -> Result<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kib = line.and_then(|line| line.trim().strip_suffix(" kB"));
        let kib: u64 = kib.context("no memory is told of")?.parse()?;
        Ok(kib * 1024)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // One that was killed before has ended.
        let _ = self.kill();
    }
}

/// Built beside this program.
fn program() -> Result<PathBuf> {
    let program = env::current_exe()?.with_file_name("tenantry-server");
    match program.exists() {
        true => Ok(program),
        false => bail!(
            "`{}` is not there; `cargo xtask bench` builds it",
            program.display()
        ),
    }
}

fn announced(said: &mut impl BufRead) -> Result<SocketAddr> {
    let mut line = String::new();
    loop {
        line.clear();
        if said.read_line(&mut line)? == 0 {
            bail!("a server ended before it listened");
        }
        if let Some((_, rest)) = line.split_once("http://") {
            let address = rest.split_whitespace().next().unwrap_or_default();
            return Ok(address.parse()?);
        }
    }
}
