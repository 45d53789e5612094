//! Opening: the schema is made once, whoever comes first.

use tenantry::storage::Ports;
use tokio::task::JoinSet;

use crate::Bench;
use crate::child::{Child, Role};
use crate::fixture::{Story, committed, dump, told};

pub(super) async fn a_store_that_is_opened_again_holds_what_it_held(bench: &Bench) {
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    committed(&*store, story.create_named("red")).await;
    let before = dump(&*store).await;
    drop(store);
    let store = bench.open().await;
    assert_eq!(dump(&*store).await, before);
    committed(&*store, story.create_named("blue")).await;
    assert_eq!(told(&*store, story.org).await.len(), 3);
}

pub(super) async fn opening_again_changes_nothing(bench: &Bench) {
    let first = bench.open().await;
    let story = Story::begin(&*first).await;
    let before = dump(&*first).await;
    for _ in 0..3 {
        let other = bench.open().await;
        assert_eq!(dump(&*other).await, before);
    }
    committed(&*first, story.create_named("red")).await;
}

pub(super) async fn many_open_a_fresh_address_at_once(bench: &Bench) {
    let kit = bench.kit();
    let mut openers = JoinSet::new();
    for _ in 0..8 {
        openers.spawn((kit.open)(bench.address().to_owned(), Ports::default()));
    }
    let stores = openers.join_all().await;
    let stores: Vec<_> = stores
        .into_iter()
        .map(|store| store.expect("it opens"))
        .collect();
    let story = Story::begin(&*stores[0]).await;
    for store in &stores {
        committed(&**store, story.create_named("red")).await;
    }
    assert_eq!(told(&*stores[0], story.org).await.len(), 9);
}

pub(super) async fn processes_open_a_fresh_address_at_once(bench: &Bench) {
    let mut children: Vec<_> = (0..4).map(|_| Child::start(bench, &Role::Open)).collect();
    for child in &mut children {
        assert_eq!(child.line().as_deref(), Some("ready"));
    }
    for child in &mut children {
        child.say("go");
    }
    for child in &mut children {
        assert_eq!(child.line().as_deref(), Some("opened"));
    }
    for child in children {
        assert!(child.end().success());
    }
    let store = bench.open().await;
    let story = Story::begin(&*store).await;
    committed(&*store, story.create_named("red")).await;
}
