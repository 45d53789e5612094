//! Verifying a journal: every entry against the hash before it, the end against the head.

use super::{Hash, StoredEntry, Verification, chain};
use crate::storage::{Scope, Storage};
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
pub(super) async fn verify_against(
    storage: &dyn Storage,
    scope: Scope,
    kept: Option<(u64, Hash)>,
) -> Result<Verification> {
    let head = storage.head(scope).await?;
    let head = head.ok_or_else(|| Error::not_found(scope.kind(), scope.uuid()))?;
    let mut verifier = Verifier::behind(head.floor, head.floor_hash);
    if let Some((seq, hash)) = kept
        && (seq > head.seq || (seq == head.floor && hash != head.floor_hash))
    {
        return Ok(verifier.report(Some(seq)));
    }
    while verifier.seq < head.seq {
        let entries = storage.entries(scope, verifier.seq, SLICE_ENTRIES).await?;
        if entries.is_empty() {
            return Ok(verifier.report(Some(verifier.seq + 1)));
        }
        for entry in entries.iter().take_while(|entry| entry.seq <= head.seq) {
            if let Err(broken_at) = verifier.take(entry) {
                return Ok(verifier.report(Some(broken_at)));
            }
            if kept.is_some_and(|(seq, hash)| seq == entry.seq && hash != entry.hash) {
                return Ok(verifier.report(Some(entry.seq)));
            }
        }
    }
    let ends = verifier.ends_at(head.seq, &head.hash);
    Ok(verifier.report((!ends).then_some(head.seq)))
}
