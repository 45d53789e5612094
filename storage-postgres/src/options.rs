//! What a store may be told when it is opened.

use std::time::Duration;

use tenantry::storage::Ports;

/// How a store is opened. Start from the default and change what differs.
///
/// ```
/// let mut options = tenantry_postgres::Options::default();
/// options.schema = "back_office".into();
/// options.connections_max = 32;
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Options {
    /// The schema that everything lives in, made if it is missing: `a` to `z`, digits and
    /// underscores, not beginning with a digit, at most 48 characters.
    pub schema: String,
    /// The clock and the probe.
    pub ports: Ports,
    /// How many connections at most, and at least 4; of no meaning for a pool that is handed in.
    pub connections_max: u32,
    /// How long a lock is waited for that another process holds, before the answer is `Busy`;
    /// at most 10 seconds.
    pub turn_wait: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            schema: "tenantry".to_owned(),
            ports: Ports::default(),
            connections_max: 16,
            turn_wait: Duration::from_secs(5),
        }
    }
}
