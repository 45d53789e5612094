//! What tasks are searched by, written in the same commit.

use sha2::{Digest, Sha256};
use tenantry::storage::Row;
use tenantry::tasks::terms;

use super::rows::of_tasks;
use crate::commit::Step;
use crate::row::column;
use crate::schema::Schema;

/// Writes the terms of tasks, where they are others than before.
pub(crate) fn put(schema: &Schema, rows: &[&Row]) -> Option<Step> {
    let tasks = of_tasks(rows)?;
    // Letters and digits, with spaces between them.
    let texts = column(&tasks, |task| {
        let terms: Vec<String> = terms(task.org, &task.text()).into_iter().collect();
        terms.join(" ")
    });
    let digest = |text: &String| -> [u8; 32] { Sha256::digest(text).into() };
    let ask = schema
        .ask(PUT)
        .bind(column(&tasks, |task| task.org.uuid()))
        .bind(column(&tasks, |task| task.id.uuid()))
        .bind(column(&texts, digest))
        .bind(texts);
    Some(Step::new("tasks.text", ask))
}

// What stays as it is is not even locked: that would write too. A task that follows one of the same
// id in the same group finds that one's terms here.
const PUT: &str = "
INSERT INTO tenantry.task_texts (org_id, task_id, digest, terms)
SELECT k.org_id, k.task_id, k.digest, array_to_tsvector(string_to_array(k.terms, ' '))
FROM UNNEST($1::uuid[], $2::uuid[], $3::bytea[], $4::text[]) AS k(org_id, task_id, digest, terms)
WHERE NOT EXISTS (
    SELECT FROM tenantry.task_texts t
    WHERE t.org_id = k.org_id AND t.task_id = k.task_id AND t.digest = k.digest
    OFFSET 0)
ON CONFLICT (org_id, task_id) DO UPDATE SET digest = EXCLUDED.digest, terms = EXCLUDED.terms";

/// What finds the texts that have a term which begins with each of these.
///
/// Taken word for word: what Postgres would do to a text to find its words was done already, and
/// the same in every store.
pub(super) fn matching(beginnings: &[String]) -> Option<String> {
    let quoted: Vec<String> = beginnings
        .iter()
        .map(|term| format!("'{term}':*"))
        .collect();
    (!quoted.is_empty()).then(|| quoted.join(" & "))
}
