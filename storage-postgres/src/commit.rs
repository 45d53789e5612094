//! Commits: batches queue in lanes, a lane commits many of them as one group.

mod facts;
mod group;
mod lanes;
mod locks;
mod lookup;
pub(crate) mod outcome;
mod step;
mod wanted;
mod worker;
mod writes;

pub(crate) use lanes::Lanes;
pub(crate) use step::Step;
