//! The worlds by their names, and how the peers are set up in each.

use anyhow::Result;
use serde::{Deserialize, Serialize};

use crate::peers::{Casbin, Cedar};
use crate::world::{World, deep, flat, shared};

/// Which world.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) enum Scene {
    Flat,
    Deep,
    Shared,
}

impl Scene {
    pub(crate) fn world(self, is_quick: bool) -> World {
        match self {
            Self::Flat => flat(is_quick),
            Self::Deep => deep(is_quick),
            Self::Shared => shared(is_quick),
        }
    }

    pub(crate) fn cedar(self, world: &World) -> Result<Cedar> {
        match self {
            Self::Flat => Cedar::flat(world),
            Self::Deep => Cedar::deep(world),
            Self::Shared => Cedar::shared(world),
        }
    }

    pub(crate) fn casbin(self, world: &World) -> Result<Casbin> {
        match self {
            Self::Flat => Casbin::flat(world),
            Self::Deep => Casbin::deep(world),
            Self::Shared => Casbin::shared(world),
        }
    }
}
