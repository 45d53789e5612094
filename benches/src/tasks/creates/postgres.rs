//! By hand on Postgres: a pool of 64 connections, one transaction a task, the head locked.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use futures_util::future::try_join_all;
use sqlx::{PgConnection, PgPool, Row as _};
use tenantry::tasks::TASKS_MAX;
use tenantry::{OrgId, TeamId, Time};
use uuid::Uuid;

use super::recount::{RECOUNT, Recount, term};
use super::rows::{Created, Tally};
use super::scene::{Clerk, Scene};
use crate::bench::Bench;
use crate::callers::{CALLERS, Done, Lap};
use crate::peer::Place;
use crate::postgres::Ground;
use crate::postgres::peer::{append, lock};
use crate::table::Row;

pub(crate) fn measure(bench: &Bench) -> Result<Vec<Row>> {
    let runtime = &bench.runtime;
    let ground = Ground::new()?;
    let world = runtime.block_on(ground.world(CALLERS))?;
    let pool = runtime.block_on(ground.pool(CALLERS as u32))?;
    let round = async |is_ours: bool| {
        let scene = Scene::new(&world).await?;
        let done = match is_ours {
            true => scene.create(bench.span()).await?,
            false => by_hand(&pool, &scene, bench.span()).await?,
        };
        let recount = async |org| recount(&pool, org).await;
        scene.checked(&world, done, recount).await
    };
    let rates = bench.interleave(
        || runtime.block_on(round(true)),
        || runtime.block_on(round(false)),
    )?;
    runtime.block_on(async {
        pool.close().await;
        ground.remove(world).await
    })?;
    Ok(super::row(
        super::POSTGRES,
        "sqlx by hand, 64 connections",
        rates,
        8.0,
    ))
}

async fn recount(pool: &PgPool, org: OrgId) -> Result<Recount> {
    let found: i64 = sqlx::query(FOUND)
        .bind(org.uuid())
        .bind(term(org))
        .fetch_one(pool)
        .await?
        .try_get(0)?;
    let row = sqlx::query(RECOUNT)
        .bind(org.uuid())
        .bind(Uuid::nil())
        .fetch_one(pool)
        .await?;
    let count = |place: usize| row.try_get::<i64, _>(place);
    Ok(Recount {
        there: [
            count(0)?,
            count(1)?,
            count(2)?,
            count(3)?,
            count(4)?,
            count(5)?,
            found,
        ],
        wrong: [count(6)?, count(7)?],
    })
}

const FOUND: &str = "
    SELECT count(*) FROM task_texts WHERE org_id = $1 AND terms @@ $2::tsquery";

/// Lets all create tasks by hand at once, for a while.
async fn by_hand(pool: &PgPool, scene: &Scene, span: Duration) -> Result<Done> {
    let clerks = scene.clerks.iter().cloned();
    let clerks = clerks.map(|clerk| tokio::spawn(by_one_hand(pool.clone(), clerk, span)));
    let done = try_join_all(clerks).await?;
    done.into_iter()
        .try_fold(Done::default(), |all, one| Ok(all.and(one?)))
}

async fn by_one_hand(pool: PgPool, clerk: Clerk, span: Duration) -> Result<Done> {
    let mut lap = Lap::new(span, u64::MAX);
    while lap.goes_on() {
        create(&pool, &clerk, lap.count()).await?;
        lap.count_one();
    }
    Ok(lap.done())
}

/// Checks, rows, counts and journal in one durable transaction.
async fn create(pool: &PgPool, clerk: &Clerk, number: u64) -> Result<()> {
    let mut tx = pool.begin().await?;
    let place = lock(&mut tx, &clerk.session).await?;
    check(&mut tx, clerk, &place).await?;
    let created = Created::new(clerk, &place, number)?;
    insert(&mut tx, clerk, &created).await?;
    append(&mut tx, &created.entry).await?;
    let entry = &created.entry;
    sqlx::query(MOVE)
        .bind(entry.scope.uuid())
        .bind(entry.seq.cast_signed())
        .bind(entry.hash.as_slice())
        .bind(entry.at.micros())
        .execute(&mut *tx)
        .await?;
    Ok(tx.commit().await?)
}

/// A new task changes nobody's rights.
const MOVE: &str = "UPDATE org_heads SET seq = $2, hash = $3, at = $4 WHERE org_id = $1";

/// That the key is as it was, nobody lost a right, all that the task names is there, and there is
/// room: a statement of its own, so that it sees what was committed before the lock.
async fn check(db: &mut PgConnection, clerk: &Clerk, place: &Place) -> Result<()> {
    let session = &clerk.session;
    let row = sqlx::query(CHECK)
        .bind(session.org.uuid())
        .bind(session.directory.uuid())
        .bind(session.key.uuid())
        .bind(session.user.uuid())
        .bind(clerk.assignee.uuid())
        .bind(clerk.team.uuid())
        .bind(clerk.label.uuid())
        .bind(Uuid::nil())
        .fetch_optional(db)
        .await?;
    let row = row.context("what the task names is gone")?;
    session.check(place.narrowed, row.try_get("version")?)?;
    let tasks: i64 = row.try_get("tasks")?;
    ensure!(tasks < TASKS_MAX, "too many tasks");
    Ok(())
}

const CHECK: &str = "
    SELECT k.version, coalesce(c.value, 0) AS tasks
    FROM api_keys k
    JOIN members m ON m.org_id = $1 AND m.principal_id = $4
    JOIN members a ON a.org_id = $1 AND a.principal_id = $5
    JOIN teams t ON t.org_id = $1 AND t.team_id = $6
    JOIN labels l ON l.org_id = $1 AND l.label_id = $7 AND NOT l.archived
    LEFT JOIN org_counters c ON c.org_id = $1 AND c.name = 'tasks' AND c.of_id = $8
    WHERE k.directory_id = $2 AND k.key_id = $3";

/// The task, all that stands beside it, and its counts, in one round trip.
async fn insert(db: &mut PgConnection, clerk: &Clerk, created: &Created) -> Result<()> {
    let task = &created.task;
    let tallies = created.tallies(clerk);
    sqlx::query(INSERT)
        .bind(task.org.uuid())
        .bind(task.id.uuid())
        .bind(&task.title)
        .bind(&task.description)
        .bind(task.owner.kind())
        .bind(task.owner.uuid())
        .bind(task.team.map(TeamId::uuid))
        .bind(task.status.uuid())
        .bind(task.category.name())
        .bind(i16::from(task.priority.rank()))
        .bind(task.due().map_or(i64::MAX, Time::micros))
        .bind(task.position.as_str())
        .bind(task.version.cast_signed())
        .bind(task.created_at.micros())
        .bind(clerk.assignee.uuid())
        .bind(clerk.label.uuid())
        .bind(created.digest.as_slice())
        .bind(&created.terms)
        .bind(Uuid::nil())
        .bind(column(&tallies, |tally| tally.kind))
        .bind(column(&tallies, |tally| tally.of))
        .bind(column(&tallies, |tally| tally.measure))
        .bind(column(&tallies, |tally| tally.status))
        .bind(column(&tallies, |tally| tally.day))
        .execute(db)
        .await?;
    Ok(())
}

fn column<T>(tallies: &[Tally], of: fn(&Tally) -> T) -> Vec<T> {
    tallies.iter().map(of).collect()
}

const INSERT: &str = "
    WITH counted AS (
        INSERT INTO org_counters (org_id, name, of_id, value) VALUES ($1, 'tasks', $19, 1)
        ON CONFLICT (org_id, name, of_id) DO UPDATE SET value = org_counters.value + 1
    ), tallied AS (
        INSERT INTO task_tallies (org_id, of_kind, of_id, measure, status_id, day, tasks)
        SELECT $1, *, 1
        FROM UNNEST($20::text[], $21::uuid[], $22::text[], $23::uuid[], $24::integer[])
        ON CONFLICT (org_id, of_kind, of_id, measure, status_id, day)
        DO UPDATE SET tasks = task_tallies.tasks + 1
    ), assigned AS (
        INSERT INTO task_assignees (org_id, task_id, holder_kind, holder_id, place, assigned_at)
        VALUES ($1, $2, 'user', $15, 0, $14)
    ), labelled AS (
        INSERT INTO task_labels (org_id, task_id, label_id) VALUES ($1, $2, $16)
    ), written AS (
        INSERT INTO task_texts (org_id, task_id, digest, terms)
        VALUES ($1, $2, $17, array_to_tsvector(string_to_array($18, ' ')))
    )
    INSERT INTO tasks (org_id, task_id, title, description, owner_kind, owner_id, team_id,
                       status_id, category, priority, due, links, position, version, created_at,
                       updated_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, '[]', $12, $13, $14, $14)";
