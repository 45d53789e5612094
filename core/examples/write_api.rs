//! Writes the registry as `api.json`, from which every surface is derived:
//!
//! ```text
//! cargo run -p tenantry --example write_api -- core/api.json
//! ```

use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("say where to write it")?;
    std::fs::write(path, tenantry::registry::api()?.to_json()?)?;
    Ok(())
}
