//! The operations on the journal.

use tenantry_macros::operation;

use super::hearing::{Hearing, hearing};
use super::verify::verify_against;
use super::{
    Activity, AskLanded, Audience, Checkpoint, CreateCheckpoint, Entry, FeedItem, Hash,
    JournalPage, Landing, ListActivity, ListJournal, PruneJournal, Pruned, REPLAYED_ENTRIES_MAX,
    StoredEntry, Subscribe, Subscription, Verification, VerifyJournal, chain, history, rules,
};
use crate::access::operations::objects;
use crate::access::{Permission, Place};
use crate::call::{Caller, Receiver, Tenant};
use crate::page::checked_limit;
use crate::storage::{Head, Scope};
use crate::{Error, Page, Result};

/// How many checkpoints are listed.
const CHECKPOINTS_LISTED: u32 = 200;

/// Lists the journal from a place on, oldest first: the whole audit trail.
#[operation(id = "journal.list", kind = read, permission = JOURNAL_READ)]
pub(crate) async fn list(tenant: &Tenant, input: ListJournal) -> Result<JournalPage> {
    tenant.require(Permission::JOURNAL_READ, &Place::Org)?;
    let head = head(tenant).await?;
    history::page(
        tenant.storage(),
        tenant.org().into(),
        &head,
        input.after,
        input.limit,
    )
    .await
}

/// Follows what happens in the organisation, as far as the caller may see it.
///
/// Replays what came after a cursor, then follows; without one, first tells where it starts.
/// A cursor that is not of this journal, is pruned, or lies over 100,000 entries back is
/// answered with one `resync`.
#[operation(id = "journal.subscribe", kind = stream, permission = ORGS_READ, item = FeedItem)]
pub(crate) async fn subscribe(tenant: &Tenant, input: Subscribe) -> Result<Subscription> {
    tenant.recheck().await?;
    tenant.require(Permission::ORGS_READ, &Place::Org)?;
    Subscription::open(tenant, input.after).await
}

/// Asks whether a change of the caller's landed, after an error of the kind `unknown`.
///
/// What did not land has left nothing behind, and may be tried again; nor is an organisation
/// there that was to be created. Somebody else's change is answered like one that did not land.
/// Over 100,000 entries later, or when the journal was pruned since, it cannot be learnt any
/// more.
#[operation(id = "commits.landed", kind = read, permission = none, errors = [Denied, NotFound, Conflict])]
pub(crate) async fn landed(caller: &Caller, input: AskLanded) -> Result<Landing> {
    let AskLanded {
        scope,
        commit,
        after,
    } = input;
    let storage = caller.storage();
    if after == 0 && storage.head(scope).await?.is_none() {
        // It may be what is being made by this very commit, which is waited for.
        storage.landed(scope, commit, after).await?;
    }
    let head = standing_in(caller, scope).await?;
    let from = after.max(head.seq.saturating_sub(REPLAYED_ENTRIES_MAX));
    if let Some(landed) = storage.landed(scope, commit, from).await? {
        let last = storage.entries(scope, landed.seq - 1, 1).await?;
        let is_it = |entry: &&StoredEntry| entry.commit == commit;
        if let Some(entry) = last.first().filter(is_it) {
            let is_own = entry.actor == caller.actor();
            return Ok(if is_own {
                landed.into()
            } else {
                Landing::default()
            });
        }
    }
    // It is not there, unless it was pruned: looked at last, since that may be just now.
    let head = standing_in(caller, scope).await?;
    if after < head.floor.max(from) {
        return Err(Error::conflict(
            "too_long_ago",
            "too much happened since, or the journal was pruned; look for what you changed itself",
        ));
    }
    Ok(Landing::default())
}

/// Where a journal stands, for a caller who belongs there.
async fn standing_in(caller: &Caller, scope: Scope) -> Result<Head> {
    match scope {
        Scope::Directory(directory) => {
            caller.directory(Some(directory))?;
        }
        Scope::Org(org) if !caller.identity.is_system() => {
            caller.enter(org).await?;
        }
        Scope::Org(_) => {}
    }
    let head = caller.storage().head(scope).await?;
    head.ok_or_else(|| Error::not_found(scope.kind(), scope.uuid()))
}

/// Lists what happened to one thing, newest first, as far as the caller may see it.
#[operation(id = "journal.activity", kind = read, permission = ORGS_READ)]
pub(crate) async fn activity(tenant: &Tenant, input: ListActivity) -> Result<Activity> {
    tenant.require(Permission::ORGS_READ, &Place::Org)?;
    let limit = checked_limit(input.limit)?;
    // Sequences are stored as signed numbers.
    let before = input.before.unwrap_or(i64::MAX as u64).min(i64::MAX as u64);
    let read = tenant
        .storage()
        .activity(&tenant.view(), input.subject, before, limit + 1)
        .await?;
    let mut stored = tenant.see(read)?;
    let more = stored.len() > limit as usize;
    stored.truncate(limit as usize);
    let next = stored.last().filter(|_| more).map(|entry| entry.seq);
    let rights = &tenant.authority().rights;
    let reader = tenant.actor().principal().map(|principal| principal.uuid());
    let mut items = Vec::with_capacity(stored.len());
    for entry in &stored {
        let audience = entry.audience()?;
        let heard = hearing(rights, reader, &audience, entry.effect);
        if settled(tenant, heard, &audience).await? == Hearing::Whole {
            items.push(Entry::try_from(entry)?);
        }
    }
    Ok(Activity { items, next })
}

/// What a reader gets of an entry, once it is known whether they see its object now.
pub(super) async fn settled(
    tenant: &Tenant,
    hearing: Hearing,
    audience: &Audience,
) -> Result<Hearing> {
    match (hearing, &audience.object) {
        (Hearing::IfSeen { .. }, Some(object)) => {
            Ok(hearing.when_seen(objects::sees(tenant, object).await?))
        }
        (settled, _) => Ok(settled),
    }
}

/// Verifies the journal: every entry against the hash before it, the end against the
/// head, and a checkpoint that was kept elsewhere if one is given.
#[operation(id = "journal.verify", kind = read, permission = JOURNAL_READ)]
pub(crate) async fn verify(tenant: &Tenant, input: VerifyJournal) -> Result<Verification> {
    tenant.require(Permission::JOURNAL_READ, &Place::Org)?;
    let kept = match (input.seq, &input.hash) {
        (Some(seq), Some(hash)) => Some((seq, parse_hash(hash)?)),
        (None, None) => None,
        _ => return Err(Error::invalid("hash", "and `seq` must be given together")),
    };
    head(tenant).await?;
    verify_against(tenant.storage(), tenant.org().into(), kept).await
}

/// Sets a checkpoint: a place from which the journal can be verified, and behind which
/// it may be pruned. Keep a copy elsewhere.
#[operation(id = "checkpoints.create", kind = change, permission = JOURNAL_MANAGE, errors = [Conflict])]
pub(crate) async fn checkpoint(tenant: &Tenant, input: CreateCheckpoint) -> Result<Checkpoint> {
    let head = head(tenant).await?;
    let (seq, hash) = match input.seq {
        None => (head.seq, head.hash),
        Some(seq) if (1..=head.seq).contains(&seq) && seq > head.floor => {
            let found = tenant
                .storage()
                .entries(tenant.org().into(), seq - 1, 1)
                .await?;
            let entry = found
                .first()
                .ok_or_else(|| Error::not_found("entry", seq))?;
            (entry.seq, entry.hash)
        }
        Some(seq) => return Err(Error::not_found("entry", seq)),
    };
    tenant
        .commit(|now| rules::checkpoint(now, tenant.org(), seq, &hash))
        .await
}

/// Lists the newest 200 checkpoints, newest first.
#[operation(id = "checkpoints.list", kind = read, permission = JOURNAL_READ)]
pub(crate) async fn checkpoints(tenant: &Tenant) -> Result<Page<Checkpoint>> {
    tenant.require(Permission::JOURNAL_READ, &Place::Org)?;
    let read = tenant
        .storage()
        .checkpoints(&tenant.view(), CHECKPOINTS_LISTED)
        .await?;
    let cursor = read.head.cursor();
    Ok(Page {
        items: tenant.see(read)?,
        next: None,
        feed: Some(cursor),
    })
}

/// Removes the journal up to and with a checkpoint. What remains still verifies.
///
/// At most 10,000 entries go in one call: for more, set checkpoints closer together, from the
/// oldest entry on, and prune to one after the other.
#[operation(id = "journal.prune", kind = change, permission = JOURNAL_MANAGE, errors = [Conflict, LimitReached])]
pub(crate) async fn prune(tenant: &Tenant, input: PruneJournal) -> Result<Pruned> {
    tenant.require(Permission::JOURNAL_MANAGE, &Place::Org)?;
    let view = tenant.view();
    let checkpoint = tenant.see(tenant.storage().checkpoint(&view, input.through).await?)?;
    let checkpoint = checkpoint.ok_or_else(|| Error::not_found("checkpoint", input.through))?;
    let hash = parse_hash(&checkpoint.hash)?;
    let head = head(tenant).await?;
    tenant
        .commit(|now| rules::prune(now, tenant.org(), &head, checkpoint.seq, hash))
        .await
}

/// Where the journal stands, for a caller whose rights and proof stand too.
async fn head(tenant: &Tenant) -> Result<Head> {
    let found = tenant.storage().standing(&tenant.view(), None).await?;
    let seen = found.ok_or_else(|| Error::not_found("org", tenant.org()))?;
    let head = seen.head;
    tenant.see(seen)?;
    Ok(head)
}

fn parse_hash(text: &str) -> Result<Hash> {
    chain::unhex(text).ok_or_else(|| Error::invalid("hash", "must be 64 hexadecimal characters"))
}
