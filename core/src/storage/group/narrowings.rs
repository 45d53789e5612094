//! Whose rights the batches of a group have narrowed, and those of the groups just before.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Mutex, PoisonError};

use super::{Overlay, Plan};
use crate::access::{Grounds, Touch};
use crate::journal::Hash;
use crate::storage::{Batch, Facts, Head, Scope};
use crate::{Result, Time};

/// The most narrowings of one scope that are remembered.
const REMEMBERED_MAX: usize = 1_024;

/// The most scopes of which any are.
const SCOPES_MAX: usize = 1_024;

/// What was taken from whom, by scope.
pub(super) type Narrowings = BTreeMap<Scope, Narrowed>;

/// What was taken from whom, from a position on.
pub(super) struct Narrowed {
    /// The last narrowing of which nobody knows whom it touched.
    before: u64,
    /// Those after it: where, and whom they name.
    since: VecDeque<(u64, Vec<Touch>)>,
    /// The head that all of this leads to.
    hash: Hash,
}

impl Narrowed {
    fn unknown_before(head: &Head) -> Self {
        Self {
            before: head.narrowed,
            since: VecDeque::new(),
            hash: head.hash,
        }
    }

    pub(super) fn note(&mut self, seq: u64, touched: &[Touch]) {
        if self.since.len() == REMEMBERED_MAX
            && let Some((oldest, _)) = self.since.pop_front()
        {
            self.before = oldest;
        }
        self.since.push_back((seq, touched.to_vec()));
    }

    /// Whether a decision that was made at a position still stands on its grounds.
    fn leaves_standing(&self, head: &Head, decided: u64, grounds: &Grounds) -> bool {
        let knows_all = (self.before..head.narrowed).contains(&decided);
        let mut since = self.since.iter().rev();
        let mut since = since.by_ref().take_while(|(seq, _)| *seq > decided);
        knows_all && since.all(|(_, touched)| !grounds.are_touched(touched))
    }
}

/// What a store remembers of whose rights its last groups have narrowed, so that a decision
/// that was made before them and stands on nothing of it is not made again.
///
/// It is for speed alone: what another process has committed in between is not known, and
/// taken for everybody's.
#[derive(Default)]
pub struct Recollection(Mutex<Narrowings>);

impl std::fmt::Debug for Recollection {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Recollection").finish_non_exhaustive()
    }
}

impl Recollection {
    /// [Judges](super::judge) a group, knowing what the last ones have narrowed.
    ///
    /// A group that is not committed after all may be judged again: what is remembered of it
    /// does not lead to the head that is found then.
    ///
    /// # Errors
    /// Those of [`judge`](super::judge).
    pub fn judge(&self, facts: Facts, batches: &[Batch], now: Time) -> Result<Plan> {
        let narrowings = self.recalled(&facts);
        let overlay = super::judged(narrowings, facts, batches, now)?;
        self.remember(overlay.narrowings, &overlay.facts);
        Ok(overlay.plan)
    }

    fn recalled(&self, facts: &Facts) -> Narrowings {
        let mut remembered = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut narrowings = known(facts);
        for (scope, narrowed) in &mut narrowings {
            let recalled = remembered.remove(scope);
            if let Some(recalled) = recalled.filter(|recalled| recalled.hash == narrowed.hash) {
                *narrowed = recalled;
            }
        }
        narrowings
    }

    fn remember(&self, narrowings: Narrowings, facts: &Facts) {
        let mut remembered = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if remembered.len() > SCOPES_MAX {
            remembered.clear();
        }
        for (scope, mut narrowed) in narrowings {
            if let Some(head) = facts.heads.get(&scope)
                && !narrowed.since.is_empty()
            {
                narrowed.hash = head.hash;
                remembered.insert(scope, narrowed);
            }
        }
    }
}

/// Nothing is known of what was committed before the group.
pub(super) fn known(facts: &Facts) -> Narrowings {
    let heads = facts.heads.iter();
    heads
        .map(|(scope, head)| (*scope, Narrowed::unknown_before(head)))
        .collect()
}

impl Overlay {
    pub(super) fn note_narrowing(&mut self, scope: Scope, seq: u64, touched: &[Touch]) {
        let narrowed = self.narrowings.entry(scope);
        let narrowed = narrowed.or_insert_with(|| Narrowed::unknown_before(&Head::new(scope)));
        narrowed.note(seq, touched);
    }

    /// Whether what was decided at a position of a scope still stands on its grounds.
    pub(super) fn stands(&self, scope: Scope, decided: u64, grounds: &Grounds) -> bool {
        let Some(head) = self.facts.heads.get(&scope) else {
            return false;
        };
        let narrowed = self.narrowings.get(&scope);
        head.narrowed == decided
            || narrowed.is_some_and(|narrowed| narrowed.leaves_standing(head, decided, grounds))
    }
}
