//! What may be chosen when a store is opened.

use std::time::Duration;

use tenantry::storage::Ports;

/// How a store is opened. Start from the default and change what matters:
///
/// ```
/// use std::time::Duration;
/// use tenantry_sqlite::Options;
///
/// let mut options = Options::default();
/// options.turn_wait = Duration::from_secs(1);
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Options {
    /// The clock, and the probe of tests.
    pub ports: Ports,
    /// How long a writer waits for its turn among processes before it answers `Busy`.
    pub turn_wait: Duration,
    /// How many threads serve the longer reads.
    pub reader_threads: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            ports: Ports::default(),
            turn_wait: Duration::from_secs(5),
            reader_threads: 2,
        }
    }
}

impl From<Ports> for Options {
    fn from(ports: Ports) -> Self {
        Self {
            ports,
            ..Self::default()
        }
    }
}
