//! The program itself: what it takes as an argument.

use std::process::Command;

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
