//! Groups: batches that come at the same time commit together, and nobody can tell.

use futures_util::future::join_all;
use tenantry::journal::verify_scope;
use tenantry::storage::{Batch, Counter, Failure, Key, Row, Storage, Sweep, Verdict, Write};
use tenantry::{Result, UserId};

use crate::Bench;
use crate::fixture::{
    FIRST, Story, batch, committed, count, id, part, told, updated, user, value_of,
};

/// Commits all at once, so that the store may group them.
async fn at_once(store: &dyn Storage, batches: Vec<Batch>) -> Vec<Result<Verdict>> {
    join_all(batches.into_iter().map(|batch| store.commit(batch))).await
}

fn is_committed(verdict: &Result<Verdict>) -> bool {
    matches!(verdict, Ok(Verdict::Committed(_)))
}

pub(super) async fn batches_of_a_group_behave_as_if_one_came_after_the_other(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    for round in 0..bench.rounds() {
        let team = story.add_team(&*store, "red").await;
        let names: Vec<String> = (0..8).map(|n| format!("{round}-{n}")).collect();
        let renames = names.iter().map(|name| story.rename(&team, name));
        let verdicts = at_once(&*store, renames.collect()).await;
        let won: Vec<usize> = (0..8).filter(|n| is_committed(&verdicts[*n])).collect();
        assert_eq!(won.len(), 1, "{verdicts:?}");
        for verdict in verdicts.iter().filter(|verdict| !is_committed(verdict)) {
            assert!(
                matches!(verdict, Ok(Verdict::Refused(Failure::Stale))),
                "{verdict:?}"
            );
        }
        let read = story.read_team(&*store, team.id).await.unwrap();
        assert_eq!(
            (read.name.as_str(), read.version),
            (names[won[0]].as_str(), 2)
        );
    }
}

pub(super) async fn one_that_is_refused_harms_no_neighbour(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let taken = story.add_team(&*store, "taken").await;
    for _ in 0..bench.rounds() {
        let teams: Vec<_> = (0..8).map(|_| story.team("red")).collect();
        let mut batches: Vec<_> = teams.iter().map(|team| story.create(team)).collect();
        batches.insert(3, story.create(&taken));
        let verdicts = at_once(&*store, batches).await;
        let exists = Failure::Exists(Key::Team(taken.id));
        assert_eq!(verdicts[3].as_ref().unwrap(), &Verdict::Refused(exists));
        assert_eq!(
            verdicts
                .iter()
                .filter(|verdict| is_committed(verdict))
                .count(),
            8
        );
        for team in teams {
            assert!(story.read_team(&*store, team.id).await.is_some());
        }
    }
}

pub(super) async fn one_that_fails_harms_no_neighbour(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let other = story.beside(&*store).await;
    for _ in 0..bench.rounds() {
        let mut batches: Vec<_> = (0..8).map(|_| story.create_named("red")).collect();
        // A row of another organisation breaks the contract.
        let stray = [Write::Insert(Row::Team(other.team("stray")))];
        batches.insert(3, batch([part(story.org, stray)]));
        let verdicts = at_once(&*store, batches).await;
        assert!(verdicts[3].is_err());
        assert_eq!(
            verdicts
                .iter()
                .filter(|verdict| is_committed(verdict))
                .count(),
            8
        );
    }
    assert!(
        verify_scope(&*store, story.org.into())
            .await
            .unwrap()
            .is_intact
    );
}

pub(super) async fn a_swap_of_unique_values_in_one_group_is_whole_or_not(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let bob = user(story.directory, UserId::from_uuid(id()), "bob");
    let join = part(story.directory, [Write::Insert(Row::User(bob.clone()))]);
    committed(&*store, batch([join])).await;
    let read = async |id| {
        let seen = store.user(&story.directory_view(), id).await;
        seen.unwrap().value.unwrap()
    };
    let (ada, bob) = (read(story.owner).await, read(bob.id).await);
    let rename = |from: &tenantry::directory::User, name: &str| {
        let mut to = from.clone();
        to.username = name.to_owned();
        to.version += 1;
        updated(Row::User(from.clone()), Row::User(to.clone()))
    };
    let give_up = batch([part(story.directory, [rename(&ada, "countess")])]);
    let take_over = batch([part(story.directory, [rename(&bob, "ada")])]);
    let bystander = story.join("eve");
    let verdicts = at_once(&*store, vec![give_up, take_over, bystander]).await;
    assert!(is_committed(&verdicts[0]), "{verdicts:?}");
    assert!(is_committed(&verdicts[2]), "{verdicts:?}");
    let heir = read(bob.id).await.username;
    // Before the name was free the change was refused; behind it, it went through.
    assert_eq!(heir == "ada", is_committed(&verdicts[1]), "{verdicts:?}");
    assert_eq!(read(ada.id).await.username, "countess");
}

pub(super) async fn a_row_that_many_of_a_group_change_is_written_once_at_its_end(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let mut states = vec![story.team("0")];
    for version in 2..=8 {
        let mut next = states[states.len() - 1].clone();
        next.name = version.to_string();
        next.version = version;
        states.push(next);
    }
    let mut batches = vec![story.create(&states[0])];
    for pair in states.windows(2) {
        let write = updated(Row::Team(pair[0].clone()), Row::Team(pair[1].clone()));
        batches.push(batch([part(story.org, [write])]));
    }
    // A store that does not group them in this order refuses those that come too early.
    let verdicts = at_once(&*store, batches).await;
    let won = verdicts
        .iter()
        .filter(|verdict| is_committed(verdict))
        .count();
    let read = story.read_team(&*store, states[0].id).await.unwrap();
    assert_eq!(read.version, won as u64, "{verdicts:?}");
    assert_eq!(read.name, states[won - 1].name);
}

pub(super) async fn a_sweep_spares_what_the_group_adds_later(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let team = story.add_team(&*store, "red").await;
    let member = story.team_member(team.id);
    let join = || {
        batch([part(
            story.org,
            [Write::Insert(Row::TeamMember(member.clone()))],
        )])
    };
    let sweep = || batch([part(story.org, [Write::Sweep(Sweep::TeamMembers(team.id))])]);
    committed(&*store, join()).await;
    let verdicts = at_once(&*store, vec![sweep(), join()]).await;
    assert!(is_committed(&verdicts[0]), "{verdicts:?}");
    let members = store.team_members(&story.view(), team.id, FIRST).await;
    let members = members.unwrap().value.len();
    assert_eq!(
        members,
        usize::from(is_committed(&verdicts[1])),
        "{verdicts:?}"
    );
}

pub(super) async fn groups_of_many_scopes_keep_their_journals_apart(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    let mut stories = vec![story];
    for _ in 0..3 {
        stories.push(story.beside(&*store).await);
    }
    let batches = stories.iter().flat_map(|story| {
        (0..8).map(|n| {
            let mut batch = story.create_named("red");
            batch
                .parts
                .extend(story.join(&format!("{}-{n}", story.org)).parts);
            batch
        })
    });
    let verdicts = at_once(&*store, batches.collect()).await;
    assert!(verdicts.iter().all(is_committed), "{verdicts:?}");
    for story in &stories {
        assert_eq!(value_of(&*store, story.org, Counter::Teams).await, 8);
        let report = verify_scope(&*store, story.org.into()).await.unwrap();
        assert!(report.is_intact, "{report:?}");
        assert_eq!(told(&*store, story.org).await.len(), 9);
    }
    let report = verify_scope(&*store, story.directory.into()).await.unwrap();
    assert!(report.is_intact, "{report:?}");
    assert_eq!(report.seq, 1 + 4 + 32);
}

pub(super) async fn a_limit_in_a_group_admits_exactly_its_number(bench: &Bench) {
    let store = bench.open().await;
    for _ in 0..bench.rounds() {
        let story = Story::begin(&*store).await;
        let create = || {
            let team = Write::Insert(Row::Team(story.team("red")));
            let count = Write::Count {
                counter: Counter::Teams,
                by: 1,
                min: 0,
                max: 5,
            };
            batch([part(story.org, [team, count])])
        };
        let verdicts = at_once(&*store, (0..16).map(|_| create()).collect()).await;
        assert_eq!(
            verdicts
                .iter()
                .filter(|verdict| is_committed(verdict))
                .count(),
            5
        );
        assert_eq!(value_of(&*store, story.org, Counter::Teams).await, 5);
        let moved = batch([part(story.org, [count(Counter::Teams, -5)])]);
        committed(&*store, moved).await;
    }
}
