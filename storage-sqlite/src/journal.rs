//! The room of the journal: reads of heads, entries, checkpoints and remembered calls.

use async_trait::async_trait;
use rusqlite::{Connection, Result, params};
use tenantry::journal::{Checkpoint, StoredEntry};
use tenantry::storage::{
    Head, JournalReads, Landed, ReplayKey, Scope, Seen, StoredPersonal, StoredReplay, View, Watch,
};
use tenantry::{CommitId, DirectoryId, OrgId};
use uuid::Uuid;

use crate::query::many;
use crate::store::Sqlite;
use crate::transaction::snapshot;
use crate::view;

pub(crate) mod checkpoints;
pub(crate) mod counters;
pub(crate) mod entries;
pub(crate) mod heads;
pub(crate) mod personal;
pub(crate) mod replays;

#[async_trait]
impl JournalReads for Sqlite {
    async fn scopes(&self, after: Option<Scope>, limit: u32) -> tenantry::Result<Vec<Scope>> {
        self.list(limit, move |db| {
            Ok(snapshot(db, |db| scopes(db, after, limit))?)
        })
        .await
    }

    async fn head(&self, scope: Scope) -> tenantry::Result<Option<Head>> {
        self.read(|db| Ok(heads::find(db, scope)?))
    }

    async fn look(&self, view: &View) -> tenantry::Result<Seen<()>> {
        self.read(|db| view::of_scope(db, view, |_| Ok(())))
    }

    async fn entries(
        &self,
        scope: Scope,
        after: u64,
        limit: u32,
    ) -> tenantry::Result<Vec<StoredEntry>> {
        self.list(limit, move |db| Ok(entries::list(db, scope, after, limit)?))
            .await
    }

    async fn personal(
        &self,
        scope: Scope,
        from: u64,
        to: u64,
    ) -> tenantry::Result<Vec<StoredPersonal>> {
        let span = to.saturating_sub(from).saturating_add(1);
        let rows = u32::try_from(span).unwrap_or(u32::MAX);
        self.list(rows, move |db| Ok(personal::list(db, scope, from, to)?))
            .await
    }

    async fn activity(
        &self,
        view: &View,
        subject: Uuid,
        before: u64,
        limit: u32,
    ) -> tenantry::Result<Seen<Vec<StoredEntry>>> {
        let view = *view;
        self.list(limit, move |db| {
            view::of_scope(db, &view, |scope| {
                entries::about(db, scope, subject, before, limit)
            })
        })
        .await
    }

    async fn checkpoint(
        &self,
        view: &View,
        seq: u64,
    ) -> tenantry::Result<Seen<Option<Checkpoint>>> {
        self.read(|db| view::of_org(db, view, |org| checkpoints::find(db, org, seq)))
    }

    async fn checkpoints(
        &self,
        view: &View,
        limit: u32,
    ) -> tenantry::Result<Seen<Vec<Checkpoint>>> {
        let view = *view;
        self.list(limit, move |db| {
            view::of_org(db, &view, |org| checkpoints::list(db, org, limit))
        })
        .await
    }

    async fn landed(
        &self,
        scope: Scope,
        commit: CommitId,
        after: u64,
    ) -> tenantry::Result<Option<Landed>> {
        self.read_long(move |db| Ok(entries::landed(db, scope, commit, after)?))
            .await
    }

    async fn replay(
        &self,
        scope: Scope,
        key: &ReplayKey,
    ) -> tenantry::Result<Option<StoredReplay>> {
        self.read(|db| Ok(replays::find(db, scope, key)?))
    }

    fn watch(&self, scope: Scope) -> Watch {
        self.hints(scope)
    }
}

/// All scopes, organisations first.
pub(crate) fn scopes(db: &Connection, after: Option<Scope>, limit: u32) -> Result<Vec<Scope>> {
    let (org, directory) = match after {
        None => (Some(Uuid::nil()), Uuid::nil()),
        Some(Scope::Org(id)) => (Some(id.uuid()), Uuid::nil()),
        Some(Scope::Directory(id)) => (None, id.uuid()),
    };
    let mut scopes: Vec<Scope> = match org {
        Some(after) => many(db, ORG_SCOPES, params![after, limit], |row| {
            row.take::<OrgId>().map(Scope::from)
        })?,
        None => Vec::new(),
    };
    let left = limit.saturating_sub(u32::try_from(scopes.len()).unwrap_or(limit));
    if left > 0 {
        scopes.extend(many(
            db,
            DIRECTORY_SCOPES,
            params![directory, left],
            |row| row.take::<DirectoryId>().map(Scope::from),
        )?);
    }
    Ok(scopes)
}

const ORG_SCOPES: &str = "
    SELECT org_id FROM org_heads WHERE org_id > ?1 ORDER BY org_id LIMIT ?2";

const DIRECTORY_SCOPES: &str = "
    SELECT directory_id FROM directory_heads WHERE directory_id > ?1
    ORDER BY directory_id LIMIT ?2";
