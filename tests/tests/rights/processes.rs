//! A revoke that has returned counts in another process at once, for its operations and for its
//! checks of what the store knows: a real process, which insists while rights come and go.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use serde_json::{Value, json};
use tenantry::storage::{Ports, Storage};
use tenantry::{Caller, ErrorKind, OrgId, OsIds, Tenant, Tenantry};
use tenantry_conformance::tenants::World;
use tenantry_private_postgres::{fresh_schema, shared_url};
use tenantry_sqlite::Sqlite;
use tokio::sync::{mpsc, watch};

use crate::stores::{self, Kind};

/// Who insist at once, and how often each after a revoke.
const INSISTING: usize = 4;
const TIMES: usize = 8;

/// What begins each line that the other process tells.
const TOLD: &str = "told: ";

/// Opens the store at a place, a file or a schema.
async fn open(kind: Kind, place: &str) -> Arc<dyn Storage> {
    match kind {
        Kind::Sqlite => Arc::new(Sqlite::open(place).unwrap()),
        Kind::Postgres => Arc::new(stores::postgres(place.to_owned(), Ports::default()).await),
    }
}

/// What only who has the role may do.
async fn is_allowed(own: &Tenant, system: &Tenant, user: &Value, turn: usize) -> bool {
    let principal = json!({ "kind": "user", "id": user });
    let check = |principal: Option<&Value>| json!({ "permission": "services.manage", "principal": principal });
    let (asks, operation, input) = match turn % 5 {
        0 => (own, "access.check", check(None)),
        1 => (own, "services.list", json!({})),
        2 => (system, "access.check", check(Some(&principal))),
        3 => (
            own,
            "orgs.update",
            json!({ "name": format!("Name {turn}") }),
        ),
        _ => (
            own,
            "teams.create",
            json!({ "name": format!("Team {turn}") }),
        ),
    };
    match asks.call(operation, input).await {
        Ok(answer) if operation == "access.check" => answer["allowed"] == true,
        Ok(_) => true,
        Err(error) => {
            let kinds = [ErrorKind::Denied, ErrorKind::Busy];
            assert!(kinds.contains(&error.kind()), "{error}");
            false
        }
    }
}

/// Somebody in the other process.
#[derive(Clone)]
struct Insisting {
    caller: Caller,
    system: Tenant,
    org: OrgId,
    user: Value,
}

impl Insisting {
    async fn enters(&self) -> Tenant {
        self.caller.enter(self.org).await.unwrap()
    }

    async fn asks(&self, own: &Tenant, turn: usize) -> bool {
        is_allowed(own, &self.system, &self.user, turn).await
    }

    /// Asks once after something was given, and races until it is taken. Insists after that, by
    /// handles that have read nothing since it was given. Tells each time how many were not
    /// answered as it was.
    async fn insists(self, mut taken: watch::Receiver<bool>, tell: mpsc::UnboundedSender<usize>) {
        let mut kept = Vec::new();
        let mut turn = 0;
        loop {
            let is_taken = *taken.borrow_and_update();
            let mut wrong = 0;
            for handle in &kept {
                turn += 1;
                wrong += usize::from(self.asks(handle, turn).await);
            }
            kept.clear();
            if !is_taken {
                for _ in 0..TIMES {
                    kept.push(self.enters().await);
                }
                wrong += usize::from(!self.asks(&self.enters().await, turn).await);
            }
            tell.send(wrong).unwrap();
            let racing = self.enters().await;
            while !is_taken && taken.has_changed().is_ok_and(|changed| !changed) {
                turn += 1;
                self.asks(&racing, turn).await;
            }
            if taken.changed().await.is_err() {
                return;
            }
        }
    }
}

/// Runs in the process that the tests below start; alone it has nothing to do.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_process_that_insists() {
    let Ok(told) = std::env::var("T_INSISTS") else {
        return;
    };
    let told: Value = serde_json::from_str(&told).unwrap();
    let kind = match told["kind"].as_str() {
        Some("Sqlite") => Kind::Sqlite,
        _ => Kind::Postgres,
    };
    let store = open(kind, told["place"].as_str().unwrap()).await;
    let tenantry = Tenantry::shared(store, Arc::new(OsIds));
    let directory = serde_json::from_value(told["directory"].clone()).unwrap();
    let org = serde_json::from_value(told["org"].clone()).unwrap();
    let system = tenantry.system("the test").unwrap();
    let insisting = Insisting {
        caller: tenantry.vouch(directory, "app", "w-viewer").await.unwrap(),
        system: system.enter(org).await.unwrap(),
        org,
        user: told["user"].clone(),
    };
    let (now_is, is_taken) = watch::channel(true);
    let (tell, mut told_of) = mpsc::unbounded_channel();
    for _ in 0..INSISTING {
        tokio::spawn(insisting.clone().insists(is_taken.clone(), tell.clone()));
    }
    loop {
        let mut wrong = 0;
        for _ in 0..INSISTING {
            wrong += told_of.recv().await.unwrap();
        }
        println!("{TOLD}{wrong}");
        let mut line = String::new();
        tokio::task::block_in_place(|| std::io::stdin().read_line(&mut line).unwrap());
        if line.is_empty() {
            return;
        }
        now_is.send_modify(|is_taken| *is_taken = !*is_taken);
    }
}

/// The other process.
struct Other {
    process: Child,
    told: BufReader<std::process::ChildStdout>,
}

impl Other {
    fn start(kind: Kind, place: &str, world: &World) -> Self {
        let told = json!({
            "kind": format!("{kind:?}"), "place": place, "org": world.org,
            "directory": world.directory, "user": world.id("viewer"),
        });
        let mut process = Command::new(std::env::current_exe().unwrap());
        process.args([
            "--exact",
            "processes::a_process_that_insists",
            "--nocapture",
        ]);
        process.env("T_INSISTS", told.to_string());
        if kind == Kind::Postgres {
            process.env("TENANTRY_POSTGRES_URL", shared_url());
        }
        process.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process = process.spawn().unwrap();
        let told = BufReader::new(process.stdout.take().unwrap());
        Self { process, told }
    }

    /// Hears that something was given, or taken.
    fn hears(&mut self) {
        let stdin = self.process.stdin.as_mut().unwrap();
        stdin.write_all(b"done\n").unwrap();
    }

    /// How many were not answered as it was when they began.
    fn wrong(&mut self) -> usize {
        let mut line = String::new();
        loop {
            line.clear();
            assert_ne!(self.told.read_line(&mut line).unwrap(), 0, "it ended");
            if let Some((_, wrong)) = line.split_once(TOLD) {
                return wrong.trim().parse().unwrap();
            }
        }
    }
}

async fn nothing_is_allowed_in_another_process_after_a_revoke(kind: Kind) {
    let folder = tempfile::tempdir().unwrap();
    let place = match kind {
        Kind::Sqlite => folder.path().join("store.db").to_str().unwrap().to_owned(),
        Kind::Postgres => fresh_schema(),
    };
    let world = World::new(open(kind, &place).await, "w").await;
    let inside = world.system().enter(world.org).await.unwrap();
    let me = json!({ "kind": "user", "id": world.id("viewer") });
    let joins = json!({ "team": world.id("leaf"), "principal": me, "role": "viewer" });
    let admin = tenantry::access::Role::Admin.id();
    let leaf = json!({ "kind": "team", "id": world.id("leaf") });
    let to_leaf = json!({ "holder": leaf, "role": admin });
    inside.call("assignments.create", to_leaf).await.unwrap();
    let leaves = json!({ "team": world.id("leaf"), "principal": me });
    let is = |role: &str| json!({ "principal": me, "role": role });
    let given = json!({ "holder": me, "role": admin });
    let ways = [
        ("team_members.add", joins, "team_members.remove", leaves),
        (
            "members.update",
            is("admin"),
            "members.update",
            is("viewer"),
        ),
        (
            "assignments.create",
            given,
            "assignments.delete",
            Value::Null,
        ),
    ];
    let mut other = Other::start(kind, &place, &world);
    assert_eq!(other.wrong(), 0, "before anything was given");
    for round in 0..super::bare::rounds(12, 400) {
        let (give, input, take, mut taken) = ways[round % ways.len()].clone();
        let made = inside.call(give, input).await.unwrap();
        other.hears();
        assert_eq!(
            other.wrong(),
            0,
            "after {give} in round {round} on {kind:?}"
        );
        if taken.is_null() {
            taken = json!({ "assignment": made["id"] });
        }
        inside.call(take, taken).await.unwrap();
        other.hears();
        assert_eq!(
            other.wrong(),
            0,
            "after {take} in round {round} on {kind:?}"
        );
    }
    drop(other.process.stdin.take());
    assert!(other.process.wait().unwrap().success());
}

on_each_store! {
    nothing_is_allowed_in_another_process_after_a_revoke
}
