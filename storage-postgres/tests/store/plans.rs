//! The plans of all statements: an index leads to every row.
//!
//! The server counts how often each table was scanned. In tables of some size, that many
//! tenants share, no commit and no read may do it.

mod tasks;

use std::str::FromStr;
use std::time::{Duration, Instant};

use crate::server::{options, url};
use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, PgPool, Row as _};
use tenantry::access::{Holder, Principal, StoredGrant, Visible};
use tenantry::journal::Effect;
use tenantry::page::Keyset;
use tenantry::projects::ProjectStatus;
use tenantry::storage::{
    AccessReads, AssignmentsOf, Batch, Counter, DirectoryReads, Expect, GrantsOf, JournalReads,
    Key, OrgReads, Part, ProjectReads, ProjectsOf, Proof, Row, Sweep, TaskReads, TeamReads,
    TeamsOf, View, Write,
};
use tenantry::teams::Team;
use tenantry::{
    AssignmentId, GrantId, KeyId, LabelId, LinkId, Order, OrgId, PermissionId, ProjectId, RoleId,
    ServiceId, StatusId, Time,
};
use tenantry_conformance::fixture::{
    FIRST, Story, assignment, committed, count, draft, grant, id, label, nothing, object,
    permission, project, replay, role, status, view, with_replay,
};
use tenantry_postgres::Postgres;
use uuid::Uuid;

/// Rows of many other tenants, as many in each table.
const CROWD: &str = "
INSERT INTO directories SELECT gen_random_uuid(), 'd', 1, 0, 0 FROM generate_series(1, 4000);
INSERT INTO directory_heads SELECT directory_id, 0, 0, 0, 0, '', '', 0 FROM directories;
INSERT INTO users SELECT directory_id, gen_random_uuid(), directory_id, 'e', directory_id, 'n',
    'active', NULL, 1, 0, 0 FROM directories;
INSERT INTO api_keys SELECT directory_id, gen_random_uuid(), 'user', user_id, NULL, 'k', 'h', '',
    '[]', NULL, NULL, NULL, NULL, 1, 0, 0 FROM users;
INSERT INTO subjects SELECT directory_id, 'i', 's', user_id, 1, 0 FROM users;
INSERT INTO slugs SELECT directory_id, 's', gen_random_uuid() FROM directories;
INSERT INTO affiliations SELECT directory_id, user_id, gen_random_uuid() FROM users;
INSERT INTO departed_orgs SELECT directory_id, gen_random_uuid(), 1, '', 0 FROM directories;
INSERT INTO directory_counters SELECT directory_id, 'keys', gen_random_uuid(), 1 FROM directories;
INSERT INTO directory_replays SELECT directory_id, gen_random_uuid(), 'o', 'k', '', '{}', '[]', 0
    FROM directories;
INSERT INTO directory_journal SELECT directory_id, 0, 0, gen_random_uuid(), 'system',
    gen_random_uuid(), NULL, NULL, 'o', 'n', gen_random_uuid(), '{}', '{}', 'none', ''
    FROM directories;
INSERT INTO directory_personal SELECT directory_id, 0, 'f', gen_random_uuid(), '', 'v'
    FROM directories;
INSERT INTO orgs SELECT gen_random_uuid(), directory_id, 'o', 's', NULL, NULL, 'active', 1, 0, 0
    FROM directories;
INSERT INTO org_heads SELECT org_id, 0, 0, 0, 0, '', '', 0 FROM orgs;
INSERT INTO members SELECT org_id, gen_random_uuid(), 'user', 'owner', false, 1, 0, 0 FROM orgs;
INSERT INTO services SELECT org_id, gen_random_uuid(), 's', 's', NULL, 1, 0, 0 FROM orgs;
INSERT INTO teams SELECT org_id, gen_random_uuid(), NULL, 'user', gen_random_uuid(), 't', NULL, 1,
    0, 0 FROM orgs;
INSERT INTO team_members SELECT org_id, team_id, owner_id, 'user', 'member', 1, 0, 0 FROM teams;
INSERT INTO projects SELECT org_id, gen_random_uuid(), 'p', NULL, 'user', owner_id, team_id, 'active',
    NULL, NULL, 1, 0, 0 FROM teams;
INSERT INTO statuses SELECT org_id, gen_random_uuid(), 's', 's', NULL, 'todo', 0, false, 1, 0, 0 FROM orgs;
INSERT INTO labels SELECT org_id, gen_random_uuid(), 'l', 'l', NULL, NULL, false, 1, 0, 0 FROM orgs;
INSERT INTO tasks SELECT org_id, gen_random_uuid(), 't', NULL, 'user', owner_id, team_id,
    gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'todo', 0, NULL, NULL, 0, NULL, '[]',
    '80', NULL, 1, NULL, 1, 0, 0 FROM teams;
INSERT INTO task_texts SELECT org_id, task_id, '', array_to_tsvector(ARRAY[org_id::text || 'word'])
    FROM tasks;
INSERT INTO task_assignees SELECT org_id, task_id, owner_kind, owner_id, 0, 0 FROM tasks;
INSERT INTO task_labels SELECT org_id, task_id, label_id FROM tasks JOIN labels USING (org_id);
INSERT INTO task_comments SELECT org_id, task_id, gen_random_uuid(), owner_kind, owner_id, 't', 1, 0, 0
    FROM tasks;
INSERT INTO task_tallies SELECT org_id, 'org', org_id, 'due', org_id, 0, 1 FROM orgs;
INSERT INTO permissions SELECT org_id, gen_random_uuid(), 'docs.read', NULL, NULL, 1, 0, 0 FROM orgs;
INSERT INTO roles SELECT org_id, gen_random_uuid(), 'r', 'r', NULL, '[]', 1, 0, 0 FROM orgs;
INSERT INTO assignments SELECT org_id, gen_random_uuid(), 'user', owner_id, gen_random_uuid(), team_id,
    NULL, 'system', gen_random_uuid(), 1, 0, 0 FROM teams;
INSERT INTO grants SELECT org_id, gen_random_uuid(), 'doc', gen_random_uuid(), 'org', org_id, 'view',
    NULL, 'system', gen_random_uuid(), 1, 0, 0 FROM orgs;
INSERT INTO checkpoints SELECT org_id, 1, '', 0 FROM orgs;
INSERT INTO org_counters SELECT org_id, 'teams', gen_random_uuid(), 1 FROM orgs;
INSERT INTO org_replays SELECT org_id, gen_random_uuid(), 'o', 'k', '', '{}', '[]', 0 FROM orgs;
INSERT INTO org_journal SELECT org_id, 0, 0, gen_random_uuid(), 'system', gen_random_uuid(), NULL,
    NULL, 'o', 'n', gen_random_uuid(), '{}', '{}', 'none', '' FROM orgs;
INSERT INTO org_personal SELECT org_id, 0, 'f', gen_random_uuid(), '', 'v' FROM orgs;
ANALYZE";

/// How often each table was scanned from end to end.
async fn scans(pool: &PgPool, schema: &str) -> Vec<(String, i64)> {
    let flush = "SELECT pg_stat_force_next_flush()";
    sqlx::raw_sql(flush).execute(pool).await.unwrap();
    let counts = "
        SELECT relname::text, seq_scan FROM pg_stat_user_tables
        WHERE schemaname = $1 AND relname <> 'schema_migrations' ORDER BY relname";
    let rows = sqlx::query(counts).bind(schema).fetch_all(pool).await;
    let rows = rows.unwrap();
    rows.iter().map(|row| (row.get(0), row.get(1))).collect()
}

/// A batch that asks for something in every table.
fn everything(story: &Story, team: &Team) -> Batch {
    let mut batch = story.create(team);
    let org = &mut batch.parts[0];
    org.expect = vec![
        Expect::Present(Key::Org),
        Expect::Present(Key::Member(story.owner.uuid())),
        Expect::Absent(Key::Service(ServiceId::from_uuid(id()))),
        Expect::Absent(Key::TeamMember(team.id, id())),
        Expect::Absent(Key::Project(ProjectId::from_uuid(id()))),
        Expect::Absent(Key::Checkpoint(99)),
    ];
    org.writes
        .push(Write::Insert(Row::TeamMember(story.team_member(team.id))));
    org.writes
        .push(Write::Sweep(Sweep::TeamsOf(Principal::Service(
            ServiceId::from_uuid(id()),
        ))));
    let mut project = project(
        story.org,
        ProjectId::from_uuid(id()),
        story.principal(),
        "roof",
    );
    project.team = Some(team.id);
    org.writes.push(Write::Insert(Row::Project(project)));
    org.writes.push(count(Counter::Projects, 1));
    org.writes.extend(vocabulary(story));
    org.writes.extend(tasks::inserts(story, team));
    org.writes.extend(rights(story, team));
    let mut directory = Part::new(story.directory);
    directory.entries = vec![draft(story.directory.uuid(), Effect::None)];
    directory.expect = vec![
        Expect::Present(Key::Directory),
        Expect::Present(Key::User(story.owner)),
        Expect::Absent(Key::ApiKey(KeyId::from_uuid(id()))),
        Expect::Absent(Key::Subject("i".to_owned(), "s".to_owned())),
        Expect::Absent(Key::Slug("nobody".to_owned())),
        Expect::Present(Key::Affiliation(story.owner, story.org)),
        Expect::Absent(Key::Departed(story.org)),
    ];
    let nobody = Principal::Service(ServiceId::from_uuid(id()));
    directory.writes = vec![
        count(Counter::Keys(story.owner.uuid()), 1),
        count(Counter::Orgs(story.owner), 1),
        count(Counter::ReplacedKeys(story.owner.uuid()), 1),
        Write::Sweep(Sweep::KeysOf(nobody)),
        Write::Sweep(Sweep::EndedKeys(nobody, Time::from_micros(1))),
        Write::Sweep(Sweep::ServiceKeys(OrgId::from_uuid(id()))),
    ];
    batch.parts.push(directory);
    with_replay(batch, &id().to_string(), 1)
}

/// A status and a label, and what counts them.
fn vocabulary(story: &Story) -> [Write; 4] {
    let (status_id, label_id) = (StatusId::from_uuid(id()), LabelId::from_uuid(id()));
    let name = format!("n{}", status_id.uuid().simple());
    [
        Write::Insert(Row::Status(status(story.org, status_id, &name))),
        count(Counter::Statuses, 1),
        Write::Insert(Row::Label(label(story.org, label_id, &name))),
        count(Counter::Labels, 1),
    ]
}

/// Rights of every kind, and what counts and removes them.
fn rights(story: &Story, team: &Team) -> [Write; 9] {
    let (role_id, holder) = (RoleId::from_uuid(id()), Holder::Team(team.id));
    let name = format!("n{}", role_id.uuid().simple());
    let object = object(id());
    let count_grants = count(Counter::Grants(object.id()), 1);
    let permission = permission(story.org, PermissionId::from_uuid(id()), &name);
    let given = assignment(story.org, AssignmentId::from_uuid(id()), holder, role_id);
    let grant = grant(story.org, GrantId::from_uuid(id()), object, holder);
    let hash = Some([1; 32]);
    [
        Write::Sweep(Sweep::Assignments(id())),
        Write::Insert(Row::Permission(permission)),
        count(Counter::Permissions, 1),
        Write::Insert(Row::Role(role(story.org, role_id, &name))),
        count(Counter::Roles, 1),
        Write::Insert(Row::Assignment(given)),
        count(Counter::Assignments(holder.uuid()), 1),
        Write::Insert(Row::Grant(StoredGrant { grant, hash })),
        count_grants,
    ]
}

/// The first page from the other end.
const LAST: Keyset = Keyset {
    after: Uuid::max(),
    order: Order::Newest,
    limit: 200,
};

async fn read_everything(store: &Postgres, story: &Story, team: &Team) -> tenantry::Result<()> {
    let proof = Proof {
        directory: story.directory,
        key: KeyId::from_uuid(id()),
    };
    let org = View {
        proof: Some(proof),
        ..story.view()
    };
    let directory = view(story.directory);
    let owner = story.principal();
    let service = ServiceId::from_uuid(id());

    store.directory(story.directory).await?;
    store.credential(proof).await?;
    store.vouched(story.directory, "i", "s").await?;
    store.user(&directory, story.owner).await?;
    store.subjects(&directory, story.owner).await?;
    store.key(&directory, proof.key).await?;
    store.memberships(story.directory, story.owner).await?;
    store.departed(&directory, story.org).await?;

    store.standing(&org, Some(owner)).await?;
    store.member(&org, owner).await?;
    store.service(&org, service).await?;

    store.team(&org, team.id).await?;
    store.team_path(&org, team.id).await?;
    store.team_member(&org, team.id, owner).await?;
    store.team_members_count(&org, &[team.id], 50).await?;
    store.teams_owned(&org, owner, 50).await?;

    store
        .permission(&org, PermissionId::from_uuid(id()))
        .await?;
    store.permission_named(&org, &"docs.read".parse()?).await?;
    store.role(&org, RoleId::from_uuid(id())).await?;
    let given = AssignmentId::from_uuid(id());
    store.assignment(&org, given).await?;
    store.given_to_team(&org, team.id).await?;
    store.grant(&org, GrantId::from_uuid(id())).await?;
    store.link(&org, LinkId::from_uuid(id())).await?;

    store.project(&org, ProjectId::from_uuid(id())).await?;
    store.status(&org, StatusId::from_uuid(id())).await?;
    store.label(&org, LabelId::from_uuid(id())).await?;
    tasks::read(store, &org, team).await?;

    for order in [FIRST, LAST] {
        store.users(&directory, order).await?;
        store.keys(&directory, owner, order).await?;
        store.orgs_of(&directory, story.owner, order).await?;
        store.members(&org, order).await?;
        store.services(&org, order).await?;
        store.teams(&org, TeamsOf::Org, order).await?;
        store.teams(&org, TeamsOf::Top, order).await?;
        store.teams(&org, TeamsOf::Parent(team.id), order).await?;
        store.teams(&org, TeamsOf::Below(team.id), order).await?;
        store.team_members(&org, team.id, order).await?;
        read_projects(store, &org, team, order).await?;
        for archived in [None, Some(true)] {
            store.statuses(&org, archived, order).await?;
            store.labels(&org, archived, order).await?;
        }
        read_rights(store, &org, team, order).await?;
    }

    store.head(org.scope).await?;
    store.entries(org.scope, 0, 50).await?;
    store.personal(org.scope, 1, 50).await?;
    store.activity(&org, team.id.uuid(), 50, 50).await?;
    store.checkpoint(&org, 1).await?;
    store.checkpoints(&org, 50).await?;
    let remembered = replay(org.scope, "k", 1);
    store.replay(org.scope, &remembered.key).await?;
    Ok(())
}

/// What somebody sees who sees everything, and who does not; all of it, and a part.
async fn read_projects(
    store: &Postgres,
    org: &View,
    team: &Team,
    order: Keyset,
) -> tenantry::Result<()> {
    let owner = team.owner;
    let part = ProjectsOf {
        team: Some(team.id),
        owner: Some(owner),
        status: Some(ProjectStatus::Active),
    };
    for all in [true, false] {
        let visible = Visible {
            all,
            teams: vec![team.id],
            owner: Some(owner),
            holders: vec![owner.into(), Holder::Team(team.id), Holder::Org(team.org)],
            ..nothing()
        };
        for of in [ProjectsOf::default(), part] {
            store.projects(org, &visible, of, order).await?;
        }
    }
    Ok(())
}

async fn read_rights(
    store: &Postgres,
    org: &View,
    team: &Team,
    order: Keyset,
) -> tenantry::Result<()> {
    let holder = Holder::Team(team.id);
    store.permissions(org, order).await?;
    store.roles(org, order).await?;
    for of in [
        AssignmentsOf::Org,
        AssignmentsOf::Holder(holder),
        AssignmentsOf::Role(RoleId::from_uuid(id())),
        AssignmentsOf::Team(team.id),
    ] {
        store.assignments(org, of, order).await?;
    }
    for of in [
        GrantsOf::Org,
        GrantsOf::Object(object(id())),
        GrantsOf::Holder(holder),
    ] {
        store.grants(org, &of, order).await?;
    }
    Ok(())
}

/// A pool whose connections can be recognised on the server.
async fn named(name: &str) -> PgPool {
    let connection = PgConnectOptions::from_str(&url()).unwrap();
    let connection = connection.application_name(name);
    PgPool::connect_with(connection).await.unwrap()
}

/// Closes a pool and waits until its server processes have ended: a process reports what it
/// has counted when it ends, at the latest.
async fn report(ours: &PgPool, name: &str, watcher: &PgPool) {
    ours.close().await;
    let until = Instant::now() + Duration::from_secs(60);
    loop {
        let left =
            sqlx::query_scalar("SELECT count(*) FROM pg_stat_activity WHERE application_name = $1");
        let left: i64 = left.bind(name).fetch_one(watcher).await.unwrap();
        if left == 0 {
            return;
        }
        assert!(Instant::now() < until, "{left} connections do not end");
    }
}

#[tokio::test]
async fn no_statement_scans_a_table() {
    let watcher = PgPool::connect(&url()).await.unwrap();
    let options = options();
    let schema = options.schema.clone();

    let ours = named(&schema).await;
    let store = Postgres::with_pool(ours.clone(), options.clone());
    let store = store.await.unwrap();
    let crowd = format!("SET LOCAL search_path = {schema}; {CROWD}");
    let crowd = sqlx::raw_sql(AssertSqlSafe(crowd));
    crowd.execute(&ours).await.unwrap();
    let story = Story::begin(&store).await;
    drop(store);
    report(&ours, &schema, &watcher).await;
    let before = scans(&watcher, &schema).await;

    let ours = named(&schema).await;
    let store = Postgres::with_pool(ours.clone(), options).await.unwrap();
    for _ in 0..8 {
        let team = story.team("red");
        committed(&store, everything(&story, &team)).await;
        tasks::change(&store, &story).await;
        read_everything(&store, &story, &team).await.unwrap();
    }
    drop(store);
    report(&ours, &schema, &watcher).await;
    assert_eq!(scans(&watcher, &schema).await, before);
}
