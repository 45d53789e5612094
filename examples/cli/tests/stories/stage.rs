//! A story on a store in a file, a program a call.

use std::path::Path;

use tenantry_conformance::stories::{self, Door, InProcess, Ports, Story, replay};
use tenantry_matrix::cli::Player;
use tenantry_matrix::program;
use tenantry_matrix::stage::{Kind, Stage};
use tenantry_surface::commands::Line;
use tokio::runtime::Runtime;

use crate::examples;

pub(crate) use stories::Told;

/// All stories.
pub(crate) fn stories() -> Vec<(String, Story)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/scenarios");
    stories::stories(&folder).unwrap()
}

/// Plays a story, and compares each call with the same inside one process, to the byte.
pub(crate) fn goes_the_same_way(name: &str, story: &Story) -> Result<(), String> {
    let runtime = Runtime::new().unwrap();
    runtime.block_on(async {
        let here = in_process(story).await?;
        let (there, lines) = played(story).await?;
        let pairs = here.iter().zip(&there);
        let differ = pairs.filter(|(here, there)| there.outcome.is_some() && here != there);
        let differ: Vec<_> = differ.map(|pair| format!("{pair:#?}")).collect();
        match differ.as_slice() {
            [] if here.len() == there.len() => examples::are_played(name, &there, &lines),
            _ => Err(differ.join("\n")),
        }
    })
}

async fn in_process(story: &Story) -> Result<Vec<Told>, String> {
    let stage = Stage::open(Kind::Sqlite).unwrap();
    let surface = InProcess {
        tenantry: stage.tenantry().await.unwrap(),
        door: Door::Json,
    };
    replay(story, &surface, &stage.ports).await
}

async fn played(story: &Story) -> Result<(Vec<Told>, Vec<Option<Line>>), String> {
    let stage = Stage::open(Kind::Sqlite).unwrap();
    drop(stage.tenantry().await.unwrap());
    let ports: &Ports = &stage.ports;
    let ids = stage.folder().join("ids");
    let player = Player::new(|| {
        let mut program = program::at(ports, &ids, None);
        program.env("TENANTRY_DB", &stage.address);
        program
    });
    let player = player.unwrap();
    let told = replay(story, &player, ports).await?;
    Ok((told, player.played()))
}
