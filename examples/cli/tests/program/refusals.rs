//! What is refused, how, and with which exit code.

use std::process::Output;

use serde_json::Value;

use crate::world::{World, bare, err, out};

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

#[test]
fn what_is_not_understood_is_refused_before_a_store_is_opened() {
    let folder = tempfile::tempdir().unwrap();
    for (words, why) in [
        (
            &["teams", "list", "--org", "1", "--colour", "red"][..],
            "--colour",
        ),
        (&["teams", "explode"], "explode"),
        (&["teams", "list"], "--org"),
        (&["teams", "create", "--org", "1"], "--name"),
        (
            &["teams", "list", "--org", "1", "--limit", "many"],
            "--limit",
        ),
        (
            &[
                "members", "add", "--org", "1", "--user", "1", "--role", "king",
            ],
            "possible values",
        ),
        (
            &["teams", "list", "--org", "1", "-o", "yaml"],
            "possible values",
        ),
        (&["me", "get", "--key-stdin", "--system", "x"], "one way"),
        (
            &["me", "get", "--vouched", "a/b"],
            "DIRECTORY/ISSUER/SUBJECT",
        ),
        (
            &["me", "get", "--url", "http://localhost:1", "--db", "x"],
            "not both",
        ),
    ] {
        let mut program = bare();
        program.current_dir(&folder).env("TENANTRY_KEY", "x");
        if !words.contains(&"--db") {
            program.env("TENANTRY_DB", "none.db");
        }
        let output = program.args(words).output().unwrap();
        assert_eq!(code(&output), 2, "{words:?}: {}", err(&output));
        assert!(err(&output).contains(why), "{words:?}: {}", err(&output));
        assert_eq!(out(&output), "", "{words:?}");
    }
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0);
}

#[test]
fn no_secret_is_an_argument() {
    let world = World::new();
    for words in [
        "me get --key tnt_secret",
        "me get --db postgres://ada:secret@localhost/app",
        "me get --url https://ada:secret@localhost",
        "me get --db postgres://localhost/app?password=secret",
        "serve --operator-secret secret",
    ] {
        let output = world.run(words);
        assert_eq!(code(&output), 2, "{words}: {}", err(&output));
        assert!(!err(&output).contains("secret@"), "{}", err(&output));
    }
}

#[test]
fn each_kind_of_error_has_its_exit_code() {
    let world = World::new();
    std::fs::write(world.path("broken.backup"), "not a backup").unwrap();
    let nobody = "00000000-0000-7000-8000-000000000000";
    for (words, expected) in [
        (format!("teams get --team {nobody}"), 3),
        (format!("orgs get --org {nobody}"), 3),
        ("me get --db none.db".to_owned(), 3),
        ("orgs create --name Acme --slug acme".to_owned(), 5),
        ("me get --url http://127.0.0.1:1 --tries 1".to_owned(), 7),
        ("directories list".to_owned(), 8),
        ("teams create --name=".to_owned(), 9),
        ("backup verify broken.backup".to_owned(), 13),
    ] {
        let output = world.run(&words);
        assert_eq!(code(&output), expected, "{words}: {}", err(&output));
    }
    let mut nobody = bare();
    nobody
        .current_dir(world.folder())
        .args(["me", "get", "--db", "app.db"]);
    let output = nobody.output().unwrap();
    assert_eq!(code(&output), 4);
    assert!(err(&output).contains("nobody says who calls"));
}

#[test]
fn an_error_is_a_sentence_for_people_and_json_for_programs() {
    let world = World::new();
    let told = err(&world.run("directories list -o table"));
    assert!(
        told.starts_with("error: ") && told.contains("\nhint: "),
        "{told}"
    );
    let told = err(&world.run("directories list -o json"));
    let problem: Value = serde_json::from_str(told.trim()).unwrap();
    assert_eq!(problem["kind"], "denied");
    assert_eq!(problem["fields"]["permission"], "directory.manage");
}

#[test]
fn an_address_is_not_repeated() {
    let folder = tempfile::tempdir().unwrap();
    for store in [
        "postgresql+psycopg://u:hunter2@h/db",
        "POSTGRES://u:hunter2@h/db",
        "postgresql://u:hunter2@127.0.0.1:1/db",
    ] {
        for words in [
            &["me", "get", "-o", "json"][..],
            &["me", "get"],
            &["doctor"],
            &["migrate"],
            &[
                "init",
                "--org",
                "A",
                "--slug",
                "a",
                "--owner",
                "a",
                "--email",
                "a@b.example",
            ],
        ] {
            let mut program = bare();
            program.current_dir(&folder).env("TENANTRY_KEY", "x");
            let ended = program.env("TENANTRY_DB", store).args(words).output();
            let ended = ended.unwrap();
            assert_ne!(code(&ended), 0, "{store} {words:?}");
            let told = err(&ended) + &out(&ended);
            assert!(!told.contains("hunter2"), "{words:?}: {told}");
        }
    }
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0);
}

#[test]
fn a_store_in_memory_is_refused_and_is_no_file() {
    let folder = tempfile::tempdir().unwrap();
    for words in [&["me", "get"][..], &["serve", "--listen", "127.0.0.1:0"]] {
        let mut program = bare();
        program.current_dir(&folder).env("TENANTRY_KEY", "x");
        let ended = program.args(words).args(["--db", ":memory:"]).output();
        let ended = ended.unwrap();
        assert_ne!(code(&ended), 0, "{words:?}");
        assert!(err(&ended).contains("name a file"), "{}", err(&ended));
    }
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0);
}
