//! Time and ids of a story: told, not found.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use tenantry::{Clock, Ids, Time};
use uuid::Uuid;

/// 2026-01-01T00:00:00Z: when every story begins.
const BEGINNING: i64 = 1_767_225_600_000_000;

/// What a replay brings along: hand the clock to the store, the ids to the library.
#[derive(Clone, Debug, Default)]
pub struct Ports {
    /// The clock.
    pub clock: Arc<StoryClock>,
    /// The ids.
    pub ids: Arc<StoryIds>,
}

/// A clock that moves only when the story does.
#[derive(Debug)]
pub struct StoryClock(AtomicI64);

impl Default for StoryClock {
    fn default() -> Self {
        Self(AtomicI64::new(BEGINNING))
    }
}

impl StoryClock {
    /// A clock that stands at a moment: that of a story which is under way elsewhere.
    #[must_use]
    pub fn at(moment: Time) -> Self {
        Self(AtomicI64::new(moment.micros()))
    }

    /// Lets seconds pass.
    pub fn pass(&self, secs: i64) {
        self.0.fetch_add(secs * 1_000_000, Ordering::SeqCst);
    }
}

impl Clock for StoryClock {
    fn now(&self) -> Time {
        Time::from_micros(self.0.load(Ordering::SeqCst))
    }
}

/// Ids and secrets that are counted instead of drawn.
#[derive(Debug, Default)]
pub struct StoryIds(AtomicU64);

impl StoryIds {
    /// Ids that go on where so many were drawn.
    #[must_use]
    pub fn after(drawn: u64) -> Self {
        Self(AtomicU64::new(drawn))
    }

    /// How many were drawn.
    #[must_use]
    pub fn drawn(&self) -> u64 {
        self.0.load(Ordering::SeqCst)
    }
}

impl Ids for StoryIds {
    fn next(&self, at: Time) -> Uuid {
        let millis = u64::try_from(at.micros() / 1_000).unwrap_or_default();
        let mut random = [0; 10];
        self.fill(&mut random);
        uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }

    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(0);
        let count = self.0.fetch_add(1, Ordering::SeqCst).to_be_bytes();
        let end = bytes.len().saturating_sub(count.len());
        for (byte, digit) in bytes[end..].iter_mut().zip(count) {
            *byte = digit;
        }
    }
}
