//! Verifying a journal: every entry against the hash before it, the personal values beside it
//! against its commitments, the end against the head.

use super::personal::forged_at;
use super::{Hash, StoredEntry, Verification, chain};
use crate::storage::{Head, JournalReads, Scope, Storage};
use crate::{Error, Result};

/// How many entries are read at once.
const SLICE_ENTRIES: u32 = 2_000;

/// The state of a verification: fed with entries in order.
#[derive(Clone, Copy, Debug)]
pub struct Verifier {
    seq: u64,
    hash: Hash,
    entries: u64,
}

impl Verifier {
    /// Starts behind an entry whose hash is trusted: the floor, or a checkpoint.
    #[must_use]
    pub fn behind(seq: u64, hash: Hash) -> Self {
        Self {
            seq,
            hash,
            entries: 0,
        }
    }

    /// Takes the next entry.
    ///
    /// # Errors
    /// The sequence of the first entry that is missing or not what was hashed.
    pub fn take(&mut self, entry: &StoredEntry) -> Result<(), u64> {
        if entry.seq != self.seq + 1 || chain::link(&self.hash, entry) != entry.hash {
            return Err(self.seq + 1);
        }
        self.seq = entry.seq;
        self.hash = entry.hash;
        self.entries += 1;
        Ok(())
    }

    /// Whether the entries so far end at a head.
    #[must_use]
    pub fn ends_at(&self, seq: u64, hash: &Hash) -> bool {
        self.seq == seq && self.hash == *hash
    }

    fn report(&self, broken_at: Option<u64>) -> Verification {
        Verification {
            is_intact: broken_at.is_none(),
            entries: self.entries,
            seq: self.seq,
            hash: chain::hex(&self.hash),
            broken_at,
        }
    }
}

/// Verifies the journal of a scope from its floor to its head.
///
/// # Errors
/// `NotFound` for a scope that there is not, and whatever reading may answer.
pub async fn verify_scope(storage: &dyn Storage, scope: Scope) -> Result<Verification> {
    verify_against(storage, scope, None).await
}

/// The same, with a checkpoint that was kept elsewhere: its entry must have its hash.
///
/// What was pruned while it was read is not broken: the rest is verified anew. Each time
/// somebody has pruned, so this ends when they do.
pub(super) async fn verify_against(
    storage: &dyn JournalReads,
    scope: Scope,
    kept: Option<(u64, Hash)>,
) -> Result<Verification> {
    let mut head = head(storage, scope).await?;
    loop {
        let found = verify_at(storage, scope, &head, kept).await?;
        if found.is_intact {
            return Ok(found);
        }
        let now = self::head(storage, scope).await?;
        if now.floor == head.floor {
            return Ok(found);
        }
        head = now;
    }
}

async fn head(storage: &dyn JournalReads, scope: Scope) -> Result<Head> {
    let head = storage.head(scope).await?;
    head.ok_or_else(|| Error::not_found(scope.kind(), scope.uuid()))
}

/// Verifies what lies between the floor and the end of a head.
async fn verify_at(
    storage: &dyn JournalReads,
    scope: Scope,
    head: &Head,
    kept: Option<(u64, Hash)>,
) -> Result<Verification> {
    let mut verifier = Verifier::behind(head.floor, head.floor_hash);
    match kept {
        // It was pruned: there is nothing left to hold against what was kept.
        Some((seq, _)) if seq < head.floor => return Err(Error::not_found("entry", seq)),
        Some((seq, hash)) if seq > head.seq || (seq == head.floor && hash != head.floor_hash) => {
            return Ok(verifier.report(Some(seq)));
        }
        _ => {}
    }
    while verifier.seq < head.seq {
        let entries = storage.entries(scope, verifier.seq, SLICE_ENTRIES).await?;
        let Some(last) = entries.last() else {
            return Ok(verifier.report(Some(verifier.seq + 1)));
        };
        let personal = storage.personal(scope, verifier.seq + 1, last.seq).await?;
        let forged_at = forged_at(&entries, &personal);
        for entry in entries.iter().take_while(|entry| entry.seq <= head.seq) {
            if let Err(broken_at) = verifier.take(entry) {
                return Ok(verifier.report(Some(broken_at)));
            }
            let is_other = kept.is_some_and(|(seq, hash)| seq == entry.seq && hash != entry.hash);
            if is_other || forged_at == Some(entry.seq) {
                return Ok(verifier.report(Some(entry.seq)));
            }
        }
    }
    let ends = verifier.ends_at(head.seq, &head.hash);
    Ok(verifier.report((!ends).then_some(head.seq)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::pruned::Pruned;

    fn verified(journal: &Pruned, kept: Option<(u64, Hash)>) -> Result<Verification> {
        crate::blocking::run(verify_against(journal, Pruned::scope(), kept))
    }

    #[test]
    fn what_is_pruned_while_it_is_verified_is_not_broken() {
        for (through, entries) in [(0, 6), (3, 3), (5, 1)] {
            let verification = verified(&Pruned::through(through), None).unwrap();
            assert!(verification.is_intact, "pruned through {through}");
            assert_eq!(verification.entries, entries, "pruned through {through}");
        }
        let forged = verified(&Pruned::through(3).broken_at(5), None).unwrap();
        assert_eq!(forged.broken_at, Some(5));
    }

    #[test]
    fn what_was_kept_of_an_entry_that_is_pruned_can_be_held_against_nothing() {
        let journal = Pruned::through(3);
        let kept = (2, journal.entry(2).hash);
        let refused = verified(&journal, Some(kept)).unwrap_err();
        assert_eq!(refused.code(), "not_found");
        let kept = (4, journal.entry(4).hash);
        assert!(verified(&journal, Some(kept)).unwrap().is_intact);
        let verification = verified(&journal, Some((4, [0; 32]))).unwrap();
        assert_eq!(verification.broken_at, Some(4));
    }
}
