//! Pages of 50 tasks: shared with groups, of 10,000 teams, shared one by one, found by a word.

use std::time::Instant;

use anyhow::{Result, ensure};
use tenantry::tasks::{ListTasks, TaskSort};
use tenantry::{PageInput, TaskId, Tenant};

use super::estate::{Estate, WORD, Who};
use crate::bench::{Bench, median};
use crate::postgres::Ground;
use crate::sqlite;
use crate::table::Row;

/// A page holds so many.
const PAGE: usize = 50;

/// How many there are of each: of ours, and of what ours is compared with.
const FULL: (u64, u64) = (200_000, 20_000);
const QUICK: (u64, u64) = (20_000, 2_000);

/// What is asked for, by whom, and in how many milliseconds it is answered on either store.
const PAGES: [(&str, Who, f64, f64); 4] = [
    ("groups", Who::OfGroups, 5.0, 10.0),
    ("teams", Who::OfHall, 25.0, 25.0),
    ("direct", Who::Direct, 25.0, 25.0),
    ("found", Who::OfHall, 25.0, 25.0),
];

pub(crate) const SQLITE: [&str; 4] = [
    "list.page.sqlite.groups",
    "list.page.sqlite.teams",
    "list.page.sqlite.direct",
    "list.page.sqlite.found",
];

pub(crate) const POSTGRES: [&str; 4] = [
    "list.page.postgres.groups",
    "list.page.postgres.teams",
    "list.page.postgres.direct",
    "list.page.postgres.found",
];

pub(crate) fn on_sqlite(bench: &Bench) -> Result<Vec<Row>> {
    let (many, few) = sizes(bench);
    let made = |name: &str, tasks| {
        let file = bench.file(name);
        let making = async { Estate::new(sqlite::world(&file, 4).await?, tasks).await };
        bench.runtime.block_on(making)
    };
    let (many, few) = (made("tasks.db", many)?, made("tasks-few.db", few)?);
    let goals = PAGES.map(|(_, _, goal, _)| goal);
    rows(bench, SQLITE, goals, (&many, &few))
}

pub(crate) fn on_postgres(bench: &Bench) -> Result<Vec<Row>> {
    let (many, few) = sizes(bench);
    let grounds = (Ground::new()?, Ground::new()?);
    let made = |ground: &Ground, tasks| {
        let making = async {
            let estate = Estate::new(ground.world(4).await?, tasks).await?;
            ground.settle().await?;
            anyhow::Ok(estate)
        };
        bench.runtime.block_on(making)
    };
    let (many, few) = (made(&grounds.0, many)?, made(&grounds.1, few)?);
    let goals = PAGES.map(|(_, _, _, goal)| goal);
    let rows = rows(bench, POSTGRES, goals, (&many, &few))?;
    bench.runtime.block_on(async {
        grounds.0.remove(many.world).await?;
        grounds.1.remove(few.world).await
    })?;
    Ok(rows)
}

fn sizes(bench: &Bench) -> (usize, usize) {
    let (many, few) = if bench.is_quick { QUICK } else { FULL };
    (many as usize, few as usize)
}

/// Each in milliseconds, and how much longer than with a tenth of the tasks.
fn rows(
    bench: &Bench,
    names: [&str; 4],
    goals: [f64; 4],
    (many, few): (&Estate, &Estate),
) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for ((name, goal), (what, who, ..)) in names.into_iter().zip(goals).zip(PAGES) {
        let (ours, less) = bench.interleave(
            || bench.runtime.block_on(page(bench, many, what, who)),
            || bench.runtime.block_on(page(bench, few, what, who)),
        )?;
        rows.push(Row::at_most(name, "ms", ours, goal));
        let tasks = format!("{} tasks instead of {}", few.len(), many.len());
        rows.push(Row::times(name, &tasks, "ms", (ours, less), 1.0 / 1.3));
    }
    Ok(rows)
}

/// How many milliseconds a page takes, of many that are read one after the other.
async fn page(bench: &Bench, estate: &Estate, what: &str, who: Who) -> Result<f64> {
    let tenant = estate.tenant(who)?;
    let (input, expected) = match what {
        "found" => (found(), estate.worded()),
        _ => (newest(), estate.newest(who, PAGE)),
    };
    let mut times = Vec::new();
    let began = Instant::now();
    while began.elapsed() < bench.span() || times.is_empty() {
        let call = Instant::now();
        let tasks = read(tenant, input.clone()).await?;
        times.push(call.elapsed().as_secs_f64() * 1_000.0);
        ensure!(tasks == expected, "{what}: the answer is another page");
    }
    Ok(median(times))
}

fn newest() -> ListTasks {
    ListTasks {
        page: PageInput {
            limit: Some(PAGE as u32),
            cursor: None,
        },
        ..ListTasks::default()
    }
}

fn found() -> ListTasks {
    ListTasks {
        text: Some(WORD.to_owned()),
        sort: TaskSort::Due,
        ..newest()
    }
}

async fn read(tenant: &Tenant, input: ListTasks) -> Result<Vec<TaskId>> {
    let page = tenant.tasks().list(input).await?;
    Ok(page.items.into_iter().map(|task| task.id).collect())
}
