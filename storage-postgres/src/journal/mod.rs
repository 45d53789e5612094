//! The room of the journal: reads. What a commit appends stands beside.

mod writes;

use async_trait::async_trait;
use tenantry::access::Actor;
use tenantry::journal::{Checkpoint, Effect, EntrySubject, StoredEntry};
use tenantry::storage::{
    Head, JournalReads, Landed, ReplayKey, Scope, Seen, StoredPersonal, StoredReplay, View, Watch,
};
use tenantry::{CommitId, DirectoryId, Error, OrgId, Result, UserId};
use uuid::Uuid;

use crate::engine::Postgres;
use crate::error::unreadable;
use crate::row::{Fields, head, int};

pub(crate) use writes::{
    Changed, append, found, prune, put_checkpoints, put_personal, put_replays, remove_checkpoints,
};

const SCOPES: &str = "
SELECT * FROM (
    (SELECT 'org', org_id FROM tenantry.org_heads
     WHERE org_id > $1 ORDER BY org_id LIMIT $3)
  UNION ALL
    (SELECT 'directory', directory_id FROM tenantry.directory_heads
     WHERE directory_id > $2 ORDER BY directory_id LIMIT $3)
) AS s (kind, id)
ORDER BY kind DESC, id LIMIT $3";

const HEAD: &str = "
SELECT seq, rights, narrowed, floor, floor_hash, hash, at
FROM tenantry.{scope}_heads WHERE {scope}_id = $1";

const ENTRIES: &str = "
SELECT '{scope}', {scope}_id, seq, at, commit_id, actor_kind, actor_id, on_behalf_of, reason,
       operation, noun, subject_id, body::text, audience::text, effect, hash
FROM tenantry.{scope}_journal
WHERE {scope}_id = $1 AND seq > $2 ORDER BY seq LIMIT $3";

const PERSONAL: &str = "
SELECT seq, field, person_id, salt, value
FROM tenantry.{scope}_personal
WHERE {scope}_id = $1 AND seq BETWEEN $2 AND $3 ORDER BY seq, field";

const ACTIVITY: &str = "
SELECT {seen}, e.*
FROM tenantry.{scope}_heads h
LEFT JOIN LATERAL (
    SELECT '{scope}', {scope}_id, seq, at, commit_id, actor_kind, actor_id, on_behalf_of, reason,
           operation, noun, subject_id, body::text, audience::text, effect, hash
    FROM tenantry.{scope}_journal
    WHERE {scope}_id = $1 AND subject_id = $4 AND seq < $5 ORDER BY seq DESC LIMIT $6
) e ON true
WHERE h.{scope}_id = $1
ORDER BY e.seq DESC";

const CHECKPOINT: &str = "
SELECT {seen}, c.org_id, c.seq, encode(c.hash, 'hex'), c.created_at
FROM tenantry.org_heads h
LEFT JOIN tenantry.checkpoints c ON c.org_id = h.org_id AND c.seq = $4
WHERE h.org_id = $1";

const CHECKPOINTS: &str = "
SELECT {seen}, c.*
FROM tenantry.org_heads h
LEFT JOIN LATERAL (
    SELECT org_id, seq, encode(hash, 'hex'), created_at
    FROM tenantry.checkpoints
    WHERE org_id = $1 ORDER BY seq DESC LIMIT $4
) c ON true
WHERE h.org_id = $1
ORDER BY c.seq DESC";

const LANDED: &str = "
SELECT seq, at FROM tenantry.{scope}_journal
WHERE {scope}_id = $1 AND seq > $2 AND commit_id = $3 ORDER BY seq DESC LIMIT 1";

const REPLAY: &str = "
SELECT fingerprint, answer::text, checks::text, at
FROM tenantry.{scope}_replays
WHERE {scope}_id = $1 AND caller_id = $2 AND operation = $3 AND key = $4";

#[async_trait]
impl JournalReads for Postgres {
    async fn scopes(&self, after: Option<Scope>, limit: u32) -> Result<Vec<Scope>> {
        let (org, directory) = match after {
            None => (Uuid::nil(), Uuid::nil()),
            Some(Scope::Org(id)) => (id.uuid(), Uuid::nil()),
            Some(Scope::Directory(id)) => (Uuid::max(), id.uuid()),
        };
        let engine = &self.engine;
        let ask = || {
            let ask = engine.schema.ask(SCOPES).bind(org).bind(directory);
            ask.bind(i64::from(limit))
        };
        engine.list(ask, scope).await
    }

    async fn head(&self, scope: Scope) -> Result<Option<Head>> {
        let engine = &self.engine;
        let ask = || engine.schema.ask_in(scope, HEAD).bind(scope.uuid());
        engine.maybe(ask, head).await
    }

    async fn entries(&self, scope: Scope, after: u64, limit: u32) -> Result<Vec<StoredEntry>> {
        let engine = &self.engine;
        let ask = || {
            let ask = engine.schema.ask_in(scope, ENTRIES).bind(scope.uuid());
            ask.bind(int(after)).bind(i64::from(limit))
        };
        engine.list(ask, entry).await
    }

    async fn personal(&self, scope: Scope, from: u64, to: u64) -> Result<Vec<StoredPersonal>> {
        let engine = &self.engine;
        let ask = || {
            let ask = engine.schema.ask_in(scope, PERSONAL).bind(scope.uuid());
            ask.bind(int(from)).bind(int(to))
        };
        engine.list(ask, personal).await
    }

    async fn activity(
        &self,
        view: &View,
        subject: Uuid,
        before: u64,
        limit: u32,
    ) -> Result<Seen<Vec<StoredEntry>>> {
        let engine = &self.engine;
        let ask = || {
            let ask = engine.view(view, ACTIVITY).bind(subject);
            ask.bind(int(before)).bind(i64::from(limit))
        };
        engine.seen_many(view, ask, entry).await
    }

    async fn checkpoint(&self, view: &View, seq: u64) -> Result<Seen<Option<Checkpoint>>> {
        let engine = &self.engine;
        let ask = || engine.view(view, CHECKPOINT).bind(int(seq));
        engine.seen_one(view, ask, checkpoint).await
    }

    async fn checkpoints(&self, view: &View, limit: u32) -> Result<Seen<Vec<Checkpoint>>> {
        let engine = &self.engine;
        let ask = || engine.view(view, CHECKPOINTS).bind(i64::from(limit));
        engine.seen_many(view, ask, checkpoint).await
    }

    async fn landed(&self, scope: Scope, commit: CommitId, after: u64) -> Result<Option<Landed>> {
        let engine = &self.engine;
        let ask = || {
            let ask = engine.schema.ask_in(scope, LANDED).bind(scope.uuid());
            ask.bind(int(after)).bind(commit.uuid())
        };
        engine.maybe(ask, landed).await
    }

    async fn replay(&self, scope: Scope, key: &ReplayKey) -> Result<Option<StoredReplay>> {
        let engine = &self.engine;
        let ask = || {
            let ask = engine.schema.ask_in(scope, REPLAY).bind(scope.uuid());
            ask.bind(key.caller)
                .bind(key.operation)
                .bind(key.key.as_str())
        };
        engine.maybe(ask, replay).await
    }

    fn watch(&self, scope: Scope) -> Watch {
        self.engine.watch(scope)
    }
}

/// A scope, as kind and id.
pub(crate) fn scope(fields: &mut Fields<'_>) -> Result<Scope> {
    let kind = fields.next::<&str>()?;
    let id = fields.next()?;
    scope_of(kind, id).ok_or_else(|| unreadable("scope"))
}

/// The scope of a kind's name and an id.
pub(crate) fn scope_of(kind: &str, id: Uuid) -> Option<Scope> {
    match kind {
        "org" => Some(Scope::Org(OrgId::from_uuid(id))),
        "directory" => Some(Scope::Directory(DirectoryId::from_uuid(id))),
        _ => None,
    }
}

fn entry(fields: &mut Fields<'_>) -> Result<StoredEntry> {
    Ok(StoredEntry {
        scope: scope(fields)?,
        seq: fields.count()?,
        at: fields.time()?,
        commit: fields.id(CommitId::from_uuid)?,
        actor: actor(fields)?,
        on_behalf_of: fields.maybe_id(UserId::from_uuid)?,
        reason: fields.next()?,
        operation: fields.next()?,
        subject: EntrySubject {
            noun: fields.next()?,
            id: fields.next()?,
        },
        body: fields.next()?,
        audience: fields.next()?,
        effect: fields.named("effect", Effect::from_name)?,
        hash: fields.next()?,
    })
}

fn actor(fields: &mut Fields<'_>) -> Result<Actor, Error> {
    let kind = fields.next::<&str>()?;
    Actor::from_parts(kind, fields.next()?).ok_or_else(|| unreadable("actor"))
}

fn personal(fields: &mut Fields<'_>) -> Result<StoredPersonal> {
    Ok(StoredPersonal {
        seq: fields.count()?,
        field: fields.next()?,
        person: fields.next()?,
        salt: fields.next()?,
        value: fields.next()?,
    })
}

fn checkpoint(fields: &mut Fields<'_>) -> Result<Checkpoint> {
    Ok(Checkpoint {
        org: fields.id(OrgId::from_uuid)?,
        seq: fields.count()?,
        hash: fields.next()?,
        created_at: fields.time()?,
    })
}

fn landed(fields: &mut Fields<'_>) -> Result<Landed> {
    Ok(Landed {
        seq: fields.count()?,
        at: fields.time()?,
    })
}

/// What is remembered of a call.
pub(crate) fn replay(fields: &mut Fields<'_>) -> Result<StoredReplay> {
    Ok(StoredReplay {
        fingerprint: fields.next()?,
        answer: fields.next()?,
        checks: fields.next()?,
        at: fields.time()?,
    })
}
