//! What a batch expects, said or implied by its writes, is tested under the lock.

use futures_util::future::join_all;
use tenantry::access::Grounds;
use tenantry::directory::Affiliation;
use tenantry::journal::Effect;
use tenantry::storage::{
    Batch, Counter, Expect, Failure, Key, Row, Storage, Sweep, Unique, Verdict, Write,
};
use tenantry::{OrgId, TaskId, UserId};

use crate::Bench;
use crate::fixture::{
    Story, batch, committed, count, id, part, refused, service, told, updated, user, value_of,
};

/// A new team under an expectation.
fn expects(story: &Story, expect: Expect) -> Batch {
    let mut batch = story.create_named("expecting");
    batch.parts[0].expect.push(expect);
    batch
}

async fn stands(store: &dyn Storage, story: &Story) -> (u64, u64) {
    let head = store.head(story.org.into()).await.unwrap().unwrap();
    (head.rights, head.narrowed)
}

pub(super) async fn narrowed_must_stand(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    committed(&*store, story.tell(Effect::Narrows)).await;
    let (_, narrowed) = stands(&*store, &story).await;
    committed(&*store, story.tell(Effect::Widens)).await;
    committed(
        &*store,
        expects(&story, Expect::Narrowed(narrowed, Grounds::EVERYBODY)),
    )
    .await;
    committed(&*store, story.tell(Effect::Narrows)).await;
    let late = expects(&story, Expect::Narrowed(narrowed, Grounds::EVERYBODY));
    assert_eq!(refused(&*store, late).await, Failure::Stale);
}

pub(super) async fn rights_must_stand(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let (rights, _) = stands(&*store, &story).await;
    committed(&*store, story.tell(Effect::None)).await;
    committed(&*store, expects(&story, Expect::Rights(rights))).await;
    let late = expects(&story, Expect::Rights(rights));
    assert_eq!(refused(&*store, late).await, Failure::Stale);
}

pub(super) async fn a_version_must_stand(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let team = story.add_team(&*store, "red").await;
    let expect = Expect::Version(Key::Team(team.id), 1);
    committed(&*store, expects(&story, expect.clone())).await;
    committed(&*store, story.rename(&team, "blue")).await;
    let late = expects(&story, expect);
    assert_eq!(refused(&*store, late).await, Failure::Stale);
    let absent = Expect::Version(Key::Team(story.team("none").id), 1);
    assert_eq!(
        refused(&*store, expects(&story, absent)).await,
        Failure::Stale
    );
}

pub(super) async fn a_row_must_be_present(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let team = story.add_team(&*store, "red").await;
    let expect = Expect::Present(Key::Team(team.id));
    committed(&*store, expects(&story, expect.clone())).await;
    let delete = [Write::Delete(Row::Team(team))];
    committed(&*store, batch([part(story.org, delete)])).await;
    assert_eq!(
        refused(&*store, expects(&story, expect)).await,
        Failure::Stale
    );
}

pub(super) async fn a_row_must_be_absent(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let team = story.team("red");
    let expect = Expect::Absent(Key::Team(team.id));
    committed(&*store, expects(&story, expect.clone())).await;
    committed(&*store, story.create(&team)).await;
    assert_eq!(
        refused(&*store, expects(&story, expect)).await,
        Failure::Stale
    );
}

pub(super) async fn a_counter_must_stand(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let counter = Counter::Subtasks(TaskId::from_uuid(id()));
    let stands = |value| expects(&story, Expect::Counted(counter, value));
    // Nobody has counted yet.
    committed(&*store, stands(0)).await;
    committed(&*store, batch([part(story.org, [count(counter, 2)])])).await;
    assert_eq!(refused(&*store, stands(0)).await, Failure::Stale);
    committed(&*store, stands(2)).await;
    // Of a group, whoever comes behind one that moves it sees that it has moved.
    let up = || {
        let mut batch = stands(2);
        batch.parts[0].writes.push(count(counter, 1));
        batch
    };
    let group = [(); 8].map(|()| up());
    let verdicts = join_all(group.map(|batch| store.commit(batch))).await;
    let held = |verdict: &&_| matches!(verdict, &&Ok(Verdict::Committed(_)));
    assert_eq!(verdicts.iter().filter(held).count(), 1, "{verdicts:?}");
    // Another's is another counter.
    let other = Counter::Subtasks(TaskId::from_uuid(id()));
    committed(&*store, batch([part(story.org, [count(other, 1)])])).await;
    committed(&*store, stands(3)).await;
}

pub(super) async fn an_insert_finds_its_name_free(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let team = story.team("red");
    committed(&*store, story.create(&team)).await;
    let failure = refused(&*store, story.create(&team)).await;
    assert_eq!(failure, Failure::Exists(Key::Team(team.id)));
    let slug = [Write::Insert(Row::Slug(story.slug(&story.org_row().slug)))];
    let failure = refused(&*store, batch([part(story.directory, slug)])).await;
    assert_eq!(failure, Failure::Exists(Key::Slug(story.org_row().slug)));
}

pub(super) async fn an_insert_finds_its_unique_values_free(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let join = |name: &str, email: &str| {
        let mut user = user(story.directory, UserId::from_uuid(id()), name);
        user.email = email.to_owned();
        batch([part(story.directory, [Write::Insert(Row::User(user))])])
    };
    let failure = refused(&*store, join("bob", "ADA@Example.com")).await;
    let taken = Unique::Email("ada@example.com".to_owned());
    assert_eq!(failure, Failure::Taken(taken));
    let failure = refused(&*store, join("ada", "bob@example.com")).await;
    assert_eq!(failure, Failure::Taken(Unique::Username("ada".to_owned())));
    committed(&*store, join("bob", "bob@example.com")).await;

    let employ = |name: &str| {
        let service = service(story.org, tenantry::ServiceId::from_uuid(id()), name);
        batch([part(story.org, [Write::Insert(Row::Service(service))])])
    };
    committed(&*store, employ("Meter")).await;
    let failure = refused(&*store, employ("mETER")).await;
    assert_eq!(
        failure,
        Failure::Taken(Unique::ServiceName("meter".to_owned()))
    );
}

pub(super) async fn an_update_finds_the_version_it_was_read_at(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let team = story.add_team(&*store, "red").await;
    committed(&*store, story.rename(&team, "blue")).await;
    let failure = refused(&*store, story.rename(&team, "green")).await;
    assert_eq!(failure, Failure::Stale);
    let read = story.read_team(&*store, team.id).await.unwrap();
    assert_eq!((read.name.as_str(), read.version), ("blue", 2));
    let ghost = story.team("ghost");
    let failure = refused(&*store, story.rename(&ghost, "seen")).await;
    assert_eq!(failure, Failure::Stale);
}

pub(super) async fn an_update_finds_new_unique_values_free(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    committed(&*store, story.join("bob")).await;
    let seen = store.user(&story.directory_view(), story.owner).await;
    let from = seen.unwrap().value.unwrap();
    let call = |name: &str| {
        let mut to = from.clone();
        to.username = name.to_owned();
        to.version += 1;
        let write = updated(Row::User(from.clone()), Row::User(to));
        batch([part(story.directory, [write])])
    };
    let failure = refused(&*store, call("bob")).await;
    assert_eq!(failure, Failure::Taken(Unique::Username("bob".to_owned())));
    committed(&*store, call("countess")).await;
    // The name that was given up is free for somebody else.
    let mut heir = user(story.directory, UserId::from_uuid(id()), "ada");
    heir.email = "heir@example.com".to_owned();
    let inherit = part(story.directory, [Write::Insert(Row::User(heir))]);
    committed(&*store, batch([inherit])).await;
}

pub(super) async fn a_delete_finds_the_version_it_was_read_at(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let team = story.add_team(&*store, "red").await;
    committed(&*store, story.rename(&team, "blue")).await;
    let delete = |row| batch([part(story.org, [Write::Delete(Row::Team(row))])]);
    assert_eq!(refused(&*store, delete(team.clone())).await, Failure::Stale);
    let read = story.read_team(&*store, team.id).await.unwrap();
    committed(&*store, delete(read.clone())).await;
    assert_eq!(refused(&*store, delete(read)).await, Failure::Stale);
}

pub(super) async fn a_deleted_row_frees_its_unique_values(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let first = service(story.org, tenantry::ServiceId::from_uuid(id()), "meter");
    let second = service(story.org, tenantry::ServiceId::from_uuid(id()), "Meter");
    let insert = |row| batch([part(story.org, [Write::Insert(Row::Service(row))])]);
    committed(&*store, insert(first.clone())).await;
    let delete = [Write::Delete(Row::Service(first))];
    committed(&*store, batch([part(story.org, delete)])).await;
    committed(&*store, insert(second)).await;
}

pub(super) async fn a_counter_stays_within_its_bounds(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let counter = Counter::Keys(id());
    let moves = |by, min, max| {
        let write = Write::Count {
            counter,
            by,
            min,
            max,
        };
        batch([part(story.org, [write])])
    };
    committed(&*store, moves(2, 0, 2)).await;
    let limit = |bound| Failure::Limit {
        counter,
        value: 2,
        bound,
    };
    assert_eq!(refused(&*store, moves(1, 0, 2)).await, limit(2));
    assert_eq!(refused(&*store, moves(-1, 2, 9)).await, limit(2));
    committed(&*store, moves(-2, 0, 2)).await;
    assert_eq!(value_of(&*store, story.org, counter).await, 0);
    assert_eq!(value_of(&*store, story.org, Counter::Keys(id())).await, 0);
}

pub(super) async fn organisations_of_a_person_are_counted_where_they_are(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let orgs = Counter::Orgs(story.owner);
    let joining = |by: i64, write: &dyn Fn(Affiliation) -> Write, org: OrgId| {
        let affiliation = Affiliation {
            org,
            ..story.affiliation(story.owner)
        };
        let moved = Write::Count {
            counter: orgs,
            by,
            min: 0,
            max: 3,
        };
        batch([part(story.directory, [write(affiliation), moved])])
    };
    let join = |org| joining(1, &|row| Write::Insert(Row::Affiliation(row)), org);
    let leave = |org| joining(-1, &|row| Write::Delete(Row::Affiliation(row)), org);
    let new = || OrgId::from_uuid(id());
    let (second, third) = (new(), new());
    // Two at once, in one group or not, and the one of the story.
    let both = [store.commit(join(second)), store.commit(join(third))];
    for verdict in join_all(both).await {
        assert!(matches!(verdict, Ok(Verdict::Committed(_))), "{verdict:?}");
    }
    let limit = Failure::Limit {
        counter: orgs,
        value: 3,
        bound: 3,
    };
    assert_eq!(refused(&*store, join(new())).await, limit);
    committed(&*store, leave(second)).await;
    committed(&*store, join(second)).await;
    assert_eq!(refused(&*store, join(new())).await, limit);
    let sweep = Write::Sweep(Sweep::Affiliations(third));
    committed(&*store, batch([part(story.directory, [sweep])])).await;
    assert_eq!(value_of(&*store, story.directory, orgs).await, 2);
    let nobody = Counter::Orgs(UserId::from_uuid(id()));
    assert_eq!(value_of(&*store, story.directory, nobody).await, 0);
    committed(&*store, join(third)).await;
}

pub(super) async fn a_counter_may_move_towards_a_lowered_bound(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let counter = Counter::Teams;
    committed(&*store, batch([part(story.org, [count(counter, 5)])])).await;
    let fall = Write::Count {
        counter,
        by: -1,
        min: 0,
        max: 2,
    };
    committed(&*store, batch([part(story.org, [fall])])).await;
    let rise = Write::Count {
        counter,
        by: 1,
        min: 0,
        max: 2,
    };
    let failure = refused(&*store, batch([part(story.org, [rise])])).await;
    assert_eq!(
        failure,
        Failure::Limit {
            counter,
            value: 4,
            bound: 2
        }
    );
    assert_eq!(told(&*store, story.org).await.len(), 3);
}

/// Whoever is stale is decided again, and has perhaps no limit in their way then: in whatever order
/// and part of a batch it stands.
pub(super) async fn a_limit_is_told_where_nothing_is_stale(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let team = story.add_team(&*store, "red").await;
    committed(&*store, story.rename(&team, "blue")).await;
    let counter = Counter::Keys(id());
    let falls = || Write::Count {
        counter,
        by: -1,
        min: 0,
        max: 9,
    };
    let rename = || {
        let renamed = story.rename(&team, "green");
        let writes = renamed.parts.into_iter().flat_map(|part| part.writes);
        writes.collect::<Vec<_>>()
    };
    let before = [vec![falls()], rename()].concat();
    let behind = [rename(), vec![falls()]].concat();
    for writes in [before, behind] {
        let failure = refused(&*store, batch([part(story.org, writes)])).await;
        assert_eq!(failure, Failure::Stale);
    }
    let elsewhere = part(story.directory, [falls()]);
    let both = batch([elsewhere, part(story.org, rename())]);
    assert_eq!(refused(&*store, both).await, Failure::Stale);
}
