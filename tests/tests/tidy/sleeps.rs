//! Tests wait for what happens, not for time; and none is passed over.

use crate::files::all_rust;

/// Where time itself is what is waited for, and why.
const EXCUSED: [(&str, &str); 2] = [
    (
        "xtask/postgres/tests/life.rs",
        "a process ends when its system ends it",
    ),
    (
        "storage-postgres/tests/store/crash.rs",
        "a server comes back when it is ready",
    ),
];

fn is_test(path: &str) -> bool {
    path.contains("/tests/") || path.starts_with("tests/")
}

#[test]
fn no_test_sleeps() {
    // Written apart, or this file would find itself.
    let sleep = concat!("sle", "ep(");
    for (path, text) in all_rust() {
        let is_excused = EXCUSED.iter().any(|(excused, _)| *excused == path);
        if is_test(&path) && !is_excused {
            assert!(!text.contains(sleep), "{path} sleeps");
        }
    }
}

#[test]
fn no_test_is_ignored() {
    let ignore = concat!("#[ign", "ore");
    for (path, text) in all_rust() {
        assert!(!text.contains(ignore), "{path} ignores a test");
    }
}
