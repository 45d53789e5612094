//! The facts that a group is judged on, found under the lock of the file.

use rusqlite::Result;
use tenantry::Time;
use tenantry::storage::{Facts, Key, Needs, Scope, Unique};
use uuid::Uuid;

use crate::access::{assignments, grants, permissions, roles};
use crate::directory::{self, keys, places, users};
use crate::journal::{checkpoints, counters, heads, replays};
use crate::orgs::{self, services};
use crate::projects;
use crate::tasks::{comments, labels, rows as tasks, statuses};
use crate::teams::{self, members};
use crate::transaction::Statements;

/// Finds everything that a group needs, as it is at a moment. What there is none of is left
/// out.
pub(crate) fn load(tx: Statements, needs: Needs, at: Time) -> Result<Facts> {
    let mut facts = Facts::default();
    for scope in needs.lock.into_iter().chain(needs.read) {
        if let Some(head) = heads::lock(tx, scope)? {
            facts.heads.insert(scope, head);
        }
    }
    facts.rows.reserve(needs.rows.len());
    for (scope, key) in needs.rows {
        if let Some(version) = version(tx, scope, &key)? {
            facts.rows.insert((scope, key), version);
        }
    }
    for (scope, unique) in needs.uniques {
        if let Some(owner) = owner(tx, scope, &unique)? {
            facts.uniques.insert((scope, unique), owner);
        }
    }
    for (scope, counter) in needs.counters {
        if let Some(value) = counters::value(tx, scope, counter, at)? {
            facts.counters.insert((scope, counter), value);
        }
    }
    for (scope, key) in needs.replays {
        if let Some(replay) = replays::look_up(tx, scope, &key)? {
            facts.replays.insert((scope, key), replay);
        }
    }
    Ok(facts)
}

fn version(tx: Statements, scope: Scope, key: &Key) -> Result<Option<u64>> {
    // Ids of directories and organisations are never the same, so a key that does not
    // belong to the scope finds nothing.
    let id = scope.uuid();
    match key {
        Key::Directory => directory::version(tx, id),
        Key::User(user) => users::version(tx, id, *user),
        Key::ApiKey(key) => keys::version(tx, id, *key),
        Key::Subject(issuer, subject) => users::subject_version(tx, id, issuer, subject),
        Key::Slug(slug) => places::slug_version(tx, id, slug),
        Key::Affiliation(user, org) => places::affiliation_version(tx, id, *user, *org),
        Key::Departed(org) => places::departed_version(tx, id, *org),
        Key::Org => orgs::version(tx, id),
        Key::Member(principal) => orgs::member_version(tx, id, *principal),
        Key::Service(service) => services::version(tx, id, *service),
        Key::Team(team) => teams::version(tx, id, *team),
        Key::TeamMember(team, principal) => members::version(tx, id, *team, *principal),
        Key::Project(project) => projects::version(tx, id, *project),
        Key::Status(status) => statuses::version(tx, id, *status),
        Key::Label(label) => labels::version(tx, id, *label),
        Key::Task(task) => tasks::version(tx, id, *task),
        Key::TaskComment(task, comment) => comments::version(tx, id, *task, *comment),
        Key::Permission(permission) => permissions::version(tx, id, *permission),
        Key::Role(role) => roles::version(tx, id, *role),
        Key::Assignment(given) => assignments::version(tx, id, *given),
        Key::Grant(grant) => grants::version(tx, id, *grant),
        Key::Checkpoint(seq) => checkpoints::version(tx, id, *seq),
    }
}

fn owner(tx: Statements, scope: Scope, unique: &Unique) -> Result<Option<Uuid>> {
    let id = scope.uuid();
    match unique {
        Unique::Email(key) => users::with_email(tx, id, key),
        Unique::Username(username) => users::named(tx, id, username),
        Unique::ServiceName(key) => services::named(tx, id, key),
        Unique::PermissionName(name) => permissions::named(tx, id, name),
        Unique::RoleName(key) => roles::named(tx, id, key),
        Unique::StatusName(key) => statuses::named(tx, id, key),
        Unique::LabelName(key) => labels::named(tx, id, key),
        Unique::Position(position) => tasks::standing_at(tx, id, position),
        Unique::Assigned(holder, role, team) => assignments::given(tx, id, *holder, *role, *team),
        Unique::Shared(object, holder) => grants::shared(tx, id, object, *holder),
    }
}
