//! What people forget, looked at in every file of the workspace.

#[cfg(test)]
mod calls;
#[cfg(test)]
mod codes;
#[cfg(test)]
mod files;
#[cfg(test)]
mod layers;
#[cfg(test)]
mod papers;
#[cfg(test)]
mod reads;
#[cfg(test)]
mod sizes;
#[cfg(test)]
mod sleeps;
#[cfg(test)]
mod sql;
#[cfg(test)]
mod statement;
#[cfg(test)]
mod surfaces;
