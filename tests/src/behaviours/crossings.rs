//! Commits that reach across scopes, at the same time and the other way round.

use futures_util::future::{join, join_all};
use tenantry::KeyId;
use tenantry::access::Grounds;
use tenantry::journal::{Effect, verify_scope};
use tenantry::storage::{Batch, Expect, Failure, Key, Row, Scope, Storage, Verdict, Write};
use tenantry::teams::Team;

use crate::Bench;
use crate::fixture::{Story, batch, committed, draft, expecting, id, key, part, updated};

pub(super) async fn commits_that_cross_scopes_do_not_block_each_other(bench: &Bench) {
    let handles = bench.handles(2).await;
    let left = Story::begin(&*handles[0]).await;
    let right = left.beside(&*handles[0]).await;
    let scopes = [
        Scope::from(left.org),
        right.org.into(),
        left.directory.into(),
    ];
    for _ in 0..bench.rounds() {
        let batches = (0..24).map(|number| {
            let mut order = scopes;
            order.rotate_left(number % 3);
            if number % 2 == 0 {
                order.reverse();
            }
            // Every other one only looks at the last scope.
            let mut parts: Vec<_> = order.iter().map(|scope| part(*scope, [])).collect();
            if number % 4 < 2 {
                parts[2] = expecting(order[2], [Expect::Narrowed(0, Grounds::EVERYBODY)]);
            }
            handles[number % 2].commit(batch(parts))
        });
        for verdict in join_all(batches).await {
            assert!(matches!(verdict, Ok(Verdict::Committed(_))), "{verdict:?}");
        }
    }
    for scope in scopes {
        let report = verify_scope(&*handles[0], scope).await.unwrap();
        assert!(report.is_intact, "{report:?}");
    }
}

/// A team of the organisation, made on the proof of a key that stands.
fn act(story: &Story, team: &Team, key: KeyId) -> Batch {
    let mut batch = story.create(team);
    let stands = Expect::Version(Key::ApiKey(key), 1);
    batch.parts.push(expecting(story.directory, [stands]));
    batch
}

/// The end of the key, provided that the team is not there yet.
async fn revoke(store: &dyn Storage, story: &Story, team: &Team, key: KeyId) -> Batch {
    let view = story.directory_view();
    let from = store.key(&view, key).await.unwrap().value.unwrap();
    let mut to = from.clone();
    to.key.version += 1;
    let write = updated(Row::ApiKey(from), Row::ApiKey(to));
    let mut part = part(story.directory, [write]);
    part.entries = vec![draft(key.uuid(), Effect::Narrows)];
    let unseen = expecting(story.org, [Expect::Absent(Key::Team(team.id))]);
    batch([part, unseen])
}

pub(super) async fn of_two_who_expect_what_the_other_changes_one_wins(bench: &Bench) {
    let handles = bench.handles(2).await;
    let story = Story::begin(&*handles[0]).await;
    for round in 0..bench.rounds() * 4 {
        let owned = key(story.directory, KeyId::from_uuid(id()), story.principal());
        let key = owned.key.id;
        let insert = [Write::Insert(Row::ApiKey(owned))];
        committed(&*handles[0], batch([part(story.directory, insert)])).await;
        let team = story.team("red");
        let act = act(&story, &team, key);
        let revoke = revoke(&*handles[1], &story, &team, key).await;
        let (first, second) = match round % 2 {
            0 => (act, revoke),
            _ => (revoke, act),
        };
        let (first, second) = join(handles[0].commit(first), handles[1].commit(second)).await;
        let verdicts = [first.unwrap(), second.unwrap()];
        let won = verdicts
            .iter()
            .filter(|verdict| matches!(verdict, Verdict::Committed(_)));
        assert_eq!(won.count(), 1, "{verdicts:?}");
        assert!(
            verdicts.contains(&Verdict::Refused(Failure::Stale)),
            "{verdicts:?}"
        );
    }
}
