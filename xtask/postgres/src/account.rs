//! Whom the server runs as: PostgreSQL refuses to run as root.

use std::io;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

/// Existing accounts without rights of their own, the fitting one first.
const UNPRIVILEGED: [&str; 2] = ["postgres", "nobody"];

/// The account that owns a server and its folder.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Account {
    /// The account of this process.
    Own,
    /// Another one, taken by a process that is root.
    Other { uid: u32, gid: u32 },
}

impl Account {
    /// The account that a server of this process runs as.
    pub(crate) fn choose() -> io::Result<Self> {
        if !rustix::process::geteuid().is_root() {
            return Ok(Self::Own);
        }
        UNPRIVILEGED
            .iter()
            .find_map(|name| {
                Some(Self::Other {
                    uid: id("-u", name)?,
                    gid: id("-g", name)?,
                })
            })
            .ok_or_else(|| {
                io::Error::other(
                    "root may not run PostgreSQL, and there is no account `postgres` or `nobody`",
                )
            })
    }

    /// Hands a folder or a file over to the account.
    pub(crate) fn own(self, path: &Path) -> io::Result<()> {
        match self {
            Self::Own => Ok(()),
            Self::Other { uid, gid } => std::os::unix::fs::chown(path, Some(uid), Some(gid)),
        }
    }

    /// Makes the command run as the account, without any further group.
    pub(crate) fn apply(self, command: &mut Command) {
        if let Self::Other { uid, gid } = self {
            command.gid(gid).uid(uid);
        }
    }
}

fn id(which: &str, name: &str) -> Option<u32> {
    let output = Command::new("id").args([which, name]).output().ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}
