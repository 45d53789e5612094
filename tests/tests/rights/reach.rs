//! How far everybody reaches: every operation that is about a thing or a team, for every role at
//! every place, and for who has nothing but a share of the thing, against a table.
//!
//! `tests/reach.txt` is the table. After a change that is meant, write it anew with
//! `TENANTRY_WRITE=1 cargo test -p tenantry-conformance --test rights table`, and read the
//! difference: every letter of it is a promise.

mod cases;
mod cast;
mod stage;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tenantry::SystemClock;
use tenantry::registry::Kind as Does;
use tenantry_conformance::tenants::World;

use self::cases::{Case, cases};
use self::cast::{Group, Part, Place, Player, groups};
use self::stage::Stage;
use crate::stores::{self, Kind};

const NAME_CHARS: usize = 36;

const HEAD: &str = "\
A letter: they may. `-`: denied. `.`: not found, or not in the list. A space: there is nothing to ask.
Roles, held in one place only: Owner, Admin, Manager, member, viewer, billing. `share`: view, comment,
edit, manage. `own`: owner, assignee, a team that it is assigned to. All but `org` and `other` are of
the role billing at the organisation, which sees members and teams.";

/// How much of the table is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Extent {
    Whole,
    /// What is read: what is changed is decided by what was read before.
    Reads,
}

/// What one of those who ask is told, line by line.
async fn column(world: Arc<World>, other: Arc<World>, part: Part, extent: Extent) -> Vec<char> {
    let player = Player::enter(&world, &other, part).await;
    let mut cells = Vec::new();
    for in_team in [true, false] {
        let mut stage = Stage::open(&world, &player, in_team).await;
        for case in rows(in_team, extent) {
            let is_theirs = part.place == Place::Elsewhere && !case.names_something();
            cells.push(match is_theirs && !case.is_list() {
                true => ' ',
                false => stage.asks(&case).await,
            });
        }
    }
    cells
}

fn rows(in_team: bool, extent: Extent) -> Vec<Case> {
    let is_within = |case: &Case| extent == Extent::Whole || case.operation.kind == Does::Read;
    let is_asked = |case: &Case| match in_team {
        true => case.is_asked_in_a_team(),
        false => case.is_asked_without(),
    };
    let cases = cases().into_iter().filter(is_within);
    cases.filter(is_asked).collect()
}

async fn table(kind: Kind, extent: Extent) -> Vec<String> {
    let store = stores::open(kind, Arc::new(SystemClock)).await;
    let world = World::new(store, "w").await;
    let other = World::in_directory(&world.tenantry, world.directory, "x").await;
    let (world, other) = (Arc::new(world), Arc::new(other));
    let columns = |group: Group| {
        let column = |part| tokio::spawn(column(world.clone(), other.clone(), part, extent));
        (
            group.head,
            group.parts.into_iter().map(column).collect::<Vec<_>>(),
        )
    };
    let asking: Vec<_> = groups().into_iter().map(columns).collect();
    let mut groups = Vec::new();
    for (head, columns) in asking {
        let mut cells = Vec::new();
        for column in columns {
            cells.push(column.await.unwrap());
        }
        groups.push((head, cells));
    }
    lines(&groups, extent)
}

fn lines(groups: &[(&str, Vec<Vec<char>>)], extent: Extent) -> Vec<String> {
    let heads = [(true, "IN A TEAM"), (false, "WITHOUT A TEAM")];
    let mut lines: Vec<String> = HEAD.lines().map(str::to_owned).collect();
    let mut row = 0;
    for (in_team, title) in heads {
        let words: Vec<String> = groups.iter().map(|(head, _)| format!("{head:6}")).collect();
        lines.push(String::new());
        lines.push(
            format!("{title:NAME_CHARS$}{}", words.join("  "))
                .trim_end()
                .to_owned(),
        );
        for case in rows(in_team, extent) {
            let cell = |(_, columns): &(&str, Vec<Vec<char>>)| {
                let cell: String = columns.iter().map(|column| column[row]).collect();
                format!("{cell:6}")
            };
            let cells: Vec<String> = groups.iter().map(cell).collect();
            let line = format!("{:NAME_CHARS$}{}", case.name(), cells.join("  "));
            lines.push(line.trim_end().to_owned());
            row += 1;
        }
    }
    lines
}

fn file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("reach.txt")
}

/// Insists on the table that is written, as far as this one goes.
fn check(table: &[String]) {
    let written = std::fs::read_to_string(file()).unwrap();
    let names: Vec<&str> = table.iter().map(|line| name(line)).collect();
    let within = written.lines().filter(|line| names.contains(&name(line)));
    let within: Vec<&str> = within.collect();
    let (gone, new) = (missing(&within, table), missing(table, &within));
    assert!(
        table == within,
        "the table says\n{}\nand it is\n{}",
        gone.join("\n"),
        new.join("\n")
    );
}

/// What a line is called.
fn name(line: &str) -> &str {
    line.get(..NAME_CHARS).unwrap_or(line)
}

/// The lines that are not among others.
fn missing<A: AsRef<str>, B: AsRef<str>>(lines: &[A], others: &[B]) -> Vec<String> {
    let is_there = |line: &str| others.iter().any(|other| other.as_ref() == line);
    let lines = lines.iter().map(AsRef::as_ref);
    let missing = lines.filter(|line| !is_there(line));
    missing.map(str::to_owned).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everybody_reaches_what_the_table_says_and_nothing_else() {
    let table = table(Kind::Sqlite, Extent::Whole).await;
    if std::env::var_os("TENANTRY_WRITE").is_some() {
        std::fs::write(file(), table.join("\n") + "\n").unwrap();
    }
    let rows = std::fs::read_to_string(file()).unwrap().lines().count();
    assert_eq!(table.len(), rows, "the table has rows of its own");
    check(&table);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_table_of_reaches_is_the_same_on_postgres() {
    let extent = match std::env::var_os("TENANTRY_LONG") {
        Some(_) => Extent::Whole,
        None => Extent::Reads,
    };
    check(&table(Kind::Postgres, extent).await);
}
