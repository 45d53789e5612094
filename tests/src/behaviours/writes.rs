//! Writes: rows end as they were told to.

use tenantry::access::Principal;
use tenantry::directory::StoredKey;
use tenantry::storage::{Counter, Row, Storage, Sweep, Write};
use tenantry::{KeyId, OrgId, ServiceId, TeamId};

use crate::Bench;
use crate::fixture::{FIRST, Story, batch, committed, count, dump, id, key, part, value_of};

pub(super) async fn an_empty_batch_commits_nothing(bench: &Bench) {
    let store = bench.open().await;
    Story::begin(&*store).await;
    let before = dump(&*store).await;
    let receipt = committed(&*store, batch([])).await;
    assert!(receipt.cursors.is_empty());
    assert_eq!(dump(&*store).await, before);
}

pub(super) async fn writes_odd_text_as_it_is(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let names = [
        "'; DROP TABLE teams; --",
        "{\"a\":\"}\"}",
        "\\N\t\"quoted\",",
        "Ünïcödé 👩‍👩‍👧",
        " ",
        "NULL",
        "%_?$1",
    ];
    for name in names {
        let mut team = story.team(name);
        team.description = Some(name.to_owned());
        committed(&*store, story.create(&team)).await;
        let read = story.read_team(&*store, team.id).await.unwrap();
        assert_eq!(
            (read.name.as_str(), read.description.as_deref()),
            (name, Some(name))
        );
    }
}

pub(super) async fn an_insert_and_a_delete_of_one_row_follow_each_other(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let team = story.team("red");
    let row = Row::Team(team.clone());
    let writes = [Write::Insert(row.clone()), count(Counter::Teams, 1)];
    committed(&*store, batch([part(story.org, writes)])).await;
    let read = Row::Team(story.read_team(&*store, team.id).await.unwrap());
    let writes = [Write::Delete(read), count(Counter::Teams, -1)];
    committed(&*store, batch([part(story.org, writes)])).await;
    assert!(story.read_team(&*store, team.id).await.is_none());
    committed(&*store, batch([part(story.org, [Write::Insert(row)])])).await;
    assert!(story.read_team(&*store, team.id).await.is_some());
}

pub(super) async fn a_sweep_removes_what_it_covers_and_nothing_else(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let red = story.add_team(&*store, "red").await;
    let blue = story.add_team(&*store, "blue").await;
    let join = |team: TeamId| Write::Insert(Row::TeamMember(story.team_member(team)));
    committed(
        &*store,
        batch([part(story.org, [join(red.id), join(blue.id)])]),
    )
    .await;
    let sweep = [Write::Sweep(Sweep::TeamMembers(red.id))];
    committed(&*store, batch([part(story.org, sweep)])).await;
    let of = async |team| {
        let members = store.team_members(&story.view(), team, FIRST).await;
        members.unwrap().value.len()
    };
    assert_eq!((of(red.id).await, of(blue.id).await), (0, 1));

    let sweep = [Write::Sweep(Sweep::TeamsOf(story.principal()))];
    committed(&*store, batch([part(story.org, sweep)])).await;
    assert_eq!((of(red.id).await, of(blue.id).await), (0, 0));

    let sweep = [Write::Sweep(Sweep::Affiliations(story.org))];
    committed(&*store, batch([part(story.directory, sweep)])).await;
    let orgs = store
        .orgs_of(&story.directory_view(), story.owner, FIRST)
        .await;
    assert!(orgs.unwrap().value.is_empty());
}

/// So many keys of somebody, counted; some open one organisation alone.
async fn keys_of(
    store: &dyn Storage,
    story: &Story,
    owner: Principal,
    only: Option<OrgId>,
    keys: usize,
) {
    let new = || {
        let mut key = key(story.directory, KeyId::from_uuid(id()), owner);
        key.key.org = only;
        key
    };
    let rows: Vec<StoredKey> = (0..keys).map(|_| new()).collect();
    let writes = rows
        .into_iter()
        .map(|row| Write::Insert(Row::ApiKey(row)))
        .chain([count(Counter::Keys(owner.uuid()), keys as i64)]);
    let writes: Vec<_> = writes.collect();
    committed(store, batch([part(story.directory, writes)])).await;
}

/// How many keys somebody has, and how many are counted.
async fn found(store: &dyn Storage, story: &Story, owner: Principal) -> (usize, i64) {
    let view = story.directory_view();
    let keys = store.keys(&view, owner, FIRST).await.unwrap().value;
    let counter = Counter::Keys(owner.uuid());
    (keys.len(), value_of(store, story.directory, counter).await)
}

pub(super) async fn a_sweep_of_keys_ends_all_of_one_owner(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let [robot, other] = [0; 2].map(|_| Principal::Service(ServiceId::from_uuid(id())));
    keys_of(&*store, &story, robot, Some(story.org), 150).await;
    keys_of(&*store, &story, robot, Some(story.org), 150).await;
    keys_of(&*store, &story, other, Some(story.org), 2).await;
    let sweep = [Write::Sweep(Sweep::KeysOf(robot))];
    committed(&*store, batch([part(story.directory, sweep)])).await;
    assert_eq!(found(&*store, &story, robot).await, (0, 0));
    assert_eq!(found(&*store, &story, other).await, (2, 2));
}

pub(super) async fn a_sweep_of_service_keys_ends_all_of_one_organisation(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let neighbour = story.beside(&*store).await;
    let [one, two, theirs] = [0; 3].map(|_| Principal::Service(ServiceId::from_uuid(id())));
    keys_of(&*store, &story, one, Some(story.org), 3).await;
    keys_of(&*store, &story, two, Some(story.org), 2).await;
    keys_of(&*store, &story, theirs, Some(neighbour.org), 2).await;
    keys_of(&*store, &story, story.principal(), Some(story.org), 1).await;
    let sweep = [Write::Sweep(Sweep::ServiceKeys(story.org))];
    committed(&*store, batch([part(story.directory, sweep)])).await;
    assert_eq!(found(&*store, &story, one).await, (0, 0));
    assert_eq!(found(&*store, &story, two).await, (0, 0));
    assert_eq!(found(&*store, &story, theirs).await, (2, 2));
    assert_eq!(found(&*store, &story, story.principal()).await, (1, 1));
}

pub(super) async fn a_sweep_of_ended_keys_spares_those_that_work_or_count(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let now = store.now();
    let (past, future) = (now.plus_secs(-60), now.plus_secs(600));
    let made = |revoked_at, is_replaced: bool, expires_at| {
        let mut row = key(story.directory, KeyId::from_uuid(id()), story.principal());
        row.key.revoked_at = revoked_at;
        row.key.replaced_by = is_replaced.then_some(row.key.id);
        row.key.expires_at = expires_at;
        row
    };
    let left = [
        made(None, false, None),
        made(None, false, Some(past)),
        made(None, true, Some(future)),
        made(None, true, None),
    ];
    let ended = [
        made(Some(past), false, None),
        made(Some(past), true, Some(future)),
        made(None, true, Some(past)),
    ];
    let ids: Vec<_> = left.iter().map(|row| row.key.id).collect();
    let rows = left.into_iter().chain(ended);
    let writes: Vec<_> = rows.map(|row| Write::Insert(Row::ApiKey(row))).collect();
    committed(&*store, batch([part(story.directory, writes)])).await;
    let replaced = Counter::ReplacedKeys(story.owner.uuid());
    assert_eq!(value_of(&*store, story.directory, replaced).await, 2);

    let sweep = [Write::Sweep(Sweep::EndedKeys(story.principal(), now))];
    committed(&*store, batch([part(story.directory, sweep)])).await;
    let view = story.directory_view();
    let keys = store.keys(&view, story.principal(), FIRST).await.unwrap();
    let found: Vec<_> = keys.value.iter().map(|key| key.id).collect();
    assert_eq!(found, ids);
    assert_eq!(value_of(&*store, story.directory, replaced).await, 2);
}
