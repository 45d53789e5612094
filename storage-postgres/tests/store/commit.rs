//! The commit path with real batches.

use crate::server::{fresh, options, url};
use crate::story::{Story, batch, committed, draft, id, refused, view};
use tenantry::access::Role;
use tenantry::journal::Effect;
use tenantry::page::Keyset;
use tenantry::storage::{
    Counter, DirectoryReads, Failure, JournalReads, OrgReads, Part, Replay, ReplayKey, Row,
    Storage, Sweep, TeamReads, TeamsOf, Unique, Verdict, Write,
};
use tenantry::{TeamId, Time, UserId};
use tenantry_postgres::Postgres;
use uuid::Uuid;

const FIRST: Keyset = Keyset {
    after: Uuid::nil(),
    limit: 50,
};

#[tokio::test]
async fn what_is_committed_is_read_again() {
    let store = fresh().await;
    let story = Story::begin(&store).await;
    let team = story.team("red");
    let receipt = committed(&store, story.create_team(&team)).await;

    let seen = store.team(&story.view(), team.id).await.unwrap();
    let stored = seen.value.unwrap();
    assert_eq!(stored.name, "red");
    assert_eq!(stored.created_at, receipt.at);
    assert_eq!(seen.head.seq, 2);
    assert_eq!(receipt.cursors, [(story.org.into(), seen.head.cursor())]);

    let standing = store
        .standing(&story.view(), Some(story.principal()))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(standing.value.org.name, "Acme");
    assert_eq!(standing.value.member.unwrap().role, Role::Owner);
    assert_eq!(standing.value.team_roles, [(team.id, Role::Owner)]);

    let directory = view(story.directory);
    let orgs = store.orgs_of(&directory, story.owner, FIRST).await.unwrap();
    assert_eq!(orgs.value.len(), 1);
    let memberships = store.memberships(story.directory, story.owner).await;
    assert_eq!(memberships.unwrap()[0].0.seq, 2);
}

#[tokio::test]
async fn a_row_that_moved_makes_a_change_stale() {
    let store = fresh().await;
    let story = Story::begin(&store).await;
    let team = story.team("red");
    committed(&store, story.create_team(&team)).await;
    let seen = store.team(&story.view(), team.id).await.unwrap();
    let from = seen.value.unwrap();
    let rename = |name: &str| {
        let mut to = from.clone();
        to.name = name.to_owned();
        to.version += 1;
        to.updated_at = Time::OF_COMMIT;
        let write = Write::Update {
            from: Box::new(Row::Team(from.clone())),
            to: Row::Team(to),
        };
        story.writes(team.id.uuid(), vec![write])
    };
    committed(&store, rename("blue")).await;
    assert_eq!(refused(&store, rename("green")).await, Failure::Stale);
    let seen = store.team(&story.view(), team.id).await.unwrap();
    assert_eq!(seen.value.unwrap().name, "blue");
}

#[tokio::test]
async fn a_unique_value_is_taken_once() {
    let store = fresh().await;
    let story = Story::begin(&store).await;
    let join = |name: &str, email: &str| {
        let mut user = story.user(UserId::from_uuid(id()), name);
        user.email = email.to_owned();
        let mut part = Part::new(story.directory);
        part.entries = vec![draft("user", user.id.uuid(), Effect::Widens)];
        part.writes = vec![Write::Insert(Row::User(user))];
        batch([part])
    };
    let taken = refused(&store, join("bob", "ADA@example.com")).await;
    assert_eq!(
        taken,
        Failure::Taken(Unique::Email("ada@example.com".to_owned()))
    );
    committed(&store, join("bob", "bob@example.com")).await;
}

#[tokio::test]
async fn a_counter_stops_at_its_bound() {
    let store = fresh().await;
    let story = Story::begin(&store).await;
    let create = || {
        let team = story.team("one of two");
        let count = Write::Count {
            counter: Counter::Teams,
            by: 1,
            min: 0,
            max: 2,
        };
        story.writes(team.id.uuid(), vec![Write::Insert(Row::Team(team)), count])
    };
    committed(&store, create()).await;
    committed(&store, create()).await;
    let limit = Failure::Limit {
        counter: Counter::Teams,
        value: 2,
        bound: 2,
    };
    assert_eq!(refused(&store, create()).await, limit);
}

#[tokio::test]
async fn a_sweep_takes_many_rows() {
    let store = fresh().await;
    let story = Story::begin(&store).await;
    let team = story.team("red");
    let member = story.team_member(team.id);
    let writes = vec![
        Write::Insert(Row::Team(team.clone())),
        Write::Insert(Row::TeamMember(member)),
    ];
    committed(&store, story.writes(team.id.uuid(), writes)).await;
    let view = story.view();
    let read = || store.team_members(&view, team.id, FIRST);
    assert_eq!(read().await.unwrap().value.len(), 1);

    let sweep = vec![Write::Sweep(Sweep::TeamMembers(team.id))];
    committed(&store, story.writes(team.id.uuid(), sweep)).await;
    assert!(read().await.unwrap().value.is_empty());
}

#[tokio::test]
async fn a_call_is_remembered_under_its_key() {
    let store = fresh().await;
    let story = Story::begin(&store).await;
    let key = ReplayKey {
        caller: story.owner.uuid(),
        operation: "teams.create",
        key: "monday".to_owned(),
    };
    let create = |fingerprint: u8| {
        let mut batch = story.create_team(&story.team("red"));
        batch.replay = Some(Replay {
            scope: story.org.into(),
            key: key.clone(),
            fingerprint: [fingerprint; 32],
            answer: "{}".to_owned(),
            checks: "[]".to_owned(),
        });
        batch
    };
    let first = committed(&store, create(1)).await;
    let Verdict::Replayed(replay) = store.commit(create(1)).await.unwrap() else {
        panic!("the second call was not replayed");
    };
    assert_eq!(replay.at, first.at);
    assert_eq!(refused(&store, create(2)).await, Failure::OtherInput);
    let stored = store.replay(story.org.into(), &key).await.unwrap();
    assert_eq!(stored, Some(replay));
}

#[tokio::test]
async fn a_missing_scope_is_named() {
    let store = fresh().await;
    let story = Story::new();
    let failure = refused(&store, story.create_team(&story.team("red"))).await;
    assert_eq!(failure, Failure::NoScope(story.org.into()));
    let error = store
        .team(&story.view(), TeamId::from_uuid(id()))
        .await
        .unwrap_err();
    assert_eq!(error.code(), "not_found");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_caller_of_a_group_fails_alone() {
    let store = fresh().await;
    let story = Story::begin(&store).await;
    let shared = TeamId::from_uuid(id());
    let mut calls = Vec::new();
    for round in 0..64 {
        let store = store.clone();
        calls.push(tokio::spawn(async move {
            let mut team = story.team("mine");
            match round % 4 {
                // The same row: one of these wins.
                0 => {
                    team.id = shared;
                    store.commit(story.create_team(&team)).await
                }
                // A parent that there is not: the judgement does not see it, the server does.
                1 => {
                    team.parent = Some(TeamId::from_uuid(id()));
                    store.commit(story.create_team(&team)).await
                }
                // A row of another organisation: it breaks the contract.
                2 => {
                    team.org = Story::new().org;
                    store.commit(story.create_team(&team)).await
                }
                _ => store.commit(story.create_team(&team)).await,
            }
        }));
    }
    let mut outcomes = [0; 4];
    for call in calls {
        match call.await.unwrap() {
            Ok(Verdict::Committed(_)) => outcomes[0] += 1,
            Ok(_) => outcomes[1] += 1,
            Err(error) if error.code() == "constraint" => outcomes[2] += 1,
            Err(_) => outcomes[3] += 1,
        }
    }
    assert_eq!(outcomes, [17, 15, 16, 16]);
    let seen = store
        .teams(&story.view(), TeamsOf::Org, FIRST)
        .await
        .unwrap();
    assert_eq!(seen.value.len(), 17);
    assert_eq!(seen.head.seq, 18);
}

#[tokio::test]
async fn what_is_closed_is_there_when_opened_again() {
    let options = options();
    let story = {
        let store = Postgres::connect_with(&url(), options.clone())
            .await
            .unwrap();
        Story::begin(&store).await
    };
    let store = Postgres::connect_with(&url(), options).await.unwrap();
    let entries = store.entries(story.org.into(), 0, 10).await.unwrap();
    assert_eq!(entries.len(), 1);
    let scopes = store.scopes(None, 10).await.unwrap();
    assert_eq!(scopes, [story.org.into(), story.directory.into()]);
    let personal = store.personal(story.org.into(), 1, 1).await.unwrap();
    assert_eq!(personal[0].value, "ada@example.com");
}
