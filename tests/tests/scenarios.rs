//! Every story through every surface of this process, on every store: equal answers.

#[cfg(test)]
mod stores;

use std::collections::BTreeSet;
use std::path::Path;

use stores::Kind;
use tenantry::ErrorKind;
use tenantry::Tenantry;
use tenantry::registry::operations;
use tenantry_conformance::stories::{Door, InProcess, Ports, Story, TYPED, Told, replay, stories};

/// What only a store in trouble brings about; the store kit makes those troubles.
const TROUBLES: [ErrorKind; 4] = [
    ErrorKind::Busy,
    ErrorKind::Unavailable,
    ErrorKind::Unknown,
    ErrorKind::Corrupt,
];

/// What no operation gives yet.
const NOT_YET: [ErrorKind; 1] = [ErrorKind::Throttled];

#[cfg(test)]
fn all() -> Vec<(String, Story)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let all = stories(&folder).unwrap();
    assert!(all.len() >= 9, "only {} stories", all.len());
    all
}

type Played = Result<Vec<Told>, String>;

async fn play(story: &Story, door: Door, kind: Kind) -> Played {
    let ports = Ports::default();
    let store = stores::open(kind, ports.clock.clone()).await;
    let tenantry = Tenantry::shared(store, ports.ids.clone());
    let told = replay(story, &InProcess { tenantry, door }, &ports).await;
    told.map_err(|why| format!("{door:?} on {kind:?}: {why}"))
}

/// Both went the same way, where both could.
fn equal(one: &[Told], other: &[Told]) -> Result<(), String> {
    let differ = one
        .iter()
        .zip(other)
        .find(|(one, other)| one.outcome.is_some() && other.outcome.is_some() && one != other);
    match differ {
        Some((one, other)) => Err(format!("{one:?}\n  is not\n  {other:?}")),
        None if one.len() != other.len() => Err("one of them ends early".to_owned()),
        None => Ok(()),
    }
}

async fn plays_alike(story: &Story, kind: Kind) -> Result<(), String> {
    let reference = play(story, Door::Json, Kind::Sqlite).await?;
    for door in [Door::Json, Door::Typed] {
        let played = play(story, door, kind).await?;
        equal(&reference, &played).map_err(|why| format!("{door:?} on {kind:?}: {why}"))?;
    }
    Ok(())
}

/// All at once: each has a store of its own.
async fn all_play_alike(kind: Kind) {
    let playing = all().into_iter().map(|(name, story)| {
        let play = async move { plays_alike(&story, kind).await };
        (name, tokio::spawn(play))
    });
    let playing: Vec<_> = playing.collect();
    let mut wrong = Vec::new();
    for (name, played) in playing {
        let why = played.await.map_err(|error| error.to_string());
        wrong.extend(
            why.and_then(|why| why)
                .err()
                .map(|why| format!("{name}: {why}")),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_story_goes_the_same_way_through_every_surface_on_sqlite() {
    all_play_alike(Kind::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_story_goes_the_same_way_on_postgres_as_on_sqlite() {
    all_play_alike(Kind::Postgres).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_stories_reach_every_operation_and_every_kind_of_error() {
    let mut reached = BTreeSet::new();
    let mut kinds: BTreeSet<ErrorKind> = BTreeSet::new();
    for (_, story) in all() {
        for told in play(&story, Door::Json, Kind::Sqlite).await.unwrap() {
            match (told.operation, told.outcome) {
                (Some(operation), Some(Ok(_))) => drop(reached.insert(operation)),
                (_, Some(Err(error))) => {
                    kinds.insert(serde_json::from_value(error["kind"].clone()).unwrap());
                }
                _ => {}
            }
        }
    }
    let all: BTreeSet<String> = operations().iter().map(|o| o.id.to_owned()).collect();
    let missing: Vec<&String> = all.difference(&reached).collect();
    assert!(missing.is_empty(), "no story tells of {missing:?}");
    for kind in ErrorKind::ALL {
        let expected = !TROUBLES.contains(&kind) && !NOT_YET.contains(&kind);
        assert_eq!(kinds.contains(&kind), expected, "{kind}");
    }
}

#[test]
fn the_typed_facade_is_reached_for_every_operation() {
    let typed: BTreeSet<String> = TYPED
        .concat()
        .into_iter()
        .map(|(room, verb)| format!("{room}.{}", verb.trim_end_matches('_')))
        .chain(["journal.subscribe".to_owned()])
        .collect();
    let all: BTreeSet<String> = operations().iter().map(|o| o.id.to_owned()).collect();
    assert_eq!(typed, all);
}
