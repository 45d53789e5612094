//! A key that was cut to some permissions does no more to its owner's own tasks.

use serde_json::{Value, json};
use tenantry::Tenant;
use tenantry_conformance::tenants::World;

use super::{DONE, TODO, done, made, refusal, status, user, world};
use crate::stores::Kind;

const ALL: [&str; 6] = ["create", "read", "comment", "update", "delete", "share"];

/// Somebody by a key that carries these of the permissions on tasks.
async fn cut(world: &World, name: &str, to: &[&str]) -> Tenant {
    let scopes: Vec<String> = to.iter().map(|of| format!("tasks.{of}")).collect();
    let key = json!({ "name": "cut", "scopes": scopes });
    let person = world.person(name).await.unwrap();
    let key = person.call("keys.create", key).await.unwrap();
    let secret = key["secret"].as_str().unwrap();
    let caller = world.tenantry.authenticate(secret).await.unwrap();
    caller.enter(world.org).await.unwrap()
}

async fn a_key_does_to_its_owners_tasks_what_it_carries(kind: Kind) {
    let (world, _) = world(kind).await;
    let member = world.inside("member").await;
    let task = made(&member, "tasks.create", json!({ "title": "mine" })).await;
    let other = made(&member, "tasks.create", json!({ "title": "other" })).await;
    let beside = made(&member, "tasks.create", json!({ "title": "beside" })).await;
    let shared = json!({ "task": task, "holder": user(&world, "tim"), "level": "view" });
    done(&member, "tasks.share", shared).await;
    let said = json!({ "task": task, "text": "so" });
    let said = made(&member, "task_comments.create", said).await;
    let tess = user(&world, "tess");
    let share = |level: &str| json!({ "task": task, "holder": tess, "level": level });
    let comment = json!({ "task": task, "comment": said });
    let calls: Vec<(&str, Value, &[&str])> = vec![
        ("tasks.create", json!({ "title": "new" }), &["create"]),
        (
            "tasks.create",
            json!({ "title": "part", "parent": task }),
            &["create", "read", "update"],
        ),
        (
            "tasks.create",
            json!({ "title": "given", "assignees": [tess] }),
            &["create", "share", "read", "comment", "update"],
        ),
        ("tasks.get", json!({ "task": task }), &["read"]),
        (
            "tasks.update",
            json!({ "task": task, "title": "changed" }),
            &["read", "update"],
        ),
        (
            "tasks.update",
            json!({ "task": other, "owner": tess }),
            &["read", "update", "delete"],
        ),
        (
            "tasks.transition",
            json!({ "task": task, "status": status(DONE) }),
            &["read", "update"],
        ),
        (
            "tasks.transition",
            json!({ "task": task, "status": status(TODO) }),
            &["read", "update"],
        ),
        (
            "tasks.move",
            json!({ "task": task, "before": beside }),
            &["read", "update"],
        ),
        (
            "tasks.assign",
            json!({ "task": task, "add": [tess] }),
            &["read", "update", "share", "comment"],
        ),
        (
            "tasks.assign",
            json!({ "task": task, "remove": [tess] }),
            &["read", "update"],
        ),
        ("tasks.share", share("view"), &["read", "share"]),
        (
            "tasks.share",
            share("comment"),
            &["read", "share", "comment"],
        ),
        (
            "tasks.share",
            share("edit"),
            &["read", "share", "comment", "update"],
        ),
        (
            "tasks.share",
            share("manage"),
            &["read", "share", "comment", "update", "delete"],
        ),
        ("tasks.shares", json!({ "task": task }), &["read", "share"]),
        (
            "task_comments.create",
            json!({ "task": task, "text": "so" }),
            &["read", "comment"],
        ),
        ("task_comments.list", json!({ "task": task }), &["read"]),
        ("task_comments.get", comment.clone(), &["read"]),
        (
            "task_comments.update",
            json!({ "task": task, "comment": said, "text": "no" }),
            &["read", "comment"],
        ),
        ("task_comments.delete", comment, &["read", "comment"]),
        ("tasks.statistics", json!({}), &["read"]),
        (
            "tasks.unshare",
            json!({ "task": task, "holder": tess }),
            &["read", "share", "comment", "update", "delete"],
        ),
        ("tasks.delete", json!({ "task": task }), &["read", "delete"]),
        (
            "tasks.restore",
            json!({ "task": task }),
            &["read", "delete"],
        ),
    ];
    let mut wrong = Vec::new();
    for (operation, input, takes) in calls {
        if operation == "tasks.delete" {
            // What is part of it was made above.
            let parts = done(&member, "tasks.list", json!({ "parent": task })).await;
            for part in parts["items"].as_array().unwrap() {
                done(&member, "tasks.delete", json!({ "task": part["id"] })).await;
            }
        }
        for left_out in takes {
            let carried: Vec<&str> = ALL.into_iter().filter(|of| of != left_out).collect();
            let cut = cut(&world, "member", &carried).await;
            match cut.call(operation, input.clone()).await {
                Ok(_) => wrong.push(format!("{operation} {input} goes without {left_out}")),
                Err(error) if ["denied", "not_found"].contains(&error.code()) => {}
                Err(error) => {
                    wrong.push(format!("{operation} {input} without {left_out}: {error:?}"))
                }
            }
        }
        let cut = cut(&world, "member", takes).await;
        if let Err(error) = cut.call(operation, input.clone()).await {
            wrong.push(format!("{operation} {input} with {takes:?}: {error:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

async fn a_key_lists_and_finds_what_it_may_read(kind: Kind) {
    let (world, _) = world(kind).await;
    let member = world.inside("member").await;
    let task = made(&member, "tasks.create", json!({ "title": "secret" })).await;
    let gone = made(&member, "tasks.create", json!({ "title": "secret gone" })).await;
    done(&member, "tasks.delete", json!({ "task": gone })).await;
    let without: Vec<&str> = ALL.into_iter().filter(|of| *of != "read").collect();
    for name in ["member", "owner"] {
        let cut = cut(&world, name, &without).await;
        for list in [
            json!({}),
            json!({ "text": "secret" }),
            json!({ "deleted": true }),
            json!({ "owner": user(&world, "member") }),
            json!({ "shared_with_me": true }),
        ] {
            match cut.call("tasks.list", list.clone()).await {
                Ok(found) => assert_eq!(found["items"], json!([]), "{name} {list}"),
                Err(error) => assert_eq!(error.code(), "denied"),
            }
        }
        for input in [
            json!({}),
            json!({ "org": true }),
            json!({ "team": world.id("team") }),
        ] {
            assert_eq!(refusal(&cut, "tasks.statistics", input).await, "denied");
        }
        assert_eq!(
            refusal(&cut, "tasks.get", json!({ "task": task })).await,
            "not_found"
        );
    }
}

on_each_store! {
    a_key_does_to_its_owners_tasks_what_it_carries
    a_key_lists_and_finds_what_it_may_read
}
