//! The model shows every behaviour that a store within one process can show.

use std::process::ExitCode;

use tenantry_conformance::{Kit, Reach, model};

fn main() -> ExitCode {
    tenantry_conformance::run(Kit {
        name: "model",
        reach: Reach::Process,
        fresh: model::fresh,
        open: model::open,
        catalogue: None,
        server: None,
    })
}
