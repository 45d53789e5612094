//! Many change the same tasks at once.

use futures_util::future::join_all;
use serde_json::{Value, json};

use super::{DONE, done, ids, made, status, world};
use crate::stores::Kind;

async fn moves_at_once_make_no_circle_and_nothing_too_deep(kind: Kind) {
    let (world, _) = world(kind).await;
    let member = world.inside("member").await;
    let mut tasks = Vec::new();
    for name in 0..10 {
        let task = json!({ "title": format!("task {name}") });
        tasks.push(made(&member, "tasks.create", task).await);
    }
    for round in 0..4 {
        let moves = (0..10).flat_map(|from| [1, 3, 7].map(|by| (from, (from + by + round) % 10)));
        let moves = moves.map(|(from, to): (usize, usize)| {
            let input = json!({ "task": tasks[from], "parent": tasks[to] });
            member.call("tasks.move", input)
        });
        for answer in join_all(moves).await {
            let code = answer.as_ref().err().map(tenantry::Error::code);
            // No limit is in the way: what was counted meanwhile is counted anew.
            let expected = [None, Some("task_cycle"), Some("too_deep")];
            assert!(expected.contains(&code), "{answer:?}");
        }
        for task in &tasks {
            let found = done(&member, "tasks.get", json!({ "task": task })).await;
            let above = found["ancestors"].as_array().unwrap();
            assert!(above.len() < 8, "{found}");
            assert!(above.iter().all(|above| above["id"] != *task), "{found}");
            let own = ids(&member, json!({ "parent": task })).await.len();
            assert_eq!(found["subtasks"], own, "{found}");
        }
    }
}

async fn a_label_that_goes_meanwhile_is_on_no_task(kind: Kind) {
    let (world, _) = world(kind).await;
    let owner = world.inside("owner").await;
    for place in [0, 3, 9] {
        let label = json!({ "name": format!("label {place}") });
        let label = made(&owner, "labels.create", label).await;
        let task = json!({
            "title": "labelled", "labels": [label],
            "due_on": "2027-01-11", "repeat": { "every": 1, "unit": "day" },
        });
        let mut tasks = Vec::new();
        for _ in 0..6 {
            tasks.push(made(&owner, "tasks.create", task.clone()).await);
        }
        let done_now = |task: &Value| json!({ "task": task, "status": status(DONE) });
        let stays = |task: &Value| json!({ "task": task, "labels": [label] });
        let steps = tasks
            .iter()
            .map(|task| ("tasks.transition", done_now(task)));
        let changes = tasks.iter().map(|task| ("tasks.update", stays(task)));
        let mut calls: Vec<_> = steps.chain(changes).collect();
        calls.insert(place, ("labels.delete", json!({ "label": label })));
        let calls = calls
            .into_iter()
            .map(|(operation, input)| owner.call(operation, input));
        for answer in join_all(calls).await {
            let code = answer.as_ref().err().map(tenantry::Error::code);
            assert!([None, Some("not_found")].contains(&code), "{answer:?}");
        }
        let all = json!({ "page": { "limit": 100 } });
        let all = done(&owner, "tasks.list", all).await;
        for task in all["items"].as_array().unwrap() {
            assert!(
                !task["labels"].as_array().unwrap().contains(&label),
                "{task}"
            );
        }
    }
}

on_each_store! {
    moves_at_once_make_no_circle_and_nothing_too_deep
    a_label_that_goes_meanwhile_is_on_no_task
}
