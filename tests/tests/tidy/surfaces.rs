//! A surface says nothing of any one operation: all that it has of them is derived.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use tenantry::registry::operations;
use tenantry_surface::words::camel;

use crate::files::{is_derived, production, root};

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

/// What calls an operation as a product would, and is no line of a surface.
const CALLERS: [(&str, &[&str]); 5] = [
    // Two operations that the command line also has under a name that people look for.
    ("examples/cli/src/commands/can.rs", &["access.explain"]),
    (
        "examples/cli/src/commands/events.rs",
        &["journal.subscribe"],
    ),
    // Founds a store: a directory, an owner, an organisation, a key.
    (
        "examples/cli/src/commands/init.rs",
        &[
            "directories.create",
            "users.create",
            "subjects.unlink",
            "keys.create",
            "orgs.create",
        ],
    ),
    // What a server says in the tests of the client.
    ("bindings/remote/src/script.rs", &["journal.subscribe"]),
    // Measures what a call costs.
    (
        "bindings/python/src/measured.rs",
        &["access.explain", "teams.get"],
    ),
];

#[test]
fn no_line_of_a_surface_is_written_for_one_operation() {
    let mut written = BTreeSet::new();
    for surface in SURFACES {
        visit(&root().join(surface), &mut |path, text| {
            let code = code(text);
            let named = operations().iter().filter(|known| names(&code, known.id));
            written.extend(named.map(|known| (path.to_owned(), known.id)));
        });
    }
    let expected = CALLERS.iter().flat_map(|(path, ids)| {
        let pair = |id: &&'static str| ((*path).to_owned(), *id);
        ids.iter().map(pair)
    });
    assert_eq!(
        written,
        expected.collect(),
        "lines written for one operation"
    );
}

/// Whether code names an operation, in any quotes, or calls it, as Rust does or the others:
/// `"teams.create"`, `.teams().create(`, `.teams.create(`, `.teamMembers.add(`.
fn names(code: &str, id: &str) -> bool {
    let quoted = ['"', '\'', '`'].map(|quote| format!("{quote}{id}{quote}"));
    let rust = id.replacen('.', "().", 1);
    let called = [rust, id.to_owned(), camel(id)].map(|called| format!(".{called}("));
    quoted.iter().chain(&called).any(|name| code.contains(name))
}

#[test]
fn a_line_for_one_operation_is_seen_in_every_language() {
    for line in [
        "call(\"team_members.add\", input)",
        "call('team_members.add', input)",
        "call(`team_members.add`, input)",
        "tenant.team_members().add(input)",
        "tenant.team_members.add(user=user)",
        "tenant.teamMembers.add({ user })",
    ] {
        assert!(names(line, "team_members.add"), "{line}");
        assert!(!names(line, "teams.create"), "{line}");
    }
}

/// A file's production code without comments and without the spaces between words: a call may
/// stand on several lines.
fn code(text: &str) -> String {
    let lines = production(text).lines().map(str::trim);
    let code = lines.filter(|line| {
        !["//", "#", "*", "/*"]
            .iter()
            .any(|mark| line.starts_with(mark))
    });
    code.collect()
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
            if !is_derived(&text) {
                let path = entry.strip_prefix(root()).unwrap();
                look(&path.to_string_lossy(), &text);
            }
        }
    }
}
