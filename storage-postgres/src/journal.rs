//! The room of the journal: scopes, and the reads of everything that a commit tells.

use async_trait::async_trait;
use tenantry::journal::{Checkpoint, StoredEntry};
use tenantry::storage::{
    Changes, Head, JournalReads, Landed, ReplayKey, Scope, Seen, StoredPersonal, StoredReplay,
    View, Watch,
};
use tenantry::{CommitId, DirectoryId, OrgId, Result};
use uuid::Uuid;

use crate::engine::Postgres;
use crate::error::unreadable;
use crate::row::Fields;
use crate::runtime::Inside;

pub(crate) mod append;
pub(crate) mod checkpoints;
pub(crate) mod entries;
pub(crate) mod heads;
pub(crate) mod personal;
pub(crate) mod replays;

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
        heads::find(&self.engine, scope).await
    }

    async fn look(&self, view: &View) -> Result<Seen<()>> {
        heads::look(&self.engine, view).await
    }

    async fn entries(&self, scope: Scope, after: u64, limit: u32) -> Result<Vec<StoredEntry>> {
        entries::list(&self.engine, scope, after, limit).await
    }

    async fn personal(&self, scope: Scope, from: u64, to: u64) -> Result<Vec<StoredPersonal>> {
        personal::list(&self.engine, scope, from, to).await
    }

    async fn activity(
        &self,
        view: &View,
        subject: Uuid,
        before: u64,
        limit: u32,
    ) -> Result<Seen<Vec<StoredEntry>>> {
        let page = entries::Page {
            subject,
            before,
            limit,
        };
        entries::about(&self.engine, view, page).await
    }

    async fn checkpoint(&self, view: &View, seq: u64) -> Result<Seen<Option<Checkpoint>>> {
        checkpoints::find(&self.engine, view, seq).await
    }

    async fn checkpoints(&self, view: &View, limit: u32) -> Result<Seen<Vec<Checkpoint>>> {
        checkpoints::list(&self.engine, view, limit).await
    }

    async fn landed(&self, scope: Scope, commit: CommitId, after: u64) -> Result<Option<Landed>> {
        let work = entries::landed(&self.engine, scope, commit, after);
        Inside::new(&self.engine.runtime, work).await
    }

    async fn replay(&self, scope: Scope, key: &ReplayKey) -> Result<Option<StoredReplay>> {
        replays::find(&self.engine, scope, key).await
    }

    fn watch(&self, scope: Scope) -> Watch {
        self.engine.watch(scope)
    }
}

const SCOPES: &str = "
SELECT * FROM (
    (SELECT 'org', org_id FROM tenantry.org_heads
     WHERE org_id > $1 ORDER BY org_id LIMIT $3)
  UNION ALL
    (SELECT 'directory', directory_id FROM tenantry.directory_heads
     WHERE directory_id > $2 ORDER BY directory_id LIMIT $3)
) AS s (kind, id)
ORDER BY kind DESC, id LIMIT $3";

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

/// What a group changes in scopes of one kind.
pub(crate) type Changed<'a> = [(Scope, &'a Changes)];

/// Items of all changes, each with the id of its scope.
pub(crate) fn of_each<'a, I: IntoIterator>(
    changed: &Changed<'a>,
    items: impl Fn(&'a Changes) -> I,
) -> Vec<(Uuid, I::Item)> {
    let each = |(scope, changes): &(Scope, &'a Changes)| {
        let scope = scope.uuid();
        items(changes).into_iter().map(move |item| (scope, item))
    };
    changed.iter().flat_map(each).collect()
}
