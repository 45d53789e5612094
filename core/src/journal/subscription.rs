//! A subscription: replays what came after a cursor, then follows. Nothing is lost,
//! nothing comes twice or out of order, nothing reaches who may not see it.

use std::collections::VecDeque;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll};

use futures_util::future::{Either, pending, select};
use futures_util::stream::{self, BoxStream, Stream, StreamExt};

use super::hearing::{Hearing, hearing};
use super::history::knows;
use super::hub::{Heard, Hub, Moved};
use super::operations::settled;
use super::proof::{ProofWatch, closed};
use super::{Cursor, Entry, FeedItem, StoredEntry};
use crate::access::Rights;
use crate::call::{DECISIONS_MAX, Receiver, Tenant, is_stale, overtaken};
use crate::storage::{Head, Scope, Watch};
use crate::{Error, Result, Time};

/// The most entries that a subscription replays; who is further behind gets a `resync`.
pub const REPLAYED_ENTRIES_MAX: u64 = 100_000;

/// For how long subscribers may rely on what was read of the journals that tell of their
/// rights and their keys. One of them reads on for all.
const RELIES_MICROS: i64 = 500_000;

/// The live feed of an organisation, as a stream.
///
/// It ends with an error when the caller's proof or membership ends: within a second, also
/// where nothing else happens.
pub struct Subscription {
    items: BoxStream<'static, Result<FeedItem>>,
}

impl std::fmt::Debug for Subscription {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Subscription").finish_non_exhaustive()
    }
}

impl Stream for Subscription {
    type Item = Result<FeedItem>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.items.poll_next_unpin(context)
    }
}

impl Subscription {
    pub(super) async fn open(tenant: &Tenant, after: Option<Cursor>) -> Result<Self> {
        let scope = Scope::Org(tenant.org());
        // Watched before the head is read, so that nothing falls between the two.
        let watch = tenant.storage().watch(scope);
        let head = tenant.storage().head(scope).await?;
        let head = head.ok_or_else(|| Error::not_found("org", tenant.org()))?;
        let proof = ProofWatch::open(tenant).await?;
        // After the head: what comes behind it is looked at, and checked, as it comes.
        tenant.recheck().await?;
        let cursor = head.cursor();
        let (seq, first) = match after {
            None => (head.seq, Some(FeedItem::Start { cursor })),
            Some(cursor)
                if is_near(&head, cursor)
                    && knows(tenant.storage(), scope, &head, cursor).await? =>
            {
                (cursor.seq(), None)
            }
            Some(_) => (head.seq, Some(FeedItem::Resync { cursor })),
        };
        let hub = tenant.library().hubs.join(scope, head.seq);
        let follower = Follower {
            mark: hub.mark(),
            hub,
            tenant: tenant.clone(),
            watch,
            proof,
            seq,
            pending: VecDeque::new(),
            moved: Moved::default(),
            is_over: false,
        };
        let following = stream::unfold(follower, Follower::step);
        Ok(Self {
            items: stream::iter(first.map(Ok)).chain(following).boxed(),
        })
    }
}

fn is_near(head: &Head, cursor: Cursor) -> bool {
    head.seq.saturating_sub(cursor.seq()) <= REPLAYED_ENTRIES_MAX
}

struct Follower {
    tenant: Tenant,
    hub: Arc<Hub>,
    watch: Watch,
    /// The caller's key, if they have one.
    proof: Option<ProofWatch>,
    /// The hub's mark of the last hint.
    mark: u64,
    /// The entry that was looked at last.
    seq: u64,
    pending: VecDeque<Arc<Heard>>,
    /// What touched rights last among the entries in hand: who is not at the hub's end reads
    /// past it, and the hub knows nothing of these.
    moved: Moved,
    is_over: bool,
}

impl Follower {
    /// The next item, and the follower after it; `None` at the end.
    async fn step(mut self) -> Option<(Result<FeedItem>, Self)> {
        if self.is_over {
            return None;
        }
        let item = self.next().await;
        self.is_over = item.is_err();
        Some((item, self))
    }

    async fn next(&mut self) -> Result<FeedItem> {
        loop {
            while let Some(heard) = self.pending.pop_front() {
                if heard.entry.seq != self.seq + 1 {
                    return self.resync().await;
                }
                let hearing = self.hearing(&heard).await?;
                self.seq = heard.entry.seq;
                if let Some(item) = item(&heard.entry, hearing)? {
                    return Ok(item);
                }
            }
            let storage = &self.tenant.library().storage;
            let after = self.hub.after(storage, self.seq, self.mark).await?;
            for heard in &after {
                self.moved.note(&heard.entry);
            }
            self.pending = after.into();
            if self.pending.is_empty() {
                self.wait().await?;
            }
        }
    }

    /// Waits for a hint, and marks it: reads that began before it may not know of it. The
    /// caller's key may end meanwhile, of which the organisation's journal tells nothing.
    async fn wait(&mut self) -> Result<()> {
        let is_suspected = {
            let suspected = pin!(suspected(&mut self.proof, &self.tenant));
            match select(self.watch.next(), suspected).await {
                Either::Left((hint, _)) => hint.map(|()| false).ok_or_else(closed)?,
                Either::Right((suspected, _)) => suspected.map(|()| true)?,
            }
        };
        if is_suspected {
            self.tenant.recheck().await?;
            return Ok(());
        }
        self.mark = self.hub.mark();
        Ok(())
    }

    /// What was to come next was pruned: the reader starts anew from where the journal stands.
    async fn resync(&mut self) -> Result<FeedItem> {
        let org = self.tenant.org();
        let head = self.tenant.storage().head(org.into()).await?;
        let head = head.ok_or_else(|| Error::not_found("org", org))?;
        self.pending.clear();
        self.seq = head.seq;
        Ok(FeedItem::Resync {
            cursor: head.cursor(),
        })
    }

    /// What the reader gets of an entry, by rights that stand now.
    ///
    /// What may be heard by older rights may still be heard while nobody lost any. What may
    /// not is decided on the newest: they may have been widened.
    async fn hearing(&mut self, heard: &Heard) -> Result<Hearing> {
        let is_suspected = self.is_suspected().await?;
        let moved = self.hub.moved().or_later(self.moved);
        let authority = self.tenant.authority();
        // Of what ends by itself nothing is told.
        let ends = authority.rights.until;
        let has_ended = ends.is_some_and(|end| end <= self.tenant.now());
        if is_suspected || has_ended || authority.narrowed < moved.narrowed {
            self.tenant.recheck().await?;
        }
        let hearing = self.heard(heard).await?;
        if hearing == Hearing::Whole || self.tenant.authority().changed >= moved.rights {
            return Ok(hearing);
        }
        self.tenant.recheck().await?;
        self.heard(heard).await
    }

    /// What the reader gets of an entry by the rights that they are known to have. An object that
    /// it is about is looked at as it is now.
    async fn heard(&mut self, heard: &Heard) -> Result<Hearing> {
        for _ in 0..DECISIONS_MAX {
            let hearing = heard_by(&self.tenant, &self.tenant.authority().rights, heard);
            match settled(&self.tenant, hearing, &heard.audience).await {
                // Others were faster: on newer rights it is looked at again.
                Err(error) if is_stale(&error) => self.tenant.recheck().await.map(drop)?,
                settled => return settled,
            }
        }
        Err(overtaken())
    }

    /// Whether the caller's key may have ended, as far as both journals were read lately.
    async fn is_suspected(&mut self) -> Result<bool> {
        let storage = &self.tenant.library().storage;
        let since = Time::from_micros(self.tenant.now().micros() - RELIES_MICROS);
        self.hub.catch_up(storage, since).await?;
        match &mut self.proof {
            Some(proof) => proof.has_ended(&self.tenant, since).await,
            None => Ok(false),
        }
    }
}

/// Waits until the caller's key may have ended; for ever if there is none.
async fn suspected(proof: &mut Option<ProofWatch>, tenant: &Tenant) -> Result<()> {
    match proof {
        Some(proof) => proof.suspects(tenant).await,
        None => pending().await,
    }
}

fn heard_by(tenant: &Tenant, rights: &Rights, heard: &Heard) -> Hearing {
    let reader = tenant.actor().principal().map(|principal| principal.uuid());
    hearing(rights, reader, &heard.audience, heard.entry.effect)
}

fn item(entry: &StoredEntry, hearing: Hearing) -> Result<Option<FeedItem>> {
    Ok(match hearing {
        Hearing::Whole => Some(FeedItem::Entry {
            entry: Entry::try_from(entry)?,
        }),
        Hearing::Gone => Some(FeedItem::Gone {
            subject: entry.subject.clone(),
            cursor: entry.cursor(),
        }),
        Hearing::Nothing | Hearing::IfSeen { .. } => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::OrgId;

    #[test]
    fn who_is_further_behind_than_is_replayed_gets_a_resync() {
        let org = OrgId::from_uuid(uuid::Uuid::from_u128(1));
        let mut head = Head::new(org.into());
        head.seq = REPLAYED_ENTRIES_MAX + 7;
        let place = |seq| Cursor::new(seq, &head.hash);
        for (seq, expected) in [(6, false), (7, true), (head.seq, true)] {
            assert_eq!(is_near(&head, place(seq)), expected, "at {seq}");
        }
    }
}
