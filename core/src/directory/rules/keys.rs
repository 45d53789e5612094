//! The rules of API keys, of people and of service accounts alike.

use crate::access::{PermissionName, Principal};
use crate::call::{Decision, Outcome, Told};
use crate::directory::credentials::{Minted, Names, mint};
use crate::directory::{ApiKey, NewKey, StoredKey};
use crate::storage::{Counter, Row, Sweep};
use crate::{DirectoryId, Error, ErrorKind, KeyId, OrgId, Result, Time, text};

/// The most keys of one principal that are neither revoked nor replaced.
pub const KEYS_MAX: i64 = 100;

/// The most keys of one principal that were replaced and still work.
pub const REPLACED_KEYS_MAX: i64 = 100;

/// For how long a rotated key still works if nothing else is asked for.
pub const OVERLAP_SECS_DEFAULT: u32 = 24 * 60 * 60;

/// The longest that a rotated key still works.
pub const OVERLAP_SECS_MAX: u32 = 7 * 24 * 60 * 60;

/// What a new key shall be.
pub(crate) struct KeyTerms<'a> {
    pub(crate) directory: DirectoryId,
    pub(crate) owner: Principal,
    pub(crate) org: Option<OrgId>,
    pub(crate) name: &'a str,
    pub(crate) scopes: &'a [PermissionName],
    pub(crate) expires_at: Option<Time>,
}

/// Makes a key: its row goes to the directory.
pub(crate) fn create(
    now: &Decision<'_>,
    outcome: Outcome<()>,
    terms: &KeyTerms<'_>,
) -> Result<Outcome<NewKey>> {
    if terms.expires_at.is_some_and(|end| end <= now.at) {
        return Err(Error::invalid("expires_at", "must be in the future"));
    }
    check_outlives(now, terms.expires_at)?;
    let (new, hash) = issue(now, terms)?;
    let told = about(&new.key).with("made", true);
    Ok(outcome
        .then_in(terms.directory)
        .insert(Row::ApiKey(StoredKey {
            key: new.key.clone(),
            hash,
        }))
        .count_up(Counter::Keys(terms.owner.uuid()), KEYS_MAX)
        .sweep(Sweep::EndedKeys(terms.owner, now.at))
        .tell(now, told)
        .answering(new))
}

/// Replaces a key. The old one works on for a while; it can be replaced once only.
pub(crate) fn rotate(
    now: &Decision<'_>,
    outcome: Outcome<()>,
    old: &StoredKey,
    overlap_secs: Option<u32>,
) -> Result<Outcome<NewKey>> {
    check_usable(&old.key, now.at)?;
    if let Some(successor) = old.key.replaced_by {
        return Err(Error::conflict(
            "key_rotated",
            "this key was rotated already; rotate the one that replaced it",
        )
        .with("replaced_by", successor.to_string()));
    }
    let overlap = overlap_secs.unwrap_or(OVERLAP_SECS_DEFAULT);
    if overlap > OVERLAP_SECS_MAX {
        return Err(Error::invalid(
            "overlap_secs",
            format!("must be at most {OVERLAP_SECS_MAX}"),
        )
        .with("max", OVERLAP_SECS_MAX));
    }
    let terms = KeyTerms {
        directory: old.key.directory,
        owner: old.key.owner,
        org: old.key.org,
        name: &old.key.name,
        scopes: &old.key.scopes,
        expires_at: old.key.expires_at,
    };
    check_outlives(now, terms.expires_at)?;
    let (new, hash) = issue(now, &terms)?;
    let end = now.at.plus_secs(i64::from(overlap));
    let mut replaced = old.clone();
    replaced.key.expires_at = Some(old.key.expires_at.map_or(end, |earlier| earlier.min(end)));
    replaced.key.replaced_by = Some(new.key.id);
    replaced.key.version += 1;
    replaced.key.updated_at = Time::OF_COMMIT;
    let told = about(&old.key)
        .with("replaced_by", new.key.id.to_string())
        .narrows();
    let outcome = outcome
        .then_in(terms.directory)
        .update(Row::ApiKey(old.clone()), Row::ApiKey(replaced))
        .insert(Row::ApiKey(StoredKey {
            key: new.key.clone(),
            hash,
        }))
        .sweep(Sweep::EndedKeys(terms.owner, now.at))
        .tell(now, told);
    // Without an overlap nothing more works than before.
    let outcome = match overlap {
        0 => outcome,
        _ => outcome.count_up(Counter::ReplacedKeys(terms.owner.uuid()), REPLACED_KEYS_MAX),
    };
    Ok(outcome.answering(new))
}

/// Ends a key at once.
pub(crate) fn revoke<T>(
    now: &Decision<'_>,
    outcome: Outcome<T>,
    old: &StoredKey,
) -> Result<Outcome<T>> {
    if old.key.revoked_at.is_some() {
        return Err(Error::conflict(
            "key_revoked",
            "this key is revoked already",
        ));
    }
    let mut revoked = old.clone();
    revoked.key.revoked_at = Some(Time::OF_COMMIT);
    revoked.key.version += 1;
    revoked.key.updated_at = Time::OF_COMMIT;
    let told = about(&old.key).with("revoked", true).narrows();
    let outcome = outcome
        .then_in(old.key.directory)
        .update(Row::ApiKey(old.clone()), Row::ApiKey(revoked))
        .tell(now, told);
    // A key that was replaced has handed its place to its successor.
    Ok(match old.key.replaced_by {
        Some(_) => outcome,
        None => outcome.count_down(Counter::Keys(old.key.owner.uuid()), 0),
    })
}

/// Ends every key of somebody who is no more, at once and however many they are.
pub(crate) fn end_all<T>(
    now: &Decision<'_>,
    outcome: Outcome<T>,
    directory: DirectoryId,
    owner: Principal,
) -> Outcome<T> {
    let told = Told::about(owner.kind(), owner.uuid())
        .with("keys", false)
        .concerns(owner.uuid())
        .narrows();
    outcome
        .then_in(directory)
        .sweep(Sweep::KeysOf(owner))
        .tell(now, told)
}

fn issue(now: &Decision<'_>, terms: &KeyTerms<'_>) -> Result<(NewKey, [u8; 32])> {
    let id = KeyId::from_uuid(now.id());
    let Minted { secret, hint, hash } = mint(Names::Key(terms.directory, id), now.entropy());
    let mut scopes = terms.scopes.to_vec();
    scopes.sort();
    scopes.dedup();
    let key = ApiKey {
        directory: terms.directory,
        id,
        owner: terms.owner,
        org: terms.org,
        name: text::name("name", terms.name)?,
        hint,
        scopes,
        expires_at: terms.expires_at,
        last_used_at: None,
        revoked_at: None,
        replaced_by: None,
        version: 1,
        created_at: Time::OF_COMMIT,
        updated_at: Time::OF_COMMIT,
    };
    Ok((
        NewKey {
            key,
            secret: Some(secret),
        },
        hash,
    ))
}

/// Refuses a credential that works longer than the key that makes it: whoever holds a key that
/// ends would otherwise hold one that does not.
pub(crate) fn check_outlives(now: &Decision<'_>, expires_at: Option<Time>) -> Result<()> {
    let Some(end) = now.proven_until else {
        return Ok(());
    };
    if expires_at.is_some_and(|new| new <= end) {
        return Ok(());
    }
    Err(Error::new(
        ErrorKind::Denied,
        "outlives_key",
        format!(
            "this API key ends at `{end}` and cannot make a key or link that works longer; \
             let the new one expire by then, or use a proof that does not end before it"
        ),
    )
    .with("expires_at_max", end.to_string()))
}

fn check_usable(key: &ApiKey, now: Time) -> Result<()> {
    if key.revoked_at.is_some() {
        return Err(Error::conflict(
            "key_revoked",
            "this key is revoked already",
        ));
    }
    if key.expires_at.is_some_and(|end| end <= now) {
        return Err(Error::conflict(
            "key_expired",
            "this key has expired; create a new one",
        ));
    }
    Ok(())
}

fn about(key: &ApiKey) -> Told {
    Told::about("key", key.id.uuid())
        .with("owner", key.owner.uuid().to_string())
        .with("hint", key.hint.as_str())
        .concerns(key.owner.uuid())
}
