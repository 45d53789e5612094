//! Every page of the help has an example, and every example runs.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use clap::Command as Page;
use serde_json::{Value, json};
use tenantry_surface::Model;
use tenantry_surface::words::kebab;

use crate::world::{Served, World, bare, err, out};

/// What whoever runs a store may type, in an order in which it works. Operations are not here:
/// the stories play the examples of those.
const CHORES: [&str; 11] = [
    "tenantry doctor --db app.db",
    "tenantry migrate --db app.db --dry-run",
    "tenantry backup create --db app.db monday.backup",
    "tenantry backup verify monday.backup",
    "tenantry backup restore --db copy.db monday.backup",
    "tenantry events tail --org \"$ORG\" --after \"$CURSOR\" --take 1",
    "tenantry can teams.create --org \"$ORG\" --explain",
    "tenantry completions bash",
    "tenantry exit-codes",
    "tenantry init --db app.db --org Acme --slug acme --owner ada --email ada@example.com",
    "tenantry serve --db app.db --listen 127.0.0.1:0",
];

fn example(page: &Page) -> String {
    let shown = page.get_after_help().map(ToString::to_string);
    let shown = shown.unwrap_or_else(|| panic!("`{}` shows no example", page.get_name()));
    let line = shown.strip_prefix("Example:\n  ").unwrap();
    line.to_owned()
}

fn pages(page: &Page, found: &mut Vec<(String, String)>, before: &str) {
    let name = format!("{before} {}", page.get_name());
    found.push((name.clone(), example(page)));
    for page in page.get_subcommands() {
        pages(page, found, &name);
    }
}

#[test]
fn every_page_shows_an_example_that_runs() {
    let model = Model::own().unwrap();
    let rooms: BTreeSet<String> = model
        .operations
        .iter()
        .map(|known| kebab(&known.room))
        .collect();
    let mut found = Vec::new();
    pages(&tenantry_cli::command(&model), &mut found, "");
    assert!(found.len() > model.operations.len() + rooms.len() + CHORES.len());
    for (page, line) in found {
        let noun = line.split(' ').nth(1).unwrap();
        assert!(
            rooms.contains(noun) || CHORES.contains(&line.as_str()),
            "{page}: {line}"
        );
    }
}

#[test]
fn the_examples_of_the_chores_run() {
    let world = World::new();
    let cursor = world.json("journal list --limit 1")["cursor"].clone();
    world.answer("teams create --name One");
    let shell = |line: &str| {
        let mut shell = world.told(Command::new("sh"));
        shell
            .env("ORG", world.said("org"))
            .env("CURSOR", cursor.as_str().unwrap());
        let folder = Path::new(env!("CARGO_BIN_EXE_tenantry")).parent().unwrap();
        shell.env("PATH", format!("{}:/usr/bin:/bin", folder.display()));
        shell.args(["-c", line]);
        shell
    };
    for line in CHORES {
        if line.contains(" serve ") {
            let served = Served::start(shell(&format!("exec {line}")));
            assert_eq!(served.stop(), Some(0));
            continue;
        }
        if line.contains(" init ") {
            std::fs::remove_file(world.path("app.db")).unwrap();
        }
        let output = shell(line).output().unwrap();
        assert!(output.status.success(), "{line}: {}", err(&output));
        assert_ne!(out(&output), "", "{line}");
    }
}

#[test]
fn help_is_on_the_standard_output() {
    for words in [
        &["--help"][..],
        &["help", "teams", "create"],
        &["teams", "create", "-h"],
    ] {
        let output = bare().args(words).output().unwrap();
        assert!(output.status.success());
        assert!(out(&output).contains("Example:\n  tenantry "), "{words:?}");
    }
    let output = bare().args(["help", "exit-codes"]).output().unwrap();
    assert!(out(&output).contains("limit_reached"));
}

#[test]
fn a_new_operation_is_a_command() {
    let mut document: Value =
        serde_json::from_str(include_str!("../../../../core/api.json")).unwrap();
    let mut kite = document["operations"][0].clone();
    kite["id"] = json!("kites.create");
    kite["room"] = json!("kites");
    kite["summary"] = json!("Flies a kite.");
    document["operations"].as_array_mut().unwrap().push(kite);
    let model = Model::read(&document).unwrap();
    let mut root = tenantry_cli::command(&model);
    let create = root
        .find_subcommand_mut("kites")
        .and_then(|kites| kites.find_subcommand_mut("create"));
    let help = create.unwrap().render_long_help().to_string();
    assert!(help.contains("--name <TEXT>"), "{help}");
}
