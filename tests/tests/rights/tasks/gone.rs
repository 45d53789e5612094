//! What tasks stand in may be deleted: they can still be worked with.

use serde_json::json;

use super::{NOW, done, made, refusal, user, world};
use crate::stores::Kind;

async fn a_task_is_restored_where_its_project_is_gone(kind: Kind) {
    let (world, _) = world(kind).await;
    let owner = world.inside("owner").await;
    let team = made(&owner, "teams.create", json!({ "name": "short-lived" })).await;
    let project = made(&owner, "projects.create", json!({ "name": "short-lived" })).await;
    let task = json!({ "title": "back", "team": team, "project": project });
    let task = json!({ "task": made(&owner, "tasks.create", task).await });
    done(&owner, "tasks.delete", task.clone()).await;
    done(&owner, "projects.delete", json!({ "project": project })).await;
    done(&owner, "teams.delete", json!({ "team": team })).await;
    let back = done(&owner, "tasks.restore", task).await;
    assert!(back.get("deleted_at").is_none(), "{back}");
}

async fn what_is_part_of_a_task_whose_team_is_gone(kind: Kind) {
    let (world, _) = world(kind).await;
    let owner = world.inside("owner").await;
    let team = made(&owner, "teams.create", json!({ "name": "short-lived" })).await;
    let parent = json!({ "title": "all", "team": team });
    let parent = made(&owner, "tasks.create", parent).await;
    done(&owner, "teams.delete", json!({ "team": team })).await;
    made(
        &owner,
        "tasks.create",
        json!({ "title": "part", "parent": parent }),
    )
    .await;
}

async fn a_task_is_not_restored_under_one_that_is_deleted(kind: Kind) {
    let (world, _) = world(kind).await;
    let member = world.inside("member").await;
    let parent = made(&member, "tasks.create", json!({ "title": "all" })).await;
    let part = json!({ "title": "part", "parent": parent });
    let part = json!({ "task": made(&member, "tasks.create", part).await });
    let parent = json!({ "task": parent });
    done(&member, "tasks.delete", part.clone()).await;
    done(&member, "tasks.delete", parent.clone()).await;
    assert_eq!(
        refusal(&member, "tasks.restore", part.clone()).await,
        "parent_deleted"
    );
    for name in ["tess", "viewer"] {
        assert_eq!(
            refusal(&world.inside(name).await, "tasks.restore", part.clone()).await,
            "not_found"
        );
    }
    done(&member, "tasks.restore", parent).await;
    done(&member, "tasks.restore", part).await;
}

/// Who comes back begins with nothing.
async fn an_ended_membership_leaves_nothing_assigned(kind: Kind) {
    let (world, clock) = world(kind).await;
    let member = world.inside("member").await;
    let owner = world.inside("owner").await;
    let task =
        json!({ "title": "hers", "assignees": [user(&world, "tess")], "due_on": "2027-01-11" });
    let task = made(&member, "tasks.create", task).await;
    let shared = made(&member, "tasks.create", json!({ "title": "shared" })).await;
    let share = json!({ "task": shared, "holder": user(&world, "tess"), "level": "view" });
    done(&member, "tasks.share", share).await;
    done(
        &owner,
        "members.remove",
        json!({ "user": world.id("tess") }),
    )
    .await;
    clock.set(NOW + 1);
    let back = json!({ "user": world.id("tess"), "role": "member" });
    done(&owner, "members.add", back).await;
    let tess = world.inside("tess").await;
    assert_eq!(
        refusal(&tess, "tasks.get", json!({ "task": task })).await,
        "not_found"
    );
    let listed = done(&tess, "tasks.list", json!({})).await;
    assert_eq!(listed["items"], json!([]));
    let counted = done(&tess, "tasks.statistics", json!({})).await;
    assert_eq!(counted["shared_with_me"]["count"], 0, "{counted}");
}

on_each_store! {
    a_task_is_restored_where_its_project_is_gone
    what_is_part_of_a_task_whose_team_is_gone
    a_task_is_not_restored_under_one_that_is_deleted
    an_ended_membership_leaves_nothing_assigned
}
