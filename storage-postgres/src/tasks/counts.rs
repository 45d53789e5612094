//! What is counted of tasks: kept with each commit, summed when it is asked for.

use std::collections::BTreeMap;

use tenantry::storage::{CountedOf, Counts, CountsOf, DayCounts, Seen, View};
use tenantry::{Day, Result, StatusId, Time};
use uuid::Uuid;

use crate::commit::Step;
use crate::engine::Engine;
use crate::journal::{Changed, of_each};
use crate::row::{Fields, column};
use crate::schema::Schema;

/// Moves tallies.
pub(crate) fn tally(schema: &Schema, changed: &Changed<'_>) -> Option<Step> {
    let rows = of_each(changed, |changes| &changes.tallies);
    if rows.is_empty() {
        return None;
    }
    let ask = schema
        .ask(TALLY)
        .bind(column(&rows, |(org, _)| *org))
        .bind(column(&rows, |(_, (tally, _))| tally.of.kind()))
        .bind(column(&rows, |(_, (tally, _))| tally.of.uuid()))
        .bind(column(&rows, |(_, (tally, _))| tally.measure.name()))
        .bind(column(&rows, |(_, (tally, _))| tally.measure.status()))
        .bind(column(&rows, |(_, (tally, _))| tally.measure.days()))
        .bind(column(&rows, |(_, (_, by))| **by));
    Some(Step::new("tasks.tally", ask).expecting(rows.len()))
}

const TALLY: &str = "
INSERT INTO tenantry.task_tallies (org_id, of_kind, of_id, measure, status_id, day, tasks)
SELECT * FROM UNNEST($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::uuid[], $6::integer[],
                     $7::bigint[])
ON CONFLICT (org_id, of_kind, of_id, measure, status_id, day) DO UPDATE SET
    tasks = task_tallies.tasks + EXCLUDED.tasks";

/// What is counted of somebody's tasks, of a team's, or of all.
pub(super) async fn sum(engine: &Engine, view: &View, of: &CountsOf) -> Result<Seen<Counts>> {
    let (kind, id) = whose(of.of);
    let today = Day::of(of.now);
    let ask = || {
        let ask = engine.view(view, SUM).bind(kind).bind(id);
        ask.bind(today.days())
            .bind(of.from.days())
            .bind(of.to.days())
            .bind(end_before(today).micros())
            .bind(of.now.micros())
            .bind(today.last_moment().micros())
    };
    let seen = engine.seen_many(view, ask, line).await?;
    Ok(Seen {
        head: seen.head,
        proof: seen.proof,
        value: counts(seen.value),
    })
}

/// The kind and id of whose tallies they are; a team's are those of its subtree.
fn whose(of: CountedOf) -> (&'static str, Uuid) {
    match of {
        CountedOf::Org => ("org", Uuid::nil()),
        CountedOf::Subtree(team) => ("team", team.uuid()),
        CountedOf::Principal(principal) => (principal.kind(), principal.uuid()),
    }
}

/// The last moment before a day.
fn end_before(day: Day) -> Time {
    Day::from_days(day.days() - 1).map_or(Time::MIN, Day::last_moment)
}

/// Whose tasks are counted one by one: `t` is the task.
macro_rules! counted {
    () => {
        "CASE $4
        WHEN 'org' THEN true
        WHEN 'team' THEN t.team_id IN (SELECT of_id FROM reach)
        ELSE (t.owner_id = $5 AND t.owner_kind = $4) OR EXISTS (
            SELECT FROM tenantry.task_assignees
            WHERE org_id = $1 AND task_id = t.task_id AND holder_id = $5 AND holder_kind = $4
            OFFSET 0)
        END"
    };
}

// Whole days are kept; what is decided by the time of day is counted of today alone. UNION, not
// UNION ALL: a cycle, which no commit lets through, would end here too.
const SUM: &str = concat!(
    "
WITH RECURSIVE reach AS (
    SELECT $5::uuid AS of_id
  UNION
    SELECT t.team_id
    FROM reach r
    CROSS JOIN LATERAL (
        SELECT team_id FROM tenantry.teams WHERE org_id = $1 AND parent_id = r.of_id OFFSET 0
    ) t
    WHERE $4 = 'team'
), lines AS (
    SELECT 'status' AS what, c.status_id AS status, NULL::integer AS day, sum(c.tasks)::bigint AS tasks
    FROM reach r
    CROSS JOIN LATERAL (
        SELECT status_id, tasks FROM tenantry.task_tallies
        WHERE org_id = $1 AND of_kind = $4 AND of_id = r.of_id AND measure = 'status' OFFSET 0
    ) c
    GROUP BY c.status_id
  UNION ALL
    SELECT m.what, NULL, CASE WHEN m.by_day THEN c.day END, sum(c.tasks)::bigint
    FROM (VALUES ('created', 'created', true, $7::integer, $8::integer),
                 ('completed', 'completed', true, $7, $8),
                 ('due', 'due', true, $7, $8),
                 ('overdue', 'due', false, -2147483648, $6::integer - 1),
                 ('shared', 'shared', false, $6 + 1, 2147483647))
        AS m(what, measure, by_day, from_day, to_day)
    CROSS JOIN reach r
    CROSS JOIN LATERAL (
        SELECT day, tasks FROM tenantry.task_tallies
        WHERE org_id = $1 AND of_kind = $4 AND of_id = r.of_id AND measure = m.measure
          AND status_id = '00000000-0000-0000-0000-000000000000'
          AND day BETWEEN m.from_day AND m.to_day
        OFFSET 0
    ) c
    GROUP BY 1, 3
  UNION ALL
    SELECT 'overdue', NULL, NULL, count(*)
    FROM (
        SELECT task_id, team_id, owner_kind, owner_id FROM tenantry.tasks
        WHERE org_id = $1 AND due > $9 AND due < $10
          AND category NOT IN ('done', 'cancelled') AND deleted_at IS NULL
        OFFSET 0
    ) t
    WHERE ",
    counted!(),
    "
  UNION ALL
    SELECT 'shared', NULL, NULL, count(*)
    FROM (
        SELECT task_id, team_id, owner_kind, owner_id FROM tenantry.tasks
        WHERE org_id = $1 AND shared_until > $10 AND shared_until <= $11 AND deleted_at IS NULL
        OFFSET 0
    ) t
    WHERE ",
    counted!(),
    "
)
SELECT {seen}, l.what, l.status, l.day, l.tasks
FROM tenantry.org_heads h
LEFT JOIN lines l ON l.tasks > 0
WHERE h.org_id = $1
ORDER BY l.what, l.status, l.day"
);

/// So many of something, of a status or on a day if it is by those.
struct Line {
    what: String,
    status: Option<StatusId>,
    day: Option<Day>,
    tasks: u64,
}

fn line(fields: &mut Fields<'_>) -> Result<Line> {
    Ok(Line {
        what: fields.next()?,
        status: fields.maybe_id(StatusId::from_uuid)?,
        day: fields.maybe_date()?,
        tasks: fields.count()?,
    })
}

fn counts(lines: Vec<Line>) -> Counts {
    let mut counts = Counts::default();
    let mut days: BTreeMap<Day, DayCounts> = BTreeMap::new();
    for line in lines {
        match (line.what.as_str(), line.status, line.day) {
            (_, Some(status), _) => counts.statuses.push((status, line.tasks)),
            (what, _, Some(day)) => {
                let of_day = days.entry(day).or_insert(DayCounts {
                    day,
                    created: 0,
                    completed: 0,
                    due: 0,
                });
                match what {
                    "created" => of_day.created = line.tasks,
                    "completed" => of_day.completed = line.tasks,
                    _ => of_day.due = line.tasks,
                }
            }
            ("overdue", ..) => counts.overdue += line.tasks,
            _ => counts.shared += line.tasks,
        }
    }
    counts.days = days.into_values().collect();
    counts
}
