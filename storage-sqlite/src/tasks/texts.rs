//! What tasks are searched by, written in the same commit.

use rusqlite::{Result, params};
use sha2::{Digest, Sha256};
use tenantry::tasks::{Task, terms};

use crate::transaction::Statements;

/// Writes the terms of a task, if they are others than before.
pub(super) fn put(tx: Statements, task: &Task) -> Result<()> {
    let terms: Vec<String> = terms(task.org, &task.text()).into_iter().collect();
    let terms = terms.join(" ");
    let digest: [u8; 32] = Sha256::digest(&terms).into();
    let (org, id) = (task.org.uuid(), task.id.uuid());
    if task.version > 1 {
        let params = params![org, id, digest];
        let same = tx.one("tasks.same_text", SAME, params, |row| row.take::<bool>())?;
        if same == Some(true) {
            return Ok(());
        }
        tx.run("tasks.forget_text", FORGET, params![org, id])?;
    }
    tx.run("tasks.text", TEXT, params![org, id, digest])?;
    tx.run("tasks.terms", TERMS, params![terms])?;
    Ok(())
}

const SAME: &str = "
    SELECT digest = ?3 FROM task_texts WHERE org_id = ?1 AND task_id = ?2";

const FORGET: &str = "DELETE FROM task_texts WHERE org_id = ?1 AND task_id = ?2";

const TEXT: &str = "INSERT INTO task_texts (org_id, task_id, digest) VALUES (?1, ?2, ?3)";

const TERMS: &str = "INSERT INTO task_terms (rowid, terms) VALUES (last_insert_rowid(), ?1)";

/// What finds the texts that have a term which begins with each of these.
pub(super) fn matching(beginnings: &[String]) -> Option<String> {
    let quoted: Vec<String> = beginnings
        .iter()
        .map(|term| format!("\"{term}\" *"))
        .collect();
    (!quoted.is_empty()).then(|| quoted.join(" AND "))
}
