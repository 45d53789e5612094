//! A private server's life: it answers, survives its deaths, and leaves nothing behind.

use std::env;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use tenantry_private_postgres::PrivatePostgres;

/// What every client of PostgreSQL may send first: "do you speak TLS?".
const TLS_REQUEST: [u8; 8] = [0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f];

/// Set in the process that is to be killed while it owns a server.
const OWNER: &str = "TENANTRY_TEST_OWNER";

fn answers(url: &str) -> bool {
    let address = url
        .trim_start_matches("postgres://tenantry@")
        .trim_end_matches("/postgres");
    let Ok(mut stream) = TcpStream::connect(address) else {
        return false;
    };
    let mut answer = [0];
    stream.write_all(&TLS_REQUEST).is_ok()
        && stream.read_exact(&mut answer).is_ok()
        && answer == *b"N"
}

fn is_gone(pid: u32) -> bool {
    !Path::new(&format!("/proc/{pid}/exe")).exists()
}

#[test]
fn a_killed_server_comes_back_at_the_same_address() {
    let mut postgres = PrivatePostgres::start().unwrap();
    let url = postgres.url();
    assert!(answers(&url));
    for _ in 0..3 {
        let pid = postgres.pid().unwrap();
        postgres.kill_now().unwrap();
        assert!(is_gone(pid));
        assert!(!answers(&url));
        assert_eq!(postgres.pid(), None);
        postgres.restart().unwrap();
        assert_eq!(postgres.url(), url);
        assert!(answers(&url));
    }
}

#[test]
fn servers_do_not_meet() {
    let (first, second) = (
        PrivatePostgres::start().unwrap(),
        PrivatePostgres::start().unwrap(),
    );
    assert_ne!(first.url(), second.url());
    let (url, pid) = (first.url(), first.pid().unwrap());
    drop(first);
    assert!(is_gone(pid));
    assert!(!answers(&url));
    assert!(answers(&second.url()));
}

#[test]
fn a_server_ends_with_an_owner_that_is_killed() {
    if env::var_os(OWNER).is_some() {
        return own_a_server_for_ever().unwrap();
    }
    let mut owner = Command::new(env::current_exe().unwrap())
        .args([
            "--exact",
            "a_server_ends_with_an_owner_that_is_killed",
            "--nocapture",
        ])
        .env(OWNER, "1")
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(owner.stdout.take().unwrap())
        .lines()
        .map_while(Result::ok);
    let told = lines
        .into_iter()
        .find_map(|line| line.split_once("owns ").map(|(_, told)| told.to_owned()))
        .unwrap();
    let (pid, url) = told.split_once(' ').unwrap();
    assert!(answers(url));
    owner.kill().unwrap();
    owner.wait().unwrap();
    let pid = pid.parse().unwrap();
    let deadline = Instant::now() + Duration::from_secs(15);
    while !is_gone(pid) {
        assert!(Instant::now() < deadline, "process {pid} is still there");
        sleep(Duration::from_millis(20));
    }
    assert!(!answers(url));
}

fn own_a_server_for_ever() -> io::Result<()> {
    let postgres = PrivatePostgres::start()?;
    println!(
        "owns {} {}",
        postgres.pid().unwrap_or_default(),
        postgres.url()
    );
    loop {
        sleep(Duration::from_secs(60));
    }
}
