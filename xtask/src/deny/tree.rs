//! The packages that are built, and who depends on whom, as cargo tells it.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::command::{self, cargo, root};

/// Everything that is built for some targets.
#[derive(Default)]
pub(super) struct Tree {
    pub(super) packages: BTreeSet<Package>,
    /// Those that depend on a package, all by their names.
    pub(super) dependents: BTreeMap<String, BTreeSet<String>>,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Package {
    pub(super) name: String,
    /// What stands behind the version: a folder, an address, another registry than crates.io.
    pub(super) source: Option<String>,
    pub(super) licence: String,
}

impl Package {
    /// Whether it comes from this workspace.
    pub(super) fn is_ours(&self) -> bool {
        let folder = root().display().to_string();
        self.source
            .as_ref()
            .is_some_and(|source| source.starts_with(&folder))
    }
}

impl Tree {
    /// The tree of the workspace, with all features. `cargo metadata` would also tell of what no feature asks for.
    pub(super) fn of(targets: &[String]) -> Result<Self> {
        let mut tree = cargo();
        tree.args(["tree", "--locked", "--workspace", "--all-features"]);
        tree.args([
            "--edges=normal,build,dev",
            "--prefix=depth",
            "--format={p}|{l}",
        ]);
        tree.args(targets.iter().flat_map(|target| ["--target", target]));
        Self::read(&command::output(&mut tree)?)
    }

    /// Reads lines such as `2syn v3.0.9 (proc-macro)|MIT OR Apache-2.0 (*)`: how deep, what, under which licence.
    pub(super) fn read(lines: &str) -> Result<Self> {
        let mut tree = Self::default();
        let mut path: Vec<String> = Vec::new();
        for line in lines.lines().filter(|line| !line.is_empty()) {
            let (depth, package) = read(line).with_context(|| format!("cannot read `{line}`"))?;
            path.truncate(depth);
            if let Some(dependent) = path.last() {
                let dependents = tree.dependents.entry(package.name.clone()).or_default();
                dependents.insert(dependent.clone());
            }
            path.push(package.name.clone());
            tree.packages.insert(package);
        }
        Ok(tree)
    }
}

fn read(line: &str) -> Option<(usize, Package)> {
    let name_at = line.find(|character: char| !character.is_ascii_digit())?;
    let (depth, rest) = line.split_at(name_at);
    let (package, licence) = rest.split_once('|')?;
    let mut words = package.splitn(3, ' ');
    let (name, _version) = (words.next()?, words.next()?);
    let source = words.next().unwrap_or_default().replace("(proc-macro)", "");
    let source = source.trim().trim_matches(['(', ')']);
    let package = Package {
        name: name.to_owned(),
        source: (!source.is_empty()).then(|| source.to_owned()),
        licence: licence.trim_end_matches(" (*)").to_owned(),
    };
    Some((depth.parse().ok()?, package))
}

/// A member of the workspace, and what it asks for.
#[derive(Deserialize)]
pub(super) struct Member {
    pub(super) name: String,
    pub(super) dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
pub(super) struct Dependency {
    pub(super) name: String,
    pub(super) req: String,
    pub(super) path: Option<String>,
}

/// The members of the workspace.
pub(super) fn members() -> Result<Vec<Member>> {
    #[derive(Deserialize)]
    struct Metadata {
        packages: Vec<Member>,
    }
    let mut metadata = cargo();
    metadata.args(["metadata", "--no-deps", "--format-version=1"]);
    let metadata: Metadata = serde_json::from_str(&command::output(&mut metadata)?)?;
    Ok(metadata.packages)
}
