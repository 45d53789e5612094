//! The peer: the same work written by hand with sqlx, one transaction a call.

use anyhow::{Context, Result, ensure};
use sqlx::postgres::PgRow;
use sqlx::{PgConnection, PgPool, Row};
use tenantry::access::Principal;
use tenantry::journal::StoredEntry;
use tenantry::teams::{TEAMS_MAX, Team};
use tenantry::{OrgId, TeamId, Time, UserId};
use uuid::Uuid;

use crate::peer::{Place, Session};

/// Creates a team: checks, rows and journal in one durable transaction.
pub(crate) async fn create_team(pool: &PgPool, session: &Session, number: u64) -> Result<()> {
    let mut tx = pool.begin().await?;
    let place = lock(&mut tx, session).await?;
    check(&mut tx, session, &place).await?;
    let created = session.create(&place, number);
    insert_team(&mut tx, &created.team).await?;
    append(&mut tx, &created.entry).await?;
    move_head(&mut tx, &created.entry).await?;
    Ok(tx.commit().await?)
}

/// A team, if whoever asks may still see it.
pub(crate) async fn team(pool: &PgPool, session: &Session, id: TeamId) -> Result<Option<Team>> {
    let found = sqlx::query(FIND)
        .bind(session.org.uuid())
        .bind(session.directory.uuid())
        .bind(session.key.uuid())
        .bind(id.uuid())
        .fetch_optional(pool)
        .await?;
    let Some(row) = found else {
        return Ok(None);
    };
    read_team(session, &row).map(Some)
}

/// The teams after one, with one more than the page to tell whether there is a next.
pub(crate) async fn teams(
    pool: &PgPool,
    session: &Session,
    after: TeamId,
    limit: u32,
) -> Result<Vec<Team>> {
    let rows = sqlx::query(LIST)
        .bind(session.org.uuid())
        .bind(session.directory.uuid())
        .bind(session.key.uuid())
        .bind(after.uuid())
        .bind(i64::from(limit) + 1)
        .fetch_all(pool)
        .await?;
    rows.iter().map(|row| read_team(session, row)).collect()
}

pub(crate) async fn lock(db: &mut PgConnection, session: &Session) -> Result<Place> {
    let row = sqlx::query(LOCK)
        .bind(session.org.uuid())
        .fetch_one(db)
        .await?;
    let hash: Vec<u8> = row.try_get("hash")?;
    Ok(Place {
        seq: row.try_get("seq")?,
        narrowed: row.try_get("narrowed")?,
        hash: hash.try_into().ok().context("a hash has 32 bytes")?,
        at: row.try_get("at")?,
    })
}

const LOCK: &str = "SELECT seq, narrowed, hash, at FROM org_heads WHERE org_id = $1 FOR UPDATE";

/// That the key is as it was, nobody lost a right, the owner-to-be is a member, and there
/// is room: a statement of its own, so that it sees what was committed before the lock.
async fn check(db: &mut PgConnection, session: &Session, place: &Place) -> Result<()> {
    let row = sqlx::query(CHECK)
        .bind(session.org.uuid())
        .bind(session.directory.uuid())
        .bind(session.key.uuid())
        .bind(session.user.uuid())
        .bind(Uuid::nil())
        .fetch_optional(db)
        .await?;
    let row = row.context("the key is gone, or the owner is no member")?;
    session.check(place.narrowed, row.try_get("version")?)?;
    let teams: i64 = row.try_get("teams")?;
    ensure!(teams < TEAMS_MAX, "too many teams");
    Ok(())
}

const CHECK: &str = "
    SELECT k.version, coalesce(c.value, 0) AS teams
    FROM api_keys k
    JOIN members m ON m.org_id = $1 AND m.principal_id = $4
    LEFT JOIN org_counters c ON c.org_id = $1 AND c.name = 'teams' AND c.of_id = $5
    WHERE k.directory_id = $2 AND k.key_id = $3";

/// The team and its count, in one round trip.
async fn insert_team(db: &mut PgConnection, team: &Team) -> Result<()> {
    sqlx::query(INSERT)
        .bind(team.org.uuid())
        .bind(team.id.uuid())
        .bind(team.parent.map(TeamId::uuid))
        .bind(team.owner.kind())
        .bind(team.owner.uuid())
        .bind(&team.name)
        .bind(&team.description)
        .bind(team.version.cast_signed())
        .bind(team.created_at.micros())
        .bind(team.updated_at.micros())
        .bind(Uuid::nil())
        .execute(db)
        .await?;
    Ok(())
}

const INSERT: &str = "
    WITH counted AS (
        INSERT INTO org_counters (org_id, name, of_id, value) VALUES ($1, 'teams', $11, 1)
        ON CONFLICT (org_id, name, of_id) DO UPDATE SET value = org_counters.value + 1
    )
    INSERT INTO teams (org_id, team_id, parent_id, owner_kind, owner_id, name, description,
                       version, created_at, updated_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

pub(crate) async fn append(db: &mut PgConnection, entry: &StoredEntry) -> Result<()> {
    sqlx::query(APPEND)
        .bind(entry.scope.uuid())
        .bind(entry.seq.cast_signed())
        .bind(entry.at.micros())
        .bind(entry.commit.uuid())
        .bind(entry.actor.kind())
        .bind(entry.actor.uuid())
        .bind(entry.on_behalf_of.map(UserId::uuid))
        .bind(&entry.reason)
        .bind(&entry.operation)
        .bind(&entry.subject.noun)
        .bind(entry.subject.id)
        .bind(&entry.body)
        .bind(&entry.audience)
        .bind(entry.effect.name())
        .bind(entry.hash.as_slice())
        .execute(db)
        .await?;
    Ok(())
}

const APPEND: &str = "
    INSERT INTO org_journal (org_id, seq, at, commit_id, actor_kind, actor_id, on_behalf_of,
                             reason, operation, noun, subject_id, body, audience, effect, hash)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::json, $13::json, $14, $15)";

async fn move_head(db: &mut PgConnection, entry: &StoredEntry) -> Result<()> {
    sqlx::query(MOVE)
        .bind(entry.scope.uuid())
        .bind(entry.seq.cast_signed())
        .bind(entry.hash.as_slice())
        .bind(entry.at.micros())
        .execute(db)
        .await?;
    Ok(())
}

/// A new team widens somebody's rights.
const MOVE: &str = "
    UPDATE org_heads SET seq = $2, rights = $2, hash = $3, at = $4 WHERE org_id = $1";

const FIND: &str = "
    SELECT h.narrowed, k.version AS key_version, t.team_id, t.parent_id, t.owner_kind,
           t.owner_id, t.name, t.description, t.version, t.created_at, t.updated_at
    FROM teams t, org_heads h, api_keys k
    WHERE h.org_id = $1 AND k.directory_id = $2 AND k.key_id = $3
      AND t.org_id = $1 AND t.team_id = $4";

const LIST: &str = "
    SELECT h.narrowed, k.version AS key_version, t.team_id, t.parent_id, t.owner_kind,
           t.owner_id, t.name, t.description, t.version, t.created_at, t.updated_at
    FROM teams t, org_heads h, api_keys k
    WHERE h.org_id = $1 AND k.directory_id = $2 AND k.key_id = $3
      AND t.org_id = $1 AND t.team_id > $4
    ORDER BY t.team_id LIMIT $5";

fn read_team(session: &Session, row: &PgRow) -> Result<Team> {
    session.check(row.try_get(0)?, row.try_get(1)?)?;
    team_of(session.org, row)
}

fn team_of(org: OrgId, row: &PgRow) -> Result<Team> {
    let owner = Principal::from_parts(row.try_get(4)?, row.try_get(5)?);
    let version: i64 = row.try_get(8)?;
    Ok(Team {
        org,
        id: TeamId::from_uuid(row.try_get(2)?),
        parent: row.try_get::<Option<Uuid>, _>(3)?.map(TeamId::from_uuid),
        owner: owner.context("an owner of a kind that there is not")?,
        name: row.try_get(6)?,
        description: row.try_get(7)?,
        version: version.cast_unsigned(),
        created_at: Time::from_micros(row.try_get(9)?),
        updated_at: Time::from_micros(row.try_get(10)?),
    })
}
