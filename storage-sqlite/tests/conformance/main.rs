//! The file store shows every behaviour of the conformance kit.

#![expect(
    clippy::unwrap_used,
    reason = "a test without a harness is not known to be one"
)]

mod catalogue;

use std::process::ExitCode;
use std::sync::Arc;

use tenantry::storage::Storage;
use tenantry_conformance::{Kit, Reach};
use tenantry_sqlite::{Options, Sqlite};

fn main() -> ExitCode {
    tenantry_conformance::run(Kit {
        name: "sqlite",
        reach: Reach::Machine,
        fresh: |folder| Ok(folder.join("store.db").display().to_string()),
        open: |address, ports| {
            Box::pin(async move {
                let store = Sqlite::open_with(address, Options::from(ports))?;
                Ok(Arc::new(store) as Arc<dyn Storage>)
            })
        },
        catalogue: Some(|address, tenant| {
            Box::pin(async move { catalogue::read(&address, tenant) })
        }),
        server: None,
    })
}
