//! A surface says nothing of any one operation: all that it has of them is derived.

use std::fs;
use std::path::Path;

use tenantry::registry::operations;

use crate::files::{production, root};

/// Where the surfaces are written by hand.
const SURFACES: [&str; 3] = ["bindings", "examples/cli/src", "examples/server/src"];

/// What belongs to no surface that is shipped, or is not written by hand.
const ASIDE: [&str; 10] = [
    "bench",
    "benches",
    "dist",
    "dist-test",
    "examples",
    "node_modules",
    "scripts",
    "target",
    "test",
    "tests",
];

/// The operations that the command line also has under a name that people look for.
const ALIASES: [(&str, &str); 2] = [
    ("examples/cli/src/commands/can.rs", "access.explain"),
    ("examples/cli/src/commands/events.rs", "journal.subscribe"),
];

#[test]
fn no_line_of_a_surface_is_written_for_one_operation() {
    let mut written = Vec::new();
    for surface in SURFACES {
        visit(&root().join(surface), &mut |path, text| {
            for line in code(text) {
                let named = operations().iter().filter(|known| names(line, known.id));
                written.extend(named.map(|known| (path.to_owned(), known.id)));
            }
        });
    }
    let expected = ALIASES.map(|(path, id)| (path.to_owned(), id));
    assert_eq!(written, expected, "lines written for one operation");
}

/// Whether a line of code names an operation: `"teams.create"`, or `.teams().create(`.
fn names(line: &str, id: &str) -> bool {
    let called = id.replacen('.', "().", 1);
    line.contains(&format!("\"{id}\"")) || line.contains(&format!(".{called}("))
}

/// The lines of a file's production code that are no comments.
fn code(text: &str) -> impl Iterator<Item = &str> {
    let lines = production(text).lines().map(str::trim_start);
    lines.filter(|line| {
        !["//", "#", "*", "/*"]
            .iter()
            .any(|mark| line.starts_with(mark))
    })
}

/// Every file of a surface that is written by hand.
fn visit(folder: &Path, look: &mut dyn FnMut(&str, &str)) {
    let mut entries: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    for entry in entries {
        let name = entry.file_name().unwrap().to_string_lossy();
        if entry.is_dir() {
            if !ASIDE.contains(&&*name) {
                visit(&entry, look);
            }
        } else if [".rs", ".ts", ".py"]
            .iter()
            .any(|ending| name.ends_with(ending))
        {
            let text = fs::read_to_string(&entry).unwrap();
            let is_derived = text
                .lines()
                .take(5)
                .any(|line| line.contains("cargo xtask bindgen"));
            if !is_derived {
                let path = entry.strip_prefix(root()).unwrap();
                look(&path.to_string_lossy(), &text);
            }
        }
    }
}
