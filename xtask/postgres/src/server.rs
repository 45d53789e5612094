//! One private server: its folder, its port, its life and its deaths.

use std::fs::{self, OpenOptions};
use std::hash::{BuildHasher, RandomState};
use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use crate::account::Account;
use crate::password::Password;
use crate::programs::Programs;
use crate::warden::Warden;

/// Durable as a production server is, and room for the many connections of the races.
///
/// There is no socket file, because its path may be at most 107 bytes long and nobody needs it; no JIT, because its library is
/// larger than the server.
const SETTINGS: [&str; 9] = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "fsync=on",
    "synchronous_commit=on",
    "max_connections=300",
    "shared_buffers=256MB",
    "max_wal_size=2GB",
    "jit=off",
    "timezone=UTC",
];

/// Below the ports that Linux gives to outgoing connections: a client that dials a dead server's port again and again could
/// otherwise be given that very port, connect to itself and keep the server from coming back.
const PORTS: std::ops::Range<u16> = 20_000..32_000;

/// Tries with another port before giving up.
const PORTS_TRIED: u32 = 5;

/// A start may have to recover from a crash on a slow disk.
const PATIENCE: Duration = Duration::from_secs(60);

/// Between two looks at a process or a file.
const BEAT: Duration = Duration::from_millis(10);

/// A PostgreSQL server of one's own, in a temporary folder, on a free loopback port.
///
/// - It is empty at first, has one superuser, `tenantry`, whose password is in the [`url`](Self::url) alone, and syncs every
///   commit to the disk: other users of the machine reach the port, and get no further.
/// - It is never run as root: root starts it as `postgres` or `nobody`.
/// - It ends and its folder is removed when this value is dropped, or when the process that owns it is killed.
#[derive(Debug)]
pub struct PrivatePostgres {
    programs: Programs,
    account: Account,
    password: Password,
    folder: PathBuf,
    port: u16,
    server: Option<Child>,
    warden: Warden,
}

impl PrivatePostgres {
    /// Starts a new server with the programs that [`Programs::find`] finds, and returns when it takes connections.
    pub fn start() -> io::Result<Self> {
        Self::start_with(Programs::find()?)
    }

    /// Starts a new server with these programs, and returns when it takes connections.
    pub fn start_with(programs: Programs) -> io::Result<Self> {
        let account = Account::choose()?;
        let temporary = tempfile::Builder::new()
            .prefix("tenantry-postgres-")
            .tempdir()?;
        account.own(temporary.path())?;
        let warden = Warden::of(temporary.path())?;
        let folder = temporary.keep();
        let mut postgres = Self {
            programs,
            account,
            password: Password::random()?,
            folder,
            port: 0,
            server: None,
            warden,
        };
        postgres.create_cluster()?;
        postgres.launch_on_a_free_port()?;
        Ok(postgres)
    }

    /// The address of its first database, for the superuser, with the password; it stays the same over a restart.
    pub fn url(&self) -> String {
        format!(
            "postgres://tenantry:{}@{}:{}/postgres",
            self.password.in_clear(),
            Ipv4Addr::LOCALHOST,
            self.port
        )
    }

    /// The process id of the server, unless it was killed.
    pub fn pid(&self) -> Option<u32> {
        self.server.as_ref().map(Child::id)
    }

    /// Kills every process of the server with SIGKILL, as a power cut would, and returns when all are gone.
    ///
    /// What was synced stays in the folder, for [`Self::restart`]. Killing a killed server does nothing.
    pub fn kill_now(&mut self) -> io::Result<()> {
        let Some(mut server) = self.server.take() else {
            return Ok(());
        };
        let children = children(server.id());
        server.kill()?;
        // The children notice by themselves that their parent is gone, but only when they next wait for something.
        children.iter().for_each(|child| send(*child, Signal::KILL));
        server.wait()?;
        self.warden.watch(None)?;
        until(PATIENCE, || {
            !children.iter().any(|child| is_running(*child))
        })
    }

    /// Starts the server again on the same folder and port; one that still runs is stopped first.
    ///
    /// What a kill left behind, such as a lock file, shared memory or a port in use, is waited for.
    pub fn restart(&mut self) -> io::Result<()> {
        self.stop()?;
        let deadline = Instant::now() + PATIENCE;
        loop {
            match self.launch() {
                Err(_) if Instant::now() < deadline => sleep(BEAT * 10),
                outcome => return outcome,
            }
        }
    }

    fn create_cluster(&self) -> io::Result<()> {
        let mut initdb = self.programs.command("initdb");
        // Not synced: a server that has yet to start has nothing to lose.
        initdb.args([
            "--username=tenantry",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync",
        ]);
        let password = self.password.write(&self.folder, self.account)?;
        initdb
            .arg("--pgdata")
            .arg(self.data())
            .arg("--pwfile")
            .arg(&password)
            .current_dir(&self.folder);
        self.account.apply(&mut initdb);
        let output = initdb.output();
        fs::remove_file(password)?;
        let output = output?;
        if output.status.success() {
            return Ok(());
        }
        let reason = String::from_utf8_lossy(&output.stderr);
        Err(io::Error::other(format!(
            "initdb failed ({}): {}",
            output.status,
            reason.trim()
        )))
    }

    fn launch_on_a_free_port(&mut self) -> io::Result<()> {
        let mut tried = 1;
        loop {
            self.port = free_port()?;
            match self.launch() {
                Err(error) if error.kind() == io::ErrorKind::AddrInUse && tried < PORTS_TRIED => {
                    tried += 1
                }
                outcome => return outcome,
            }
        }
    }

    /// Starts the server and waits until it takes connections.
    fn launch(&mut self) -> io::Result<()> {
        let log = OpenOptions::new()
            .create(true)
            .write(true)
            .truncate(true)
            .open(self.log())?;
        let mut command = self.programs.command("postgres");
        command
            .arg("-D")
            .arg(self.data())
            .args(["-p", &self.port.to_string()]);
        command.args(SETTINGS.iter().flat_map(|setting| ["-c", setting]));
        command
            .current_dir(&self.folder)
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .process_group(0);
        self.account.apply(&mut command);
        let server = self.server.insert(command.spawn()?);
        self.warden.watch(Some(server.id()))?;
        self.wait_until_ready()
    }

    fn wait_until_ready(&mut self) -> io::Result<()> {
        let deadline = Instant::now() + PATIENCE;
        while let Some(server) = &mut self.server {
            if is_ready(&self.folder, server.id()) {
                return Ok(());
            }
            if server.try_wait()?.is_some() {
                self.server = None;
                self.warden.watch(None)?;
            } else if Instant::now() > deadline {
                self.kill_now()?;
            } else {
                sleep(BEAT);
            }
        }
        let log = fs::read_to_string(self.log()).unwrap_or_default();
        let port_taken = log.contains("Address already in use");
        let kind = if port_taken {
            io::ErrorKind::AddrInUse
        } else {
            io::ErrorKind::Other
        };
        Err(io::Error::new(
            kind,
            format!("PostgreSQL did not start: {}", log.trim()),
        ))
    }

    /// Stops the server without its last checkpoint: its data is thrown away, or recovered from the log.
    fn stop(&mut self) -> io::Result<()> {
        let Some(server) = &mut self.server else {
            return Ok(());
        };
        send(server.id(), Signal::QUIT);
        let ended = until(PATIENCE, || !matches!(server.try_wait(), Ok(None)));
        if ended.is_err() {
            return self.kill_now();
        }
        self.server = None;
        self.warden.watch(None)
    }

    fn data(&self) -> PathBuf {
        data(&self.folder)
    }

    fn log(&self) -> PathBuf {
        self.folder.join("server.log")
    }
}

impl Drop for PrivatePostgres {
    fn drop(&mut self) {
        // The warden, dropped next, ends what this could not end, and removes the folder.
        let _ = self.stop();
    }
}

fn data(folder: &Path) -> PathBuf {
    folder.join("data")
}

/// Whether this very process says that it takes connections: the first line of its lock file is its id, the eighth its state.
fn is_ready(folder: &Path, pid: u32) -> bool {
    let lock = fs::read_to_string(data(folder).join("postmaster.pid")).unwrap_or_default();
    let mut lines = lock.lines().map(str::trim);
    lines.next() == Some(pid.to_string().as_str()) && lines.nth(6) == Some("ready")
}

fn free_port() -> io::Result<u16> {
    let random = RandomState::new().hash_one(std::process::id());
    let candidates = PORTS.cycle().skip((random % PORTS.len() as u64) as usize);
    candidates
        .take(PORTS.len())
        .find(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok())
        .ok_or_else(|| {
            io::Error::new(
                io::ErrorKind::AddrInUse,
                "no free port on the loopback interface",
            )
        })
}

/// The processes that a process has started, as Linux tells it; elsewhere none are known, and they notice the end by themselves.
fn children(pid: u32) -> Vec<u32> {
    let listed = fs::read_to_string(format!("/proc/{pid}/task/{pid}/children")).unwrap_or_default();
    listed
        .split_whitespace()
        .filter_map(|child| child.parse().ok())
        .collect()
}

/// Whether a process still holds anything: one that is only not yet reaped (`Z`) does not.
fn is_running(pid: u32) -> bool {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    stat.rsplit(')')
        .next()
        .is_some_and(|rest| !rest.is_empty() && !rest.starts_with(" Z"))
}

/// Sends a signal to a process, which may be gone already.
fn send(pid: u32, signal: Signal) {
    if let Some(pid) = i32::try_from(pid).ok().and_then(Pid::from_raw) {
        let _ = kill_process(pid, signal);
    }
}

fn until(patience: Duration, mut done: impl FnMut() -> bool) -> io::Result<()> {
    let deadline = Instant::now() + patience;
    while !done() {
        if Instant::now() > deadline {
            return Err(io::Error::new(
                io::ErrorKind::TimedOut,
                "a process of the server does not end",
            ));
        }
        sleep(BEAT);
    }
    Ok(())
}
