//! The store shows every behaviour of the conformance kit.
//!
//! On the server of `TENANTRY_POSTGRES_URL`, else on a private one; behaviours that kill
//! servers start private ones of their own.

#![expect(
    clippy::unwrap_used,
    reason = "a test without a harness is not known to be one"
)]

mod catalogue;
mod schemas;

use std::process::ExitCode;
use std::sync::Arc;

use tenantry::storage::Storage;
use tenantry_conformance::{Kit, Reach};
use tenantry_postgres::Postgres;
use tenantry_private_postgres::shared_url;

fn main() -> ExitCode {
    let code = tenantry_conformance::run(Kit {
        name: "postgres",
        reach: Reach::Machine,
        fresh: |_| Ok(schemas::fresh(&shared_url())),
        open: |address, ports| {
            Box::pin(async move {
                let (url, mut options) = schemas::parse(&address);
                options.ports = ports;
                let store = Postgres::connect_with(&url, options).await?;
                Ok(Arc::new(store) as Arc<dyn Storage>)
            })
        },
        catalogue: Some(|address, tenant| Box::pin(catalogue::read(address, tenant))),
        server: Some(schemas::server),
    });
    schemas::drop_all();
    code
}
