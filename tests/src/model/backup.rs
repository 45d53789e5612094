//! Backups of the model: a file that names its content by hash.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use std::sync::Mutex;

use sha2::{Digest as _, Sha256};
use tenantry::storage::BackupReport;
use tenantry::{Error, Result};

use super::disk::Disk;
use super::store::{Model, lock};

/// What each backup holds, by the hash of its file.
static BACKUPS: Mutex<BTreeMap<[u8; 32], Disk>> = Mutex::new(BTreeMap::new());

impl Model {
    pub(super) fn write_backup(&self, to: &Path) -> Result<BackupReport> {
        let mut file = File::create_new(to).map_err(|error| {
            Error::conflict("exists", "there is already a file").caused_by(error)
        })?;
        let disk = self.disk().clone();
        let bytes = format!("{disk:?}").into_bytes();
        file.write_all(&bytes)
            .map_err(|error| Error::unavailable("the backup is not written").caused_by(error))?;
        let report = report(&disk, &bytes);
        lock(&BACKUPS).insert(Sha256::digest(&bytes).into(), disk);
        Ok(report)
    }

    pub(super) fn read_backup(&self, from: &Path) -> Result<BackupReport> {
        let (held, report) = read(from)?;
        let mut disk = self.disk();
        if !disk.shelves.is_empty() {
            return Err(Error::conflict("not_empty", "the store is not empty"));
        }
        *disk = held;
        Ok(report)
    }
}

pub(super) fn verify(from: &Path) -> Result<BackupReport> {
    Ok(read(from)?.1)
}

fn read(from: &Path) -> Result<(Disk, BackupReport)> {
    let bytes = std::fs::read(from)
        .map_err(|error| Error::unavailable("the backup is not read").caused_by(error))?;
    let hash: [u8; 32] = Sha256::digest(&bytes).into();
    let held = lock(&BACKUPS).get(&hash).cloned();
    let held = held.ok_or_else(|| Error::corrupt("the backup is damaged"))?;
    let report = report(&held, &bytes);
    Ok((held, report))
}

fn report(disk: &Disk, bytes: &[u8]) -> BackupReport {
    let entries = disk
        .shelves
        .values()
        .map(|shelf| shelf.entries.len() as u64);
    BackupReport {
        schema: 1,
        scopes: disk.shelves.len() as u64,
        entries: entries.sum(),
        bytes: bytes.len() as u64,
    }
}
