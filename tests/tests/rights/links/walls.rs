//! What a link opens, and what it does not.

use serde_json::{Value, json};
use tenantry_conformance::tenants::World;

use super::{code, entered, made, object, proven, the_task, world};
use crate::stores::Kind;

on_each_store! {
    a_link_opens_one_object_as_far_as_it_says
    a_link_shows_nothing_else
    a_link_is_nobody_outside_of_its_organisation
    a_link_is_made_by_who_may_share_so_much
    a_secret_opens_its_own_link_alone
}

async fn a_link_opens_one_object_as_far_as_it_says(kind: Kind) {
    let (world, _) = world(kind).await;
    let task = world.id("task");
    for (level, comments, changes) in [
        ("view", "denied", "denied"),
        ("comment", "", "denied"),
        ("edit", "", ""),
    ] {
        let inside = entered(&world, &made(&world, &the_task(&world), level).await).await;
        let to = |more: Value| {
            let mut input = json!({ "task": task });
            input
                .as_object_mut()
                .unwrap()
                .extend(more.as_object().unwrap().clone());
            input
        };
        let tim = json!({ "kind": "user", "id": world.id("tim") });
        for (operation, input, ends) in [
            ("tasks.get", to(json!({})), ""),
            ("task_comments.list", to(json!({})), ""),
            (
                "task_comments.create",
                to(json!({ "text": "seen" })),
                comments,
            ),
            ("tasks.update", to(json!({ "title": "Changed" })), changes),
            ("tasks.assign", to(json!({ "add": [tim] })), "denied"),
            (
                "tasks.share",
                to(json!({ "holder": tim, "level": "view" })),
                "denied",
            ),
            ("tasks.unshare", to(json!({ "holder": tim })), "denied"),
            ("tasks.shares", to(json!({})), "denied"),
            ("tasks.delete", to(json!({})), "denied"),
            (
                "links.create",
                json!({ "object": the_task(&world), "level": "view" }),
                "denied",
            ),
            (
                "tasks.create",
                json!({ "title": "Part", "parent": task }),
                "denied",
            ),
        ] {
            assert_eq!(
                code(&inside, operation, input).await,
                ends,
                "{operation} at {level}"
            );
        }
    }
}

async fn a_link_shows_nothing_else(kind: Kind) {
    let (world, _) = world(kind).await;
    let link = made(&world, &the_task(&world), "edit").await;
    let inside = entered(&world, &link).await;
    let listed = async |operation, input| {
        let listed = inside.call(operation, input).await.unwrap();
        let items = listed["items"].as_array().unwrap().iter();
        items.map(|item| item["id"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(listed("tasks.list", json!({})).await, [world.id("task")]);
    assert_eq!(
        listed("tasks.list", json!({ "deleted": true })).await,
        [Value::Null; 0]
    );
    assert_eq!(listed("projects.list", json!({})).await, [Value::Null; 0]);
    // What is shared with the link itself is no secret to who has it.
    assert_eq!(
        listed("grants.list", json!({})).await,
        [link["grant"]["id"].clone()]
    );
    for (operation, input, ends) in [
        (
            "tasks.get",
            json!({ "task": world.id("other task") }),
            "not_found",
        ),
        (
            "projects.get",
            json!({ "project": world.id("project") }),
            "not_found",
        ),
        ("tasks.statistics", json!({}), "denied"),
        ("statuses.list", json!({}), "denied"),
        ("members.list", json!({}), "denied"),
        ("orgs.get", json!({}), "denied"),
        (
            "journal.activity",
            json!({ "subject": world.id("task") }),
            "denied",
        ),
        (
            "links.delete",
            json!({ "link": link["grant"]["holder"]["id"] }),
            "denied",
        ),
    ] {
        assert_eq!(code(&inside, operation, input).await, ends, "{operation}");
    }
    let doc = made(&world, world.id("object").as_str().unwrap(), "edit").await;
    let its_own = json!({ "grant": doc["grant"]["id"] });
    let holds = entered(&world, &doc).await;
    assert_eq!(code(&holds, "grants.get", its_own.clone()).await, "");
    assert_eq!(code(&holds, "grants.delete", its_own).await, "not_shared");
    let fed = inside.stream("journal.subscribe", json!({})).await;
    assert_eq!(fed.err().unwrap().code(), "denied");
    let about_the_owner = json!({
        "permission": "tasks.read", "principal": { "kind": "user", "id": world.id("owner") },
    });
    assert_eq!(
        code(&inside, "access.check", about_the_owner).await,
        "denied"
    );
    let owner = object("user", &world.id("owner"));
    let barely = inside.allows(&owner, "tasks.read", None).await;
    assert_eq!(barely.unwrap_err().code(), "denied");
}

async fn a_link_is_nobody_outside_of_its_organisation(kind: Kind) {
    let (world, _) = world(kind).await;
    let other = World::in_directory(&world.tenantry, world.directory, "other").await;
    let link = made(&world, &the_task(&world), "edit").await;
    let caller = proven(&world, &link).await.unwrap();
    let outside = caller.enter(other.org).await;
    assert_eq!(outside.err().unwrap().code(), "not_found");
    let named = json!({ "link": link["grant"]["holder"]["id"] });
    let stranger = other.inside("owner").await;
    assert_eq!(code(&stranger, "links.delete", named).await, "not_found");
    let theirs = json!({ "object": the_task(&world), "level": "view" });
    assert_eq!(code(&stranger, "links.create", theirs).await, "not_found");
    let directory = json!({ "kind": "directory", "id": world.directory });
    for (operation, input) in [
        ("me.get", json!({})),
        ("orgs.list", json!({})),
        ("orgs.create", json!({ "name": "Mine", "slug": "mine" })),
        ("keys.create", json!({ "name": "Mine" })),
        ("keys.list", json!({})),
        (
            "users.get",
            json!({ "user": world.id("tess"), "directory": world.directory }),
        ),
        (
            "commits.landed",
            json!({ "scope": directory, "commit": world.id("commit"), "after": 0 }),
        ),
    ] {
        let refused = caller.call(operation, input).await.err();
        assert_eq!(
            refused.map(|error| error.code()),
            Some("people_only"),
            "{operation}"
        );
    }
}

async fn a_link_is_made_by_who_may_share_so_much(kind: Kind) {
    let (world, _) = world(kind).await;
    let owner = world.inside("owner").await;
    let tess = world.inside("tess").await;
    let doc = world.id("object").as_str().unwrap().to_owned();
    let project = object("project", &world.id("project"));
    let link = |object: &str, level: &str| json!({ "object": object, "level": level });
    for object in [&the_task(&world), &project, &doc] {
        let no_name = code(&owner, "links.create", link(object, "manage")).await;
        assert_eq!(no_name, "link_without_name", "{object}");
        // It is shared with her to see.
        let refused = code(&tess, "links.create", link(object, "view")).await;
        assert!(
            ["denied", "not_shared"].contains(&refused),
            "{object}: {refused}"
        );
        let made = made(&world, object, "view").await;
        let holder = made["grant"]["holder"].clone();
        // It is no holder to be named.
        let named = [
            (
                "tasks.share",
                json!({ "task": world.id("task"), "holder": holder, "level": "view" }),
            ),
            (
                "projects.share",
                json!({
                    "project": world.id("project"), "holder": holder, "level": "view",
                }),
            ),
            (
                "grants.create",
                json!({ "object": doc, "holder": holder, "level": "view" }),
            ),
            (
                "tasks.assign",
                json!({ "task": world.id("task"), "add": [holder] }),
            ),
            (
                "assignments.create",
                json!({ "holder": holder, "role": world.id("role") }),
            ),
        ];
        for (operation, input) in named {
            assert_eq!(
                code(&owner, operation, input).await,
                "invalid",
                "{operation}"
            );
        }
        let changed = json!({ "grant": made["grant"]["id"], "level": "edit" });
        let fixed = if *object == doc {
            "link_fixed"
        } else {
            "invalid"
        };
        assert_eq!(
            code(&owner, "grants.update", changed).await,
            fixed,
            "{object}"
        );
    }
    let ends = "2027-01-16T00:00:00Z";
    let key = json!({ "name": "brief", "expires_at": ends });
    let key = world
        .person("owner")
        .await
        .unwrap()
        .call("keys.create", key)
        .await
        .unwrap();
    let brief = proven(&world, &key)
        .await
        .unwrap()
        .enter(world.org)
        .await
        .unwrap();
    let longer = code(&brief, "links.create", link(&doc, "view")).await;
    assert_eq!(longer, "outlives_key");
    let as_long = json!({ "object": doc, "level": "view", "expires_at": ends });
    assert_eq!(code(&brief, "links.create", as_long).await, "");
    let key = json!({ "name": "cut", "scopes": ["objects.share", "tasks.share", "tasks.read"] });
    let key = world
        .person("owner")
        .await
        .unwrap()
        .call("keys.create", key)
        .await
        .unwrap();
    let cut = proven(&world, &key)
        .await
        .unwrap()
        .enter(world.org)
        .await
        .unwrap();
    for (object, level, ends) in [
        (&doc, "view", "restricted_key"),
        (&the_task(&world), "view", ""),
        (&the_task(&world), "comment", "denied"),
    ] {
        let wider = code(&cut, "links.create", link(object, level)).await;
        assert_eq!(wider, ends, "{object} to {level}");
    }
}

/// The name of one link with the secret of another, under a right checksum.
fn spliced(name: &str, secret: &str) -> String {
    let signed = format!("{}{}", &name[..48], &secret[48..91]);
    let mut crc = !0_u32;
    for byte in signed.bytes() {
        crc ^= u32::from(byte);
        for _ in 0..8 {
            crc = (crc >> 1) ^ (0xedb8_8320 & 0_u32.wrapping_sub(crc & 1));
        }
    }
    let digits = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    let digit = |place: u32| digits[(!crc / 62_u32.pow(place) % 62) as usize] as char;
    signed + &(0..6).rev().map(digit).collect::<String>()
}

async fn a_secret_opens_its_own_link_alone(kind: Kind) {
    let (world, _) = world(kind).await;
    let one = made(&world, &the_task(&world), "view").await;
    let other = made(&world, &the_task(&world), "edit").await;
    let [one, other] = [&one, &other].map(|link| link["secret"].as_str().unwrap());
    let ends = async |secret: &str| {
        let proven = world.tenantry.authenticate(secret).await;
        proven.err().map(|error| error.code())
    };
    assert_eq!(ends(&spliced(one, one)).await, None);
    assert_eq!(ends(&spliced(one, other)).await, Some("unknown_link"));
    assert_eq!(
        ends(&one.replacen("tnl_", "tnt_", 1)).await,
        Some("malformed_key")
    );
}
