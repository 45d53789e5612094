//! The bare check answers from memory what `access.check` reads from the store.

mod away;
mod changes;
mod ends;
mod ways;

use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tenantry::storage::Storage;
use tenantry::{OsIds, Tenant, Tenantry};
use tenantry_conformance::fixture::HandClock;
use tenantry_conformance::tenants::World;

use crate::stores::{self, Kind};
use changes::{Dice, Things};

/// When the clock stands as a world is made.
const BEGIN: i64 = 1_800_000_000_000_000;

/// What is answered, or the code of why not.
type Said = Result<bool, &'static str>;

/// A question: who, what, on what.
struct Question {
    who: String,
    permission: String,
    on: Option<String>,
}

impl Question {
    fn of(things: &Things, dice: &mut Dice) -> Self {
        let stranger = uuid::Uuid::now_v7();
        let kind = *dice.one(&["user", "user", "user", "user", "user", "service"]);
        let person = match dice.below(12) {
            0 => stranger.to_string(),
            _ => dice.one(&things.people).as_str().unwrap().to_owned(),
        };
        let is_of_project = dice.below(12) == 0;
        let permission = match dice.below(6) {
            _ if is_of_project => dice.one(&["projects.read", "projects.update"]),
            0 => "teams.read",
            1 => "teams.update",
            2 => "members.read",
            3 => dice.one(&["docs.nobodys", "projects.read", "projects.create"]),
            _ => &dice.one(&things.permissions).1,
        };
        let on = match dice.below(12) {
            _ if is_of_project => Some(things.project.clone()),
            0..3 => None,
            3 => Some(format!("team:{stranger}")),
            4 => Some(format!("doc:{stranger}")),
            5..9 => {
                let team = dice.one(&things.teams).as_str().unwrap();
                Some(format!("team:{team}"))
            }
            _ => Some(dice.one(&things.objects).clone()),
        };
        Self {
            who: format!("{kind}:{person}"),
            permission: permission.to_owned(),
            on,
        }
    }

    async fn barely(&self, inside: &Tenant) -> Said {
        let allowed = inside.allows(&self.who, &self.permission, self.on.as_deref());
        allowed.await.map_err(|error| error.code())
    }

    async fn of_the_store(&self, inside: &Tenant) -> Said {
        let (kind, id) = self.who.split_once(':').unwrap();
        let mut asked = json!({
            "permission": self.permission, "principal": { "kind": kind, "id": id },
        });
        match self
            .on
            .as_deref()
            .map(|on| (on, on.split_once(':').unwrap()))
        {
            Some((_, ("team", team))) => asked["team"] = team.into(),
            Some((object, _)) => asked["object"] = object.into(),
            None => {}
        }
        let check = inside.call("access.check", asked.clone()).await;
        let check = check.map(|answer| answer["allowed"].as_bool().unwrap());
        let check = check.map_err(|error| error.code());
        // Which is answered from memory too, while what explains reads it all.
        let answer = inside.call("access.explain", asked.clone()).await;
        let answer = answer.map(|answer| answer["allowed"].as_bool().unwrap());
        let answer = answer.map_err(|error| error.code());
        assert_eq!(check, answer, "{asked}");
        answer
    }
}

impl std::fmt::Display for Question {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} on {:?}", self.who, self.permission, self.on)
    }
}

/// As seldom as a test can be run, and as often as a long run takes.
pub(super) fn rounds(few: usize, many: usize) -> usize {
    let is_long = std::env::var("TENANTRY_LONG").is_ok_and(|value| value == "1");
    if is_long { many } else { few }
}

/// A world on a clock of the test's, and another library on the same store.
async fn world(kind: Kind) -> (World, Tenantry, Arc<HandClock>) {
    let clock = Arc::new(HandClock::at(BEGIN));
    let store: Arc<dyn Storage> = stores::open(kind, clock.clone()).await;
    let other = Tenantry::shared(store.clone(), Arc::new(OsIds));
    (World::new(store, "w").await, other, clock)
}

/// With and without room for it, whoever asks, and whatever has just changed.
async fn it_answers_what_the_store_does(kind: Kind) {
    for (seed, bytes_max) in [(7, None), (11, Some(100_000)), (13, Some(1_000))] {
        let (world, _, clock) = world(kind).await;
        if let Some(bytes) = bytes_max {
            let _ = world.tenantry.clone().with_rights_bytes_max(bytes);
        }
        let (system, mut things) = (world.system(), Things::of(&world));
        let inside = system.enter(world.org).await.unwrap();
        let mut asking = vec![inside.clone(), inside.clone()];
        for name in ["owner", "viewer", "tess"] {
            asking.push(world.inside(name).await);
        }
        let key = world.key("scoped").await;
        asking.extend(key.unwrap().enter(world.org).await);
        let mut dice = Dice(seed);
        let mut allowed = 0;
        for round in 0..rounds(60, 2_000) {
            let now = BEGIN + round as i64 * 1_000_000;
            clock.set(now);
            let ends = tenantry::Time::from_micros(now + 5_000_000).to_string();
            let told = things.change(&mut dice, &system, &inside, &ends).await;
            for _ in 0..12 {
                let question = Question::of(&things, &mut dice);
                let asks = dice.one(&asking);
                let barely = question.barely(asks).await;
                let stored = question.of_the_store(asks).await;
                assert_eq!(
                    barely, stored,
                    "{question} by {asks:?} after {told}, {kind:?} {seed}"
                );
                allowed += usize::from(barely == Ok(true));
            }
            if told.starts_with("orgs.suspend") {
                inside.call("orgs.resume", Value::Null).await.unwrap();
            }
        }
        assert!(allowed > 60, "{allowed} of them on {kind:?}");
    }
}

/// What another process gives or takes is known within a second.
async fn it_knows_of_other_processes_in_time(kind: Kind) {
    let (world, other, _) = world(kind).await;
    let there = other.system("the other process").unwrap();
    let there = there.enter(world.org).await.unwrap();
    let inside = world.system().enter(world.org).await.unwrap();
    let who = format!("user:{}", world.id("viewer").as_str().unwrap());
    let holder = json!({ "kind": "user", "id": world.id("viewer") });
    assert_eq!(inside.allows(&who, "docs.w", None).await.ok(), Some(false));
    for _ in 0..rounds(2, 20) {
        let given = json!({ "holder": holder, "role": world.id("role") });
        let given = there.call("assignments.create", given).await.unwrap();
        until(&inside, &who, true).await;
        let taken = json!({ "assignment": given["id"] });
        there.call("assignments.delete", taken).await.unwrap();
        until(&inside, &who, false).await;
    }
}

/// Waits until it is answered so, which must not be for long.
async fn until(inside: &Tenant, who: &str, allowed: bool) {
    let since = Instant::now();
    while inside.allows(who, "docs.w", None).await.unwrap() != allowed {
        // A machine that is busy with other tests may take a while to ask the store.
        assert!(since.elapsed() < Duration::from_millis(1_500), "{allowed}");
        tokio::task::yield_now().await;
    }
}

on_each_store! {
    it_answers_what_the_store_does
    it_knows_of_other_processes_in_time
}
