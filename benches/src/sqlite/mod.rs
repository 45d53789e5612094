//! SQLite, against the raw driver.

pub(crate) mod commits;
pub(crate) mod peer;
pub(crate) mod processes;
pub(crate) mod reads;
pub(crate) mod writer;

use std::path::Path;
use std::sync::Arc;

use anyhow::Result;
use tenantry_sqlite::Sqlite;

use crate::world::World;

/// Fills a new file with so many people.
pub(crate) async fn world(file: &Path, people: usize) -> Result<World> {
    World::new(Arc::new(Sqlite::open(file)?), people).await
}
