//! What this store does beyond the behaviours that every store shows.

#[cfg(test)]
mod backup;
#[cfg(test)]
mod commit;
#[cfg(test)]
mod crash;
#[cfg(test)]
mod durability;
#[cfg(test)]
mod errands;
#[cfg(test)]
mod housekeeping;
#[cfg(test)]
mod locks;
#[cfg(test)]
mod personal;
#[cfg(test)]
mod plans;
#[cfg(test)]
mod processes;
#[cfg(test)]
mod refusals;
#[cfg(test)]
mod server;
#[cfg(test)]
mod shortage;
#[cfg(test)]
mod texts;
