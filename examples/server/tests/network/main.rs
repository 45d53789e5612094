//! What only a connection shows.

#[cfg(test)]
mod hostile;
#[cfg(test)]
mod life;
#[cfg(test)]
mod program;
#[cfg(test)]
mod served;
