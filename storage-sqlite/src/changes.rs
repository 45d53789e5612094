//! Writing what a group came to, scope after scope.

use std::collections::BTreeMap;

use rusqlite::Result;
use tenantry::storage::{Changes, Key, Row, Scope, Sweep};

use crate::access::{assignments, grants, permissions, roles};
use crate::directory::{self, keys, places, users};
use crate::journal::{checkpoints, counters, entries, heads, personal, replays};
use crate::orgs::{self, services};
use crate::projects;
use crate::tasks::{comments, counts, labels, rows as tasks, statuses};
use crate::teams::{self, members};
use crate::transaction::Statements;

/// Writes the changes of one scope.
pub(crate) fn write(tx: Statements, scope: Scope, changes: &Changes) -> Result<()> {
    for sweep in &changes.sweeps {
        sweep_rows(tx, scope, *sweep)?;
    }
    write_rows(tx, scope, &changes.rows)?;
    for (counter, value) in &changes.counters {
        counters::put(tx, scope, *counter, *value)?;
    }
    for (tally, by) in &changes.tallies {
        counts::tally(tx, scope.uuid(), tally, *by)?;
    }
    for (key, replay) in &changes.replays {
        replays::put(tx, scope, key, replay)?;
    }
    for entry in &changes.entries {
        entries::append(tx, entry)?;
    }
    for value in &changes.personal {
        personal::put(tx, scope, value)?;
    }
    if let Some(through) = changes.prune_through {
        entries::prune(tx, scope, through)?;
        personal::prune(tx, scope, through)?;
    }
    heads::put(tx, scope, &changes.head, changes.is_new)?;
    Ok(())
}

fn sweep_rows(tx: Statements, scope: Scope, sweep: Sweep) -> Result<()> {
    let id = scope.uuid();
    match sweep {
        Sweep::TeamMembers(team) => members::sweep_team(tx, id, team),
        Sweep::TeamsOf(principal) => members::sweep_principal(tx, id, principal),
        Sweep::Assignments(of) => assignments::sweep(tx, id, of),
        Sweep::Affiliations(org) => places::sweep_affiliations(tx, id, org),
        Sweep::KeysOf(owner) => keys::sweep_owner(tx, id, owner),
        Sweep::ServiceKeys(org) => keys::sweep_services(tx, id, org),
        Sweep::EndedKeys(owner, at) => keys::sweep_ended(tx, id, owner, at),
    }
    .map(drop)
}

/// Rows that go make room first, dependent ones before what they hang on; then the rest.
fn write_rows(tx: Statements, scope: Scope, rows: &BTreeMap<Key, Option<Row>>) -> Result<()> {
    for (key, row) in rows.iter().rev() {
        if row.is_none() {
            remove(tx, scope, key)?;
        }
    }
    rows.values().flatten().try_for_each(|row| put(tx, row))
}

fn put(tx: Statements, row: &Row) -> Result<()> {
    match row {
        Row::Directory(row) => directory::put(tx, row),
        Row::User(row) => users::put(tx, row),
        Row::ApiKey(row) => keys::put(tx, row),
        Row::Subject(row) => users::put_subject(tx, row),
        Row::Slug(row) => places::put_slug(tx, row),
        Row::Affiliation(row) => places::put_affiliation(tx, row),
        Row::Departed(row) => places::put_departed(tx, row),
        Row::Org(row) => orgs::put(tx, row),
        Row::Member(row) => orgs::put_member(tx, row),
        Row::Service(row) => services::put(tx, row),
        Row::Team(row) => teams::put(tx, row),
        Row::TeamMember(row) => members::put(tx, row),
        Row::Project(row) => projects::put(tx, row),
        Row::Status(row) => statuses::put(tx, row),
        Row::Label(row) => labels::put(tx, row),
        Row::Task(row) => tasks::put(tx, row),
        Row::TaskComment(row) => comments::put(tx, row),
        Row::Permission(row) => permissions::put(tx, row),
        Row::Role(row) => roles::put(tx, row),
        Row::Assignment(row) => assignments::put(tx, row),
        Row::Grant(row) => grants::put(tx, row),
        Row::Checkpoint(row) => checkpoints::put(tx, row),
    }
    .map(drop)
}

fn remove(tx: Statements, scope: Scope, key: &Key) -> Result<()> {
    let id = scope.uuid();
    match key {
        Key::Directory => directory::remove(tx, id),
        Key::User(user) => users::remove(tx, id, *user),
        Key::ApiKey(key) => keys::remove(tx, id, *key),
        Key::Subject(issuer, subject) => users::remove_subject(tx, id, issuer, subject),
        Key::Slug(slug) => places::remove_slug(tx, id, slug),
        Key::Affiliation(user, org) => places::remove_affiliation(tx, id, *user, *org),
        Key::Departed(org) => places::remove_departed(tx, id, *org),
        Key::Org => orgs::remove(tx, id),
        Key::Member(principal) => orgs::remove_member(tx, id, *principal),
        Key::Service(service) => services::remove(tx, id, *service),
        Key::Team(team) => teams::remove(tx, id, *team),
        Key::TeamMember(team, principal) => members::remove(tx, id, *team, *principal),
        Key::Project(project) => projects::remove(tx, id, *project),
        Key::Status(status) => statuses::remove(tx, id, *status),
        Key::Label(label) => labels::remove(tx, id, *label),
        Key::Task(task) => tasks::remove(tx, id, *task),
        Key::TaskComment(task, comment) => comments::remove(tx, id, *task, *comment),
        Key::Permission(permission) => permissions::remove(tx, id, *permission),
        Key::Role(role) => roles::remove(tx, id, *role),
        Key::Assignment(given) => assignments::remove(tx, id, *given),
        Key::Grant(grant) => grants::remove(tx, id, *grant),
        Key::Checkpoint(seq) => checkpoints::remove(tx, id, *seq),
    }
    .map(drop)
}
