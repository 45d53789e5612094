//! What this store does beyond the behaviours that every store shows.

#[cfg(test)]
mod commit;
#[cfg(test)]
mod server;
#[cfg(test)]
mod story;
