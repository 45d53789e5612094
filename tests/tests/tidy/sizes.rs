//! Files stay small enough to be read at once.

use crate::files::{all_rust, production};

/// The most lines of production code in one file; more is split by idea.
const LINES_MAX: usize = 400;

#[test]
fn no_file_is_longer_than_400_lines() {
    let long: Vec<_> = all_rust()
        .into_iter()
        .map(|(path, text)| (production(&text).lines().count(), path))
        .filter(|(lines, _)| *lines > LINES_MAX)
        .collect();
    assert!(long.is_empty(), "split by idea: {long:?}");
}
