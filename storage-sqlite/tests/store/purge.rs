//! Purging a deleted organisation: which rows a slice takes, to the row.

use tenantry::storage::{JournalReads, Row, Storage, Write};
use tenantry::{ErrorKind, OrgId, TaskId};
use tenantry_conformance::fixture::{Story, batch, committed, id, part, task, with_replay};
use tenantry_sqlite::Sqlite;

/// An organisation with a deep tree of teams, deleted.
async fn deleted(store: &dyn Storage) -> Story {
    let story = Story::begin(store).await;
    let mut parent = None;
    for _ in 0..20 {
        let mut team = story.team("deeper");
        team.parent = parent;
        parent = Some(team.id);
        let mut batch = story.create(&team);
        let member = story.team_member(team.id);
        batch.parts[0]
            .writes
            .push(Write::Insert(Row::TeamMember(member)));
        committed(store, with_replay(batch, &team.id.to_string(), 0)).await;
    }
    story.mark_deleted(store).await;
    story
}

#[tokio::test]
async fn a_deleted_organisation_goes_in_slices() {
    for rows_max in [1, 7, 10_000] {
        let store = Sqlite::memory().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let story = deleted(&store).await;
        let other = Story::begin(&store).await;
        let mut rows = 0;
        for slice in 0.. {
            let purged = store.purge(story.org, rows_max).await.unwrap();
            assert!(purged.rows <= u64::from(rows_max));
            rows += purged.rows;
            if purged.is_done {
                break;
            }
            assert!(purged.rows > 0);
            // What is left between two slices is whole: its chain still verifies.
            if slice % 40 == 20 {
                let copy = folder.path().join(format!("copy-{slice}"));
                store.backup(&copy).await.unwrap();
            }
        }
        // 20 teams, members and replays, 22 entries and personal values, 3 counters, one
        // member, the head and the organisation.
        assert_eq!(rows, 60 + 44 + 3 + 1 + 2);
        assert_eq!(store.head(story.org.into()).await.unwrap(), None);
        let error = store.purge(story.org, 1).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotFound);
        let untouched = store.head(other.org.into()).await.unwrap().unwrap();
        assert_eq!(untouched.seq, 1);
    }
}

#[tokio::test]
async fn a_purge_leaves_no_word_of_a_task() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.db");
    let store = Sqlite::open(&path).unwrap();
    let (story, other) = (Story::begin(&store).await, Story::begin(&store).await);
    for story in [&story, &other] {
        let new = |title| {
            let owner = story.principal();
            let task = task(story.org, TaskId::from_uuid(id()), owner, title);
            Write::Insert(Row::Task(task))
        };
        let writes = ["roof", "cellar"].map(new);
        committed(&store, batch([part(story.org, writes)])).await;
    }
    story.mark_deleted(&store).await;
    while !store.purge(story.org, 2).await.unwrap().is_done {}
    let db = rusqlite::Connection::open(&path).unwrap();
    let texts = |org: OrgId| {
        let any = format!("\"{}\" *", org.uuid().simple());
        let sql = "SELECT count(*) FROM task_terms WHERE task_terms MATCH ?1";
        db.query_row(sql, [any], |row| row.get::<_, i64>(0))
            .unwrap()
    };
    assert_eq!((texts(story.org), texts(other.org)), (0, 2));
}
