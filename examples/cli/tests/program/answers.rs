//! How answers are written, on a store and over a server.

use std::io::Write;
use std::process::Stdio;

use serde_json::Value;

use crate::world::{OPERATOR, World, err, out};

fn with_teams() -> World {
    let world = World::new();
    for name in ["=1+1", "Two", "Three"] {
        world.answer(&format!("teams create --name {name}"));
    }
    world
}

#[test]
fn a_list_has_four_shapes() {
    let world = with_teams();
    let json = world.json("teams list");
    assert_eq!(json["items"].as_array().unwrap().len(), 3);
    let lines = world.answer("teams list -o ndjson");
    let lines = lines.lines().map(serde_json::from_str::<Value>);
    let lines: Vec<Value> = lines.collect::<Result<_, _>>().unwrap();
    assert_eq!(json["items"], Value::Array(lines));
    let csv = world.answer("teams list -o csv");
    let rows: Vec<&str> = csv.split("\r\n").collect();
    assert!(rows[0].starts_with("id,name,org,owner,description,parent,version"));
    assert!(rows.iter().any(|row| row.contains(",'=1+1,")), "{csv}");
    assert_eq!(rows.len(), 5);
    let table = world.answer("teams list -o table");
    let header = table.lines().next().unwrap();
    assert!(
        header.starts_with("ID") && !header.contains("PARENT"),
        "{table}"
    );
    assert_eq!(table.lines().count(), 4);
}

#[test]
fn one_thing_stands_upright_in_a_table() {
    let table = World::new().answer("orgs get -o table");
    let names = table
        .lines()
        .map(|line| line.split_whitespace().next().unwrap());
    let names: Vec<&str> = names.collect();
    assert_eq!(names[..4], ["id", "directory", "name", "slug"]);
}

#[test]
fn all_pages_are_the_whole_list() {
    let world = with_teams();
    let one = world.run("teams list --limit 1");
    assert!(err(&one).contains("--all"), "{}", err(&one));
    let all = world.json("teams list --limit 1 --all");
    assert_eq!(all["items"], world.json("teams list")["items"]);
    assert_eq!(all.get("next"), None);
}

#[test]
fn a_server_answers_the_same_bytes_as_the_store() {
    let world = with_teams();
    let served = world.serve();
    for words in [
        "orgs get",
        "teams list --limit 2",
        "members list",
        "journal list",
        "me get",
        "keys revoke --key 01900000-0000-7000-8000-000000000000",
    ] {
        for format in ["table", "json", "ndjson", "csv"] {
            let words = format!("{words} -o {format}");
            let here = world.run(&words);
            let mut program = world.program();
            program
                .env_remove("TENANTRY_DB")
                .env("TENANTRY_URL", &served.url);
            let there = program.args(words.split(' ')).output().unwrap();
            assert_eq!(out(&here), out(&there), "{words}");
            assert_eq!(here.status, there.status, "{words}");
        }
    }
    assert_eq!(served.stop(), Some(0));
}

#[test]
fn what_the_environment_calls_a_proxy_hears_nothing_of_a_server_nearby() {
    let world = World::new();
    let served = world.serve();
    let mut program = world.program();
    program
        .env_remove("TENANTRY_DB")
        .env("TENANTRY_URL", &served.url);
    program.env_remove("NO_PROXY").env_remove("no_proxy");
    // Nobody is there: what went this way would fail, and the key with it.
    for name in ["http_proxy", "HTTP_PROXY", "ALL_PROXY"] {
        program.env(name, "http://127.0.0.1:9");
    }
    let listed = program.args(["teams", "list"]).output().unwrap();
    assert!(listed.status.success(), "{}", err(&listed));
}

#[test]
fn the_operator_calls_a_server_with_a_secret() {
    let world = World::new();
    let served = world.serve();
    let secret = world.path("secret");
    std::fs::write(&secret, format!("{OPERATOR}\n")).unwrap();
    let call = |proof: &[&str]| {
        let mut program = world.program();
        program
            .env_remove("TENANTRY_DB")
            .env("TENANTRY_URL", &served.url);
        program.env_remove("TENANTRY_OPERATOR_SECRET");
        program.args(["directories", "list", "--system", "a look"]);
        program.args(proof).output().unwrap()
    };
    let file = secret.to_str().unwrap();
    let listed = call(&["--operator-secret-file", file]);
    assert!(listed.status.success(), "{}", err(&listed));
    assert_eq!(call(&[]).status.code(), Some(2));
}

#[test]
fn a_secret_is_told_apart_from_the_data() {
    let world = World::new();
    let output = world.run("keys create --name Laptop -o json");
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    let secret = answer["secret"].as_str().unwrap();
    assert!(err(&output).contains("shown once"));
    assert!(!err(&output).contains(secret));
}

#[test]
fn a_key_comes_from_a_file_or_the_standard_input() {
    let world = World::new();
    let file = world.path("key");
    std::fs::write(&file, world.said("secret")).unwrap();
    let mut program = world.program();
    program.env_remove("TENANTRY_KEY");
    program.args(["me", "get", "--key-file", file.to_str().unwrap()]);
    assert!(program.output().unwrap().status.success());
    let mut program = world.program();
    program.env_remove("TENANTRY_KEY").stdin(Stdio::piped());
    program
        .args(["me", "get", "--key-stdin"])
        .stdout(Stdio::null());
    let mut program = program.spawn().unwrap();
    let mut stdin = program.stdin.take().unwrap();
    stdin.write_all(world.said("secret").as_bytes()).unwrap();
    drop(stdin);
    assert!(program.wait().unwrap().success());
}

#[test]
fn flags_go_before_the_input() {
    let world = World::new();
    let file = world.path("input.json");
    std::fs::write(&file, r#"{"name": "Of the file", "description": "Kept"}"#).unwrap();
    let team = world.json("teams create --input input.json --name Flag");
    assert_eq!(
        (&team["name"], &team["description"]),
        (&"Flag".into(), &"Kept".into())
    );
    let id = team["id"].as_str().unwrap();
    let cleared = world.json(&format!("teams update --team {id} --clear description"));
    assert_eq!(cleared.get("description"), None);
}
