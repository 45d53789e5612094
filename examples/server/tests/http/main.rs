//! What HTTP adds to an operation, without a network.

#[cfg(test)]
mod client;
#[cfg(test)]
mod headers;
#[cfg(test)]
mod statuses;
