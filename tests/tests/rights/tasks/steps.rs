//! How far tasks are, by any status of a category.

use serde_json::{Value, json};

use super::{CANCELLED, DONE, NOW, TODO, done, made, refusal, status, world};
use crate::stores::Kind;

async fn a_task_is_completed_once_until_it_is_taken_up(kind: Kind) {
    let (world, clock) = world(kind).await;
    let owner = world.inside("owner").await;
    let shipped = json!({ "name": "Shipped", "category": "done" });
    let shipped = made(&owner, "statuses.create", shipped).await;
    let task = made(&owner, "tasks.create", json!({ "title": "ship it" })).await;
    let mut before: Option<Value> = None;
    let steps = [
        json!(status(DONE)),
        shipped.clone(),
        json!(status(CANCELLED)),
        json!(status(TODO)),
        shipped.clone(),
        json!(status(TODO)),
    ];
    for (second, to) in (1..).zip(steps) {
        clock.set(NOW + second * 1_000_000);
        let step = json!({ "task": task, "status": to });
        let at = done(&owner, "tasks.transition", step).await["task"]
            .get("completed_at")
            .cloned();
        assert_eq!(at.is_none(), to == status(TODO), "{to}");
        if before.is_some() && at.is_some() {
            assert_eq!(at, before, "{to}");
        }
        before = at;
    }
    let born = json!({ "title": "shipped", "status": shipped });
    let born = done(&owner, "tasks.create", born).await;
    assert!(born.get("completed_at").is_some(), "{born}");
}

async fn a_status_goes_when_no_task_has_it(kind: Kind) {
    let (world, _) = world(kind).await;
    let owner = world.inside("owner").await;
    let ready = made(
        &owner,
        "statuses.create",
        json!({ "name": "Ready", "category": "todo" }),
    )
    .await;
    let task = json!({ "title": "ready", "status": ready });
    let task = made(&owner, "tasks.create", task).await;
    let other = made(&owner, "tasks.create", json!({ "title": "other" })).await;
    let delete = json!({ "status": ready });
    assert_eq!(
        refusal(&owner, "statuses.delete", delete.clone()).await,
        "not_archived"
    );
    let archive = json!({ "status": ready, "archived": true });
    done(&owner, "statuses.update", archive).await;
    let given = json!({ "task": other, "status": ready });
    assert_eq!(
        refusal(&owner, "tasks.transition", given).await,
        "status_archived"
    );
    // Who has it keeps it, also while it is deleted.
    done(
        &owner,
        "tasks.update",
        json!({ "task": task, "title": "still" }),
    )
    .await;
    assert_eq!(
        refusal(&owner, "statuses.delete", delete.clone()).await,
        "status_in_use"
    );
    done(&owner, "tasks.delete", json!({ "task": task })).await;
    assert_eq!(
        refusal(&owner, "statuses.delete", delete.clone()).await,
        "status_in_use"
    );
    done(&owner, "tasks.restore", json!({ "task": task })).await;
    let step = json!({ "task": task, "status": status(TODO) });
    done(&owner, "tasks.transition", step).await;
    done(&owner, "statuses.delete", delete).await;
}

on_each_store! {
    a_task_is_completed_once_until_it_is_taken_up
    a_status_goes_when_no_task_has_it
}
