//! Python: native classes and methods, their stubs, the exceptions.
//!
//! What Python reaches is written twice by the same hand: as Rust (`models`, `rooms`) and as
//! the stubs that describe it to people and type checkers (`stubs`). Names and types of both
//! come from `names`.

mod docs;
mod errors;
mod models;
mod names;
mod package;
mod rooms;
mod stubs;

use anyhow::Result;
use tenantry_surface::Model;

use names::Surface;

/// What every derived file begins with, after the mark of a comment.
const DERIVED: &str = "Derived by `cargo xtask bindgen`: do not edit.";

/// The derived files of the binding.
///
/// # Errors
/// If a name of the model is taken in Python.
pub fn files(model: &Model) -> Result<Vec<(&'static str, String)>> {
    let surface = Surface::of(model)?;
    Ok(vec![
        (
            "bindings/python/src/generated/models.rs",
            models::rust(&surface),
        ),
        (
            "bindings/python/src/generated/sync.rs",
            rooms::rust(&surface, rooms::SYNC),
        ),
        (
            "bindings/python/src/generated/aio.rs",
            rooms::rust(&surface, rooms::AIO),
        ),
        (
            "bindings/python/python/tenantry/__init__.py",
            package::root(&surface),
        ),
        (
            "bindings/python/python/tenantry/__init__.pyi",
            stubs::root(&surface),
        ),
        (
            "bindings/python/python/tenantry/aio.py",
            package::aio(&surface),
        ),
        (
            "bindings/python/python/tenantry/aio.pyi",
            stubs::aio(&surface),
        ),
        (
            "bindings/python/python/tenantry/errors.py",
            errors::python(&surface),
        ),
    ])
}
