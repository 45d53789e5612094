//! After a revoke has returned nothing succeeds any more, in any process.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::{Value, json};
use tenantry::storage::{Ports, Storage};
use tenantry::{Tenant, Tenantry};
use tenantry_conformance::tenants::World;
use tenantry_private_postgres::fresh_schema;
use tenantry_sqlite::Sqlite;

use crate::stores::{self, Kind};

/// The ways to lose a right.
const WAYS: [Way; 7] = [
    Way::Removed,
    Way::Demoted,
    Way::KeyRevoked,
    Way::KeyRotated,
    Way::SubjectUnlinked,
    Way::PersonSuspended,
    Way::OrgSuspended,
];

#[derive(Clone, Copy, Debug)]
enum Way {
    Removed,
    Demoted,
    KeyRevoked,
    KeyRotated,
    SubjectUnlinked,
    PersonSuspended,
    OrgSuspended,
}

/// Somebody new, who has entered from two processes.
struct Victim {
    user: Value,
    subject: String,
    key: Value,
    caller: tenantry::Caller,
    inside: Vec<Tenant>,
}

impl Victim {
    async fn new(world: &World, both: &[Tenantry; 2], number: usize, way: Way) -> Self {
        let system = world.system();
        let name = format!("victim-{number}");
        let user = json!({
            "directory": world.directory, "username": name, "display_name": name,
            "email": format!("{name}@example.com"),
        });
        let user = system.call("users.create", user).await.unwrap()["id"].clone();
        let link = json!({
            "directory": world.directory, "user": user, "issuer": "app", "subject": name,
        });
        system.call("subjects.link", link).await.unwrap();
        let owner = world.inside("owner").await;
        let member = json!({ "user": user, "role": "admin" });
        owner.call("members.add", member).await.unwrap();
        let caller = both[0].vouch(world.directory, "app", &name).await.unwrap();
        let key = caller.call("keys.create", json!({ "name": "key" })).await;
        let key = key.unwrap();
        let secret = key["secret"].as_str().unwrap();
        let mut inside = Vec::new();
        for tenantry in both {
            let caller = match way {
                Way::SubjectUnlinked => tenantry.vouch(world.directory, "app", &name).await,
                _ => tenantry.authenticate(secret).await,
            };
            let caller = caller.unwrap();
            inside.push(caller.enter(world.org).await.unwrap());
        }
        Self {
            user,
            subject: name,
            key: key["key"]["id"].clone(),
            caller,
            inside,
        }
    }

    async fn loses(&self, world: &World, way: Way) {
        let system = world.system();
        let inside = system.enter(world.org).await.unwrap();
        let user = &self.user;
        let named = json!({ "directory": world.directory, "user": user });
        let key = json!({ "key": self.key });
        let done = match way {
            Way::Removed => {
                inside
                    .call(
                        "members.remove",
                        json!({ "user": user, "heir":
                { "kind": "user", "id": world.id("owner") } }),
                    )
                    .await
            }
            Way::Demoted => {
                inside
                    .call(
                        "members.update",
                        json!({
                "principal": { "kind": "user", "id": user }, "role": "viewer" }),
                    )
                    .await
            }
            Way::KeyRevoked => self.caller.call("keys.revoke", key).await,
            Way::KeyRotated => {
                let rotate = json!({ "key": self.key, "overlap_secs": 0 });
                self.caller.call("keys.rotate", rotate).await
            }
            Way::SubjectUnlinked => {
                let link = json!({
                    "directory": world.directory, "issuer": "app", "subject": self.subject,
                });
                system.call("subjects.unlink", link).await
            }
            Way::PersonSuspended => system.call("users.suspend", named).await,
            Way::OrgSuspended => inside.call("orgs.suspend", Value::Null).await,
        };
        done.unwrap_or_else(|error| panic!("{way:?}: {error}"));
    }
}

/// What an admin may do and a viewer may not.
const CALLS: [(&str, &str); 5] = [
    (
        "services.create",
        r#"{"name": "robot NUMBER", "role": "viewer"}"#,
    ),
    ("journal.list", "{}"),
    ("services.list", "{}"),
    ("orgs.update", r#"{"name": "Name NUMBER"}"#),
    ("journal.verify", "{}"),
];

/// What came of insisting: calls that succeeded before the revoke had returned, and calls
/// that began after it and succeeded all the same.
#[derive(Clone, Copy, Debug, Default)]
struct Allowed {
    before: usize,
    stale: usize,
}

/// Calls until a call has failed that began after the revoke had returned.
async fn insist(tenant: Tenant, offset: usize, is_over: Arc<AtomicBool>) -> Allowed {
    let mut allowed = Allowed::default();
    for turn in offset.. {
        let was_over = is_over.load(Ordering::SeqCst);
        let (operation, input) = CALLS[turn % CALLS.len()];
        let number = uuid::Uuid::now_v7().to_string();
        let input = serde_json::from_str(&input.replace("NUMBER", &number)).unwrap();
        match (was_over, tenant.call(operation, input).await) {
            (true, Ok(_)) => allowed.stale += 1,
            (true, Err(_)) => break,
            (false, outcome) => allowed.before += usize::from(outcome.is_ok()),
        }
        if allowed.stale > 10 {
            break;
        }
    }
    allowed
}

async fn trial(world: &World, both: &[Tenantry; 2], number: usize, way: Way) -> Allowed {
    let victim = Victim::new(world, both, number, way).await;
    let is_over = Arc::new(AtomicBool::new(false));
    let insisting: Vec<_> = (0..4)
        .map(|worker| {
            let tenant = victim.inside[worker % 2].clone();
            tokio::spawn(insist(tenant, worker + number, Arc::clone(&is_over)))
        })
        .collect();
    tokio::task::yield_now().await;
    victim.loses(world, way).await;
    is_over.store(true, Ordering::SeqCst);
    let mut allowed = Allowed::default();
    for worker in insisting {
        let worker = worker.await.unwrap();
        allowed.before += worker.before;
        allowed.stale += worker.stale;
    }
    if matches!(way, Way::OrgSuspended) {
        let inside = world.system().enter(world.org).await.unwrap();
        inside.orgs().resume().await.unwrap();
    }
    allowed
}

/// One store, opened twice, as two processes would.
///
/// The folder holds the file of SQLite's; it goes when it is dropped.
pub(crate) async fn open_twice(kind: Kind) -> ([Arc<dyn Storage>; 2], tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("store.db");
    let schema = fresh_schema();
    let mut opened: Vec<Arc<dyn Storage>> = Vec::new();
    for _ in 0..2 {
        opened.push(match kind {
            Kind::Sqlite => Arc::new(Sqlite::open(&file).unwrap()),
            Kind::Postgres => Arc::new(stores::postgres(schema.clone(), Ports::default()).await),
        });
    }
    let [Some(second), Some(first)] = [opened.pop(), opened.pop()] else {
        panic!("two were opened");
    };
    ([first, second], folder)
}

async fn trials(kind: Kind, count: usize) {
    let (stores, _folder) = open_twice(kind).await;
    let ids = Arc::new(tenantry::OsIds);
    let both = stores
        .clone()
        .map(|store| Tenantry::shared(store, ids.clone()));
    let world = World::new(stores[0].clone(), "w").await;
    let mut before = 0;
    for number in 0..count {
        let way = WAYS[number % WAYS.len()];
        let allowed = trial(&world, &both, number, way).await;
        assert_eq!(allowed.stale, 0, "{way:?} in trial {number} on {kind:?}");
        before += allowed.before;
    }
    assert!(before > count, "only {before} calls raced {count} revokes");
}

fn count(short: usize) -> usize {
    match std::env::var_os("TENANTRY_LONG") {
        Some(_) => short * 20,
        None => short,
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_allowed_after_a_revoke_has_returned_on_sqlite() {
    trials(Kind::Sqlite, count(200)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_allowed_after_a_revoke_has_returned_on_postgres() {
    trials(Kind::Postgres, count(100)).await;
}
