//! What each takes of memory: how much a process of its own grows by while one of them is built
//! and answers its first question.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Arc;

use anyhow::{Context, Result, ensure};
use serde::{Deserialize, Serialize};
use tenantry::storage::Storage;
use tenantry_sqlite::Sqlite;

use crate::ours::{Names, Ours, Place};
use crate::rounds::is_right;
use crate::scene::Scene;
use crate::world::{Question, World};

const KIB_OF_MB: f64 = 1_000_000.0 / 1_024.0;

/// Who answers.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) enum Who {
    Ours,
    Cedar,
    Casbin,
}

/// What such a process is told.
#[derive(Serialize, Deserialize)]
pub(crate) struct Process {
    pub(crate) who: Who,
    pub(crate) scene: Scene,
    pub(crate) is_quick: bool,
    /// Where the world lies, for ours.
    pub(crate) store: PathBuf,
    pub(crate) place: Place,
}

impl Process {
    /// Lets a process of its own build what it is told to, and says by how many megabytes it grew.
    pub(crate) fn megabytes(&self) -> Result<f64> {
        let mut process = Command::new(std::env::current_exe()?);
        process.arg("--resident").arg(serde_json::to_string(self)?);
        let told = process.stderr(Stdio::inherit()).output()?;
        ensure!(told.status.success(), "{:?} cannot be built", self.who);
        let kib: f64 = String::from_utf8(told.stdout)?.trim().parse()?;
        Ok(kib / KIB_OF_MB)
    }

    /// Is such a process: prints by how many KiB it grew.
    pub(crate) fn run(told: &str) -> Result<()> {
        let told: Self = serde_json::from_str(told)?;
        let (scene, world) = (told.scene, told.scene.world(told.is_quick));
        let grown = match told.who {
            Who::Ours => told.grown_by_ours(&world)?,
            Who::Cedar => {
                let cedar = || scene.cedar(&world);
                grown(&world, cedar, |cedar, asked| cedar.ask(asked))?
            }
            Who::Casbin => {
                let casbin = || scene.casbin(&world);
                grown(&world, casbin, |casbin, asked| casbin.ask(asked))?
            }
        };
        println!("{grown}");
        Ok(())
    }

    /// From the opening of the store, which has its share.
    fn grown_by_ours(&self, world: &World) -> Result<u64> {
        let names = Names::of(world)?;
        let build = || {
            let storage: Arc<dyn Storage> = Arc::new(Sqlite::open(&self.store)?);
            tenantry::blocking::run(Ours::enter(&storage, &self.place, &names))
        };
        grown(world, build, |ours, asked| {
            tenantry::blocking::run(ours.ask(asked))
        })
    }
}

/// By how many KiB this process grows with what is built, once it has answered.
fn grown<T>(
    world: &World,
    build: impl FnOnce() -> Result<T>,
    ask: impl FnOnce(&T, &Question) -> Result<bool>,
) -> Result<u64> {
    let before = resident_kib()?;
    let built = build()?;
    let question = world.questions.first().context("nothing is asked")?;
    is_right(question, ask(&built, question)?)?;
    Ok(resident_kib()?.saturating_sub(before))
}

fn resident_kib() -> Result<u64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib = line.and_then(|line| line.trim().strip_suffix(" kB"));
    Ok(kib.context("the system does not say")?.trim().parse()?)
}
