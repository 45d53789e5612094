//! The operations on the caller's own API keys.

use tenantry_macros::operation;

use crate::access::Principal;
use crate::call::{Caller, Outcome};
use crate::directory::rules::keys::{self, KeyTerms};
use crate::directory::{ApiKey, CreateKey, ListKeys, NewKey, RevokeKey, RotateKey, StoredKey};
use crate::{Error, KeyId, Page, Result};

/// Creates an API key for the caller. The key itself is in the answer, once.
///
/// A key that ends makes none that works longer than itself, and nobody makes one that opens
/// an organisation that they cannot enter.
#[operation(id = "keys.create", kind = change, permission = none, errors = [Denied, NotFound, LimitReached])]
pub(crate) async fn create(caller: &Caller, input: CreateKey) -> Result<NewKey> {
    caller.require_unrestricted()?;
    let (directory, user) = caller.person()?;
    if let Some(org) = input.org {
        caller.enter(org).await?;
    }
    let terms = KeyTerms {
        directory,
        owner: Principal::User(user),
        org: input.org,
        name: &input.name,
        scopes: &input.scopes,
        expires_at: input.expires_at,
    };
    caller
        .commit(|now| keys::create(now, Outcome::empty(()), &terms))
        .await
}

/// Lists the caller's own API keys by age, without the keys themselves.
///
/// Those that were revoked, or replaced and are over, are listed until the next one is made.
/// A restricted key sees itself alone: the others name organisations that it does not open.
#[operation(id = "keys.list", kind = read, permission = none, errors = [Denied])]
pub(crate) async fn list(caller: &Caller, input: ListKeys) -> Result<Page<ApiKey>> {
    let (directory, user) = caller.person()?;
    let keyset = input.page.in_order(input.order)?;
    let view = caller.view(directory);
    if let Some(proof) = caller
        .identity
        .proof
        .filter(|_| !caller.identity.is_unrestricted())
    {
        let read = caller.storage().key(&view, proof.key).await?;
        let cursor = read.head.cursor();
        let own = caller.see(read)?.map(|stored| stored.key);
        return Ok(Page::of(own.into_iter().collect(), keyset, |key| key.id.uuid()).at(cursor));
    }
    let owner = Principal::User(user);
    let read = caller
        .storage()
        .keys(&view, owner, keyset.one_more())
        .await?;
    let cursor = read.head.cursor();
    Ok(Page::of(caller.see(read)?, keyset, |key| key.id.uuid()).at(cursor))
}

/// Replaces one of the caller's own API keys. The old one works on for the overlap.
///
/// A key can be rotated once; of many at the same time, one wins. At most 100 that were
/// rotated work on at the same time.
#[operation(id = "keys.rotate", kind = change, permission = none, errors = [Denied, NotFound, Conflict, LimitReached])]
pub(crate) async fn rotate(caller: &Caller, input: RotateKey) -> Result<NewKey> {
    // A restricted key may replace itself: its successor is restricted in the same way.
    if caller.identity.proof.map(|proof| proof.key) != Some(input.key) {
        caller.require_unrestricted()?;
    }
    let old = load(caller, input.key).await?;
    caller
        .commit(|now| keys::rotate(now, Outcome::empty(()), &old, input.overlap_secs))
        .await
}

/// Revokes one of the caller's own API keys, at once and everywhere.
#[operation(id = "keys.revoke", kind = change, permission = none, errors = [Denied, NotFound, Conflict])]
pub(crate) async fn revoke(caller: &Caller, input: RevokeKey) -> Result<()> {
    if caller.identity.proof.map(|proof| proof.key) != Some(input.key) {
        caller.require_unrestricted()?;
    }
    let old = load(caller, input.key).await?;
    caller
        .commit(|now| keys::revoke(now, Outcome::empty(()), &old))
        .await
}

async fn load(caller: &Caller, id: KeyId) -> Result<StoredKey> {
    let (directory, user) = caller.person()?;
    caller
        .see(caller.storage().key(&caller.view(directory), id).await?)?
        .filter(|stored| stored.key.owner == Principal::User(user))
        .ok_or_else(|| Error::not_found("key", id))
}
