//! How a link ends: at once, for whoever has entered by it too.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::{Value, json};
use tenantry::{SystemClock, Tenant, Tenantry, Time};
use tenantry_conformance::tenants::World;

use super::{NOW, code, entered, made, name, object, proven, the_task, world};
use crate::meanwhile::SlowIds;
use crate::revokes::open_twice;
use crate::stores::{self, Kind};

on_each_store! {
    a_link_that_was_taken_back_is_nobody
    a_link_ends_at_the_microsecond
    a_link_ends_with_its_project
    a_link_rests_with_its_organisation
    no_replay_outlives_its_link
    what_is_decided_by_a_link_falls_with_it
    of_32_who_end_a_link_one_does
    nothing_is_done_by_a_link_after_its_end_has_returned
}

/// How everything that can be done by a handle on a task ends.
async fn all_ends(inside: &Tenant, link: &Value, task: &Value) -> Vec<&'static str> {
    let said = json!({ "task": task, "text": "still here" });
    let object = object("task", task);
    let asked = json!({ "permission": "tasks.read", "object": object });
    let barely = inside
        .allows(&name(link), "tasks.read", Some(&object))
        .await;
    vec![
        barely.map_or_else(
            |error| error.code(),
            |allowed| ["no", ""][usize::from(allowed)],
        ),
        code(inside, "tasks.get", json!({ "task": task })).await,
        code(inside, "tasks.list", json!({})).await,
        code(inside, "task_comments.create", said).await,
        code(inside, "access.check", asked).await,
        code(inside, "grants.list", json!({})).await,
    ]
}

async fn a_link_that_was_taken_back_is_nobody(kind: Kind) {
    let (world, _) = world(kind).await;
    let owner = world.inside("owner").await;
    let task = world.id("task");
    for way in ["links.delete", "tasks.unshare"] {
        let link = made(&world, &the_task(&world), "comment").await;
        let other = made(&world, &the_task(&world), "comment").await;
        let (inside, caller) = (
            entered(&world, &link).await,
            proven(&world, &link).await.unwrap(),
        );
        assert_eq!(all_ends(&inside, &link, &task).await, [""; 6]);
        let holder = &link["grant"]["holder"];
        let ends = match way {
            "links.delete" => json!({ "link": holder["id"] }),
            _ => json!({ "task": task, "holder": holder }),
        };
        owner.call(way, ends.clone()).await.unwrap();
        assert_eq!(
            all_ends(&inside, &link, &task).await,
            ["unknown_link"; 6],
            "{way}"
        );
        let stale = caller.enter(world.org).await.err();
        assert_eq!(stale.map(|error| error.code()), Some("unknown_link"));
        let stale = caller.call("me.get", json!({})).await.err();
        assert_eq!(stale.map(|error| error.code()), Some("unknown_link"));
        let anew = proven(&world, &link).await.err();
        assert_eq!(anew.map(|error| error.code()), Some("unknown_link"));
        assert_eq!(code(&owner, way, ends).await, "not_found");
        // And nobody else's.
        let inside = entered(&world, &other).await;
        assert_eq!(all_ends(&inside, &other, &task).await, [""; 6]);
    }
}

async fn a_link_ends_at_the_microsecond(kind: Kind) {
    let (world, clock) = world(kind).await;
    let owner = world.inside("owner").await;
    let ends = Time::from_micros(NOW + 1_000);
    let input = json!({ "object": the_task(&world), "level": "comment", "expires_at": ends });
    let link = owner.call("links.create", input).await.unwrap();
    let inside = entered(&world, &link).await;
    clock.set(NOW + 999);
    assert_eq!(all_ends(&inside, &link, &world.id("task")).await, [""; 6]);
    clock.set(NOW + 1_000);
    assert_eq!(
        all_ends(&inside, &link, &world.id("task")).await,
        ["link_expired"; 6]
    );
    let anew = proven(&world, &link).await.err();
    assert_eq!(anew.map(|error| error.code()), Some("link_expired"));
}

async fn a_link_ends_with_its_project(kind: Kind) {
    let (world, _) = world(kind).await;
    let owner = world.inside("owner").await;
    let project = owner
        .call("projects.create", json!({ "name": "Brief" }))
        .await
        .unwrap();
    let link = made(&world, &object("project", &project["id"]), "view").await;
    let inside = entered(&world, &link).await;
    let named = json!({ "project": project["id"] });
    assert_eq!(code(&inside, "projects.get", named.clone()).await, "");
    owner.call("projects.delete", named.clone()).await.unwrap();
    assert_eq!(
        code(&inside, "projects.list", json!({})).await,
        "unknown_link"
    );
    assert_eq!(code(&inside, "projects.get", named).await, "unknown_link");
    // A task that is deleted can be restored, and is not there meanwhile.
    let link = made(&world, &the_task(&world), "edit").await;
    let inside = entered(&world, &link).await;
    let named = json!({ "task": world.id("task") });
    owner.call("tasks.delete", named.clone()).await.unwrap();
    assert_eq!(code(&inside, "tasks.get", named.clone()).await, "not_found");
    assert_eq!(code(&inside, "tasks.restore", named).await, "denied");
}

async fn a_link_rests_with_its_organisation(kind: Kind) {
    let (world, _) = world(kind).await;
    let link = made(&world, &the_task(&world), "comment").await;
    let inside = entered(&world, &link).await;
    let system = world.system().enter(world.org).await.unwrap();
    let task = world.id("task");
    system.orgs().suspend().await.unwrap();
    assert_eq!(all_ends(&inside, &link, &task).await, ["org_suspended"; 6]);
    system.orgs().resume().await.unwrap();
    assert_eq!(all_ends(&inside, &link, &task).await, [""; 6]);
    world.inside("owner").await.orgs().delete().await.unwrap();
    assert_eq!(all_ends(&inside, &link, &task).await, ["not_found"; 6]);
    let purge = json!({ "directory": world.directory, "org": world.org });
    world.system().call("orgs.purge", purge).await.unwrap();
    let anew = proven(&world, &link).await.err();
    assert_eq!(anew.map(|error| error.code()), Some("unknown_link"));
}

async fn no_replay_outlives_its_link(kind: Kind) {
    let (world, _) = world(kind).await;
    let link = made(&world, &the_task(&world), "comment").await;
    let inside = entered(&world, &link)
        .await
        .with_idempotency_key("once")
        .unwrap();
    let said = json!({ "task": world.id("task"), "text": "once" });
    let first = inside
        .call("task_comments.create", said.clone())
        .await
        .unwrap();
    let again = inside
        .call("task_comments.create", said.clone())
        .await
        .unwrap();
    assert_eq!(again, first);
    // Another link is somebody else, with the same key too.
    let other = made(&world, &the_task(&world), "comment").await;
    let others = entered(&world, &other)
        .await
        .with_idempotency_key("once")
        .unwrap();
    let theirs = others
        .call("task_comments.create", said.clone())
        .await
        .unwrap();
    assert_ne!(theirs["id"], first["id"]);
    let ended = json!({ "link": link["grant"]["holder"]["id"] });
    let owner = world.inside("owner").await;
    owner.call("links.delete", ended).await.unwrap();
    assert_eq!(
        code(&inside, "task_comments.create", said).await,
        "unknown_link"
    );
}

async fn what_is_decided_by_a_link_falls_with_it(kind: Kind) {
    let store = stores::open(kind, Arc::new(SystemClock)).await;
    let world = World::new(store.clone(), "w").await;
    let link = made(&world, &object("project", &world.id("project")), "edit").await;
    let (ids, decided, go_on) = SlowIds::new(true);
    let slow = Tenantry::shared(store, Arc::new(ids));
    let caller = slow.authenticate(link["secret"].as_str().unwrap()).await;
    let inside = caller.unwrap().enter(world.org).await.unwrap();
    let late = json!({ "project": world.id("project"), "name": "Late" });
    let done = tokio::spawn(async move { code(&inside, "projects.update", late).await });
    decided.await.unwrap();
    let ended = json!({ "link": link["grant"]["holder"]["id"] });
    let owner = world.inside("owner").await;
    owner.call("links.delete", ended).await.unwrap();
    go_on.send(()).unwrap();
    assert_eq!(done.await.unwrap(), "unknown_link");
}

async fn of_32_who_end_a_link_one_does(kind: Kind) {
    let (world, _) = world(kind).await;
    let link = made(&world, &the_task(&world), "view").await;
    let owner = world.inside("owner").await;
    let ends = (0..32).map(|_| {
        let owner = owner.clone();
        let ended = json!({ "link": link["grant"]["holder"]["id"] });
        tokio::spawn(async move { code(&owner, "links.delete", ended).await })
    });
    let ends: Vec<_> = ends.collect();
    let mut done = Vec::new();
    for end in ends {
        done.push(end.await.unwrap());
    }
    done.sort_unstable();
    assert_eq!(done[..2], ["", "not_found"]);
    assert!(done[1..].iter().all(|end| *end == "not_found"), "{done:?}");
}

/// Uses a link until a call has failed that began after its end had returned. Answers how many
/// succeeded before, and how many after.
async fn insist(inside: Tenant, link: Value, task: Value, over: Arc<AtomicBool>) -> (usize, usize) {
    let (mut before, mut stale) = (0, 0);
    loop {
        let was_over = over.load(Ordering::SeqCst);
        for end in all_ends(&inside, &link, &task).await {
            match end {
                "" if was_over => stale += 1,
                "" => before += 1,
                _ => {}
            }
        }
        if was_over {
            return (before, stale);
        }
    }
}

async fn nothing_is_done_by_a_link_after_its_end_has_returned(kind: Kind) {
    let (stores, _folder) = open_twice(kind).await;
    let world = World::new(stores[0].clone(), "w").await;
    let owner = world.inside("owner").await;
    let both = stores.map(|store| Tenantry::shared(store, Arc::new(tenantry::OsIds)));
    let (mut before, rounds) = (0, 20);
    for round in 0..rounds {
        let link = made(&world, &the_task(&world), "comment").await;
        let secret = link["secret"].as_str().unwrap();
        let over = Arc::new(AtomicBool::new(false));
        let mut insisting = Vec::new();
        for tenantry in both.iter().chain(&both) {
            let caller = tenantry.authenticate(secret).await.unwrap();
            let inside = caller.enter(world.org).await.unwrap();
            let (link, task, over) = (link.clone(), world.id("task"), Arc::clone(&over));
            insisting.push(tokio::spawn(insist(inside, link, task, over)));
        }
        tokio::task::yield_now().await;
        let ended = json!({ "link": link["grant"]["holder"]["id"] });
        owner.call("links.delete", ended).await.unwrap();
        over.store(true, Ordering::SeqCst);
        for worker in insisting {
            let (raced, stale) = worker.await.unwrap();
            before += raced;
            assert_eq!(stale, 0, "in round {round} on {kind:?}");
        }
    }
    assert!(before > rounds, "only {before} calls raced {rounds} ends");
}
