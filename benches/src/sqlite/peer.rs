//! The peer: the same work in a loop around the raw driver.
//!
//! One connection, set up as Tenantry's, every statement prepared once, one transaction a
//! call. A single thread is the best case of SQLite by hand: more would wait for each other.

use std::path::Path;

use anyhow::{Result, ensure};
use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior, params};
use tenantry::access::Principal;
use tenantry::journal::StoredEntry;
use tenantry::teams::Team;
use tenantry::{OrgId, TeamId, Time, UserId};
use uuid::Uuid;

use crate::peer::{Place, Session};

/// The raw driver on a file.
pub(crate) struct Raw {
    pub(crate) db: Connection,
}

impl Raw {
    pub(crate) fn open(file: &Path) -> Result<Self> {
        let db = Connection::open(file)?;
        db.set_prepared_statement_cache_capacity(64);
        db.execute_batch(SET_UP)?;
        Ok(Self { db })
    }

    /// Creates a team: checks, rows and journal in one durable transaction.
    pub(crate) fn create_team(&mut self, session: &Session, number: u64) -> Result<()> {
        let tx = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let place = check(&tx, session)?;
        count_team(&tx, session.org)?;
        let created = session.create(&place, number);
        insert_team(&tx, &created.team)?;
        append(&tx, &created.entry)?;
        move_head(&tx, &created.entry)?;
        tx.commit()?;
        Ok(())
    }

    /// A team, if whoever asks may still see it.
    pub(crate) fn team(&self, session: &Session, id: TeamId) -> Result<Option<Team>> {
        let mut find = self.db.prepare_cached(FIND)?;
        let Session {
            org,
            directory,
            key,
            ..
        } = session;
        let params = params![org.uuid(), directory.uuid(), key.uuid(), id.uuid()];
        let found = find.query_row(params, |row| {
            Ok((row.get(0)?, row.get(1)?, team(*org, row, 2)?))
        });
        let Some((narrowed, key_version, team)) = found.optional()? else {
            return Ok(None);
        };
        session.check(narrowed, key_version)?;
        Ok(Some(team))
    }

    /// The teams after one, with one more than the page to tell whether there is a next.
    pub(crate) fn teams(&self, session: &Session, after: TeamId, limit: u32) -> Result<Vec<Team>> {
        let tx = self.db.unchecked_transaction()?;
        let mut standing = tx.prepare_cached(STANDING)?;
        let Session {
            org,
            directory,
            key,
            ..
        } = session;
        let params = params![org.uuid(), directory.uuid(), key.uuid()];
        let (narrowed, key_version) =
            standing.query_row(params, |row| Ok((row.get(0)?, row.get(1)?)))?;
        session.check(narrowed, key_version)?;
        let mut list = tx.prepare_cached(LIST)?;
        let params = params![org.uuid(), after.uuid(), limit + 1];
        let rows = list.query_map(params, |row| team(*org, row, 0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

const SET_UP: &str = "
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON;
    PRAGMA busy_timeout = 5000;
    PRAGMA wal_autocheckpoint = 4000;
    PRAGMA cache_size = -65536;
    PRAGMA temp_store = MEMORY";

/// That the key is as it was, nobody lost a right, and the owner-to-be is a member.
pub(crate) fn check(db: &Connection, session: &Session) -> Result<Place> {
    let mut key = db.prepare_cached(KEY)?;
    let key = key.query_row(
        params![session.directory.uuid(), session.key.uuid()],
        |row| row.get(0),
    )?;
    let mut head = db.prepare_cached(HEAD)?;
    let place = head.query_row([session.org.uuid()], |row| {
        Ok(Place {
            seq: row.get(0)?,
            narrowed: row.get(1)?,
            hash: row.get(2)?,
            at: row.get(3)?,
        })
    })?;
    session.check(place.narrowed, key)?;
    let mut member = db.prepare_cached(MEMBER)?;
    let is_member = member.exists(params![session.org.uuid(), session.user.uuid()])?;
    ensure!(is_member, "the owner is no member");
    Ok(place)
}

const KEY: &str = "SELECT version FROM api_keys WHERE directory_id = ?1 AND key_id = ?2";
const HEAD: &str = "SELECT seq, narrowed, hash, at FROM org_heads WHERE org_id = ?1";
const MEMBER: &str = "SELECT version FROM members WHERE org_id = ?1 AND principal_id = ?2";

fn count_team(db: &Connection, org: OrgId) -> Result<()> {
    let mut count = db.prepare_cached(COUNT)?;
    let teams: i64 = count.query_row(params![org.uuid(), Uuid::nil()], |row| row.get(0))?;
    ensure!(teams <= tenantry::teams::TEAMS_MAX, "too many teams");
    Ok(())
}

const COUNT: &str = "
    INSERT INTO org_counters (org_id, name, of_id, value) VALUES (?1, 'teams', ?2, 1)
    ON CONFLICT (org_id, name, of_id) DO UPDATE SET value = value + 1
    RETURNING value";

fn insert_team(db: &Connection, team: &Team) -> Result<()> {
    db.prepare_cached(INSERT)?.execute(params![
        team.org.uuid(),
        team.id.uuid(),
        team.parent.map(TeamId::uuid),
        team.owner.kind(),
        team.owner.uuid(),
        team.name,
        team.description,
        team.version.cast_signed(),
        team.created_at.micros(),
        team.updated_at.micros(),
    ])?;
    Ok(())
}

const INSERT: &str = "
    INSERT INTO teams (org_id, team_id, parent_id, owner_kind, owner_id, name, description,
                       version, created_at, updated_at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";

pub(crate) fn append(db: &Connection, entry: &StoredEntry) -> Result<()> {
    db.prepare_cached(APPEND)?.execute(params![
        entry.scope.uuid(),
        entry.seq.cast_signed(),
        entry.at.micros(),
        entry.commit.uuid(),
        entry.actor.kind(),
        entry.actor.uuid(),
        entry.on_behalf_of.map(UserId::uuid),
        entry.reason,
        entry.operation,
        entry.subject.noun,
        entry.subject.id,
        entry.body,
        entry.audience,
        entry.effect.name(),
        entry.hash,
    ])?;
    Ok(())
}

const APPEND: &str = "
    INSERT INTO org_journal (org_id, seq, at, commit_id, actor_kind, actor_id, on_behalf_of,
                             reason, operation, noun, subject_id, body, audience, effect, hash)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)";

fn move_head(db: &Connection, entry: &StoredEntry) -> Result<()> {
    db.prepare_cached(MOVE)?.execute(params![
        entry.scope.uuid(),
        entry.seq.cast_signed(),
        entry.hash,
        entry.at.micros(),
    ])?;
    Ok(())
}

/// A new team widens somebody's rights.
const MOVE: &str = "
    UPDATE org_heads SET seq = ?2, rights = ?2, hash = ?3, at = ?4 WHERE org_id = ?1";

const FIND: &str = "
    SELECT h.narrowed, k.version, t.team_id, t.parent_id, t.owner_kind, t.owner_id, t.name,
           t.description, t.version, t.created_at, t.updated_at
    FROM teams t, org_heads h, api_keys k
    WHERE h.org_id = ?1 AND k.directory_id = ?2 AND k.key_id = ?3
      AND t.org_id = ?1 AND t.team_id = ?4";

const STANDING: &str = "
    SELECT h.narrowed, k.version FROM org_heads h, api_keys k
    WHERE h.org_id = ?1 AND k.directory_id = ?2 AND k.key_id = ?3";

const LIST: &str = "
    SELECT team_id, parent_id, owner_kind, owner_id, name, description, version, created_at,
           updated_at
    FROM teams WHERE org_id = ?1 AND team_id > ?2 ORDER BY team_id LIMIT ?3";

fn team(org: OrgId, row: &Row<'_>, from: usize) -> rusqlite::Result<Team> {
    let kind = row.get_ref(from + 2)?.as_str()?;
    let owner = Principal::from_parts(kind, row.get(from + 3)?);
    let version: i64 = row.get(from + 6)?;
    Ok(Team {
        org,
        id: TeamId::from_uuid(row.get(from)?),
        parent: row.get::<_, Option<Uuid>>(from + 1)?.map(TeamId::from_uuid),
        owner: owner.ok_or(rusqlite::Error::InvalidQuery)?,
        name: row.get(from + 4)?,
        description: row.get(from + 5)?,
        version: version.cast_unsigned(),
        created_at: Time::from_micros(row.get(from + 7)?),
        updated_at: Time::from_micros(row.get(from + 8)?),
    })
}
