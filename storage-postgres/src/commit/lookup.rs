//! Looking up what a group names: rows, unique values, counters, in one statement.

use sqlx::PgConnection;
use tenantry::storage::{Facts, Needs, Scope};
use uuid::Uuid;

use super::group::Trouble;
use super::wanted::Wanted;
use crate::engine::Engine;
use crate::row::{Fields, column};
use crate::schema::Ask;

// One statement looks everything up: `k` says in which table, and `n` which of what was
// asked for a row answers. The clock is read in it, under the lock.
const ORG_FACTS: &str = "
WITH k AS MATERIALIZED (
    SELECT * FROM UNNEST($1::text[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::bigint[],
                         $7::text[], $8::text[])
        WITH ORDINALITY AS k(what, org_id, id, other_id, team_id, number, name, other_name, n)
)
SELECT 0::bigint, (extract(epoch FROM clock_timestamp()) * 1000000)::bigint, NULL::uuid
UNION ALL
SELECT k.n, t.version, NULL FROM k JOIN tenantry.orgs t
    ON k.what = 'org' AND t.org_id = k.org_id
UNION ALL
SELECT k.n, t.version, NULL FROM k JOIN tenantry.members t
    ON k.what = 'member' AND t.org_id = k.org_id AND t.principal_id = k.id
UNION ALL
SELECT k.n, t.version, NULL FROM k JOIN tenantry.services t
    ON k.what = 'service' AND t.org_id = k.org_id AND t.service_id = k.id
UNION ALL
SELECT k.n, t.version, NULL FROM k JOIN tenantry.teams t
    ON k.what = 'team' AND t.org_id = k.org_id AND t.team_id = k.id
UNION ALL
SELECT k.n, t.version, NULL FROM k JOIN tenantry.team_members t
    ON k.what = 'team_member' AND t.org_id = k.org_id AND t.team_id = k.id
       AND t.principal_id = k.other_id
UNION ALL
SELECT k.n, t.version, NULL FROM k JOIN tenantry.projects t
    ON k.what = 'project' AND t.org_id = k.org_id AND t.project_id = k.id
UNION ALL
SELECT k.n, t.version, NULL FROM k JOIN tenantry.statuses t
    ON k.what = 'status' AND t.org_id = k.org_id AND t.status_id = k.id
UNION ALL
SELECT k.n, t.version, NULL FROM k JOIN tenantry.labels t
    ON k.what = 'label' AND t.org_id = k.org_id AND t.label_id = k.id
UNION ALL
SELECT k.n, t.version, NULL FROM k JOIN tenantry.tasks t
    ON k.what = 'task' AND t.org_id = k.org_id AND t.task_id = k.id
UNION ALL
SELECT k.n, t.version, NULL FROM k JOIN tenantry.task_comments t
    ON k.what = 'task_comment' AND t.org_id = k.org_id AND t.task_id = k.id
       AND t.comment_id = k.other_id
UNION ALL
SELECT k.n, t.version, NULL FROM k JOIN tenantry.permissions t
    ON k.what = 'permission' AND t.org_id = k.org_id AND t.permission_id = k.id
UNION ALL
SELECT k.n, t.version, NULL FROM k JOIN tenantry.roles t
    ON k.what = 'role' AND t.org_id = k.org_id AND t.role_id = k.id
UNION ALL
SELECT k.n, t.version, NULL FROM k JOIN tenantry.assignments t
    ON k.what = 'assignment' AND t.org_id = k.org_id AND t.assignment_id = k.id
UNION ALL
SELECT k.n, t.version, NULL FROM k JOIN tenantry.grants t
    ON k.what = 'grant' AND t.org_id = k.org_id AND t.grant_id = k.id
UNION ALL
SELECT k.n, 1, NULL FROM k JOIN tenantry.checkpoints t
    ON k.what = 'checkpoint' AND t.org_id = k.org_id AND t.seq = k.number
UNION ALL
SELECT k.n, 0, t.service_id FROM k JOIN tenantry.services t
    ON k.what = 'service_name' AND t.org_id = k.org_id AND t.name_key = k.name
UNION ALL
SELECT k.n, 0, t.permission_id FROM k JOIN tenantry.permissions t
    ON k.what = 'permission_name' AND t.org_id = k.org_id AND t.name = k.name
UNION ALL
SELECT k.n, 0, t.role_id FROM k JOIN tenantry.roles t
    ON k.what = 'role_name' AND t.org_id = k.org_id AND t.name_key = k.name
UNION ALL
SELECT k.n, 0, t.status_id FROM k JOIN tenantry.statuses t
    ON k.what = 'status_name' AND t.org_id = k.org_id AND t.name_key = k.name
UNION ALL
SELECT k.n, 0, t.label_id FROM k JOIN tenantry.labels t
    ON k.what = 'label_name' AND t.org_id = k.org_id AND t.name_key = k.name
UNION ALL
SELECT k.n, 0, t.task_id FROM k JOIN tenantry.tasks t
    ON k.what = 'position' AND t.org_id = k.org_id AND t.position = k.name
UNION ALL
SELECT k.n, 0, t.assignment_id FROM k JOIN tenantry.assignments t
    ON k.what = 'assigned' AND t.org_id = k.org_id AND t.holder_id = k.id AND t.holder_kind = k.name
       AND t.role_id = k.other_id AND t.team_id IS NOT DISTINCT FROM k.team_id
UNION ALL
SELECT k.n, 0, t.grant_id FROM k JOIN tenantry.grants t
    ON k.what = 'shared' AND t.org_id = k.org_id AND t.object_id = k.id AND t.object_kind = k.name
       AND t.holder_id = k.other_id AND t.holder_kind = k.other_name
UNION ALL
SELECT k.n, t.value, NULL FROM k JOIN tenantry.org_counters t
    ON k.what = 'counter' AND t.org_id = k.org_id AND t.name = k.name AND t.of_id = k.id
UNION ALL
SELECT k.n, count(*), NULL FROM k JOIN tenantry.assignments t
    ON k.what = 'assignments' AND t.org_id = k.org_id AND t.holder_id = k.id
    GROUP BY k.n
UNION ALL
SELECT k.n, count(*), NULL FROM k JOIN tenantry.grants t
    ON k.what = 'grants' AND t.org_id = k.org_id AND t.object_id = k.id
    GROUP BY k.n";

const DIRECTORY_FACTS: &str = "
WITH k AS MATERIALIZED (
    SELECT * FROM UNNEST($1::text[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[])
        WITH ORDINALITY AS k(what, directory_id, id, other_id, name, other_name, n)
)
SELECT 0::bigint, (extract(epoch FROM clock_timestamp()) * 1000000)::bigint, NULL::uuid
UNION ALL
SELECT k.n, t.version, NULL FROM k JOIN tenantry.directories t
    ON k.what = 'directory' AND t.directory_id = k.directory_id
UNION ALL
SELECT k.n, t.version, NULL FROM k JOIN tenantry.users t
    ON k.what = 'user' AND t.directory_id = k.directory_id AND t.user_id = k.id
UNION ALL
SELECT k.n, t.version, NULL FROM k JOIN tenantry.api_keys t
    ON k.what = 'api_key' AND t.directory_id = k.directory_id AND t.key_id = k.id
UNION ALL
SELECT k.n, 1, NULL FROM k JOIN tenantry.subjects t
    ON k.what = 'subject' AND t.directory_id = k.directory_id AND t.issuer = k.name
       AND t.subject = k.other_name
UNION ALL
SELECT k.n, 1, NULL FROM k JOIN tenantry.slugs t
    ON k.what = 'slug' AND t.directory_id = k.directory_id AND t.slug = k.name
UNION ALL
SELECT k.n, 1, NULL FROM k JOIN tenantry.affiliations t
    ON k.what = 'affiliation' AND t.directory_id = k.directory_id AND t.user_id = k.id
       AND t.org_id = k.other_id
UNION ALL
SELECT k.n, 1, NULL FROM k JOIN tenantry.departed_orgs t
    ON k.what = 'departed' AND t.directory_id = k.directory_id AND t.org_id = k.id
UNION ALL
SELECT k.n, 0, t.user_id FROM k JOIN tenantry.users t
    ON k.what = 'email' AND t.directory_id = k.directory_id AND t.email_key = k.name
UNION ALL
SELECT k.n, 0, t.user_id FROM k JOIN tenantry.users t
    ON k.what = 'username' AND t.directory_id = k.directory_id AND t.username = k.name
UNION ALL
SELECT k.n, t.value, NULL FROM k JOIN tenantry.directory_counters t
    ON k.what = 'counter' AND t.directory_id = k.directory_id AND t.name = k.name
       AND t.of_id = k.id
UNION ALL
SELECT k.n, count(*), NULL FROM k JOIN tenantry.affiliations t
    ON k.what = 'orgs' AND t.directory_id = k.directory_id AND t.user_id = k.id
    GROUP BY k.n
UNION ALL
SELECT k.n, count(*), NULL FROM k JOIN tenantry.api_keys t
    ON k.what = 'replaced_keys' AND t.directory_id = k.directory_id AND t.owner_id = k.id
       AND t.replaced_by IS NOT NULL AND t.revoked_at IS NULL
       AND (t.expires_at IS NULL OR t.expires_at
            > COALESCE($7::bigint, (extract(epoch FROM clock_timestamp()) * 1000000)::bigint))
    GROUP BY k.n";

/// Loads the facts of both kinds of scope; answers what the server's clock says.
///
/// Of the scopes in `known` the rows are loaded already.
pub(super) async fn load(
    engine: &Engine,
    connection: &mut PgConnection,
    needs: &Needs,
    known: &[Scope],
    facts: &mut Facts,
) -> Result<i64, Trouble> {
    let rows = needs.rows.iter().filter(|row| !known.contains(&row.0));
    let wanted = rows.map(Wanted::row);
    let wanted = wanted.chain(needs.uniques.iter().map(Wanted::unique));
    let wanted = wanted.chain(needs.counters.iter().map(Wanted::counter));
    let (of_orgs, of_directories): (Vec<_>, Vec<_>) =
        wanted.partition(|wanted| wanted.fact.scope().kind() == "org");

    let mut clock = None;
    if !of_directories.is_empty() {
        engine.probe("facts.directories");
        let ask = ask_directories(engine, &of_directories);
        clock = Some(answer(ask, connection, &of_directories, facts).await?);
    }
    if !of_orgs.is_empty() || clock.is_none() {
        engine.probe("facts.orgs");
        let ask = ask_orgs(engine, &of_orgs);
        clock = Some(answer(ask, connection, &of_orgs, facts).await?);
    }
    Ok(clock.unwrap_or_default())
}

fn ask_orgs(engine: &Engine, wanted: &[Wanted<'_>]) -> Ask {
    let ask = engine.schema.ask(ORG_FACTS);
    ask.bind(column(wanted, |wanted| wanted.what))
        .bind(column(wanted, |wanted| wanted.scope))
        .bind(column(wanted, |wanted| wanted.id))
        .bind(column(wanted, |wanted| wanted.other_id))
        .bind(column(wanted, |wanted| wanted.team))
        .bind(column(wanted, |wanted| wanted.number))
        .bind(column(wanted, |wanted| wanted.name))
        .bind(column(wanted, |wanted| wanted.other_name))
}

fn ask_directories(engine: &Engine, wanted: &[Wanted<'_>]) -> Ask {
    let ask = engine.schema.ask(DIRECTORY_FACTS);
    ask.bind(column(wanted, |wanted| wanted.what))
        .bind(column(wanted, |wanted| wanted.scope))
        .bind(column(wanted, |wanted| wanted.id))
        .bind(column(wanted, |wanted| wanted.other_id))
        .bind(column(wanted, |wanted| wanted.name))
        .bind(column(wanted, |wanted| wanted.other_name))
        .bind(
            engine
                .ports
                .clock
                .as_ref()
                .map(|clock| clock.now().micros()),
        )
}

/// Runs a statement and puts each answer where it belongs. Row 0 is the clock.
async fn answer(
    ask: Ask,
    connection: &mut PgConnection,
    wanted: &[Wanted<'_>],
    facts: &mut Facts,
) -> Result<i64, Trouble> {
    let mut clock = 0;
    for row in ask.fetch_all(connection).await? {
        let mut fields = Fields::of(&row);
        let position = fields.count()?;
        let value: i64 = fields.next()?;
        let owner: Option<Uuid> = fields.next()?;
        let place = usize::try_from(position)
            .ok()
            .and_then(|n| n.checked_sub(1));
        match place.and_then(|place| wanted.get(place)) {
            Some(wanted) => wanted.fact.found(value, owner, facts),
            None => clock = value,
        }
    }
    Ok(clock)
}
