//! Whom a task is shared with does with it what the level says, until it ends.

use serde_json::{Value, json};

use super::{DONE, NOW, done, ids, made, refusal, status, user, world};
use crate::stores::Kind;

async fn a_sharing_ends_at_its_microsecond_everywhere(kind: Kind) {
    let (world, clock) = world(kind).await;
    let (member, tess) = (world.inside("member").await, world.inside("tess").await);
    let task = made(&member, "tasks.create", json!({ "title": "for a while" })).await;
    let end = tenantry::Time::from_micros(NOW + 1_000_000);
    let share = json!({
        "task": task, "holder": user(&world, "tess"), "level": "edit", "expires_at": end,
    });
    done(&member, "tasks.share", share).await;
    let object = format!("task:{}", task.as_str().unwrap());
    let check = json!({ "permission": "tasks.update", "object": object });
    for (at, sees) in [(999_999, true), (1_000_000, false), (1_000_001, false)] {
        clock.set(NOW + at);
        let own = done(&member, "tasks.statistics", json!({})).await;
        assert_eq!(own["shared"], i32::from(sees), "{at}");
        for list in [json!({ "shared_with_me": true }), json!({ "sort": "due" })] {
            let listed = ids(&tess, list).await;
            assert_eq!(listed.contains(&task), sees, "{at}");
        }
        let hers = done(&tess, "tasks.statistics", json!({})).await;
        // Another one is shared with her for good.
        assert_eq!(hers["shared_with_me"]["count"], 1 + i32::from(sees), "{at}");
        let checked = tess.call("access.check", check.clone()).await;
        let is_allowed = checked.is_ok_and(|check| check["allowed"] == true);
        assert_eq!(is_allowed, sees, "{at}");
        let change = json!({ "task": task, "title": format!("at {at}") });
        for (operation, input) in [
            ("tasks.get", json!({ "task": task })),
            ("tasks.update", change),
        ] {
            assert_eq!(
                tess.call(operation, input).await.is_ok(),
                sees,
                "{operation}"
            );
        }
    }
}

/// What there is to do with a task, and the place of the least level that lets one do it.
fn calls(task: &Value, one: &Value, other: &Value) -> Vec<(&'static str, Value, usize)> {
    let of = |more: Value| {
        let mut input = more;
        input["task"] = task.clone();
        input
    };
    vec![
        ("tasks.get", of(json!({})), 0),
        ("task_comments.list", of(json!({})), 0),
        ("task_comments.create", of(json!({ "text": "so" })), 1),
        ("tasks.update", of(json!({ "title": "so" })), 2),
        ("tasks.transition", of(json!({ "status": status(DONE) })), 2),
        ("tasks.assign", of(json!({ "remove": [one] })), 2),
        ("tasks.move", of(json!({ "parent": null })), 2),
        ("tasks.assign", of(json!({ "add": [other] })), 3),
        (
            "tasks.share",
            of(json!({ "holder": other, "level": "view" })),
            3,
        ),
        ("tasks.shares", of(json!({})), 3),
        ("tasks.unshare", of(json!({ "holder": other })), 3),
        ("tasks.update", of(json!({ "owner": one })), 3),
        ("tasks.delete", of(json!({})), 3),
        ("tasks.restore", of(json!({})), 3),
    ]
}

async fn each_level_does_what_it_says(kind: Kind) {
    let (world, _) = world(kind).await;
    let (member, tess) = (world.inside("member").await, world.inside("tess").await);
    let (one, other) = (user(&world, "tim"), user(&world, "viewer"));
    for (level, name) in ["view", "comment", "edit", "manage"]
        .into_iter()
        .enumerate()
    {
        let task = json!({ "title": "shared", "assignees": [one] });
        let task = made(&member, "tasks.create", task).await;
        let share = json!({ "task": task, "holder": user(&world, "tess"), "level": name });
        done(&member, "tasks.share", share).await;
        for (operation, input, least) in calls(&task, &one, &other) {
            match level >= least {
                true => drop(done(&tess, operation, input).await),
                false => {
                    let code = refusal(&tess, operation, input).await;
                    assert_eq!(code, "denied", "{name} {operation}");
                }
            }
        }
    }
}

/// It is put down where it was shared, which counts it: not as the product's own objects are.
async fn what_is_put_down_is_counted_no_more(kind: Kind) {
    let (world, _) = world(kind).await;
    let (member, tess) = (world.inside("member").await, world.inside("tess").await);
    let task = made(&member, "tasks.create", json!({ "title": "shared" })).await;
    let holder = user(&world, "tess");
    let share = json!({ "task": task, "holder": holder, "level": "view" });
    let grant = made(&member, "tasks.share", share).await;
    let shared = async || done(&member, "tasks.statistics", json!({})).await["shared"].clone();
    let delete = json!({ "grant": grant });
    assert_eq!(refusal(&tess, "grants.delete", delete).await, "invalid");
    assert_eq!(shared().await, 1);
    let own = json!({ "task": task, "holder": holder });
    done(&tess, "tasks.unshare", own).await;
    assert_eq!(shared().await, 0);
}

/// The first answer is not given again to who may not do it any more.
async fn nothing_is_answered_again_once_it_is_not_shared(kind: Kind) {
    let (world, _) = world(kind).await;
    let (member, tess) = (world.inside("member").await, world.inside("tess").await);
    let task = made(&member, "tasks.create", json!({ "title": "shared" })).await;
    let share = json!({ "task": task, "holder": user(&world, "tess"), "level": "manage" });
    done(&member, "tasks.share", share).await;
    let keyed = tess.with_idempotency_key("once").unwrap();
    let tim = user(&world, "tim");
    let calls = [
        ("tasks.update", json!({ "task": task, "title": "changed" })),
        (
            "tasks.share",
            json!({ "task": task, "holder": tim, "level": "view" }),
        ),
        ("tasks.assign", json!({ "task": task, "add": [tim] })),
        (
            "tasks.transition",
            json!({ "task": task, "status": status(DONE) }),
        ),
        ("tasks.move", json!({ "task": task, "parent": null })),
        ("tasks.delete", json!({ "task": task })),
        ("tasks.restore", json!({ "task": task })),
    ];
    for (operation, input) in &calls {
        let first = done(&keyed, operation, input.clone()).await;
        assert_eq!(done(&keyed, operation, input.clone()).await, first);
    }
    let unshare = json!({ "task": task, "holder": user(&world, "tess") });
    done(&member, "tasks.unshare", unshare).await;
    for (operation, input) in calls {
        assert_eq!(
            refusal(&keyed, operation, input).await,
            "denied",
            "{operation}"
        );
    }
}

on_each_store! {
    a_sharing_ends_at_its_microsecond_everywhere
    each_level_does_what_it_says
    what_is_put_down_is_counted_no_more
    nothing_is_answered_again_once_it_is_not_shared
}
