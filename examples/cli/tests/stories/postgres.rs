//! The chores of whoever runs a store, on Postgres: each schema is a store of its own.

use std::path::PathBuf;
use std::process::Output;

use serde_json::Value;
use tenantry_matrix::program;
use tenantry_matrix::stage::{Kind, Stage};

/// A schema, and the program that is told where it is.
struct Schema {
    stage: Stage,
    ids: PathBuf,
}

impl Schema {
    fn new() -> Self {
        let stage = Stage::open(Kind::Postgres).unwrap();
        let ids = stage.folder().join("ids");
        Self { stage, ids }
    }

    fn run(&self, words: &str) -> Output {
        let (url, schema) = self.stage.address.split_once('#').unwrap();
        let mut program = program::at(&self.stage.ports, &self.ids, Some(schema));
        program.env("TENANTRY_DB", url);
        program.args(["-o", "json"]);
        program.args(words.split(' ')).output().unwrap()
    }

    fn json(&self, words: &str) -> Value {
        let output = self.run(words);
        assert!(output.status.success(), "{words}: {output:?}");
        serde_json::from_slice(&output.stdout).unwrap()
    }
}

/// Founds a store, looks at it, backs it up and restores it elsewhere.
pub(crate) fn a_store_is_founded_looked_at_and_moved() {
    let here = Schema::new();
    let pending = here.json("migrate --dry-run");
    assert_eq!(pending["schema"], 0, "{pending}");
    let words = "--org Acme --slug acme --owner ada --email ada@example.com";
    let founded = here.json(&format!("init {words}"));
    assert_eq!(here.run(&format!("init {words}")).status.code(), Some(5));
    let known = here.json("migrate");
    assert_eq!(
        (&known["pending"], &known["applied"]),
        (&0.into(), &0.into())
    );
    // The story's clock is not this machine's, and that is all there is to find.
    let checks = here.run("doctor").stdout;
    let checks: Vec<Value> = serde_json::from_slice(&checks).unwrap();
    let failed = checks.iter().filter(|check| check["result"] == "fail");
    let failed: Vec<_> = failed.map(|check| &check["check"]).collect();
    assert_eq!(failed, ["clock"], "{checks:?}");
    let file = here.stage.folder().join("acme.backup");
    let file = file.to_str().unwrap();
    let created = here.json(&format!("backup create {file}"));
    assert_eq!(here.json(&format!("backup verify {file}")), created);
    let there = Schema::new();
    assert_eq!(there.json(&format!("backup restore {file}")), created);
    let org = founded["org"].as_str().unwrap();
    let entries = format!("journal list --system look --org {org} --limit 1");
    assert_eq!(there.json(&entries)["items"], here.json(&entries)["items"]);
}
