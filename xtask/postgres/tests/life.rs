//! A private server's life: it answers, survives its deaths, and leaves nothing behind.

use std::env;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fd::OwnedFd;
use rustix::process::{Pid, PidfdFlags, pidfd_open};
use tenantry_private_postgres::PrivatePostgres;

/// What every client of PostgreSQL may send first: "do you speak TLS?".
const TLS_REQUEST: [u8; 8] = [0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f];

/// Set in the process that is to be killed while it owns a server.
const OWNER: &str = "TENANTRY_TEST_OWNER";

/// What a client says that is `tenantry` and wants the database `postgres`, behind its length and the protocol's version.
const GREETING: &[u8] = b"\0\x03\0\0user\0tenantry\0database\0postgres\0\0";

fn dial(url: &str) -> io::Result<TcpStream> {
    let address = url.rsplit('@').next().unwrap_or_default();
    TcpStream::connect(address.trim_end_matches("/postgres"))
}

fn answers(url: &str) -> bool {
    let Ok(mut stream) = dial(url) else {
        return false;
    };
    let mut answer = [0];
    stream.write_all(&TLS_REQUEST).is_ok()
        && stream.read_exact(&mut answer).is_ok()
        && answer == *b"N"
}

#[test]
fn nobody_comes_in_without_the_password() {
    let postgres = PrivatePostgres::start().unwrap();
    let mut stream = dial(&postgres.url()).unwrap();
    let length = u32::try_from(GREETING.len() + 4).unwrap();
    stream.write_all(&length.to_be_bytes()).unwrap();
    stream.write_all(GREETING).unwrap();
    let mut answer = [0; 9];
    stream.read_exact(&mut answer).unwrap();
    // `R`, a length, and what is asked for: 0 would be nothing, 10 is a proof by SCRAM.
    assert_eq!((answer[0], &answer[5..]), (b'R', &10_u32.to_be_bytes()[..]));
    let shown = format!("{postgres:?}");
    let url = postgres.url();
    let password = url.split([':', '@']).nth(2).unwrap();
    assert_eq!(password.len(), 32);
    assert!(!shown.contains(password));
}

/// A file that becomes readable when the process ends.
fn end_of(pid: u32) -> io::Result<OwnedFd> {
    let pid = i32::try_from(pid).ok().and_then(Pid::from_raw);
    let pid = pid.ok_or(io::ErrorKind::InvalidInput)?;
    Ok(pidfd_open(pid, PidfdFlags::empty())?)
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
        return own_a_server().unwrap();
    }
    let mut owner = Command::new(env::current_exe().unwrap())
        .args([
            "--exact",
            "a_server_ends_with_an_owner_that_is_killed",
            "--nocapture",
        ])
        .env(OWNER, "1")
        .stdin(Stdio::piped())
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
    let pid = pid.parse().unwrap();
    let end = end_of(pid).unwrap();
    owner.kill().unwrap();
    owner.wait().unwrap();
    let patience = Timespec::try_from(Duration::from_secs(15)).unwrap();
    let ended = poll(&mut [PollFd::new(&end, PollFlags::IN)], Some(&patience)).unwrap();
    assert_eq!(ended, 1, "process {pid} is still there");
    assert!(is_gone(pid));
    assert!(!answers(url));
}

/// Owns a server until it is killed, or its input ends with the test that started it.
fn own_a_server() -> io::Result<()> {
    let postgres = PrivatePostgres::start()?;
    println!(
        "owns {} {}",
        postgres.pid().unwrap_or_default(),
        postgres.url()
    );
    io::stdin().read_to_end(&mut Vec::new())?;
    Ok(())
}
