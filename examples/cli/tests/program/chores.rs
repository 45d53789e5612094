//! The chores of whoever runs a store.

use serde_json::{Value, json};

use crate::world::{World, err};

#[test]
fn a_store_that_is_there_is_refused_and_left_as_it_is() {
    let world = World::new();
    let before = world.answer("journal list");
    let words = "init --org Other --slug other --owner bob --email bob@example.com";
    for _ in 0..2 {
        let refused = world.run(words);
        assert_eq!(refused.status.code(), Some(5), "{}", err(&refused));
        assert!(err(&refused).contains("left as it is"));
    }
    assert_eq!(world.answer("journal list"), before);
}

#[test]
fn what_cannot_be_founded_leaves_nothing() {
    let world = World::new();
    let words = "init --db new.db --org New --slug new --owner bob --email nonsense";
    assert_eq!(world.run(words).status.code(), Some(9));
    assert!(!world.path("new.db").exists());
}

#[test]
fn the_first_key_is_the_owners_and_nobody_is_vouched_for() {
    let world = World::new();
    let owner = world.json("me get");
    assert_eq!(owner["id"], world.founded["owner"]);
    let (directory, owner) = (world.said("directory"), world.said("owner"));
    let mut program = world.program();
    program.args([
        "subjects",
        "list",
        "--directory",
        directory,
        "--user",
        owner,
    ]);
    let listed = program.args(["--system", "a look"]).output().unwrap();
    let listed: Value = serde_json::from_slice(&listed.stdout).unwrap();
    assert_eq!(listed["items"], Value::Array(Vec::new()));
}

#[test]
fn a_backup_is_the_store() {
    let world = World::new();
    world.answer("teams create --name One");
    let created = world.json("backup create a.backup");
    assert_eq!(world.json("backup verify a.backup"), created);
    assert_eq!(world.json("backup restore --db copy.db a.backup"), created);
    let teams = world.answer("teams list");
    assert_eq!(world.answer("teams list --db copy.db"), teams);
    for (words, code) in [
        ("backup create a.backup", 5),
        ("backup restore --db copy.db a.backup", 5),
        ("backup restore --db new.db none.backup", 3),
    ] {
        assert_eq!(world.run(words).status.code(), Some(code), "{words}");
    }
    let file = world.path("a.backup");
    let mut bytes = std::fs::read(&file).unwrap();
    bytes[5_000] ^= 1;
    std::fs::write(&file, bytes).unwrap();
    assert_eq!(world.run("backup verify a.backup").status.code(), Some(13));
    assert_eq!(
        world
            .run("backup restore --db new.db a.backup")
            .status
            .code(),
        Some(13)
    );
    assert!(!world.path("new.db").exists());
}

#[test]
fn the_doctor_finds_what_is_wrong() {
    let world = World::new();
    let checks = world.json("doctor");
    let names = |checks: &Value| -> Vec<String> {
        let failed = checks.as_array().unwrap().iter();
        let failed = failed.filter(|check| check["result"] == "fail");
        failed
            .map(|check| check["check"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(names(&checks), [""; 0]);
    assert!(checks.as_array().unwrap().len() >= 7);
    std::fs::write(
        world.path("wrong.toml"),
        "[proofs]\noperator_secret = 'short'",
    )
    .unwrap();
    std::fs::write(
        world.path("text.db"),
        "this is no database at all".repeat(100),
    )
    .unwrap();
    for (words, expected) in [
        ("doctor --config wrong.toml", "configuration"),
        ("doctor --db none.db", "schema"),
        ("doctor --db text.db", "schema"),
    ] {
        let output = world.run(words);
        assert_eq!(output.status.code(), Some(1), "{words}");
        let checks: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(names(&checks), [expected], "{words}");
    }
    assert!(!world.path("none.db").exists());
}

#[test]
fn migrations_are_shown_and_applied() {
    let world = World::new();
    for words in ["migrate --dry-run", "migrate"] {
        let told = world.json(words);
        assert_eq!(
            (&told["schema"], &told["pending"]),
            (&told["known"], &0.into())
        );
    }
    std::fs::write(world.path("empty.db"), "").unwrap();
    let told = world.json("migrate --db empty.db --dry-run");
    assert_eq!((&told["schema"], &told["applied"]), (&0.into(), &0.into()));
    let told = world.json("migrate --db empty.db");
    assert_eq!(told["applied"], told["known"]);
    assert_eq!(world.json("migrate --db empty.db")["pending"], 0);
    assert_eq!(world.run("migrate --db none.db").status.code(), Some(3));
}

#[test]
fn every_shell_gets_its_completions() {
    let world = World::new();
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let script = world.answer(&format!("completions {shell}"));
        assert!(script.contains("descendants"), "{shell}");
    }
}

#[test]
fn a_right_is_answered_by_the_exit_code_and_explained() {
    let world = World::new();
    assert_eq!(world.json("can teams.create"), json!({ "allowed": true }));
    let told = world.json("can teams.create --explain");
    assert!(
        told["because"].as_str().unwrap().contains("owner"),
        "{told}"
    );
    let denied = world.run("can directory.manage");
    assert_eq!(denied.status.code(), Some(1));
    assert_eq!(err(&denied), "");
    let nobody = "user:00000000-0000-7000-8000-000000000000";
    let unknown = world.run(&format!("can teams.create --member {nobody}"));
    assert_eq!(unknown.status.code(), Some(3), "{}", err(&unknown));
    // Not how permissions are named: a permission of the product's own would be.
    assert_eq!(world.run("can fly").status.code(), Some(9));
    assert_eq!(world.run("can kites.fly").status.code(), Some(3));
}
