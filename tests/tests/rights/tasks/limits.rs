//! Limits, at each and one past.

use serde_json::json;

use super::{done, made, refusal, world};
use crate::stores::Kind;

async fn inputs_have_their_limits(kind: Kind) {
    let (world, _) = world(kind).await;
    let member = world.inside("member").await;
    let link = json!({ "url": "https://example.com" });
    let title = |chars: usize| json!({ "title": "x".repeat(chars) });
    let described = |chars: usize| json!({ "title": "x", "description": "x".repeat(chars) });
    let links = |many: usize| json!({ "title": "x", "links": vec![link.clone(); many] });
    let url = |many: usize| json!({ "title": "x", "links": [{ "url": format!("https://{}", "x".repeat(many - 8)) }] });
    let every = |every: i64| json!({ "title": "x", "due_on": "2027-01-11", "repeat": { "every": every, "unit": "year" } });
    for (good, bad) in [
        (title(120), title(121)),
        (described(4_000), described(4_001)),
        (links(20), links(21)),
        (url(2_000), url(2_001)),
        (every(1_000), every(1_001)),
        (every(1), every(0)),
    ] {
        done(&member, "tasks.create", good).await;
        assert_eq!(refusal(&member, "tasks.create", bad).await, "invalid");
    }
}

/// Whatever is named is unknown here: that it is too much is told before.
async fn what_is_too_much_is_not_looked_up(kind: Kind) {
    let (world, _) = world(kind).await;
    let member = world.inside("member").await;
    let task = made(&member, "tasks.create", json!({ "title": "x" })).await;
    let somebody = |_| json!({ "kind": "user", "id": uuid::Uuid::now_v7() });
    let people = |many: usize| (0..many).map(somebody).collect::<Vec<_>>();
    let labels = |many: usize| (0..many).map(|_| uuid::Uuid::now_v7()).collect::<Vec<_>>();
    for (operation, most, [good, bad]) in [
        (
            "tasks.create",
            32,
            [32, 33].map(|many| json!({ "title": "x", "assignees": people(many) })),
        ),
        (
            "tasks.create",
            20,
            [20, 21].map(|many| json!({ "title": "x", "labels": labels(many) })),
        ),
        (
            "tasks.update",
            20,
            [20, 21].map(|many| json!({ "task": task, "labels": labels(many) })),
        ),
        (
            "tasks.assign",
            32,
            [32, 33].map(|many| json!({ "task": task, "add": people(many) })),
        ),
    ] {
        assert_eq!(
            refusal(&member, operation, good).await,
            "not_found",
            "{operation}"
        );
        let error = member.call(operation, bad).await.unwrap_err();
        assert_eq!(error.code(), "invalid", "{operation}");
        assert_eq!(error.field("max"), Some(&json!(most)), "{operation}");
    }
    let removed = |many: usize| json!({ "task": task, "remove": people(many) });
    done(&member, "tasks.assign", removed(32)).await;
    assert_eq!(
        refusal(&member, "tasks.assign", removed(33)).await,
        "invalid"
    );
    for (good, bad) in [
        ("x".repeat(500), "x".repeat(501)),
        ("x ".repeat(250), "x ".repeat(251)),
    ] {
        done(&member, "tasks.list", json!({ "text": good })).await;
        assert_eq!(
            refusal(&member, "tasks.list", json!({ "text": bad })).await,
            "invalid"
        );
    }
}

on_each_store! {
    inputs_have_their_limits
    what_is_too_much_is_not_looked_up
}
