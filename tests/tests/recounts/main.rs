//! Statistics of tasks are what counting them one by one comes to: whatever is done at once,
//! wherever a process is killed, at any moment.

#[cfg(test)]
mod busy;
#[cfg(test)]
mod killed;
#[cfg(test)]
mod recount;
#[cfg(test)]
#[path = "../stores/mod.rs"]
mod stores;
#[cfg(test)]
mod together;

/// How much is done: a little, or with `TENANTRY_LONG` a lot.
#[cfg(test)]
fn rounds(few: usize, many: usize) -> usize {
    match std::env::var_os("TENANTRY_LONG") {
        Some(_) => many,
        None => few,
    }
}
