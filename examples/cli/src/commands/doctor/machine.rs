//! What a SQLite file needs of the machine it lies on.

use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;

use super::Check;

/// With less room a store that is in use stops soon.
const FREE_BYTES_MIN: u64 = 256 << 20;

/// Looks at the folder of a file.
pub(super) fn checks(file: &Path) -> [Check; 3] {
    let absolute = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
    let folder = absolute.parent().unwrap_or(Path::new("/"));
    [
        Check::new(
            "writable",
            writable(folder).map_err(|error| error.to_string()),
            "give the program's user the right to write the folder: logs lie beside the file",
        ),
        Check::new("disk", room(folder), "make room on the disk"),
        Check::new(
            "locks",
            locking(folder),
            "put the file on a local disk: not every network's file system keeps locks",
        ),
    ]
}

fn writable(folder: &Path) -> io::Result<String> {
    tempfile::tempfile_in(folder)?.sync_all()?;
    Ok("the folder takes new files".to_owned())
}

fn room(folder: &Path) -> Result<String, String> {
    let disk = rustix::fs::statvfs(folder).map_err(|error| error.to_string())?;
    let free = disk.f_bavail.saturating_mul(disk.f_frsize);
    let found = format!("{} MiB are free", free >> 20);
    match free < FREE_BYTES_MIN {
        true => Err(found),
        false => Ok(found),
    }
}

/// Two handles of one file must not have its lock at once.
fn locking(folder: &Path) -> Result<String, String> {
    let said = |error: io::Error| error.to_string();
    let first = tempfile::NamedTempFile::new_in(folder).map_err(said)?;
    let second = File::open(first.path()).map_err(said)?;
    first.as_file().lock().map_err(said)?;
    match second.try_lock() {
        Err(TryLockError::WouldBlock) => Ok("a lock keeps others out".to_owned()),
        Err(TryLockError::Error(error)) => Err(error.to_string()),
        Ok(()) => Err("a lock does not keep others out".to_owned()),
    }
}
