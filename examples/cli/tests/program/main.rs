//! The program as it is shipped: what it prints, how it refuses, how it ends.

#[cfg(test)]
mod answers;
#[cfg(test)]
mod chores;
#[cfg(test)]
mod endings;
#[cfg(test)]
mod help;
#[cfg(test)]
mod refusals;
#[cfg(test)]
mod world;
