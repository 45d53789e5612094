//! Whether tables say what was done: all that stands beside tasks, counted anew.

use anyhow::{Result, ensure};
use tenantry::OrgId;
use tenantry::tasks::terms;

/// A word that every task has.
pub(super) const WORD: &str = "customer";

/// What there is in an organisation.
#[derive(Debug)]
pub(super) struct Recount {
    /// How many tasks, assignees, labels of tasks, texts, and entries that tell of a task; the
    /// counter of tasks; how many are found by a word that each has.
    pub(super) there: [i64; 7],
    /// How many tallies are another number than counting gives, on either side.
    pub(super) wrong: [i64; 2],
}

impl Recount {
    /// Fails unless each is there once a task, and nothing was counted wrong.
    pub(super) fn is(&self, tasks: u64) -> Result<()> {
        let Self { there, wrong } = self;
        ensure!(
            there.iter().all(|count| *count == tasks.cast_signed()) && *wrong == [0; 2],
            "{tasks} tasks were created, but there are {self:?}"
        );
        Ok(())
    }
}

/// The term that the word is found by.
pub(super) fn term(org: OrgId) -> String {
    terms(org, WORD).into_iter().collect()
}

/// `$1` is the organisation, `$2` nil. The same words to both databases.
pub(super) const RECOUNT: &str = "
    WITH own AS (
        SELECT task_id, owner_kind, owner_id, team_id, status_id, created_at
        FROM tasks WHERE org_id = $1
    ), whose AS (
        SELECT task_id, 'org' AS of_kind, $2 AS of_id FROM own
        UNION SELECT task_id, 'team', team_id FROM own
        UNION SELECT task_id, owner_kind, owner_id FROM own
        UNION SELECT task_id, holder_kind, holder_id FROM task_assignees WHERE org_id = $1
    ), measured AS (
        SELECT task_id, 'status' AS measure, status_id, 0 AS day FROM own
        UNION ALL SELECT task_id, 'created', $2, created_at / 86400000000 FROM own
    ), counted AS (
        SELECT of_kind, of_id, measure, status_id, day, count(*)
        FROM whose JOIN measured ON measured.task_id = whose.task_id
        GROUP BY 1, 2, 3, 4, 5
    ), kept AS (
        SELECT of_kind, of_id, measure, status_id, day, tasks
        FROM task_tallies WHERE org_id = $1
    )
    SELECT (SELECT count(*) FROM own),
           (SELECT count(*) FROM task_assignees WHERE org_id = $1),
           (SELECT count(*) FROM task_labels WHERE org_id = $1),
           (SELECT count(*) FROM task_texts WHERE org_id = $1),
           (SELECT count(*) FROM org_journal WHERE org_id = $1 AND operation = 'tasks.create'),
           (SELECT value FROM org_counters WHERE org_id = $1 AND name = 'tasks' AND of_id = $2),
           (SELECT count(*) FROM (SELECT * FROM counted EXCEPT SELECT * FROM kept) AS missed),
           (SELECT count(*) FROM (SELECT * FROM kept EXCEPT SELECT * FROM counted) AS made_up)";
