//! The program itself: what it takes as an argument, and how a signal ends it.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use tempfile::TempDir;

fn program(folder: &TempDir) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_tenantry-server"));
    program.current_dir(folder).env_remove("TENANTRY_STORE");
    program.args(["--listen", "127.0.0.1:0"]);
    program
}

#[test]
fn a_password_is_no_argument_and_is_not_repeated() {
    let folder = tempfile::tempdir().unwrap();
    let store = "postgres://app:hunter2@127.0.0.1:1/app";
    let ended = program(&folder).args(["--store", store]).output().unwrap();
    let told = String::from_utf8(ended.stderr).unwrap();
    assert!(!ended.status.success());
    assert!(told.contains("TENANTRY_STORE"), "{told}");
    assert!(!told.contains("hunter2"), "{told}");
}

#[test]
fn once_it_says_that_it_listens_a_signal_ends_it_well() {
    let folder = tempfile::tempdir().unwrap();
    let mut serving = program(&folder)
        .args(["--store", ":memory:"])
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(serving.stderr.take().unwrap()).lines();
    let is_up = said.any(|line| line.unwrap().starts_with("listening at "));
    assert!(is_up);
    let id = serving.id().to_string();
    let sent = Command::new("kill").args(["-TERM", &id]).status().unwrap();
    assert!(sent.success());
    assert!(serving.wait().unwrap().success());
    let left = std::fs::read_dir(&folder).unwrap().count();
    assert_eq!(left, 0, "a store in memory is no file");
}
