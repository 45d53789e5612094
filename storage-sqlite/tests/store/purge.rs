//! Purging a deleted organisation, and the other housekeeping.

use tenantry::ErrorKind;
use tenantry::orgs::OrgStatus;
use tenantry::storage::{
    Chore, Counter, DirectoryReads, JournalReads, Replay, ReplayKey, Row, Storage, Write,
};
use tenantry::{Time, storage::Scope};
use tenantry_sqlite::Sqlite;

use crate::story::{Story, committed, count, view};

/// An organisation with rows in every table, deleted.
async fn deleted(store: &dyn Storage) -> Story {
    let story = Story::begin(store).await;
    let mut parent = None;
    for _ in 0..20 {
        let mut team = story.team("deeper");
        team.parent = parent;
        parent = Some(team.id);
        let mut batch = story.writes(
            team.id.uuid(),
            vec![
                Write::Insert(Row::Team(team.clone())),
                Write::Insert(Row::TeamMember(story.team_member(team.id))),
                count(Counter::Teams, 1),
            ],
        );
        batch.replay = Some(Replay {
            scope: story.org.into(),
            key: ReplayKey {
                caller: story.owner.uuid(),
                operation: "teams.create",
                key: team.id.to_string(),
            },
            fingerprint: [0; 32],
            answer: "{}".to_owned(),
            checks: "[]".to_owned(),
        });
        committed(store, batch).await;
    }
    let from = store.standing(&story.view(), None).await.unwrap().unwrap();
    let mut to = from.value.org.clone();
    to.status = OrgStatus::Deleted;
    to.version += 1;
    let delete = Write::Update {
        from: Box::new(Row::Org(from.value.org)),
        to: Row::Org(to),
    };
    committed(store, story.writes(story.org.uuid(), vec![delete])).await;
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
async fn only_what_is_marked_deleted_is_purged() {
    let store = Sqlite::memory().unwrap();
    let story = Story::begin(&store).await;
    let error = store.purge(story.org, 10).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound);
    assert!(store.head(story.org.into()).await.unwrap().is_some());
}

#[tokio::test]
async fn the_last_login_moves_forward_only_and_no_version_moves() {
    let store = Sqlite::memory().unwrap();
    let story = Story::begin(&store).await;
    for micros in [500, 900, 700] {
        let chore = Chore::LoggedIn {
            directory: story.directory,
            user: story.owner,
            at: Time::from_micros(micros),
        };
        store.housekeep(chore).await.unwrap();
    }
    let seen = store.user(&view(story.directory), story.owner).await;
    let user = seen.unwrap().value.unwrap();
    assert_eq!(user.last_login_at, Some(Time::from_micros(900)));
    assert_eq!(user.version, 1);
}

#[tokio::test]
async fn old_calls_are_forgotten() {
    let store = Sqlite::memory().unwrap();
    let story = Story::begin(&store).await;
    let key = ReplayKey {
        caller: story.owner.uuid(),
        operation: "teams.create",
        key: "k".to_owned(),
    };
    let scope = Scope::from(story.org);
    let mut batch = story.create_team(&story.team("red"));
    batch.replay = Some(Replay {
        scope,
        key: key.clone(),
        fingerprint: [0; 32],
        answer: "{}".to_owned(),
        checks: "[]".to_owned(),
    });
    let at = committed(&store, batch).await.at;
    for (before, is_left) in [(at, true), (at.plus_secs(1), false)] {
        store.forget_replays(before, 9).await.unwrap();
        let replay = store.replay(scope, &key).await.unwrap();
        assert_eq!(replay.is_some(), is_left);
    }
}
