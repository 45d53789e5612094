//! Who may do what, and that nobody does it a moment longer.

#[cfg(test)]
mod callers;
#[cfg(test)]
mod crowds;
#[cfg(test)]
mod endings;
#[cfg(test)]
mod feed;
#[cfg(test)]
mod holes;
#[cfg(test)]
mod meanwhile;
#[cfg(test)]
mod places;
#[cfg(test)]
mod purges;
#[cfg(test)]
mod races;
#[cfg(test)]
mod revokes;
#[cfg(test)]
#[path = "../stores/mod.rs"]
mod stores;
#[cfg(test)]
mod table;
