//! The TypeScript of the Node binding: types, codecs, errors, and a class for each room.
//!
//! The facade is idiomatic TypeScript: names in camel case, moments as `Date`, ids branded.
//! The codecs between that and the wire are straight code, which an engine compiles well; an
//! answer has to be walked for its moments anyway.

mod docs;
mod errors;
mod reading;
mod rooms;
mod types;
mod usage;
mod writing;

use anyhow::Result;

use tenantry_surface::Model;

const MARK: &str = "// Derived by `cargo xtask bindgen`: do not edit.\n\n";

/// The derived files, by path from the project's root.
///
/// # Errors
/// If a name of the registry cannot stand in TypeScript.
pub fn files(model: &Model) -> Result<Vec<(&'static str, String)>> {
    let file = |path, text: String| (path, format!("{MARK}{}\n", text.trim_end()));
    Ok(vec![
        file(
            "bindings/node/src-ts/generated/types.ts",
            types::text(model)?,
        ),
        file(
            "bindings/node/src-ts/generated/reading.ts",
            reading::text(model),
        ),
        file(
            "bindings/node/src-ts/generated/writing.ts",
            writing::text(model),
        ),
        file(
            "bindings/node/src-ts/generated/errors.ts",
            errors::text(model),
        ),
        file(
            "bindings/node/src-ts/generated/rooms.ts",
            rooms::text(model),
        ),
        file(
            "bindings/node/src-ts/generated/operations.ts",
            rooms::list(model),
        ),
    ])
}
