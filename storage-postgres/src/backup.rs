//! Backups.

use std::path::Path;

use tenantry::storage::BackupReport;
use tenantry::{Error, Result};

use crate::engine::Engine;

impl Engine {
    pub(crate) async fn backup(&self, _to: &Path) -> Result<BackupReport> {
        Err(Error::unavailable("backups are being built"))
    }
    pub(crate) async fn verify_backup(&self, _from: &Path) -> Result<BackupReport> {
        Err(Error::unavailable("backups are being built"))
    }
    pub(crate) async fn restore(&self, _from: &Path) -> Result<BackupReport> {
        Err(Error::unavailable("backups are being built"))
    }
}
