//! Whether a subscriber's API key may have ended while nothing happens in the organisation:
//! it is revoked in its directory's journal, and it expires by the clock.

use std::sync::Arc;
use std::time::Duration;

use futures_timer::Delay;
use futures_util::future::{Either, pending, select};
use futures_util::stream::StreamExt;

use super::hub::Hub;
use crate::call::{Receiver, Tenant};
use crate::storage::{Scope, Storage, Watch};
use crate::{Error, KeyId, Result, Time};

/// How often the clock is looked at for a key that expires. It is the store's clock, so no
/// timer knows how long that is.
const CLOCK_EVERY: Duration = Duration::from_secs(1);

/// What tells that a key may have ended. The subscribers of one directory share what is read
/// of its journal, and only whose own key an entry names asks for more.
pub(super) struct ProofWatch {
    key: KeyId,
    hints: Watch,
    hub: Arc<Hub>,
    /// The directory's entry that was looked at last.
    seq: u64,
    /// The hub's mark of a hint, until all that it was about is looked at.
    hinted: Option<u64>,
    /// Runs while the key is one that expires.
    tick: Option<Delay>,
}

impl ProofWatch {
    /// Watches the caller's key from now on, if they have one. What ended before is for the
    /// opener to find, afterwards.
    ///
    /// Who is vouched for needs no watch: whatever ends their right is told in the
    /// organisation.
    pub(super) async fn open(tenant: &Tenant) -> Result<Option<Self>> {
        let Some(proof) = tenant.caller.identity.proof else {
            return Ok(None);
        };
        let scope = Scope::Directory(proof.directory);
        // Watched before the head is read, so that nothing falls between the two.
        let hints = tenant.storage().watch(scope);
        let head = tenant.storage().head(scope).await?;
        let head = head.ok_or_else(|| Error::not_found("directory", proof.directory))?;
        Ok(Some(Self {
            key: proof.key,
            hints,
            hub: tenant.library().hubs.join(scope, head.seq),
            seq: head.seq,
            hinted: None,
            tick: None,
        }))
    }

    /// Waits until the key may have ended. May be dropped at any time, and asked again.
    pub(super) async fn suspects(&mut self, tenant: &Tenant) -> Result<()> {
        let until = tenant.authority().account.valid_until;
        loop {
            if self.is_told_of(&tenant.library().storage).await? {
                return Ok(());
            }
            let left = until.map(|end| left(end, tenant.now()));
            if left.is_some_and(|left| left.is_zero()) {
                return Ok(());
            }
            let tick = match left {
                Some(left) => {
                    let new = || Delay::new(left.min(CLOCK_EVERY));
                    Either::Left(self.tick.get_or_insert_with(new))
                }
                None => Either::Right(pending()),
            };
            match select(self.hints.next(), tick).await {
                Either::Left((Some(()), _)) => self.hinted = Some(self.hub.mark()),
                Either::Left((None, _)) => return Err(closed()),
                Either::Right(_) => self.tick = None,
            }
        }
    }

    /// Whether the key may have ended, by what its directory told until lately.
    pub(super) async fn has_ended(&mut self, tenant: &Tenant, since: Time) -> Result<bool> {
        self.hinted = self.hinted.max(Some(self.hub.mark_since(since)));
        let until = tenant.authority().account.valid_until;
        Ok(self.is_told_of(&tenant.library().storage).await?
            || until.is_some_and(|end| left(end, tenant.now()).is_zero()))
    }

    /// Whether an entry that was hinted is about the key.
    async fn is_told_of(&mut self, storage: &Arc<dyn Storage>) -> Result<bool> {
        while let Some(mark) = self.hinted {
            let told = self.hub.after(storage, self.seq, mark).await?;
            let Some(last) = told.last() else {
                self.hinted = None;
                break;
            };
            self.seq = last.entry.seq;
            let key = self.key.uuid();
            if told.iter().any(|heard| heard.entry.subject.id == key) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

fn left(end: Time, now: Time) -> Duration {
    let micros = end.micros().saturating_sub(now.micros());
    Duration::from_micros(u64::try_from(micros).unwrap_or_default())
}

/// The store gives no more hints.
pub(super) fn closed() -> Error {
    Error::unavailable("the store was closed")
}
