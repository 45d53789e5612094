//! Housekeeping: the writes that no commit is made for.

use std::sync::Arc;
use std::time::Duration;

use tenantry::directory::StoredKey;
use tenantry::storage::{Batch, Chore, Ports, Row, Storage, Write};
use tenantry::{KeyId, Time, UserId};

use crate::Bench;
use crate::fixture::{
    HandClock, Story, batch, committed, dump, id, key, part, replay, replayed, updated, with_replay,
};

const EARLY: Time = Time::from_micros(1_000_000);
const LATE: Time = Time::from_micros(2_000_000);

async fn add_key(store: &dyn Storage, story: &Story) -> KeyId {
    let key = key(story.directory, KeyId::from_uuid(id()), story.principal());
    let insert = [Write::Insert(Row::ApiKey(key.clone()))];
    committed(store, batch([part(story.directory, insert)])).await;
    key.key.id
}

async fn read_key(store: &dyn Storage, story: &Story, id: KeyId) -> StoredKey {
    let seen = store.key(&story.directory_view(), id).await.unwrap();
    seen.value.unwrap()
}

async fn last_login(store: &dyn Storage, story: &Story) -> Option<Time> {
    let seen = store
        .user(&story.directory_view(), story.owner)
        .await
        .unwrap();
    seen.value.unwrap().last_login_at
}

fn used(story: &Story, key: KeyId, at: Time) -> Chore {
    Chore::KeyUsed {
        directory: story.directory,
        key,
        at,
    }
}

fn logged_in(story: &Story, at: Time) -> Chore {
    Chore::LoggedIn {
        directory: story.directory,
        user: story.owner,
        at,
    }
}

pub(super) async fn housekeeping_moves_no_version_and_tells_nothing(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let id = add_key(&*store, &story).await;
    let before = store.head(story.directory.into()).await.unwrap();
    store.housekeep(used(&story, id, EARLY)).await.unwrap();
    store.housekeep(logged_in(&story, LATE)).await.unwrap();
    let key = read_key(&*store, &story, id).await.key;
    assert_eq!((key.last_used_at, key.version), (Some(EARLY), 1));
    assert_eq!(last_login(&*store, &story).await, Some(LATE));
    let user = store
        .user(&story.directory_view(), story.owner)
        .await
        .unwrap();
    assert_eq!(user.value.unwrap().version, 1);
    assert_eq!(store.head(story.directory.into()).await.unwrap(), before);
}

pub(super) async fn housekeeping_is_idempotent(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let id = add_key(&*store, &story).await;
    let chores = [used(&story, id, EARLY), logged_in(&story, EARLY)];
    for chore in &chores {
        store.housekeep(chore.clone()).await.unwrap();
    }
    let once = dump(&*store).await;
    for chore in chores {
        store.housekeep(chore).await.unwrap();
    }
    assert_eq!(dump(&*store).await, once);
}

pub(super) async fn an_update_leaves_alone_what_housekeeping_wrote(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let id = add_key(&*store, &story).await;
    let from = read_key(&*store, &story, id).await;
    let seen = store
        .user(&story.directory_view(), story.owner)
        .await
        .unwrap();
    let ada = seen.value.unwrap();
    store.housekeep(used(&story, id, LATE)).await.unwrap();
    store.housekeep(logged_in(&story, LATE)).await.unwrap();
    let (mut to, mut countess) = (from.clone(), ada.clone());
    to.key.version += 1;
    countess.version += 1;
    let writes = [
        updated(Row::ApiKey(from), Row::ApiKey(to)),
        updated(Row::User(ada), Row::User(countess)),
    ];
    committed(&*store, batch([part(story.directory, writes)])).await;
    let key = read_key(&*store, &story, id).await.key;
    assert_eq!((key.last_used_at, key.version), (Some(LATE), 2));
    assert_eq!(last_login(&*store, &story).await, Some(LATE));
}

pub(super) async fn housekeeping_never_goes_back(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let id = add_key(&*store, &story).await;
    for at in [LATE, EARLY] {
        store.housekeep(used(&story, id, at)).await.unwrap();
        store.housekeep(logged_in(&story, at)).await.unwrap();
    }
    let key = read_key(&*store, &story, id).await.key;
    assert_eq!(key.last_used_at, Some(LATE));
    assert_eq!(last_login(&*store, &story).await, Some(LATE));
}

pub(super) async fn housekeeping_of_what_there_is_not_does_nothing(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let other = Story::begin(&*store).await;
    let theirs = add_key(&*store, &other).await;
    let before = dump(&*store).await;
    let ghost = Story {
        owner: UserId::from_uuid(id()),
        ..story
    };
    for chore in [
        used(&story, KeyId::from_uuid(id()), LATE),
        used(&story, theirs, LATE),
        logged_in(&ghost, LATE),
    ] {
        store.housekeep(chore).await.unwrap();
    }
    assert_eq!(dump(&*store).await, before);
}

/// A store in which some calls were remembered early, and one of them late.
async fn remembering(bench: &Bench, early: usize) -> (Arc<dyn Storage>, Story) {
    let clock = Arc::new(HandClock::at(EARLY.micros()));
    let ports = Ports {
        clock: Some(clock.clone()),
        probe: None,
    };
    let store = bench.open_with(ports).await;
    let story = Story::begin(&*store).await;
    for number in 0..early {
        committed(&*store, called(&story, &format!("old {number}"))).await;
    }
    let mut joins = story.join("bob");
    joins.replay = Some(replay(story.directory, "old", 1));
    committed(&*store, joins).await;
    clock.set(LATE.micros());
    committed(&*store, called(&story, "young")).await;
    (store, story)
}

fn called(story: &Story, key: &str) -> Batch {
    with_replay(story.create_named("red"), key, 1)
}

pub(super) async fn forgotten_replays_are_gone_and_younger_ones_stay(bench: &Bench) {
    let (store, story) = remembering(bench, 1).await;
    let forgotten = store.forget_replays(LATE, 9).await.unwrap();
    assert_eq!((forgotten.rows, forgotten.is_done), (2, true));
    committed(&*store, called(&story, "old 0")).await;
    replayed(&*store, called(&story, "young")).await;
    let of_directory = replay(story.directory, "old", 1).key;
    let found = store.replay(story.directory.into(), &of_directory).await;
    assert_eq!(found.unwrap(), None);
}

pub(super) async fn forgetting_goes_on_if_nobody_waits_for_it(bench: &Bench) {
    let (store, story) = remembering(bench, 1).await;
    let key = replay(story.org, "old 0", 1).key;
    let (scope, read) = (story.org.into(), "a remembered call");
    assert!(store.replay(scope, &key).await.expect(read).is_some());
    drop(store.forget_replays(LATE, 9));
    let gone = async {
        while store.replay(scope, &key).await.expect(read).is_some() {
            tokio::task::yield_now().await;
        }
    };
    let gone = tokio::time::timeout(Duration::from_secs(20), gone).await;
    gone.expect("nobody goes on with it");
}

pub(super) async fn replays_are_forgotten_in_slices(bench: &Bench) {
    let (store, story) = remembering(bench, 4).await;
    let mut slices = Vec::new();
    loop {
        let forgotten = store.forget_replays(LATE, 2).await.unwrap();
        slices.push(forgotten.rows);
        assert!(slices.len() < 9, "it never ends: {slices:?}");
        if forgotten.is_done {
            break;
        }
    }
    assert_eq!(slices, [2, 2, 1]);
    let before = dump(&*store).await;
    let again = store.forget_replays(LATE, 2).await.unwrap();
    assert_eq!((again.rows, again.is_done), (0, true));
    assert_eq!(dump(&*store).await, before);
    replayed(&*store, called(&story, "young")).await;
}
