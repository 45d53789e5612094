//! The statements of the room of tasks: its lists go several ways.

use sqlx::{AssertSqlSafe, PgPool};
use tenantry::access::{Holder, Level, Visible};
use tenantry::storage::{
    CountedOf, Counter, CountsOf, Expect, Key, Row, TaskKeyset, TaskReads, TasksOf, View, Write,
};
use tenantry::tasks::{Assignee, Category, Task, TaskSort, terms};
use tenantry::teams::Team;
use tenantry::{CommentId, Day, LabelId, ProjectId, TaskId, Time};
use tenantry_conformance::fixture::{
    FIRST, Story, comment, committed, count, id, label, nothing, task, updated,
};
use tenantry_postgres::Postgres;

use super::{named, report};
use crate::server::{options, url};

/// A task with all that can hang on it.
pub(super) fn inserts(story: &Story, team: &Team) -> Vec<Write> {
    let (task_id, label_id) = (TaskId::from_uuid(id()), LabelId::from_uuid(id()));
    let name = format!("n{}", label_id.uuid().simple());
    let mut row = task(story.org, task_id, story.principal(), "Read the meters");
    row.team = Some(team.id);
    row.labels = vec![label_id];
    row.assignees = vec![Assignee {
        holder: Holder::Team(team.id),
        assigned_at: Time::OF_COMMIT,
    }];
    let comment_id = CommentId::from_uuid(id());
    vec![
        Write::Insert(Row::Label(label(story.org, label_id, &name))),
        count(Counter::Labels, 1),
        Write::Insert(Row::Task(row)),
        count(Counter::Tasks, 1),
        count(Counter::Subtasks(task_id), 1),
        Write::Insert(Row::TaskComment(comment(
            story.org, task_id, comment_id, "done",
        ))),
        count(Counter::Comments(task_id), 1),
    ]
}

/// Adds a task, changes it and removes it.
pub(super) async fn change(store: &Postgres, story: &Story) {
    let task_id = TaskId::from_uuid(id());
    let row = task(story.org, task_id, story.principal(), "roof");
    let insert = [Write::Insert(Row::Task(row)), count(Counter::Tasks, 1)];
    commit(store, story, insert).await;

    let from = stored(store, story, task_id).await;
    let mut to = from.clone();
    (to.version, to.title) = (from.version + 1, "attic".to_owned());
    let update = updated(Row::Task(from), Row::Task(to));
    commit(store, story, [update]).await;

    let row = stored(store, story, task_id).await;
    let delete = [Write::Delete(Row::Task(row)), count(Counter::Tasks, -1)];
    commit(store, story, delete).await;
}

async fn stored(store: &Postgres, story: &Story, id: TaskId) -> Task {
    let found = store.task(&story.view(), id).await.unwrap();
    found.value.unwrap()
}

async fn commit(store: &Postgres, story: &Story, writes: impl IntoIterator<Item = Write>) {
    let mut batch = story.create(&story.team("blue"));
    let org = &mut batch.parts[0];
    let nothing = TaskId::from_uuid(id());
    org.expect = vec![
        Expect::Absent(Key::Task(nothing)),
        Expect::Absent(Key::TaskComment(nothing, CommentId::from_uuid(id()))),
    ];
    org.writes.extend(writes);
    committed(store, batch).await;
}

/// Everything that is read of tasks.
pub(super) async fn read(store: &Postgres, org: &View, team: &Team) -> tenantry::Result<()> {
    let some = TaskId::from_uuid(id());
    let row = task(team.org, some, team.owner, "roof");
    store.task(org, some).await?;
    store.task_path(org, some).await?;
    store.task_parts(org, some, 50).await?;
    for behind in [true, false] {
        store.position_beside(org, &row.position, behind).await?;
    }
    store.status_is_used(org, row.status).await?;
    store.label_uses(org, LabelId::from_uuid(id()), 50).await?;
    store
        .task_comment(org, some, CommentId::from_uuid(id()))
        .await?;
    store.task_comments(org, some, FIRST).await?;
    for of in [
        CountedOf::Org,
        CountedOf::Subtree(team.id),
        CountedOf::Principal(team.owner),
    ] {
        store.task_counts(org, &counts(of)).await?;
    }
    for visible in [everybody(), member(team)] {
        for of in asks(team) {
            for sort in TaskSort::ALL {
                store.tasks(org, &visible, &of, &first(sort)).await?;
            }
        }
    }
    Ok(())
}

fn counts(of: CountedOf) -> CountsOf {
    let now = Time::from_micros(1);
    CountsOf {
        of,
        now,
        from: Day::of(now),
        to: Day::of(now),
    }
}

fn first(sort: TaskSort) -> TaskKeyset {
    TaskKeyset {
        sort,
        after: None,
        limit: 50,
    }
}

/// What somebody sees who sees everything, and who does not.
fn everybody() -> Visible {
    Visible {
        all: true,
        ..nothing()
    }
}

fn member(team: &Team) -> Visible {
    Visible {
        teams: vec![team.id],
        owner: Some(team.owner),
        holders: vec![
            team.owner.into(),
            Holder::Team(team.id),
            Holder::Org(team.org),
        ],
        level: Level::View,
        ..nothing()
    }
}

/// Each filter that leads to few tasks, and those that lead to many.
fn asks(team: &Team) -> Vec<TasksOf> {
    let of = TasksOf::default;
    let words = terms(team.org, "meters").into_iter().collect();
    vec![
        of(),
        TasksOf {
            status: Some(Category::Todo.built_in_status()),
            ..of()
        },
        TasksOf {
            assignee: Some(Holder::Team(team.id)),
            ..of()
        },
        TasksOf {
            owner: Some(team.owner),
            ..of()
        },
        TasksOf {
            team: Some(team.id),
            ..of()
        },
        TasksOf {
            project: Some(ProjectId::from_uuid(id())),
            ..of()
        },
        TasksOf {
            parent: Some(TaskId::from_uuid(id())),
            ..of()
        },
        TasksOf {
            label: Some(LabelId::from_uuid(id())),
            ..of()
        },
        TasksOf {
            terms: words,
            ..of()
        },
        TasksOf {
            shared: true,
            ..of()
        },
        TasksOf {
            deleted: true,
            ..of()
        },
        pending(),
    ]
}

fn pending() -> TasksOf {
    TasksOf {
        pending: Some(true),
        ..TasksOf::default()
    }
}

/// Tasks of one organisation. What was due first is done.
const MANY: &str = "
INSERT INTO tasks SELECT '{org}', gen_random_uuid(), 't', NULL, 'user', '{owner}', NULL, NULL, NULL,
    gen_random_uuid(), CASE WHEN n > 10000 THEN 'todo' ELSE 'done' END, n % 5, NULL, NULL, n, NULL, '[]', md5(n::text) || '80', NULL, NULL,
    NULL, 1, n, n FROM generate_series(1, 20000) AS n;
ANALYZE tasks";

#[tokio::test]
async fn a_page_of_a_large_organisation_reads_few_rows() {
    let watcher = PgPool::connect(&url()).await.unwrap();
    let options = options();
    let schema = options.schema.clone();
    let ours = named(&schema).await;
    let store = Postgres::with_pool(ours.clone(), options.clone());
    let store = store.await.unwrap();
    let story = Story::begin(&store).await;
    let team = story.team("red");
    let many = MANY
        .replace("{org}", &story.org.to_string())
        .replace("{owner}", &id().to_string());
    let many = format!("SET LOCAL search_path = {schema}; {many}");
    sqlx::raw_sql(AssertSqlSafe(many))
        .execute(&ours)
        .await
        .unwrap();
    drop(store);
    report(&ours, &schema, &watcher).await;
    let before = rows_read(&watcher, &schema).await;

    let ours = named(&schema).await;
    let store = Postgres::with_pool(ours.clone(), options).await.unwrap();
    // Often enough that the server makes up its mind about a plan for all of them.
    for _ in 0..8 {
        for sort in TaskSort::ALL {
            let (view, of) = (story.view(), TasksOf::default());
            let all = store.tasks(&view, &everybody(), &of, &first(sort)).await;
            assert_eq!(all.unwrap().value.len(), 50);
            let none = store.tasks(&view, &member(&team), &of, &first(sort)).await;
            assert_eq!(none.unwrap().value, []);
        }
        let (view, of) = (story.view(), pending());
        let (all, due) = (everybody(), first(TaskSort::Due));
        let next = store.tasks(&view, &all, &of, &due).await;
        assert_eq!(next.unwrap().value.len(), 50);
    }
    drop(store);
    report(&ours, &schema, &watcher).await;
    let read = rows_read(&watcher, &schema).await - before;
    assert!(read < 8 * 7 * 200, "{read} rows of tasks were read");
}

/// How many rows of tasks were read through indexes.
async fn rows_read(pool: &PgPool, schema: &str) -> i64 {
    let read = "
        SELECT coalesce(sum(idx_tup_read), 0)::bigint FROM pg_stat_user_indexes
        WHERE schemaname = $1 AND relname = 'tasks'";
    let read = sqlx::query_scalar(read).bind(schema).fetch_one(pool);
    read.await.unwrap()
}
