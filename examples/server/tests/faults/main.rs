//! What the server does when what it stands on gives way: it is killed, its database goes
//! and comes back, its disk is full. What was acknowledged is there afterwards.

#[cfg(test)]
mod program;

use std::io::Write as _;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use futures_util::StreamExt;
use futures_util::future::join_all;
use program::{HANGS, Home, Program, status};
use serde_json::json;
use tenantry::ErrorKind;
use tenantry_private_postgres::PrivatePostgres;
use tenantry_remote::{Failure, Remote};

/// How many write at once.
const WRITERS: usize = 8;

/// How many are acknowledged before something gives way.
const ACKNOWLEDGED: usize = 100;

/// Creates teams until one is not acknowledged; the names of those that were, and why.
async fn write(
    home: Arc<Home>,
    at: Remote,
    writer: String,
    count: Arc<AtomicUsize>,
) -> (Vec<String>, Failure) {
    let mut names = Vec::new();
    loop {
        let name = format!("{writer} {}", names.len());
        match home.team(&at, &name, "").await {
            Ok(_) => names.push(name),
            Err(failure) => return (names, failure),
        }
        count.fetch_add(1, Ordering::SeqCst);
    }
}

/// Lets many write, and something happen in the middle of it; what was acknowledged, and why
/// each ended.
#[cfg(test)]
async fn written_until(
    home: &Arc<Home>,
    at: &Remote,
    round: usize,
    happens: impl FnOnce() + Send + 'static,
) -> (Vec<String>, Vec<Failure>) {
    let count = Arc::new(AtomicUsize::new(0));
    let writers = (0..WRITERS).map(|writer| {
        let (home, count) = (Arc::clone(home), Arc::clone(&count));
        let name = format!("Team {round}-{writer}");
        tokio::spawn(write(home, at.clone(), name, count))
    });
    let writers: Vec<_> = writers.collect();
    while count.load(Ordering::SeqCst) < ACKNOWLEDGED {
        tokio::task::yield_now().await;
    }
    tokio::task::spawn_blocking(happens).await.unwrap();
    let ended = tokio::time::timeout(HANGS, join_all(writers))
        .await
        .unwrap();
    let (names, failures): (Vec<_>, Vec<_>) = ended.into_iter().map(Result::unwrap).unzip();
    (names.concat(), failures)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_server_has_lost_nothing_that_it_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("t.db");
    let file = file.to_str().unwrap();
    let mut program = Program::start(file);
    let home = Arc::new(Home::settle(&program).await);
    let mut acknowledged = Vec::new();
    let rounds = std::env::var("TENANTRY_LONG").map_or(3, |_| 30);
    for round in 0..rounds {
        let at = home.at(&program);
        let kill = move || drop(program.kill());
        let (names, _) = written_until(&home, &at, round, kill).await;
        acknowledged.extend(names);
        program = Program::start(file);
        home.holds(&home.at(&program), &acknowledged).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_outlives_its_postgres_and_goes_on_when_it_is_back() {
    let mut postgres = PrivatePostgres::start().unwrap();
    let mut program = Program::start(&postgres.url());
    let home = Arc::new(Home::settle(&program).await);
    let at = home.at(&program);
    let start = at.call(Some(home.org), "journal.list", json!({ "limit": 200 }));
    let start = start.await.unwrap()["cursor"].clone();
    let feed = at.stream(
        Some(home.org),
        "journal.subscribe",
        json!({ "after": start }),
    );
    let feed = feed.await.unwrap();

    let stopping = move || {
        postgres.kill_now().unwrap();
        postgres
    };
    let (send, stopped) = std::sync::mpsc::channel();
    let stop = move || send.send(stopping()).unwrap();
    let (mut acknowledged, failures) = written_until(&home, &at, 0, stop).await;
    for failure in &failures {
        // Nothing was written, or nobody knows: never that it is done.
        let kinds = [ErrorKind::Unavailable, ErrorKind::Unknown, ErrorKind::Busy];
        assert!(kinds.contains(&failure.kind), "{failure:?}");
    }
    let refused = home.team(&at, "Down", "").await.unwrap_err();
    assert_eq!(refused.kind, ErrorKind::Unavailable, "{refused:?}");
    assert_eq!(
        (
            status(&program, "/readyz").await,
            status(&program, "/healthz").await
        ),
        (503, 200)
    );

    let mut postgres = stopped.recv().unwrap();
    let postgres = tokio::task::spawn_blocking(move || {
        postgres.restart().unwrap();
        postgres
    });
    let _postgres = postgres.await.unwrap();
    let back = async {
        while home.team(&at, "Back", "").await.is_err() {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(HANGS, back).await.unwrap();
    assert_eq!(status(&program, "/readyz").await, 200);
    assert!(program.is_alive());
    acknowledged.push("Back".to_owned());
    home.holds(&at, &acknowledged).await;

    // The feed that was open all the time tells of each team that is there, once, in order.
    let there = home.teams(&at).await.len();
    let heard = feed
        .take(there)
        .map(|item| item.unwrap())
        .collect::<Vec<_>>();
    let heard = tokio::time::timeout(HANGS, heard).await.unwrap();
    let seqs: Vec<u64> = heard
        .iter()
        .map(|item| item["entry"]["seq"].as_u64().unwrap())
        .collect();
    assert!(
        seqs.windows(2).all(|pair| pair[1] == pair[0] + 1),
        "{seqs:?}"
    );
}

/// What takes up room on the small disk until there shall be some.
const BALLAST: &str = "ballast";

/// Makes a disk of the process's own, which nobody else sees and which goes with it.
const SMALL_DISK: &str = "mount -t tmpfs -o size=4m none \"$0\" || exit 77
head -c 1048576 /dev/zero > \"$0/ballast\" || exit 77
exec \"$@\"";

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_is_told_and_the_server_goes_on_when_there_is_room() {
    let folder = tempfile::tempdir().unwrap();
    let on_the_disk = || {
        let mut command = Command::new("unshare");
        command.args(["--map-root-user", "--mount", "sh", "-c", SMALL_DISK]);
        command.arg(folder.path());
        command
    };
    if !on_the_disk()
        .arg("true")
        .status()
        .is_ok_and(|status| status.success())
    {
        // Some machines keep namespaces from their users. Said past the harness, which keeps to
        // itself what a test prints that ends well.
        let mut told = std::io::stderr();
        writeln!(
            told,
            "LEFT OUT: no small disk can be made for a server here"
        )
        .unwrap();
        return;
    }
    let mut command = on_the_disk();
    command
        .args([Program::path(), "--listen", "127.0.0.1:0", "--store"])
        .arg(folder.path().join("t.db"));
    let mut program = Program::start_by(&mut command).expect("it listens");
    let home = Home::settle(&program).await;
    let at = home.at(&program);
    let about = "x".repeat(4_000);
    let mut acknowledged = Vec::new();
    let refused = loop {
        let name = format!("Team {}", acknowledged.len());
        match home.team(&at, &name, &about).await {
            Ok(_) => acknowledged.push(name),
            Err(failure) => break failure,
        }
    };
    let told = (refused.kind, refused.code.as_str());
    assert_eq!(told, (ErrorKind::Unavailable, "disk_full"), "{refused:?}");
    // What was there is there, and can be read.
    assert!(program.is_alive());
    assert_eq!(status(&program, "/healthz").await, 200);
    home.holds(&at, &acknowledged).await;
    // The process sees the disk where it stands; others do through the process.
    let seen = format!("/proc/{}/root{}", program.id(), folder.path().display());
    std::fs::remove_file(Path::new(&seen).join(BALLAST)).unwrap();
    home.team(&at, "Room", "").await.unwrap();
    acknowledged.push("Room".to_owned());
    home.holds(&at, &acknowledged).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_secret_is_logged() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("t.db");
    let mut command = Command::new(Program::path());
    command
        .args(["--listen", "127.0.0.1:0", "--store"])
        .arg(file);
    let mut program = Program::start_by(command.env("RUST_LOG", "trace")).unwrap();
    let home = Home::settle(&program).await;
    let at = home.at(&program);
    home.team(&at, "Research", "").await.unwrap();
    home.team(&at, "", "").await.unwrap_err();
    let log = program.kill();
    assert!(log.contains("answered"), "{log}");
    for secret in [&home.key, program::OPERATOR, program::PROXY] {
        assert!(!log.contains(secret), "a secret is in the log");
    }
}
