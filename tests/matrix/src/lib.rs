//! The surfaces, as stories play them.

pub mod cli;
pub mod http;
pub mod player;
pub mod program;
pub mod stage;
