//! Ways to the tasks of a list: which ones can be meant, where they are few, and in which lanes
//! they stand by age.
//!
//! A way is gone if it fits; else the next one, and behind the last the order is walked. What a
//! way leads to is looked at only when it is its turn.

use std::fmt::Write as _;

use tenantry::access::Visible;
use tenantry::storage::TasksOf;
use tenantry::tasks::TaskSort;

use super::asked::wanted;

/// A way to tasks: the ids of all that can be meant, or of the first of them.
pub(super) struct Way {
    ids: String,
    fits: &'static str,
}

/// The ways of a list, the most promising first.
pub(super) fn of(visible: &Visible, of: &TasksOf, sort: TaskSort) -> Vec<Way> {
    let asks = [
        (!of.terms.is_empty(), WITH_TERMS),
        (of.parent.is_some(), OF_PARENT),
        (of.assignee.is_some(), ASSIGNED),
        (of.label.is_some(), WITH_LABEL),
        (of.project.is_some(), OF_PROJECT),
        (of.owner.is_some(), OF_OWNER),
        (of.team.is_some(), OF_TEAM),
        (of.status.is_some(), OF_STATUS),
    ];
    let asked = asks.into_iter().filter(|(is_asked, _)| *is_asked);
    let mut ways: Vec<Way> = asked.map(|(_, ids)| Way::few(ids)).collect();
    if !visible.all || of.shared {
        ways.extend(lanes(sort, of));
        ways.push(seen(of));
    }
    ways
}

impl Way {
    fn few(ids: &str) -> Self {
        Self {
            ids: ids.to_owned(),
            fits: FEW,
        }
    }
}

/// The parts of a statement that say which tasks to look at: `few` are those of the way that fits.
pub(super) fn sources(ways: &[Way]) -> String {
    let mut sources = String::new();
    let mut few = Vec::new();
    for (place, Way { ids, fits }) in ways.iter().enumerate() {
        let fits = fits.replace("{way}", &format!("way_{place}"));
        let _ = write!(
            sources,
            ", way_{place} AS MATERIALIZED ({ids}\n), fits_{place} AS MATERIALIZED ({fits}\n)"
        );
        let before = none(&ways[..place]);
        few.push(format!(
            "\n    SELECT task_id FROM way_{place}\n    WHERE {before} AND (SELECT fits FROM fits_{place})"
        ));
    }
    if !few.is_empty() {
        let few = few.join("\n  UNION ALL");
        let _ = write!(sources, ", few AS MATERIALIZED ({few}\n)");
    }
    sources
}

/// Whether no way fits.
pub(super) fn none(ways: &[Way]) -> String {
    let fit = (0..ways.len()).map(|place| format!(" AND NOT (SELECT fits FROM fits_{place})"));
    fit.fold("true".to_owned(), |none, fit| none + &fit)
}

/// So many tasks are few: they are gathered and sorted. One more is looked for.
const FEW: &str = "
    SELECT count(*) <= 2000 AS fits FROM {way}";

// The words are looked for by themselves, and begin with the organisation's id: whatever else is
// known of its tasks, no other index leads to them.
const WITH_TERMS: &str = "
    SELECT task_id FROM (
        SELECT org_id, task_id FROM tenantry.task_texts
        WHERE terms @@ (SELECT $28::tsquery) OFFSET 0
    ) t
    WHERE org_id = $1 LIMIT 2001";

const OF_PARENT: &str = "
    SELECT task_id FROM tenantry.tasks WHERE org_id = $1 AND parent_id = $24 LIMIT 2001";

const ASSIGNED: &str = "
    SELECT task_id FROM tenantry.task_assignees
    WHERE org_id = $1 AND holder_id = $19 AND holder_kind = $18 LIMIT 2001";

const WITH_LABEL: &str = "
    SELECT task_id FROM tenantry.task_labels WHERE org_id = $1 AND label_id = $25 LIMIT 2001";

const OF_PROJECT: &str = "
    SELECT task_id FROM tenantry.tasks WHERE org_id = $1 AND project_id = $23 LIMIT 2001";

const OF_OWNER: &str = "
    SELECT task_id FROM tenantry.tasks
    WHERE org_id = $1 AND owner_id = $21 AND owner_kind = $20 LIMIT 2001";

const OF_TEAM: &str = "
    SELECT task_id FROM tenantry.tasks WHERE org_id = $1 AND team_id = $22 LIMIT 2001";

const OF_STATUS: &str = "
    SELECT task_id FROM tenantry.tasks WHERE org_id = $1 AND status_id = $16 LIMIT 2001";

/// The tasks that somebody sees, other than by seeing all.
fn seen(of: &TasksOf) -> Way {
    let seen = match of.shared {
        true => SHARED.to_owned(),
        false => format!("{SHARED}{OWN}"),
    };
    Way::few(&format!(
        "\n    SELECT task_id FROM ({seen}\n    ) t\n    LIMIT 2001"
    ))
}

const SHARED: &str = "
        SELECT g.object_id AS task_id
        FROM UNNEST($10::text[], $11::uuid[]) AS k(kind, id)
        CROSS JOIN LATERAL (
            SELECT object_id FROM tenantry.grants
            WHERE org_id = $1 AND holder_id = k.id AND object_kind = 'task'
              AND holder_kind = k.kind
            OFFSET 0
        ) g";

const OWN: &str = "
      UNION ALL
        SELECT task_id FROM tenantry.tasks
        WHERE org_id = $1 AND owner_id = $9 AND owner_kind = $8
      UNION ALL
        SELECT a.task_id
        FROM UNNEST($10::text[], $11::uuid[]) AS k(kind, id)
        CROSS JOIN LATERAL (
            SELECT task_id FROM tenantry.task_assignees
            WHERE org_id = $1 AND holder_id = k.id AND holder_kind = k.kind
            OFFSET 0
        ) a
        WHERE $13
      UNION ALL
        SELECT t.task_id
        FROM reach r
        CROSS JOIN LATERAL (
            SELECT task_id FROM tenantry.tasks WHERE org_id = $1 AND team_id = r.team_id OFFSET 0
        ) t";

/// Lanes: tasks that are seen in one and the same way, each sorted by age. The first of all of
/// them together.
fn lanes(sort: TaskSort, of: &TasksOf) -> Option<Way> {
    let (behind, direction) = match sort {
        TaskSort::Newest => ("<", "DESC"),
        TaskSort::Oldest => (">", "ASC"),
        _ => return None,
    };
    let own = match of.shared {
        true => "",
        false => OWN_LANES,
    };
    let ids = LANES
        .replace("{own}", own)
        .replace("{wanted}", &wanted(of))
        .replace("{>}", behind)
        .replace("{asc}", direction);
    Some(Way {
        ids,
        fits: FEW_LANES,
    })
}

/// So many lanes are merged.
const FEW_LANES: &str = "
    SELECT (SELECT count(*) FROM (SELECT FROM reach LIMIT 129) r) + 2 * cardinality($11) < 128
        AS fits";

// Each lane is walked in its order until a page is full. What is seen in two ways comes once.
const LANES: &str = "
    SELECT task_id FROM (
        SELECT lane.task_id
        FROM UNNEST($10::text[], $11::uuid[]) AS k(kind, id)
        CROSS JOIN LATERAL (
            SELECT t.task_id
            FROM (
                SELECT object_id FROM tenantry.grants
                WHERE org_id = $1 AND holder_id = k.id AND object_kind = 'task'
                  AND object_id {>} $5 AND holder_kind = k.kind AND level = ANY($12)
                  AND (holder_kind NOT IN ('user', 'service') OR created_at >= $14)
                  AND (expires_at IS NULL OR expires_at > $15)
                ORDER BY object_id {asc} OFFSET 0
            ) g
            CROSS JOIN LATERAL (
                SELECT * FROM tenantry.tasks WHERE org_id = $1 AND task_id = g.object_id OFFSET 0
            ) t
            WHERE {wanted} ORDER BY g.object_id {asc} LIMIT $6
        ) lane{own}
    ) lanes
    GROUP BY task_id ORDER BY task_id {asc} LIMIT $6";

const OWN_LANES: &str = "
      UNION ALL
        SELECT lane.task_id
        FROM UNNEST($10::text[], $11::uuid[]) AS k(kind, id)
        CROSS JOIN LATERAL (
            SELECT t.task_id
            FROM (
                SELECT task_id FROM tenantry.task_assignees
                WHERE org_id = $1 AND holder_id = k.id AND task_id {>} $5 AND holder_kind = k.kind
                  AND (holder_kind = 'team' OR assigned_at >= $14)
                ORDER BY task_id {asc} OFFSET 0
            ) a
            CROSS JOIN LATERAL (
                SELECT * FROM tenantry.tasks WHERE org_id = $1 AND task_id = a.task_id OFFSET 0
            ) t
            WHERE {wanted} ORDER BY a.task_id {asc} LIMIT $6
        ) lane
        WHERE $13
      UNION ALL
        (SELECT t.task_id
         FROM (
             SELECT * FROM tenantry.tasks
             WHERE org_id = $1 AND owner_id = $9 AND owner_kind = $8 AND task_id {>} $5
             ORDER BY task_id {asc} OFFSET 0
         ) t
         WHERE {wanted} ORDER BY t.task_id {asc} LIMIT $6)
      UNION ALL
        SELECT lane.task_id
        FROM reach r
        CROSS JOIN LATERAL (
            SELECT t.task_id
            FROM (
                SELECT * FROM tenantry.tasks
                WHERE org_id = $1 AND team_id = r.team_id AND task_id {>} $5
                ORDER BY task_id {asc} OFFSET 0
            ) t
            WHERE {wanted} ORDER BY t.task_id {asc} LIMIT $6
        ) lane";
