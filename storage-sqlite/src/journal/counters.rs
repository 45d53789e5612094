//! Counters, kept in the same commit as what they count.

use rusqlite::{Result, params};
use tenantry::Time;
use tenantry::storage::{Counter, Scope};

use crate::access::{assignments, grants};
use crate::directory::{keys, places};
use crate::query::{PerScope, only};
use crate::transaction::Statements;

/// Where a counter stands at a moment, if it was ever moved.
pub(crate) fn value(
    tx: Statements,
    scope: Scope,
    counter: Counter,
    at: Time,
) -> Result<Option<i64>> {
    match counter {
        Counter::Orgs(user) => return places::orgs_count(tx, scope.uuid(), user).map(Some),
        Counter::Assignments(holder) => {
            return assignments::count(tx, scope.uuid(), holder).map(Some);
        }
        Counter::Grants(object) => return grants::count(tx, scope.uuid(), object).map(Some),
        Counter::ReplacedKeys(owner) => {
            return keys::replaced_count(tx, scope.uuid(), owner, at).map(Some);
        }
        _ => {}
    }
    let params = params![scope.uuid(), counter.name(), counter.of()];
    tx.one("counters.value", VALUE.of(scope), params, only)
}

const VALUE: PerScope = PerScope {
    org: "
    SELECT value FROM org_counters WHERE org_id = ?1 AND name = ?2 AND of_id = ?3",
    directory: "
    SELECT value FROM directory_counters WHERE directory_id = ?1 AND name = ?2 AND of_id = ?3",
};

/// Writes where a counter ends.
pub(crate) fn put(tx: Statements, scope: Scope, counter: Counter, value: i64) -> Result<usize> {
    let params = params![scope.uuid(), counter.name(), counter.of(), value];
    tx.run("counters.put", PUT.of(scope), params)
}

const PUT: PerScope = PerScope {
    org: "
    INSERT INTO org_counters (org_id, name, of_id, value) VALUES (?1, ?2, ?3, ?4)
    ON CONFLICT (org_id, name, of_id) DO UPDATE SET value = excluded.value",
    directory: "
    INSERT INTO directory_counters (directory_id, name, of_id, value) VALUES (?1, ?2, ?3, ?4)
    ON CONFLICT (directory_id, name, of_id) DO UPDATE SET value = excluded.value",
};
