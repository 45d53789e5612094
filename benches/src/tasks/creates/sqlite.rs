//! By hand on SQLite: one connection, one loop, every statement prepared, one durable
//! transaction a task. More than one writer would wait for each other.

use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};
use rusqlite::{Connection, OpenFlags, TransactionBehavior, params};
use tenantry::tasks::TASKS_MAX;
use tenantry::{OrgId, TeamId, Time};
use uuid::Uuid;

use super::recount::{RECOUNT, Recount, term};
use super::rows::{Created, Tally};
use super::scene::{Clerk, Scene};
use crate::bench::Bench;
use crate::callers::{CALLERS, Done, Lap};
use crate::sqlite::peer::{Raw, append, check};
use crate::sqlite::world;
use crate::table::Row;
use crate::world::World;

pub(crate) fn measure(bench: &Bench) -> Result<Vec<Row>> {
    let ours = Side::new(bench, "creates.db")?;
    let theirs = Side::new(bench, "creates-peer.db")?;
    let mut raw = Raw::open(&theirs.file)?;
    let rates = bench.interleave(
        || {
            ours.round(bench, |scene| {
                bench.runtime.block_on(scene.create(bench.span()))
            })
        },
        || theirs.round(bench, |scene| by_hand(bench, &mut raw, scene)),
    )?;
    Ok(super::row(super::SQLITE, "raw rusqlite loop", rates, 3.0))
}

/// A world in a file of its own.
struct Side {
    file: PathBuf,
    world: World,
}

impl Side {
    fn new(bench: &Bench, file: &str) -> Result<Self> {
        let file = bench.file(file);
        let world = bench.runtime.block_on(world(&file, CALLERS))?;
        Ok(Self { file, world })
    }

    fn round(&self, bench: &Bench, work: impl FnOnce(&Scene) -> Result<Done>) -> Result<f64> {
        let scene = bench.runtime.block_on(Scene::new(&self.world))?;
        let done = work(&scene)?;
        let recount = async |org| recount(&self.file, org);
        let checking = scene.checked(&self.world, done, recount);
        bench.runtime.block_on(checking)
    }
}

fn recount(file: &Path, org: OrgId) -> Result<Recount> {
    let db = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let found = db.query_row(FOUND, [format!("\"{}\"", term(org))], |row| row.get(0))?;
    let params = params![org.uuid(), Uuid::nil()];
    let recount = db.query_row(RECOUNT, params, |row| {
        let count = |place| row.get::<_, i64>(place);
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
    })?;
    Ok(recount)
}

const FOUND: &str = "SELECT count(*) FROM task_terms WHERE task_terms MATCH ?1";

/// Creates tasks for all clerks in turn, for a while.
fn by_hand(bench: &Bench, raw: &mut Raw, scene: &Scene) -> Result<Done> {
    let mut lap = Lap::new(bench.span(), u64::MAX);
    for clerk in scene.clerks.iter().cycle() {
        if !lap.goes_on() {
            break;
        }
        create(&mut raw.db, clerk, lap.count())?;
        lap.count_one();
    }
    Ok(lap.done())
}

/// Checks, rows, counts and journal in one durable transaction.
fn create(db: &mut Connection, clerk: &Clerk, number: u64) -> Result<()> {
    let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let place = check(&tx, &clerk.session)?;
    let org = clerk.session.org.uuid();
    are_there(&tx, clerk)?;
    let tasks: i64 = tx
        .prepare_cached(COUNT)?
        .query_row(params![org, Uuid::nil()], |row| row.get(0))?;
    ensure!(tasks <= TASKS_MAX, "too many tasks");
    let created = Created::new(clerk, &place, number)?;
    insert(&tx, &created)?;
    for tally in created.tallies(clerk) {
        count(&tx, org, &tally)?;
    }
    append(&tx, &created.entry)?;
    let (entry, at) = (&created.entry, created.entry.at.micros());
    let head = params![org, entry.seq.cast_signed(), entry.hash, at];
    tx.prepare_cached(MOVE)?.execute(head)?;
    Ok(tx.commit()?)
}

/// That the team, whom it is for and the label are there.
fn are_there(db: &Connection, clerk: &Clerk) -> Result<()> {
    let Clerk {
        session,
        team,
        label,
        assignee,
        ..
    } = clerk;
    let params = params![
        session.org.uuid(),
        team.uuid(),
        assignee.uuid(),
        label.uuid()
    ];
    let are_there = db.prepare_cached(ARE_THERE)?.exists(params)?;
    ensure!(are_there, "the team, the assignee or the label is gone");
    Ok(())
}

const ARE_THERE: &str = "
    SELECT 1 FROM teams t, members m, labels l
    WHERE t.org_id = ?1 AND t.team_id = ?2 AND m.org_id = ?1 AND m.principal_id = ?3
      AND l.org_id = ?1 AND l.label_id = ?4 AND NOT l.archived";

const COUNT: &str = "
    INSERT INTO org_counters (org_id, name, of_id, value) VALUES (?1, 'tasks', ?2, 1)
    ON CONFLICT (org_id, name, of_id) DO UPDATE SET value = value + 1
    RETURNING value";

/// The task, whom it is for, its label, and what it is found by.
fn insert(db: &Connection, created: &Created) -> Result<()> {
    let task = &created.task;
    let (org, id) = (task.org.uuid(), task.id.uuid());
    db.prepare_cached(INSERT)?.execute(params![
        org,
        id,
        task.title,
        task.description,
        task.owner.kind(),
        task.owner.uuid(),
        task.team.map(TeamId::uuid),
        task.status.uuid(),
        task.category.name(),
        task.priority.rank(),
        task.due().map_or(i64::MAX, Time::micros),
        task.position.as_str(),
        task.version.cast_signed(),
        task.created_at.micros(),
        task.updated_at.micros(),
    ])?;
    for (place, one) in (0_i64..).zip(&task.assignees) {
        let (holder, at) = (one.holder, one.assigned_at.micros());
        let params = params![org, id, holder.kind(), holder.uuid(), place, at];
        db.prepare_cached(ASSIGN)?.execute(params)?;
    }
    for label in &task.labels {
        let params = params![org, id, label.uuid()];
        db.prepare_cached(LABEL)?.execute(params)?;
    }
    db.prepare_cached(TEXT)?
        .execute(params![org, id, created.digest])?;
    let text = db.last_insert_rowid();
    db.prepare_cached(TERMS)?
        .execute(params![text, created.terms])?;
    Ok(())
}

const INSERT: &str = "
    INSERT INTO tasks (org_id, task_id, title, description, owner_kind, owner_id, team_id,
                       status_id, category, priority, due, links, position, version, created_at,
                       updated_at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, '[]', ?12, ?13, ?14, ?15)";

const ASSIGN: &str = "
    INSERT INTO task_assignees (org_id, task_id, holder_kind, holder_id, place, assigned_at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

const LABEL: &str = "INSERT INTO task_labels (org_id, task_id, label_id) VALUES (?1, ?2, ?3)";

const TEXT: &str = "INSERT INTO task_texts (org_id, task_id, digest) VALUES (?1, ?2, ?3)";

const TERMS: &str = "INSERT INTO task_terms (rowid, terms) VALUES (?1, ?2)";

fn count(db: &Connection, org: Uuid, tally: &Tally) -> Result<()> {
    let Tally {
        kind,
        of,
        measure,
        status,
        day,
    } = tally;
    db.prepare_cached(TALLY)?
        .execute(params![org, kind, of, measure, status, day])?;
    Ok(())
}

const TALLY: &str = "
    INSERT INTO task_tallies (org_id, of_kind, of_id, measure, status_id, day, tasks)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, 1)
    ON CONFLICT (org_id, of_kind, of_id, measure, status_id, day)
    DO UPDATE SET tasks = tasks + 1";

/// A new task changes nobody's rights.
const MOVE: &str = "UPDATE org_heads SET seq = ?2, hash = ?3, at = ?4 WHERE org_id = ?1";
