//! The door: every call of the typed facade and of the JSON door goes through here.
//!
//! It remembers idempotency keys, decides again when what a decision was made on has
//! moved, and turns a decision into a batch.

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use futures_util::future::BoxFuture;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::decision::Decision;
use super::identity::Identity;
use super::library::Library;
use super::outcome::Outcome;
use super::refusal::{is_stale, refusal};
use crate::access::{Check, Rights};
use crate::journal::{Effect, Hash};
use crate::storage::{
    Batch, Expect, Failure, Part, REPLAY_SECS, Replay, ReplayKey, Scope, Stamp, StoredReplay,
    Verdict,
};
use crate::{CommitId, Error, ErrorKind, Result, Time, registry};

/// How often a call is decided before it gives up with `Busy`. Each round at least one
/// call of the scope succeeds, so this bounds how many can be ahead of it.
pub(crate) const DECISIONS_MAX: usize = 128;

/// An answer that can be remembered and given again.
pub(crate) trait Answer: Serialize + DeserializeOwned + Stamp + Send {}

impl<T: Serialize + DeserializeOwned + Stamp + Send> Answer for T {}

/// Something that calls are made on.
pub(crate) trait Receiver: Clone + Send + Sync {
    fn library(&self) -> &Library;

    /// The call that this handle is used for.
    fn call(&self) -> &Call;

    /// This handle, used for a call.
    fn during(&self, call: Call) -> Self;

    /// Who calls, for idempotency keys.
    fn caller_id(&self) -> Uuid;

    /// Where idempotency keys of a call with this input are remembered.
    fn home(&self, input: &serde_json::Value, key: &str) -> Scope;

    /// Reads anew what decisions are made on, and says whether it has moved.
    fn recheck(&self) -> BoxFuture<'_, Result<bool>>;

    /// Whether the caller's rights stood at all that was read for the call, or it was committed.
    fn is_settled(&self) -> bool;

    /// Makes sure before a read of what the read itself does not look at.
    fn prepare(&self) -> BoxFuture<'_, Result<()>>;

    /// Asks again for what the first call had to hold, for a replay.
    fn allow(&self, checks: Vec<Check>) -> BoxFuture<'_, Result<()>>;
}

/// The call that a handle is used for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Call {
    operation: &'static str,
    key: Option<Arc<str>>,
    replay: Option<Arc<Keyed>>,
    /// Whether it commits, or else answers what it reads.
    pub(super) is_change: bool,
}

/// An idempotency key in use.
#[derive(Debug)]
struct Keyed {
    scope: Scope,
    key: ReplayKey,
    fingerprint: Hash,
}

impl Call {
    /// The same with an idempotency key.
    pub(crate) fn keyed(&self, key: &str) -> Result<Self> {
        let key = crate::text::name("idempotency_key", key)?;
        Ok(Self {
            key: Some(key.into()),
            ..self.clone()
        })
    }

    fn of<R: Receiver>(
        receiver: &R,
        operation: &'static str,
        input: &impl Serialize,
    ) -> Result<Self> {
        let Some(key) = &receiver.call().key else {
            return Ok(Self {
                operation,
                is_change: true,
                ..Self::default()
            });
        };
        let input = serde_json::to_value(input).map_err(|error| {
            Error::invalid("input", "cannot be written as JSON").caused_by(error)
        })?;
        let scope = receiver.home(&input, key);
        let fingerprint = fingerprint(input);
        let key = ReplayKey {
            caller: receiver.caller_id(),
            operation,
            key: key.to_string(),
        };
        Ok(Self {
            operation,
            key: None,
            replay: Some(Arc::new(Keyed {
                scope,
                key,
                fingerprint,
            })),
            is_change: true,
        })
    }
}

/// What tells an input from another: the hash of its one way to be written.
fn fingerprint(input: serde_json::Value) -> Hash {
    Sha256::digest(registry::sorted(input).to_string()).into()
}

/// Performs a change: answers a replay, or decides until the decision can be committed.
pub(crate) async fn change<R, I, T, F>(
    receiver: &R,
    operation: &'static str,
    input: I,
    run: F,
) -> Result<T>
where
    R: Receiver,
    I: Serialize + Clone + Send + Sync,
    T: Answer,
    F: for<'a> Fn(&'a R, I) -> BoxFuture<'a, Result<T>> + Send + Sync,
{
    let receiver = receiver.during(Call::of(receiver, operation, &input)?);
    if let Some(answer) = recall(&receiver).await? {
        return Ok(answer);
    }
    let decided = decide(&receiver, input, run).await;
    // The same call may have landed since, and what it did may be why this one is refused.
    if decided.is_err()
        && let Ok(Some(answer)) = recall(&receiver).await
    {
        return Ok(answer);
    }
    decided
}

/// Performs a read: decides until the decision stood when the data was read.
pub(crate) async fn read<R, I, T, F>(
    receiver: &R,
    operation: &'static str,
    input: I,
    run: F,
) -> Result<T>
where
    R: Receiver,
    I: Clone + Send + Sync,
    F: for<'a> Fn(&'a R, I) -> BoxFuture<'a, Result<T>> + Send + Sync,
{
    let call = Call {
        operation,
        ..Call::default()
    };
    receiver.prepare().await?;
    decide(&receiver.during(call), input, run).await
}

async fn decide<R, I, T, F>(receiver: &R, input: I, run: F) -> Result<T>
where
    R: Receiver,
    I: Clone + Send + Sync,
    F: for<'a> Fn(&'a R, I) -> BoxFuture<'a, Result<T>> + Send + Sync,
{
    for _ in 0..DECISIONS_MAX {
        let error = match run(receiver, input.clone()).await {
            Ok(answer) if receiver.is_settled() => return Ok(answer),
            Err(error) if receiver.is_settled() || !is_decided(&error) => error,
            _ => super::stale(),
        };
        if is_stale(&error) {
            receiver.recheck().await?;
        } else if !may_be_outdated(&error) || !receiver.recheck().await? {
            return Err(error);
        }
    }
    Err(overtaken())
}

/// What is answered when others were always faster.
pub(crate) fn overtaken() -> Error {
    Error::busy("too many others are changing the same things; try again")
}

/// A refusal stands only on the newest rights: they may have been widened elsewhere.
fn may_be_outdated(error: &Error) -> bool {
    matches!(error.kind(), ErrorKind::Denied | ErrorKind::NotFound)
}

/// A refusal that tells something of what was read.
fn is_decided(error: &Error) -> bool {
    use ErrorKind::{Conflict, Denied, Invalid, LimitReached, NotFound};
    matches!(
        error.kind(),
        Conflict | Denied | Invalid | LimitReached | NotFound
    )
}

/// Decides and commits once.
pub(crate) async fn commit<R: Receiver, T: Answer>(
    receiver: &R,
    call: &Call,
    identity: &Identity,
    rights: &Rights,
    proven_until: Option<Time>,
    expect: Vec<(Scope, Expect)>,
    decide: impl FnOnce(&Decision<'_>) -> Result<Outcome<T>> + Send,
) -> Result<T> {
    let library = receiver.library();
    let (mut answer, batch) = {
        let now = Decision {
            identity,
            rights,
            operation: call.operation,
            at: library.storage.now(),
            proven_until,
            until: Cell::default(),
            ids: &*library.ids,
            home: call.replay.as_ref().map(|keyed| keyed.scope),
            checks: RefCell::default(),
        };
        let outcome = decide(&now)?;
        let ends = [proven_until, rights.until, now.until.get()];
        let valid_until = ends.into_iter().flatten().min();
        into_batch(&now, call, outcome, valid_until, expect)?
    };
    let narrowed = narrowed(&batch.parts);
    let changed = changed(&batch.parts);
    let is_keyed = batch.replay.is_some();
    match library.storage.commit(batch).await? {
        Verdict::Committed(receipt) => {
            for scope in narrowed {
                library.hubs.note_narrowing(scope);
            }
            library.cells.note(&changed, &receipt);
            if is_keyed {
                library.old_replays.forget(&*library.storage, receipt.at);
            }
            answer.stamp(receipt.at);
            Ok(answer)
        }
        Verdict::Replayed(stored) => replayed(receiver, stored).await,
        Verdict::Refused(failure) => Err(refusal(&failure)),
    }
}

/// The scopes where somebody loses something: the live feeds of this process look again.
fn narrowed(parts: &[Part]) -> Vec<Scope> {
    let narrows = |part: &&Part| {
        let mut entries = part.entries.iter();
        entries.any(|entry| entry.effect == Effect::Narrows)
    };
    parts
        .iter()
        .filter(narrows)
        .map(|part| part.scope)
        .collect()
}

/// What the batch does to rights, by scope.
fn changed(parts: &[Part]) -> Vec<(Scope, Effect)> {
    let effect = |part: &Part| part.entries.iter().map(|entry| entry.effect).max();
    let all = parts
        .iter()
        .filter_map(|part| Some((part.scope, effect(part)?)));
    all.filter(|(_, effect)| *effect > Effect::None).collect()
}

fn into_batch<T: Answer>(
    now: &Decision<'_>,
    call: &Call,
    outcome: Outcome<T>,
    valid_until: Option<Time>,
    expect: Vec<(Scope, Expect)>,
) -> Result<(T, Batch)> {
    let Outcome { answer, mut parts } = outcome;
    for (scope, expect) in expect {
        match parts.iter_mut().find(|part| part.scope == scope) {
            Some(part) => part.expect.push(expect),
            None => {
                let mut part = Part::new(scope);
                part.expect.push(expect);
                parts.push(part);
            }
        }
    }
    let replay = match &call.replay {
        Some(keyed) => Some(keyed.remember(now, &answer)?),
        None => None,
    };
    let commit = CommitId::from_uuid(now.id());
    Ok((
        answer,
        Batch {
            commit,
            parts,
            replay,
            valid_until,
        },
    ))
}

impl Keyed {
    fn remember<T: Answer>(&self, now: &Decision<'_>, answer: &T) -> Result<Replay> {
        let unwritable =
            |error| Error::corrupt("an answer cannot be written as JSON").caused_by(error);
        let mut answer = serde_json::to_value(answer).map_err(unwritable)?;
        registry::redact(now.operation, &mut answer)?;
        let checks = serde_json::to_string(&*now.checks.borrow()).map_err(unwritable)?;
        Ok(Replay {
            scope: self.scope,
            key: self.key.clone(),
            fingerprint: self.fingerprint,
            answer: answer.to_string(),
            checks,
        })
    }
}

/// The answer to an earlier call with the same key, if there was one.
async fn recall<R: Receiver, T: Answer>(receiver: &R) -> Result<Option<T>> {
    let Some(keyed) = &receiver.call().replay else {
        return Ok(None);
    };
    let storage = &receiver.library().storage;
    let Some(stored) = storage.replay(keyed.scope, &keyed.key).await? else {
        return Ok(None);
    };
    if stored.at.plus_secs(REPLAY_SECS) <= storage.now() {
        return Ok(None);
    }
    if stored.fingerprint != keyed.fingerprint {
        return Err(refusal(&Failure::OtherInput));
    }
    replayed(receiver, stored).await.map(Some)
}

/// Gives a remembered answer again, to somebody who may still have it.
async fn replayed<R: Receiver, T: Answer>(receiver: &R, stored: StoredReplay) -> Result<T> {
    let unreadable = |error| Error::corrupt("a remembered answer is not readable").caused_by(error);
    let checks: Vec<Check> = serde_json::from_str(&stored.checks).map_err(unreadable)?;
    // What the first call has taken may be known to nobody here.
    receiver.library().cells.note_end();
    receiver.recheck().await?;
    receiver.allow(checks).await?;
    let mut answer: T = serde_json::from_str(&stored.answer).map_err(unreadable)?;
    answer.stamp(stored.at);
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::chain;
    use crate::teams::CreateTeam;

    /// Keys are kept for a day, over new builds and beside other processes: the fingerprint
    /// must not depend on how a build of `serde_json` keeps the fields of an object.
    #[test]
    fn an_input_has_one_fingerprint_in_every_build() {
        let input = CreateTeam {
            description: Some("b".to_owned()),
            ..CreateTeam::named("a")
        };
        let input = serde_json::to_value(input).unwrap();
        assert_eq!(
            chain::hex(&fingerprint(input)),
            chain::hex(&Sha256::digest(r#"{"description":"b","name":"a"}"#)),
        );
    }
}
