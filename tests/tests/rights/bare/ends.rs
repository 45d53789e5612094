//! Whose proof or membership has ended is answered nothing any more, on handles of before either.

use serde_json::{Value, json};
use tenantry::Tenant;

use super::world;
use crate::stores::Kind;

/// What ends, and what the handle is told.
const ENDS: [(&str, &str); 6] = [
    ("keys.revoke", "key_revoked"),
    ("subjects.unlink", "unknown_subject"),
    ("users.suspend", "user_suspended"),
    ("orgs.suspend", "org_suspended"),
    ("members.remove", "not_found"),
    ("orgs.delete", "not_found"),
];

async fn told(inside: &Tenant, who: &str) -> Result<bool, &'static str> {
    let allowed = inside.allows(who, "teams.read", None).await;
    allowed.map_err(|error| error.code())
}

async fn nothing_is_answered_after_an_end(kind: Kind) {
    for (operation, code) in ENDS {
        let (world, ..) = world(kind).await;
        let (system, user) = (world.system(), world.id("admin"));
        let who = format!("user:{}", user.as_str().unwrap());
        let admin = world.person("admin").await.unwrap();
        let key = admin.call("keys.create", json!({ "name": "key" })).await;
        let key = key.unwrap();
        let secret = key["secret"].as_str().unwrap();
        let by_key = world.tenantry.authenticate(secret).await.unwrap();
        let inside = match operation {
            "subjects.unlink" => admin.enter(world.org).await.unwrap(),
            _ => by_key.enter(world.org).await.unwrap(),
        };
        let others = system.enter(world.org).await.unwrap();
        assert_eq!(told(&inside, &who).await, Ok(true));
        let owner = world.inside("owner").await;
        let named = json!({ "directory": world.directory, "user": user });
        let done = match operation {
            "keys.revoke" => {
                admin
                    .call(operation, json!({ "key": key["key"]["id"] }))
                    .await
            }
            "subjects.unlink" => {
                let subject = json!({
                    "directory": world.directory, "issuer": "app", "subject": "w-admin",
                });
                system.call(operation, subject).await
            }
            "users.suspend" => system.call(operation, named).await,
            "members.remove" => {
                let heir = json!({ "kind": "user", "id": world.id("owner") });
                owner
                    .call(operation, json!({ "user": user, "heir": heir }))
                    .await
            }
            _ => others.call(operation, Value::Null).await,
        };
        done.unwrap();
        assert_eq!(
            told(&inside, &who).await,
            Err(code),
            "{operation} on {kind:?}"
        );
        let by_others = told(&others, &who).await;
        let stays = ["keys.revoke", "subjects.unlink", "orgs.suspend"].contains(&operation);
        assert_eq!(by_others == Ok(true), stays, "{operation} on {kind:?}");
    }
}

async fn a_key_that_expires_answers_nothing_from_then_on(kind: Kind) {
    let (world, _, clock) = world(kind).await;
    let admin = world.person("admin").await.unwrap();
    let end = super::BEGIN + 10_000_000;
    let key = json!({
        "name": "key", "expires_at": tenantry::Time::from_micros(end).to_string(),
    });
    let key = admin.call("keys.create", key).await.unwrap();
    let secret = key["secret"].as_str().unwrap();
    let inside = world.tenantry.authenticate(secret).await.unwrap();
    let inside = inside.enter(world.org).await.unwrap();
    let who = format!("user:{}", world.id("admin").as_str().unwrap());
    clock.set(end - 1);
    assert_eq!(told(&inside, &who).await, Ok(true), "{kind:?}");
    clock.set(end);
    assert_eq!(told(&inside, &who).await, Err("key_expired"), "{kind:?}");
}

on_each_store! {
    nothing_is_answered_after_an_end
    a_key_that_expires_answers_nothing_from_then_on
}
