//! When a call is made again, and how long it waits before.

use std::time::Duration;

use tenantry::ErrorKind;

use crate::Failure;

/// How often a lost stream is looked for, and a call made, whatever the caller wants.
pub(crate) const TRIES_MAX: u32 = 10;

/// The longest wait, and the longest on top of one that the server asks for. A call that it
/// asks to wait longer is not made again.
const WAIT_MAX: Duration = Duration::from_secs(30);

/// How fast a client is. A test is faster.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pace {
    /// The first wait; each is twice the one before.
    pub(crate) first_wait: Duration,
    /// How long a stream may show nothing before it is taken for lost.
    pub(crate) quiet_time: Duration,
    /// How long a connection of a stream lasts that is not one more failure when it is lost.
    pub(crate) steady_time: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            first_wait: Duration::from_millis(100),
            // Three times as long as a server is silent.
            quiet_time: Duration::from_secs(45),
            steady_time: Duration::from_secs(5),
        }
    }
}

impl Pace {
    /// How long to wait before a call is made again; `None` where it is not.
    ///
    /// `is_safe` says that the call changes nothing, or changes it once however often it is
    /// made.
    pub(crate) fn wait(
        self,
        failure: &Failure,
        is_safe: bool,
        tries: u32,
        asked: Option<Duration>,
    ) -> Option<Duration> {
        let is_worth_it = match failure.kind {
            // Nothing was written.
            ErrorKind::Busy | ErrorKind::Throttled => true,
            ErrorKind::Unavailable | ErrorKind::Unknown => is_safe,
            _ => false,
        };
        let asked = asked.unwrap_or_default();
        if !is_worth_it || tries >= TRIES_MAX || asked > WAIT_MAX {
            return None;
        }
        let doubled = self.first_wait * 2_u32.pow(tries.saturating_sub(1).min(10));
        // Callers who failed together do not come back together.
        let spread = doubled.mul_f64(0.5 + (chance() % 1_000) as f64 / 1_000.0);
        Some(asked + spread.min(WAIT_MAX))
    }
}

/// The tail of a UUID, which is random; its head is the clock, the same for all who failed
/// together.
fn chance() -> u64 {
    uuid::Uuid::now_v7().as_u64_pair().1
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn waits(kind: ErrorKind, is_safe: bool, tries: u32) -> Option<Duration> {
        Pace::default().wait(&Failure::of_transport(kind, ""), is_safe, tries, None)
    }

    fn is_around(wait: Option<Duration>, millis: u64) -> bool {
        let least = Duration::from_millis(millis / 2);
        wait.is_some_and(|wait| wait >= least && wait < least * 3)
    }

    #[test]
    fn only_what_is_safe_is_made_again() {
        assert!(waits(ErrorKind::Throttled, false, 1).is_some());
        assert!(waits(ErrorKind::Unavailable, true, 1).is_some());
        assert!(waits(ErrorKind::Unavailable, false, 1).is_none());
        assert!(waits(ErrorKind::Unknown, false, 1).is_none());
        assert!(waits(ErrorKind::Conflict, true, 1).is_none());
    }

    #[test]
    fn waits_grow_and_end() {
        assert!(is_around(waits(ErrorKind::Busy, true, 1), 100));
        assert!(is_around(waits(ErrorKind::Busy, true, 3), 400));
        assert_eq!(waits(ErrorKind::Busy, true, TRIES_MAX), None);
    }

    #[test]
    fn the_server_may_ask_for_more_within_reason() {
        let busy = Failure::of_transport(ErrorKind::Busy, "");
        let asked = |secs| Pace::default().wait(&busy, true, 1, Some(Duration::from_secs(secs)));
        let over = asked(2).and_then(|wait| wait.checked_sub(Duration::from_secs(2)));
        assert!(is_around(over, 100));
        assert_eq!(asked(3_600), None);
    }

    #[test]
    fn callers_who_failed_together_do_not_come_back_together() {
        let spread: HashSet<_> = (0..100).map(|_| waits(ErrorKind::Busy, true, 1)).collect();
        assert!(spread.len() > 50, "{spread:?}");
    }
}
