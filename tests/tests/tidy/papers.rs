//! What is written about the code is true of it.

use std::path::Path;

use crate::files::{papers, root, text};

#[test]
fn the_programs_of_the_readme_are_those_that_run() {
    let readme = text("README.md");
    let shown = readme.split("```rust\n").skip(1);
    let shown: Vec<&str> = shown.filter_map(|rest| rest.split("```").next()).collect();
    let runs = [("first", "\nuse "), ("tasks", "\nasync fn plan")].map(|(name, from)| {
        let program = text(&format!("examples/programs/src/bin/{name}.rs"));
        let at = program.find(from).unwrap();
        program[at + 1..].to_owned()
    });
    assert_eq!(shown, runs);
}

#[test]
fn every_file_that_a_paper_names_is_there() {
    let (mut looked_at, mut missing) = (0, Vec::new());
    for (paper, text) in papers() {
        let folder = root().join(&paper);
        let places = [folder.parent().unwrap(), &root()];
        for name in named(&text, &places) {
            looked_at += 1;
            if !places.iter().any(|place| place.join(&name).exists()) {
                missing.push(format!("{paper} names `{name}`"));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
    assert!(looked_at > 60, "only {looked_at} files are named");
}

/// Paths in backticks or links, from one of the places: they begin with a folder or file there.
fn named(paper: &str, places: &[&Path]) -> Vec<String> {
    let begins = |name: &&str| {
        let first = name.split('/').next().unwrap_or_default();
        places.iter().any(|place| place.join(first).exists())
    };
    let spans = paper.split(['`', '(', ')']);
    spans
        .filter(|span| !span.contains([' ', '<', '…', '*', '\n', ':']))
        .map(|span| span.split('#').next().unwrap_or_default())
        .filter(|span| span.contains('/') || span.contains('.'))
        .filter(|span| !span.starts_with('/'))
        .filter(begins)
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_map_shows_every_package_and_the_papers() {
    let manifest = text("Cargo.toml");
    let members = manifest.split("\nmembers = [").nth(1).unwrap();
    let members = members.split(']').next().unwrap().split('"');
    let members: Vec<&str> = members.skip(1).step_by(2).collect();
    assert!(members.len() > 15, "only {members:?} are members");
    let readme = text("README.md");
    let map: Vec<&str> = readme
        .lines()
        .filter(|line| line.starts_with("| `"))
        .collect();
    for folder in members.into_iter().chain(["docs"]) {
        let shown = format!("`{folder}/`");
        let is_shown = map
            .iter()
            .any(|line| line.split(" | ").next().unwrap().contains(&shown));
        assert!(is_shown, "the map of README.md has no line for {shown}");
    }
}

#[test]
fn the_licences_are_there() {
    for (file, words) in [
        ("LICENSE-MIT", "Permission is hereby granted"),
        ("LICENSE-APACHE", "Apache License"),
    ] {
        assert!(text(file).contains(words), "{file}");
    }
    assert!(text("Cargo.toml").contains("license = \"MIT OR Apache-2.0\""));
}
