//! Forgetting old idempotency keys, beside the calls that add new ones.

use std::sync::Mutex;

use futures_util::FutureExt;

use crate::Time;
use crate::storage::{Forgetting, REPLAY_SECS, Storage};

/// How often a process has old keys forgotten.
const EVERY_SECS: i64 = 60 * 60;

/// How many at once. One keyed call adds one, so the next calls, which have more forgotten
/// where there were more, are never behind for long.
const ROWS_MAX: u32 = 1_000;

/// How far this process has come with old keys.
#[derive(Default)]
pub(super) struct OldReplays(Mutex<State>);

#[derive(Default)]
struct State {
    /// When the store was last asked to forget.
    asked_at: Time,
    /// What it has not answered yet, or nobody has looked at.
    answer: Option<Forgetting>,
}

impl OldReplays {
    /// Asks the store once in a while to forget keys that are too old to be answered.
    ///
    /// Waits for nothing: the caller's change is done, and its answer is not to stand behind
    /// other people's long reads. The store goes on by itself, and a later call looks at what
    /// came of it. Old keys are not answered anyway: a failure costs only room, until the next
    /// time.
    pub(super) fn forget(&self, storage: &dyn Storage, now: Time) {
        // Where another call is at it, there is nothing more to do.
        let Ok(mut state) = self.0.try_lock() else {
            return;
        };
        let answer = state.answer.as_mut().map(|answer| answer.now_or_never());
        let left_some = match answer {
            None => false,
            Some(None) => return,
            Some(Some(forgotten)) => forgotten.is_ok_and(|forgotten| !forgotten.is_done),
        };
        state.answer = None;
        if left_some || state.asked_at.plus_secs(EVERY_SECS) <= now {
            state.asked_at = now;
            state.answer = Some(storage.forget_replays(now.plus_secs(-REPLAY_SECS), ROWS_MAX));
        }
    }
}
