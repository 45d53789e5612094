//! What a task is to name: whether all of it is there.

use rusqlite::{Connection, Params, Result, params};
use tenantry::OrgId;
use tenantry::storage::TaskNames;

/// Whether all of it is, and no label is archived.
pub(super) fn are_there(db: &Connection, org: OrgId, names: &TaskNames) -> Result<bool> {
    let org = org.uuid();
    for team in &names.teams {
        if !is_there(db, TEAM, params![org, team.uuid()])? {
            return Ok(false);
        }
    }
    for principal in &names.principals {
        let params = params![org, principal.uuid(), principal.kind()];
        if !is_there(db, MEMBER, params)? {
            return Ok(false);
        }
    }
    for label in &names.labels {
        if !is_there(db, LABEL, params![org, label.uuid()])? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn is_there(db: &Connection, sql: &'static str, params: impl Params) -> Result<bool> {
    db.prepare_cached(sql)?.exists(params)
}

const TEAM: &str = "SELECT 1 FROM teams WHERE org_id = ?1 AND team_id = ?2";

const MEMBER: &str = "
    SELECT 1 FROM members WHERE org_id = ?1 AND principal_id = ?2 AND principal_kind = ?3";

const LABEL: &str = "SELECT 1 FROM labels WHERE org_id = ?1 AND label_id = ?2 AND NOT archived";
