//! Backups: one file, sealed with its own checksum, verified to the last entry.
//!
//! The file is a SQLite database that anybody can open, and behind its last page a seal:
//! eight bytes of a name and the SHA-256 of everything before. SQLite does not look at
//! what follows its last page; verification finds any byte that was changed.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::time::Duration;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};
use sha2::{Digest, Sha256};
use tenantry::journal::{Hash, chain};
use tenantry::storage::{BackupReport, Draft, Head, Scope};
use tenantry::{Error, ErrorKind};

use crate::engine::Engine;
use crate::error::{Attempt, Fault};
use crate::journal::{entries, heads, scopes};
use crate::migrations;
use crate::transaction::snapshot;
use crate::writer::Writer;

const SEAL_NAME: &[u8; 8] = b"TNTRYBK1";
const SEAL_BYTES: u64 = 8 + 32;

/// Scopes and entries that are read at a time.
const SLICE: u32 = 1_000;

/// Writes a copy of the store to a new file. Others go on working.
pub(crate) fn write(engine: &Engine, to: &Path) -> Attempt<BackupReport> {
    let draft = Draft::of(to).map_err(|error| not_made(to, error))?;
    copy_out(engine, draft.path())?;
    let report = verify(draft.path())?;
    engine.announce("backup.publish");
    draft.publish().map_err(|error| not_made(to, error))?;
    Ok(report)
}

/// Reads a backup and checks everything in it.
pub(crate) fn verify(from: &Path) -> Attempt<BackupReport> {
    let bytes = check_seal(from)?;
    let db = open(from)?;
    snapshot(&db, |db| {
        check_database(db)?;
        let schema = migrations::version(db)?;
        let (scopes, entries) = check_journals(db)?;
        Ok(BackupReport {
            schema,
            scopes,
            entries,
            bytes,
        })
    })
    .map_err(as_damage)
}

/// Fills an empty store from a backup, while no other process writes.
pub(crate) fn restore(writer: &mut Writer, from: &Path) -> Attempt<BackupReport> {
    let report = verify(from)?;
    if !scopes(&writer.db, None, 1)?.is_empty() {
        return Err(Error::conflict("not_empty", "the store is not empty").into());
    }
    copy(&open(from)?, &mut writer.db)?;
    migrations::migrate(&writer.db, writer.now())?;
    Ok(report)
}

fn not_made(to: &Path, error: io::Error) -> Fault {
    match error.kind() {
        io::ErrorKind::AlreadyExists => Error::conflict("exists", "there is already a file")
            .with("path", to.display().to_string())
            .into(),
        _ => error.into(),
    }
}

fn copy_out(engine: &Engine, to: &Path) -> Attempt<()> {
    File::create_new(to)?;
    let mut copied = Connection::open_with_flags(to, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    engine.announce("backup.copy");
    engine.read(|db| copy(db, &mut copied))?;
    // The copy says of itself that it has a log beside it; one file is easier to keep.
    copied.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))?;
    copied.close().map_err(|(_, error)| error)?;
    engine.announce("backup.seal");
    Ok(seal(to)?)
}

/// Copies a whole database in one step, which is one snapshot: a copy in many steps starts
/// again with every commit of somebody else.
fn copy(from: &Connection, to: &mut Connection) -> Attempt<()> {
    let backup = Backup::new(from, to)?;
    for _ in 0..100 {
        match backup.step(-1)? {
            StepResult::Done => return Ok(()),
            // Another program holds a lock for a moment.
            _ => std::thread::sleep(Duration::from_millis(20)),
        }
    }
    Err(Error::busy("the database is in use by another program").into())
}

fn open(from: &Path) -> Attempt<Connection> {
    Ok(Connection::open_with_flags(
        std::path::absolute(from)?,
        OpenFlags::SQLITE_OPEN_READ_ONLY,
    )?)
}

fn seal(path: &Path) -> io::Result<()> {
    let mut file = OpenOptions::new().read(true).write(true).open(path)?;
    let hash = hash_of(&mut file, u64::MAX)?;
    file.seek(SeekFrom::End(0))?;
    file.write_all(SEAL_NAME)?;
    file.write_all(&hash)?;
    file.sync_all()
}

fn check_seal(path: &Path) -> Attempt<u64> {
    let mut file = File::open(path)?;
    let bytes = file.metadata()?.len();
    let content = bytes.checked_sub(SEAL_BYTES).ok_or_else(damaged)?;
    let hash = hash_of(&mut file, content)?;
    let mut sealed = [0; SEAL_BYTES as usize];
    file.seek(SeekFrom::Start(content))?;
    file.read_exact(&mut sealed)?;
    if !sealed.starts_with(SEAL_NAME) || !sealed.ends_with(&hash) {
        return Err(damaged().into());
    }
    Ok(bytes)
}

fn hash_of(file: &mut File, bytes_max: u64) -> io::Result<Hash> {
    file.rewind()?;
    let mut left = file.take(bytes_max);
    let mut hasher = Sha256::new();
    let mut chunk = vec![0; 1 << 20];
    loop {
        let read = left.read(&mut chunk)?;
        if read == 0 {
            return Ok(hasher.finalize().into());
        }
        hasher.update(&chunk[..read]);
    }
}

fn check_database(db: &Connection) -> Attempt<()> {
    let verdict: String = db.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    let is_referring = db.prepare("PRAGMA foreign_key_check")?.exists([])?;
    if verdict != "ok" || is_referring {
        return Err(damaged().into());
    }
    Ok(())
}

/// Verifies the chain of every journal; counts scopes and entries.
fn check_journals(db: &Connection) -> Attempt<(u64, u64)> {
    let (mut scopes_seen, mut entries_seen) = (0, 0);
    let mut after = None;
    loop {
        let slice = scopes(db, after, SLICE)?;
        let Some(last) = slice.last() else {
            return Ok((scopes_seen, entries_seen));
        };
        after = Some(*last);
        for scope in slice {
            scopes_seen += 1;
            entries_seen += check_journal(db, scope)?;
        }
    }
}

fn check_journal(db: &Connection, scope: Scope) -> Attempt<u64> {
    let head = heads::find(db, scope)?.ok_or_else(|| broken(scope, 0))?;
    let (mut seq, mut hash) = (head.floor, head.floor_hash);
    loop {
        let slice = entries::list(db, scope, seq, SLICE)?;
        if slice.is_empty() {
            return ends_at(scope, &head, seq, hash);
        }
        for entry in slice {
            if entry.seq != seq + 1 || chain::link(&hash, &entry) != entry.hash {
                return Err(broken(scope, entry.seq).into());
            }
            (seq, hash) = (entry.seq, entry.hash);
        }
    }
}

fn ends_at(scope: Scope, head: &Head, seq: u64, hash: Hash) -> Attempt<u64> {
    if head.seq != seq || head.hash != hash {
        return Err(broken(scope, seq).into());
    }
    Ok(head.seq - head.floor)
}

fn broken(scope: Scope, seq: u64) -> Error {
    Error::corrupt(format!("the journal of {scope} is broken at entry {seq}"))
        .with("scope", scope.to_string())
        .with("seq", seq)
}

fn damaged() -> Error {
    Error::corrupt("the backup is damaged")
}

/// In a backup, what cannot be understood is damage, whatever SQLite calls it.
fn as_damage(fault: Fault) -> Fault {
    match &fault {
        Fault::Driver(_) if fault.error().kind() != ErrorKind::Unavailable => {
            damaged().caused_by(fault.error()).into()
        }
        _ => fault,
    }
}
