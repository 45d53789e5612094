//! What `deny.toml` says of the dependencies, held against their manifests, with nothing but cargo.
//!
//! cargo-deny reads the same file and the licences' very texts; what of it this cannot hold is refused rather than passed over.

mod licence;
mod tree;

use std::collections::BTreeSet;
use std::fs;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use crate::command::root;
use tree::{Member, Package, Tree};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Policy {
    graph: Graph,
    /// Held by cargo-deny, which fetches them.
    #[serde(rename = "advisories")]
    _advisories: toml::Table,
    licenses: Licenses,
    bans: Bans,
    #[serde(rename = "sources")]
    _sources: Sources,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Graph {
    targets: Vec<String>,
    #[serde(rename = "all-features")]
    _all_features: True,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Licenses {
    allow: BTreeSet<String>,
    exceptions: Vec<Exception>,
    /// How alike a text is to a licence's: for cargo-deny, which reads texts.
    #[serde(rename = "confidence-threshold")]
    _confidence_threshold: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Exception {
    #[serde(rename = "crate")]
    name: String,
    allow: BTreeSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Bans {
    deny: Vec<Ban>,
    #[serde(rename = "multiple-versions")]
    _multiple_versions: Allow,
    #[serde(rename = "wildcards")]
    _wildcards: Deny,
    #[serde(rename = "allow-wildcard-paths")]
    _allow_wildcard_paths: True,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ban {
    #[serde(rename = "crate")]
    name: String,
    /// Who may depend on it all the same.
    #[serde(default)]
    wrappers: BTreeSet<String>,
    reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Sources {
    #[serde(rename = "unknown-registry")]
    _unknown_registry: Deny,
    #[serde(rename = "unknown-git")]
    _unknown_git: Deny,
}

/// A setting that is held in this one way; another is refused when the file is read.
#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Deny {
    Deny,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Allow {
    Allow,
}

#[derive(Deserialize)]
#[serde(try_from = "bool")]
struct True;

impl TryFrom<bool> for True {
    type Error = &'static str;

    fn try_from(is_true: bool) -> Result<Self, Self::Error> {
        if is_true {
            Ok(Self)
        } else {
            Err("only `true` is held here")
        }
    }
}

/// Holds `deny.toml` against every package that is built for one of its targets.
pub(crate) fn check() -> Result<()> {
    let text = fs::read_to_string(root().join("deny.toml")).context("cannot read `deny.toml`")?;
    let policy: Policy =
        toml::from_str(&text).context("`deny.toml` asks for what is not held here")?;
    let tree = Tree::of(&policy.graph.targets)?;
    let complaints = policy.complaints(&tree, &tree::members()?);
    println!("   {} packages", tree.packages.len());
    ensure!(complaints.is_empty(), "{}", complaints.join("\n"));
    Ok(())
}

impl Policy {
    fn complaints(&self, tree: &Tree, members: &[Member]) -> Vec<String> {
        let mut complaints = Vec::new();
        for package in &tree.packages {
            complaints.extend(self.licences(package));
            complaints.extend(sources(package));
        }
        complaints.extend(members.iter().flat_map(wildcards));
        complaints.extend(self.bans.deny.iter().flat_map(|ban| ban.complaints(tree)));
        complaints
    }

    fn licences(&self, package: &Package) -> Option<String> {
        let excepted = self
            .licenses
            .exceptions
            .iter()
            .filter(|exception| exception.name == package.name);
        let excepted: BTreeSet<&String> = excepted.flat_map(|exception| &exception.allow).collect();
        let is_allowed = |name: &str| {
            self.licenses.allow.contains(name) || excepted.iter().any(|allowed| *allowed == name)
        };
        let Package { name, licence, .. } = package;
        let allowed = licence::allows(licence, &is_allowed);
        (!allowed).then(|| format!("`{name}`: the licence `{licence}` is not allowed"))
    }
}

/// Where it comes from: this workspace, or crates.io, of which cargo says nothing.
fn sources(package: &Package) -> Option<String> {
    let source = package.source.as_ref().filter(|_| !package.is_ours())?;
    Some(format!(
        "`{}`: the source `{source}` is unknown",
        package.name
    ))
}

/// A member of this workspace asks for no dependency of any version, but for another member by its path.
fn wildcards(member: &Member) -> Vec<String> {
    let all = member.dependencies.iter();
    let wild = all.filter(|dependency| dependency.req == "*" && dependency.path.is_none());
    wild.map(|dependency| {
        format!(
            "`{}`: asks for any version of `{}`",
            member.name, dependency.name
        )
    })
    .collect()
}

impl Ban {
    fn complaints(&self, tree: &Tree) -> Vec<String> {
        let dependents = tree.dependents.get(&self.name).into_iter().flatten();
        let unwrapped = dependents.filter(|name| !self.wrappers.contains(*name));
        unwrapped
            .map(|name| format!("`{name}`: depends on `{}`, but {}", self.name, self.reason))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy() -> String {
        fs::read_to_string(root().join("deny.toml")).unwrap()
    }

    #[test]
    fn what_is_not_allowed_is_complained_of() {
        let root = root().display();
        let lines = format!(
            "0ours v0.1.0 ({root}/ours)|MIT\n\
             1derive v1.0.0 (proc-macro)|MIT/Apache-2.0\n\
             1stranger v1.0.0 (https://example.com/stranger#1234)|GPL-3.0\n\
             2ring v0.17.0|Apache-2.0 AND ISC\n\
             3cc v1.0.0|MIT\n\
             2cc v1.0.0|MIT (*)\n\
             1webpki-roots v1.0.0|CDLA-Permissive-2.0\n\
             1roots v1.0.0|CDLA-Permissive-2.0\n"
        );
        let careless = serde_json::json!([
            { "name": "ours", "dependencies": [
                { "name": "ours-too", "req": "*", "path": "/ours" },
                { "name": "derive", "req": "*" },
            ]},
        ]);
        let members: Vec<Member> = serde_json::from_value(careless).unwrap();
        let policy: Policy = toml::from_str(&policy()).unwrap();
        let complaints = policy.complaints(&Tree::read(&lines).unwrap(), &members);
        assert_eq!(
            complaints,
            [
                "`roots`: the licence `CDLA-Permissive-2.0` is not allowed",
                "`stranger`: the licence `GPL-3.0` is not allowed",
                "`stranger`: the source `https://example.com/stranger#1234` is unknown",
                "`ours`: asks for any version of `derive`",
                "`stranger`: depends on `cc`, but the only C code is SQLite and ring",
            ]
        );
    }

    #[test]
    fn a_setting_that_is_not_held_is_refused() {
        for (held, other) in [
            ("unknown-git = \"deny\"", "unknown-git = \"warn\""),
            ("all-features = true", "all-features = false"),
            (
                "unknown-git = \"deny\"",
                "unknown-git = \"deny\"\nallow-git = []",
            ),
        ] {
            let changed = policy().replace(held, other);
            assert_ne!(changed, policy());
            assert!(toml::from_str::<Policy>(&changed).is_err(), "{other}");
        }
    }
}
