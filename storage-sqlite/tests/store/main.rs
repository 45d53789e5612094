//! What this store does beyond the behaviours that every store shows.

#[cfg(test)]
mod backup;
#[cfg(test)]
mod commit;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod paths;
#[cfg(test)]
mod personal;
#[cfg(test)]
mod plans;
#[cfg(test)]
mod purge;
#[cfg(test)]
mod sharing;
