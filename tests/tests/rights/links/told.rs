//! What is told of links: who did something by one, who may, and what is shared.

use serde_json::{Value, json};

use super::{entered, made, name, object, the_task, world};
use crate::stores::Kind;

on_each_store! {
    what_is_done_by_a_link_is_the_links
    questions_know_links
    a_link_counts_as_shared_and_is_shared_with_nobody
    a_replay_answers_without_the_secret
}

async fn what_is_done_by_a_link_is_the_links(kind: Kind) {
    let (world, _) = world(kind).await;
    let link = made(&world, &the_task(&world), "comment").await;
    let inside = entered(&world, &link).await;
    let said = json!({ "task": world.id("task"), "text": "by a link" });
    let said = inside.call("task_comments.create", said).await.unwrap();
    let actor = json!({ "kind": "link", "id": link["grant"]["holder"]["id"] });
    assert_eq!(said["author"], actor);
    let owner = world.inside("owner").await;
    let told = json!({ "subject": world.id("task"), "limit": 1 });
    let told = owner.call("journal.activity", told).await.unwrap();
    let entry = &told["items"][0];
    assert_eq!(
        (&entry["actor"], &entry["operation"]),
        (&actor, &json!("task_comments.create"))
    );
    assert_eq!(entry.get("on_behalf_of"), None);
    let verified = owner.call("journal.verify", json!({})).await.unwrap();
    assert_eq!(verified["is_intact"], true);
}

async fn questions_know_links(kind: Kind) {
    let (world, _) = world(kind).await;
    let doc = world.id("object").as_str().unwrap().to_owned();
    let owner = world.inside("owner").await;
    // At `edit` whoever has the object shared holds `docs.w`.
    let task = object("task", &world.id("other task"));
    for (object, permission) in [(task, "tasks.update"), (doc, "docs.w")] {
        let view = made(&world, &object, "view").await;
        let edit = made(&world, &object, "edit").await;
        let asked = json!({ "permission": permission, "object": object });
        let able = owner.call("access.who_can", asked.clone()).await.unwrap();
        let able = able["items"].as_array().unwrap().iter();
        let links: Vec<_> = able.filter(|able| able["who"]["kind"] == "link").collect();
        assert_eq!(links.len(), 1, "{links:?}");
        assert_eq!(links[0]["who"], edit["grant"]["holder"]);
        let rule = |of: &Value| (of["rule"].clone(), of["through"].clone());
        let shared = (json!("shared"), edit["grant"]["holder"].clone());
        assert_eq!(rule(&links[0]["explanation"]), shared);

        for (link, allowed) in [(&view, false), (&edit, true)] {
            let inside = entered(&world, link).await;
            let check = inside.call("access.check", asked.clone()).await.unwrap();
            assert_eq!(check["allowed"], allowed);
            let barely = inside.allows(&name(link), permission, Some(&object)).await;
            assert_eq!(barely.unwrap(), allowed);
            let many = json!({ "checks": [asked, { "permission": permission }] });
            let many = inside.call("access.check_many", many).await.unwrap();
            assert_eq!(many["allowed"], json!([allowed, false]));
            let why = inside.call("access.explain", asked.clone()).await.unwrap();
            assert_eq!(why["allowed"], allowed, "{why}");
            let what = json!({ "object": object });
            let what = inside.call("access.what_can", what).await.unwrap();
            assert_eq!(what["level"], link["grant"]["level"]);
            let holds = what["permissions"].as_array().unwrap();
            assert_eq!(holds.contains(&json!(permission)), allowed, "{what}");
        }
    }
}

async fn a_link_counts_as_shared_and_is_shared_with_nobody(kind: Kind) {
    let (world, clock) = world(kind).await;
    let owner = world.inside("owner").await;
    let other = object("task", &world.id("other task"));
    let shared = async || {
        let all = owner
            .call("tasks.statistics", json!({ "org": true }))
            .await
            .unwrap();
        let own = owner.call("tasks.statistics", json!({})).await.unwrap();
        assert_eq!(own["shared_with_me"]["count"], 0);
        all["shared"].clone()
    };
    assert_eq!(shared().await, 1);
    let ends = tenantry::Time::from_micros(super::NOW + 10).to_string();
    let brief = json!({ "object": other, "level": "view", "expires_at": ends });
    owner.call("links.create", brief).await.unwrap();
    assert_eq!(shared().await, 2);
    clock.set(super::NOW + 10);
    assert_eq!(shared().await, 1);
    let lasting = made(&world, &other, "edit").await;
    assert_eq!(shared().await, 2);
    let listed = json!({ "task": world.id("other task") });
    let listed = owner.call("tasks.shares", listed).await.unwrap();
    assert_eq!(listed["items"][1], lasting["grant"]);
    let ended = json!({ "link": lasting["grant"]["holder"]["id"] });
    owner.call("links.delete", ended).await.unwrap();
    assert_eq!(shared().await, 1);
}

async fn a_replay_answers_without_the_secret(kind: Kind) {
    let (world, _) = world(kind).await;
    let owner = world
        .inside("owner")
        .await
        .with_idempotency_key("once")
        .unwrap();
    let input = json!({ "object": the_task(&world), "level": "view" });
    let first = owner.call("links.create", input.clone()).await.unwrap();
    let again = owner.call("links.create", input).await.unwrap();
    assert_eq!(again["grant"], first["grant"]);
    assert!(first["secret"].is_string() && again.get("secret").is_none());
}
