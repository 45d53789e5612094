//! What one may not see is not there: no answer and no entry tells of it.

use std::time::Duration;

use futures_util::StreamExt;
use serde_json::{Value, json};
use tenantry::{Tenant, Time};
use tenantry_conformance::tenants::World;

use super::{DONE, NOW, TODO, done, ids, made, refusal, status, user, world};
use crate::stores::Kind;

/// Every call that names a task, or one beside or above another.
fn naming(world: &World, task: &Value, own: &Value, comment: &Value) -> Vec<(&'static str, Value)> {
    let tess = user(world, "tess");
    vec![
        ("tasks.get", json!({ "task": task })),
        ("tasks.create", json!({ "title": "part", "parent": task })),
        ("tasks.update", json!({ "task": task, "title": "seen" })),
        (
            "tasks.transition",
            json!({ "task": task, "status": status(DONE) }),
        ),
        ("tasks.move", json!({ "task": task })),
        ("tasks.move", json!({ "task": own, "before": task })),
        ("tasks.move", json!({ "task": own, "after": task })),
        ("tasks.move", json!({ "task": own, "parent": task })),
        ("tasks.assign", json!({ "task": task, "add": [tess] })),
        ("tasks.delete", json!({ "task": task })),
        (
            "tasks.share",
            json!({ "task": task, "holder": tess, "level": "view" }),
        ),
        ("tasks.unshare", json!({ "task": task, "holder": tess })),
        ("tasks.shares", json!({ "task": task })),
        (
            "task_comments.create",
            json!({ "task": task, "text": "seen" }),
        ),
        ("task_comments.list", json!({ "task": task })),
        (
            "task_comments.get",
            json!({ "task": task, "comment": comment }),
        ),
    ]
}

async fn told(inside: &Tenant, operation: &str, input: Value, task: &Value) -> String {
    let error = inside.call(operation, input).await.expect_err(operation);
    assert_eq!(error.code(), "not_found", "{operation}: {error}");
    error.to_string().replace(task.as_str().unwrap(), "it")
}

async fn a_task_that_one_may_not_see_is_as_none(kind: Kind) {
    let (world, _) = world(kind).await;
    let (member, tess) = (world.inside("member").await, world.inside("tess").await);
    let hidden = made(&member, "tasks.create", json!({ "title": "hidden" })).await;
    let part = json!({ "title": "hidden part", "parent": hidden });
    made(&member, "tasks.create", part).await;
    let gone = made(&member, "tasks.create", json!({ "title": "hidden too" })).await;
    done(&member, "tasks.delete", json!({ "task": gone })).await;
    let own = made(&tess, "tasks.create", json!({ "title": "own" })).await;
    let said = json!({ "task": hidden, "text": "said" });
    let said = made(&member, "task_comments.create", said).await;
    let nobodys = json!(uuid::Uuid::now_v7());
    let both = naming(&world, &hidden, &own, &said).into_iter();
    for ((operation, there), (_, not)) in both.zip(naming(&world, &nobodys, &own, &said)) {
        let there = told(&tess, operation, there, &hidden).await;
        assert_eq!(
            there,
            told(&tess, operation, not, &nobodys).await,
            "{operation}"
        );
    }
    assert_eq!(
        refusal(&tess, "tasks.restore", json!({ "task": gone })).await,
        "not_found"
    );
    // Nor does a comment lead there from a task of one's own.
    let elsewhere = json!({ "task": own, "comment": said });
    for operation in ["task_comments.get", "task_comments.delete"] {
        assert_eq!(
            refusal(&tess, operation, elsewhere.clone()).await,
            "not_found"
        );
    }
    for list in [
        json!({ "parent": hidden }),
        json!({ "text": "hidden" }),
        json!({ "owner": user(&world, "member") }),
        json!({ "deleted": true }),
        json!({ "status": status(TODO), "parent": hidden }),
    ] {
        assert_eq!(ids(&tess, list.clone()).await, [Value::Null; 0], "{list}");
    }
    for input in [json!({ "org": true }), json!({ "team": world.id("team") })] {
        assert_eq!(refusal(&tess, "tasks.statistics", input).await, "denied");
    }
}

async fn a_deleted_task_is_only_restored(kind: Kind) {
    let (world, _) = world(kind).await;
    let owner = world.inside("owner").await;
    let task = json!({ "title": "gone", "team": world.id("leaf") });
    let task = made(&owner, "tasks.create", task).await;
    let own = made(&owner, "tasks.create", json!({ "title": "own" })).await;
    let said = json!({ "task": task, "text": "said" });
    let said = made(&owner, "task_comments.create", said).await;
    done(&owner, "tasks.delete", json!({ "task": task })).await;
    for (operation, input) in naming(&world, &task, &own, &said) {
        assert_eq!(
            refusal(&owner, operation, input).await,
            "not_found",
            "{operation}"
        );
    }
    // Who belongs to the team and deletes nothing there does not list it.
    let deleted = json!({ "deleted": true, "team": world.id("leaf") });
    assert_eq!(
        ids(&world.inside("tim").await, deleted.clone()).await,
        [Value::Null; 0]
    );
    assert_eq!(ids(&owner, deleted).await, std::slice::from_ref(&task));
    done(&owner, "tasks.restore", json!({ "task": task })).await;
    assert_eq!(
        refusal(&owner, "tasks.restore", json!({ "task": task })).await,
        "not_deleted"
    );
}

/// Changes a task that is private, with a while in which Tess has it and one in a team.
async fn much_happens(world: &World) -> Value {
    let (member, owner) = (world.inside("member").await, world.inside("owner").await);
    let task = made(&member, "tasks.create", json!({ "title": "secret one" })).await;
    let of = |more: Value| {
        let mut input = more;
        input["task"] = task.clone();
        input
    };
    let titled = |title: &str| of(json!({ "title": title }));
    let (tess, viewer) = (user(world, "tess"), user(world, "viewer"));
    for (inside, operation, input) in [
        (&member, "tasks.update", titled("secret two")),
        (
            &member,
            "task_comments.create",
            of(json!({ "text": "secret" })),
        ),
        (&member, "tasks.assign", of(json!({ "add": [tess] }))),
        (&member, "tasks.update", titled("secret three")),
        (&member, "tasks.assign", of(json!({ "remove": [tess] }))),
        (&member, "tasks.update", titled("secret four")),
        (
            &owner,
            "tasks.move",
            of(json!({ "team": world.id("leaf") })),
        ),
        (&owner, "tasks.update", titled("secret of the team")),
        (&owner, "tasks.move", of(json!({ "team": null }))),
        (&member, "tasks.update", titled("secret five")),
        (
            &member,
            "tasks.share",
            of(json!({ "holder": viewer, "level": "view" })),
        ),
        (&member, "tasks.unshare", of(json!({ "holder": viewer }))),
        (&member, "tasks.delete", of(json!({}))),
        (&member, "tasks.restore", of(json!({}))),
    ] {
        done(inside, operation, input).await;
    }
    done(&owner, "teams.create", json!({ "name": "the end" })).await;
    task
}

/// Who had it for a while hears that it is gone, and who never had it nothing.
async fn nobody_hears_what_is_private(kind: Kind) {
    let (world, _) = world(kind).await;
    let names = [
        ("tess", true),
        ("tim", true),
        ("viewer", true),
        ("billing", false),
    ];
    let mut feeds = Vec::new();
    for (name, had) in names {
        let inside = world.inside(name).await;
        let mut items = inside.stream("journal.subscribe", json!({})).await.unwrap();
        items.next().await.unwrap().unwrap();
        feeds.push((inside, had, items));
    }
    let task = much_happens(&world).await;
    for (inside, had, mut items) in feeds {
        let mut gone = 0;
        loop {
            let item = tokio::time::timeout(Duration::from_secs(30), items.next()).await;
            let item = item.unwrap().unwrap().unwrap();
            assert!(!item.to_string().contains("secret"), "{item}");
            match item["kind"].as_str() {
                Some("gone") => gone += 1,
                _ => break assert_eq!(item["entry"]["operation"], "teams.create"),
            }
        }
        assert_eq!(gone > 0, had);
        let activity = json!({ "subject": task });
        let activity = done(&inside, "journal.activity", activity).await;
        assert_eq!(activity["items"], json!([]));
    }
}

/// What was shared for a while is over, and not told of each time that something happens to it.
async fn what_is_over_is_heard_of_no_more(kind: Kind) {
    let (world, clock) = world(kind).await;
    let (member, owner) = (world.inside("member").await, world.inside("owner").await);
    let task = made(&member, "tasks.create", json!({ "title": "for a while" })).await;
    let project = made(&member, "projects.create", json!({ "name": "for a while" })).await;
    let end = Time::from_micros(NOW + 1);
    for (operation, noun, id) in [
        ("tasks.share", "task", &task),
        ("projects.share", "project", &project),
    ] {
        let mut share = json!({
            "holder": user(&world, "tess"), "level": "view", "expires_at": end,
        });
        share[noun] = id.clone();
        done(&member, operation, share).await;
    }
    clock.set(NOW + 1);
    let tess = world.inside("tess").await;
    let mut items = tess.stream("journal.subscribe", json!({})).await.unwrap();
    items.next().await.unwrap().unwrap();
    let task = json!({ "task": task, "title": "private" });
    done(&member, "tasks.update", task).await;
    let project = json!({ "project": project, "name": "private" });
    done(&member, "projects.update", project).await;
    done(&owner, "teams.create", json!({ "name": "the end" })).await;
    let item = tokio::time::timeout(Duration::from_secs(30), items.next()).await;
    let item = item.unwrap().unwrap().unwrap();
    assert_eq!(item["entry"]["operation"], "teams.create", "{item}");
}

on_each_store! {
    what_is_over_is_heard_of_no_more
    a_task_that_one_may_not_see_is_as_none
    a_deleted_task_is_only_restored
    nobody_hears_what_is_private
}
