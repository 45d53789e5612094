//! Writes what the JSON door tells of every story, one file each: what a surface that lives in
//! another process is compared with.
//!
//! `cargo run -p tenantry-conformance --example told -- FOLDER`

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{env, fs};

use serde_json::{Value, json};
use tenantry::storage::Ports as StorePorts;
use tenantry::{Error, Result, Tenantry};
use tenantry_conformance::stories::{Door, InProcess, Ports, Story, replay, stories};
use tenantry_sqlite::Sqlite;

#[tokio::main]
async fn main() -> Result<()> {
    let folder = env::args_os().nth(1).map(PathBuf::from);
    let folder = folder.ok_or_else(|| Error::invalid("folder", "must be named"))?;
    fs::create_dir_all(&folder).map_err(|error| unwritten(&error))?;
    let scenarios = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    for (name, story) in stories(&scenarios)? {
        let file = folder.join(&name).with_extension("json");
        let text = told(&story).await?.to_string();
        fs::write(file, text).map_err(|error| unwritten(&error))?;
    }
    Ok(())
}

async fn told(story: &Story) -> Result<Value> {
    let ports = Ports::default();
    let store = StorePorts {
        clock: Some(ports.clock.clone()),
        ..StorePorts::default()
    };
    let store = Arc::new(Sqlite::memory_with(store)?);
    let tenantry = Tenantry::shared(store, ports.ids.clone());
    let door = Door::Json;
    let told = replay(story, &InProcess { tenantry, door }, &ports).await;
    let told = told.map_err(Error::corrupt)?.into_iter().map(|told| {
        let outcome = told.outcome.map(|outcome| match outcome {
            Ok(answer) => json!({ "Ok": answer }),
            Err(error) => json!({ "Err": error }),
        });
        json!({ "step": told.step, "operation": told.operation, "outcome": outcome })
    });
    Ok(told.collect())
}

fn unwritten(error: &std::io::Error) -> Error {
    Error::unavailable(format!("cannot write what was told: {error}"))
}
