//! The store in memory shows every behaviour that one handle can show.

use std::process::ExitCode;
use std::sync::Arc;

use tenantry::storage::Storage;
use tenantry_conformance::{Kit, Reach};
use tenantry_sqlite::Sqlite;

fn main() -> ExitCode {
    tenantry_conformance::run(Kit {
        name: "memory",
        reach: Reach::Handle,
        fresh: |_| Ok(":memory:".to_owned()),
        open: |_, ports| {
            Box::pin(async move {
                let store = Sqlite::memory_with(ports)?;
                Ok(Arc::new(store) as Arc<dyn Storage>)
            })
        },
        catalogue: None,
        server: None,
    })
}
