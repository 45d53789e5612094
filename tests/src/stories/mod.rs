//! Stories: one JSON file each, replayed through every surface, with equal answers.
//!
//! The format is described in `tests/scenarios/README.md`. A [`Story`] is read from its
//! file, and [`replay`] plays it through a [`Surface`] on a store. Time, ids and secrets
//! come from [`Ports`], so two replays of a story are equal to the byte, whatever the
//! surface and the store: that is what the tests compare.

mod matching;
mod ports;
mod replay;
mod story;
mod substitute;
mod surface;
mod typed;

pub use ports::{Ports, StoryClock, StoryIds};
pub use replay::{Told, flattened, replay};
pub use story::{Step, Story, Who, stories};
pub use surface::{Asked, Door, InProcess, Outcome, Surface, foretold, is_foretold};
pub use typed::TYPED;
