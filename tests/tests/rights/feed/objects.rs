//! What the live feed tells of objects that are seen one by one.

use serde_json::{Value, json};

use super::{Items, cursor, follow, next, world};
use crate::stores::Kind;

/// What comes next, in short: the operation, or that something is gone.
async fn told(items: &mut Items) -> String {
    let item = next(items).await.unwrap();
    match item["kind"].as_str().unwrap() {
        "entry" => item["entry"]["operation"].as_str().unwrap().to_owned(),
        kind => format!("{kind} {}", item["subject"]["noun"].as_str().unwrap()),
    }
}

async fn projects_are_told_of_to_who_sees_them_now(kind: Kind) {
    let world = world(kind).await;
    let member = world.inside("member").await;
    let tess = world.inside("tess").await;
    let mut hers = tess.stream("journal.subscribe", json!({})).await.unwrap();
    let start = cursor(&next(&mut hers).await.unwrap());
    let mut all = follow(&world.inside("manager").await, None).await;
    let mark = async || {
        let name = json!({ "name": "a mark in the feed" });
        let manager = world.inside("manager").await;
        manager.call("teams.create", name).await.unwrap();
    };

    let mine = json!({ "name": "mine" });
    let mine = member.call("projects.create", mine).await.unwrap();
    mark().await;
    assert_eq!(told(&mut hers).await, "teams.create");
    let id = &mine["id"];
    let holder = json!({ "kind": "user", "id": world.id("tess") });
    let share = json!({ "project": id, "holder": holder, "level": "view" });
    member.call("projects.share", share).await.unwrap();
    let rename = |name: &str| json!({ "project": id, "name": name });
    member
        .call("projects.update", rename("ours"))
        .await
        .unwrap();
    for expected in ["projects.share", "projects.update"] {
        assert_eq!(told(&mut hers).await, expected);
    }
    let unshare = json!({ "project": id, "holder": holder });
    member.call("projects.unshare", unshare).await.unwrap();
    member
        .call("projects.update", rename("mine"))
        .await
        .unwrap();
    mark().await;
    for expected in ["gone project", "teams.create"] {
        assert_eq!(told(&mut hers).await, expected);
    }
    let delete = json!({ "project": id });
    member.call("projects.delete", delete).await.unwrap();
    mark().await;
    assert_eq!(told(&mut hers).await, "teams.create");

    // Who comes back later is shown nothing of it any more.
    let mut again = follow(&tess, Some(&start)).await;
    let mut heard = Vec::new();
    while heard.iter().filter(|told| *told == "teams.create").count() < 3 {
        heard.push(told(&mut again).await);
    }
    let whole = heard.iter().find(|told| told.starts_with("projects."));
    assert_eq!(whole, None, "{heard:?}");

    // Who sees all projects has heard of everything.
    for expected in [
        "projects.create",
        "teams.create",
        "projects.share",
        "projects.update",
        "projects.unshare",
        "projects.update",
        "teams.create",
        "projects.delete",
    ] {
        assert_eq!(told(&mut all).await, expected);
    }
}

async fn activity_is_shown_to_who_sees_the_object_now(kind: Kind) {
    let world = world(kind).await;
    let member = world.inside("member").await;
    let mine = json!({ "name": "mine" });
    let mine = member.call("projects.create", mine).await.unwrap();
    let heard = async |name: &str| -> Vec<Value> {
        let of = json!({ "subject": mine["id"] });
        let activity = world.inside(name).await.call("journal.activity", of).await;
        activity.unwrap()["items"].as_array().unwrap().clone()
    };
    assert_eq!(heard("tess").await.len(), 0);
    let holder = json!({ "kind": "role", "id": "00000000-0000-7000-8000-000000000004" });
    let share = json!({ "project": mine["id"], "holder": holder, "level": "view" });
    member.call("projects.share", share).await.unwrap();
    assert_eq!(heard("tess").await.len(), 2);
    assert_eq!(heard("viewer").await.len(), 0);
    assert_eq!(heard("admin").await.len(), 2);
}

on_each_store! {
    projects_are_told_of_to_who_sees_them_now
    activity_is_shown_to_who_sees_the_object_now
}
