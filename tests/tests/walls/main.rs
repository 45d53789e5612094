//! The walls between tenants: nothing of another one is told, nothing of it changes, and
//! its ids are as unknown as ids that nobody ever gave.

#[cfg(test)]
mod dice;
#[cfg(test)]
mod dump;
#[cfg(test)]
mod foreign;
#[cfg(test)]
#[path = "../inputs/mod.rs"]
mod inputs;
#[cfg(test)]
mod own;
#[cfg(test)]
mod random;
#[cfg(test)]
#[path = "../stores/mod.rs"]
mod stores;
#[cfg(test)]
mod unknown;
#[cfg(test)]
#[path = "../world/mod.rs"]
mod world;
