//! The files of the workspace.

use std::fs;
use std::path::{Path, PathBuf};

/// Where the workspace is.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_owned()
}

/// The text of a file, by its path from the root.
pub(crate) fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("`{path}`: {error}"))
}

/// Every Rust file below a folder, with its path from the root.
pub(crate) fn rust(folder: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    walk(&root().join(folder), "rs", &mut found);
    assert!(!found.is_empty(), "`{folder}` has no Rust files");
    found
}

/// Every TypeScript file below a folder.
pub(crate) fn typescript(folder: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    walk(&root().join(folder), "ts", &mut found);
    assert!(!found.is_empty(), "`{folder}` has no TypeScript files");
    found
}

/// Every paper of the workspace.
pub(crate) fn papers() -> Vec<(String, String)> {
    let mut found = Vec::new();
    walk(&root(), "md", &mut found);
    found
}

/// Whether a file is written by `cargo xtask bindgen`.
pub(crate) fn is_derived(text: &str) -> bool {
    let mut top = text.lines().take(5);
    top.any(|line| line.contains("Derived by `cargo xtask bindgen`"))
}

/// Every Rust file of the workspace that is written by hand.
pub(crate) fn all_rust() -> Vec<(String, String)> {
    const FOLDERS: [&str; 8] = [
        "benches",
        "bindings",
        "core",
        "examples",
        "storage-postgres",
        "storage-sqlite",
        "tests",
        "xtask",
    ];
    let all = FOLDERS.iter().flat_map(|folder| rust(folder));
    all.filter(|(_, text)| !is_derived(text)).collect()
}

/// What a file has before its own tests.
pub(crate) fn production(text: &str) -> &str {
    let tests = text.find("\n#[cfg(test)]\nmod ");
    tests.map_or(text, |at| &text[..at])
}

fn walk(folder: &Path, ending: &str, found: &mut Vec<(String, String)>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    for entry in entries {
        let name = entry.file_name().unwrap().to_string_lossy();
        let is_ours = !name.starts_with('.') && name != "target" && name != "node_modules";
        if entry.is_dir() && is_ours {
            walk(&entry, ending, found);
        } else if entry.extension().is_some_and(|found| found == ending) {
            let path = entry.strip_prefix(root()).unwrap();
            let text = fs::read_to_string(&entry).unwrap();
            found.push((path.to_string_lossy().replace('\\', "/"), text));
        }
    }
}
