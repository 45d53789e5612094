//! Organisations full of people and things, and inputs for every operation that may be called
//! in them: for tests of the whole library on any store.

mod inputs;
mod world;

pub use inputs::{Field, input, operations};
pub use world::World;
