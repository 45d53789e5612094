//! What comes again comes once, and without what is gone.

use futures_util::future::join_all;
use serde_json::{Value, json};
use tenantry::Tenant;
use tenantry_conformance::tenants::World;

use super::{CANCELLED, DONE, NOW, TODO, done, made, refusal, status, user, world};
use crate::stores::Kind;

fn weekly(title: &str) -> Value {
    json!({ "title": title, "due_on": "2027-01-11", "repeat": { "every": 1, "unit": "week" } })
}

fn with(mut input: Value, field: &str, value: Value) -> Value {
    input[field] = value;
    input
}

async fn complete(inside: &Tenant, task: &Value) -> Value {
    let input = json!({ "task": task, "status": status(DONE) });
    done(inside, "tasks.transition", input).await
}

async fn what_comes_again_is_part_of_the_same_task(kind: Kind) {
    let (world, _) = world(kind).await;
    let member = world.inside("member").await;
    let parent = made(&member, "tasks.create", json!({ "title": "all" })).await;
    let first = with(weekly("part"), "parent", parent.clone());
    let first = made(&member, "tasks.create", first).await;
    let next = complete(&member, &first).await["next"].clone();
    assert_eq!(next["parent"], parent);
    let subtasks = async || {
        let found = done(&member, "tasks.get", json!({ "task": parent })).await;
        found["subtasks"].clone()
    };
    assert_eq!(subtasks().await, 2);
    done(&member, "tasks.delete", json!({ "task": first })).await;
    assert_eq!(subtasks().await, 1);
    let code = refusal(&member, "tasks.delete", json!({ "task": parent })).await;
    assert_eq!(code, "has_subtasks");
    done(&member, "tasks.delete", json!({ "task": next["id"] })).await;
    done(&member, "tasks.delete", json!({ "task": parent })).await;
}

async fn one_of_many_makes_the_next_one(kind: Kind) {
    let (world, _) = world(kind).await;
    let member = world.inside("member").await;
    let task = made(&member, "tasks.create", weekly("once")).await;
    let all = join_all((0..32).map(|_| complete(&member, &task))).await;
    let next: Vec<_> = all.iter().filter_map(|done| done.get("next")).collect();
    assert_eq!(next.len(), 1, "{next:?}");
    let listed = done(
        &member,
        "tasks.list",
        json!({ "pending": true, "owner": user(&world, "member") }),
    )
    .await;
    assert_eq!(listed["items"].as_array().unwrap().len(), 1);
    // Taken up again and done again, it makes no second one.
    let again = json!({ "task": task, "status": status(TODO) });
    let again = done(&member, "tasks.transition", again).await;
    assert!(again["task"].get("completed_at").is_none(), "{again}");
    assert!(complete(&member, &task).await.get("next").is_none());
    let dropped = json!({ "task": next[0]["id"], "status": status(CANCELLED) });
    let dropped = done(&member, "tasks.transition", dropped).await;
    assert!(dropped.get("next").is_none() && dropped["task"].get("completed_at").is_some());
}

async fn removed(world: &World, name: &str) {
    let gone = json!({ "user": world.id(name) });
    done(&world.inside("owner").await, "members.remove", gone).await;
}

async fn what_comes_again_leaves_out_who_has_left(kind: Kind) {
    let (world, _) = world(kind).await;
    let member = world.inside("member").await;
    let owner = world.inside("owner").await;
    let team = made(&owner, "teams.create", json!({ "name": "short-lived" })).await;
    let holders =
        json!([user(&world, "tess"), user(&world, "tim"), { "kind": "team", "id": team }]);
    let task = with(weekly("chore"), "assignees", holders);
    let task = made(&member, "tasks.create", task).await;
    removed(&world, "tess").await;
    done(&owner, "teams.delete", json!({ "team": team })).await;
    let next = complete(&member, &task).await["next"].clone();
    let left = next["assignees"].as_array().unwrap();
    assert_eq!(left.len(), 1, "{next}");
    assert_eq!(left[0]["holder"], user(&world, "tim"));
}

async fn what_comes_again_outlives_its_team_and_project(kind: Kind) {
    let (world, _) = world(kind).await;
    let owner = world.inside("owner").await;
    let team = made(&owner, "teams.create", json!({ "name": "short-lived" })).await;
    let project = made(&owner, "projects.create", json!({ "name": "short-lived" })).await;
    let task = with(weekly("chore"), "team", team.clone());
    let task = with(task, "project", project.clone());
    let task = made(&owner, "tasks.create", task).await;
    done(&owner, "teams.delete", json!({ "team": team })).await;
    done(&owner, "projects.delete", json!({ "project": project })).await;
    let next = complete(&owner, &task).await["next"].clone();
    assert!(next.is_object());
}

async fn what_comes_again_is_not_shared_and_not_of_before(kind: Kind) {
    let (world, clock) = world(kind).await;
    let member = world.inside("member").await;
    let task = with(weekly("chore"), "assignees", json!([user(&world, "tess")]));
    let task = made(&member, "tasks.create", task).await;
    let share = json!({ "task": task, "holder": user(&world, "tim"), "level": "edit" });
    done(&member, "tasks.share", share).await;
    removed(&world, "tess").await;
    clock.set(NOW + 1);
    let back = json!({ "user": world.id("tess"), "role": "member" });
    done(&world.inside("owner").await, "members.add", back).await;
    let next = complete(&member, &task).await["next"].clone();
    let seen = json!({ "task": next["id"] });
    assert_eq!(
        refusal(&world.inside("tim").await, "tasks.get", seen.clone()).await,
        "not_found"
    );
    assert_eq!(
        refusal(&world.inside("tess").await, "tasks.get", seen).await,
        "not_found"
    );
}

on_each_store! {
    what_comes_again_is_part_of_the_same_task
    one_of_many_makes_the_next_one
    what_comes_again_leaves_out_who_has_left
    what_comes_again_outlives_its_team_and_project
    what_comes_again_is_not_shared_and_not_of_before
}
