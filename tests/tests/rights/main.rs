//! Who may do what, and that nobody does it a moment longer.

/// Tests that are run on each store, by name.
#[cfg(test)]
macro_rules! on_each_store {
    ($($name:ident)*) => {$(
        mod $name {
            use crate::stores::Kind;

            #[tokio::test(flavor = "multi_thread")]
            async fn on_sqlite() {
                super::$name(Kind::Sqlite).await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn on_postgres() {
                super::$name(Kind::Postgres).await;
            }
        }
    )*};
}

#[cfg(test)]
mod bare;
#[cfg(test)]
mod bounds;
#[cfg(test)]
mod bursts;
#[cfg(test)]
mod callers;
#[cfg(test)]
mod crowds;
#[cfg(test)]
mod endings;
#[cfg(test)]
mod feed;
#[cfg(test)]
mod gains;
#[cfg(test)]
mod holes;
#[cfg(test)]
mod links;
#[cfg(test)]
mod losses;
#[cfg(test)]
mod meanwhile;
#[cfg(test)]
mod places;
#[cfg(test)]
mod processes;
#[cfg(test)]
mod purges;
#[cfg(test)]
mod races;
#[cfg(test)]
mod reach;
#[cfg(test)]
mod revokes;
#[cfg(test)]
#[path = "../stores/mod.rs"]
mod stores;
#[cfg(test)]
mod table;
#[cfg(test)]
mod tasks;
#[cfg(test)]
mod worlds;
