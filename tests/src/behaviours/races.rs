//! Races: of many who try at once, exactly as many win as may.

use std::sync::Arc;

use futures_util::future::BoxFuture;
use tenantry::access::{Grounds, Role, Touch};
use tenantry::journal::{Draft, Effect, verify_scope};
use tenantry::storage::{Batch, Counter, Expect, Row, Storage, Verdict, Write};
use tenantry::{KeyId, Time, UserId};
use tokio::sync::Barrier;
use tokio::task::JoinSet;

use crate::Bench;
use crate::fixture::{
    Story, batch, committed, count, draft, id, key, part, updated, user, value_of, with_replay,
};

/// Lets every batch be committed by a task of its own, over two handles, and counts who won.
async fn race(handles: &[Arc<dyn Storage>], batches: Vec<Batch>) -> (usize, Vec<Verdict>) {
    let start = Arc::new(Barrier::new(batches.len()));
    let mut runners = JoinSet::new();
    for (at, batch) in batches.into_iter().enumerate() {
        let store = Arc::clone(&handles[at % handles.len()]);
        let start = Arc::clone(&start);
        runners.spawn(async move {
            start.wait().await;
            store.commit(batch).await.expect("a verdict")
        });
    }
    let verdicts = runners.join_all().await;
    let won = |verdict: &&Verdict| matches!(verdict, Verdict::Committed(_));
    (verdicts.iter().filter(won).count(), verdicts)
}

/// Sets the stage for one round of a race.
type Stage<S> = for<'a> fn(&'a dyn Storage, &'a Story) -> BoxFuture<'a, S>;

/// Insists that of 32 batches one wins, round after round, each on a new stage.
async fn one_of_32_wins<S>(
    bench: &Bench,
    stage: Stage<S>,
    attempt: impl Fn(&Story, &S, usize) -> Batch,
) {
    let handles = bench.handles(2).await;
    let story = Story::begin(&*handles[0]).await;
    for _ in 0..bench.rounds() {
        let set = stage(&*handles[0], &story).await;
        let batches = (0..32).map(|at| attempt(&story, &set, at)).collect();
        let (won, verdicts) = race(&handles, batches).await;
        assert_eq!(won, 1, "{verdicts:?}");
    }
    for scope in handles[0].scopes(None, 9).await.unwrap() {
        let report = verify_scope(&*handles[0], scope).await.unwrap();
        assert!(report.is_intact, "{report:?}");
    }
}

pub(super) async fn of_32_who_insert_one_key_one_wins(bench: &Bench) {
    let stage: Stage<_> = |_, story| Box::pin(async move { story.team("red") });
    one_of_32_wins(bench, stage, |story, team, _| story.create(team)).await;
}

pub(super) async fn of_32_who_take_one_slug_one_wins(bench: &Bench) {
    let stage: Stage<_> = |_, _| Box::pin(async move { id().to_string() });
    one_of_32_wins(bench, stage, |story, slug, _| {
        let insert = Write::Insert(Row::Slug(story.slug(slug)));
        batch([part(story.directory, [insert])])
    })
    .await;
}

pub(super) async fn of_32_who_take_one_unique_value_one_wins(bench: &Bench) {
    let stage: Stage<_> = |_, _| Box::pin(async move { id().to_string() });
    one_of_32_wins(bench, stage, |story, name, at| {
        let mut user = user(story.directory, UserId::from_uuid(id()), name);
        user.username = format!("{name}-{at}");
        batch([part(story.directory, [Write::Insert(Row::User(user))])])
    })
    .await;
}

pub(super) async fn of_32_who_update_one_version_one_wins(bench: &Bench) {
    let stage: Stage<_> =
        |store, story| Box::pin(async move { story.add_team(store, "red").await });
    one_of_32_wins(bench, stage, |story, team, at| {
        story.rename(team, &at.to_string())
    })
    .await;
}

pub(super) async fn of_32_who_consume_one_row_one_wins(bench: &Bench) {
    let stage: Stage<_> =
        |store, story| Box::pin(async move { story.add_team(store, "red").await });
    one_of_32_wins(bench, stage, |story, team, _| {
        let writes = [
            Write::Delete(Row::Team(team.clone())),
            count(Counter::Teams, -1),
        ];
        batch([part(story.org, writes)])
    })
    .await;
}

pub(super) async fn of_32_who_rotate_one_key_one_wins(bench: &Bench) {
    let stage: Stage<_> = |store, story| {
        Box::pin(async move {
            let old = key(story.directory, KeyId::from_uuid(id()), story.principal());
            let insert = [Write::Insert(Row::ApiKey(old.clone()))];
            committed(store, batch([part(story.directory, insert)])).await;
            let view = story.directory_view();
            store.key(&view, old.key.id).await.unwrap().value.unwrap()
        })
    };
    one_of_32_wins(bench, stage, |story, old, _| {
        let new = key(story.directory, KeyId::from_uuid(id()), story.principal());
        let mut ended = old.clone();
        ended.key.revoked_at = Some(Time::OF_COMMIT);
        ended.key.replaced_by = Some(new.key.id);
        ended.key.version += 1;
        let writes = [
            updated(Row::ApiKey(old.clone()), Row::ApiKey(ended)),
            Write::Insert(Row::ApiKey(new)),
        ];
        batch([part(story.directory, writes)])
    })
    .await;
}

pub(super) async fn of_32_who_leave_one_owner_stays(bench: &Bench) {
    let handles = bench.handles(2).await;
    for _ in 0..bench.rounds() {
        let story = Story::begin(&*handles[0]).await;
        let mut owners = vec![story.member(story.principal(), Role::Owner)];
        for _ in 1..32 {
            let principal = tenantry::access::Principal::User(UserId::from_uuid(id()));
            owners.push(story.member(principal, Role::Owner));
        }
        let joins = owners[1..]
            .iter()
            .map(|owner| Write::Insert(Row::Member(owner.clone())));
        let mut writes: Vec<_> = joins.collect();
        writes.push(count(Counter::Owners, 31));
        committed(&*handles[0], batch([part(story.org, writes)])).await;
        let leave = owners.into_iter().map(|owner| {
            let count = Write::Count {
                counter: Counter::Owners,
                by: -1,
                min: 1,
                max: 32,
            };
            batch([part(story.org, [Write::Delete(Row::Member(owner)), count])])
        });
        let (won, verdicts) = race(&handles, leave.collect()).await;
        assert_eq!(won, 31, "{verdicts:?}");
        let view = story.view();
        let left = handles[1]
            .members(&view, crate::fixture::FIRST)
            .await
            .unwrap();
        assert_eq!(left.value.len(), 1);
        assert_eq!(value_of(&*handles[0], story.org, Counter::Owners).await, 1);
    }
}

pub(super) async fn of_64_who_pass_a_limit_exactly_its_number_do(bench: &Bench) {
    let handles = bench.handles(2).await;
    for round in 0..bench.rounds() {
        let story = Story::begin(&*handles[0]).await;
        let limit = 1 + i64::from(round * 7 % 60);
        let create = |_| {
            let team = Write::Insert(Row::Team(story.team("red")));
            let count = Write::Count {
                counter: Counter::Teams,
                by: 1,
                min: 0,
                max: limit,
            };
            batch([part(story.org, [team, count])])
        };
        let (won, verdicts) = race(&handles, (0..64).map(create).collect()).await;
        assert_eq!(won as i64, limit, "{verdicts:?}");
        assert_eq!(
            value_of(&*handles[1], story.org, Counter::Teams).await,
            limit
        );
        let head = handles[0].head(story.org.into()).await.unwrap().unwrap();
        assert_eq!(head.seq as i64, 1 + limit);
    }
}

pub(super) async fn of_32_with_one_idempotency_key_one_does_it(bench: &Bench) {
    let stage: Stage<_> = |_, _| Box::pin(async move { id().to_string() });
    one_of_32_wins(bench, stage, |story, key, _| {
        with_replay(story.create_named("red"), key, 1)
    })
    .await;
}

pub(super) async fn of_32_who_decide_on_the_same_rights_one_changes_them(bench: &Bench) {
    let stage: Stage<_> = |store, story| {
        Box::pin(async move { store.head(story.org.into()).await.unwrap().unwrap().rights })
    };
    one_of_32_wins(bench, stage, |story, rights, _| {
        let mut part = part(story.org, []);
        part.expect = vec![Expect::Rights(*rights)];
        part.entries = vec![draft(story.org.uuid(), Effect::Widens)];
        batch([part])
    })
    .await;
}

/// In one group or in several: whoever has lost something decides again.
pub(super) async fn of_32_who_take_from_each_other_one_wins(bench: &Bench) {
    let stage: Stage<_> = |store, story| {
        Box::pin(async move {
            store
                .head(story.org.into())
                .await
                .unwrap()
                .unwrap()
                .narrowed
        })
    };
    one_of_32_wins(bench, stage, |story, narrowed, _| {
        let all = [Touch::from(story.principal())];
        let mut part = part(story.org, []);
        part.expect = vec![Expect::Narrowed(*narrowed, Grounds::of(all.clone()))];
        part.entries = vec![Draft {
            touches: all.to_vec(),
            ..draft(story.org.uuid(), Effect::Narrows)
        }];
        batch([part])
    })
    .await;
}
