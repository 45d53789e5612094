//! What is written about the code is true of it.

use crate::files::{root, text};

#[test]
fn the_first_program_of_the_readme_is_the_one_that_runs() {
    let readme = text("README.md");
    let program = readme
        .split("```rust\n")
        .nth(1)
        .and_then(|rest| rest.split("```").next())
        .expect("README.md shows no program");
    let runs = text("examples/programs/src/bin/first.rs");
    let from_use = runs.find("\nuse ").map(|at| &runs[at + 1..]);
    assert_eq!(from_use, Some(program));
}

#[test]
fn every_file_that_a_paper_names_is_there() {
    let mut looked_at = 0;
    for paper in ["README.md", "CONTRIBUTING.md", "tests/scenarios/README.md"] {
        for name in named(&text(paper)) {
            looked_at += 1;
            assert!(root().join(&name).exists(), "{paper} names `{name}`");
        }
    }
    assert!(looked_at > 15, "only {looked_at} files are named");
}

/// Paths in backticks or links: they begin with a folder or file of the workspace.
fn named(paper: &str) -> Vec<String> {
    let top: Vec<String> = std::fs::read_dir(root())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let spans = paper.split(['`', '(', ')']);
    spans
        .filter(|span| !span.contains([' ', '<', '…', '*', '\n', ':']))
        .filter(|span| span.contains('/') || span.contains('.'))
        .filter(|span| top.iter().any(|name| span.split('/').next() == Some(name)))
        .map(str::to_owned)
        .collect()
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
