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
    // Written apart here too; the second is an example in the documentation.
    let ignored = [concat!("#[ign", "ore"), concat!("```ign", "ore")];
    for (path, text) in all_rust() {
        let found = ignored.iter().find(|ignored| text.contains(**ignored));
        assert!(found.is_none(), "{path} ignores a test");
    }
}
