//! Derives every committed file of every surface from the registry.
//!
//! `cargo xtask bindgen` writes them; `cargo xtask bindgen --check` fails if one is stale.

pub mod cli;
pub mod files;
pub mod node;
pub mod openapi;
pub mod python;
