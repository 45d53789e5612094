//! The words of tasks, as they lie in the database.

use sqlx::{AssertSqlSafe, PgPool};
use tenantry::TaskId;
use tenantry::storage::{Row, TaskReads, Write};
use tenantry::tasks::{Priority, Task};
use tenantry_conformance::fixture::{Story, batch, committed, id, part, task, updated};
use tenantry_postgres::Postgres;

use crate::server::{options, url};

async fn change(store: &Postgres, story: &Story, id: TaskId, change: impl FnOnce(&mut Task)) {
    let found = store.task(&story.view(), id).await.unwrap();
    let from = found.value.unwrap();
    let mut to = from.clone();
    to.version += 1;
    change(&mut to);
    let write = updated(Row::Task(from), Row::Task(to));
    committed(store, batch([part(story.org, [write])])).await;
}

#[tokio::test]
async fn words_that_stay_are_neither_written_nor_locked() {
    let options = options();
    let schema = options.schema.clone();
    let store = Postgres::connect_with(&url(), options).await.unwrap();
    let pool = PgPool::connect(&url()).await.unwrap();
    let story = Story::begin(&store).await;
    let task_id = TaskId::from_uuid(id());
    let row = task(story.org, task_id, story.principal(), "Mend the roof");
    let insert = Write::Insert(Row::Task(row));
    committed(&store, batch([part(story.org, [insert])])).await;
    // Where the row lies, who wrote it and who last locked it.
    let lies = format!("SELECT ctid::text || xmin::text || xmax::text FROM {schema}.task_texts");
    let lies = async || {
        let lies = sqlx::query_scalar(AssertSqlSafe(lies.clone()));
        let lies: String = lies.fetch_one(&pool).await.unwrap();
        lies
    };
    let before = lies().await;
    change(&store, &story, task_id, |task| {
        task.priority = Priority::Urgent;
        task.description = Some("Every meter to read".to_owned());
    })
    .await;
    assert_eq!(lies().await, before);
    change(&store, &story, task_id, |task| {
        task.title = "Mend the door".to_owned();
    })
    .await;
    assert_ne!(lies().await, before);
}
