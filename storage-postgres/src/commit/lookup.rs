//! Looking up what a group names: rows, unique values, counters, in one statement.

use sqlx::PgConnection;
use tenantry::storage::{Counter, Facts, Key, Needs, Scope, Unique};
use uuid::Uuid;

use super::group::Trouble;
use crate::engine::Engine;
use crate::row::{Fields, column, int};
use crate::schema::Ask;

// One statement looks everything up: `k` says in which table, and `n` which of what was
// asked for a row answers. The clock is read in it, under the lock.
const ORG_FACTS: &str = "
WITH k AS MATERIALIZED (
    SELECT * FROM UNNEST($1::text[], $2::uuid[], $3::uuid[], $4::uuid[], $5::bigint[], $6::text[])
        WITH ORDINALITY AS k(what, org_id, id, other_id, number, name, n)
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
SELECT k.n, 1, NULL FROM k JOIN tenantry.checkpoints t
    ON k.what = 'checkpoint' AND t.org_id = k.org_id AND t.seq = k.number
UNION ALL
SELECT k.n, 0, t.service_id FROM k JOIN tenantry.services t
    ON k.what = 'service_name' AND t.org_id = k.org_id AND t.name_key = k.name
UNION ALL
SELECT k.n, t.value, NULL FROM k JOIN tenantry.org_counters t
    ON k.what = 'counter' AND t.org_id = k.org_id AND t.name = k.name AND t.of_id = k.id";

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

/// Something that is asked for, by the names that the statements know it by.
struct Wanted<'a> {
    scope: Uuid,
    fact: Fact<'a>,
    what: &'static str,
    id: Uuid,
    other_id: Uuid,
    number: i64,
    name: &'a str,
    other_name: &'a str,
}

/// Where the answer goes.
enum Fact<'a> {
    Row(&'a (Scope, Key)),
    Unique(&'a (Scope, Unique)),
    Counter(&'a (Scope, Counter)),
}

impl<'a> Wanted<'a> {
    fn new(scope: Scope, what: &'static str, fact: Fact<'a>) -> Self {
        Self {
            scope: scope.uuid(),
            fact,
            what,
            id: Uuid::nil(),
            other_id: Uuid::nil(),
            number: 0,
            name: "",
            other_name: "",
        }
    }

    fn id(self, id: Uuid) -> Self {
        Self { id, ..self }
    }

    fn name(self, name: &'a str) -> Self {
        Self { name, ..self }
    }

    fn row(row: &'a (Scope, Key)) -> Self {
        let new = |what| Self::new(row.0, what, Fact::Row(row));
        match &row.1 {
            Key::Directory => new("directory"),
            Key::User(id) => new("user").id(id.uuid()),
            Key::ApiKey(id) => new("api_key").id(id.uuid()),
            Key::Subject(issuer, subject) => Self {
                other_name: subject,
                ..new("subject").name(issuer)
            },
            Key::Slug(slug) => new("slug").name(slug),
            Key::Affiliation(user, org) => Self {
                other_id: org.uuid(),
                ..new("affiliation").id(user.uuid())
            },
            Key::Departed(org) => new("departed").id(org.uuid()),
            Key::Org => new("org"),
            Key::Member(id) => new("member").id(*id),
            Key::Service(id) => new("service").id(id.uuid()),
            Key::Team(id) => new("team").id(id.uuid()),
            Key::TeamMember(team, principal) => Self {
                other_id: *principal,
                ..new("team_member").id(team.uuid())
            },
            Key::Checkpoint(seq) => Self {
                number: int(*seq),
                ..new("checkpoint")
            },
        }
    }

    fn unique(unique: &'a (Scope, Unique)) -> Self {
        let new = |what| Self::new(unique.0, what, Fact::Unique(unique));
        match &unique.1 {
            Unique::Email(email) => new("email").name(email),
            Unique::Username(username) => new("username").name(username),
            Unique::ServiceName(name) => new("service_name").name(name),
        }
    }

    fn counter(counter: &'a (Scope, Counter)) -> Self {
        let new = |what| Self::new(counter.0, what, Fact::Counter(counter)).id(counter.1.of());
        match counter.1 {
            Counter::Orgs(_) | Counter::ReplacedKeys(_) => new(counter.1.name()),
            kept => new("counter").name(kept.name()),
        }
    }
}

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
        .bind(column(wanted, |wanted| wanted.number))
        .bind(column(wanted, |wanted| wanted.name))
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

impl Fact<'_> {
    fn scope(&self) -> Scope {
        match self {
            Self::Row((scope, _)) | Self::Unique((scope, _)) | Self::Counter((scope, _)) => *scope,
        }
    }

    fn found(&self, value: i64, owner: Option<Uuid>, facts: &mut Facts) {
        match self {
            Self::Row(row) => {
                let version = u64::try_from(value).unwrap_or_default();
                facts.rows.insert((*row).clone(), version);
            }
            Self::Unique(unique) => {
                let owner = owner.unwrap_or_default();
                facts.uniques.insert((*unique).clone(), owner);
            }
            Self::Counter(counter) => {
                facts.counters.insert(**counter, value);
            }
        }
    }
}
