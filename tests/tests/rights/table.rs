//! Every operation for every kind of caller, against a table.
//!
//! `tests/rights.txt` is the table. After a change that is meant, write it anew with
//! `TENANTRY_WRITE=1 cargo test -p tenantry-conformance --test rights`, and read the
//! difference: every word of it is a promise.

use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;

use serde_json::{Value, json};
use tenantry::registry::{ApiOperation, Kind, Receiver};
use tenantry::{Result, SystemClock};
use tenantry_conformance::stories::foretold;

use crate::callers::{CALLERS, Standing};
use crate::stores::{self, Kind as Store};
use tenantry_conformance::tenants::{Field, World, input, operations};

const WIDTH: usize = 18;

/// What makes a call succeed for somebody who may make it.
fn fill(world: &World, caller: &str, field: &Field<'_>) -> Option<Value> {
    let by_operation = match (field.operation, field.name) {
        ("orgs.create", "owner") if caller == "system" => Some(world.id("tess")),
        ("projects.create" | "tasks.create" | "teams.create", "owner") if caller == "system" => {
            Some(json!({ "kind": "user", "id": world.id("tess") }))
        }
        ("tasks.statistics", "org") if caller == "system" => Some(true.into()),
        ("tasks.restore", "task") => Some(world.id("spare task")),
        ("projects.unshare" | "tasks.unshare", "holder") => {
            Some(json!({ "kind": "user", "id": world.id("tess") }))
        }
        ("users.resume", "user") => Some(world.id("sleeper")),
        ("members.add", "user") => Some(world.id("dan")),
        ("keys.rotate" | "keys.revoke", "key") => world.made.get(&own_key(caller)).cloned(),
        ("orgs.purge" | "orgs.departed", "org") => Some(world.id("gone")),
        ("team_members.update" | "team_members.remove", "principal") => {
            Some(json!({ "kind": "user", "id": world.id("tim") }))
        }
        ("teams.delete", "team") => Some(world.id("leaf")),
        ("subjects.unlink", "subject") => Some(format!("{}-tess", world.mark).into()),
        ("permissions.create", "name") => Some("docs.fresh".into()),
        ("permissions.update" | "permissions.delete", "permission") => {
            Some(world.id("spare permission"))
        }
        ("roles.update" | "roles.delete", "role") => Some(world.id("spare role")),
        ("statuses.delete", "status") => Some(world.id("spare status")),
        ("grants.list", "object") => Some(world.id("object")),
        ("roles.create", "permissions") => Some(json!(["teams.read"])),
        ("access.check_many", "checks") => Some(json!([{ "permission": "teams.read" }])),
        _ => None,
    };
    by_operation.or_else(|| by_kind(world, field))
}

/// A value of the field's kind, where it has to be given.
pub(crate) fn by_kind(world: &World, field: &Field<'_>) -> Option<Value> {
    match (field.kind, field.name) {
        ("DirectoryId", _) => Some(json!(world.directory)),
        _ if !field.is_required => None,
        ("UserId", _) => Some(world.id("tess")),
        ("ServiceId", _) => Some(world.id("clerk")),
        ("KeyId", _) => Some(world.id("clerk's key")),
        ("TeamId", _) => Some(world.id("team")),
        ("OrgId", _) => Some(json!(world.org)),
        ("Scope", _) => Some(json!({ "kind": "org", "id": world.org })),
        ("CommitId", _) => Some(world.id("commit")),
        ("Principal", _) => Some(json!({ "kind": "user", "id": world.id("tess") })),
        ("PermissionName", _) => Some("teams.update".into()),
        ("ProjectId", _) => Some(world.id("project")),
        ("TaskId", _) => Some(world.id("task")),
        ("CommentId", _) => Some(world.id("comment")),
        ("LinkId", _) => Some(world.id("link")),
        ("StatusId", _) => Some(world.id("status")),
        ("LabelId", _) => Some(world.id("label")),
        ("Category", _) => Some("todo".into()),
        ("PermissionId", _) => Some(world.id("permission")),
        ("RoleId", _) => Some(world.id("role")),
        ("AssignmentId", _) => Some(world.id("assignment")),
        ("GrantId", _) => Some(world.id("grant")),
        ("Holder", _) => Some(json!({ "kind": "user", "id": world.id("tim") })),
        ("Object", _) => Some(world.id("object")),
        ("Level", _) => Some("view".into()),
        ("Role", _) => Some("viewer".into()),
        (_, "slug" | "username") => Some("fresh-one".into()),
        (_, "email") => Some("fresh@example.com".into()),
        (_, "subject") if field.operation == "journal.activity" => Some(world.id("team")),
        (_, "issuer") => Some("app".into()),
        (_, "through") => Some(world.id("through")),
        (_, "after") => Some(0.into()),
        _ => Some("Fresh".into()),
    }
}

fn own_key(caller: &str) -> String {
    let name = match caller {
        "service" => "robot",
        "scoped key" => "scoped",
        "stranger" => "dan",
        "suspended" => "sleeper",
        "then suspended" | "then v. suspended" | "then v. unlinked" | "then removed"
        | "then revoked" => "admin",
        "org suspended" | "then org susp." => "owner",
        name => name,
    };
    format!("{name}'s key")
}

async fn call(standing: &Standing, operation: &ApiOperation, input: Value) -> Result<()> {
    let id = operation.id;
    // A refusal to prove or to enter is none of the operation.
    let outcome = match (operation.receiver, operation.kind) {
        (Receiver::Tenant, Kind::Stream) => {
            let tenant = standing.tenant().await?;
            tenant.stream(id, input).await.map(drop)
        }
        (Receiver::Tenant, _) => standing.tenant().await?.call(id, input).await.map(drop),
        _ => standing.caller.clone()?.call(id, input).await.map(drop),
    };
    foretold(id, outcome)
}

async fn fresh(store: Store) -> World {
    World::new(stores::open(store, Arc::new(SystemClock)).await, "w").await
}

/// One column: what each operation says to one kind of caller.
async fn column(caller: &'static str, store: Store) -> Vec<String> {
    let mut cells = Vec::new();
    let mut world = fresh(store).await;
    let mut standing = Standing::of(&world, caller).await;
    for operation in operations() {
        let input = input(operation, &mut |field| fill(&world, caller, &field));
        let outcome = call(&standing, operation, input).await;
        if outcome.is_ok() && operation.kind == Kind::Change {
            world = fresh(store).await;
            standing = Standing::of(&world, caller).await;
        }
        cells.push(match outcome {
            Ok(()) => "yes".to_owned(),
            Err(error) => error.code().to_owned(),
        });
    }
    cells
}

/// The columns of some callers, as lines of text.
async fn table(callers: &[&'static str], store: Store) -> Vec<String> {
    let columns = callers
        .iter()
        .map(|caller| tokio::spawn(column(caller, store)));
    let columns: Vec<_> = columns.collect();
    let head = format!("{:22}", "");
    let ids = operations().iter().map(|of| format!("{:22}", of.id));
    let mut lines: Vec<String> = std::iter::once(head).chain(ids).collect();
    for (caller, column) in callers.iter().zip(columns) {
        let cells = std::iter::once((*caller).to_owned()).chain(column.await.unwrap());
        for (line, cell) in lines.iter_mut().zip(cells) {
            write!(line, "{cell:WIDTH$}").unwrap();
        }
    }
    lines
        .into_iter()
        .map(|line| line.trim_end().to_owned())
        .collect()
}

fn file() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("rights.txt")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everybody_may_do_what_the_table_says_and_nothing_else() {
    let table = table(&CALLERS, Store::Sqlite).await;
    if std::env::var_os("TENANTRY_WRITE").is_some() {
        std::fs::write(file(), table.join("\n") + "\n").unwrap();
    }
    let written = std::fs::read_to_string(file()).unwrap();
    let written: Vec<&str> = written.lines().collect();
    assert_eq!(table, written);
}

/// In short, only those who lost their right after they entered.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_table_is_the_same_on_postgres() {
    let is_long = std::env::var_os("TENANTRY_LONG").is_some();
    let callers: Vec<&str> = CALLERS
        .into_iter()
        .filter(|caller| is_long || caller.starts_with("then "))
        .collect();
    let sqlite = table(&callers, Store::Sqlite).await;
    assert_eq!(table(&callers, Store::Postgres).await, sqlite);
}
