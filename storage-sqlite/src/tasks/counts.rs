//! What is counted of tasks: kept with each commit, summed when it is asked for.

use std::collections::BTreeMap;

use rusqlite::{Connection, Result, params};
use tenantry::access::Principal;
use tenantry::storage::{CountedOf, Counts, CountsOf, DayCounts};
use tenantry::tasks::Tally;
use tenantry::{Day, OrgId, TeamId, Time};
use uuid::Uuid;

use crate::query::{many, one, only};
use crate::transaction::Statements;

/// Moves a tally.
pub(crate) fn tally(tx: Statements, org: Uuid, tally: &Tally, by: i64) -> Result<usize> {
    let Tally { of, measure } = tally;
    let params = params![
        org,
        of.kind(),
        of.uuid(),
        measure.name(),
        measure.status(),
        measure.days(),
        by,
    ];
    tx.run("tasks.tally", TALLY, params)
}

const TALLY: &str = "
    INSERT INTO task_tallies (org_id, of_kind, of_id, measure, status_id, day, tasks)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
    ON CONFLICT (org_id, of_kind, of_id, measure, status_id, day)
    DO UPDATE SET tasks = tasks + excluded.tasks";

/// What is counted of somebody's tasks, of a team's, or of all.
pub(crate) fn sum(db: &Connection, org: OrgId, of: &CountsOf) -> Result<Counts> {
    let today = Day::of(of.now);
    let sum = Sum { db, org, of };
    let overdue = sum
        .days("due", i32::MIN, today.days() - 1)?
        .values()
        .sum::<i64>();
    let shared = sum
        .days("shared", today.days() + 1, i32::MAX)?
        .values()
        .sum::<i64>();
    let (from, to) = (of.from.days(), of.to.days());
    let mut days: BTreeMap<i32, DayCounts> = BTreeMap::new();
    for measure in ["created", "completed", "due"] {
        for (day, tasks) in sum.days(measure, from, to)? {
            let Some(named) = Day::from_days(day).filter(|_| tasks > 0) else {
                continue;
            };
            let counts = days.entry(day).or_insert(DayCounts {
                day: named,
                created: 0,
                completed: 0,
                due: 0,
            });
            let told = match measure {
                "created" => &mut counts.created,
                "completed" => &mut counts.completed,
                _ => &mut counts.due,
            };
            *told = tasks.cast_unsigned();
        }
    }
    Ok(Counts {
        statuses: sum.statuses()?,
        overdue: (overdue + sum.today(DUE_TODAY, start_of(today), of.now)?).cast_unsigned(),
        shared: (shared + sum.today(SHARED_TODAY, of.now, today.last_moment())?).cast_unsigned(),
        days: days.into_values().collect(),
    })
}

fn start_of(day: Day) -> Time {
    Day::from_days(day.days() - 1).map_or(Time::MIN, Day::last_moment)
}

struct Sum<'a> {
    db: &'a Connection,
    org: OrgId,
    of: &'a CountsOf,
}

impl Sum<'_> {
    /// The kind and id of whose tallies they are; a team's are those of its subtree.
    fn of(&self) -> (&'static str, Uuid) {
        match self.of.of {
            CountedOf::Org => ("org", Uuid::nil()),
            CountedOf::Subtree(team) => ("team", team.uuid()),
            CountedOf::Principal(principal) => (principal.kind(), principal.uuid()),
        }
    }

    fn statuses(&self) -> Result<Vec<(tenantry::StatusId, u64)>> {
        let (kind, id) = self.of();
        many(
            self.db,
            STATUSES,
            params![self.org.uuid(), kind, id],
            |row| Ok((row.take()?, row.take()?)),
        )
    }

    /// What there is of days, from the first to the last.
    fn days(&self, measure: &str, from: i32, to: i32) -> Result<BTreeMap<i32, i64>> {
        let (kind, id) = self.of();
        let params = params![self.org.uuid(), kind, id, measure, from, to];
        let days = many(self.db, DAYS, params, |row| {
            Ok((
                row.take::<i64>()?.try_into().unwrap_or(i32::MAX),
                row.take()?,
            ))
        })?;
        Ok(days.into_iter().collect())
    }

    /// What is decided by the time of day: behind the first moment, before the second.
    fn today(&self, sql: &'static str, from: Time, to: Time) -> Result<i64> {
        let (team, principal) = match self.of.of {
            CountedOf::Org => (None, None),
            CountedOf::Subtree(team) => (Some(team), None),
            CountedOf::Principal(principal) => (None, Some(principal)),
        };
        let params = params![
            self.org.uuid(),
            from.micros(),
            to.micros(),
            team.map(TeamId::uuid),
            principal.map(Principal::kind),
            principal.map(Principal::uuid),
        ];
        let found: Option<i64> = one(self.db, sql, params, only)?;
        Ok(found.unwrap_or_default())
    }
}

const STATUSES: &str = "
    WITH RECURSIVE reach (of_id) AS (
        SELECT ?3
        UNION
        SELECT t.team_id FROM reach CROSS JOIN teams AS t
        WHERE t.org_id = ?1 AND t.parent_id = reach.of_id AND ?2 = 'team'
    )
    SELECT c.status_id, sum(c.tasks) FROM reach CROSS JOIN task_tallies AS c
    WHERE c.org_id = ?1 AND c.of_kind = ?2 AND c.of_id = reach.of_id AND c.measure = 'status'
    GROUP BY c.status_id HAVING sum(c.tasks) > 0 ORDER BY c.status_id";

const DAYS: &str = "
    WITH RECURSIVE reach (of_id) AS (
        SELECT ?3
        UNION
        SELECT t.team_id FROM reach CROSS JOIN teams AS t
        WHERE t.org_id = ?1 AND t.parent_id = reach.of_id AND ?2 = 'team'
    )
    SELECT c.day, sum(c.tasks) FROM reach CROSS JOIN task_tallies AS c
    WHERE c.org_id = ?1 AND c.of_kind = ?2 AND c.of_id = reach.of_id AND c.measure = ?4
      AND c.status_id = x'00000000000000000000000000000000' AND c.day BETWEEN ?5 AND ?6
    GROUP BY c.day";

const DUE_TODAY: &str = "
    WITH RECURSIVE reach (team_id) AS (
        SELECT ?4
        UNION
        SELECT t.team_id FROM reach CROSS JOIN teams AS t
        WHERE t.org_id = ?1 AND t.parent_id = reach.team_id
    )
    SELECT count(*) FROM tasks AS t
    WHERE t.org_id = ?1 AND t.due > ?2 AND t.due < ?3
      AND t.category NOT IN ('done', 'cancelled') AND t.deleted_at IS NULL
      AND (?4 IS NULL OR t.team_id IN (SELECT team_id FROM reach))
      AND (?6 IS NULL OR (t.owner_id = ?6 AND t.owner_kind = ?5) OR EXISTS (
          SELECT 1 FROM task_assignees AS a
          WHERE a.org_id = ?1 AND a.task_id = t.task_id AND a.holder_id = ?6
            AND a.holder_kind = ?5))";

const SHARED_TODAY: &str = "
    WITH RECURSIVE reach (team_id) AS (
        SELECT ?4
        UNION
        SELECT t.team_id FROM reach CROSS JOIN teams AS t
        WHERE t.org_id = ?1 AND t.parent_id = reach.team_id
    )
    SELECT count(*) FROM tasks AS t
    WHERE t.org_id = ?1 AND t.shared_until > ?2 AND t.shared_until <= ?3 AND t.deleted_at IS NULL
      AND (?4 IS NULL OR t.team_id IN (SELECT team_id FROM reach))
      AND (?6 IS NULL OR (t.owner_id = ?6 AND t.owner_kind = ?5) OR EXISTS (
          SELECT 1 FROM task_assignees AS a
          WHERE a.org_id = ?1 AND a.task_id = t.task_id AND a.holder_id = ?6
            AND a.holder_kind = ?5))";
