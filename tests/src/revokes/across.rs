//! Calls that insist in another process, while rights are given and taken in this one.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::Arc;

use serde_json::{Value, json};
use tenantry::storage::Storage;
use tenantry::{DirectoryId, OrgId, OsIds, Tenant, Tenantry};
use tokio::sync::{mpsc, watch};
use tokio::task::yield_now;

use super::Trials;
use super::ways::{Giver, Receiver, WAYS, Way};
use crate::tenants::World;

/// Who insist at once, and how often each after a revoke.
const INSISTING: u64 = 4;
const TIMES: u64 = 8;

/// The variable in which the other process is told where to insist.
const TOLD: &str = "TENANTRY_INSIST";

/// What begins each line that it tells.
const COUNTED: &str = "counted: ";

/// What this process was told, if it is the other one.
///
/// # Panics
/// If it was told nonsense.
#[must_use]
pub fn told() -> Option<Value> {
    let told = std::env::var(TOLD).ok()?;
    Some(serde_json::from_str(&told).unwrap())
}

/// Takes rights until so many calls have begun after that in another process: `other` starts a
/// program that opens the same store, the one at `place`, and calls [`insist`].
///
/// # Panics
/// If the other process ends, or is told something else than a refusal.
pub async fn across(world: &World, mut other: Command, place: Value, calls: u64) -> Trials {
    let giver = Giver::new(world).await;
    let Receiver {
        permission,
        user,
        object,
        task,
    } = &giver.to;
    let told = json!({
        "place": place, "directory": world.directory, "org": world.org, "mark": world.mark,
        "permission": permission, "user": user, "object": object, "task": task,
    });
    let mut other = Other::start(other.env(TOLD, told.to_string()));
    let rounds = calls.div_ceil(INSISTING * TIMES).max(WAYS.len() as u64);
    let mut all = Trials::default();
    for (round, way) in (0..rounds).zip((0..WAYS.len()).cycle()) {
        let given = giver.gives(WAYS[way]).await;
        all += other.hears(way, false);
        giver.takes(WAYS[way], &given).await;
        all += other.hears(way, true);
        giver.ends(WAYS[way], &given).await;
        all.revokes = round + 1;
    }
    other.ends();
    all
}

/// The other process.
struct Other {
    process: Child,
    counted: BufReader<ChildStdout>,
}

impl Other {
    fn start(command: &mut Command) -> Self {
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process = command.spawn().unwrap();
        let counted = BufReader::new(process.stdout.take().unwrap());
        Self { process, counted }
    }

    /// Hears that something was given, or taken; answers what came of insisting.
    fn hears(&mut self, way: usize, is_taken: bool) -> Trials {
        let stdin = self.process.stdin.as_mut().unwrap();
        writeln!(stdin, "{}", json!({ "way": way, "is_taken": is_taken })).unwrap();
        let mut line = String::new();
        loop {
            line.clear();
            assert_ne!(self.counted.read_line(&mut line).unwrap(), 0, "it ended");
            if let Some((_, counted)) = line.split_once(COUNTED) {
                let [after, stale, refused, racing] = serde_json::from_str(counted).unwrap();
                return Trials {
                    revokes: 0,
                    after,
                    stale,
                    refused,
                    racing,
                };
            }
        }
    }

    fn ends(mut self) {
        drop(self.process.stdin.take());
        assert!(self.process.wait().unwrap().success());
    }
}

/// What the other process was told last.
#[derive(Clone, Copy, Debug)]
struct Now {
    way: Way,
    is_taken: bool,
}

/// Somebody in the other process.
#[derive(Clone)]
struct Insisting {
    tenantry: Tenantry,
    directory: DirectoryId,
    subject: String,
    system: Tenant,
    org: OrgId,
    to: Receiver,
}

impl Insisting {
    async fn enters(&self) -> Tenant {
        let caller = self.tenantry.vouch(self.directory, "app", &self.subject);
        caller.await.unwrap().enter(self.org).await.unwrap()
    }

    /// Calls once after something was given, and races until it is taken. Insists after that, by
    /// handles that have read nothing since it was given.
    async fn insists(self, mut now: watch::Receiver<Now>, tell: mpsc::UnboundedSender<Trials>) {
        let mut kept = Vec::new();
        let (mut turn, mut racing) = (0, 0);
        while now.changed().await.is_ok() {
            let Now { way, is_taken } = *now.borrow_and_update();
            let mut trials = Trials {
                racing,
                ..Trials::default()
            };
            for handle in std::mem::take(&mut kept) {
                turn += 1;
                trials.after += 1;
                let allowed = self.to.does(way, &handle, &self.system, turn).await;
                trials.stale += u64::from(allowed);
            }
            racing = 0;
            if is_taken {
                tell.send(trials).unwrap();
                continue;
            }
            for _ in 0..TIMES {
                kept.push(self.enters().await);
            }
            let handle = self.enters().await;
            let allowed = self.to.does(way, &handle, &self.system, turn).await;
            trials.refused += u64::from(!allowed);
            tell.send(trials).unwrap();
            while now.has_changed().is_ok_and(|changed| !changed) {
                turn += 1;
                racing += 1;
                self.to.does(way, &handle, &self.system, turn).await;
                // What is answered at once never lets the others insist.
                yield_now().await;
            }
        }
    }
}

/// What the other process does: insists on a store, as it was [`told`], until its input ends.
///
/// # Panics
/// If it was told nonsense, or is answered something else than a refusal.
pub async fn insist(storage: Arc<dyn Storage>, told: &Value) {
    let tenantry = Tenantry::shared(storage, Arc::new(OsIds));
    let org = serde_json::from_value(told["org"].clone()).unwrap();
    let system = tenantry.system("the test").unwrap();
    let insisting = Insisting {
        directory: serde_json::from_value(told["directory"].clone()).unwrap(),
        subject: format!("{}-viewer", told["mark"].as_str().unwrap()),
        system: system.enter(org).await.unwrap(),
        org,
        to: Receiver {
            permission: told["permission"].as_str().unwrap().to_owned(),
            user: told["user"].clone(),
            object: told["object"].clone(),
            task: told["task"].clone(),
        },
        tenantry,
    };
    let (now_is, now) = watch::channel(Now {
        way: Way::Assignment,
        is_taken: true,
    });
    let (tell, mut told_of) = mpsc::unbounded_channel();
    for _ in 0..INSISTING {
        tokio::spawn(insisting.clone().insists(now.clone(), tell.clone()));
    }
    loop {
        let mut line = String::new();
        tokio::task::block_in_place(|| std::io::stdin().read_line(&mut line).unwrap());
        if line.is_empty() {
            return;
        }
        let heard: Value = serde_json::from_str(&line).unwrap();
        let way = heard["way"].as_u64().unwrap() as usize;
        now_is.send_replace(Now {
            way: WAYS[way],
            is_taken: heard["is_taken"] == true,
        });
        let mut all = Trials::default();
        for _ in 0..INSISTING {
            all += told_of.recv().await.unwrap();
        }
        let counted = json!([all.after, all.stale, all.refused, all.racing]);
        println!("{COUNTED}{counted}");
    }
}
