//! What a group writes, as a list of statements in the order in which they run.

use std::collections::BTreeMap;

use tenantry::storage::{Changes, Key, Row, Scope, Sweep};

use super::Step;
use crate::access::{assignments, grants, permissions, roles};
use crate::directory::{self, keys, places, users};
use crate::journal::{Changed, append, checkpoints, entries, heads, personal, replays};
use crate::orgs::{self, services};
use crate::projects;
use crate::schema::Schema;
use crate::tasks::{attached, comments, counts, labels, rows as tasks, statuses, texts};
use crate::teams;

type Put = fn(&Schema, &[&Row]) -> Option<Step>;
type Remove = fn(&Schema, &[(Scope, &Key)]) -> Option<Step>;
type Clear = fn(&Schema, &[(Scope, Sweep)]) -> Option<Step>;
type Tell = fn(&Schema, &Changed<'_>) -> Option<Step>;

const SWEEPS: [Clear; 7] = [
    teams::members::sweep_teams,
    teams::members::sweep_principals,
    assignments::sweep,
    places::sweep_affiliations,
    keys::sweep_owners,
    keys::sweep_services,
    keys::sweep_ended,
];

/// What refers to a row goes before it, and leaves its unique values to rows that come.
const REMOVALS: [Remove; 22] = [
    checkpoints::remove,
    grants::remove,
    assignments::remove,
    roles::remove,
    permissions::remove,
    comments::remove,
    tasks::remove,
    labels::remove,
    statuses::remove,
    projects::remove,
    teams::members::remove,
    teams::remove_teams,
    services::remove_services,
    orgs::remove_members,
    orgs::remove_orgs,
    places::remove_departed,
    places::remove_affiliations,
    places::remove_slugs,
    users::remove_subjects,
    keys::remove_api_keys,
    users::remove_users,
    directory::remove_directories,
];

/// What is referred to comes before what refers to it.
const PUTS: [Put; 26] = [
    directory::put_directories,
    users::put_users,
    keys::put_api_keys,
    users::put_subjects,
    places::put_slugs,
    places::put_affiliations,
    places::put_departed,
    orgs::put_orgs,
    orgs::put_members,
    services::put_services,
    teams::put_teams,
    teams::members::put,
    projects::put,
    statuses::put,
    labels::put,
    tasks::put,
    texts::put,
    attached::assign,
    attached::label,
    comments::put,
    permissions::put,
    roles::put,
    assignments::put,
    grants::put,
    grants::put_secrets,
    checkpoints::put,
];

/// The last statement appends the entries and moves the heads.
const TELLS: [Tell; 5] = [
    counts::tally,
    replays::put,
    entries::prune,
    personal::put,
    append::append,
];

/// The statements of a group.
pub(super) fn steps(schema: &Schema, changes: &BTreeMap<Scope, Changes>) -> Vec<Step> {
    let kinds = by_kind(changes);
    let sweeps: Vec<(Scope, Sweep)> = changes
        .iter()
        .flat_map(|(scope, changes)| changes.sweeps.iter().map(|sweep| (*scope, *sweep)))
        .collect();
    let (rows, gone) = rows_and_gone(changes);

    let mut steps = Vec::new();
    steps.extend(kinds.iter().filter_map(|kind| heads::found(schema, kind)));
    steps.extend(SWEEPS.iter().filter_map(|clear| clear(schema, &sweeps)));
    steps.extend(REMOVALS.iter().filter_map(|remove| remove(schema, &gone)));
    steps.extend(PUTS.iter().filter_map(|put| put(schema, &rows)));
    for kind in &kinds {
        steps.extend(TELLS.iter().filter_map(|tell| tell(schema, kind)));
    }
    steps
}

/// The changes of organisations, and those of directories: they have tables of their own.
fn by_kind(changes: &BTreeMap<Scope, Changes>) -> [Vec<(Scope, &Changes)>; 2] {
    let all = changes.iter().map(|(scope, changes)| (*scope, changes));
    let (orgs, directories) = all.partition(|(scope, _)| matches!(scope, Scope::Org(_)));
    [orgs, directories]
}

/// The rows as they end, and the names of those that go.
fn rows_and_gone(changes: &BTreeMap<Scope, Changes>) -> (Vec<&Row>, Vec<(Scope, &Key)>) {
    let mut rows = Vec::new();
    let mut gone = Vec::new();
    for (scope, changes) in changes {
        for (key, row) in &changes.rows {
            match row {
                Some(row) => rows.push(row),
                None => gone.push((*scope, key)),
            }
        }
    }
    (rows, gone)
}
