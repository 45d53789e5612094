//! A process that outlives its owner for a moment, to clean up after it.

use std::io::{self, Write};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// Reads the server's process id, again after every restart, until the owner closes the pipe or dies; then stops what still runs
/// and removes the folder.
const SCRIPT: &str = r#"
server=
while read -r line; do server=$line; done
if [ -n "$server" ] && kill -QUIT "$server"; then
    tries=0
    while [ -e "$1/data/postmaster.pid" ] && [ "$tries" -lt 100 ]; do
        sleep 0.1
        tries=$((tries + 1))
    done
    [ "$tries" -lt 100 ] || kill -KILL "$server"
fi
rm -rf "$1"
"#;

/// Removes the folder when its owner is gone, and the server with it.
///
/// A destructor does not run on Ctrl-C or `kill -9`. A parent-death signal would, but Linux sends it when the *thread* ends that
/// started the child, and a test's thread ends before the server is no longer needed.
#[derive(Debug)]
pub(crate) struct Warden {
    shell: Child,
}

impl Warden {
    /// Starts to watch over the folder, in a process group of its own, which Ctrl-C does not reach.
    pub(crate) fn of(folder: &Path) -> io::Result<Self> {
        let shell = Command::new("sh")
            .args(["-c", SCRIPT, "tenantry-warden"])
            .arg(folder)
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()?;
        Ok(Self { shell })
    }

    /// Names the server that is to end with its owner, or none.
    pub(crate) fn watch(&mut self, server: Option<u32>) -> io::Result<()> {
        let line = server.map_or_else(|| "\n".to_owned(), |pid| format!("{pid}\n"));
        match &mut self.shell.stdin {
            Some(pipe) => pipe.write_all(line.as_bytes()),
            None => Ok(()),
        }
    }
}

impl Drop for Warden {
    fn drop(&mut self) {
        // `wait` closes the pipe first, which is the sign to clean up.
        let _ = self.shell.wait();
    }
}
