//! The peers, each as somebody who knows it well would set it up.

mod by_casbin;
mod by_cedar;

pub(crate) use by_casbin::Casbin;
pub(crate) use by_cedar::Cedar;
