//! Tests wait for what happens, not for time; and none is passed over.

use crate::files::all_rust;

fn is_test(path: &str) -> bool {
    path.contains("/tests/") || path.starts_with("tests/")
}

#[test]
fn no_test_sleeps() {
    // Written apart, or this file would find itself.
    let sleep = concat!("sle", "ep(");
    for (path, text) in all_rust() {
        if is_test(&path) {
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
