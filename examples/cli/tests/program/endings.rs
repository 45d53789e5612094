//! How the program ends when somebody ends it.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Stdio};

use rustix::process::Signal;

use crate::world::{World, bare, signal};

fn ended(mut program: Child) -> (Option<i32>, String) {
    let mut told = String::new();
    let mut stderr = program.stderr.take().unwrap();
    stderr.read_to_string(&mut told).unwrap();
    (program.wait().unwrap().code(), told)
}

/// Follows the feed from the first entry on; then Ctrl-C.
fn interrupted(world: &World, place: [&str; 2]) {
    let cursor = world.json("journal list")["cursor"].clone();
    world.answer("teams create --name One");
    let mut tail = world.program();
    tail.env_remove("TENANTRY_DB").args(place);
    tail.args(["events", "tail", "--after", cursor.as_str().unwrap()]);
    let mut tail = tail
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = String::new();
    let mut stdout = BufReader::new(tail.stdout.take().unwrap());
    stdout.read_line(&mut lines).unwrap();
    signal(&tail, Signal::INT);
    // What came before the signal was heard is written too.
    stdout.read_to_string(&mut lines).unwrap();
    let (code, told) = ended(tail);
    assert_eq!(code, Some(130), "{told}");
    let last = lines.lines().last().unwrap();
    let event: serde_json::Value = serde_json::from_str(last).unwrap();
    let cursor = event["entry"]["cursor"].as_str().unwrap();
    assert!(told.contains(&format!("--after {cursor}")), "{told}");
}

#[test]
fn a_feed_ends_on_ctrl_c_and_says_where_to_go_on() {
    let world = World::new();
    interrupted(&world, ["--db", "app.db"]);
    let served = world.serve();
    interrupted(&world, ["--url", &served.url]);
}

#[test]
fn a_feed_goes_on_behind_its_cursor() {
    let world = World::new();
    let cursor = world.json("journal list")["cursor"].clone();
    for name in ["One", "Two"] {
        world.answer(&format!("teams create --name {name}"));
    }
    let tail = |after: &str| {
        let event = world.json(&format!("events tail --take 1 --after {after}"));
        let name = event["entry"]["body"]["name"].as_str().unwrap().to_owned();
        (name, event["entry"]["cursor"].as_str().unwrap().to_owned())
    };
    let (name, cursor) = tail(cursor.as_str().unwrap());
    assert_eq!(name, "One");
    assert_eq!(tail(&cursor).0, "Two");
}

#[test]
fn ctrl_c_ends_what_waits_for_a_store() {
    let world = World::new();
    let side = |name: &str| File::options().write(true).open(world.path(name)).unwrap();
    // Somebody else writes, and does not end.
    let (turn, next) = (side("app.db-turn"), side("app.db-turn-next"));
    turn.lock().unwrap();
    let mut create = world.program();
    create.args(["teams", "create", "--name", "One"]);
    let create = create.stdout(Stdio::null()).stderr(Stdio::piped());
    let create = create.spawn().unwrap();
    // It is the next in line as soon as the line is not free.
    while next.try_lock().is_ok() {
        next.unlock().unwrap();
        std::thread::yield_now();
    }
    signal(&create, Signal::INT);
    let (code, told) = ended(create);
    assert_eq!(code, Some(130), "{told}");
}

#[test]
fn whoever_stops_reading_hears_nothing_of_it() {
    let mut program = bare();
    // More than a pipe holds.
    program.args(["completions", "bash"]);
    program.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut program = program.spawn().unwrap();
    drop(program.stdout.take());
    assert_eq!(ended(program), (Some(141), String::new()));
}
